"""Find the runs beside and below a run without looking at the whole page each time.

A page of five thousand runs in fifty columns has a hundred of them in each column, and each has fifty on its line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import frexp

from extractors.pages.lines import Run

LEVEL = 0.5
"""Of the size: how far the middles of two runs on one line lie apart at most."""

_LITTLE = 1e-6
"""Points by which a search is widened, so that rounding leaves nothing out; what it finds is measured exactly."""


def level_in(run: Run, column: Sequence[Run], within: float = LEVEL) -> Run | None:
    """Return the first run of a column, given from top to bottom, beside a run; ``within`` is in parts of its size."""
    reach = within * run.size
    first = bisect_left(column, run.middle - reach, key=_middle)
    return column[first] if first < len(column) and column[first].middle <= run.middle + reach else None


def _middle(run: Run) -> float:
    return run.middle


class Neighbours:
    """The runs of a page from top to bottom. Numbers are places among ``runs``."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = sorted(runs, key=_middle)
        self._middles = [run.middle for run in self.runs]
        self._alike: dict[int, list[int]] | None = None
        self._level: dict[float, list[int]] = {}
        self._ends: dict[tuple[float, float], list[tuple[float, int]]] = {}
        self._below: dict[tuple[int, float], int | None] = {}

    def between(self, top: float, bottom: float) -> range:
        """Return the numbers of the runs whose middles lie between two heights, or a hair beyond them."""
        return range(bisect_left(self._middles, top - _LITTLE), bisect_right(self._middles, bottom + _LITTLE))

    def level_with(self, number: int) -> list[int]:
        """Return the runs whose middles lie within half of their own size of a run's, it too, from left to right."""
        height = self.runs[number].middle
        if height not in self._level:
            found = [
                at for at in self._near(height) if abs(self.runs[at].middle - height) <= LEVEL * self.runs[at].size
            ]
            self._level[height] = sorted(sorted(found), key=lambda at: self.runs[at].x0)
        return self._level[height]

    def left_of(self, number: int, within: range) -> int | None:
        """Return the nearest run that ends left of a run, within half of its size of its height; ``None`` without."""
        right = self.runs[number]
        ends = self._ends_at(right.middle, LEVEL * right.size)
        for at in range(bisect_left(ends, (right.x0,)) - 1, -1, -1):
            if -ends[at][1] in within:
                return -ends[at][1]
        return None

    def below(self, number: int, edge: float) -> int | None:
        """Return the first run one line below a run that begins where it does, up to ``edge`` points beside."""
        key = number, edge
        if key not in self._below:
            run = self.runs[number]
            lines = self.between(run.middle + LEVEL * run.size, run.middle + 2 * run.size)
            self._below[key] = next((at for at in lines if self._is_below(run, self.runs[at], edge)), None)
        return self._below[key]

    def is_alone(self, number: int, within: range) -> bool:
        """Return whether no other run lies within half of a run's size of its height."""
        run = self.runs[number]
        reach = LEVEL * run.size
        near = self.between(run.middle - reach, run.middle + reach)
        return not any(at != number and at in within and self._is_within(at, run.middle, reach) for at in near)

    def _is_within(self, number: int, height: float, reach: float) -> bool:
        return abs(self.runs[number].middle - height) <= reach

    def _is_below(self, run: Run, other: Run, edge: float) -> bool:
        return abs(other.x0 - run.x0) <= edge and LEVEL * run.size < other.middle - run.middle < 2 * run.size

    def _ends_at(self, height: float, reach: float) -> list[tuple[float, int]]:
        """Return where the runs near a height end, from left to right, each with its number, negative: of those that
        end together the first counts.
        """
        key = height, reach
        if key not in self._ends:
            near = self.between(height - reach, height + reach)
            self._ends[key] = sorted((self.runs[at].x1, -at) for at in near if self._is_within(at, height, reach))
        return self._ends[key]

    def _near(self, height: float) -> Iterator[int]:
        """Yield the runs that may lie within half of their own size of a height; runs of like size are searched at
        once, so that one large run does not widen the search for all.
        """
        if self._alike is None:
            self._alike = {}
            for at, run in enumerate(self.runs):
                self._alike.setdefault(frexp(run.size)[1], []).append(at)
        for power, numbers in self._alike.items():
            reach = LEVEL * 2.0**power + _LITTLE
            first = bisect_left(numbers, bisect_left(self._middles, height - reach))
            after = bisect_left(numbers, bisect_right(self._middles, height + reach))
            yield from numbers[first:after]
