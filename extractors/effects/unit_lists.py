"""Read lists of annexes or points of one act: "Tunnistan kehtetuks käskkirja nr 5 järgmised lisad: …", "… nr 5 lisad:
…", "… nr 5: …".

The items say which of them end. Without items nothing is said, least of all that the whole act ends.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.citations.find import clean_title
from extractors.directive.kinds import find_kind_spans
from extractors.effects.act_reading import ActReading
from extractors.effects.outcome import Governor, Outcome
from extractors.effects.peeling import ENDING
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span

_LISTS_UNITS = re.compile(
    r"(?<!\w)(?:(?:all)?(?:järgmis|järgneva)(?:ed|d)\s+)?(?:lisad|(?:ala)?punktid|sätted)(?:\s+[^\W\d_]+){0,2}\s*:\s*\Z",
    re.IGNORECASE,
)
# "käskkirja nr 5:", "käskkirja nr 5 „Töökord“:": the act, and below it what of it ends
_OF_ACT = re.compile(r"(?<![^\s:])[^\s:]++\s*:\s*\Z")
_NAME = re.compile(r"(?P<name>[^.;:,\d]{3,160}?)\s*[.;,]?\s*(?:(?:ja|ning)\s*)?")
CODE = "words_unread"


def lead_of_units(outcome: Outcome, words: str) -> tuple[Outcome, Affected | None]:
    """Return the outcome of a lead with its last effect doubted, and the act whose annexes or points its items name.

    The outcome as it is, and ``None``, for any other sentence.
    """
    if not outcome.effects or outcome.effects[-1].effect not in ENDING:
        return outcome, None
    *before, last = outcome.effects
    named = last.affected
    is_whole = named.scope == "act" and named.annexes is None
    listed = _LISTS_UNITS.search(words) or (_OF_ACT.search(words) if is_whole else None)
    if listed is None or (named.number is None and named.enacted_on is None):
        return outcome, None
    target = named.whole_act()
    doubted = replace(last, doubt=last.doubt or CODE, doubt_quote=last.doubt_quote or " ".join(listed.group().split()))
    return replace(outcome, effects=(*before, doubted)), target


def named_item(act: ActReading, span: Span, governor: Governor) -> Affected | None:
    """Return what an item without a number names by its title, below a list of the annexes of one act: "- juhataja
    ametijuhend;". ``None`` where no such list is open, or the item says more than a name.
    """
    if governor.target is None or governor.target.number is None:
        return None
    name = _NAME.fullmatch(act.reading.view, span.start, span.end)
    if name is None or not ("„" in name["name"] or find_kind_spans(name["name"])):
        return None
    return replace(governor.target, scope="part", limit=clean_title(name["name"]))


def without_unit_leads(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the effects without those of leads whose items follow."""
    return tuple(
        effect
        for at, effect in enumerate(effects)
        if not (_is_lead(effect) and at + 1 < len(effects) and _is_item(effects[at + 1], effect))
    )


def _is_lead(effect: Effect) -> bool:
    words = effect.doubt_quote or ""
    return effect.doubt == CODE and (_LISTS_UNITS.fullmatch(words) or _OF_ACT.fullmatch(words)) is not None


def _is_item(effect: Effect, lead: Effect) -> bool:
    named = effect.affected
    is_of_it = named.reference_key == lead.affected.reference_key and effect.effect == lead.effect
    return (
        is_of_it and bool(named.annexes or named.points or named.limit) and effect.evidence.span != lead.evidence.span
    )
