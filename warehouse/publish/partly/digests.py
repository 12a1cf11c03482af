"""Tell rows apart by digests of all their columns."""

from __future__ import annotations

from collections.abc import Collection

import duckdb


def columns_of(con: duckdb.DuckDBPyConnection, table: str, without: Collection[str] = ()) -> dict[str, str]:
    """Return the types of a table's columns, by name, in their order."""
    described = con.execute(f"DESCRIBE {table}").fetchall()
    return {str(row[0]): str(row[1]) for row in described if row[0] not in without}


def digest(con: duckdb.DuckDBPyConnection, table: str, without: Collection[str] = (), salt: str = "") -> str:
    """Return SQL for a digest of a row of ``table``, of 64 bits."""
    return digest_of(columns_of(con, table, without), salt)


def digest_of(columns: dict[str, str], salt: str = "") -> str:
    """Return SQL for a digest of these columns.

    DuckDB's ``hash`` is the same for NULL, a list without elements and a list of NULL: lengths tell them apart.
    """
    said = [f"'{salt}'"] if salt else []
    for name, kind in columns.items():
        said.append(f'"{name}"')
        if kind.endswith("]"):
            said.append(f'len("{name}")')
    return f"hash({', '.join(said)})"
