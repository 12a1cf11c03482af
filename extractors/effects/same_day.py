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
    r"(?<!\w)(?:sama(?:l|st)|sellest|nimetatud)\s+(?:(?:kuu|täht)?päeval|(?:(?:kuu|täht)?päevast|ajast|hetkest)(?:\s+alates)?)(?!\w)",
    re.IGNORECASE,
)
_ITS_WORDS = frozenset(
    [
        "samal",
        "samast",
        "sellest",
        "nimetatud",
        "päeval",
        "päevast",
        "kuupäeval",
        "kuupäevast",
        "tähtpäevast",
        "ajast",
        "hetkest",
        "alates",
    ]
)


def on_same_day(act: ActReading, clause: Clause, read: Outcome, before: Outcome) -> Outcome:
    """Return what a clause ends or approves with the one day of the effects before it, where it says "on that day".

    Where these have no day, or several, the words stay a doubt.
    """
    if clause.effect not in (*ENDING, "approve"):
        return read
    said = _SAME_DAY.search(act.reading.masked, clause.span.start, clause.span.end)
    if said is None:
        return read
    days = {(effect.effective_on, effect.date_basis, effect.date_rule) for effect in before.effects}
    on, basis, rule = days.pop() if len(days) == 1 else (None, None, None)
    if on is None or any(effect.doubt for effect in before.effects):
        return read if clause.effect in ENDING else _doubted(read, said.group())
    dated = tuple(
        replace(_without_its_doubt(effect), effective_on=on, date_basis=basis, date_rule=rule)
        if effect.effective_on is None and effect.date_basis is None
        else effect
        for effect in read.effects
    )
    return replace(read, effects=dated)


def _doubted(read: Outcome, words: str) -> Outcome:
    """Return approvals, doubted: of a day that is another's their own words tell nothing."""
    return replace(
        read,
        effects=tuple(
            replace(effect, doubt="days_unread", doubt_quote=words)
            if effect.effective_on is None and effect.date_basis is None and effect.doubt is None
            else effect
            for effect in read.effects
        ),
    )


def _without_its_doubt(effect: Effect) -> Effect:
    is_its = effect.doubt == "words_unread" and _ITS_WORDS.issuperset((effect.doubt_quote or "").casefold().split())
    return replace(effect, doubt=None, doubt_quote=None) if is_its else effect
