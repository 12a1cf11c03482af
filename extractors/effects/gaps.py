"""Find where an operative sentence holds nothing that could be read: blanks, bars, pictures, ranges that run back.

Tunnistan kehtetuks … lisad 2 ja __.   … lisad ██ ja 6.   … lisad 4 kuni 2.   … lisad 3, , 9 ja .
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.citations.annex_sets import find_annex_sets
from extractors.model.evidence import Span

_BLANK = re.compile(r"_{2,}|[█▓▒■]+|\.{4,}|…{2,}|\ufffc|(?<![^\W\d_])\ufffd+(?![^\W\d_])")
# "lisad 2 ja .", "lisad 3, , 9", "lisad ja 6", "lisa .": a number is gone between words that stand at numbers
_JOINS = r"(?:,|(?<!\w)(?:ja|ning|kuni))"
_LOST_MEMBER = re.compile(
    rf"(?<![\w-])(?P<lost>(?:lisad?|lisade|nr)\s+(?:{_JOINS}\s+(?=\d)|[.;,](?!\S)))"
    rf"|(?<=\d)\s*(?P<joins>{_JOINS}\s*(?:,|(?<!\w)(?:ja|ning|kuni)(?!\w))\s*(?=\d)|(?<=\s)(?:ja|ning|kuni)\s*[.;](?!\S))"
    r"|(?<=\d)(?P<open>[-/])\s+(?=lisa)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?<![\w.])(?P<first>\d{1,3})\s*(?:-|kuni)\s*(?P<last>\d{1,3})(?![\w.]*\d)")


def find_gaps(view: str, span: Span) -> Iterator[Span]:
    """Yield the blanks and bars of a span, the places of its lists that lack a number, and ranges that run back."""
    for blank in _BLANK.finditer(view, span.start, span.end):
        yield Span(*blank.span())
    for lost in _LOST_MEMBER.finditer(view, span.start, span.end):
        yield Span(*lost.span())
    for listed in find_annex_sets(view, span.start, span.end):
        for found in _RANGE.finditer(view, listed.start, listed.end):
            if int(found["first"]) > int(found["last"]):
                yield Span(*found.span())
