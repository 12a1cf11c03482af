"""Find words that a line strikes out: they are no longer part of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import frexp
from typing import Any, NamedTuple

from extractors.pages.frame import Frame
from extractors.pages.near import Near
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
"""Points: words of the text are less high, words of a heading or a stamp may be higher."""
_SHORTEST = 3.0
_OVERLAYS = frozenset("\u0335\u0336\u0337\u0338")


class _Alike(NamedTuple):
    """Words of at most one ``size``, from top to bottom, and the heights of their middles."""

    middles: list[float]
    words: list[Word]
    size: float


def find_strikes(words: Sequence[Word], rules: Sequence[Rule], chars: Sequence[Char], frame: Frame) -> list[Rule]:
    """Return the level lines that run through words and end with them. ``chars`` are the letters of the words.

    A rule of a table runs on beyond its words, and an underline stands below their feet.
    """
    level = [rule for rule in dict.fromkeys(rules) if rule.is_level and rule.x1 - rule.x0 >= _SHORTEST]
    if not words or not level:
        return []
    heights = _by_height(words)
    strikes: list[Rule] = []
    letters: Near[Char] | None = None
    for rule in level:
        if any(_ends_with(rule, crossed) for crossed in _crossed(rule, heights)):
            letters = letters or _letters(chars, frame)
            near = letters.at((rule.x0, rule.top, rule.x1, rule.top))
            strikes += [rule] if any(_strikes(rule, char, frame) for char in near) else []
    return strikes


def _by_height(words: Sequence[Word]) -> list[_Alike]:
    """Return the words in groups of like size, so that one large word does not widen the search for all."""
    groups: dict[int, list[Word]] = {}
    for word in words:
        groups.setdefault(frexp(word.size)[1], []).append(word)
    return [
        _Alike(sorted(map(_middle, group)), sorted(group, key=_middle), 2.0**power) for power, group in groups.items()
    ]


def _crossed(rule: Rule, heights: Sequence[_Alike]) -> Iterator[list[Word]]:
    """Yield the words of the text that a line crosses, and the far larger ones, if any: their ends are not compared."""
    words = [word for word in _at_height(heights, rule.top) if _crosses(rule, word)]
    large = [word for word in words if abs(_middle(word) - rule.top) > _MOST_HEIGHT / 4]
    usual = [word for word in words if abs(_middle(word) - rule.top) <= _MOST_HEIGHT / 4] if large else words
    yield from (group for group in (usual, large) if group)


def _at_height(heights: Sequence[_Alike], height: float) -> Iterator[Word]:
    """Yield the words whose boxes this height may cross."""
    for alike in heights:
        reach = max(1.0, alike.size / 2)
        first = bisect_left(alike.middles, height - reach)
        after = bisect_right(alike.middles, height + reach)
        yield from alike.words[first:after]


def strike_out(strikes: Sequence[Rule], chars: Sequence[Char], frame: Frame) -> list[Char]:
    """Return the letters, in their order, through whose middle one of the lines runs."""
    if not strikes:
        return []
    places: Near[Rule] = Near()
    for rule in strikes:
        places.put((rule.x0, rule.top, rule.x1, rule.top), rule)
    return [char for char in chars if any(_strikes(rule, char, frame) for rule in places.at(frame.corners_of(char)))]


def find_overlaid(chars: Sequence[Char]) -> list[Char]:
    """Return the letters that a sign of the text itself strikes out, with that sign: "3" and U+0336 after it."""
    found: list[Char] = []
    for at, char in enumerate(chars):
        text = char["text"]
        if text and text[-1] in _OVERLAYS:
            is_alone = text in _OVERLAYS and at > 0
            found += [chars[at - 1], char] if is_alone else [char]
    return found


def _letters(chars: Sequence[Char], frame: Frame) -> Near[Char]:
    letters: Near[Char] = Near()
    for char in chars:
        letters.put(frame.corners_of(char), char)
    return letters


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
