"""Find words that a line strikes out: they are no longer part of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from extractors.pages.frame import Frame
from extractors.pages.words import Rule, Word

Char = dict[str, Any]

_MIDDLE = (0.36, 0.70)
"""Of a letter's height from the top: a line there strikes it out; one below its foot underlines it."""
_BEYOND = 0.7
"""Of the size: a line that reaches further beyond its words is a table's rule."""
_MOST_HEIGHT = 60.0
_SHORTEST = 3.0


def find_strikes(words: Sequence[Word], rules: Sequence[Rule]) -> list[Rule]:
    """Return the level lines that run through words and end with them.

    A rule of a table runs on beyond its words, and an underline stands below their feet.
    """
    if not words:
        return []
    ordered = sorted(words, key=_middle)
    middles = [_middle(word) for word in ordered]
    strikes: list[Rule] = []
    for rule in rules:
        if not rule.is_level or rule.x1 - rule.x0 < _SHORTEST:
            continue
        first = bisect_left(middles, rule.top - _MOST_HEIGHT / 4)
        after = bisect_left(middles, rule.top + _MOST_HEIGHT / 4)
        crossed = [word for word in ordered[first:after] if _crosses(rule, word)]
        if crossed and _ends_with(rule, crossed):
            strikes.append(rule)
    return strikes


def strikes_out(strikes: Sequence[Rule], char: Char, frame: Frame) -> bool:
    """Return whether one of the lines runs through the middle of a letter."""
    x = (char["x0"] + char["x1"]) / 2 - frame.left
    return any(
        rule.x0 <= x <= rule.x1 and _is_middle(rule, char["top"] - frame.top, char["bottom"] - frame.top)
        for rule in strikes
    )


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _is_middle(rule: Rule, top: float, bottom: float) -> bool:
    return _MIDDLE[0] <= (rule.top - top) / max(1.0, bottom - top) <= _MIDDLE[1]


def _crosses(rule: Rule, word: Word) -> bool:
    shared = min(rule.x1, word.x1) - max(rule.x0, word.x0)
    return shared > 1.0 and _is_middle(rule, word.top, word.bottom)


def _ends_with(rule: Rule, words: Sequence[Word]) -> bool:
    reach = _BEYOND * max(word.size for word in words)
    return min(word.x0 for word in words) - reach <= rule.x0 and rule.x1 <= max(word.x1 for word in words) + reach
