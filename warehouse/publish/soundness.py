"""Check that a published file is intact before it is published again or copied."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb

from warehouse.connection import OFFLINE, open_aside
from warehouse.memory import within_limits
from warehouse.publish.inside import INSIDE
from warehouse.publish.order import ordered_views
from warehouse.sources import literal


def find_damage(path: Path) -> str | None:
    """Return what is wrong with the published file at ``path``; ``None`` where every table can be read completely.

    DuckDB verifies a block's checksum only when it reads the block, so every column is read, in the memory of a step:
    without a limit it would keep all blocks, and a night in which nothing changed would take as much as the file has.
    """
    # A separate instance, because an error in a damaged file can make DuckDB refuse all other files of its instance.
    with open_aside(None, {**OFFLINE, "threads": "1"}) as connection:
        try:
            connection.execute(f"ATTACH {literal(path)} AS held (READ_ONLY)")
            rows = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'held'").fetchall()
            expected = {view.name for view in ordered_views() if view.field("publish") != "no"} | set(INSIDE)
            missing = sorted(expected - {row[0] for row in rows})
            if missing:
                return f"it lacks the tables {', '.join(missing)}"
            for name in sorted(expected):
                within_limits(connection, partial(_read, connection, name))
        except duckdb.Error as error:
            return str(error).strip().partition("\n")[0]
    return None


def _read(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    connection.execute(f'SELECT bit_xor(hash(t)) FROM held.main."{table}" AS t').fetchall()
