"""Find pictures that lie over lines of text and do not hide them: stamps, seals, marks of arrival or of revocation.

The words under them are read. What the picture says, nobody read, and a stamp may say that the act no longer holds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from PIL import ImageDraw

from extractors.pages.frame import Frame
from extractors.pages.near import Corners, holds_middle, wider
from extractors.pages.picture import Picture
from extractors.pages.unread import are_scan
from extractors.pages.words import Word

_DARK = 140
_INK = 0.01
"""Share of a picture that is dark beside the words: less is paper, or a mark so pale that it only grounds the text."""
_SMALLEST = 20.0
_OF_TEXT = 6
"""Words in a line of text; names and offices over which people sign have fewer."""
_LEVEL, _MARGIN = 3.0, 1.0


def find_pictures_over(
    words: Sequence[Word], images: Sequence[dict[str, Any]], frame: Frame, picture: Picture
) -> tuple[Corners, ...]:
    """Return the places of pictures with ink over at least one line of text; none where they are the page itself."""
    if not images or are_scan(images, frame):
        return ()
    places = [_placed(each, frame) for each in images]
    large = [place for place in dict.fromkeys(places) if min(place[2] - place[0], place[3] - place[1]) >= _SMALLEST]
    text = _in_lines(words) if large else ()
    return tuple(place for place in large if _holds_any(place, text) and _has_ink(place, words, picture))


def _placed(image: dict[str, Any], frame: Frame) -> Corners:
    return (
        max(0.0, float(image["x0"]) - frame.left),
        max(0.0, float(image["top"]) - frame.top),
        min(frame.width, float(image["x1"]) - frame.left),
        min(frame.height, float(image["bottom"]) - frame.top),
    )


def _in_lines(words: Sequence[Word]) -> list[Word]:
    """Return the words of lines of text."""
    tops = sorted(word.top for word in words)
    return [
        word
        for word in words
        if bisect_left(tops, word.top + _LEVEL) - bisect_right(tops, word.top - _LEVEL) >= _OF_TEXT
    ]


def _holds_any(place: Corners, words: Sequence[Word]) -> bool:
    return any(holds_middle(place, word.corners) for word in words)


def _has_ink(place: Corners, words: Sequence[Word], picture: Picture) -> bool:
    """Return whether something dark stands within a picture's place beside the words."""
    scale = picture.scale
    left, top, right, bottom = (round(value * scale) for value in place)
    shown = picture.image.crop((left, top, right, bottom)).point([255 if depth < _DARK else 0 for depth in range(256)])
    pen = ImageDraw.Draw(shown)
    for x0, y0, x1, y1 in (wider(word.corners, _MARGIN) for word in words):
        pen.rectangle((x0 * scale - left, y0 * scale - top, x1 * scale - left, y1 * scale - top), fill=0)
    return shown.histogram()[255] > _INK * shown.width * shown.height
