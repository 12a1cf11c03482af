"""Compare the figures of a scan's text layer with those that OCR reads in its picture, where acts end or begin.

A layer may belong to another scan, or its engine may have misread "11" as "17". A person sees the picture alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pages.marked_words import as_shown
from extractors.pages.words import PageWords, Word

_SURE = 0.85
_OPERATIVE = ("kehtetu", "kinnita", "muudetakse", "muuda", "peata", "pikenda")
_MARGIN = 1.5
_FIGURES = re.compile(r"\d+")


def is_operative(words: Sequence[Word]) -> bool:
    """Return whether a page's words say that something is ended, approved or changed, which figures decide."""
    return any(word.text.casefold().lstrip("„“\"'(").startswith(_OPERATIVE) for word in words)


def find_contradicted(page: PageWords, scanned: PageWords) -> tuple[Word, ...]:
    """Return the words of a text layer at whose place the picture surely has other figures.

    Where the same figures stand elsewhere in the picture, the layer is only out of place. ``scanned`` is the page as
    OCR read it.
    """
    seen = [(as_shown(word, scanned), word) for word in scanned.words if _figures(word.text)]
    known = {figures for _, word in seen for figures in _figures(word.text)}
    found = []
    for word in page.words:
        if not (figures := _figures(word.text)):
            continue
        beside = [other for place, other in seen if _share_place(word, place)]
        is_sure = bool(beside) and all((other.confidence or 0.0) >= _SURE for other in beside)
        if is_sure and not known.issuperset(figures):
            found.append(word)
    return tuple(found)


def _figures(text: str) -> list[str]:
    return _FIGURES.findall(text)


def _share_place(word: Word, place: Word) -> bool:
    shared = min(word.x1, place.x1) - max(word.x0, place.x0)
    middle = (place.top + place.bottom) / 2
    is_level = word.top - _MARGIN <= middle <= word.bottom + _MARGIN
    return is_level and shared > 0.5 * min(word.x1 - word.x0, place.x1 - place.x0)
