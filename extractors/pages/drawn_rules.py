"""The rules of a table that is a picture: long straight runs of ink, level and upright."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from PIL import Image, ImageChops, ImageDraw

from extractors.pages.straighten import dark_below
from extractors.pages.words import Rule

_SHORTEST_PIECE = 24.0
"""Points of unbroken ink: wider than any letter of a text, high as three lines of it."""
_SHORTEST_RULE = 36.0
_GAP = 6.0
_THICKEST = 5.0
"""Points: a thicker band is the black border of a scan or a filled box."""

Segment = tuple[int, int, int, int]
"""First and last pixel row of a rule, and where it begins and ends along them."""


def find_drawn_rules(picture: Image.Image, scale: float) -> tuple[Rule, ...]:
    """The rules of a gray picture whose lines run level, in points at ``scale`` pixels each."""
    ink = picture.point(_ink_of(dark_below(picture)))
    rules = [
        Rule(start / scale, _middle(top, bottom, scale), end / scale, _middle(top, bottom, scale))
        for top, bottom, start, end in _segments(ink, scale)
    ]
    turned = ink.transpose(Image.Transpose.TRANSPOSE)
    rules += [
        Rule(_middle(left, right, scale), start / scale, _middle(left, right, scale), end / scale)
        for left, right, start, end in _segments(turned, scale)
    ]
    return tuple(rules)


def without_rules(picture: Image.Image, rules: Iterable[Rule], scale: float) -> Image.Image:
    """The picture with its rules painted over with paper, so that no engine takes them for dashes and bars."""
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
    # Ink was laid one pixel row further to close steps: the rule ends a row before its ink does.
    return (first + last) / 2 / scale


def _segments(ink: Image.Image, scale: float) -> Iterator[Segment]:
    """Level rules, each once: pieces of neighbouring pixel rows that lie over one another belong together."""
    least = max(8, round(_SHORTEST_PIECE * scale))
    open_ones: list[Segment] = []
    for row, pieces in _pieces(ink, least):
        still: list[Segment] = []
        for segment in open_ones:
            if row - segment[1] > 2:
                yield from _if_rule(segment, scale)
            else:
                still.append(segment)
        open_ones = still
        for start, end in pieces:
            _take_in(open_ones, row, start, end, round(_GAP * scale))
    for segment in open_ones:
        yield from _if_rule(segment, scale)


def _take_in(segments: list[Segment], row: int, start: int, end: int, gap: int) -> None:
    first = row
    near = [one for one in segments if one[2] <= end + gap and start <= one[3] + gap]
    for one in near:
        segments.remove(one)
        first, start, end = min(first, one[0]), min(start, one[2]), max(end, one[3])
    segments.append((first, row, start, end))


def _if_rule(segment: Segment, scale: float) -> Iterator[Segment]:
    first, last, start, end = segment
    if end - start >= _SHORTEST_RULE * scale and last + 1 - first <= _THICKEST * scale:
        yield segment


def _pieces(ink: Image.Image, least: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """For each pixel row with unbroken ink of ``least`` pixels: where the stretches begin and end."""
    # A thin rule that is not quite level steps from one pixel row to the next: both rows count as one.
    thick = ImageChops.lighter(ink, ImageChops.offset(ink, 0, 1))
    left = _eroded(thick, least)
    for row, is_inked in enumerate(left.getprojection()[1]):
        if is_inked:
            pixels = left.crop((0, row, left.width, row + 1)).tobytes()
            yield row, [(m.start(), min(m.end() + least - 1, ink.width)) for m in re.finditer(b"\xff+", pixels)]


def _eroded(ink: Image.Image, length: int) -> Image.Image:
    """Ink where a stretch of ``length`` pixels begins: the picture laid over itself, each time twice as far."""
    done = 1
    while done < length:
        step = min(done, length - done)
        ink = ImageChops.darker(ink, _shifted(ink, step))
        done += step
    return ink


def _shifted(ink: Image.Image, step: int) -> Image.Image:
    """Moved left by ``step`` pixels; what comes in from the right is paper."""
    moved = Image.new("L", ink.size, 0)
    moved.paste(ink.crop((step, 0, ink.width, ink.height)), (0, 0))
    return moved
