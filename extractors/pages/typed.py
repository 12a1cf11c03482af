"""Draw what people typed into a PDF as lines of text on its page, where its own drawing is missing or scattered."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from typing import Any

from pypdfium2 import raw

_SIZE = re.compile(r"([\d.]{1,8})\s+Tf\b")
_USUAL_SIZE = 12.0
_MOST_LINES = 200
_ONE_A_BOX = 1 << 24
"""Flag of a text field whose value stands one letter a box (ISO 32000-1, table 228: comb)."""
_SHOWN = re.compile(r"\(((?:\\.|[^\\()]){1,500})\)\s*Tj", re.DOTALL)
_LOWEST = 0.22
"""Of the size: what most fonts need below the feet of letters."""
_TICKED_WIDTH, _OPEN_WIDTH = 1.056, 0.834
"""Of the size: how wide the signs of a box are in Helvetica."""


def draw_typed(pdf: Any, page: Any, annotation: Any, words: str) -> str:
    """Draw typed text that has no appearance of its own, from the top left of its box, as viewers do.

    Returns what is to be said of lines that are too many; "" where all are drawn.
    """
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, box)
    size = _size_of(annotation)
    lines = words.splitlines()
    for number, line in enumerate(lines[:_MOST_LINES]):
        _draw_line(pdf, page, line, size, (box.left + 2, box.top - size * (1 + 1.2 * number)))
    raw.FPDFPage_GenerateContent(page)
    return f"; its lines after the first {_MOST_LINES} are not read" if len(lines) > _MOST_LINES else ""


def draw_closed_up(pdf: Any, page: Any, annotation: Any) -> bool:
    """Draw the value of a field of one letter a box as one line at its left edge, and return whether it was drawn.

    Set apart, "47" reads as two numbers. A field whose drawing shows other letters than its value is left as it is.
    """
    if not raw.FPDFAnnot_GetFormFieldFlags(pdf.formenv, annotation) & _ONE_A_BOX:
        return False
    value = string_of(lambda *to: raw.FPDFAnnot_GetFormFieldValue(pdf.formenv, annotation, *to))
    mode = raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL
    drawing = string_of(lambda *to: raw.FPDFAnnot_GetAP(annotation, mode, *to))
    shown = "".join(re.sub(r"\\(.)", r"\1", each) for each in _SHOWN.findall(drawing))
    if not value.strip() or "".join(shown.split()) != "".join(value.split()):
        return False
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, box)
    size = min(_size_of(annotation), box.top - box.bottom)
    _draw_line(pdf, page, " ".join(value.split()), size, (box.left, (box.top + box.bottom - size) / 2 + _LOWEST * size))
    raw.FPDFPage_GenerateContent(page)
    return True


def draw_box(pdf: Any, page: Any, annotation: Any, *, is_ticked: bool) -> None:
    """Draw the box of a form as signs that stay within its place: "[x]" where it is ticked, else "[ ]"."""
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, box)
    sign, width = ("[x]", _TICKED_WIDTH) if is_ticked else ("[ ]", _OPEN_WIDTH)
    size = min(box.top - box.bottom, _USUAL_SIZE)
    narrowed = min(1.0, (box.right - box.left) / max(0.1, width * size))
    _draw_line(pdf, page, sign, size, (box.left, (box.top + box.bottom - size) / 2 + _LOWEST * size), narrowed)
    raw.FPDFPage_GenerateContent(page)


def _size_of(annotation: Any) -> float:
    style = _SIZE.search(string_of(lambda *to: raw.FPDFAnnot_GetStringValue(annotation, b"DA", *to)))
    return float(style[1]) if style and float(style[1]) > 0 else _USUAL_SIZE


def _draw_line(pdf: Any, page: Any, line: str, size: float, place: tuple[float, float], narrowed: float = 1.0) -> None:
    text = ctypes.create_string_buffer(line.encode("utf-16-le") + b"\0\0")
    drawn = raw.FPDFPageObj_NewTextObj(pdf, b"Helvetica", size)
    raw.FPDFText_SetText(drawn, ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)))
    raw.FPDFPageObj_Transform(drawn, narrowed, 0, 0, 1, *place)
    raw.FPDFPage_InsertObject(page, drawn)


def string_of(getter: Callable[..., int]) -> str:
    """Return a text that PDFium writes into a buffer."""
    size = getter(None, 0)
    buffer = ctypes.create_string_buffer(size)
    getter(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
