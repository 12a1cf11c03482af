"""Pair parts of an act with the days that a sentence names in the same order: "punktid 1 ja 2 jõustuvad vastavalt
1. mail ja 1. juunil".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.citations.calendar_dates import FoundDate, find_dates
from extractors.effects.act_reading import ActReading
from extractors.effects.dates import EffectDate
from extractors.effects.parts_named import parts_named
from extractors.model.effect import Affected
from extractors.model.evidence import Span

_BEFORE_DAYS = re.compile(r"(?<!\w)vastavalt\s+(?:alates\s+)?\Z", re.IGNORECASE)
_BEHIND_DAYS = re.compile(r"\s*,?\s*vastavalt(?=\s*(?:[.,;]|\Z))", re.IGNORECASE)
_BETWEEN_DAYS = re.compile(
    r"(?:\.?\s?a(?:astal|asta|\.)?(?!\w))?[\s,]*(?:(?:ja|ning)\s+)?(?:alates\s+)?", re.IGNORECASE
)


def find_respective_days(act: ActReading, span: Span) -> tuple[FoundDate, ...]:
    """Return the days that "vastavalt" stands before or behind; none where it does not, or where one day stands alone.

    "Vastavalt 1. mai käskkirjale" names a ground, and no list of days.
    """
    view = act.reading.masked
    cited = [one.span for one in act.cited(span)]
    days = [
        day
        for day in find_dates(view, span.start, span.end)
        if not any(one.start <= day.start < one.end for one in cited)
    ]
    runs: list[list[FoundDate]] = []
    for day in days:
        if runs and _BETWEEN_DAYS.fullmatch(view, runs[-1][-1].end, day.start) is not None:
            runs[-1].append(day)
        else:
            runs.append([day])
    for run in runs:
        is_led = _BEFORE_DAYS.search(view, span.start, run[0].start) is not None
        if len(run) > 1 and (is_led or _BEHIND_DAYS.match(view, run[-1].end, span.end) is not None):
            return _of_one_year(run)
    return ()


def _of_one_year(days: Sequence[FoundDate]) -> tuple[FoundDate, ...]:
    """Return days with the year that the last of them bears for all: "1. juunil ja 1. juulil 2026"."""
    told: list[FoundDate] = []
    for day in reversed(days):
        told.insert(0, replace(day, year=told[0].year) if day.year is None and told else day)
    return tuple(told)


def pair_parts(act: ActReading, span: Span, days: Sequence[FoundDate]) -> tuple[tuple[Affected, EffectDate], ...]:
    """Return each point and annex of a span with its day, in order; none where there are more or fewer days."""
    parts = [one for _, part in parts_named(act.reading.masked, span) for one in _single(part)]
    read = [act.stated_day(day) for day in days]
    stated = [day for day in read if day is not None]
    if len(parts) != len(days) or len(stated) != len(days):
        return ()
    return tuple(zip(parts, stated, strict=True))


def _single(part: Affected) -> list[Affected]:
    """Return each point or annex of a set by itself."""
    points = [replace(part, points=(point,)) for point in part.points or ()]
    return points or [replace(part, annexes=(number,)) for number in part.annexes or ()]
