"""Tell rows apart by digests of all their columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import duckdb


def columns_of(con: duckdb.DuckDBPyConnection, table: str, without: Collection[str] = ()) -> dict[str, str]:
    """Return the types of a table's columns, by name, in their order."""
    described = con.execute(f"DESCRIBE {table}").fetchall()
    return {str(row[0]): str(row[1]) for row in described if row[0] not in without}


def digest(con: duckdb.DuckDBPyConnection, table: str, without: Collection[str] = ()) -> str:
    """Return SQL for a digest of a row of ``table``, of 64 bits."""
    return digest_of(columns_of(con, table, without))


def digest_of(columns: Mapping[str, str], salt: str = "") -> str:
    """Return SQL for a digest of 64 bits of these columns, given with their types.

    DuckDB's ``hash`` is the same for NULL, an empty list and a list of NULL: lengths tell them apart.
    """
    said = [f"'{salt}'"] if salt else []
    for name, kind in columns.items():
        said.append(f'"{name}"')
        if kind.endswith("]"):
            said.append(f'len("{name}")')
    return f"hash({', '.join(said)})"


def digests_of(columns: Mapping[str, str]) -> tuple[str, str]:
    """Return SQL for two digests of these columns: rows that agree in both are the same."""
    return digest_of(columns), digest_of(columns, "g")


def write_signs(
    con: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], one: str, other: str
) -> tuple[int, str]:
    """Write the digests that two tables have in different numbers of rows, each with how many more ``one`` has.

    ``table`` is what a CREATE statement calls it. Return how many rows that are, and what joins those of either table.
    """
    h, g = digests_of(columns)
    signs = table.rpartition(" ")[2]
    con.execute(
        f"CREATE OR REPLACE {table} AS SELECT h, g, CAST(sum(sign) AS BIGINT) AS sign FROM"
        f" (SELECT {h} AS h, {g} AS g, 1 AS sign FROM {one} UNION ALL SELECT {h}, {g}, -1 FROM {other})"
        " GROUP BY h, g HAVING sum(sign) <> 0"
    )
    [(number,)] = con.execute(f"SELECT coalesce(sum(abs(sign)), 0) FROM {signs}").fetchall()
    return int(number), f"SEMI JOIN {signs} ON {h} = h AND {g} = g"
