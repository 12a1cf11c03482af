"""Compare a file that was derived in part with one that was derived whole: a difference is a fault of a declaration."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.connection import OFFLINE, open_aside
from warehouse.publish.order import ordered_views
from warehouse.publish.partly.digests import columns_of, write_signs
from warehouse.sources import Source, literal

MOST_ROWS = 5
"""So many rows of a table are named."""


def find_differences(whole: Path, part: Path) -> list[str]:
    """Return a sentence for each public table of which rows differ: how many, and which.

    Columns that mean something within one file alone are not compared, nor is the index of searches, which both files
    derive from these tables.
    """
    with open_aside(whole.parent, {**OFFLINE, "threads": "1", "memory_limit": "768MB"}) as con:
        for name, path in (("whole", whole), ("part", part)):
            con.execute(f"ATTACH {literal(path)} AS {name}_file (READ_ONLY)")
        found = (_difference(con, view) for view in ordered_views() if view.field("publish") != "no")
        return [sentence for sentence in found if sentence]


def _difference(con: duckdb.DuckDBPyConnection, view: Source) -> str | None:
    files = (f"whole_file.main.{view.name}", f"part_file.main.{view.name}")
    columns = columns_of(con, files[0], view.inner)
    number, differing = write_signs(con, "TEMP TABLE signs", columns, *files)
    if not number:
        return None
    key = f"concat_ws(' ', {view.field('key')})"
    rows = con.execute(
        " UNION ".join(f"SELECT {key} AS key FROM {file} {differing}" for file in files)
        + f" ORDER BY 1 LIMIT {MOST_ROWS}"
    ).fetchall()
    named = "; ".join(name for (name,) in rows)
    return f"{view.name}: {number} rows differ between deriving all and deriving what changed: {named}"
