"""Find where an operative sentence holds nothing that could be read: blanks, bars, ranges that run back.

Tunnistan kehtetuks … lisad 2 ja __.        … lisad ██ ja 6.        … lisad 4 kuni 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.citations.annex_sets import find_annex_sets
from extractors.model.evidence import Span

_BLANK = re.compile(r"_{2,}|[█▓▒■]+|\.{4,}|…{2,}")
_RANGE = re.compile(r"(?<![\w.])(?P<first>\d{1,3})\s*(?:-|kuni)\s*(?P<last>\d{1,3})(?![\w.]*\d)")


def find_gaps(view: str, span: Span) -> Iterator[Span]:
    """Yield the blanks and bars of a span, and the ranges of its annexes whose first number is the higher one."""
    for blank in _BLANK.finditer(view, span.start, span.end):
        yield Span(*blank.span())
    for listed in find_annex_sets(view, span.start, span.end):
        for found in _RANGE.finditer(view, listed.start, listed.end):
            if int(found["first"]) > int(found["last"]):
                yield Span(*found.span())
