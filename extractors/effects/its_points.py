"""Tell whose points a pronoun means: "lisa 2 …, selle punkt 3" is a point of annex 2, and not of the act.

lisa 2 alates 1. maist, selle punkt 3 alates 1. juunist    point 3 of annex 2
punkt 2 alates 1. maist, selle alapunkt 3 alates …         point 2.3
lisa 2 ja selle punkt 3 tunnistatakse kehtetuks            of annex 2, which ends anyway, or of the act: a doubt
lisad 2 ja 3 alates 1. maist, selle punkt 4 alates …       of the act, or of annex 3: a doubt
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.point_sets import below_point, find_point_sets
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span
from extractors.words.guarded import Guarded
from extractors.words.numbers import ORDINAL
from extractors.words.qualifiers import SUBUNIT

_PRONOUN = r"(?<!\w)(?:selle|tema)\s+"
_ITS_POINTS = Guarded(_PRONOUN + r"(?P<below>ala)?punkt\w{0,4}(?=\s{1,4}\d)", "punkt")
_PRONOUN_BEFORE = re.compile(_PRONOUN + r"\Z", re.IGNORECASE)
_REACH = 20
_SUBUNIT_BEHIND = re.compile(rf"\s{{1,2}}(?:{ORDINAL}\s+)?(?:{SUBUNIT}|osas?|osad)(?!\w)(?:\s+\d+)?", re.IGNORECASE)


def is_of_unit_before(view: str, start: int) -> bool:
    """Return whether a pronoun alone stands before points that begin at an offset: "selle punkt 3"."""
    return _PRONOUN_BEFORE.search(view, max(0, start - _REACH), start) is not None


def with_unit_before(view: str, units: Span, part: Affected, before: Affected) -> Affected:
    """Return the points of a stretch as those of the one annex, or below the one point, that stands before it.

    As they are where no pronoun begins the stretch, or where several annexes or points stand before it.
    """
    said = _ITS_POINTS.search(view, units.start, units.end)
    if said is None or part.scope != "points" or part.points is None or part.annexes is not None:
        return part
    if before.scope == "annexes" and isinstance(before.annexes, tuple) and len(before.annexes) == 1:
        return replace(part, annexes=before.annexes)
    if said["below"] and before.scope == "points" and before.points is not None and len(before.points) == 1:
        whole = before.points[0]
        return replace(part, annexes=before.annexes, points=tuple(below_point(whole, one) for one in part.points))
    return part


def unclear_points(view: str, clause: Span, effects: Sequence[Effect]) -> list[Span]:
    """Return the pronouns of a clause, with their points, that stand behind an annex and may mean the act instead.

    That is so where no effect holds the points as those of an annex, and where the annex ends on the same day as a
    whole. The annex may stand in an earlier clause of the sentence.
    """
    said = [Span(*match.span()) for match in _ITS_POINTS.finditer(view, clause.start, clause.end)]
    floor = min((effect.evidence.span.start for effect in effects), default=clause.start)
    if not said or not any(one.numbers for one in find_annex_sets(view, min(floor, clause.start), said[-1].start)):
        return []
    points = [effect for effect in effects if effect.affected.scope == "points"]
    whole = {(effect.affected.annexes, effect.effective_on) for effect in effects if effect.affected.scope == "annexes"}
    is_unclear = any(
        one.affected.annexes is None or (one.affected.annexes, one.effective_on) in whole for one in points
    )
    return said if is_unclear else []


def parts_of_annexes(words: str) -> list[Span]:
    """Return the places of annexes of which only a part is named, with that part: "lisa 2 punkt 3", "lisa 2 tabel"."""
    points = find_point_sets(words, 0, len(words))
    found = []
    for one in (one for one in find_annex_sets(words, 0, len(words)) if one.numbers):
        behind = next((p.end for p in points if 0 < p.start - one.end <= 2), None)
        subunit = _SUBUNIT_BEHIND.match(words, one.end)
        if behind is not None or subunit is not None:
            found.append(Span(one.start, max(behind or 0, subunit.end() if subunit else 0)))
    return found


def points_within_annexes(view: str, clause: Span, effects: Sequence[Effect]) -> list[Span]:
    """Return the points that a clause names right behind their annex ("lisa 2 punkt 3 jõustub") where an effect holds
    the annex as a whole, which begins with its act."""
    whole = {n for e in effects if e.affected.points is None and e.affected.annexes for n in e.affected.annexes}
    if not whole:
        return []
    sets = find_annex_sets(view, clause.start, clause.end)
    ends = {one.end for one in sets if not whole.isdisjoint(one.numbers)}
    points = find_point_sets(view, clause.start, clause.end)
    return [Span(p.start, p.end) for p in points if p.start - 1 in ends]
