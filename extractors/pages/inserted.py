"""Find numbers that somebody set small between two lines, above the place of a line where they belong."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pages.near import Near
from extractors.pages.words import Word

_SMALL = 0.88
_MOST_WORDS = 3
"""Words set above a line; more of them are a line of their own."""
_INDENT = 3.0
"""Sizes: what stands above the beginning of a line is a heading or the line before it."""
_ABOVE, _INTO = 0.2, 0.6
"""Sizes: how far above the top of a line, and below it, the foot of such words may stand."""


def find_inserted(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words of lines above which a smaller number stands, which a person reads into the line."""
    sizes = [word.size for word in words]
    if not sizes or min(sizes) > _SMALL * max(sizes):
        return ()
    places: Near[Word] = Near()
    for word in words:
        places.put(word.corners, word)
    found: list[Word] = []
    for word in words:
        if any(map(str.isdigit, word.text)):
            found += _below(word, words, places)
    return tuple(dict.fromkeys(found))


def _below(small: Word, words: Sequence[Word], places: Near[Word]) -> list[Word]:
    size = small.size / _SMALL
    reach = (small.x0 - size, small.bottom - size, small.x1 + size, small.bottom + size)
    under = [
        word
        for word in set(places.at(reach))
        if small.size <= _SMALL * word.size
        and word.top > small.top
        and word.bottom > small.bottom
        and -_ABOVE * word.size <= small.bottom - word.top <= _INTO * word.size
        and word.x0 - word.size < small.x1
        and small.x0 < word.x1 + word.size
    ]
    if not under:
        return []
    line = [word for word in words if abs(word.bottom - under[0].bottom) < 0.3 * under[0].size]
    level = [word for word in words if abs(word.bottom - small.bottom) < 0.3 * small.size]
    begins = min(word.x0 for word in line)
    if len(level) > _MOST_WORDS or min(word.x0 for word in level) < begins + _INDENT * under[0].size:
        return []
    return under
