"""Judge figures by the ink at their place, where no outline of their font can be asked: a second look, more finely.

A Type 3 font draws each letter as a small page. Its table of letters alone says which figure that is, so what is not
surely the figure of that name is doubted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

from extractors.pages.draw import scale_within
from extractors.pages.figure_fields import field_of_ink
from extractors.pages.figure_judge import Shape, is_surely, may_be
from extractors.pages.font_names import FontNames
from extractors.pages.frame import Frame

Char = dict[str, Any]
_Cell = tuple[int, int]

_SCALE = 5.0
"""Pixels per point: a figure of eight points is 29 of them high, thin lines two wide."""
_MOST_LOOKS = 1_500
_PALE = 60
_REACH = 0.25
"""Of a letter's size: how far its ink may reach out of its box, up and down."""
_LEAST = 0.12
_SMALL = 0.2
"""Of the area of the largest piece of ink: smaller ones are the ends of neighbours."""
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))
_CORNERS = (*_SIDES, (1, 1), (1, -1), (-1, 1), (-1, -1))


def find_misdrawn(letters: Sequence[Char], fonts: FontNames, frame: Frame, page: pypdfium2.PdfPage) -> list[Char]:
    """Return those of the letters whose ink is that of another figure or, for Type 3 fonts, not surely their own."""
    picture, scale = _drawn(page)
    if picture is None:
        return list(letters)
    known: dict[tuple[tuple[int, int], bytes], Shape | None] = {}
    found = []
    for char in letters:
        ink = _ink_of(char, frame, picture, scale)
        key = ink.size, ink.tobytes()
        if key not in known and len(known) < _MOST_LOOKS:
            known[key] = _shape(ink)
        shape = known.get(key)
        if fonts.has_content(char["fontname"]):
            is_doubted = shape is None or not is_surely(char["text"], shape)
        else:
            is_doubted = shape is not None and not may_be(char["text"], shape)
        if is_doubted:
            found.append(char)
    return found


def _drawn(page: pypdfium2.PdfPage) -> tuple[Image.Image | None, float]:
    try:
        scale = scale_within(page, _SCALE)
        return ImageChops.invert(page.render(scale=scale, grayscale=True).to_pil()), scale
    except (pypdfium2.PdfiumError, ValueError):
        return None, 0.0


def _ink_of(char: Char, frame: Frame, picture: Image.Image, scale: float) -> Image.Image:
    x0, top, x1, bottom = frame.corners_of(char)
    reach = _REACH * (bottom - top)
    box = (round(x0 * scale), round((top - reach) * scale), round(x1 * scale), round((bottom + reach) * scale))
    return picture.crop((box[0], box[1], max(box[0] + 1, box[2]), max(box[1] + 1, box[3])))


def _shape(ink: Image.Image) -> Shape | None:
    """Return the shape of the largest piece of ink; ``None`` where there is none, or pieces of one size."""
    darkest, lightest = (int(str(gray)) for gray in ink.getextrema())
    if lightest - darkest < _PALE:
        return None
    middle = (darkest + lightest) / 2
    width, grays = ink.width, ink.tobytes()
    inked = {(at % width, at // width) for at, gray in enumerate(grays) if gray > middle}
    pieces = sorted(_pieces(inked, _CORNERS), key=len, reverse=True)
    if len(pieces) > 1 and len(pieces[1]) > _SMALL * len(pieces[0]):
        return None
    x0, top, x1, bottom = _extent(pieces[0])
    height = bottom - top
    within = {(x, y) for x in range(x0 - 1, x1 + 1) for y in range(top - 1, bottom + 1)} - pieces[0]
    holes = []
    for piece in _pieces(within, _SIDES):
        left, upper, _, lower = _extent(piece)
        if left >= x0 and lower - upper > _LEAST * height:  # what reaches the margin lies around the figure
            holes.append(((bottom - (upper + lower) / 2) / height, (lower - upper) / height))
    return Shape(1 + len(holes), tuple(holes), (x1 - x0) / height, field_of_ink(ink.crop((x0, top, x1, bottom))))


def _extent(cells: set[_Cell]) -> tuple[int, int, int, int]:
    xs, ys = [x for x, _ in cells], [y for _, y in cells]
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


def _pieces(cells: set[_Cell], sides: Sequence[_Cell]) -> Iterator[set[_Cell]]:
    """Yield the cells that hang together, and take them out of ``cells``."""
    while cells:
        edge = [cells.pop()]
        piece = set(edge)
        while edge:
            x, y = edge.pop()
            for near in ((x + dx, y + dy) for dx, dy in sides):
                if near in cells:
                    cells.remove(near)
                    piece.add(near)
                    edge.append(near)
        yield piece
