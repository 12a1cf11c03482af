"""Read lists of annexes or points of one act: "Tunnistan kehtetuks käskkirja nr 5 järgmised lisad: …".

The items say which of them end. Without items nothing is said, least of all that the whole act ends.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.effects.outcome import Outcome
from extractors.effects.peeling import ENDING
from extractors.model.effect import Affected, Effect

_LISTS_UNITS = re.compile(
    r"(?<!\w)(?:all)?(?:järgmis|järgneva)(?:ed|d)\s+(?:lisad|(?:ala)?punktid|sätted)(?:\s+[^\W\d_]+){0,2}\s*:\s*\Z",
    re.IGNORECASE,
)
CODE = "words_unread"


def lead_of_units(outcome: Outcome, words: str) -> tuple[Outcome, Affected | None]:
    """Return the outcome of a lead with its last effect doubted, and the act whose annexes or points its items name.

    The outcome as it is, and ``None``, for any other sentence.
    """
    listed = _LISTS_UNITS.search(words)
    if listed is None or not outcome.effects or outcome.effects[-1].effect not in ENDING:
        return outcome, None
    *before, last = outcome.effects
    named = last.affected
    if named.number is None and named.enacted_on is None:
        return outcome, None
    target = Affected(
        named.issuer, named.kind, named.enacted_on, named.number, named.title, reference_key=named.reference_key
    )
    doubted = replace(last, doubt=last.doubt or CODE, doubt_quote=last.doubt_quote or " ".join(listed.group().split()))
    return replace(outcome, effects=(*before, doubted)), target


def without_unit_leads(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the effects without those of leads whose items follow."""
    return tuple(
        effect
        for at, effect in enumerate(effects)
        if not (_is_lead(effect) and at + 1 < len(effects) and _is_item(effects[at + 1], effect))
    )


def _is_lead(effect: Effect) -> bool:
    return effect.doubt == CODE and _LISTS_UNITS.fullmatch(effect.doubt_quote or "") is not None


def _is_item(effect: Effect, lead: Effect) -> bool:
    named = effect.affected
    is_of_it = named.reference_key == lead.affected.reference_key and effect.effect == lead.effect
    return is_of_it and bool(named.annexes or named.points) and effect.evidence.span != lead.evidence.span
