"""Leave a part of an act to the sentence's own word on it: "lisad 1-6 alates 1. maist, lisa 4 aga alates 1. juunist".

Annex 4 ends once, on its own day; it stands in the list before, or is of the act before, as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.effects.act_reading import ActReading
from extractors.effects.later_ends import of_excepted
from extractors.effects.peeling import ENDING
from extractors.model.effect import Effect, EffectKind

_OF_ITSELF: frozenset[EffectKind] = frozenset({"commence", "approve"})
_MOST = 100
"""Effects of one act in a sentence that are looked at again: a text made to be slow has thousands."""


def parted_by_day(effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return the effects of a sentence, each without the annexes or points that end on another day by a later one."""
    kept = list(effects)
    by_act: dict[tuple[str, str | None], list[int]] = {}
    for at, later in enumerate(effects):
        is_own = later.effect in _OF_ITSELF
        if later.effect not in ENDING and not is_own:
            continue
        before = by_act.setdefault((later.effect, later.affected.reference_key), [])
        if later.effective_on is not None and (later.affected.reference_key is not None or is_own):
            for index in before[-_MOST:]:
                kept[index] = _without(kept[index], later)
        before.append(at)
    return tuple(kept)


def _without(effect: Effect, later: Effect) -> Effect:
    said, part = effect.affected, later.affected
    is_excepted = bool(said.except_annexes) and {*(part.annexes or ())} <= {*said.except_annexes}
    if is_excepted or effect.effective_on == later.effective_on or said.limit or part.limit:
        return effect
    if part.scope == "annexes" and isinstance(part.annexes, tuple) and said.scope in ("annexes", "act"):
        if isinstance(said.annexes, tuple):
            left = tuple(number for number in said.annexes if number not in part.annexes)
            return replace(effect, affected=replace(said, annexes=left)) if left else effect
        if effect.effect in _OF_ITSELF:
            return effect  # what begins later than its act needs no exception
        excepted = tuple(dict.fromkeys((*said.except_annexes, *part.annexes)))
        return replace(effect, affected=replace(said, except_annexes=excepted))
    if part.scope == said.scope == "points" and part.annexes == said.annexes and part.points and said.points:
        points = tuple(point for point in said.points if point not in part.points)
        return replace(effect, affected=replace(said, points=points)) if points else effect
    return effect


def of_act_before(act: ActReading, read: Sequence[Effect], before: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return what holds until a day ("lisa 4 kehtib kuni …") as a part of the act that a sentence just ended.

    Empty where it may be a part of the act that speaks: one that approves such an annex, or has it.
    """
    last = before[-1] if before else None
    if last is None or last.effect not in ENDING or last.affected.number is None or not read:
        return ()
    own = {part.annex_number for part in act.parts if part.part == "annex"}
    own |= {n for e in before if e.effect == "approve" for n in e.affected.annexes or ()}
    told = []
    for effect in read:
        part, said = effect.affected, last.affected
        if effect.date_rule != "expiry" or part.number is not None or part.scope not in ("annexes", "points"):
            return ()
        annexes = part.annexes if isinstance(part.annexes, tuple) else ()
        ended = {*said.annexes} if isinstance(said.annexes, tuple) else {*annexes}
        is_other_point = not annexes and {*(part.points or ())} - {*(said.points or ())}
        if {*annexes} & own or not {*annexes} <= ended or is_other_point:
            return ()
        told.append(replace(effect, affected=of_excepted(said, annexes, part.points or ()), date_rule=None))
    return tuple(told)
