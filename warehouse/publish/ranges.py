"""Divide rows into ranges of their ids, so that a statement over one range takes little memory.

SQL finds the bounds of a range, both inclusive, in variables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from warehouse.publish.writing import Pace
from warehouse.sources import Source

ROWS_TOGETHER = 10_000
"""Rows of a view with a header ``ranges`` that are written at a time. Of 25,000 directives, joins take over 80 MB."""


def ranges(
    con: duckdb.DuckDBPyConnection, counted: str, size: int, what: str, nothing: tuple[Any, Any] = (0, -1)
) -> Iterator[tuple[Any, Any]]:
    """Yield the first and last id of each range whose numbers come to ``size``, as variables of SQL too.

    ``nothing`` is yielded where there is no id: a range without any.
    """
    rows = con.execute(
        "SELECT min(id), max(id) FROM"
        f" (SELECT id, sum(number) OVER (ORDER BY id) // {size} AS turn FROM ({counted}))"
        " GROUP BY turn ORDER BY 1"
    ).fetchall()
    for first, last in rows or [nothing]:
        con.execute(f"SET VARIABLE first_{what} = $first", {"first": first})
        con.execute(f"SET VARIABLE last_{what} = $last", {"last": last})
        yield first, last


def turns(con: duckdb.DuckDBPyConnection, views: Sequence[Source], pace: Pace) -> Iterator[bool]:
    """Yield for each statement that writes these views whether it adds to what those before it wrote.

    A view with a header ``ranges`` names the table whose directives it has, and is written range after range where
    steps lie on disk. Without the variables ``first_directive`` and ``last_directive`` it has all rows.
    """
    table = views[0].field("ranges") if pace.is_on_disk else None
    if table is None:
        yield False
        return
    counted = f"SELECT directive_id AS id, 1 AS number FROM {table}"
    try:
        for turn, _ in enumerate(ranges(con, counted, ROWS_TOGETHER, "directive", ("", ""))):
            yield turn > 0
    finally:
        con.execute("RESET VARIABLE first_directive")
        con.execute("RESET VARIABLE last_directive")
