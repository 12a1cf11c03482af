"""Cut long tables into pages that follow one another (the parameter ``lk``)."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from flows.ask import site

ROWS_A_PAGE = 100
"""Rows of a table on one page; the download has all."""
Turn = Annotated[int, Query(ge=1, le=100_000)]


def turn_to(wanted: int, *numbers: int) -> site.Turned:
    """Return the wanted page of tables with these numbers of rows, which turn pages together; at most the last page."""
    return site.turn_to(wanted, ROWS_A_PAGE, *numbers)
