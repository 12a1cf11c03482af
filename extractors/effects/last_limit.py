"""Tell whose limitation it is that stands behind the last of several annexes or points of one act.

käskkirja nr 5 lisad 1 ja 2 ning lisa 9 … osas     that of annex 9; whether of 1 and 2 as well, is not said
käskkirja nr 5 lisad 1 ja 2 ning lisa 9 teine lause    that of annex 9 alone
käskkirja nr 5 lisad 1, 2 ja 9 … osas              that of all three
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.effects.act_object import ActObject
from extractors.effects.act_reading import ActReading
from extractors.effects.peeling import Piece, read_units
from extractors.model.effect import Affected
from extractors.model.evidence import Span
from extractors.words.qualifiers import SUBUNIT

_NOUN = re.compile(r"(?<!\w)(?P<stem>lisa|(?:ala)?punkt)\w{0,4}\s{1,4}(?:nr\.?\s)?(?=\d)", re.IGNORECASE)
_ONLY_NUMBERS = re.compile(r"(?:[\s\d,.-]|(?<!\w)(?:ja|ning|kuni|nr)(?!\w))*")
_OF_A_SUBUNIT = re.compile(rf"(?<!\w){SUBUNIT}(?!\w)", re.IGNORECASE)
_HEAD_WORD = re.compile(r"(?<!\w)(?:osas|suhtes|puhul|ulatuses|kohta|osa)\s*\Z", re.IGNORECASE)


def with_own_limits(act: ActReading, objects: Sequence[ActObject]) -> list[ActObject]:
    """Return the objects; the limitation behind a list of units goes to the unit right before it.

    The units before it, each list under a noun of its own, are left without it and ``is_unclear``, but not where the
    limitation is a piece of the last unit ("lisa 9 teine lause").
    """
    told: list[ActObject] = []
    for at, one in enumerate(objects):
        limit = next((piece for piece in act.pieces.within(one.tail) if piece.role == "limit"), None)
        noun = _noun_before(act, one.tail, limit) if limit is not None else None
        if limit is None or noun is None or one.affected.scope not in ("annexes", "points"):
            told.append(one)
            continue
        told += _parted(act, one, noun, limit, _is_parted(objects, at))
    return told


def _noun_before(act: ActReading, tail: Span, limit: Piece) -> int | None:
    """Return where the noun of the last unit before a limitation stands; ``None`` where it is the first of its act."""
    view = act.reading.masked
    nouns = list(_NOUN.finditer(view, tail.start, limit.span.start))
    if len(nouns) < 2 or _ONLY_NUMBERS.fullmatch(view, nouns[-1].end(), limit.span.start) is None:
        return None
    # "lisa 5 punkti 3 … osas": the point is one of the annex right before it
    within = _ONLY_NUMBERS.fullmatch(view, nouns[-2].end(), nouns[-1].start()) is not None
    joined = re.search(r"(?:,|(?<!\w)(?:ja|ning|samuti))\s+\Z", view[nouns[-2].end() : nouns[-1].start()])
    return nouns[-1].start() if joined or not within else None


def _is_parted(objects: Sequence[ActObject], at: int) -> bool:
    """Return whether points and annexes of one act were parted already ("punkt 2 ja lisa 9")."""
    same = [one for one in objects if one.citation is objects[at].citation and one.tail == objects[at].tail]
    return len(same) > 1


def _parted(act: ActReading, one: ActObject, noun: int, limit: Piece, is_parted: bool) -> list[ActObject]:
    view = act.reading.masked
    words = limit.span.of(act.text.text)
    is_unclear = _OF_A_SUBUNIT.search(words) is None or _HEAD_WORD.search(words) is not None
    annexes, points = read_units(view[noun : limit.span.start])
    first, last = Span(one.tail.start, noun), Span(noun, one.tail.end)
    if is_parted:
        is_last = bool(annexes) if one.affected.scope == "annexes" else bool(points)
        return [replace(one, tail=last)] if is_last else [replace(one, tail=first, is_unclear=is_unclear)]
    before = _without(one.affected, annexes, points)
    if before is None:
        return [one]
    kept = replace(one.affected, annexes=annexes or one.affected.annexes, points=points or one.affected.points)
    return [
        replace(one, affected=before, tail=first, is_unclear=is_unclear),
        replace(one, affected=kept, tail=last, lead=None),
    ]


def _without(affected: Affected, annexes: tuple[str, ...], points: tuple[str, ...]) -> Affected | None:
    """Return what is affected without the last units; ``None`` where nothing else is."""
    if affected.scope == "annexes" and isinstance(affected.annexes, tuple) and not points:
        left = tuple(number for number in affected.annexes if number not in annexes)
        return replace(affected, annexes=left) if left and annexes else None
    if affected.scope == "points" and affected.points is not None and not annexes:
        left = tuple(point for point in affected.points if point not in points)
        return replace(affected, points=left) if left and points else None
    return None
