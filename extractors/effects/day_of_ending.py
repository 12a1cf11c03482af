"""Read the day that a clause of its own gives to an ending: "…; kehtetuks tunnistamine jõustub 1. mail"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import read_commencement
from extractors.model.effect import Effect

_ENDING = re.compile(
    r"(?<!\w)(?:kehtetuks\s+tunnistamine|tühistamine|kehtivuse\s+(?:lõpetamine|lõppemine|kaotamine))\s*\Z",
    re.IGNORECASE,
)


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
