"""Tell how a workbook sets its words (ISO/IEC 29500-1, 18.8.22 font, 18.4.4 r): struck out, raised, white on white."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.pages.raised import RAISED_MARK, SUBSCRIPT, SUPERSCRIPT

_OFF = ("0", "false", "off")
_SCRIPTS = {"superscript": SUPERSCRIPT, "subscript": SUBSCRIPT}
_THIN = {"ht": 3.0, "width": 0.3}
"""Points, and widths of a figure."""
_TINY = 2.0
_DECIMAL = re.compile(r"\d{1,6}(?:\.\d{1,20})?")
_INDEXED = {"0": "000000", "8": "000000", "1": "FFFFFF", "9": "FFFFFF", "64": "000000", "65": "FFFFFF"}
_BLACK = ("000000", None, "0")
_BLACKS = (_BLACK, ("", "1", "0"))
"""Black as such, and as the theme's colour of words."""
_WHITE_THEME = "0"
"""The theme's first colour is that of the window's ground."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Indexes of cell styles whose words are ``struck`` out, and of those that nobody sees: in the colour of their
    ``ground``, or tiny. ``by_rule`` are indexes of the looks that rules give to cells and that would do either.
    """

    struck: frozenset[int] = frozenset()
    ground: frozenset[int] = frozenset()
    by_rule: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SetText:
    """The words of a cell, and those in it that a line strikes out."""

    text: str
    struck: tuple[str, ...] = ()


def read_looks(styles: etree._Element | None) -> Looks:
    """Return what the fonts and fills of a workbook's cell styles do; ``styles`` is ``None`` where it has none."""
    if styles is None:
        return Looks()
    fonts, fills = (list(styles.iterfind(f"{{*}}{kind}/{{*}}*")) for kind in ("fonts", "fills"))
    struck, ground = set(), set()
    for at, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        font, fill = _at(fonts, style.get("fontId")), _at(fills, style.get("fillId"))
        if font is None:
            continue
        if _is_on(font, "strike"):
            struck.add(at)
        colour = font.find("{*}color")
        if _is_tiny(font) or (_is_white(colour) and not _is_coloured(fill)) or _is_of_one_colour(colour, fill):
            ground.add(at)
    given = (rule.find("{*}font") for rule in styles.iterfind("{*}dxfs/{*}dxf"))
    hiding = {
        at
        for at, font in enumerate(given)
        if font is not None and (_is_on(font, "strike") or _is_white(font.find("{*}color")))
    }
    return Looks(frozenset(struck), frozenset(ground), frozenset(hiding))


def set_text(item: etree._Element) -> SetText:
    """Return the words of a shared or inline string, without phonetic runs; raised and lowered figures as such."""
    pieces, struck = [t.text or "" for t in item.iterfind("{*}t")], []
    for text, properties in _runs(item):
        if properties is not None and _is_on(properties, "strike"):
            struck.append(text)
            continue
        raised = properties.find("{*}vertAlign") if properties is not None else None
        script = _SCRIPTS.get(raised.get("val", "")) if raised is not None and RAISED_MARK.fullmatch(text) else None
        pieces.append(text.translate(script) if script else text)
    return SetText("".join(pieces), tuple(struck))


def is_closed(part: etree._Element, side: str) -> bool:
    """Return whether a row or a column is hidden, or drawn too thin for any letter; ``side`` is "ht" or "width"."""
    return part.get("hidden") in ("1", "true") or 0 <= _size(part.get(side), -1) < _THIN[side]


def _is_tiny(font: etree._Element) -> bool:
    size = font.find("{*}sz")
    return size is not None and 0 < _size(size.get("val"), 0) <= _TINY


def _size(written: str | None, default: float) -> float:
    return float(written) if written and _DECIMAL.fullmatch(written) else default


def _runs(item: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    for run in item.iterfind("{*}r"):
        yield "".join(t.text or "" for t in run.iterfind("{*}t")), run.find("{*}rPr")


def _at(elements: list[etree._Element], written: str | None) -> etree._Element | None:
    at = int(written) if written is not None and written.isdecimal() and len(written) < 6 else 0
    return elements[at] if at < len(elements) else None


def _is_on(properties: etree._Element, name: str) -> bool:
    switch = properties.find(f"{{*}}{name}")
    return switch is not None and switch.get("val", "1") not in _OFF


def _is_white(colour: etree._Element | None) -> bool:
    if colour is None:
        return False
    if colour.get("theme") is not None:
        return colour.get("theme") == _WHITE_THEME and colour.get("tint", "0") in ("0", "0.0")
    return _rgb(colour) == "FFFFFF"


def _is_of_one_colour(colour: etree._Element | None, fill: etree._Element | None) -> bool:
    """Return whether words have the very colour of their cell; words without a colour are black."""
    pattern = fill.find("{*}patternFill") if fill is not None else None
    if pattern is None or pattern.get("patternType") != "solid":
        return False
    ground = pattern.find("{*}fgColor")  # black as well where it is missing
    own, below = (
        (_rgb(each), each.get("theme"), each.get("tint", "0")) if each is not None else _BLACK
        for each in (colour, ground)
    )
    return own == below or (own in _BLACKS and below in _BLACKS)


def _rgb(colour: etree._Element) -> str:
    return _INDEXED.get(colour.get("indexed", ""), colour.get("rgb", "")[-6:].upper())


def _is_coloured(fill: etree._Element | None) -> bool:
    """Return whether a cell has a ground of its own that is not white."""
    pattern = fill.find("{*}patternFill") if fill is not None else None
    if pattern is None:
        return fill is not None and fill.find("{*}gradientFill") is not None
    return pattern.get("patternType", "none") != "none" and not _is_white(pattern.find("{*}fgColor"))
