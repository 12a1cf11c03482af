"""Cut a long answer into pages that follow one another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Turned:
    """One page (``turn``, from 1) of ``last``, with ``size`` rows; ``first`` is the place of its first row, from 0."""

    turn: int
    last: int
    size: int

    @property
    def first(self) -> int:
        return (self.turn - 1) * self.size

    @property
    def rows(self) -> slice:
        """Return what takes its rows out of all."""
        return slice(self.first, self.first + self.size)


def turn_to(wanted: int, size: int, *numbers: int) -> Turned:
    """Return the wanted page of tables with these numbers of rows, which turn pages together; at most the last page."""
    last = max(1, *(-(-number // size) for number in numbers))
    return Turned(max(1, min(wanted, last)), last, size)
