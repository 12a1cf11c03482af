"""Find words that a line strikes out: they are no longer part of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from extractors.pages.frame import Frame
from extractors.pages.words import Rule, Word

Char = dict[str, Any]

_NEAR_MIDDLE = (0.30, 0.92)
"""Of a word's height from the top: a line there may strike it out. Fonts differ in what their boxes hold below the
feet of letters, and some (those that LibreOffice embeds) hold nothing."""
_ABOVE_FOOT = (0.09, 0.43)
"""Of the size, above the feet of a letter: a line there strikes it out; one below its feet underlines it."""
_DESCENT = 0.21
"""Of the size: what most fonts need below the feet."""
_BEYOND = 0.7
"""Of the size: a line that reaches further beyond its words is a table's rule."""
_MOST_HEIGHT = 60.0
_SHORTEST = 3.0


def find_strikes(words: Sequence[Word], rules: Sequence[Rule], chars: Sequence[Char], frame: Frame) -> list[Rule]:
    """Return the level lines that run through words and end with them. ``chars`` are the letters of the words.

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
        if crossed and _ends_with(rule, crossed) and any(_strikes(rule, char, frame) for char in chars):
            strikes.append(rule)
    return strikes


def strikes_out(strikes: Sequence[Rule], char: Char, frame: Frame) -> bool:
    """Return whether one of the lines runs through the middle of a letter."""
    return any(_strikes(rule, char, frame) for rule in strikes)


def _strikes(rule: Rule, char: Char, frame: Frame) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2 - frame.left, rule.top + frame.top
    if not (rule.x0 <= x <= rule.x1 and char["top"] <= y <= char["bottom"]):
        return False
    size = max(1.0, char["bottom"] - char["top"])
    return bool(_ABOVE_FOOT[0] <= (_foot(char, size) - y) / size <= _ABOVE_FOOT[1])


def _foot(char: Char, size: float) -> float:
    """Return the height of a letter's feet: where its text matrix places it, else where most fonts have them."""
    usual = char["bottom"] - _DESCENT * size
    if "raised" in char or "y0" not in char:
        return float(usual)
    placed = char["bottom"] + char["y0"] - char["matrix"][5]
    # Elsewhere are the feet of letters with a rise, and of those on a page that was turned.
    return float(placed if abs(placed - usual) < 0.35 * size else usual)


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _crosses(rule: Rule, word: Word) -> bool:
    shared = min(rule.x1, word.x1) - max(rule.x0, word.x0)
    depth = (rule.top - word.top) / max(1.0, word.size)
    return shared > 1.0 and _NEAR_MIDDLE[0] <= depth <= _NEAR_MIDDLE[1]


def _ends_with(rule: Rule, words: Sequence[Word]) -> bool:
    reach = _BEYOND * max(word.size for word in words)
    return min(word.x0 for word in words) - reach <= rule.x0 and rule.x1 <= max(word.x1 for word in words) + reach
