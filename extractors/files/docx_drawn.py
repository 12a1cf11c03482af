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

from extractors.files.docx_names import PLACED, SHAPES, VML, WORD_SHAPE, w

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_GROUPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_WORDS_AWAY = frozenset({"wrapSquare", "wrapTight", "wrapThrough", "wrapTopAndBottom"})
_OLD_WORDS_AWAY = frozenset({"square", "tight", "through", "topAndBottom"})
_OLD_BOXES = frozenset(f"{VML}{name}" for name in ("rect", "roundrect", "oval"))
_OLD_WRAP = "{urn:schemas-microsoft-com:office:word}wrap"
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
    for anchor in paragraph.iter(f"{PLACED}anchor"):
        extent = anchor.find(f"{PLACED}extent")
        across, down = anchor.find(f"{PLACED}positionH"), anchor.find(f"{PLACED}positionV")
        if extent is None or down is None or down.get("relativeFrom") not in _ON_TEXT:
            continue
        if next(anchor.iterancestors(w("p"))) is not paragraph:  # of a box with words, which are read by themselves
            continue
        goes_around = any(etree.QName(each).localname in _WORDS_AWAY for each in anchor.iterchildren("*"))
        if goes_around or anchor.get("behindDoc") in ("1", "true"):
            continue
        left = _offset(across) if across is not None and across.get("relativeFrom") == "column" else 0.0
        top, sides = _offset(down), (_points(extent.get("cx")), _points(extent.get("cy")))
        for shape in anchor.iter(WORD_SHAPE):
            if next(shape.iter(w("t")), None) is not None or next(shape.iterancestors(anchor.tag)) is not anchor:
                continue
            parent = shape.getparent()
            is_alone = parent is not None and parent.tag == f"{_A}graphicData"
            x, y, width, height = (0.0, 0.0, *sides) if is_alone else _in_group(shape)
            yield _Shape(left + x, top + y, width, height, _is_filled(shape))


def _in_group(shape: etree._Element) -> tuple[float, float, float, float]:
    """Return the place of a shape from the corner of its group or canvas, and its sides; no sides where it has none."""
    place = shape.find(f"{SHAPES}spPr/{_A}xfrm")
    if place is None:
        return 0.0, 0.0, 0.0, 0.0
    (x, y), (width, height) = _pair(place, "off"), _pair(place, "ext")
    for group in shape.iterancestors():
        frame = group.find(f"{_GROUPS}grpSpPr/{_A}xfrm")
        if frame is None:
            continue
        (x0, y0), (left, top) = _pair(frame, "chOff"), _pair(frame, "off")
        (inner_width, inner_height), (outer_width, outer_height) = _pair(frame, "chExt"), _pair(frame, "ext")
        across = outer_width / inner_width if inner_width else 1.0
        down = outer_height / inner_height if inner_height else 1.0
        x, y, width, height = left + (x - x0) * across, top + (y - y0) * down, width * across, height * down
    return x, y, width, height


def _pair(frame: etree._Element, name: str) -> tuple[float, float]:
    found = frame.find(f"{_A}{name}")
    first, second = ("x", "y") if name.endswith(("off", "Off")) else ("cx", "cy")
    return (_points(found.get(first)), _points(found.get(second))) if found is not None else (0.0, 0.0)


def _offset(position: etree._Element) -> float:
    return _points(position.findtext(f"{PLACED}posOffset"))


def _is_filled(shape: etree._Element) -> bool:
    """Return whether a shape lets nothing through: by a fill of its own, else by its style."""
    properties = shape.find(f"{SHAPES}spPr")
    own = [each for each in properties if each.tag.endswith("Fill")] if properties is not None else []
    if own:
        alpha = next(own[0].iter(f"{_A}alpha"), None)
        is_clear = alpha is not None and str(alpha.get("val", "")).isdecimal() and int(alpha.get("val", "")) < _CLEAR
        return own[0].tag != f"{_A}noFill" and not is_clear
    reference = shape.find(f"{SHAPES}style/{_A}fillRef")
    return reference is not None and reference.get("idx", "0") != "0"


def _of_vml(paragraph: etree._Element) -> Iterator[_Shape]:
    """Yield the shapes that old programs drew; of those that new ones write in both ways one is left."""
    for picture in paragraph.iter(w("pict")):
        for shape in picture:
            style = dict(each.split(":", 1) for each in shape.get("style", "").split(";") if ":" in each)
            style = {name.strip().casefold(): written.strip() for name, written in style.items()}
            is_apart = style.get("mso-position-vertical-relative", "text") not in _ON_TEXT or any(
                each.get("type") in _OLD_WORDS_AWAY for each in shape.iterchildren(_OLD_WRAP)
            )
            if style.get("position") != "absolute" or style.get("z-index", "").startswith("-") or is_apart:
                continue
            if shape.tag == f"{VML}line":
                (x0, y0), (x1, y1) = _corner(shape.get("from")), _corner(shape.get("to"))
                yield _Shape(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), is_filled=False)
            elif shape.tag in _OLD_BOXES and next(shape.iter(w("t")), None) is None:
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
