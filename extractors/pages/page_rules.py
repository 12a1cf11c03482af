"""Read the lines and boxes that a page draws as rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.pages.frame import Frame
from extractors.pages.words import Rule

THIN = 2.0
"""Points: a filled rectangle no thicker than this is a rule (word processors draw cell borders this way)."""


def rules_of(page: Any, frame: Frame) -> Iterator[Rule]:
    """Yield the rules of a pdfplumber page; a box with a stroke has four."""
    drawn = [(line, True) for line in page.lines] + [(rect, bool(rect.get("stroke"))) for rect in page.rects]
    for each, is_drawn in drawn:
        x0, x1 = (float(each[k]) - frame.left for k in ("x0", "x1"))
        top, bottom = (float(each[k]) - frame.top for k in ("top", "bottom"))
        yield from _as_rules(x0, top, x1, bottom, is_drawn=is_drawn)


def _as_rules(x0: float, top: float, x1: float, bottom: float, *, is_drawn: bool) -> Iterator[Rule]:
    width, height = x1 - x0, bottom - top
    if height <= THIN and height <= width:
        y = (top + bottom) / 2
        yield Rule(x0, y, x1, y)
    elif width <= THIN:
        x = (x0 + x1) / 2
        yield Rule(x, top, x, bottom)
    elif is_drawn:  # a frame; a filled box without a stroke is shading
        yield Rule(x0, top, x1, top)
        yield Rule(x0, bottom, x1, bottom)
        yield Rule(x0, top, x0, bottom)
        yield Rule(x1, top, x1, bottom)
