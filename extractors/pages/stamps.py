"""Remove stamps that stand beside lines from them: "SAABUNUD 09.05.2021 nr 77" at the end of three lines of text.

Read along the lines, such words would stand in the middle of a sentence. Stamps that are turned, or printed over the
lines in another colour, are told by their letters (``letters``); these stand level, in the colour of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.pages.lines import find_lines
from extractors.pages.words import PageWords, Word

_OPENS = re.compile(r"(?:S(?i:aabunud|aabus|issetulnud)|Ä(?i:rakiri)|K(?i:oopia))[.:]?")
# What goes on below or beside it: days, hours, numbers, and the words that lead up to them
_GOES_ON = re.compile(r"(?:nr\.?|kell|kuup(?:äev|\.)?:?|õige|[\d./:–-]+|\w{1,4}(?:[-/.]\w{1,6}){1,4})", re.IGNORECASE)
_RIGHT = re.compile(r"õige", re.IGNORECASE)
_CLEAR = 0.6
"""Of the size: the least gap between the lines and the stamp; blanks between words are half as wide."""
_NEXT = 1.9
_MOST_LINES = 5
_FEWEST_BESIDE = 5
"""Words of the text on the stamp's first line: beside fewer it may be a line of the letterhead."""
_ARRIVED = re.compile(r"S(?:AABUNUD|AABUS|ISSETULNUD|aabunud|issetulnud)[.:]?")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")
_WIDEST = 0.45
"""Of the page: a frame around an arrival stamp is narrower."""


def without_stamps(page: PageWords) -> PageWords:
    """Return the page without stamps beside its lines; their words are kept among those ``turned``."""
    opening = [word for word in page.words if _OPENS.fullmatch(word.text)]
    stamps = [stamp for word in opening if (stamp := _framed(word, page) or _stamp_at(word, page.words))]
    if not stamps:
        return page
    gone = {id(word) for stamp in stamps for word in stamp}
    kept = tuple(word for word in page.words if id(word) not in gone)
    texts = (" ".join(word.text for word in stamp) for stamp in stamps)
    return replace(page, words=kept, turned=(*page.turned, *texts))


def _stamp_at(first: Word, words: Sequence[Word]) -> list[Word]:
    """Return the words of the stamp that begins with ``first``; empty where it belongs to the line it stands on."""
    if not _is_clear(first, words):
        return []
    size = first.size
    beside = [word for word in words if word.x0 >= first.x0 - _CLEAR * size and word.top >= first.top - 0.3 * size]
    lines = find_lines(beside)[:_MOST_LINES]
    if not lines or lines[0][0] is not first or not _goes_on(lines[0][1:]):
        return []
    stamp = [lines[0], *_more_lines(lines, words)]
    if len(_left_of(first, words)) < _FEWEST_BESIDE and not _tells_of_arrival(stamp):
        return []
    return [*_above(first, words), *(word for line in stamp for word in line)]


def _above(first: Word, words: Sequence[Word]) -> list[Word]:
    """Return the word of a stamp that stands above the one that opens it: "ÕIGE" over "Ärakiri"."""
    reach = _NEXT * first.size
    near = [word for word in words if 0 < first.top - word.top <= reach and abs(word.x0 - first.x0) < first.size]
    return [word for word in near if _RIGHT.fullmatch(word.text) and _is_clear(word, words)]


def _tells_of_arrival(stamp: Sequence[Sequence[Word]]) -> bool:
    """Return whether "SAABUNUD" stands alone above a day: the day is no act's, wherever on the page it stands."""
    below = [word for line in stamp[1:] for word in line]
    return len(stamp[0]) == 1 and _is_arrival(stamp[0][0]) and any(map(_is_day, below))


def _is_arrival(word: Word) -> bool:
    return _ARRIVED.fullmatch(word.text) is not None


def _is_day(word: Word) -> bool:
    return _DAY.fullmatch(word.text) is not None


def _framed(first: Word, page: PageWords) -> list[Word]:
    """Return the words of a small frame around an arrival stamp: who received it, "SAABUNUD", day and number."""
    if not _is_arrival(first):
        return []
    across, down = (first.x0 + first.x1) / 2, (first.top + first.bottom) / 2
    upright = [rule.x0 for rule in page.rules if not rule.is_level and rule.top <= down <= rule.bottom]
    level = [rule.top for rule in page.rules if rule.is_level and rule.x0 <= across <= rule.x1]
    left = max((x for x in upright if x < first.x0), default=0.0)
    right = min((x for x in upright if x > first.x1), default=0.0)
    top = max((y for y in level if y < first.top + 1), default=0.0)
    bottom = min((y for y in level if y > first.bottom - 1), default=0.0)
    if not (left and right and top and bottom) or right - left > _WIDEST * page.width:
        return []
    within = [
        word
        for word in page.words
        if left < (word.x0 + word.x1) / 2 < right and top < (word.top + word.bottom) / 2 < bottom
    ]
    return within if len(find_lines(within)) <= _MOST_LINES and any(map(_is_day, within)) else []


def _more_lines(lines: Sequence[Sequence[Word]], words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    for above, line in pairwise(lines):
        is_near = line[0].top - above[0].top <= _NEXT * above[0].size
        is_second = any(map(_is_day, above)) and any(map(_is_day, line))
        if not is_near or is_second or not _is_clear(line[0], words) or not _goes_on(line):
            return
        yield line


def _goes_on(words: Sequence[Word]) -> bool:
    return all(_GOES_ON.fullmatch(word.text) for word in words)


def _left_of(first: Word, words: Sequence[Word]) -> list[Word]:
    """Return the words left of a word that share some of its height."""
    return [word for word in words if word.x1 <= first.x0 and word.top < first.bottom and first.top < word.bottom]


def _is_clear(first: Word, words: Sequence[Word]) -> bool:
    return all(first.x0 - word.x1 >= _CLEAR * first.size for word in _left_of(first, words))
