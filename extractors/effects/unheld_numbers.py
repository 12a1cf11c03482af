"""Doubt the effects of a sentence that names an annex, a point or a day that none of them holds.

The readers know where such a number stands; this does not ask them. It looks at the whole sentence, also at what was
lifted out of it, and knows only the few places of which a sentence says nothing: a legal basis, a tale of another act,
a new wording. A number that no effect holds was swallowed, and its effects say less or more than the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.citations.annex_sets import AnnexSet, find_annex_sets
from extractors.citations.calendar_dates import LONG_BEFORE, find_dates
from extractors.citations.find import scan_citations
from extractors.citations.point_sets import find_point_sets
from extractors.citations.view import Reading
from extractors.effects.classify import first_verb
from extractors.effects.dates import FROM_BEFORE, as_stated
from extractors.effects.left_over import ASIDE, BASIS_BEHIND
from extractors.effects.legal_basis import NO_PREAMBLE, read_preamble
from extractors.effects.peeling import ENDING, Piece
from extractors.effects.places import Places
from extractors.effects.unheld import read_sentences
from extractors.model.effect import Affected, Effect, EffectKind
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.acts import ACT_STEM

_CHANGES: frozenset[EffectKind] = frozenset({"amend", "correct", "renumber"})
_A_DAY = timedelta(days=1)
_NEXT = 3
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
# "Juhindudes määruse nr 5 § 4 lõikest 1": a legal basis without "alusel", up to its verb or to the end of its line
_BASIS = re.compile(
    r"(?<!\w)(?:tulenevalt|juhindu\w+|lähtu\w+|kooskõlas|arvestades|vastavalt|seoses|tuginedes|võttes|täites|järgides)(?!\w)",
    re.IGNORECASE,
)
# "asendan lisa 5 uue lisaga (lisa 1)", "käesoleva käskkirja lisaga 1", "lisadeks 4 ja 5": what comes instead
_INSTEAD = re.compile(
    rf"(?:\(\s*(?:(?:käesoleva\s+)?(?:{ACT_STEM})\w{{0,4}}\s+)?|(?<!\w)vastavalt\s+|(?<!\w)edaspidi\s+)\Z",
    re.IGNORECASE,
)
# "vahetan lisa 3 välja lisa 2 vastu"
_IN_EXCHANGE = re.compile(r"\s+(?:vastu|asemele?)(?!\w)", re.IGNORECASE)
_OF_THIS_ACT = re.compile(rf"(?<!\w)käesoleva\w{{0,2}}\s+(?:{ACT_STEM})\w*\s+\Z", re.IGNORECASE)
# "käskkiri nr 5 tunnistatakse kehtetuks ja selle lisa 1 kinnitatakse uuesti (lisa 3)": of what ended as a whole
_OF_THAT = re.compile(r"(?<!\w)(?:selle|tema)\s+\Z", re.IGNORECASE)
_INSTEAD_CASE = re.compile(r"lisa(?:de)?(?:ga|ks)(?!\w)", re.IGNORECASE)
# A relative clause that says from when, or until when, something holds
_OF_VALIDITY = re.compile(
    r"(?<!\w)(?:jõustu(?:b|vad)|hakka(?:b|vad)|kehti(?:b|vad)|kohaldatakse|rakendatakse|kaota(?:b|vad)|lõpe(?:b|vad))(?!\w)",
    re.IGNORECASE,
)
# "lisas kalalaev 3", "lisadele 1, 2 kevadel ja 3": a number that a word tore off from the word of its annex
_TORN_WORD = r"(?!(?:ja|ning|kuni|samuti|nr|number|punkt\w*|p|lg|lisa\w*|lõi\w+)(?!\w))[^\W\d_][\w-]*\s+"
_TORN_NUMBER = r"(?:nr\.?\s*)?(?P<number>\d{1,3})(?=\s*(?:[),;]|\.?\s*\Z|(?:ja|ning|kuni|toodud|esitatud)(?!\w)))"
_TORN = re.compile(rf"lisa\w{{0,4}}\s+(?:(?:nr|number)\.?\s+)?(?:{_TORN_WORD}){{1,3}}{_TORN_NUMBER}", re.IGNORECASE)
_TORN_BEHIND = re.compile(
    rf"\s*,?\s*(?:(?:ja|ning)\s+)?(?:{_TORN_WORD}){{1,2}}(?:(?:ja|ning)\s+)?{_TORN_NUMBER}", re.IGNORECASE
)
# "lisa 6 punkti 3", "lisa 6 üksnes punkti 3 osas"
_LONGEST_ONLY = 20
_ONLY = re.compile(r"\s{1,4}(?:(?:üksnes|ainult|vaid|ainuüksi)\s{1,4})?", re.IGNORECASE)
_TELLING = frozenset({"mood", "described", "condition", "limit"})


@dataclass(frozen=True, slots=True)
class _Held:
    """What the effects of a sentence hold: numbers of annexes and points, days, and whether all annexes."""

    numbers: frozenset[str]
    days: frozenset[date]
    days_of_acts: frozenset[tuple[int, int]]
    has_all: bool
    kinds: frozenset[EffectKind]
    of_approved: bool

    @property
    def of_change(self) -> bool:
        """Return whether any effect gives another act a new wording."""
        return bool(self.kinds & _CHANGES)


def doubt_unheld(
    reading: Reading, sentences: Iterable[Span], effects: Sequence[Effect], findings: Sequence[Finding],
    pieces: Sequence[Piece], act_date: date | None,
) -> tuple[Effect, ...]:  # fmt: skip
    """Return the effects, doubted where their sentence names a number or a day that none of them holds."""
    doubted = list(effects)
    told = Places([p.span for p in pieces if p.role in _TELLING and not _OF_VALIDITY.search(p.span.of(reading.masked))])
    excepted = Places([p.span for p in pieces if p.role == "except"])
    for span, own in read_sentences(sentences, effects, findings):
        if any(effects[n].doubt for n in own):
            continue
        held = _held([effects[n] for n in own])
        said = Span(span.start, _end_of_saying(reading, span, held))
        annexes = find_annex_sets(reading.masked, said.start, said.end)
        left = [*_units(reading.masked, said, annexes, held), *_days(reading, said, held, act_date)]
        basis = _basis_end(reading, said) if left else said.start
        left = [place for place in left if place.start >= basis and not told.overlaps(place)]
        left = [place for place in left if not BASIS_BEHIND.match(reading.masked, place.end)]
        if held.kinds <= ENDING:
            pairs = _torn_pairs(reading.masked, said, annexes, [effects[n].affected for n in own])
            left += [place for place in pairs if not (told.overlaps(place) or excepted.overlaps(place))]
        if "approve" not in held.kinds:
            left += [place for n in own for place in _mixed(reading.masked, said, annexes, effects[n])]
        if left:
            words = "; ".join(" ".join(place.of(reading.view).split()) for place in left)
            for n in own:
                doubted[n] = replace(doubted[n], doubt="number_unheld", doubt_quote=words)
    return tuple(doubted)


def _held(own: Sequence[Effect]) -> _Held:
    numbers: set[str] = set()
    days: set[date] = set()
    acts: set[date] = set()
    for effect in own:
        affected = effect.affected
        named = affected.annexes if isinstance(affected.annexes, tuple) else ()
        numbers |= {*named, *(affected.points or ()), *affected.except_annexes, *affected.except_points}
        numbers |= {*_DIGITS.findall(f"{affected.limit} {effect.item_title} {affected.title}")}
        if affected.enacted_on is not None:
            acts.add(affected.enacted_on)
        for day in (effect.effective_on, effect.until):
            if day is not None:
                days |= {day - _A_DAY, day, day + _A_DAY}
    numbers |= {number.rpartition(".")[2] for number in numbers}
    return _Held(
        frozenset(numbers),
        frozenset(days | acts),
        frozenset((day.month, day.day) for day in acts),
        any(effect.affected.annexes == "all" for effect in own),
        frozenset(effect.effect for effect in own),
        any(effect.affected.scope == "approved" for effect in own),
    )


def _end_of_saying(reading: Reading, span: Span, held: _Held) -> int:
    """Return where a sentence ends, or where the wording begins that it gives: "muudan punkti 5 järgmiselt: …"."""
    gives = held.of_change or (held.kinds == {"approve"} and not held.numbers)
    colon = reading.masked.find(":", span.start, span.end) if gives else -1
    return span.end if colon < 0 else colon


def _basis_end(reading: Reading, span: Span) -> int:
    """Return where the legal basis of a sentence ends."""
    verb = first_verb(reading.masked, span.start, span.end)
    head = span.end if verb is None else verb
    preamble = read_preamble(reading, span, head)
    if preamble == NO_PREAMBLE:
        return span.start
    is_open = _BASIS.search(reading.masked, max(span.start, preamble.last_alusel), head) is not None
    return head if is_open else preamble.last_alusel


def _units(view: str, span: Span, annexes: Sequence[AnnexSet], held: _Held) -> Iterator[Span]:
    """Yield the annexes and points of a sentence that no effect holds."""
    named = [one for one in annexes if one.numbers]
    points = find_point_sets(view, span.start, span.end)
    left = [] if held.has_all else [a for a in named if set(a.numbers) - held.numbers]
    for place in (Span(a.start, a.end) for a in left):
        if not _is_another(view, span.start, place, held) and not any(0 <= p.start - place.end < _NEXT for p in points):
            yield place
    if not held.of_approved:
        within = [p for p in points if not any(0 <= p.start - a.end < _NEXT for a in named)]
        yield from (Span(p.start, p.end) for p in within if set(p.points) - held.numbers)
    if "approve" in held.kinds:
        yield from _torn(view, span, annexes, held)


def _mixed(view: str, span: Span, annexes: Sequence[AnnexSet], effect: Effect) -> Iterator[Span]:
    """Yield the annexes in brackets that a change of another act holds beside annexes before them without brackets.

    "Käskkirja nr 5 lisa 4 muudatus (lisa 1)": those in brackets are the act's own.
    """
    named = effect.affected.annexes
    if effect.effect not in _CHANGES or not isinstance(named, tuple):
        return
    seen: set[str] = set()
    for one in annexes:
        held = {*one.numbers} & {*named}
        if view[max(span.start, one.start - 1) : one.start] != "(":
            seen |= held
        elif seen and held - seen:
            yield Span(one.start, one.end)


def _torn_pairs(view: str, span: Span, annexes: Sequence[AnnexSet], owned: Sequence[Affected]) -> Iterator[Span]:
    """Yield the points of an annex that no effect holds together with it: in "punktid 1 ja 2 ning lisa 3 punkt 1"
    nothing may lose whose point it is.
    """
    points = find_point_sets(view, span.start, span.end) if annexes else ()
    for annex in annexes if points else ():
        near = (p for p in points if 0 < p.start - annex.end <= _LONGEST_ONLY)
        found = next((p for p in near if _ONLY.fullmatch(view, annex.end, p.start)), None)
        if found is None or not annex.numbers:
            continue
        if not any(
            annex.numbers[-1] in (one.annexes or ()) and {*found.points} <= {*(one.points or ())} for one in owned
        ):
            yield Span(annex.start, found.end)


def _torn(view: str, span: Span, annexes: Sequence[AnnexSet], held: _Held) -> Iterator[Span]:
    """Yield the numbers that words part from the word of an annex, or from the numbers before them."""
    found = [_TORN.match(view, one.start, span.end) for one in annexes if not one.numbers]
    found += [_TORN_BEHIND.match(view, one.end, span.end) for one in annexes if one.numbers]
    for match in found:
        if match is not None and match["number"] not in held.numbers:
            yield Span(*match.span())


def _is_another(view: str, floor: int, annex: Span, held: _Held) -> bool:
    """Tell whether an annex is one that comes instead of what a sentence changes or ends, or part of what ended."""
    before = Span(max(floor, annex.start - 40), annex.start)
    if _INSTEAD_CASE.match(view, annex.start):
        return True
    if held.of_change and (_INSTEAD.search(view, before.start, before.end) or _IN_EXCHANGE.match(view, annex.end)):
        return True
    if "approve" not in held.kinds:
        return _OF_THIS_ACT.search(view, before.start, before.end) is not None
    return len(held.kinds) > 1 and _OF_THAT.search(view, before.start, before.end) is not None


def _days(reading: Reading, span: Span, held: _Held, act_date: date | None) -> Iterator[Span]:
    """Yield the days of a sentence, apart from those of acts and from days long past, that no effect holds."""
    view = reading.masked
    left: list[Span] = []
    for found in find_dates(view, span.start, span.end):
        stated = as_stated(found, act_date)
        if stated is None or stated.on is None or stated.on in held.days:
            continue
        if found.year is None and (found.month, found.day) in held.days_of_acts:
            continue  # "järgmised 2015. aasta käskkirjad: 7. detsembri nr 26"
        if held.of_change and found.case != "from" and FROM_BEFORE.search(view, span.start, found.start) is None:
            continue  # "lugeda õigeks kuupäevaks 1. september 2018": what the other act will say
        if act_date is None or stated.on >= act_date - LONG_BEFORE:
            left.append(Span(found.start, found.end))
    if not left:
        return
    acts = Places([cited.span for cited in scan_citations(reading, span, act_date)])
    asides = Places([Span(*match.span()) for match in ASIDE.finditer(view, span.start, span.end)])
    yield from (place for place in left if not (acts.overlaps(place) or asides.overlaps(place)))
