"""Lay out the days of a post's versions as bars: pure geometry, drawn by the template as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH = 960
"""Units of the drawing's width; it is scaled to the page."""
ROW_HEIGHT = 34
TOP = 26
SHORTEST = 3.0
"""Units of the shortest bar, so that a single day can be seen and hit."""
MARGIN = timedelta(days=60)

DRAWN = ("in_force", "suspended", "undecided")
"""Statuses that are drawn as bars; the days before and after them stay empty."""


@dataclass(frozen=True)
class Bar:
    """One stretch of one version, in units of the drawing. ``until`` is the first day no longer so; ``None``: open."""

    row: int
    x: float
    width: float
    status: str
    since: date | None
    until: date | None
    annex_id: str


@dataclass(frozen=True)
class Timeline:
    """Bars, ticks (place and year) and the place of the day asked about; ``None`` where that day is not drawn."""

    bars: tuple[Bar, ...]
    gaps: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    day_x: float | None
    width: int
    height: int


def lay_out(versions: Sequence[Mapping[str, Any]], gaps: Sequence[Mapping[str, Any]], day: date) -> Timeline | None:
    """Return the drawing of versions, each with its ``stretches``, one row a version.

    ``None`` where no day of them is known.
    """
    known = [
        edge
        for version in versions
        for stretch in version["stretches"]
        if stretch["status"] in DRAWN
        for edge in (stretch["status_from"], stretch["status_until"])
        if edge is not None
    ]
    if not known:
        return None
    first, last = _moved(min(known), -MARGIN), _moved(max(*known, day), MARGIN)
    days = max((last - first).days, 1)

    def place(on: date | None, open_end: date) -> float:
        return WIDTH * (min(max(on or open_end, first), last) - first).days / days

    def bar(row: int, status: str, since: date | None, until: date | None, annex_id: str) -> Bar:
        begin, end = place(since, first), place(until, last)
        return Bar(row, round(begin, 2), round(max(end - begin, SHORTEST), 2), status, since, until, annex_id)

    bars = [
        bar(row, stretch["status"], stretch["status_from"], stretch["status_until"], version["annex_id"])
        for row, version in enumerate(versions)
        for stretch in version["stretches"]
        if stretch["status"] in DRAWN
    ]
    hollow = [bar(len(versions), "gap", gap["begins_on"], gap["ends_on"], "") for gap in gaps]
    return Timeline(
        bars=tuple(bars),
        gaps=tuple(hollow),
        ticks=tuple((round(place(date(year, 1, 1), first), 2), str(year)) for year in _years(first, last)),
        day_x=round(place(day, first), 2) if first <= day <= last else None,
        width=WIDTH,
        height=TOP + ROW_HEIGHT * (len(versions) + bool(hollow)) + 6,
    )


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _years(first: date, last: date) -> list[int]:
    """Return years whose first day lies in between, at most a dozen of them."""
    years = [year for year in range(first.year, last.year + 1) if first <= date(year, 1, 1) <= last]
    step = len(years) // 12 + 1
    return years[::step]
