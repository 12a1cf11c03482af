"""Set up where a publish in part keeps what it works with, in the memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from warehouse.publish.partly.documents import document_of


@contextmanager
def memory(con: duckdb.DuckDBPyConnection, base: str, part: str) -> Iterator[None]:
    """Keep tables in the memory under the name ``part`` while the body runs."""
    # Small blocks, as in the working file: each column of each small table holds one.
    con.execute(f"ATTACH ':memory:' AS {part} (BLOCK_SIZE 16384)")
    try:
        prepare(con, base, part)
        yield
    finally:
        con.execute(f"SET search_path = '{base}.main'")
        con.execute(f"DETACH {part}")


def prepare(con: duckdb.DuckDBPyConnection, base: str, part: str = "part") -> None:
    """Set up the places in the memory: names of ``base`` mean the working file's, until a part takes one over."""
    for schema in ("base", "changes", "found"):
        con.execute(f"CREATE SCHEMA {part}.{schema}")
    con.execute(f"CREATE MACRO {part}.main.document_of(id) AS {document_of('id')}")
    tables = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = $base AND schema_name = 'base'", {"base": base}
    ).fetchall()
    for (table,) in tables:
        con.execute(f"CREATE VIEW {part}.base.{table} AS FROM {base}.base.{table}")
