"""Bind annexes and participles that stand before an act, and those that several acts share.

lisad 1 ja 2 … käskkirjas nr 5              they stand before their act
käskkirjade nr 2 ja 3 lisad 1               one annex of each act, and neither act as a whole
lisa 1 … käskkirjadest nr 4 ja 5            the same, with the annex in front
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.citations.annex_sets import AnnexSet, find_annex_sets
from extractors.citations.point_sets import PointSet, find_point_sets
from extractors.citations.view import Reading
from extractors.directive.kinds import find_kind
from extractors.effects.act_object import ActObject, is_onto, is_out_of, only_separators
from extractors.effects.approved_names import name_before
from extractors.model.effect import Affected
from extractors.model.evidence import Span
from extractors.words.acts import NUMBER_WORD, WAS_APPROVED

ANNEX_BEFORE = re.compile(rf"[\s,]*(?:mis\s+(?:on\s+)?)?{WAS_APPROVED}?\s*$", re.IGNORECASE)
"""What may stand between an annex and the act behind it."""
# "käskkirja nr 1 lisad 4 ja 6 ning lisa 10 … käskkirjast nr 2": the last noun and its numbers alone
_UNIT_NOUN = re.compile(r"(?<!\w)(?:lisa|(?:ala)?punkt)\w{0,3}(?=\s)", re.IGNORECASE)
# "lisa 2 sama päeva käskkirjast": any words but those that begin something else
_OF_THE_ACT = re.compile(r"(?:(?!(?:ja|ning|samuti)(?!\w))[^\W\d_][\w-]*|„·*“|[\s()])*+")
_PARTICIPLE_BEFORE = re.compile(
    rf"{WAS_APPROVED}\s+(?:[^\W\d_]{{3,30}}\s+){{0,3}}$|{WAS_APPROVED}\s*$",
    re.IGNORECASE,
)
_UNITS = frozenset({"annexes", "points", "approved"})
_PLURAL_UNITS = re.compile(r"[\s,)]*(?:„·*“[\s,]*)?(?:lisad|(?:ala)?punktid)(?!\w)", re.IGNORECASE)
# "käskkirjade nr 2 ja 3": in the genitive plural, which no act that ends stands in
_OF_SEVERAL = re.compile(r"(?:kirjade|korralduste|otsuste|määruste)(?!\w)", re.IGNORECASE)
# "käskkirjade nr 2 ja nr 3": the sign of numbers once more
_SIGN_AGAIN = re.compile(rf"[\s,]*(?:(?:ja|ning|samuti)\s+)?{NUMBER_WORD}\.?\s*", re.IGNORECASE)
# "käskkirja nr 2": in the genitive singular, in which "tunnistada" and "tunnistatakse" have no act as a whole
_GENITIVE = re.compile(r"(?<!\w)\w*(?:käskkirja|korralduse|otsuse|määruse)(?!\w)", re.IGNORECASE)
# "käskkirja nr 2 ja käskkirja nr 3 lisad 1": several annexes of one number
_SEVERAL_OF_ONE = re.compile(
    r"[\s,)]*(?:„·*“[\s,]*)?(?:lisad|punktid)\s+(?:nr\.?\s*)?\d+(?![\d.]*\s*(?:[-,]|ja\s|ning\s|kuni\s))", re.IGNORECASE
)


def units_before(view: str, start: int, end: int) -> tuple[int, AnnexSet | PointSet | None]:
    """Return where the annexes or points of an act begin that stand before its elative at ``end`` ("lisa 2 sama päeva
    käskkirjast"), and which; ``end`` and ``None`` where none do."""
    units: list[AnnexSet | PointSet] = [one for one in find_annex_sets(view, start, end) if one.numbers]
    units += find_point_sets(view, start, end)
    last = max(units, key=lambda one: one.start, default=None)
    if last is None or _OF_THE_ACT.fullmatch(view[last.end : end]) is None:
        return end, None
    *_, noun = [last.start, *(m.start() for m in _UNIT_NOUN.finditer(view, last.start, last.end))]
    if noun > last.start and only_separators(view, start + (view[start : start + 1] == ")"), last.start):
        # The annexes before it are those of the act that they stand right behind
        parts = [one for one in find_annex_sets(view, noun, last.end) if one.numbers]
        last = parts[-1] if parts and isinstance(last, AnnexSet) else last
    return last.start, last


def bind_left(reading: Reading, objects: Sequence[ActObject], clause: Span) -> list[ActObject]:
    """Return the objects with the annexes and participles bound that stand before their reference.

    Examples: "lisad 1 ja 2 peadirektori … käskkirjas nr 5"; "ametijuhendid, mis on kinnitatud … käskkirjaga nr 5, …nr
    6".
    """
    bound: list[ActObject] = []
    floor = clause.start
    running: Affected | None = None
    for one in objects:
        affected = one.affected
        if affected.scope == "act" or (affected.scope == "approved" and affected.annexes is None and not bound):
            before = Span(min(floor, one.citation.span.start), one.citation.span.start)
            affected, running = _bound(reading, one, before, running, is_first=not bound)
            if affected.scope == "approved" and one.named is None and one.citation.is_comitative:
                participle = _PARTICIPLE_BEFORE.search(reading.masked, before.start, before.end)
                words = reading.masked[before.start : participle.start()] if participle else ""
                one = replace(one, named=name_before(words))
        bound.append(replace(one, affected=affected))
        floor = one.citation.span.end
    return bound


def _bound(
    reading: Reading, one: ActObject, before: Span, running: Affected | None, *, is_first: bool
) -> tuple[Affected, Affected | None]:
    """Return what is meant of an act by the words before it, and the participle that goes on to the acts behind it."""
    view, affected = reading.masked, one.affected
    units = units_before(view, before.start, before.end)[1] if is_out_of(reading, one.citation) else None
    if isinstance(units, PointSet) and affected.scope == "act":
        return replace(affected, scope="points", points=units.points), running
    annexes = [s for s in find_annex_sets(view, before.start, before.end) if s.numbers] if is_first else []
    if annexes and ANNEX_BEFORE.fullmatch(view[annexes[-1].end : before.end]):
        units = annexes[-1]
    if isinstance(units, AnnexSet):
        return replace(affected, scope="annexes", annexes=units.numbers, kind=one.citation.kind), running
    participle = _PARTICIPLE_BEFORE.search(view[before.start : before.end])
    if participle and one.citation.is_comitative:
        words = reading.view[before.start : before.start + participle.start()]
        affected = replace(affected, scope="approved", kind=find_kind(words) or "document")
        return affected, affected
    if running is not None and one.citation.is_comitative and only_separators(view, before.start, before.end):
        return replace(affected, scope="approved", kind=running.kind), running
    return affected, running


def share_units(reading: Reading, objects: Sequence[ActObject], *, is_nominative: bool) -> list[ActObject]:
    """Return the objects; each act of a list that has its annexes or points in common has them, and none is whole.

    ``is_nominative``: the verb has its objects in the nominative.
    """
    groups: list[list[ActObject]] = []
    for one in objects:
        if groups and groups[-1][0].citation is one.citation:
            groups[-1].append(one)
        else:
            groups.append([one])
    heads = _heads(groups)
    for at in range(len(groups) - 2, -1, -1):
        is_of = is_nominative and _is_genitive(reading, heads[at])
        if _is_whole(groups[at]) and _shares_behind(reading, groups[at][0], heads[at], groups[at + 1], is_of=is_of):
            groups[at] = [_with_units(groups[at][0], one) for one in groups[at + 1]]
    for at in range(1, len(groups)):
        is_further = heads[at] is heads[at - 1] and is_out_of(reading, heads[at].citation)
        if is_further and _is_whole(groups[at]) and not _is_whole(groups[at - 1]):
            groups[at] = [_with_units(groups[at][0], one) for one in groups[at - 1]]
    return [one for group in groups for one in group]


def _heads(groups: Sequence[Sequence[ActObject]]) -> list[ActObject]:
    """Return the object whose act word each group shares: "käskkirjade nr 2 ja 3" has one word for both numbers."""
    heads: list[ActObject] = []
    for group in groups:
        one = group[0]
        heads.append(
            heads[-1]
            if heads and one.citation.core_start == one.citation.span.start and one.citation.is_further
            else one
        )
    return heads


def _is_whole(group: Sequence[ActObject]) -> bool:
    return len(group) == 1 and group[0].affected.scope == "act" and group[0].affected.annexes is None


def _is_genitive(reading: Reading, one: ActObject) -> bool:
    return _GENITIVE.search(reading.masked[one.citation.core_start : one.citation.core_end]) is not None


def may_share_units(reading: Reading, objects: Sequence[ActObject]) -> bool:
    """Tell whether acts that were read as a whole may have the annexes in common with the last one of their list.

    "Tunnistan kehtetuks direktori 05.03.2023 käskkirja nr 2 ja 06.03.2023 käskkirja nr 3 lisad 1 ja 2" can be meant
    either way. An issuer of its own parts the last act from the others, and where one of those has annexes too, each
    act has its own.
    """
    last = objects[-1]
    if last.affected.scope not in ("annexes", "points") or last.citation.own_issuer:
        return False
    before = [one for one in objects if one.citation is not last.citation]
    if not before or not all(_is_whole([one]) and _is_genitive(reading, one) for one in before):
        return False
    behind = [*(one.citation for one in before[1:]), last.citation]
    is_list = all(
        only_separators(reading.masked, one.citation.span.end, following.span.start)
        for one, following in zip(before, behind, strict=True)
    )
    return is_list and _PLURAL_UNITS.match(reading.masked, last.tail.start, last.tail.end) is not None


def _shares_behind(
    reading: Reading, one: ActObject, head: ActObject, behind: Sequence[ActObject], *, is_of: bool
) -> bool:
    view, first = reading.masked, behind[0]
    between = view[one.citation.span.end : first.citation.span.start]
    is_list = only_separators(view, one.citation.span.end, first.citation.span.start)
    is_list = is_list or (first.citation.is_further and _SIGN_AGAIN.fullmatch(between) is not None)
    if first.affected.scope not in _UNITS or not is_list:
        return False
    words = view[head.citation.core_start : head.citation.core_end]
    if is_of or _OF_SEVERAL.search(words) or is_out_of(reading, head.citation):
        return True
    if one.citation.is_comitative and first.citation.is_comitative:
        return True
    if is_onto(reading, one.citation):
        return is_onto(reading, first.citation)
    return _SEVERAL_OF_ONE.match(view, first.tail.start, first.tail.end) is not None


def _with_units(one: ActObject, other: ActObject) -> ActObject:
    """Return an act with the annexes or points of another act of its list."""
    units = other.affected
    affected = replace(one.affected, scope=units.scope, annexes=units.annexes, points=units.points)
    if units.scope == "approved":
        affected = replace(affected, kind=units.kind)
    return replace(one, affected=affected, named=other.named)
