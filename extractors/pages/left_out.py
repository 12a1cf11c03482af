"""Find ink in the lines of a scan for which OCR gave no words: a figure that a pen struck out or wrote over.

An engine drops what it cannot read, and says nothing of it. What is left of "lisad 1 ja 5." may read as a whole list.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from PIL import Image, ImageDraw

from extractors.pages.near import Corners
from extractors.pages.second_reading import is_operative
from extractors.pages.straighten import dark_below
from extractors.pages.unread import groups_of_cells
from extractors.pages.words import Rule, Word

_CELL = 2.0
"""Points: letters of a word stand nearer."""
_FEWEST = 4
"""Words in a line of text; a signature stands beside fewer."""
_LEAST_HEIGHT, _LEAST_WIDTH, _HIGHEST = 0.45, 0.3, 3.2
"""Of the size of the words beside it: less is a speck or a dash, more a seal or a signature."""
_LEVEL = 0.6
"""Of the lower one: what a word shares with ink on its line."""
_BLOT, _UNSURE = 1.6, 0.5
"""Of the size, and the confidence below which so high a word is none: ink over two lines, for which letters were
guessed."""
_NEAR = 1.6
"""Of the size: a blank is narrower."""
_AROUND, _ABOVE = 0.15, 0.25
"""Of the size: what of a word's ink may reach beside its box, and above and below."""


def find_left_out(words: Sequence[Word], rules: Sequence[Rule], picture: Image.Image, scale: float) -> list[Corners]:
    """Return the places of such ink behind words of lines of text, in points at ``scale`` pixels each.

    Empty for pages on which nothing is ended, approved or changed.
    """
    if not is_operative(words):
        return []
    size = median(word.size for word in words)
    blots = [word for word in words if (word.confidence or 1.0) < _UNSURE and word.size > _BLOT * size]
    words = [word for word in words if word not in blots]
    ink = _without_known(words, rules, picture, scale)
    step = max(1, round(_CELL * scale))
    small = ink.reduce(step)
    cells = {
        (at % small.width, at // small.width) for at, value in enumerate(small.tobytes()) if value > 255 // (2 * step)
    }
    found = [blot.corners for blot in blots]
    found += [_as_points(group, step / scale) for group in groups_of_cells(cells)]
    lines = (_within_line(place, words, size) for place in found)
    return sorted({line for line in lines if line}, key=lambda place: (place[1], place[0]))


def _without_known(words: Sequence[Word], rules: Sequence[Rule], picture: Image.Image, scale: float) -> Image.Image:
    """Return the page with its ink light on black, without that of its words and rules."""
    threshold = dark_below(picture)
    ink = picture.point([255 if value <= threshold else 0 for value in range(256)])
    pen = ImageDraw.Draw(ink)
    known = [
        (
            word.x0 - _AROUND * word.size,
            word.top - _ABOVE * word.size,
            word.x1 + _AROUND * word.size,
            word.bottom + _ABOVE * word.size,
        )
        for word in words
    ]
    known += [(rule.x0 - 2, rule.top - 2, rule.x1 + 2, rule.bottom + 2) for rule in rules]
    for x0, top, x1, bottom in known:
        pen.rectangle((x0 * scale, top * scale, x1 * scale, bottom * scale), fill=0)
    return ink


def _as_points(group: Sequence[tuple[int, int]], step: float) -> Corners:
    xs, ys = [x for x, _ in group], [y for _, y in group]
    return min(xs) * step, min(ys) * step, (max(xs) + 1) * step, (max(ys) + 1) * step


def _within_line(place: Corners, words: Sequence[Word], size: float) -> Corners | None:
    """Return the part of ink that stands on a line of text, right behind a word of it; ``None`` for any other ink."""
    x0, top, x1, bottom = place
    if not (_LEAST_HEIGHT * size <= bottom - top <= _HIGHEST * size) or x1 - x0 < _LEAST_WIDTH * size:
        return None
    line = [word for word in words if _is_level(word, top, bottom)]
    if len(line) < _FEWEST or not any(-size < x0 - word.x1 <= _NEAR * size for word in line):
        return None
    upper, lower = min(word.top for word in line), max(word.bottom for word in line)
    return round(x0, 2), round(max(top, upper), 2), round(x1, 2), round(min(bottom, lower), 2)


def _is_level(word: Word, top: float, bottom: float) -> bool:
    return min(bottom, word.bottom) - max(top, word.top) >= _LEVEL * min(word.size, bottom - top)
