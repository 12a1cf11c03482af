"""Cut long tables into pages that follow one another (the parameter ``lk``)."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from flows.ask import site

ROWS_A_PAGE = 100
"""Rows of a table on one page; the download has all."""
Turn = Annotated[int, Query(ge=1, le=100_000)]


def turn_to(wanted: int, *numbers: int) -> site.Turned:
    """Return the page wanted of tables with so many rows, which are turned together; the last where it is beyond."""
    return site.turn_to(wanted, ROWS_A_PAGE, *numbers)
