"""Tell which paragraphs of a DOCX a drawn box or line lies over: it hides or strikes out what they say.

Where a shape stands depends on how a program breaks the lines above it. Only shapes are looked at whose place counts
from the paragraph that holds them, which is how they are written where somebody draws them over words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_V = "{urn:schemas-microsoft-com:vml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}pict"
_ON_TEXT = frozenset({"paragraph", "line", "text", "char", ""})
_UNITS = {"": 1 / 12_700.0, "pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_LENGTH = re.compile(r"\s*(-?(?:\d{1,8}(?:\.\d{1,8})?|\.\d{1,8}))\s*(pt|in|cm|mm|px|)\s*", re.IGNORECASE)
_FLAT, _LOWEST_BOX = 2.0, 7.0
"""Points: the height of a line at most, and of a box at least."""
_LINE, _LETTER, _ON_LINE = 12.0, 4.5, 85
"""Points that a line of usual size takes, the width of its letters, and how many of these a line holds."""
_WHOLE = 0.85
_CLEAR = 50_000

Over = Literal["covered", "crossed"]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape and its place from the corner of its paragraph, in points."""

    left: float
    top: float
    width: float
    height: float
    is_filled: bool


def drawn_over(paragraph: etree._Element, text: str) -> Over | None:
    """Return "covered" where a filled box hides a paragraph that says ``text``, "crossed" where a box or line lies on a
    part of it.
    """
    if not text.strip():
        return None
    lines = 1 + len(text) // _ON_LINE
    width = min(len(text), _ON_LINE) * _LETTER
    found: Over | None = None
    for shape in (*_drawn(paragraph), *_of_vml(paragraph)):
        bottom = shape.top + shape.height
        if shape.height <= _FLAT:
            is_on = 0.15 * _LINE < shape.top < (lines - 0.1) * _LINE and shape.width > 2 * _LETTER
        else:
            is_on = shape.is_filled and shape.height >= _LOWEST_BOX and shape.top < lines * _LINE and bottom > _LINE / 2
        if not is_on or shape.left > width:
            continue
        is_whole = shape.top < _LINE / 2 and bottom > (lines - 0.5) * _LINE
        is_wide = shape.left < 2 * _LETTER and shape.left + shape.width > _WHOLE * width
        if shape.height > _FLAT and is_whole and is_wide:
            return "covered"
        found = "crossed"
    return found


def _drawn(paragraph: etree._Element) -> Iterator[_Shape]:
    for anchor in paragraph.iter(f"{_WP}anchor"):
        shape = anchor.find(f".//{_WPS}wsp")
        extent = anchor.find(f"{_WP}extent")
        across, down = anchor.find(f"{_WP}positionH"), anchor.find(f"{_WP}positionV")
        if shape is None or extent is None or down is None or down.get("relativeFrom") not in _ON_TEXT:
            continue
        if anchor.get("behindDoc") in ("1", "true") or next(shape.iter(f"{_WPS}txbx"), None) is not None:
            continue
        left = _offset(across) if across is not None and across.get("relativeFrom") == "column" else 0.0
        sides = (_points(extent.get("cx")), _points(extent.get("cy")))
        yield _Shape(left, _offset(down), *sides, _is_filled(shape))


def _offset(position: etree._Element) -> float:
    return _points(position.findtext(f"{_WP}posOffset"))


def _is_filled(shape: etree._Element) -> bool:
    """Return whether a shape lets nothing through: by a fill of its own, else by its style."""
    properties = shape.find(f"{_WPS}spPr")
    own = [each for each in properties if each.tag.endswith("Fill")] if properties is not None else []
    if own:
        alpha = next(own[0].iter(f"{_A}alpha"), None)
        is_clear = alpha is not None and str(alpha.get("val", "")).isdecimal() and int(alpha.get("val", "")) < _CLEAR
        return own[0].tag != f"{_A}noFill" and not is_clear
    reference = shape.find(f"{_WPS}style/{_A}fillRef")
    return reference is not None and reference.get("idx", "0") != "0"


def _of_vml(paragraph: etree._Element) -> Iterator[_Shape]:
    """Yield the shapes that old programs drew; new ones write them once more, as what to fall back on."""
    for picture in paragraph.iter(_PICT):
        if next(picture.iterancestors(_FALLBACK), None) is not None:
            continue
        for shape in picture:
            style = dict(each.split(":", 1) for each in shape.get("style", "").split(";") if ":" in each)
            style = {name.strip().casefold(): written.strip() for name, written in style.items()}
            is_apart = style.get("mso-position-vertical-relative", "text") not in _ON_TEXT
            if style.get("position") != "absolute" or style.get("z-index", "").startswith("-") or is_apart:
                continue
            if shape.tag == f"{_V}line":
                (x0, y0), (x1, y1) = _corner(shape.get("from")), _corner(shape.get("to"))
                yield _Shape(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), is_filled=False)
            elif shape.tag in (f"{_V}rect", f"{_V}roundrect", f"{_V}oval") and shape.find(f"{_V}textbox") is None:
                is_filled = shape.get("filled") not in ("f", "false", "0") and shape.get("fillcolor") != "none"
                sides = ("margin-left", "margin-top", "width", "height")
                left, top, width, height = (_points(style.get(name)) for name in sides)
                yield _Shape(left, top, width, height, is_filled)


def _corner(written: str | None) -> tuple[float, float]:
    x, _, y = (written or "").partition(",")
    return _points(x), _points(y)


def _points(written: str | None) -> float:
    """Return a length in points; one without a unit is in EMU. What is no length is 0."""
    found = _LENGTH.fullmatch(written or "")
    return float(found[1]) * _UNITS[found[2].casefold()] if found else 0.0
