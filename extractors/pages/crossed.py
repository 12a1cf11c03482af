"""Find words that a line which is no level rule runs through, as those of a cross over a paragraph do.

Such a line may strike the words out or belong to a drawing, so the words are read, and what they say is doubted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from extractors.pages.frame import Frame
from extractors.pages.marks import Point
from extractors.pages.near import Near
from extractors.pages.words import Word

Char = dict[str, Any]
Path = Sequence[Point]

_SHORTEST = 3.0
_LEVEL = 2.0
"""Points: a line that rises no more is a level rule."""
_THROUGH = (0.2, 0.9)
"""Of a word's height from the top: a slanted line there runs through its letters."""
_FEWEST_CROSSED, _MOST_SLANTED = 2, 12
_BEYOND = 0.7
"""Of the size: a line that reaches no further beyond a word is drawn for this word alone."""
_COVERED = 0.5
"""Of a word's width: a path drawn by hand over so much of it crosses it out."""
_STROKES = 3
"""Steep strokes through one word: a scribble."""
_MOST_LOOKS = 300_000
"""Segments of paths times the words near each. A scribble has some hundred; beyond, every word counts as crossed."""


class Crossed(NamedTuple):
    """Words that lines run through, and those within so many slanted lines that they may be a hatched ground."""

    words: tuple[Word, ...] = ()
    hatched: tuple[Word, ...] = ()


def find_crossed(words: Sequence[Word], page: Any, frame: Frame) -> Crossed:
    """Return the words, within ``frame``, that slanted lines and curves of a pdfplumber page run through."""
    slanted = [line for line in page.lines if line["width"] > _SHORTEST and line["height"] > _LEVEL]
    curves = [each for each in page.curves if each.get("stroke") and not each.get("fill")]
    if not slanted and not curves:
        return Crossed()
    is_hatched = len(slanted) > _MOST_SLANTED
    found = set() if is_hatched else set(_under_lines(words, slanted, frame))
    found |= under_paths(words, _within_frame(curves, frame))
    hatched = under_paths(words, _within_frame(slanted, frame), strokes=1) - found if is_hatched else set()
    return Crossed(_chosen(words, found), _chosen(words, hatched))


def _chosen(words: Sequence[Word], numbers: set[int]) -> tuple[Word, ...]:
    return tuple(word for at, word in enumerate(words) if at in numbers)


def _within_frame(drawn: Iterable[Char], frame: Frame) -> list[Path]:
    return [[(x - frame.left, y - frame.top) for x, y in each["pts"]] for each in drawn]


def _under_lines(words: Sequence[Word], lines: Sequence[Char], frame: Frame) -> Iterator[int]:
    """Yield the numbers of the words that each line runs through: two or more, or the only one it is drawn for."""
    for line, path in zip(lines, _within_frame(lines, frame), strict=True):
        crossed = [at for at, word in enumerate(words) if _is_crossed(word, path)]
        if len(crossed) >= _FEWEST_CROSSED or (crossed and _ends_with(line, words[crossed[0]], frame)):
            yield from crossed


def _is_crossed(word: Word, line: Path) -> bool:
    """Return whether a line runs through the letters of a word, at the middle of what it shares with it."""
    (x0, y0), (x1, y1) = sorted(line)
    first, last = max(x0, word.x0), min(x1, word.x1)
    if first >= last:
        return False
    height = y0 + (y1 - y0) * ((first + last) / 2 - x0) / (x1 - x0)
    return _THROUGH[0] <= (height - word.top) / max(1.0, word.size) <= _THROUGH[1]


def _ends_with(line: Char, word: Word, frame: Frame) -> bool:
    """Return whether a line ends with the word that it crosses, as a slash through one number of a list does."""
    reach = _BEYOND * word.size
    x0, x1 = line["x0"] - frame.left, line["x1"] - frame.left
    top, bottom = line["top"] - frame.top, line["bottom"] - frame.top
    is_beside = word.x0 - reach <= x0 and x1 <= word.x1 + reach
    return bool(is_beside and word.top - reach <= top and bottom <= word.bottom + reach)


def under_paths(words: Sequence[Word], paths: Sequence[Path], strokes: int = _STROKES) -> set[int]:
    """Return the numbers of the words that paths run through for half their width, or in so many strokes."""
    if not paths:
        return set()
    places: Near[int] = Near()
    for at, word in enumerate(words):
        places.put(word.corners, at)
    covered, crossing, looks = [0.0] * len(words), [0] * len(words), 0
    for segment in (segment for path in paths for segment in pairwise(path)):
        (x0, y0), (x1, y1) = segment
        near = set(places.at((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))
        looks += 1 + len(near)
        if looks > _MOST_LOOKS:
            return set(range(len(words)))
        for at in near:
            width, height = _part_within(words[at], segment)
            covered[at] += width
            crossing[at] += height >= _COVERED * words[at].size
    return {
        at
        for at, word in enumerate(words)
        if covered[at] >= max(_SHORTEST, _COVERED * (word.x1 - word.x0)) or crossing[at] >= strokes
    }


def _part_within(word: Word, segment: tuple[Point, Point]) -> tuple[float, float]:
    """Return width and height of the part of a segment that lies in the band of a word's letters."""
    (x0, y0), (x1, y1) = segment
    upper, lower = (word.top + share * word.size for share in _THROUGH)
    first, last = 0.0, 1.0
    for start, step, least, most in ((x0, x1 - x0, word.x0, word.x1), (y0, y1 - y0, upper, lower)):
        if step == 0.0:
            if not least <= start <= most:
                return 0.0, 0.0
            continue
        one, other = sorted(((least - start) / step, (most - start) / step))
        first, last = max(first, one), min(last, other)
    share = max(0.0, last - first)
    return share * abs(x1 - x0), share * abs(y1 - y0)
