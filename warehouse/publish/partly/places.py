"""Set up where a publish in part keeps its working data in memory, and what names mean there.

One such place is ``SHARED``; each lane has another one of its ``own``, so that names mean something else in each.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

SHARED = "shared"
"""The place for what all steps share."""
CHANGES = f"{SHARED}.changes"
"""Of each table that changed, under its name, the rows that went or came. Where rows of a part were replaced,
``needed_row`` is the number of one that went."""
FOUND = f"{SHARED}.found"
"""What was found in large tables."""


def document_of(expression: str) -> str:
    """Return SQL for the document that an id begins with: up to the mark before the file's key."""
    return f"split_part({expression}, '!', 1)"


@contextmanager
def memory(con: duckdb.DuckDBPyConnection, base: str, own: str) -> Iterator[None]:
    """Keep tables in the memory under the name ``own`` while the body runs."""
    # Small blocks, as in the working file, because each column of each small table takes at least one.
    con.execute(f"ATTACH ':memory:' AS {own} (BLOCK_SIZE 16384)")
    try:
        prepare(con, base, own)
        yield
    finally:
        con.execute(f"SET search_path = '{base}.main'")
        con.execute(f"DETACH {own}")


def prepare(con: duckdb.DuckDBPyConnection, base: str, own: str = SHARED) -> None:
    """Set up the places in the memory: names of ``base`` mean the working file's, until a step takes one over."""
    for schema in ("base", "changes", "found"):
        con.execute(f"CREATE SCHEMA {own}.{schema}")
    con.execute(f"CREATE MACRO {own}.main.document_of(id) AS {document_of('id')}")
    tables = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = $base AND schema_name = 'base'", {"base": base}
    ).fetchall()
    for (table,) in tables:
        con.execute(f"CREATE VIEW {own}.base.{table} AS FROM {base}.base.{table}")
