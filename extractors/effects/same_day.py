"""Give what ends "samal päeval" or "samast kuupäevast" the day of what its sentence says before it."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.outcome import Outcome
from extractors.effects.peeling import ENDING
from extractors.model.effect import Effect

_SAME_DAY = re.compile(
    r"(?<!\w)(?:samal\s+(?:kuu)?päeval|samast\s+(?:kuu)?päevast(?:\s+alates)?|samast\s+ajast(?:\s+alates)?)(?!\w)",
    re.IGNORECASE,
)
_ITS_WORDS = frozenset(["samal", "samast", "päeval", "päevast", "kuupäeval", "kuupäevast", "ajast", "alates"])


def on_same_day(act: ActReading, clause: Clause, read: Outcome, before: Outcome) -> Outcome:
    """Return what a clause ends with the one day of the effects before it, where it says that the day is the same.

    Where these have no day, or several, the words stay a doubt.
    """
    days = {(effect.effective_on, effect.date_basis, effect.date_rule) for effect in before.effects}
    if clause.effect not in ENDING or len(days) != 1 or any(effect.doubt for effect in before.effects):
        return read
    on, basis, rule = days.pop()
    if on is None or _SAME_DAY.search(act.reading.masked, clause.span.start, clause.span.end) is None:
        return read
    dated = tuple(
        replace(_without_its_doubt(effect), effective_on=on, date_basis=basis, date_rule=rule)
        if effect.effective_on is None and effect.date_basis is None
        else effect
        for effect in read.effects
    )
    return replace(read, effects=dated)


def _without_its_doubt(effect: Effect) -> Effect:
    is_its = effect.doubt == "words_unread" and _ITS_WORDS.issuperset((effect.doubt_quote or "").casefold().split())
    return replace(effect, doubt=None, doubt_quote=None) if is_its else effect
