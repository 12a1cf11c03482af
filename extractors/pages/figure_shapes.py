"""Compare the names that a font gives its figures with their shapes: a table of letters may call a 9 a 7.

Copying programs, search and kehtiv read the names, a person sees the shapes. The outline of a figure says how many
holes it has and where, and of figures without a hole the outline itself tells them from one another.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from operator import mul

import pypdfium2
from pypdfium2 import raw

from extractors.pages.open_figures import OPEN, Point, is_another

FIGURES = frozenset("0123456789")

_CLOSED = frozenset("069")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_MOST_OBJECTS = 5_000
_SIZE = 1000.0
_HIGH, _LOW, _BESIDE = 0.6, 0.45, 0.55
"""Of a figure's height: the hole of a 0 is as high as the first at least, that of a 6 or 9 lies within the others."""
_LEAST = 0.12
_STEPS = 4
"""Points by which a curve is followed."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How many outlines a figure has, the outer one, and of each hole middle and height as shares of the figure's."""

    outlines: int
    holes: tuple[tuple[float, float], ...]
    outer: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A line around a figure or a hole of it, its extent and its area: negative where it runs clockwise."""

    x0: float
    low: float
    x1: float
    high: float
    area: float
    points: tuple[Point, ...]


def find_misnamed(
    page: pypdfium2.PdfPage, named: Collection[tuple[str, str]], known: dict[tuple[str, str], bool]
) -> frozenset[tuple[str, str]]:
    """Return which of the fonts and figures of a page have the shape of another figure.

    ``known`` is what was found on the pages of the file before, and takes what is found here: a font has one name
    there. Fonts that are not in the file, or that draw their letters by content of their own, are passed over.
    """
    fresh = [each for each in named if each not in known]
    if fresh:
        known.update(dict.fromkeys(fresh, False))
        known.update(dict.fromkeys(_look(page, fresh), True))
    return frozenset(each for each in named if known[each])


def _look(page: pypdfium2.PdfPage, named: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    figures: dict[str, set[str]] = {}
    for name, figure in named:
        figures.setdefault(name, set()).add(figure)
    wanted = set(figures)
    found: set[tuple[str, str]] = set()
    seen: set[int] = set()
    texts = page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=3)
    for _, text in zip(range(_MOST_OBJECTS), texts, strict=False):
        font = raw.FPDFTextObj_GetFont(text.raw)
        if not font or (address := ctypes.addressof(font.contents)) in seen:
            continue
        seen.add(address)
        if raw.FPDFFont_GetIsEmbedded(font) != 1:
            continue
        if (called := _called(font, figures)) is None:
            continue
        wanted.discard(called)
        found |= {(called, figure) for figure in figures[called] if _is_another(font, figure)}
        if not wanted:
            break
    return found


def _called(font: raw.FPDF_FONT, figures: Collection[str]) -> str | None:
    """Return the name by which the letters know a font; ``None`` where several names may be meant."""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    own = buffer.value.decode("utf-8", "replace")
    if own in figures:
        return own
    alike = [name for name in figures if _SUBSET.sub("", name) == _SUBSET.sub("", own)]
    return alike[0] if len(alike) == 1 else None


def _is_another(font: raw.FPDF_FONT, figure: str) -> bool:
    shape = _shape(font, figure)
    return shape is not None and not _may_be(figure, shape)


def _may_be(figure: str, shape: _Shape) -> bool:
    """Return whether a shape may be that of a figure; strokes that overlap, slashes and dots leave it open."""
    if figure in OPEN:
        if shape.outlines == 1:
            return not is_another(figure, shape.outer)
        return not (shape.holes and shape.outlines == 1 + len(shape.holes))
    if shape.outlines == 1:
        return figure == "4"
    if shape.outlines != 2 or not shape.holes:
        return figure != "4" or len(shape.holes) < 2
    ((middle, height),) = shape.holes
    if figure in _CLOSED:
        ways = {"0": height >= _LOW, "6": height < _HIGH and middle < _BESIDE, "9": height < _HIGH and middle > _LOW}
        return ways[figure]
    return figure == "4"


def _shape(font: raw.FPDF_FONT, figure: str) -> _Shape | None:
    path = raw.FPDFFont_GetGlyphPath(font, ord(figure), _SIZE)
    outlines = list(outlines_of(path)) if path else []
    if not outlines:
        return None
    outer = max(outlines, key=lambda each: (each.x1 - each.x0) * (each.high - each.low))
    height = outer.high - outer.low
    holes = [
        ((each.low + each.high) / 2, each.high - each.low)
        for each in outlines
        if each.area * outer.area < 0 and _is_inside(each, outer) and each.high - each.low > _LEAST * height
    ]
    shares = tuple(((middle - outer.low) / height, high / height) for middle, high in holes)
    return _Shape(len(outlines), shares, outer.points)


def _is_inside(one: Outline, other: Outline) -> bool:
    return other.x0 < one.x0 and one.x1 < other.x1 and other.low < one.low and one.high < other.high


def outlines_of(path: raw.FPDF_GLYPHPATH) -> Iterator[Outline]:
    """Yield the outlines of a letter, with curves as short lines; none of a dot."""
    points: list[Point] = []
    bent: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(raw.FPDFGlyphPath_CountGlyphSegments(path)):
        segment = raw.FPDFGlyphPath_GetGlyphPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO and points:
            bent.append((x.value, y.value))
            if len(bent) == 3:
                points += _along(points[-1], *bent)
                bent = []
            continue
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield from _outline(points)
            points = []
        points.append((x.value, y.value))
    yield from _outline(points)


def _along(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    """Yield points of a curve behind its start."""
    for step in range(1, _STEPS + 1):
        t, u = step / _STEPS, 1 - step / _STEPS
        shares = u**3, 3 * u * u * t, 3 * u * t * t, t**3
        x, y = (sum(map(mul, shares, axis)) for axis in zip(start, first, second, end, strict=True))
        yield x, y


def _outline(points: list[Point]) -> Iterator[Outline]:
    """Yield the extent of an outline, with an area that is negative where it runs clockwise; nothing for a dot."""
    if len(points) < 3:
        return
    xs, ys = zip(*points, strict=True)
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))
    if doubled and max(ys) > min(ys):
        yield Outline(min(xs), min(ys), max(xs), max(ys), doubled / 2, tuple(points))
