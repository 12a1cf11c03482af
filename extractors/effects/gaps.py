"""Find where an operative sentence holds nothing that could be read: blanks, bars, pictures, ranges that run back.

Tunnistan kehtetuks … lisad 2 ja __.   … lisad ██ ja 6.   … lisad 4 kuni 2.   … lisad 3, , 9 ja .   … lisad 2 ja 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.calendar_dates import match_date
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.text import DocumentText
from extractors.words.guarded import Guarded

_BLANK = Guarded(
    r"_{2,}|[█▓▒■]+|\.{4,}|…{2,}|\ufffc|(?<![^\W\d_])\ufffd+(?![^\W\d_])", "__ █ ▓ ▒ ■ .... …… \ufffc \ufffd"
)
# "lisad 2 ja .", "lisad 3, , 9", "lisad ja 6", "lisa .": a number is gone between words that stand at numbers
_JOINS = r"(?:,|(?<!\w)(?:ja|ning|kuni))"
_MEMBER = r"(?=\d{1,3}(?!\d|\.?\s?\d|[-/]|\.\s?[a-zõäöü]))"
_SIGNS = r"[\[({<]?(?:[*?#…]|\.\.)[*?#….]{0,40}[\])}>]?"
_LOST_MEMBER = re.compile(
    rf"(?<![\w-])(?:lisad?|lisade|nr)\s+(?:{_JOINS}\s+{_MEMBER}|[.;,](?!\S))"
    rf"|(?<=\d)\s*{_JOINS}\s*(?:,|(?<!\w)(?:ja|ning|kuni)(?!\w))\s*{_MEMBER}"
    r"|(?<=\d)\s+(?:ja|ning|kuni)\s*[.;](?!\S)"
    r"|(?<=\d)[-/]\s+(?=lisa)"
    # "lisad ***", "lisad […]", "lisad –.", "lisad 2 ja ?": signs stand where numbers do
    rf"|(?<![\w-])lisa(?:d|de)?\s+(?:nr\.?\s+)?(?:{_SIGNS}|[-–—]+(?=\s*[.;,](?!\S)))"
    rf"|(?<=\d)\s*{_JOINS}\s*{_SIGNS}(?=\s*(?:[.;,]|ja|ning|kuni|\Z))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?<![\w.])(?P<first>\d{1,3})\s*(?:-|kuni)\s*(?P<last>\d{1,3})(?![\w.]*\d)")
# "lisad 2 ja 2": a field of the file that was not counted on, or a slip; another number may be meant. "lisad 2 või 5"
_SINGLE = re.compile(r"(?<![\w.\n-])(?<!kuni )(?P<number>\d{1,3}[¹²³⁴-⁹]?)(?!\w|\s*(?:-|kuni)|[./]\d)")
# and "2. või viies"
_OR = re.compile(r"(?<=[\w.])\s+(?:ja\s?/\s?)?(?:või|ehk)\s+(?=\w)")
# "lisad 2 ja 5?", "lisad 2, 5 …": who wrote it was not sure, or left the rest to the reader
_OPEN = re.compile(r"(?<=\d)(?:\s?\(?\?\)?|,?\s?(?:…|\.{3})(?!\s?\d))")
# "lisad (2, 5)": the numbers stand where explanations do
_IN_BRACKETS = re.compile(
    r"(?<![\w-])lisa(?:d|de|dele|le)?\s{0,3}\(\s?(?:nr\s)?\d{1,3}(?:\s?(?:[,-]|ja\b|ning\b|kuni\b)\s?\d{1,3}){1,30}\s?\)",
    re.IGNORECASE,
)


def find_gaps(view: str, span: Span) -> Iterator[Span]:
    """Yield the blanks and bars of a span, and of the lists of its annexes the ranges that run back, numbers that stand
    there twice, alternatives, and lists in brackets.
    """
    for pattern in (_BLANK, _IN_BRACKETS, _OPEN):
        for found in pattern.finditer(view, span.start, span.end):
            yield Span(*found.span())
    for listed in find_annex_sets(view, span.start, span.end):
        for found in _RANGE.finditer(view, listed.start, listed.end):
            if int(found["first"]) > int(found["last"]):
                yield Span(*found.span())
        numbers: set[str] = set()
        for found in _SINGLE.finditer(view, listed.start, listed.end):
            if found["number"] in numbers:
                yield Span(*found.span())
            numbers.add(found["number"])
        for found in _OR.finditer(view, listed.start, listed.end):
            yield Span(*found.span())


def doubt_lost_members(text: DocumentText, effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return the effects, doubted where a list of their sentence lacks a number.

    Where figures were struck out, the words around them stay as they are, and nothing is lost.
    """
    if any(each.why == "struck" and any(map(str.isdecimal, each.words or "")) for each in text.unseen):
        return tuple(effects)
    return tuple(_doubted(text.text, effect) for effect in effects)


def _doubted(text: str, effect: Effect) -> Effect:
    span = effect.evidence.span
    members = () if effect.doubt else _LOST_MEMBER.finditer(text, span.start, span.end)
    # "teise lisa ja 1. märtsi 2009 määruse nr 9": behind the joint stands the day of another act
    lost = next((member for member in members if match_date(text, member.end()) is None), None)
    return replace(effect, doubt="words_unread", doubt_quote=" ".join(lost.group().split())) if lost else effect
