"""Find what an act approves or attaches of its own: annexes by number, attached documents, titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.find import clean_title
from extractors.citations.view import Reading
from extractors.effects.act_object import ActObject
from extractors.effects.act_reading import ActReading
from extractors.effects.objects import is_attached, is_with_annexes
from extractors.model.effect import Affected
from extractors.model.evidence import Span
from extractors.words.acts import SAID_BEFORE
from extractors.words.renewals import NEW_WORDING

# "käesoleva käskkirja lisadele 1-3", "vastavalt lisale 1", "asendan … uue lisaga (lisa 1)"
_SAID_OWN = re.compile(
    r"\b(?:käesoleva\w{0,2}\s+\w{3,20}\s+|vastavalt\s+|uu(?:e|te)\w{0,3}\s+lisa(?:de)?ga\s*\(?|uu(?:e|te)ga\s*\(?"
    rf"|{NEW_WORDING}\w{{0,8}}\s*\(\s*)$",
    re.IGNORECASE,
)
_THAT_ACTS = re.compile(rf"(?<!\w)(?:selle|tema|{SAID_BEFORE}\s+\w{{5,20}})\s*\Z", re.IGNORECASE)
# "lisa 3 asendatakse lisaga 1"
_COMITATIVE = re.compile(r"lisa(?:de)?ga\b", re.IGNORECASE)


def own_affected(act: ActReading, span: Span, numbers: tuple[str, ...]) -> Affected:
    """Return what a clause approves of its own act; ``numbers`` are the annexes that it names."""
    view = act.reading.masked
    kind = act.kind_of(span)
    title = None
    if quoted := re.search(r"„·*“", view[span.start : span.end]):
        title = clean_title(act.reading.view[span.start + quoted.start() : span.start + quoted.end()])
    if numbers:
        return Affected(kind=kind, title=title, annexes=numbers, scope="annexes")
    if is_with_annexes(view, span):
        return Affected(kind=kind, title=title, annexes="all", scope="attached")
    if is_attached(view, span):
        single = _only_annex_number(act)
        if kind == "ametijuhend" and single is not None and not _is_plural_job(act, span):
            return Affected(kind=kind, title=title, annexes=(single,), scope="annexes")
        return Affected(kind=kind, title=title, scope="attached")
    return Affected(kind=kind, title=title, scope="act")


def _only_annex_number(act: ActReading) -> str | None:
    annexes = [part for part in act.parts if part.part == "annex"]
    return annexes[0].annex_number if len(annexes) == 1 else None


def _is_plural_job(act: ActReading, span: Span) -> bool:
    return re.search(r"ametijuhendi(?:d|te|tele)\b", act.reading.view[span.start : span.end], re.IGNORECASE) is not None


def own_annexes(reading: Reading, clause: Span, objects: Sequence[ActObject]) -> tuple[str, ...]:
    """Return the numbers of the act's own annexes: those that a clause names and that belong to no other act."""
    view = reading.masked
    taken: set[str] = set()
    for one in objects:
        if isinstance(one.affected.annexes, tuple):
            taken.update(one.affected.annexes)
        taken.update(one.affected.except_annexes)
    sets = [
        s for s in find_annex_sets(view, clause.start, clause.end) if not _is_of_that_act(view, clause.start, s.start)
    ]
    if not objects:
        return tuple(dict.fromkeys(number for one_set in sets for number in one_set.numbers))
    numbers: dict[str, None] = {}
    for one_set in sets:
        is_own = _SAID_OWN.search(view[max(clause.start, one_set.start - 60) : one_set.start]) is not None
        numbers.update(dict.fromkeys(n for n in one_set.numbers if is_own or n not in taken))
    return tuple(numbers)


def _is_of_that_act(view: str, floor: int, start: int) -> bool:
    """Return whether an annex belongs to the act named before it.

    An example: "… tunnistatakse kehtetuks ja selle lisa 1 kinnitatakse uuesti (lisa 3)".
    """
    return _THAT_ACTS.search(view, max(floor, start - 40), start) is not None


def replaced_annexes(reading: Reading, clause: Span) -> tuple[str, ...]:
    """Return the annexes of the act under amendment that a clause names.

    The act's own annexes, which replace them, are left out ("lisa 2 asendatakse käesoleva käskkirja lisaga 1").
    """
    view = reading.masked
    sets = [one for one in find_annex_sets(view, clause.start, clause.end) if one.numbers]
    others = [
        one
        for one in sets
        if not _SAID_OWN.search(view[max(clause.start, one.start - 60) : one.start])
        and not _COMITATIVE.match(view, one.start)
    ]
    return tuple(dict.fromkeys(number for one in others for number in one.numbers))
