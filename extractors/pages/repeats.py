"""Tell letters that are printed twice or more often on one place: for bold, for a shadow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import groupby, islice, product
from math import frexp
from operator import itemgetter
from operator import sub as subtract
from typing import Any

from extractors.pages.near import Near

Char = dict[str, Any]
_top_of, _start_of = itemgetter("top"), itemgetter("x0")
_Cell = tuple[str, int, int, int]

_CELL, _HIGH_CELL = 2.0, 3.1
"""Points. No usual distance of lines is a multiple of the second, so that a copy shifted down shares some cell."""
_MOST_HELD = 16
"""Equal letters, none on the place of another, that a cell of half a letter's size keeps for comparison. More stand
over one another so densely that nobody can read them: they are ``CROWDED``, and ``overprint`` reports their words."""
CROWDED = "is_crowded"
"""The key of a letter that was not kept for comparison; its copies may stand in the text."""
_FEWEST = 3


def print_once(chars: list[Char]) -> list[Char]:
    """Return the letters without those that repeat a letter of the same size on its place.

    Word processors print letters twice for bold and for a shadow, older ones four times. Equal neighbours ("ll") stand
    a letter's width apart.
    """
    if _stand_apart(chars):
        return chars
    cells = {(char["text"], char["x0"] // _CELL, char["top"] // _HIGH_CELL) for char in chars}
    if len(cells) == len(chars):
        return chars
    repeats, steps = _find_repeats(chars)
    usual = {step for step, count in Counter(steps).items() if count >= _FEWEST}
    if not usual:
        # One or two near letters may be neighbours in a narrow font.
        return [char for at, char in enumerate(chars) if at not in repeats or not _is_exact(repeats[at], char)]
    repeats |= _shifted(chars, usual, repeats)
    return [char for at, char in enumerate(chars) if at not in repeats]


def _stand_apart(chars: Sequence[Char]) -> bool:
    """Return whether no two letters share a cell: each line goes on to the right, and none stands on another."""
    lines: list[tuple[float, float, float]] = []
    for top, line in groupby(chars, _top_of):
        starts = list(map(_start_of, line))
        if len(starts) > 1 and min(map(subtract, starts[1:], starts)) < _CELL:
            return False
        lines.append((top, starts[0], starts[-1]))
    lines.sort()
    for number, (top, first, last) in enumerate(lines):
        for height, left, right in islice(lines, number + 1, None):
            if height >= top + _HIGH_CELL:
                break
            if left < last + _CELL and first < right + _CELL:
                return False
    return True


def _find_repeats(chars: Sequence[Char]) -> tuple[dict[int, Char], list[tuple[float, float]]]:
    """Return where in ``chars`` letters repeat an earlier one, with that one, and how far apart each stands."""
    held: dict[_Cell, list[Char]] = defaultdict(list)
    repeats: dict[int, Char] = {}
    steps: list[tuple[float, float]] = []
    for at, char in enumerate(chars):
        if char["text"].isspace():
            continue
        near = (one for cell in _cells_near(char) for one in held.get(cell, ()))
        one = next((one for one in near if _is_same_place(one, char)), None)
        if one is None:
            same = held[_cell(char)]
            if len(same) < _MOST_HELD:
                same.append(char)
            else:
                char[CROWDED] = True
        else:
            repeats[at] = one
            steps.append(_step(one, char))
    return repeats, steps


def _cell(char: Char) -> _Cell:
    """Return the cell of a letter, a quarter to a half of its size wide: what is on its place is in one next to it."""
    power = frexp(char["size"])[1] - 2
    return char["text"], power, int(char["x0"] // 2.0**power), int(char["top"] // 2.0**power)


def _cells_near(char: Char) -> Iterator[_Cell]:
    """Yield the cells with letters that may be on the place of ``char``; their sizes differ by a tenth at most."""
    text, size = char["text"], char["size"]
    for power in {frexp(0.9 * size)[1] - 2, frexp(1.12 * size)[1] - 2}:
        x, y = int(char["x0"] // 2.0**power), int(char["top"] // 2.0**power)
        for column in (x - 1, x, x + 1):
            yield text, power, column, y - 1
            yield text, power, column, y
            yield text, power, column, y + 1


def _is_same_place(one: Char, char: Char) -> bool:
    width, size = one["x1"] - one["x0"], one["size"]
    is_near = (
        abs(char["x0"] - one["x0"]) < min(0.6 * width, 0.25 * size) and abs(char["top"] - one["top"]) < 0.25 * size
    )
    return bool(is_near and abs(char["size"] - size) < 0.1 * size)


def _is_exact(one: Char, char: Char) -> bool:
    return bool(abs(char["x0"] - one["x0"]) < 0.1 and abs(char["top"] - one["top"]) < 0.1)


def _step(one: Char, char: Char) -> tuple[float, float]:
    return round(char["x0"] - one["x0"], 1), round(char["top"] - one["top"], 1)


def _shifted(chars: Sequence[Char], steps: set[tuple[float, float]], repeats: dict[int, Char]) -> dict[int, Char]:
    """Return narrow letters that repeat another one at a step by which most of their line is repeated."""
    wide = {step for step in steps if abs(step[0]) > 0.5 or abs(step[1]) > 0.5}
    if not wide:
        return {}
    left, right = min(x for x, _ in wide) - 0.1, max(x for x, _ in wide) + 0.1
    upper, lower = min(y for _, y in wide) - 0.1, max(y for _, y in wide) + 0.1
    held: dict[str, Near[Char]] = defaultdict(Near)
    for at, char in enumerate(chars):
        if at not in repeats:
            x, y = char["x0"], char["top"]
            held[char["text"]].put((x + left, y + upper, x + right, y + lower), char)
    found: dict[int, Char] = {}
    for at, char in enumerate(chars):
        if at in repeats or char["text"].isspace():
            continue
        near = held[char["text"]].at((char["x0"], char["top"], char["x0"], char["top"]))
        one = next((one for one in near if one is not char and _is_at_step(one, char, wide)), None)
        if one is not None:
            found[at] = one
    return found


def _tenths_near(distance: float) -> tuple[float, float, float]:
    tenth = round(distance, 1)
    return round(tenth - 0.1, 1), tenth, round(tenth + 0.1, 1)


def _is_at_step(one: Char, char: Char, steps: Set[tuple[float, float]]) -> bool:
    """Return whether ``char`` stands at one of the steps, which are in tenths of points, from a letter of its line."""
    across, down = char["x0"] - one["x0"], char["top"] - one["top"]
    if abs(down) >= 0.25 * one["size"]:
        return False
    near = product(_tenths_near(across), _tenths_near(down))
    return any(step in steps and abs(across - step[0]) < 0.1 and abs(down - step[1]) < 0.1 for step in near)
