"""Find the words of a scan through whose letters a line runs: no print joins its letters at half their height.

The rules of a table are found elsewhere; a line through one number is too short for them, and one drawn by hand too
crooked. OCR reads such words all the same, or reads others in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PIL import Image, ImageChops

from extractors.pages.straighten import dark_below
from extractors.pages.words import Word

_BAND = (0.45, 0.74)
"""Of a word's height from the top: below the heads of small letters and above their feet, where serifs meet."""
_RUN, _OF_SIZE = 0.9, 1.0
"""Of a word's width, and of its size: a line is at least so long; the bar of a 4 or an H is shorter."""
_ALONE = 0.65
"""The same of the size for a letter or figure alone, beyond which the line goes on."""
_BESIDE, _PAST = 0.5, 0.1
"""Of the size: how far beside a word is looked, and how far the line passes an end of it; blurred letters may touch."""


def find_struck_ink(words: Sequence[Word], picture: Image.Image, scale: float) -> Iterator[Word]:
    """Yield the words, in points at ``scale`` pixels each, that a dark line runs through on a level gray image."""
    threshold = dark_below(picture)
    to_ink = [255 if value <= threshold else 0 for value in range(256)]
    for word in words:
        if any(char.isalnum() for char in word.text) and _is_struck(word, picture, scale, to_ink):
            yield word


def _is_struck(word: Word, picture: Image.Image, scale: float, to_ink: Sequence[int]) -> bool:
    is_alone = len(word.text) == 1
    least = _ALONE * word.size if is_alone else max(_RUN * (word.x1 - word.x0), _OF_SIZE * word.size)
    reach = _BESIDE * word.size
    left, right = max(0, round((word.x0 - reach) * scale)), min(picture.width, round((word.x1 + reach) * scale))
    upper, lower = (round((word.top + share * word.size) * scale) for share in _BAND)
    if right - left < least * scale or lower - upper < 3:
        return False
    band = picture.crop((left, max(0, upper), right, min(picture.height, lower))).point(list(to_ink))
    # A line that is not quite level steps from one row of pixels to the next: both rows count as one.
    joined = ImageChops.lighter(band, ImageChops.offset(band, 0, 1))
    dots, width = joined.tobytes(), joined.width
    ends = (word.x0 - _PAST * word.size) * scale - left, (word.x1 + _PAST * word.size) * scale - left
    for row in range(1, joined.height):
        for run in re.finditer(b"\xff+", dots[row * width : (row + 1) * width]):
            is_past = is_alone or run.start() < ends[0] or run.end() > ends[1]
            if is_past and run.end() - run.start() >= least * scale:
                return True
    return False
