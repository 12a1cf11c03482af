"""Turn the letters of a page that is drawn sideways or upside down without saying so (no /Rotate)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import atan2
from math import degrees as degrees_of
from typing import Any

from extractors.pages.frame import Frame
from extractors.pages.marks import NO_MARKS, Marks, Point
from extractors.pages.turn import Turn
from extractors.pages.words import Rule

Char = dict[str, Any]

_MOST = 0.8
_FEWEST = 40
"""Letters: a page of fewer may hold only a stamp along its margin."""
_LEANS = 2.0
"""Degrees: over half the width of a page a line rises by its own height."""


def find_turn(chars: Sequence[Char], frame: Frame) -> Turn | None:
    """Return the turn that levels the lines of a page; ``None`` for a page that is drawn as it is read."""
    if not chars or _quarters(chars[0]) == 0 == _quarters(chars[-1]):
        return None  # the first and the last letter of a turned page are turned
    counts = Counter(_quarters(char) for char in chars if not char["text"].isspace())
    quarters, count = counts.most_common(1)[0] if counts else (0, 0)
    if not quarters or count < max(_FEWEST, _MOST * counts.total()):
        return None
    return Turn(quarters, 0.0, frame.width, frame.height)


def find_slant(chars: Sequence[Char]) -> float:
    """Return the degrees, clockwise or not, by which most letters of a page lean; 0 where they lean little or not.

    Lines that lean more run into one another: a word at their end stands beside one at the beginning of the next.
    """
    leaning = [char["matrix"] for char in chars if char["matrix"][1]] if chars and chars[-1]["matrix"][1] else []
    degrees = Counter(round(degrees_of(atan2(b, a)), 1) for a, b, *_ in leaning)
    if not degrees:
        return 0.0
    slant, count = degrees.most_common(1)[0]
    is_slanted = count >= max(_FEWEST, len(chars) / 2) and _LEANS < abs(slant) % 90 < 90 - _LEANS
    return slant if is_slanted else 0.0


def turned_frame(turn: Turn) -> Frame:
    """Return the page after its turn."""
    width, height = (turn.height, turn.width) if turn.quarters % 2 else (turn.width, turn.height)
    return Frame(0.0, 0.0, width, height)


def turn_letters(chars: Sequence[Char], frame: Frame, turn: Turn) -> list[Char]:
    """Return the letters at their places on the turned page; those that lie across its lines stay so."""
    return [_turned(char, frame, turn) for char in chars]


def turn_rules(rules: Sequence[Rule], turn: Turn) -> tuple[Rule, ...]:
    """Return the rules at their places on the turned page."""
    return tuple(Rule(*_corners((rule.x0, rule.top, rule.x1, rule.bottom), turn)) for rule in rules)


def turn_marks(marks: Marks, turn: Turn) -> Marks:
    """Return the marks of annotations at their places on the turned page."""

    def place(x: float, y: float) -> Point:
        left, top, _, _ = _corners((x, y, x, y), turn)
        return left, top

    return marks if marks is NO_MARKS else marks.placed(place)


def _turned(char: Char, frame: Frame, turn: Turn) -> Char:
    x0, top, x1, bottom = _corners(frame.corners_of(char), turn)
    found = {**char, "x0": x0, "top": top, "x1": x1, "bottom": bottom, "doctop": top}
    if _quarters(char) == turn.quarters:
        found.update(upright=True, size=bottom - top, matrix=(1.0, 0.0, 0.0, 1.0, x0, 0.0))
    else:
        found.update(upright=False)
    return found


def _corners(place: tuple[float, float, float, float], turn: Turn) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = place
    if turn.quarters == 1:  # lines run down the page
        return top, turn.width - x1, bottom, turn.width - x0
    if turn.quarters == 2:
        return turn.width - x1, turn.height - bottom, turn.width - x0, turn.height - top
    return turn.height - bottom, x0, turn.height - top, x1  # lines run up the page


def _quarters(char: Char) -> int:
    """Return the counterclockwise quarter turns that level a letter; 0 for a slanted one."""
    a, b = char["matrix"][:2]
    if abs(b) < 0.1 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) < 0.1 * abs(b):
        return 3 if b > 0 else 1
    return 0
