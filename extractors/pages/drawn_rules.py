"""Find the rules of a table in an image: long straight runs of ink, horizontal and vertical."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from extractors.pages.straighten import dark_below
from extractors.pages.words import Rule

_LEVEL, _UPRIGHT = (48.0, 80.0), (18.0, 22.0)
"""Points: the window that must be dense with ink, and the shortest rule. Blurred words are dense as well, but end after
a word; no letter is as high as a vertical window.
"""
_DENSE = 0.85
"""Share of the window that must be ink."""
_GAP = 6.0
_THICKEST = 5.0
"""Points: a thicker band is the black border of a scan or a filled box."""

Segment = tuple[int, int, int, int]
"""First and last pixel row of a rule, and its start and end along them."""


def find_drawn_rules(picture: Image.Image, scale: float) -> tuple[Rule, ...]:
    """Return the rules of a level gray image, in points at ``scale`` pixels each."""
    ink = picture.point(_ink_of(dark_below(picture)))
    rules = [
        Rule(start / scale, _middle(top, bottom, scale), end / scale, _middle(top, bottom, scale))
        for top, bottom, start, end in _segments(ink, scale, *_LEVEL)
    ]
    turned = ink.transpose(Image.Transpose.TRANSPOSE)
    rules += [
        Rule(_middle(left, right, scale), start / scale, _middle(left, right, scale), end / scale)
        for left, right, start, end in _segments(turned, scale, *_UPRIGHT)
    ]
    return tuple(rules)


def without_rules(picture: Image.Image, rules: Iterable[Rule], scale: float) -> Image.Image:
    """Return the image with its rules painted over, so that no engine takes them for dashes and bars."""
    clean = picture.copy()
    pen = ImageDraw.Draw(clean)
    width = max(3, round(2.0 * scale))
    paper = _paper_of(picture)
    for rule in rules:
        pen.line([value * scale for value in (rule.x0, rule.top, rule.x1, rule.bottom)], fill=paper, width=width)
    return clean


def _ink_of(threshold: int) -> list[int]:
    return [255 if value <= threshold else 0 for value in range(256)]


def _paper_of(picture: Image.Image) -> int:
    counts = picture.histogram()[:256]
    return max(range(128, 256), key=lambda value: counts[value])


def _middle(first: int, last: int, scale: float) -> float:
    # Ink was extended by one pixel row to close steps, so the rule ends a row before its ink does.
    return (first + last) / 2 / scale


def _segments(ink: Image.Image, scale: float, window: float, shortest: float) -> Iterator[Segment]:
    """Return horizontal rules, each once: overlapping pieces of neighbouring pixel rows belong together."""
    open_ones: list[Segment] = []
    for row, pieces in _pieces(ink, max(8, round(window * scale))):
        still: list[Segment] = []
        for segment in open_ones:
            if row - segment[1] > 2:
                yield from _if_rule(segment, scale, shortest)
            else:
                still.append(segment)
        open_ones = still
        for start, end in pieces:
            _take_in(open_ones, row, start, end, round(_GAP * scale))
    for segment in open_ones:
        yield from _if_rule(segment, scale, shortest)


def _take_in(segments: list[Segment], row: int, start: int, end: int, gap: int) -> None:
    first = row
    near = [one for one in segments if one[2] <= end + gap and start <= one[3] + gap]
    for one in near:
        segments.remove(one)
        first, start, end = min(first, one[0]), min(start, one[2]), max(end, one[3])
    segments.append((first, row, start, end))


def _if_rule(segment: Segment, scale: float, shortest: float) -> Iterator[Segment]:
    first, last, start, end = segment
    if end - start >= shortest * scale and last + 1 - first <= _THICKEST * scale:
        yield segment


def _pieces(ink: Image.Image, window: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Return for each pixel row with a stretch of ink where such stretches begin and end.

    Noise breaks a thin rule every few pixels, so only a share of the window must be ink. Lines of text never reach it,
    because of the paper between letters and words.
    """
    # A thin rule that is not quite level steps from one pixel row to the next: both rows count as one.
    thick = ImageChops.lighter(ink, ImageChops.offset(ink, 0, 1))
    reach = window // 2
    # Where a window's middle is dense enough, its rule begins at most this far to the left.
    back = round((2 * _DENSE - 1) * reach)
    least = round(255 * _DENSE)
    dense = thick.filter(ImageFilter.BoxBlur((reach, 0))).point([255 if value >= least else 0 for value in range(256)])
    for row, is_inked in enumerate(dense.getprojection()[1]):
        if is_inked:
            pixels = dense.crop((0, row, dense.width, row + 1)).tobytes()
            yield (
                row,
                [(max(0, m.start() - back), min(ink.width, m.end() + back)) for m in re.finditer(b"\xff+", pixels)],
            )
