"""What an operative verb acts upon: acts, annexes of acts, points, or what an act approved.

käskkirja nr 192 lisad 1 kuni 2, 4          annexes
käskkirjaga nr 19, …ga nr 67 kinnitatud X   approved (the participle governs every "käskkirjaga" before it)
käskkirja nr 4 punkt 26                     points
määrus nr 286, välja arvatud … lisad 1—4    act, with exceptions
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.find import FoundCitation
from extractors.citations.point_sets import find_point_set
from extractors.citations.view import Reading
from extractors.directive.kinds import find_kind
from extractors.model.effect import Affected, Scope
from extractors.model.evidence import Span

# Only provisions stand between a reference and the "alusel" that makes it a legal basis.
_BASIS_TAIL = re.compile(
    r"(?:[\s,]|§{1,2}(?:-\w{1,6})?|„·*“|\d[\d.]{0,8}|\b(?:lg|lõi\w{1,8}|p|p-d|punkt\w{0,6}|alapunkt\w{0,6}|paragrahv\w{0,6}"
    r"|ja|ning|kuni|samuti|lause\w{0,3}|-st)\b)*+\s*\balusel\b",
    re.IGNORECASE,
)
_BASIS_WORD = re.compile(
    r"\b(?:tulenevalt|juhindudes|lähtudes|lähtuvalt|kooskõlas|arvestades|vastavalt|seoses|tuginedes)\b",
    re.IGNORECASE,
)
_ALUSEL = re.compile(r"\balusel\b", re.IGNORECASE)
# "… käskkirja nr 5 „···“ muutmine": a title that names another act
_ACTION_NOUN = re.compile(
    r"[\s,]{0,4}(?:lisa\w{0,4}\s[\d\s,jani-]{1,30})?(?:osali\w{1,4}\s)?(?:muutmi|täiendami|kinnitami|kehtestami|kehtetuks\s+tunnistami|tühistami)\w{0,4}",
    re.IGNORECASE,
)
# "(muudetud 02.06.2023 käskkirjaga nr 137)": the history of an act
_HISTORY_BEFORE = re.compile(
    r"\b(?:muudetud|muudeti|täiendatud|täiendati|asendatud|tunnistatud|tunnistati)\b[^.;()]{0,80}$", re.IGNORECASE
)
_APPROVED = re.compile(r"\b(?:kinnitatud|kehtestatud|kinnitati|kehtestati|vastu\s+võetud)\b", re.IGNORECASE)
# "käskkirja nr 5, millega kinnitati ametijuhend": tells what the act did, and is no narrower object
_BY_WHICH = re.compile(r"\bmille(?:ga|s)\b|\bmis\s", re.IGNORECASE)
_EXCEPT = re.compile(r"(?:\bvälja\s+arvatud\b|\bv\.?\s?a\b\.?|\berandiga\b|\bmitte\b)", re.IGNORECASE)
_WITH_ANNEXES = re.compile(
    r"\b(?:koos|ühes|kõigi|kõikide)\s+(?:\w{1,20}\s+)?lisa(?:de)?ga\b|\bkõik\s+lisad\b", re.IGNORECASE
)
# Behind these words stand the annexes of the act that speaks.
_OWN = re.compile(
    r"\b(?:käesoleva\w{0,2}|vastavalt\s+lisa|uu[es]\w{0,2}\s+(?:redaktsioon|sõnastus)\w{0,4}|\(?\s*(?:juurde\s+)?lisatud)\b|\bvastavalt\s",
    re.IGNORECASE,
)
# "käesoleva käskkirja lisadele 1-3", "vastavalt lisale 1"
_SAID_OWN = re.compile(r"\b(?:käesoleva\w{0,2}\s+\w{3,20}|vastavalt)\s+$", re.IGNORECASE)
# ", " · " ja " · " ning " and titles only: the list goes on
_SEPARATORS_ONLY = re.compile(
    r"(?:[\s,;]|„·*“|\b(?:ja|ning|samuti)\b|\b\d{1,2}(?:\.\d{1,2})*[.)](?=\s))*+", re.IGNORECASE
)
_ANNEX_BEFORE = re.compile(r"[\s,]*(?:mis\s+(?:on\s+)?)?(?:kinnita(?:tud|ti)|kehtesta(?:tud|ti))?\s*$", re.IGNORECASE)
_POINT_BY_WHICH = re.compile(r"\bpunkti(?:de)?ga\b|\bpunkti(?:de)?s\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ActObject:
    """A cited act with what of it is meant; ``tail`` is the text behind the reference up to the next one."""

    citation: FoundCitation
    affected: Affected
    tail: Span


@dataclass(frozen=True, slots=True)
class Preamble:
    """Where a clause names its legal basis before its verb: the last "alusel", the first "tulenevalt", "juhindudes" …;
    -1 where there is none."""

    last_alusel: int
    first_word: int


NO_PREAMBLE = Preamble(-1, -1)


def read_preamble(reading: Reading, clause: Span, first_verb: int) -> Preamble:
    """The basis words of a clause before ``first_verb``, looked up once for all its references."""
    view = reading.masked
    word = _BASIS_WORD.search(view, clause.start, first_verb)
    last = -1
    for match in _ALUSEL.finditer(view, clause.start, first_verb):
        last = match.start()
    return Preamble(last, word.start() if word else -1)


def is_basis(reading: Reading, citation: FoundCitation, clause: Span, first_verb: int, preamble: Preamble) -> bool:
    """Whether a reference is the legal basis, a title's or a history's, and so no object."""
    view = reading.masked
    if _ACTION_NOUN.match(view, citation.span.end, clause.end):
        return True
    if _BASIS_TAIL.match(view, citation.span.end, clause.end):
        return True
    if citation.span.start < first_verb:
        if preamble.last_alusel >= 0:
            return preamble.last_alusel >= citation.span.end
        return 0 <= preamble.first_word < citation.span.start
    before = view[max(first_verb, citation.span.start - 80) : citation.span.start]
    return re.search(r"\b(?:seoses|kooskõlas|tulenevalt)\b[^.;]{0,60}$", before, re.IGNORECASE) is not None


def without_histories(reading: Reading, citations: Sequence[FoundCitation], clause: Span) -> list[FoundCitation]:
    """The references without those of an amendment history ("muudetud … käskkirjaga nr 137, …ga nr 223")."""
    kept: list[FoundCitation] = []
    dropped_end: int | None = None
    for citation in citations:
        before = reading.masked[max(clause.start, citation.span.start - 140) : citation.span.start]
        goes_on = dropped_end is not None and _only_separators(reading.masked, dropped_end, citation.span.start)
        if citation.is_comitative and (_HISTORY_BEFORE.search(before) or goes_on):
            dropped_end = citation.span.end
            continue
        dropped_end = None
        kept.append(citation)
    return kept


def read_objects(
    reading: Reading, citations: Sequence[FoundCitation], clause: Span, others: Sequence[int] = ()
) -> tuple[ActObject, ...]:
    """One object per reference, with its scope. Read from the right: "kinnitatud ametijuhendid" at the end of a list
    governs every "käskkirjaga" before it. ``others`` are the starts of references that are no objects: what belongs
    to an object ends there too."""
    objects: list[ActObject] = []
    governed: str | None = None
    is_governed = False
    for index in range(len(citations) - 1, -1, -1):
        citation = citations[index]
        end = citations[index + 1].span.start if index + 1 < len(citations) else clause.end
        place = bisect_left(others, citation.span.end)
        end = min(end, others[place]) if place < len(others) else end
        if index + 1 < len(citations) and _is_out_of(reading, citations[index + 1]):
            end = _annexes_before(reading.masked, citation.span.end, end)
        tail = Span(citation.span.end, max(citation.span.end, end))
        affected = _read_tail(reading, citation, tail)
        if affected.scope == "approved":
            governed, is_governed = affected.kind, True
        elif is_governed and citation.is_comitative and _only_separators(reading.masked, tail.start, tail.end):
            affected = replace(affected, scope="approved", kind=governed)
        else:
            is_governed = False
        objects += [ActObject(citation, one, tail) for one in reversed(_separated(reading, affected, tail))]
    objects.reverse()
    return tuple(_bind_left(reading, objects, clause))


def _is_out_of(reading: Reading, citation: FoundCitation) -> bool:
    """ "lisa 4 … käskkirjast nr 32": an act in the elative or inessive has its annexes before it."""
    words = reading.masked[citation.core_start : citation.core_end]
    return re.search(r"\w{4}(?:st|s)\b(?<!rus)(?<!dus)(?<!tsus)", words) is not None


def _annexes_before(view: str, start: int, end: int) -> int:
    """Where the annexes begin that stand right before ``end``; ``end`` where none do."""
    sets = [one for one in find_annex_sets(view, start, end) if one.numbers]
    return sets[-1].start if sets and _ANNEX_BEFORE.fullmatch(view[sets[-1].end : end]) else end


def _read_tail(reading: Reading, citation: FoundCitation, tail: Span) -> Affected:
    view = reading.masked
    own = _OWN.search(view, tail.start, tail.end)
    end = own.start() if own else tail.end
    excluded = _EXCEPT.search(view, tail.start, end)
    included_end = excluded.start() if excluded else end
    included = Span(tail.start, included_end)
    by_which = _BY_WHICH.search(view, included.start, included.end)
    approved = _APPROVED.search(view, included.start, by_which.start() if by_which else included.end)
    numbers = _annex_numbers(view, included)
    points = find_point_set(view, included.start, included.end)
    is_by_point = approved is not None and points is not None and points.start < approved.start()
    affected = _affected(citation, "act")
    if approved is not None and (citation.is_comitative or is_by_point or numbers or _is_participle(view, approved)):
        kind = find_kind(reading.view[approved.end() : included.end]) or "document"
        affected = replace(affected, scope="approved", kind=kind)
        if numbers:
            affected = replace(affected, scope="annexes", annexes=numbers, kind=citation.kind)
        if points is not None and points.start > approved.start():
            affected = replace(affected, points=points.points)
    elif numbers:
        affected = replace(affected, scope="annexes", annexes=numbers)
    if approved is None and points is not None:
        affected = replace(affected, scope="points", points=points.points)
    if _WITH_ANNEXES.search(view, included.start, included.end) and not numbers:
        affected = replace(affected, annexes="all")
    if excluded is not None:
        affected = replace(affected, except_annexes=_annex_numbers(view, Span(excluded.end(), end)))
    return affected


def _separated(reading: Reading, affected: Affected, tail: Span) -> tuple[Affected, ...]:
    """ "punktid 1 ja 2 ning lisad 1–3" are two objects; "lisa 1 punkt 2.3" is a point of an annex."""
    if affected.scope != "points" or not isinstance(affected.annexes, tuple):
        return (affected,)
    points = find_point_set(reading.masked, tail.start, tail.end)
    sets = [one for one in find_annex_sets(reading.masked, tail.start, tail.end) if one.numbers]
    if points is None or not sets or sets[0].start < points.start:
        return (affected,)
    return (replace(affected, annexes=None), replace(affected, points=None, scope="annexes"))


def _is_participle(view: str, approved: re.Match[str]) -> bool:
    """ "käskkirja nr 5 kinnitatud" without the comitative ending (a slip) still speaks of what was approved."""
    return approved.group().casefold().endswith("tud")


def _affected(citation: FoundCitation, scope: Scope) -> Affected:
    return Affected(
        citation.issuer, citation.kind, citation.enacted_on, citation.number, citation.title, scope=scope,
        reference_key=citation.key,
    )  # fmt: skip


def _annex_numbers(view: str, span: Span) -> tuple[str, ...]:
    sets = find_annex_sets(view, span.start, span.end)
    return tuple(dict.fromkeys(number for one in sets for number in one.numbers))


def _only_separators(view: str, start: int, end: int) -> bool:
    match = _SEPARATORS_ONLY.match(view, start, end)
    return match is not None and match.end() >= end


def _bind_left(reading: Reading, objects: Sequence[ActObject], clause: Span) -> list[ActObject]:
    """ "lisad 1 ja 2 peadirektori … käskkirjas nr 5" and "ametijuhendid, mis on kinnitatud … käskkirjaga nr 5, …nr 6":
    annexes and participles that stand before the reference."""
    view = reading.masked
    bound: list[ActObject] = []
    floor = clause.start
    running: Affected | None = None
    for one in objects:
        affected = one.affected
        if affected.scope == "act" or (affected.scope == "approved" and affected.annexes is None and not bound):
            before = Span(floor, one.citation.span.start)
            annexes = [s for s in find_annex_sets(view, before.start, before.end) if s.numbers]
            tail = view[annexes[-1].end : before.end] if annexes else None
            participle = re.search(
                r"(?:kinnita(?:tud|ti)|kehtesta(?:tud|ti))\s*$", view[before.start : before.end], re.I
            )
            if tail is not None and _ANNEX_BEFORE.fullmatch(tail) and (not bound or _is_out_of(reading, one.citation)):
                kind = one.citation.kind
                affected = replace(affected, scope="annexes", annexes=annexes[-1].numbers, kind=kind)
            elif participle and one.citation.is_comitative:
                words = reading.view[before.start : before.start + participle.start()]
                affected = replace(affected, scope="approved", kind=find_kind(words) or "document")
                running = affected
            elif (
                running is not None
                and one.citation.is_comitative
                and _only_separators(view, floor, one.citation.span.start)
            ):
                affected = replace(affected, scope="approved", kind=running.kind)
        bound.append(replace(one, affected=affected))
        floor = one.citation.span.end
    return bound


def own_annexes(reading: Reading, clause: Span, objects: Sequence[ActObject]) -> tuple[str, ...]:
    """The numbers of the annexes of the act that speaks: those named in a clause and bound to no other act."""
    view = reading.masked
    taken: set[str] = set()
    for one in objects:
        if isinstance(one.affected.annexes, tuple):
            taken.update(one.affected.annexes)
        taken.update(one.affected.except_annexes)
    if not objects:
        return _annex_numbers(view, clause)
    numbers: dict[str, None] = {}
    for one_set in find_annex_sets(view, clause.start, clause.end):
        is_own = _SAID_OWN.search(view[max(clause.start, one_set.start - 60) : one_set.start]) is not None
        numbers.update(dict.fromkeys(n for n in one_set.numbers if is_own or n not in taken))
    return tuple(numbers)


def replaced_annexes(reading: Reading, clause: Span) -> tuple[str, ...]:
    """The annexes of the act under amendment that a clause names: not those of the act that speaks, which replace them
    ("lisa 2 asendatakse käesoleva käskkirja lisaga 1")."""
    view = reading.masked
    sets = [one for one in find_annex_sets(view, clause.start, clause.end) if one.numbers]
    others = [one for one in sets if not _SAID_OWN.search(view[max(clause.start, one.start - 60) : one.start])]
    return tuple(dict.fromkeys(number for one in others for number in one.numbers))


def is_with_annexes(view: str, span: Span) -> bool:
    """ "koos lisadega", "koos lisaga": everything that hangs on the approved document."""
    return _WITH_ANNEXES.search(view, span.start, span.end) is not None


def is_attached(view: str, span: Span) -> bool:
    """ "(lisatud)", "juurde lisatud", "vastavalt lisale", "toodud lisas": an annex without a number."""
    return (
        re.search(r"\blisatud\b|\blisa(?:le|s|na|dele|des|dena)?\b(?!\s{0,3}\d)", view[span.start : span.end], re.I)
        is not None
    )
