"""Ask shipped queries so that an answer can say what was asked, and an analyst's own SQL within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.ask import queries
from warehouse.ask.named import with_directives
from warehouse.ask.queries import LongRows, QueryResult
from warehouse.connection import Warehouse
from warehouse.errors import QueryError

Row = Mapping[str, Any]
MOST_ROWS = 50_000
"""Rows of an answer by SQL or by a shipped query of which nobody asks a page: more would not fit into memory."""


@dataclass(frozen=True)
class Asked:
    """A shipped query with its parameters, so that a page can say how to ask the same in SQL."""

    name: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """The rows of an answer, each by the names of its columns, and what was asked."""

    asked: Asked
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class LongTable:
    """An answer that is shown page by page, and what was asked."""

    asked: Asked
    rows: LongRows


def ask_long(w: Warehouse, name: str, **params: Any) -> LongTable:
    """Return the answer of a shipped query whose rows are made as they are shown. Raises ``QueryError``."""
    return LongTable(Asked(name, params), queries.fetch_long(w, name, params))


def ask(w: Warehouse, name: str, **params: Any) -> Table:
    """Return the answer of a shipped query. Raises ``QueryError``."""
    return Table(Asked(name, params), queries.fetch_rows(w, name=name, params=params))


def ask_page(w: Warehouse, name: str, params: Mapping[str, Any], first: int, most: int) -> tuple[QueryResult, bool]:
    """Return at most ``most`` rows of a shipped query's answer from the row ``first`` on, and whether more follow.

    Texts among the parameters may name a directive by any reference. Raises ``QueryError``.
    """
    given = with_directives(w, dict(params))
    found = queries.run_query(w, name=name, params=given, most_rows=most + 1, first_row=first)
    return found.first(most), found.number > most


def rows_of(w: Warehouse, sql: str, **params: Any) -> list[dict[str, Any]]:
    """Return the rows of an answer to SQL by the names of their columns. Raises ``QueryError``."""
    return queries.fetch_rows(w, sql, params=params)


def first_row(w: Warehouse, sql: str, **params: Any) -> dict[str, Any] | None:
    """Return the first row of an answer to SQL; ``None`` where it has none. Raises ``QueryError``."""
    return next(iter(rows_of(w, sql, **params)), None)


def run(w: Warehouse, sql: str | None, name: str | None, given: Mapping[str, str]) -> QueryResult:
    """Return the answer to SQL or to a shipped query, whose parameters may name a directive by any reference.

    Raises ``QueryError``, also for an answer of more than ``MOST_ROWS`` rows.
    """
    params = with_directives(w, dict(given)) if name is not None else None
    result = queries.run_query(w, sql, name=name, params=params, most_rows=MOST_ROWS + 1)
    if result.number > MOST_ROWS:
        narrow = "add LIMIT or WHERE" if name is None else f"give parameters, or ask `kehtiv sql --name {name}`"
        raise QueryError(f"the answer has more than {MOST_ROWS:,} rows: {narrow}")
    return result


def in_force_page(w: Warehouse, day: date, known_on: date | None, after: str, most: int) -> list[dict[str, Any]]:
    """Return at most ``most`` annexes in force on a day with ids after ``after``, by their ids."""
    source = "annexes_in_force_on($day)" if known_on is None else "annexes_in_force_as_known($day, $known_on)"
    given = {"day": day, "after": after, "most": most} | ({} if known_on is None else {"known_on": known_on})
    return rows_of(
        w,
        "SELECT a.annex_id, a.directive_id, a.annex_number, a.title, a.kind, a.in_force_from, a.in_force_from_basis,"
        " a.applied_from, a.in_force_until, a.is_text_held"
        f" FROM {source} AS a WHERE a.annex_id > CAST($after AS VARCHAR)"
        " ORDER BY a.annex_id LIMIT CAST($most AS BIGINT)",
        **given,
    )
