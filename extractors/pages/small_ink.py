"""Find ink of the size of a figure in the lines of a text, of which the file holds no letters.

A number pasted as a small picture, drawn as a path, or laid over another one changes a list of annexes, and is too
small to be a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image

from extractors.pages.frame import Frame
from extractors.pages.near import Corners, holds_middle
from extractors.pages.picture import Picture
from extractors.pages.words import Word

_WIDEST, _HIGHEST = 60.0, 30.0
_LEAST = 0.4
"""Of the height of the words beside it: less is a speck, a dot or a dash."""
_FEWEST = 4
"""Words in a line of text."""
_GAP = 14.0
"""Points between the ink and the word before it."""
_MOST_COVERED = 2
_REACH, _THINNEST, _NARROWEST = 3.0, 1.0, 3.0
"""Points: how far the end of a word may reach, the width of a 1, and that of other figures without their edge."""
_DARK, _PAPER = 140, 200


def find_small_ink(
    places: Sequence[Corners], words: Sequence[Word], ink: Image.Image, scale: float
) -> Iterator[Corners]:
    """Yield those of the places with unread ink that stand within a line of text, behind a word of it.

    ``ink`` is the page with its unread ink alone, ``scale`` its points.
    """
    for place in places:
        x0, top, x1, bottom = place
        if x1 - x0 > _WIDEST or bottom - top > _HIGHEST:
            continue
        line = _level(place, words)
        if len(line) < _FEWEST:
            continue
        before = [word for word in line if word.x0 < x0 and -_GAP < x0 - word.x1 < _GAP]
        if before and _is_figure(ink, place, scale, before[-1]):
            yield place


def _is_figure(ink: Image.Image, place: Corners, scale: float, before: Word) -> bool:
    """Return whether ink is as large as a figure, and more than the end of the word before it.

    Where a viewer sets another font, a word may reach out of its box.
    """
    x0, top, x1, bottom = (round(value * scale) for value in place)
    box = ink.crop((x0, top, x1, bottom)).getbbox()
    if box is None:
        return False
    width, height = (box[2] - box[0]) / scale, (box[3] - box[1]) / scale
    is_apart = place[0] + box[0] / scale > before.x1 + _REACH
    return height >= _LEAST * (before.bottom - before.top) and width >= (_THINNEST if is_apart else _NARROWEST)


def find_pasted_over(
    words: Sequence[Word], images: Sequence[dict[str, Any]], frame: Frame, picture: Picture
) -> Iterator[Corners]:
    """Yield the places of small images with ink that lie on a word or two of a line of text, with paper of their own.

    Which of the two is seen nobody can tell from the words.
    """
    for image in images:
        place = frame.corners_of(image)
        if place[2] - place[0] > _WIDEST or place[3] - place[1] > _HIGHEST:
            continue
        line = _level(place, words)
        under = [word for word in line if _is_under(place, word)]
        if 0 < len(under) <= _MOST_COVERED and len(line) >= _FEWEST and _is_printed(place, picture):
            yield place


def _level(place: Corners, words: Sequence[Word]) -> list[Word]:
    middle = (place[1] + place[3]) / 2
    return [word for word in words if word.top <= middle <= word.bottom]


def _is_under(place: Corners, word: Word) -> bool:
    """Return whether most of a word, or of its part within the place, lies under the place."""
    if holds_middle(place, word.corners):
        return True
    return word.x0 < place[2] - 2 and place[0] + 2 < word.x1 and place[1] <= (word.top + word.bottom) / 2 <= place[3]


def _is_printed(place: Corners, picture: Picture) -> bool:
    darkest, lightest = picture.extremes(place)
    return darkest < _DARK and lightest > _PAPER
