"""Find where unnumbered rows of columns without rules begin, also with vertically centred cells.

The first column alone does not show these. Three signs are tried, the most certain first: horizontal rules between the
rows; gaps that are wider than the line pitch and run through all columns; and, for centred cells, that a row reaches as
far below the middle of its first cell as above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pages.labels import starts_low
from extractors.pages.lines import Run

_WIDER = 1.15
_LEVEL = 0.3
_BY_CAPITALS = "rows of a table without numbers, rules or gaps are separated by their capitals alone"
_NOT_TOLD = "cells are centred vertically, and it is not clear where a row ends"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a table between two headings.

    ``starts`` are the heights at which the first column begins rows; ``is_open``: its top may continue from the page
    before; ``edges``: horizontal rules within.
    """

    left: tuple[tuple[Run, ...], ...]
    right: tuple[Run, ...]
    starts: tuple[float, ...]
    edges: tuple[float, ...] = ()
    is_open: bool = False

    @property
    def runs(self) -> list[Run]:
        return sorted([*(run for line in self.left for run in line), *self.right], key=lambda run: run.middle)


def settle_rows(stretch: Stretch) -> tuple[list[float], str | None]:
    """Return the heights at which the rows of a stretch begin, and the doubt about them."""
    runs = stretch.runs
    if not stretch.left or not stretch.right:
        return list(stretch.starts), None
    pitch = _pitch(stretch)
    bands = _bands(runs, pitch, stretch.edges)
    if stretch.edges and len(bands) > 1 and 2 * sum(bool(_lefts(stretch, band)) for band in bands) > len(bands):
        return _by_bands(stretch, bands), None
    if not stretch.starts:
        if len(bands) > 1:
            return _by_bands(stretch, bands), None
        if _is_centred(stretch, bands, pitch):  # one row with too much is better than outcomes of other duties
            return [min(run.middle - 0.5 * run.size for run in runs)], _NOT_TOLD
        return _by_capitals(stretch)
    if not _is_centred(stretch, bands, pitch):
        return list(stretch.starts), None
    counts = [sum(_within(start, band, pitch) for start in stretch.starts) for band in bands]
    if all(count == 1 for count in counts[stretch.is_open and not counts[0] :]) and len(bands) > 1:
        return _by_bands(stretch, bands), None
    found = _by_halves(stretch, pitch)
    return (found, None) if found else (list(stretch.starts), _NOT_TOLD)


def _pitch(stretch: Stretch) -> float:
    """Return the distance of two lines of one cell: the second smallest found."""
    columns: dict[int, list[Run]] = {}
    for run in stretch.runs:
        columns.setdefault(round(run.x0 / 20), []).append(run)
    steps = sorted(b.middle - a.middle for column in columns.values() for a, b in pairwise(column))
    near = [step for step in steps if step > 0.8 * stretch.runs[0].size]
    return near[min(1, len(near) - 1)] if near else 1.3 * stretch.runs[0].size


def _bands(runs: Sequence[Run], pitch: float, edges: Sequence[float]) -> list[list[Run]]:
    """Return the runs between two rules, or without rules between two gaps."""
    bands: list[list[Run]] = [[runs[0]]]
    for before, run in pairwise(runs):
        if edges:
            is_apart = any(before.middle < edge < run.middle for edge in edges)
        else:
            is_apart = run.middle - before.middle > _WIDER * pitch
        if is_apart:
            bands.append([])
        bands[-1].append(run)
    return bands


def _lefts(stretch: Stretch, band: Sequence[Run]) -> list[Run]:
    inside = {id(run) for run in band}
    return [line[0] for line in stretch.left if id(line[0]) in inside]


def _within(start: float, band: Sequence[Run], pitch: float) -> bool:
    return band[0].middle - 0.8 * pitch <= start <= band[-1].middle


def _by_bands(stretch: Stretch, bands: Sequence[Sequence[Run]]) -> list[float]:
    """Make a row of each band with text in the first column; other bands continue the row above."""
    starts: list[float] = []
    for at, band in enumerate(bands):
        lefts = _lefts(stretch, band)
        goes_on = not lefts or (at == 0 and stretch.is_open and starts_low(lefts[0].text))
        if not goes_on:
            starts.append(min(run.middle - 0.5 * run.size for run in band))
    return starts


def _by_capitals(stretch: Stretch) -> tuple[list[float], str | None]:
    """Begin a row at each capital in the first column that follows a finished line, beside a new outcome."""
    starts: list[float] = []
    for at, line in enumerate(stretch.left):
        run = line[0]
        beside = [other for other in stretch.right if abs(other.middle - run.middle) <= 0.5 * run.size]
        begins = not starts_low(run.text) and any(not starts_low(other.text) for other in beside)
        before = stretch.left[at - 1][-1] if at else None
        is_done = before is None or before.text.rstrip().endswith((".", ";")) or _is_far(before, run)
        if begins and is_done and not (at == 0 and stretch.is_open and starts_low(run.text)):
            starts.append(run.middle - 0.5 * run.size)
    return starts, _BY_CAPITALS if len(stretch.left) > 1 else None


def _is_far(before: Run, run: Run) -> bool:
    return run.middle - before.middle > 1.75 * run.size


def _is_centred(stretch: Stretch, bands: Sequence[Sequence[Run]], pitch: float) -> bool:
    """Return whether a cell of the first column begins lower than its row does."""
    for band in bands[1 if stretch.is_open else 0 :]:
        lefts = _lefts(stretch, band)
        if len(bands) > 1 and lefts and lefts[0].middle - band[0].middle > 0.4 * pitch:
            return True
    columns = {round(run.x0 / 20) for run in stretch.right}
    return any(_stands_between(stretch, column, pitch) for column in columns)


def _stands_between(stretch: Stretch, column: int, pitch: float) -> bool:
    """Return whether the first line of a cell lies between two lines of a column rather than beside one."""
    beside = [run.middle for run in stretch.right if round(run.x0 / 20) == column]
    for line in stretch.left:
        near = [middle - line[0].middle for middle in beside if abs(middle - line[0].middle) < 0.8 * pitch]
        if min(near, default=0) < -_LEVEL * pitch and max(near, default=0) > _LEVEL * pitch:
            return not any(abs(step) <= _LEVEL * pitch for step in near)
    return False


def _by_halves(stretch: Stretch, pitch: float) -> list[float] | None:
    """Return edges mirrored at the middle of each first cell in turn; ``None`` where the cells beside do not fit."""
    runs = stretch.runs
    edge = runs[0].middle - 0.5 * pitch
    starts: list[float] = []
    bounds = [*stretch.starts[1:], float("inf")]
    for start, end in zip(stretch.starts, bounds, strict=True):
        cell = [line[0].middle for line in stretch.left if start <= line[0].middle < end]
        if not cell:
            return None
        middle = (cell[0] + cell[-1]) / 2
        below = 2 * middle - edge
        beside = sorted(run.middle for run in stretch.right if edge < run.middle < below)
        is_cut = any(abs(run.middle - below) < _LEVEL * pitch for run in runs)
        if is_cut or below <= cell[-1] or not beside or abs((beside[0] + beside[-1]) / 2 - middle) > _LEVEL * pitch:
            return None
        starts.append(edge)
        edge = below
    return starts if edge > runs[-1].middle else None
