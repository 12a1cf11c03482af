"""List the names that a query may use: for a shell that completes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from warehouse.ask.queries import list_queries
from warehouse.connection import Warehouse

Kind = Literal["table", "column", "macro", "query", "keyword"]


@dataclass(frozen=True)
class Word:
    """A name, what it is, and what it means (empty for keywords). A table macro is named with its bracket."""

    name: str
    kind: Kind
    meaning: str


def list_words(w: Warehouse) -> list[Word]:
    """Return the tables, columns, macros, shipped queries and keywords that a query may use, each name once a kind."""
    found: list[Word] = []
    kinds: tuple[tuple[Kind, str], ...] = (
        ("table", "SELECT table_name, coalesce(comment, '') FROM duckdb_tables() WHERE schema_name = 'main'"),
        (
            "column",
            "SELECT column_name, coalesce(min(comment), '') FROM duckdb_columns()"
            " WHERE schema_name = 'main' AND NOT internal GROUP BY 1",
        ),
        (
            "macro",
            "SELECT function_name || '(', coalesce(min(comment), '') FROM duckdb_functions() WHERE NOT internal"
            " AND function_type IN ('macro', 'table_macro') GROUP BY 1",
        ),
        ("keyword", "SELECT upper(keyword_name), '' FROM duckdb_keywords() WHERE keyword_category = 'reserved'"),
    )
    for kind, sql in kinds:
        found += [Word(name, kind, meaning) for name, meaning in w.connection.execute(f"{sql} ORDER BY 1").fetchall()]
    return found + [Word(f".{query.name}", "query", query.summary) for query in list_queries()]
