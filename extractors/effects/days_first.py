"""Read commencements that put each day before its part: "1. mail jõustub punkt 1 ja 1. juunil punkt 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.calendar_dates import find_dates
from extractors.citations.point_sets import find_point_sets
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import EffectDate
from extractors.effects.parts_named import parts_named
from extractors.effects.places import blank_places
from extractors.model.effect import Affected
from extractors.model.evidence import Span

# What may stand beside the parts and their days; any other word says something that was not read
_BETWEEN = re.compile(r"(?:[\s,.;]|(?<!\w)(?:ja|ning|samuti|a|aasta|aastal|alates|aga)(?!\w))*", re.IGNORECASE)
_ONLY_DAY = re.compile(r"(?:[\s,.]|(?<!\w)(?:a|aasta|aastal|alates)(?!\w))*", re.IGNORECASE)

PartWithDay = tuple[Affected, EffectDate]


def read_days_first(act: ActReading, clause: Clause) -> Sequence[PartWithDay]:
    """Return the parts behind a verb, each with the day before it; the first day stands before the verb."""
    before = Span(clause.span.start, clause.verbs[0].start)
    behind = Span(clause.verbs[-1].end, clause.span.end)
    days = [*_days(act, before), *_days(act, behind)]
    parts = parts_named(act.reading.masked, behind)
    starts_with_day = bool(days) and days[0][0] < before.end and _ONLY_DAY.fullmatch(_blanked(act, before)) is not None
    if not starts_with_day or len(parts) != len(days) or len(parts) < 2:
        return []
    order = [place for day, part in zip(days, parts, strict=True) for place in (day[0], part[0])]
    is_in_turn = order == sorted(order) and _BETWEEN.fullmatch(_blanked(act, behind)) is not None
    if not is_in_turn:
        return []
    return [(part, day) for (_, part), (_, day) in zip(parts, days, strict=True)]


def _days(act: ActReading, span: Span) -> list[tuple[int, EffectDate]]:
    """Return the places of the first days of a span in order; none where one of them is a last day."""
    found = list(find_dates(act.reading.masked, span.start, span.end))
    stated = [(day.start, act.stated_day(day)) for day in found if day.case != "until"]
    read = [(start, day) for start, day in stated if day is not None and day.on is not None]
    return read if len(read) == len(found) else []


def _blanked(act: ActReading, span: Span) -> str:
    """Return the words of a span without its days, points and annexes."""
    view = act.reading.masked
    places = [(day.start, day.end) for day in find_dates(view, span.start, span.end)]
    places += [(one.start, one.end) for one in find_annex_sets(view, span.start, span.end) if one.numbers]
    places += [(one.start, one.end) for one in find_point_sets(view, span.start, span.end)]
    return blank_places(view, span, places)
