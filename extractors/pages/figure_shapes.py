"""Compare the names that a font gives its figures with their outlines: a table of letters may call a 9 a 7.

Copying programs, search and kehtiv read the names, a person sees the shapes. The outlines of a figure say how many
holes it has and where, and figures with as many holes are told from one another by their field.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from extractors.pages.figure_fields import Point, field_of
from extractors.pages.figure_judge import COMPARED, Shape, Verdict, Verdicts, may_be
from extractors.pages.font_names import FontNames

_SUBSET = re.compile(r"[A-Z]{6}\+")
_MOST_OBJECTS = 5_000
_SIZE = 1000.0
_LEAST = 0.12
_DOUBTFUL: tuple[Verdict, ...] = ("another", "open", "own")
_SHARES = tuple(((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in (0.25, 0.5, 0.75, 1.0))
"""Of the four points of a curve, for each point by which it is followed."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A line around a figure or a hole of it, its extent and its area: negative where it runs clockwise."""

    x0: float
    low: float
    x1: float
    high: float
    area: float
    points: tuple[Point, ...]


def judge_names(
    page: pypdfium2.PdfPage,
    named: Collection[tuple[str, str]],
    fonts: FontNames,
    known: Verdicts,
) -> dict[tuple[str, str], Verdict]:
    """Return what the outlines of a page's fonts say of the names of their figures.

    ``known`` is what was found on the pages of the file before, and takes what is found here. A name is judged anew
    once more letters have drawn it, of another font or of another code: then outlines may prove nothing any more. A
    name that one of its fonts belies is believed of none.
    """
    fresh = [each for each in named if known.get(each, (-1,))[0] != fonts.letters_of(*each)]
    if fresh:
        found = _look(page, fresh)
        for each in fresh:
            verdict = found.get(each, "open")
            if verdict == "own" and fonts.leave_open(*each):
                verdict = "open"
            if each in known:
                verdict = min(verdict, known[each][1], key=_DOUBTFUL.index)
            known[each] = fonts.letters_of(*each), verdict
    return {each: known[each][1] for each in named}


def _look(page: pypdfium2.PdfPage, named: Collection[tuple[str, str]]) -> dict[tuple[str, str], Verdict]:
    figures: dict[str, set[str]] = {}
    for name, figure in named:
        figures.setdefault(name, set()).add(figure)
    found: dict[tuple[str, str], Verdict] = {}
    seen: set[int] = set()
    texts = page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=3)
    for _, text in zip(range(_MOST_OBJECTS), texts, strict=False):
        font = raw.FPDFTextObj_GetFont(text.raw)
        if not font or (address := ctypes.addressof(font.contents)) in seen:
            continue
        seen.add(address)
        if (called := _called(font, figures)) is None:
            continue
        for figure in figures[called]:
            verdict = _verdict(font, figure)
            if found.get((called, figure)) != "another" and verdict is not None:
                found[called, figure] = verdict
    return found


def _verdict(font: raw.FPDF_FONT, figure: str) -> Verdict | None:
    """Return what a font's outlines say of a figure; ``None`` where it has none. A font without a file is drawn by
    another one, which the machine chooses.
    """
    if raw.FPDFFont_GetIsEmbedded(font) != 1:
        return "own"
    shape = _shape(font, figure)
    if shape is None:
        return None
    return "own" if may_be(figure, shape) else "another"


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


def _shape(font: raw.FPDF_FONT, figure: str) -> Shape | None:
    path = raw.FPDFFont_GetGlyphPath(font, ord(figure), _SIZE)
    outlines = list(outlines_of(path)) if path else []
    if not outlines:
        return None
    outer = max(outlines, key=lambda each: (each.x1 - each.x0) * (each.high - each.low))
    height = outer.high - outer.low
    holes = [
        each
        for each in outlines
        if each.area * outer.area < 0 and _is_inside(each, outer) and each.high - each.low > _LEAST * height
    ]
    shares = tuple((((h.low + h.high) / 2 - outer.low) / height, (h.high - h.low) / height) for h in holes)
    field = field_of(outer.points, [hole.points for hole in holes]) if figure in COMPARED else b""
    return Shape(len(outlines), shares, (outer.x1 - outer.x0) / height, field)


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


def _along(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """Return points of a curve behind its start."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = start, first, second, end
    return [(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3) for a, b, c, d in _SHARES]


def _outline(points: list[Point]) -> Iterator[Outline]:
    """Yield the extent of an outline, with an area that is negative where it runs clockwise; nothing for a dot."""
    if len(points) < 3:
        return
    xs, ys = zip(*points, strict=True)
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))
    if doubled and max(ys) > min(ys):
        yield Outline(min(xs), min(ys), max(xs), max(ys), doubled / 2, tuple(points))
