"""Doubt what one file of a container says of an act and another copy of the same act in it does not.

final/käskkiri nr 16.docx: lisad 1 ja 3 · old versions/käskkiri nr 16.docx: lisad 1–3
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.model.effect import Effect
from extractors.model.extraction import FileExtraction
from extractors.model.finding import Finding

CODE = "wordings_differ"


def doubt_other_wordings(members: Sequence[FileExtraction]) -> tuple[tuple[FileExtraction, ...], tuple[Finding, ...]]:
    """Return the files of a container, effects doubted that another copy of their act does not have, and the findings.

    Copies bear one day and one number; which of them holds, only a person can tell. A PDF and a DOCX that say the same
    are sure.
    """
    copies: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, member in enumerate(members):
        head = member.header
        if head is not None and head.number and head.signed_on and not head.is_draft and member.effects:
            copies[(head.number.casefold(), head.signed_on)].append(at)
    read, findings = list(members), []
    for places in copies.values():
        said = [{_core(effect) for effect in members[at].effects} for at in places]
        shared = set.intersection(*said)
        if all(one == shared for one in said):
            continue
        names = ", ".join(members[at].name for at in places)
        findings.append(Finding(CODE, f"one act stands in several files, with different words: {names}"[:500]))
        for at in places:
            read[at] = replace(members[at], effects=tuple(_doubted(each, shared) for each in members[at].effects))
    return tuple(read), tuple(findings)


def _core(effect: Effect) -> tuple[object, ...]:
    """Return what an effect does, without the words and the place that say it."""
    act = effect.affected
    annexes = frozenset(act.annexes) if isinstance(act.annexes, tuple) else act.annexes
    what = act.enacted_on, act.number, annexes, frozenset(act.except_annexes), act.points, act.except_points
    return effect.effect, *what, act.scope, effect.effective_on, effect.until


def _doubted(effect: Effect, shared: set[tuple[object, ...]]) -> Effect:
    if effect.doubt is not None or _core(effect) in shared:
        return effect
    return replace(effect, doubt=CODE, doubt_quote=" ".join(effect.evidence.quote.split())[:120])
