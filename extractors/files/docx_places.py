"""Tell where a DOCX puts words that nobody sees: beside the paper, in rows without height, all on one place."""

from __future__ import annotations

from lxml import etree

from extractors.files.docx_names import PLACED, as_int, is_on, value_of, w

_FAR, _LEFT_OF_PAPER = 12_000, -5_000
"""Twentieths of a point: an A4 sheet is 11,906 wide, and no margin is as wide as nine centimetres."""
_FAR_DRAWN, _LEFT_DRAWN = _FAR * 635, _LEFT_OF_PAPER * 635
"""The same in EMU, in which drawings are placed."""
_FLAT = 60
_NARROW = 10
"""Percent of the usual width."""
_COLLAPSED = 4
"""Twentieths of a point by half points of the size: letters drawn nearer by so much stand on one place."""


def is_off_paper(paragraph: etree._Element) -> bool:
    """Return whether an indent or a frame of its own puts a paragraph beside the paper, or its lines have no height."""
    indent, frame = (paragraph.find(f"{w('pPr')}/{w(name)}") for name in ("ind", "framePr"))
    spacing = paragraph.find(f"{w('pPr')}/{w('spacing')}")
    if value_of(spacing, "lineRule") == "exact" and 0 < as_int(value_of(spacing, "line"), _FLAT) < _FLAT:
        return True
    starts = [value_of(indent, "left") or value_of(indent, "start"), value_of(frame, "x"), value_of(frame, "y")]
    return any(_is_far(as_int(start, 0)) for start in starts)


def _is_far(start: int) -> bool:
    return not _LEFT_OF_PAPER < start < 2 * _FAR


def is_flat(row: etree._Element) -> bool:
    """Return whether a row of a table is hidden, or too low for any letter."""
    properties = row.find(w("trPr"))
    height = properties.find(w("trHeight")) if properties is not None else None
    is_low = value_of(height, "hRule") == "exact" and 0 < as_int(value_of(height), _FLAT) < _FLAT
    return is_low or is_on(properties, "hidden")


def is_squeezed(run: etree._Element, size: int) -> bool:
    """Return whether letters of a ``size`` in half points are so narrow or so near that they are one stroke."""
    properties = run.find(w("rPr"))
    if properties is None:
        return False
    if as_int(value_of(properties.find(w("w"))), 100) <= _NARROW:
        return True
    return as_int(value_of(properties.find(w("spacing"))), 0) <= -_COLLAPSED * size


def is_undrawn(box: etree._Element) -> bool:
    """Return whether the drawing around a text box is hidden, or stands beside the paper."""
    drawing = next(box.iterancestors(f"{PLACED}anchor", f"{PLACED}inline"), None)
    if drawing is None:
        return False
    named = drawing.find(f"{PLACED}docPr")
    if named is not None and named.get("hidden") in ("1", "true"):
        return True
    offsets = (str(each.text).strip() for each in drawing.iter(f"{PLACED}posOffset"))
    return any(not _LEFT_DRAWN < int(each) < 3 * _FAR_DRAWN for each in offsets if each.lstrip("-").isdecimal())
