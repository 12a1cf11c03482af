"""Tell raised small figures from figures of the line: they are marks of notes, or a part of a number like 1¹."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, Literal

from extractors.pages.near import Corners, Near

Char = dict[str, Any]

_RAISED_SIZE = 0.88
_LIFT, _MOST_LIFT = 0.12, 0.7
"""Of the size: how far above the line a raised sign stands, at least and less than."""
_DESCENT = 0.21
"""Of the size: what most fonts need below the baseline."""
_HIGH_LIFT, _EQUAL_SIZE = 0.25, 1.02
"""Of the size: figures as large as those before them are raised as well where they stand so high."""
_NEAR = 0.35
TINY = 0.72
"""Of the size of the figure before: so small a figure is a mark without being raised."""
_MOST_FIGURES = 3
"""Of the mark that opens a note, a bracket included."""
SUPERSCRIPT = str.maketrans("0123456789()[]abcde", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁽⁾ᵃᵇᶜᵈᵉ")
"""What raised signs are written as, so that "§ 136¹" is not § 1361."""
RAISED_MARK = re.compile(r"\s*[(\[]?(?:\d+|[a-e])[)\]]?\s*")
"""What marks a note, or is a part of a number, where a form says that it is raised: "2", "(2)", "a"."""
SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISABLE = frozenset("0123456789)")
_MARKING_LETTERS = frozenset("abcde")
"""Raised behind figures they mark notes: "nr 16ᵃ" is not nr 16a."""


def mark_raised(chars: list[Char]) -> list[Char]:
    """Return the letters with raised small figures as superscripts, on the line and of the size of what they mark.

    "nr 5" with the mark of a note after it is not nr 52, and annex 1 with a raised 1 is not annex 11. Small figures
    that are lowered behind others become subscripts, which nobody takes for figures of the number either.
    """
    sizes = set(map(itemgetter("size"), chars))
    if not sizes:
        return chars
    has_small = len(sizes) > 1 and min(sizes) <= _RAISED_SIZE * max(sizes)
    if not has_small and not _has_lifted(chars, min(sizes)):
        return chars
    found = _with_marks_of_notes(chars)
    places: Near[int] | None = None
    for at, char in enumerate(chars):
        if char["text"] in _MARKING_LETTERS and at and _is_marking_letter(found[at - 1], char):
            found[at] = _on_line_of(found[at - 1], char, "raised")
            continue
        if char["text"] not in _RAISABLE or not char["upright"] or "raised" in char:
            continue
        if at and _is_lowered(found[at - 1], char):
            found[at] = _on_line_of(found[at - 1], char, "lowered")
            continue
        before = found[at - 1] if at and _is_marked(found[at - 1], char) else None
        if before is None and char["size"] <= _RAISED_SIZE * max(sizes):
            places = places or _places_of_marks(found)
            near = (found[one] for one in sorted(set(places.at(_foot(char)))))
            before = next((one for one in near if _is_marked(one, char)), None)
        if before is not None:
            found[at] = _on_line_of(before, char, "raised")
            if places:
                places.put(_place_of_mark(found[at]), at)
    return found


def _has_lifted(chars: Sequence[Char], size: float) -> bool:
    """Return whether letters of about one size stand nearer above one another than lines do."""
    feet = sorted(set(map(itemgetter("bottom"), chars)))
    return any(_LIFT * size < lower - upper < _MOST_LIFT * size for upper, lower in pairwise(feet))


def _with_marks_of_notes(chars: Sequence[Char]) -> list[Char]:
    """Return the letters with the raised figures that open a line as superscripts: "¹ Välja arvatud lisa 9"."""
    found = list(chars)
    end = 0
    for is_figures, run in groupby(chars, key=_is_raisable):
        start, end = end, end + sum(1 for _ in run)
        if not is_figures or end - start > _MOST_FIGURES:
            continue
        figures, before = found[start:end], found[start - 1] if start else None
        follower = next((one for one in found[end : end + 2] if not one["text"].isspace()), None)
        if follower is None or (before is not None and _is_left_of(before, figures[0])):
            continue
        if _opens_note(figures[-1], follower):
            found[start:end] = [_on_line_of(follower, figure, "raised") for figure in figures]
    return found


def _on_line_of(letter: Char, figure: Char, way: Literal["raised", "lowered"]) -> Char:
    """Return a small figure on the line and of the size of a letter; its own size stays under ``way``."""
    script = SUPERSCRIPT if way == "raised" else SUBSCRIPT
    on_line = {key: letter[key] for key in ("top", "bottom", "doctop", "size")}
    return {**figure, "text": figure["text"].translate(script), **on_line, way: figure["size"]}


def _is_raisable(char: Char) -> bool:
    return char["text"] in _RAISABLE


def _opens_note(figure: Char, follower: Char) -> bool:
    """Return whether a small figure stands raised right before a letter."""
    size = follower["size"]
    if figure["size"] > _RAISED_SIZE * size or not follower["text"].isalpha() or not follower["upright"]:
        return False
    return bool(-0.1 * size < follower["x0"] - figure["x1"] < size and _LIFT < _lift(follower, figure) < _MOST_LIFT)


def _is_left_of(before: Char, char: Char) -> bool:
    """Return whether ``before`` stands on the line of ``char``, to its left."""
    return bool(before["x1"] <= char["x0"] + 0.5 and before["top"] < char["bottom"] and char["top"] < before["bottom"])


def _places_of_marks(chars: Sequence[Char]) -> Near[int]:
    """Return the numbers of the letters by where the foot of a figure may stand that marks them."""
    places: Near[int] = Near()
    for at, char in enumerate(chars):
        if char["upright"] and not char["text"].isspace():
            places.put(_place_of_mark(char), at)
    return places


def _place_of_mark(char: Char) -> Corners:
    """Return the place in which ``_is_marked`` looks for a figure's foot, a little widened."""
    x, size, foot = char["x1"], char["size"], char["bottom"] - _DESCENT * char["size"]
    return x - 0.3 * size, foot - 0.75 * size, x + 0.4 * size, foot - 0.1 * size


def _foot(char: Char) -> Corners:
    x, foot = char["x0"], char["bottom"] - _DESCENT * char["size"]
    return x, foot, x, foot


def _is_marked(before: Char, char: Char) -> bool:
    """Return whether ``char`` is a raised figure right behind ``before``, which may be such a figure itself."""
    if before.get("raised") is not None and abs(before["raised"] - char["size"]) > 0.1:
        return False
    if not _is_small_behind(before, char):
        return _is_high_behind(before, char)
    # No number has figures of two sizes: where a producer lost the lift, the small one is a mark all the same.
    is_tiny = before["text"].isdigit() and char["size"] <= TINY * before["size"]
    return (-_LIFT if is_tiny else _LIFT) < _lift(before, char) < _MOST_LIFT


def _is_marking_letter(before: Char, char: Char) -> bool:
    """Return whether a small letter stands raised right behind a figure."""
    if not before["text"].isdigit() or "raised" in before or not char["upright"]:
        return False
    return _is_small_behind(before, char) and _LIFT < _lift(before, char) < _MOST_LIFT


def _is_lowered(before: Char, char: Char) -> bool:
    """Return whether ``char`` is a lowered figure right behind a figure, which may be lowered itself."""
    if not before["text"].isdigit() or before.get("lowered", char["size"]) != char["size"]:
        return False
    return _is_small_behind(before, char) and -0.6 < _lift(before, char) < -_LIFT


def _is_small_behind(before: Char, char: Char) -> bool:
    size = before["size"]
    if char["size"] > _RAISED_SIZE * size or before["text"].isspace() or not before["upright"]:
        return False
    return bool(-0.3 * char["size"] < char["x0"] - before["x1"] < _NEAR * size)


def _is_high_behind(before: Char, char: Char) -> bool:
    """Return whether a figure of the size of the letter before it stands too high for the same line."""
    size = before["size"]
    if not _RAISED_SIZE * size < char["size"] <= _EQUAL_SIZE * size or not before["upright"]:
        return False
    is_behind = before["text"].isalnum() and -0.15 * size < char["x0"] - before["x1"] < 0.5 * _NEAR * size
    return is_behind and _HIGH_LIFT < _lift(before, char) < _MOST_LIFT


def _lift(before: Char, char: Char) -> float:
    """Return how far above the line of ``before`` a figure stands, in its sizes."""
    size = float(before["size"])
    return (float(before["bottom"]) - float(char["bottom"]) - _DESCENT * (size - float(char["size"]))) / size
