"""Read what an operative verb acts upon: acts, annexes of acts, points, or what an act approved.

käskkirja nr 192 lisad 1 kuni 2, 4          annexes
käskkirjaga nr 19, …ga nr 67 kinnitatud X   approved (the participle governs every "käskkirjaga" before it)
käskkirja nr 4 punkt 26                     points
määrus nr 286, välja arvatud … lisad 1—4    act, with exceptions
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractors.citations.annex_sets import AnnexSet, find_annex_sets
from extractors.citations.find import FoundCitation, clean_title
from extractors.citations.point_sets import find_point_set, find_point_sets
from extractors.citations.view import Reading
from extractors.directive.kinds import find_kind
from extractors.effects.act_object import ATTACHED, ActObject, is_onto, is_out_of, only_separators
from extractors.effects.approved_names import name_behind
from extractors.effects.bound_units import bind_left, share_units, units_before
from extractors.effects.its_points import is_of_unit_before, with_unit_before
from extractors.effects.own_stretches import find_lead, split_tail
from extractors.model.effect import Affected, Scope
from extractors.model.evidence import Span
from extractors.words.acts import APPROVED, SAID_BEFORE
from extractors.words.guarded import Guarded
from extractors.words.renewals import NEW_WORDING

_APPROVED = Guarded(
    rf"\b(?:{APPROVED}|kinnitati|kehtestati|pandi\s+kehtima|kiideti\s+heaks|võeti\s+vastu)\b",
    "kehtestati kehtestatud kehtima kiideti kiidetud kinnitati kinnitatud pandud võeti võetud",
)
# "käskkirja nr 5, millega kinnitati ametijuhend": tells what the act did, and is no narrower object
_BY_WHICH = re.compile(r"\bmille(?:ga|s)\b|\bmis\s", re.IGNORECASE)
_EXCEPT = re.compile(r"(?:\bvälja\s+arvatud\b|\bv\.?\s?a\b\.?|\berandiga\b|\bmitte\b)", re.IGNORECASE)
_WITH_ANNEXES = Guarded(
    r"\b(?:koos|ühes|kõigi|kõikide)\s+(?:\w{1,20}\s+){0,4}?lisa(?:de)?ga\b|\bkõik\s+lisad\b", "lisad lisaga"
)
# "käskkiri nr 5 koos lisadega 1 ja 2": the act, of which these are a part
_TOGETHER = re.compile(r"(?<!\w)(?:koos|ühes)\s+(?:selle\s+)?lisa(?:de)?ga\s+(?:nr\.?\s)?\d", re.IGNORECASE)
# "käskkirja nr 5 ja selle lisa 3", "käskkirja nr 5, sh lisad 1 ja 2": the act as a whole, of which these are a part
_AND_ITS_ANNEX = re.compile(
    rf"[\s,)]*(?:„·*“[\s,]*)?(?:(?:ja|ning|samuti)\s+(?:selle|tema|{SAID_BEFORE})\s+(?:(?:käskkirja|korralduse|otsuse|määruse)\s+)?"
    r"(?:juurde\s+kuuluva(?:d|te)?\s+)?|\(?(?:sh|s\.h|sealhulgas|kaasa\s+arvatud)\.?\s+(?:selle\s+)?)lisad?\s+(?:nr\.?\s)?\d",
    re.IGNORECASE,
)
# "kõik kehtivad", "juurde kuuluvad", "juures olev", "mõlemad": words before "lisad" that leave none out
_ALL_OF_THEM = (
    r"(?:(?:kõik|kõigi|kõikide|mõlemad|mõlema|seni(?:ne|se|sed|ste)?|kehti(?:v|va|vad|vate|nud)|ainus|ainsa|nimetatud|kogu"
    r"|juurde|juures|kuuluv(?:a|ad|ate)?|olev(?:a|ad|ate)?|antud|lisatud|kinnitatud|kehtestatud)\s+){0,5}"
)
# "käskkirja nr 5 kõik lisad", "… juurde kuuluvad lisad", "… lisa": the annexes and not the act
_ONLY_ANNEXES = re.compile(
    rf"[\s,)]*(?:„·*“[\s,]*)?{_ALL_OF_THEM}(?:ülejäänud\s+)?(?:selle\s+)?(?:lisad?"
    r"|lisade|(?<=kõik )(?:kaks|kolm|neli|viis|kuus|seitse|kaheksa|üheksa|kümme)\s+lisa)(?![\w-])",
    re.IGNORECASE,
)
_NAMED_ANNEX = re.compile(
    r"[\s,)]*(?:„·*“[\s,]*)?(?:selle\s+)?lisad?\s+(?P<title>„·*“(?P<more>(?:(?:\s*,\s*|\s+(?:ja|ning)\s+)„·*“)*))",
    re.IGNORECASE,
)
# Behind these words stand the annexes of the act that speaks.
_OWN = Guarded(
    r"\b(?:käesoleva\w{0,2}|vastavalt\s+lisa|"
    rf"{NEW_WORDING}|uu(?:e|te)ga|uu(?:e|te)\w{{0,3}}\s+lisa(?:de)?ga"
    r"|\(?\s*(?:juurde\s+)?lisatud)\b|\bvastavalt\s|\buuesti(?=\s*\(\s*lisa)|\buue\s+lisa(?=\s*\()",
    "kuju käesoleva lisa redaktsioon sõnastus tekst uuega uuesti uutega vastavalt versioon",
)
# "lisad 1 ja 2 ning punktid 3 ja 4": a joint right before the points parts them from the annexes
_JOINED = re.compile(
    rf"(?<!\w)(?:ja|ning|samuti)\s+(?:(?:selle|tema|{SAID_BEFORE})\s+(?:(?:käskkirja|korralduse|otsuse|määruse)\s+)?)?\Z"
    rf"|(?<!\w){SAID_BEFORE}\s+(?:käskkirja|korralduse|otsuse|määruse)\s+\Z",
    re.IGNORECASE,
)
_ANNEX_AGAIN = re.compile(r"(?<=\d)[\s,]+(?:(?:ja|ning)\s+)?lisa\s+\d+\Z", re.IGNORECASE)
# "lisan käskkirjale nr 38 lisa 3 (lisa 1)": the annex in brackets is that of the act that speaks
_OWN_IN_BRACKETS = Guarded(
    r"(?<!\w)lisa\w{0,4}\s+(?:nr\.?\s?)?\d[\d\s,.-]{0,20}"
    # "kinnitan käskkirja nr 38 lisa 3 muudatuse (lisa 1)", "… lisa 3 asemel juristi ametijuhendi (lisa 1)"
    r"(?:(?:ja|ning|kuni)\s\d[\d\s,.-]{0,20})*"
    # "muudatused käskkirja nr 38 lisas 3 kinnitatakse (lisa 1)"
    r"(?:(?:kinnita|kehtesta)\w{1,6}\s+)?"
    r"(?:(?:muudatus|täiendus|parandus|asemel|uu[est])\w{0,4}\s[^();]{0,120}|[^\W\d_][^();]{0,120}ga\s+)?"
    r"(?P<own>\(\s*lisa\w{0,2}\s+\d)",
    "lisa",
)
# "lisa 3 asendatakse lisaga 1"; "täiendan käskkirja lisaga 7" names the act's own
_REPLACING = Guarded(r"\basenda", "asenda")
_OWN_INSTEAD = re.compile(r"\blisa(?:de)?ga\s+(?:nr\.?\s*)?(?=\d)", re.IGNORECASE)
# "vahetan lisa 3 välja uue lisa vastu (lisa 2)", "vahetan välja lisa 3 lisa 2 vastu"
_EXCHANGING = Guarded(r"(?<!\w)vaheta", "vaheta")
_OWN_EXCHANGED = re.compile(
    r"(?<!\w)välja(?!\s+(?:arvatud|jäetud))(?!\w)|(?<!\w)uu(?:e|te)(?!\w)|\(|\blisa(?:de)?ga\s+(?:nr\.?\s*)?(?=\d)"
    r"|(?<!\w)lisa(?:de)?\s+(?:nr\.?\s*)?\d[\d\s,.jaingku-]*vastu(?!\w)",
    re.IGNORECASE,
)
_ATTACHED = Guarded(r"\blisatud\b|\blisa(?:le|s|na|dele|des|dena)?\b(?!\s{0,3}\d)", "lisa")


def read_objects(
    reading: Reading,
    citations: Sequence[FoundCitation],
    clause: Span,
    others: Sequence[int] = (),
    *,
    is_nominative: bool = False,
) -> tuple[ActObject, ...]:
    """Return one object per reference, with its scope.

    References are read from the right: "kinnitatud ametijuhendid" at the end of a list governs every "käskkirjaga"
    before it. ``others`` are the starts of references that are not objects; the words of an object end there too.
    ``is_nominative``: the verb takes objects in the nominative, so an act in the genitive is never meant as a whole.
    """
    objects: list[ActObject] = []
    governed: str | None = None
    is_governed = False
    lead: Span | None = None
    for index in range(len(citations) - 1, -1, -1):
        citation = citations[index]
        end = citations[index + 1].span.start if index + 1 < len(citations) else clause.end
        place = bisect_left(others, citation.span.end)
        end = min(end, others[place]) if place < len(others) else end
        if index + 1 < len(citations) and is_out_of(reading, citations[index + 1]):
            end = units_before(reading.masked, citation.span.end, end)[0]
        lead_behind = lead
        lead = _lead_of(reading, citations[index - 1], citation) if index else None
        tail = Span(citation.span.end, max(citation.span.end, min(end, lead_behind.start) if lead_behind else end))
        (_, whole), *further = split_tail(reading.masked, tail)
        affected = before = _read_tail(reading, citation, whole)
        parts: list[ActObject] = []
        for own_lead, units in further:
            part = _within(_read_tail(reading, citation, units), affected)
            before = with_unit_before(reading.masked, units, part, before)
            parts += [
                ActObject(citation, one, units, lead=own_lead or lead) for one in _separated(reading, before, units)
            ]
        objects += reversed(parts)
        if affected.scope == "approved":
            governed, is_governed = affected.kind, True
        elif is_governed and citation.is_comitative and _goes_on(reading.masked, whole):
            affected = replace(affected, scope="approved", kind=governed)
        else:
            is_governed = False
        named = name_behind(reading.masked, whole) if affected.scope == "approved" else None
        objects += [
            ActObject(citation, one, whole, named, lead) for one in reversed(_separated(reading, affected, whole))
        ]
    objects.reverse()
    return tuple(share_units(reading, bind_left(reading, objects, clause), is_nominative=is_nominative))


def _lead_of(reading: Reading, before: FoundCitation, citation: FoundCitation) -> Span | None:
    """Return what qualifies an act and stands before it, or before its annexes: "ja alates 1. maist 2026 lisad 3 ja 5
    direktori käskkirjale nr 76"."""
    end = citation.span.start
    if is_out_of(reading, citation):
        end = units_before(reading.masked, before.span.end, end)[0]
    return find_lead(reading.masked, before.span.end, end)


def _goes_on(view: str, tail: Span) -> bool:
    """Return whether a list only goes on behind an act, also behind its day in brackets: "nr 5 (27.05.2011) ja …"."""
    return only_separators(view, min(tail.end, tail.start + (view[tail.start : tail.start + 1] == ")")), tail.end)


def _within(part: Affected, before: Affected) -> Affected:
    """Return points alone with the annex whose points stand before them: "lisa 2 punkti 3 teise lause ja punkti 5"."""
    if part.scope != "points" or part.annexes is not None or before.scope != "points":
        return part
    return replace(part, annexes=before.annexes)


def _read_tail(reading: Reading, citation: FoundCitation, tail: Span) -> Affected:
    view = reading.masked
    if is_onto(reading, citation) and (attached := ATTACHED.match(view, tail.start, tail.end)) is not None:
        tail = Span(attached.end(), tail.end)
    if only_separators(view, tail.start, tail.end):
        return _affected(citation, "act")
    own = _OWN.search(view, tail.start, tail.end)
    if own is None and _REPLACING.search(view, max(0, tail.start - 300), tail.end):
        own = _OWN_INSTEAD.search(view, tail.start, tail.end)
    if own is None and _EXCHANGING.search(view, max(0, tail.start - 300), tail.end):
        own = _OWN_EXCHANGED.search(view, tail.start, tail.end)
    end = own.start() if own else tail.end
    if (in_brackets := _OWN_IN_BRACKETS.search(view, tail.start, end)) is not None:
        end = in_brackets.start("own")
    excluded = _EXCEPT.search(view, tail.start, end)
    included_end = excluded.start() if excluded else end
    included = Span(tail.start, included_end)
    by_which = _BY_WHICH.search(view, included.start, included.end)
    approved = _APPROVED.search(view, included.start, by_which.start() if by_which else included.end)
    is_also = _AND_ITS_ANNEX.match(view, included.start, included.end) is not None
    is_part = is_also or _TOGETHER.search(view, included.start, included.end) is not None
    numbers = () if is_part else annex_numbers(view, included)
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
    named = _NAMED_ANNEX.match(view, included.start, included.end) if not numbers else None
    if named is not None and affected.scope == "act":
        # "käskkirja nr 40 lisa „Koduõppe kord“": an annex by its title, which words must keep
        title = reading.view[named.start("title") : named.end()]
        return replace(affected, scope="part", limit=" ".join(title.split()) if named["more"] else clean_title(title))
    if not numbers and affected.scope == "act" and _ONLY_ANNEXES.match(view, included.start, included.end):
        affected = replace(affected, annexes="all", scope="annexes")
    elif is_also or (_WITH_ANNEXES.search(view, included.start, included.end) and not numbers):
        affected = replace(affected, annexes="all")
    if excluded is not None:
        affected = replace(affected, except_annexes=annex_numbers(view, Span(excluded.end(), end)))
    return affected


def _separated(reading: Reading, affected: Affected, tail: Span) -> tuple[Affected, ...]:
    """Split "punktid 1 ja 2 ning lisad 1–3" into two objects; "lisa 1 punkt 2.3" is one, a point of an annex."""
    if affected.scope != "points" or not isinstance(affected.annexes, tuple):
        return (affected,)
    points = find_point_set(reading.masked, tail.start, tail.end)
    sets = [one for one in find_annex_sets(reading.masked, tail.start, tail.end) if one.numbers]
    if points is None or not sets:
        return (affected,)
    if held_each := _points_by_annex(reading.masked, tail, sets, affected):
        return held_each
    if sets[0].start < points.start and _JOINED.search(reading.masked, sets[0].start, points.start) is None:
        # "lisa 1 punkt 2.3 ja lisa 4": the point belongs to the annex right before it, the others are whole
        holder = max((one for one in sets if one.start < points.start), key=lambda one: one.start)
        held = holder.numbers
        if len(held) > 1 and _ANNEX_AGAIN.search(reading.masked, holder.start, holder.end):
            # "lisa 4 ja lisa 1 punkt 2.3"
            held = held[-1:]
        whole = tuple(dict.fromkeys(n for one in sets for n in one.numbers if one is not holder or n not in held))
        if not whole:
            return (affected,)
        return (
            replace(affected, annexes=held),
            replace(affected, annexes=whole, points=None, scope="annexes"),
        )
    held = sets[-1].numbers
    is_of_annex = len(sets) == len(held) == 1 and is_of_unit_before(reading.masked, points.start)
    return (
        replace(affected, annexes=held if is_of_annex else None),
        replace(affected, points=None, scope="annexes"),
    )


def _points_by_annex(view: str, tail: Span, sets: Sequence[AnnexSet], affected: Affected) -> tuple[Affected, ...]:
    """Return the points of each of several annexes, then the annexes meant as a whole: "lisa 2 punkt 3, lisa 4 punktid
    1 ja 2 ning lisa 6". Empty where not all points stand right behind a list of annexes, or only one list has any.
    """
    points = [one for one in find_point_sets(view, tail.start, tail.end) if one.points]
    holders = {at: one for at, p in enumerate(points) for one in sets if 0 < p.start - one.end <= 2}
    is_plain = all(not _ANNEX_AGAIN.search(view, one.start, one.end) for one in holders.values())
    if len(points) < 2 or len(holders) < len(points) or not is_plain:
        return ()
    held = [replace(affected, annexes=holders[at].numbers, points=p.points) for at, p in enumerate(points)]
    whole = tuple(dict.fromkeys(n for one in sets if one not in holders.values() for n in one.numbers))
    if whole:
        held.append(replace(affected, annexes=whole, points=None, scope="annexes"))
    return tuple(held)


def _is_participle(view: str, approved: re.Match[str]) -> bool:
    """Return whether the word is a participle, which speaks of what was approved.

    "käskkirja nr 5 kinnitatud" does so even without the comitative ending, which is a slip.
    """
    return approved.group().casefold().endswith(("tud", "dud"))


def _affected(citation: FoundCitation, scope: Scope) -> Affected:
    return Affected(
        citation.issuer, citation.kind, citation.enacted_on, citation.number, citation.title, scope=scope,
        reference_key=citation.key,
    )  # fmt: skip


def annex_numbers(view: str, span: Span) -> tuple[str, ...]:
    sets = find_annex_sets(view, span.start, span.end)
    return tuple(dict.fromkeys(number for one in sets for number in one.numbers))


def is_with_annexes(view: str, span: Span) -> bool:
    """Return whether all annexes of the approved document are included: "koos lisadega", "koos lisaga"."""
    return _WITH_ANNEXES.search(view, span.start, span.end) is not None


def is_attached(view: str, span: Span) -> bool:
    """Return whether a span names an annex without a number: "(lisatud)", "juurde lisatud", "vastavalt lisale"."""
    return _ATTACHED.search(view[span.start : span.end]) is not None
