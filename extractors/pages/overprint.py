"""Find two texts that are printed on one place, whose letters cannot be told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from math import isfinite
from operator import itemgetter
from typing import Any

from extractors.pages.frame import Frame
from extractors.pages.near import Near
from extractors.pages.repeats import CROWDED
from extractors.pages.words import Word

Char = dict[str, Any]
Point = tuple[float, float]

_ROUNDED = 0.25

_OVER = 0.55
"""Of the narrower letter's width: kerning and slanted letters share less."""
_FIGURES_OVER = 0.8
_FIGURES = re.compile(r"\d\d")
_FEWEST = 3
_LINE = 4
"""Points: letters whose tops round to the same multiple stand on one line."""
_DENSE_FIGURES = 0.48
"""The same for figures alone, which are half as wide as the size or wider."""
_DENSE = 0.36
"""Of the size: the mean width of letters below which two texts may share a place; usual text has half the size."""


def find_overprinted(words: Sequence[Word], chars: Sequence[Char], frame: Frame) -> tuple[Word, ...]:
    """Return the words in which three letters, or one figure, stand on others; empty for nearly every page.

    Only the lines of dense words are looked at: a plain page has a narrow word ("lill") here and there. A letter among
    too many equal ones to compare makes its word such a one by itself.
    """
    crowded = [char for char in chars if CROWDED in char]
    dense = [word for word in words if _is_dense(word)]
    if not dense and not crowded:
        return ()
    heights = {line for word in dense for line in _lines_of(word, frame)}
    tops = {top: line for top in set(map(itemgetter("top"), chars)) if (line := round(top / _LINE)) in heights}
    lines: dict[int, list[Char]] = {}
    for top, group in groupby(chars, itemgetter("top")):
        if top in tops:
            letters = [char for char in group if char["upright"] and not char["text"].isspace()]
            lines.setdefault(tops[top], []).extend(letters)
    over: list[Char] = []
    for letters in lines.values():
        letters.sort(key=itemgetter("x0"))
        for one, other in pairwise(letters):
            shared = (one["x1"] - other["x0"]) / _narrower(one, other)
            if shared > _FIGURES_OVER and one["text"].isdigit() and other["text"].isdigit():
                over += _FEWEST * [other]  # "29" over "84": one such pair makes another number
            elif shared > _OVER:
                over.append(other)
    if len(over) < _FEWEST and not crowded:
        return ()
    weights: Counter[Point] = Counter()
    for char in over:
        weights[_middle(char, frame)] += 1
    for char in crowded:
        weights[_middle(char, frame)] += _FEWEST
    places: Near[Point] = Near()
    for x, y in weights:
        places.put((x, y, x, y), (x, y))
    return tuple(word for word in words if _holds_enough(word, places, weights))


def _middle(char: Char, frame: Frame) -> Point:
    """Return the middle of a letter to half a point, so that thousands of letters on one place are one place."""
    x, y = (char["x0"] + char["x1"]) / 2 - frame.left, (char["top"] + char["bottom"]) / 2 - frame.top
    return (round(2 * x) / 2, round(2 * y) / 2) if isfinite(x) and isfinite(y) else (x, y)


def _holds_enough(word: Word, places: Near[Point], weights: Mapping[Point, int]) -> bool:
    """Return whether letters on others stand within a word; it looks no further than it must."""
    held = 0
    inside = (word.x0 - _ROUNDED, word.top - _ROUNDED, word.x1 + _ROUNDED, word.bottom + _ROUNDED)
    for x, y in places.at(inside):
        if inside[0] <= x <= inside[2] and inside[1] <= y <= inside[3]:
            held += weights[x, y]
            if held >= _FEWEST:
                return True
    return False


def _lines_of(word: Word, frame: Frame) -> range:
    """Return the lines on which a word's letters may stand; smaller letters begin below its top."""
    return range(round((word.top + frame.top) / _LINE), round((word.bottom + frame.top) / _LINE) + 1)


def _is_dense(word: Word) -> bool:
    """Return whether a word has more letters than its width holds; figures are wide, so fewer of them are too many."""
    width = word.x1 - word.x0
    if width < _DENSE * word.size * len(word.text) and len(word.text) > _FEWEST:
        return True
    if _FIGURES.search(word.text) is None:
        return False
    return width < _DENSE_FIGURES * word.size * sum(map(str.isdigit, word.text))


def _narrower(one: Char, other: Char) -> float:
    return max(0.5, min(float(one["x1"] - one["x0"]), float(other["x1"] - other["x0"])))
