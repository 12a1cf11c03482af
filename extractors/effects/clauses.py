"""Split a sentence with several verbs ("Kinnitan … ja tunnistan kehtetuks …") into one clause for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.effects.classify import OperativeVerb
from extractors.model.effect import EffectKind
from extractors.model.evidence import Span
from extractors.words.acts import NUMBER_WORD

_CONJUNCTION = re.compile(r"\s(?:ja|ning)\s|,\s|;\s?|(?<!\d)(?<!\b[nN]r)\.\s")
# "…, ja tunnistan": nothing but a joint stands before the verb
_JOINT_BEFORE = re.compile(r"(?:[,;]\s{0,3}(?:(?:ja|ning)\s{1,3})?|\s(?:ja|ning)\s{1,3})\Z")
_COLON = re.compile(r":\s")
# "punkt 2 tunnistatakse kehtetuks ja punkt 3 …": what ends stands before the verb
_UNIT = re.compile(r"(?<!\w)(?:lisa|lisad|(?:ala)?punkti?|(?:ala)?punktid|lõige|lõiked|p)\.?\s\d|§", re.IGNORECASE)
# "Direktori 12.08.2020 käskkirja nr 39 muudetakse ja …": an act stands before the verb
_NUMBERED = re.compile(rf"{NUMBER_WORD}\.?\s*\d", re.IGNORECASE)
# "… lisad 3 ja 8; lisa 10 tunnistan kehtetuks alates 11. maist": a clause of its own, with its own annex
_OWN_CLAUSE = re.compile(
    rf";\s+(?=[^;:]{{0,240}}?(?:{NUMBER_WORD}\.?\s?\S|(?<!\w)(?:lisa|(?:ala)?punkt)\w{{0,3}}\s\d)[^;:]*\Z)",
    re.IGNORECASE,
)
# "punkt 5 kaotab kehtivuse 24. juulil, ülejäänud osas kaotab käskkiri kehtivuse 1. novembril"
REST_BEFORE = re.compile(r"(?:[,;]|(?<!\w)(?:ja|ning|kuid))\s+(?:ülejäänud|muus)\s+osas\s+\Z", re.IGNORECASE)
"""What parts the end of the rest of an act from the end of a part of it, before the verb of the rest."""
_NUMBERING = re.compile(
    r"(?<!\w)(?:järjekorra|järje)?(?:numb(?:er|ri|rit|reid|rid)|numeratsioon(?:i|id)?|nummerdus(?:t|e)?|tähis(?:t|e|ed|eid)?)(?!\w)(?=\s*(?:[,;:]|(?:ja|ning)\s|muud))",
    re.IGNORECASE,
)
_SUBJECT = frozenset({"commence", "apply"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb (or several of one effect: "muudetakse ja sõnastatakse") with the words it governs."""

    effect: EffectKind
    verbs: tuple[OperativeVerb, ...]
    span: Span


def split_clauses(view: str, sentence: Span, verbs: Sequence[OperativeVerb]) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in order; together they cover it."""
    groups = _groups(view, _of_numbering(view, sentence, verbs))
    edges = [sentence.start]
    for first, second in pairwise(groups):
        edges.append(_cut(view, edges[-1], first, second))
    edges.append(sentence.end)
    return tuple(
        Clause(group[0].effect, tuple(group), Span(edges[index], max(edges[index], edges[index + 1])))
        for index, group in enumerate(groups)
    )


def _of_numbering(view: str, sentence: Span, verbs: Sequence[OperativeVerb]) -> list[OperativeVerb]:
    """Return the verbs; "muudan lisa 9 numbrit ja loen selle lisaks 8" renumbers with both of its verbs."""
    told: list[OperativeVerb] = []
    for at, verb in enumerate(verbs):
        following = verbs[at + 1] if at + 1 < len(verbs) else None
        if verb.effect == "amend" and following is not None and following.effect == "renumber":
            start = told[-1].end if told else sentence.start
            if _NUMBERING.search(view, start, following.start) is not None:
                verb = replace(verb, effect="renumber")
        told.append(verb)
    return told


def _groups(view: str, verbs: Sequence[OperativeVerb]) -> list[list[OperativeVerb]]:
    groups: list[list[OperativeVerb]] = []
    for verb in verbs:
        is_same = bool(groups) and groups[-1][0].effect == verb.effect and verb.effect not in _SUBJECT
        words = view[groups[-1][-1].end : verb.start] if is_same else ""
        if is_same and _OWN_CLAUSE.search(words) is None and REST_BEFORE.search(words) is None:
            groups[-1].append(verb)
        else:
            groups.append([verb])
    return groups


def _is_passive(view: str, verb: OperativeVerb) -> bool:
    return view[verb.start : verb.end].split()[0].casefold().endswith("takse")


def _cut(view: str, start: int, first: list[OperativeVerb], second: list[OperativeVerb]) -> int:
    """Return where the second clause begins.

    Where verbs come first ("Kinnitan A ja tunnistan B"), it begins before its verb; where objects come first ("A
    kinnitatakse ja B tunnistatakse"), after the first verb.
    """
    low, high = first[-1].end, second[0].start
    if (own := _OWN_CLAUSE.search(view[low:high])) is not None:
        return low + own.start()
    if (rest := REST_BEFORE.search(view, low, high)) is not None:
        return rest.start()
    joints = [match.start() for match in _CONJUNCTION.finditer(view, low, high)]
    if first[0].effect in _SUBJECT:
        return joints[0] if joints else high
    if second[0].effect in _SUBJECT:
        return joints[-1] if joints else high
    if (joint := _JOINT_BEFORE.search(view, low, high)) is not None:
        return joint.start()
    if (colon := _COLON.search(view, low, high)) is not None:
        # "Muudetakse käskkirja nr 5: punkt 2 tunnistatakse kehtetuks"
        return colon.end()
    if joints and _is_passive(view, first[0]) and _is_passive(view, second[-1]) and _NUMBERED.search(view, low, high):
        # "Kord kinnitatakse (lisa 1) ning käskkirja nr 32 lisa 4 tunnistatakse kehtetuks"
        return joints[0]
    before = view[start : first[0].start]
    leads = before.rpartition("alusel")[2]
    if len(re.findall(r"[^\W\d_]{2,}", leads)) <= 3 and not _NUMBERED.search(leads) and not _UNIT.search(leads):
        return high
    return joints[0] if joints else low
