"""Cut a long answer into pages that follow one another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TablePage:
    """Page ``number`` (from 1) of ``last``, with ``size`` rows; ``first`` is the place of its first row, from 0."""

    number: int
    last: int
    size: int

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size

    @property
    def rows(self) -> slice:
        """Return the slice that takes its rows out of all."""
        return slice(self.first, self.first + self.size)


def table_page(wanted: int, size: int, *row_numbers: int) -> TablePage:
    """Return the wanted page of tables with so many rows each, which are paged together; at most their last page."""
    last = max(1, *(-(-number // size) for number in row_numbers))
    return TablePage(max(1, min(wanted, last)), last, size)
