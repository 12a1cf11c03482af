"""Find what stands near a place of a page without looking at all that stands on it.

A page has a few thousand letters; a damaged or hostile one has a hundred thousand, and each with each would take
minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from math import frexp
from typing import Generic, TypeVar

Corners = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Thing = TypeVar("Thing")

_MOST_CELLS = 16
_FINEST, _OF_POINTS = -10, 2
"""Powers of two: the narrowest cells are a thousandth of a point wide, those of things without an extent four points.
"""
_STEP = 2
"""Between the powers of two by which grids differ: each has cells four times as wide as the next finer one."""

Cells = dict[tuple[int, int], list[Thing]]


class Near(Generic[Thing]):
    """Things by the cells of grids that their rectangles touch; large rectangles lie in grids with wide cells.

    So a thing fills sixteen cells at most, and a cell holds hardly more than what stands close together, whatever the
    scale on which a page is set.
    """

    def __init__(self) -> None:
        self._grids: dict[int, Cells[Thing]] = {}
        self._endless: list[Thing] = []

    def put(self, corners: Corners, thing: Thing) -> None:
        """Add a thing that fills a rectangle: left, top, right, bottom. One without finite measures is near to all."""
        try:
            power, (left, upper, right, lower) = _fitting(corners)
        except (OverflowError, ValueError):
            self._endless.append(thing)
            return
        cells = self._grids.setdefault(power, {})
        for column in range(left, right + 1):
            for row in range(upper, lower + 1):
                cells.setdefault((column, row), []).append(thing)

    def at(self, corners: Corners) -> Iterator[Thing]:
        """Yield what may share a point with a rectangle, in no order; a thing over several cells comes repeatedly."""
        try:
            found = [_touched(cells, _range(corners, power)) for power, cells in self._grids.items()]
        except (OverflowError, ValueError):
            found = [cells.values() for cells in self._grids.values()]
        return chain(self._endless, chain.from_iterable(chain.from_iterable(found)))


def wider(place: Corners, by: float) -> Corners:
    """Return a rectangle with a margin around it."""
    x0, top, x1, bottom = place
    return x0 - by, top - by, x1 + by, bottom + by


def holds_middle(place: Corners, other: Corners) -> bool:
    """Return whether the middle of another rectangle lies within a rectangle or on its edge."""
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return place[0] <= x <= place[2] and place[1] <= y <= place[3]


def _fitting(corners: Corners) -> tuple[int, tuple[int, int, int, int]]:
    """Return the power of two of the finest grid in which a rectangle touches few cells, and these cells."""
    x0, top, x1, bottom = corners
    extent = max(x1 - x0, bottom - top)
    power = max(_FINEST, (frexp(extent)[1] - 4) // _STEP * _STEP) if extent > 0 else _OF_POINTS
    while True:
        left, upper, right, lower = cells = _range(corners, power)
        if (right - left + 1) * (lower - upper + 1) <= _MOST_CELLS:
            return power, cells
        power += _STEP


def _range(corners: Corners, power: int) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = corners
    step = 2.0**power
    return int(x0 // step), int(top // step), int(x1 // step), int(bottom // step)


def _touched(cells: Cells[Thing], within: tuple[int, int, int, int]) -> Iterable[list[Thing]]:
    left, upper, right, lower = within
    if (right - left + 1) * (lower - upper + 1) > len(cells):
        return (held for (x, y), held in cells.items() if left <= x <= right and upper <= y <= lower)
    places = ((x, y) for x in range(left, right + 1) for y in range(upper, lower + 1))
    return (cells[place] for place in places if place in cells)
