"""Understand what is typed into the shell of `kehtiv sql`: SQL, a shipped query, or a word for the shell itself."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.ask.vocabulary import Word, list_words
from warehouse.connection import open_published
from warehouse.errors import QueryError

HELP = """A statement ends with a semicolon and may take several lines; it only reads.
  .tables                          the tables, with what a row of each is
  .queries                         the shipped queries, with what each answers
  .NAME parameter=value …          a shipped query, such as: .in_force day=07.01.2026
  .help                            this
  .quit, or Ctrl-D                 leave
Tab completes tables, columns, macros and queries. Nothing that is typed is kept on the disk."""

OWN_WORDS = (".help", ".queries", ".quit", ".tables")


@dataclass(frozen=True)
class Line:
    """What was typed. One of ``word`` (an own word), ``name`` (a shipped query with ``params``) and ``sql`` is given;
    none where nothing was typed."""

    word: str | None = None
    name: str | None = None
    params: dict[str, str] = field(default_factory=dict)
    sql: str | None = None


def read_line(text: str) -> Line:
    """Return what a complete input asks for. Raises ``QueryError`` for a parameter without a value."""
    typed = text.strip()
    if not typed.startswith("."):
        sql = typed.rstrip("; \n\t")
        return Line(sql=sql) if sql else Line()
    try:
        first, *rest = shlex.split(typed.rstrip(";"))
    except ValueError as error:
        raise QueryError(f"a quotation mark is not closed: {typed}") from error
    if first in OWN_WORDS:
        return Line(word=first)
    return Line(name=first[1:], params=dict(_param(pair) for pair in rest))


def _param(pair: str) -> tuple[str, str]:
    key, mark, value = pair.partition("=")
    if not mark or not key:
        raise QueryError(f"{pair}: write a parameter as name=value")
    return key, value


def is_whole(text: str) -> bool:
    """Return whether an input is to be run at once: it ends with a semicolon, begins with a dot, or is empty."""
    typed = text.strip()
    return not typed or typed.startswith(".") or typed.endswith(";")


def known_words(data: Path) -> list[Word]:
    """Return the words that can be completed. Raises ``NoWarehouse``."""
    with open_published(data) as w:
        return list_words(w) + [Word(word, "query", "") for word in OWN_WORDS]
