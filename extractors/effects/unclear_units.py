"""Find annexes and points of which a clause does not say for certain whose they are: one within another, or excepted.

lisa 3 lisa 1                    an annex of the annex, or two annexes of the act
punkti 3 lisa 5 osas             the point as far as the annex goes, or both
lisa 3, v.a selle lisa 1         an exception of what the act does not name
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.words.acts import ACT_STEM

# "lisad 1-9 (lisa 5 alates 1. maist)": one of them on its own day
_ONE_IN_BRACKETS = re.compile(
    r"(?<=\d)\s{0,3}\((?P<words>(?:(?:sh|sealhulgas|neist)\s+)?lisad?\s+\d[^()]{0,60}?(?<!\w)(?:alates|arvates)\s[^()]*)\)",
    re.IGNORECASE,
)
# "lisa 3 lisa 1": an annex of the annex, or two annexes of the act
_ANNEX_OF_ANNEX = re.compile(
    r"(?<!\w)lisa(?:de)?[^\S\n]+\d{1,3}(?:(?:[^\S\n]*[,-]|[^\S\n]+(?:ja|ning|kuni))[^\S\n]*\d{1,3})*[^\S\n]+(?P<words>lisa(?:d|de)?\s+(?P<number>\d{1,3}))",
    re.IGNORECASE,
)
# "v.a lisa 1": of what ends; "lisa 1 jääb kehtima" may say it of any annex
_TAKEN_OUT = re.compile(r"(?<!\w)(?:välja\s*arvatud|v\.\s?a\.?(?!\w)|erandiga)", re.IGNORECASE)
# "A ja B, v.a mõlema lisa 3": of which of them the exception is held by one alone
_OF_EACH = re.compile(r"(?<!\w)(?:mõlema|nende|kummagi|kõigi|iga)(?!\w)", re.IGNORECASE)
# "punktis 3 nimetatud lisa 5", "punkti 3 lisa 5 osas", "lisas 3 loetletud käskkirjad": one of them says where the other
# stands, or holds it
_ONE_IN_ANOTHER = re.compile(
    r"(?<!\w)(?P<words>(?:ala)?punkti(?:s|des)\s+\d[\d\s,.-]*(?:nimetatud|toodud|loetletud|viidatud|märgitud))\s+lisa"
    r"|(?<!\w)(?P<point>punkti?\s+\d[\d.]*)\s+lisa\w{0,2}\s+\d"
    rf"|(?<!\w)lisa(?:s|des)\s+\d[\d\s,.-]*(?P<acts>(?:nimetatud|toodud|loetletud|märgitud)\s+(?:[^\W\d_]+\s+){{0,4}}?(?:{ACT_STEM})\w*)",
    re.IGNORECASE,
)


def unclear_annexes(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> list[Span]:
    """Return annexes in brackets with a day of their own, and annexes right behind an annex, which may be its own."""
    named = [e.affected.annexes for e in effects if isinstance(e.affected.annexes, tuple)]
    left = annexes_of_annexes(act, clause, effects) if named else []
    if any(len(annexes) > 1 for annexes in named):
        view, span = act.reading.masked, clause.span
        left += [Span(*m.span("words")) for m in _ONE_IN_BRACKETS.finditer(view, span.start, span.end)]
    return left


def unclear_exceptions(act: ActReading, span: Span, effects: Sequence[Effect]) -> list[Span]:
    """Return exceptions of which it is not clear from what they are: of annexes that the effect does not end ("lisa 3,
    v.a selle lisa 1"), of points behind an exception of an annex ("v.a lisa 2, v.a selle punkt 4"), and of each of
    several acts ("v.a mõlema lisa 3")."""
    excepted = [piece for piece in act.pieces.within(span) if piece.role == "except"]
    if not excepted:
        return []
    foreign: set[str] = set()
    for effect in effects:
        if isinstance(effect.affected.annexes, tuple):
            foreign |= {*effect.affected.except_annexes} - {*effect.affected.annexes}
    text, view = act.text.text, act.reading.masked
    said = (piece for piece in excepted if foreign & {*piece.annexes})
    left = [piece.span for piece in said if _TAKEN_OUT.search(text, piece.span.start, piece.span.end)]
    if len({effect.affected.reference_key for effect in effects}) > 1:
        left += [piece.span for piece in excepted if _OF_EACH.search(text, piece.span.start, piece.span.end)]
    for first, second in pairwise(excepted):
        is_within = bool(first.annexes) and bool(second.points) and not second.annexes
        if is_within and not view[first.span.end : second.span.start].strip(" ,(\n"):
            left.append(second.span)
    return left


def annexes_of_annexes(act: ActReading, clause: Clause, effects: Sequence[Effect]) -> list[Span]:
    """Return annexes right behind an annex, which an effect took for annexes of the act: "lisa 3 lisa 1"."""
    held = {
        n for e in effects if isinstance(e.affected.annexes, tuple) for n in e.affected.annexes if e.affected.number
    }
    found = _ANNEX_OF_ANNEX.finditer(act.reading.masked, clause.span.start, clause.span.end) if held else ()
    return [Span(*m.span("words")) for m in found if m["number"] in held]


def units_in_others(view: str, start: int, end: int) -> list[Span]:
    """Return the units between two offsets that say where another unit stands, or hold what ends: "punktis 3 nimetatud
    lisa 5", "lisas 3 loetletud käskkirjad"."""
    return [Span(*match.span(match.lastgroup or 0)) for match in _ONE_IN_ANOTHER.finditer(view, start, end)]
