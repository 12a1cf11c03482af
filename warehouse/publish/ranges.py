"""Divide rows into ranges of their ids, so that a statement over one range takes little memory.

SQL finds the bounds of a range, both inclusive, in variables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import duckdb

from warehouse.publish.writing import Pace
from warehouse.sources import Source

IDS_TOGETHER = 10_000
"""How many ids are in a range of a view with a header ``ranges``. Joins of 25,000 directives take over 80 MB, and so do
the rows of evidence of as many files: DuckDB holds 122,880 rows of a table before it writes them."""


def ranges(
    con: duckdb.DuckDBPyConnection,
    pace: Pace | None,
    counted: str,
    size: int,
    what: str,
    nothing: tuple[Any, Any] = (0, -1),
) -> Iterator[tuple[Any, Any]]:
    """Yield the first and last id of each range whose numbers come to ``size``, as variables of SQL too.

    The ids are read in a step of ``pace``, or without one in all the memory there is. ``nothing`` is the range to yield
    where there are no ids.
    """
    sql = (
        "SELECT min(id), max(id) FROM"
        f" (SELECT id, sum(number) OVER (ORDER BY id) // {size} AS range_number FROM ({counted}))"
        " GROUP BY range_number ORDER BY 1"
    )
    rows = _asked(con, sql) if pace is None else pace.write(con, partial(_asked, con, sql))
    for first, last in rows or [nothing]:
        con.execute(f"SET VARIABLE first_{what} = $first", {"first": first})
        con.execute(f"SET VARIABLE last_{what} = $last", {"last": last})
        yield first, last


def _asked(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def turns(con: duckdb.DuckDBPyConnection, views: Sequence[Source], pace: Pace) -> Iterator[bool]:
    """Yield for each statement that writes these views whether it adds to what those before it wrote.

    A view with a header ``ranges`` (``files by file_id``) names the table that has the ids by which its rows are
    divided, and is written range after range where steps lie on disk. SQL finds the ids in ``first_file`` and
    ``last_file``; without these variables it gives all rows.
    """
    header = views[0].field("ranges") if pace.is_on_disk else None
    if header is None:
        yield False
        return
    table, _, column = header.partition(" by ")
    what = column.removesuffix("_id")
    try:
        counted = f"SELECT {column} AS id, 1 AS number FROM {table}"
        for turn, _ in enumerate(ranges(con, pace, counted, IDS_TOGETHER, what, ("", ""))):
            yield turn > 0
    finally:
        con.execute(f"RESET VARIABLE first_{what}")
        con.execute(f"RESET VARIABLE last_{what}")
