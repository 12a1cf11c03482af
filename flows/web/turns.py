"""Cut long tables into pages that follow one another (the parameter ``lk``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

ROWS_A_PAGE = 100
"""Rows of a table on one page; the download has all."""
Turn = Annotated[int, Query(ge=1, le=100_000)]


@dataclass(frozen=True)
class Turned:
    """One page (``turn``, from 1) of ``last``; its rows are those that ``rows`` takes, the first of them ``first``."""

    turn: int
    last: int

    @property
    def first(self) -> int:
        return (self.turn - 1) * ROWS_A_PAGE

    @property
    def rows(self) -> slice:
        return slice(self.first, self.first + ROWS_A_PAGE)


def turn_to(wanted: int, *numbers: int) -> Turned:
    """Return the page wanted of tables with so many rows, which are turned together; the last where it is beyond."""
    last = max(1, *(-(-number // ROWS_A_PAGE) for number in numbers))
    return Turned(min(wanted, last), last)
