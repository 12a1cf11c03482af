"""Close up words whose letters are set apart.

The gap between such letters is wider than the one that parts words elsewhere, so each letter comes as a word. On a line
of them the blanks between words are wider still.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from pdfplumber.utils.clustering import cluster_objects

Char = dict[str, Any]

_TIGHT = 0.15
"""Of the size: the gap from which a letter begins a word."""
_WIDEST = 0.7
_WORD_GAP = 1.6
_FEWEST = 5
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two neighbours on a line; ``gap`` in parts of the size, ``is_blank`` where a space is printed between them."""

    one: Char
    other: Char
    gap: float
    is_blank: bool

    @property
    def is_apart(self) -> bool:
        return _TIGHT < self.gap < _WIDEST and not self.is_blank

    @property
    def has_letters(self) -> bool:
        return bool(self.one["text"].isalpha() and self.other["text"].isalpha())


def is_spread(words: Sequence[dict[str, Any]]) -> bool:
    """Return whether letters follow one another as words of their own often enough to look at their gaps."""
    row = 0
    for word in words:
        row = row + 1 if len(word["text"]) == 1 and word["text"].isalpha() else 0
        if row >= _FEWEST:
            return True
    return False


def close_up(chars: Sequence[Char]) -> list[Char]:
    """Return the letters, those of spread lines widened up to the next letter of their word."""
    level = [char for char in chars if char["upright"] and char["text"]]
    lines = [list(_pairs(line)) for line in cluster_objects(level, "top", 2)]
    gaps = [_usual_gap(line) for line in lines]
    # A heading may be spread and the page below it not; its short lines (day and number) are set as its long ones.
    spread = [gap for gap in gaps if gap]
    usual = _usual_gap([pair for line in lines for pair in line]) or (median(spread) if spread else None)
    widened: dict[int, Char] = {}
    for line, own in zip(lines, gaps, strict=True):
        gap = own or (usual if usual and _suits(line, usual) else None)
        for pair in line if gap else ():
            if not pair.is_blank and gap and _TIGHT / 2 < pair.gap <= max(_WORD_GAP * gap, gap + 0.08):
                widened[id(pair.one)] = {**pair.one, "x1": pair.other["x0"]}
    return [widened.get(id(char), char) for char in chars]


def _pairs(line: Sequence[Char]) -> Iterator[_Pair]:
    ordered = sorted(line, key=lambda char: float(char["x0"]))
    blanks = [char["x0"] for char in ordered if char["text"].isspace()]
    for one, other in pairwise([char for char in ordered if not char["text"].isspace()]):
        gap = (other["x0"] - one["x1"]) / max(1.0, one["size"])
        after = bisect_right(blanks, one["x0"])
        yield _Pair(one, other, gap, after < len(blanks) and blanks[after] < other["x0"])


def _usual_gap(pairs: Sequence[_Pair]) -> float | None:
    """Return the gap between the letters of spread words; ``None`` where too few letters stand apart."""
    letters = [pair for pair in pairs if pair.has_letters and not pair.is_blank and pair.gap < _WIDEST]
    apart = [pair.gap for pair in letters if pair.is_apart]
    if len(apart) < _FEWEST or len(apart) < _MOST * len(letters):
        return None
    return median(apart)


def _suits(line: Sequence[_Pair], gap: float) -> bool:
    """Return whether a short line is set as the page is: every pair stands at its gap or at a blank."""
    near = [pair for pair in line if not pair.is_blank and pair.gap < _WIDEST]
    return all(abs(pair.gap - gap) < 0.06 or pair.gap > _WORD_GAP * gap for pair in near)
