"""Read the day that a clause of its own gives to an ending: "…; kehtetuks tunnistamine jõustub 1. mail"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import read_commencement
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.words.guarded import Guarded

_MAY_SPEAK = Guarded(r"tunnistamine|tühistamine|kehtivuse\s+l", "kehtivuse tunnistamine tühistamine")
_ENDING = re.compile(
    r"(?<!\w)(?:kehtetuks\s+tunnistamine|tühistamine|kehtivuse\s+(?:lõpetamine|lõppemine|kaotamine))\s*\Z",
    re.IGNORECASE,
)


def may_speak_of_ending(act: ActReading, span: Span) -> bool:
    """Return whether it is worth looking for such a clause in a sentence: most hold none of its words."""
    return _MAY_SPEAK.search(act.reading.masked, span.start, span.end) is not None


def speaks_of_ending(act: ActReading, clause: Clause) -> bool:
    """Return whether a clause of commencement says when an ending begins, and not an act."""
    view = act.reading.masked
    return clause.effect == "commence" and _ENDING.search(view, clause.span.start, clause.verbs[0].start) is not None


def give_day(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> tuple[Effect, ...] | None:
    """Return the effects with the day of such a clause; ``None`` where it is not clear of which ending it is."""
    found = read_commencement(act.reading.masked, clause.verbs[0].start, clause.span.end, act.act_date)
    if found is None or not effects or not all(e.effect == "revoke" and e.date_basis is None for e in effects):
        return None
    return tuple(
        replace(effect, effective_on=found.on, date_basis=found.basis, date_rule=found.rule) for effect in effects
    )
