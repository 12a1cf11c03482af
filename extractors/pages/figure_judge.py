"""Judge whether a shape may be that of the figure whose name it bears, whether an outline or a picture shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.pages.figure_fields import CLOSED, OPEN, is_another, is_nearest

FIGURES = frozenset("0123456789")
COMPARED = OPEN | CLOSED
"""Figures that others are taken for by their holes alone; an 8 is not."""
LEVEL, UPRIGHT = frozenset("-\u2010\u2011\u2013\u2014"), frozenset(",.")
"""Signs that tell a range from a list: "2-5" and "2, 5"."""
SIGNS = LEVEL | UPRIGHT
JUDGED = FIGURES | SIGNS

Verdict = Literal["own", "another", "open"]
"""What outlines say of a name; ``open`` where there are none that surely belong to it."""
Verdicts = dict[tuple[str, str], tuple[int, Verdict]]
"""By the names of a font and a figure: how many letters had drawn it by then, and what outlines say of it."""

_HIGH, _LOW, _BESIDE = 0.6, 0.45, 0.55
"""Of a figure's height: the hole of a 0 is as high as the first at least, that of a 6 or 9 lies within the others."""
_OBLONG = 1.3
"""A dash is more times as wide as high, a comma or stop less."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many outlines a letter has; of each hole middle and height as shares of the letter's; how many times it is
    as wide as high; its ``field``.
    """

    outlines: int
    holes: tuple[tuple[float, float], ...]
    wide: float
    field: bytes


def may_be(name: str, shape: Shape) -> bool:
    """Return whether a shape may be that of a figure or sign; strokes that overlap, slashes and dots leave it open."""
    if name in SIGNS:
        return (shape.wide > _OBLONG) == (name in LEVEL) or shape.outlines != 1
    if name in OPEN:
        if shape.outlines == 1:
            return not is_another(name, shape.field)
        return not (shape.holes and shape.outlines == 1 + len(shape.holes))
    if shape.outlines == 1:
        return name == "4" and not is_another("4", shape.field, OPEN)  # some fonts leave it open
    if shape.outlines != 2 or not shape.holes:
        return name != "4" or len(shape.holes) < 2
    return name in CLOSED and _has_hole_of(name, shape) and not is_another(name, shape.field)


def is_surely(name: str, shape: Shape) -> bool:
    """Return whether a shape is that of a figure or sign, and of no other: what is open is not."""
    if name in SIGNS:
        return may_be(name, shape) and shape.outlines == 1
    if shape.outlines != 1 + len(shape.holes) or not may_be(name, shape):
        return False
    if len(shape.holes) < 2:
        return (name in OPEN) == (not shape.holes) and name != "8" and is_nearest(name, shape.field)
    return name == "8"


def _has_hole_of(name: str, shape: Shape) -> bool:
    ((middle, height),) = shape.holes
    ways = {"0": height >= _LOW, "6": height < _HIGH and middle < _BESIDE, "9": height < _HIGH and middle > _LOW}
    return ways.get(name, True)
