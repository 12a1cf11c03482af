"""A line through a word of a scan makes it doubtful, however short; bars of letters, dashes and underlines do not."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from extractors.pages.struck_ink import find_struck_ink
from extractors.pages.words import Word

SCALE = 3.0
FOUR = Word("4", 100, 20, 106, 32)
WORDS = (Word("lisad", 60, 20, 90, 32), FOUR, Word("ja", 115, 20, 124, 32))


def scan(*lines: tuple[float, float, float, float]) -> Image.Image:
    """The words as strokes, each letter apart from the next, and lines over them, in points."""
    picture = Image.new("L", (600, 150), 245)
    pen = ImageDraw.Draw(picture)
    for word in WORDS:
        wide = (word.x1 - word.x0) / len(word.text)
        for at in range(len(word.text)):
            x = word.x0 + at * wide + 1
            pen.rectangle([SCALE * each for each in (x, 22, x + 1.5, 29)], fill=30)
    pen.line([SCALE * each for each in (100, 27, 106, 27)], fill=30, width=3)  # the bar of the 4
    for line in lines:
        pen.line([SCALE * each for each in line], fill=30, width=3)
    return picture


@pytest.mark.parametrize(
    ("lines", "struck"),
    [
        ([], []),
        ([(98, 27, 109, 27)], ["4"]),
        ([(98, 28, 109, 26.5)], ["4"]),
        ([(58, 27, 126, 27)], ["lisad", "4", "ja"]),
        ([(58, 27, 93, 27)], ["lisad"]),
        ([(58, 31.5, 126, 31.5)], []),
        ([(62, 27, 88, 27)], []),
        ([(108, 27, 113, 27)], []),
    ],
    ids=["none", "one figure", "slanted", "all", "one word", "underlined", "letters that touch", "a dash beside it"],
)
def test_a_line_through_words_is_found(lines: list[tuple[float, float, float, float]], struck: list[str]) -> None:
    assert [word.text for word in find_struck_ink(WORDS, scan(*lines), SCALE)] == struck
