"""Tell the letters of a page as a person sees them: level ones, each once, raised figures as marks.

Letters come as pdfplumber's dicts and keep their form, so that both ways of filling a page share what is done here. A
page on which nothing is odd costs a look at its sizes, places and slants.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

Char = dict[str, Any]
_size_of, _colour_of = itemgetter("size"), itemgetter("non_stroking_color")

_SLANTED = 0.15
"""Tangent of the angle from which a line is slanted; a scan's text layer leans less."""
_LARGE = 2.2
_RAISED_SIZE = 0.88
_LIFT = 0.12
_DESCENT = 0.21
"""Of the size: what most fonts need below the baseline."""
_NEAR = 0.35
_CELL, _HIGH_CELL = 2.0, 3.1
"""Points. No usual distance of lines is a multiple of the second, so that a copy shifted down shares some cell."""
_SUPERSCRIPT = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_RAISABLE = frozenset("0123456789)")
_FEWEST = 3
_MOST_STAMPED = 0.25


def part_slanted(chars: Sequence[Char]) -> tuple[list[Char], list[Char]]:
    """Return the letters of the lines, and those across them: slanted or upright stamps, large words behind the text.

    A page that is slanted as a whole is left as it is.
    """
    turned = [char for char in chars if char["matrix"][1] or not char["upright"]]
    slanted = {
        id(char) for char in turned if not char["upright"] or abs(char["matrix"][1]) > _SLANTED * abs(char["matrix"][0])
    }
    if 2 * len(slanted) > len(chars):
        return list(chars), []
    large = _behind_text([char for char in chars if id(char) not in slanted] if slanted else chars)
    stamped = _over_text(chars)
    if not slanted and not large and not stamped:
        return list(chars), []
    across = slanted | large | stamped
    return [char for char in chars if id(char) not in across], [char for char in chars if id(char) in across]


def words_across(chars: Iterable[Char]) -> tuple[str, ...]:
    """Return the words of letters across the lines, in the order of the file."""
    lines = groupby(chars, lambda char: char["matrix"][:4])
    return tuple(text for _, group in lines if (text := " ".join("".join(c["text"] for c in group).split())))


def _behind_text(chars: Sequence[Char]) -> set[int]:
    """Return the ids of letters so large that lines of the text run through them."""
    heights = set(map(_size_of, chars))
    if not heights or max(heights) <= _LARGE * min(heights):
        return set()
    sizes = Counter(char["size"] for char in chars if not char["text"].isspace())
    if not sizes:
        return set()
    usual = max(sizes, key=lambda size: sizes[size])
    large = [char for char in chars if char["size"] > _LARGE * usual and not char["text"].isspace()]
    if not large or len(large) > len(chars) / 4:
        return set()
    small = [char for char in chars if char["size"] <= _LARGE * usual and not char["text"].isspace()]
    lines = [key for key, group in groupby(large, lambda c: (c["top"], c["size"]))]
    crossed = {
        (top, size)
        for top, size in lines
        if sum(1 for c in small if top < (c["top"] + c["bottom"]) / 2 < top + size and _crosses(large, top, c)) >= 2
    }
    return {id(char) for char in large if (char["top"], char["size"]) in crossed}


def _crosses(large: Sequence[Char], top: float, char: Char) -> bool:
    return any(one["top"] == top and one["x0"] < char["x1"] and char["x0"] < one["x1"] for one in large)


def _over_text(chars: Sequence[Char]) -> set[int]:
    """Return the ids of letters of another colour that are printed over lines: stamps set level.

    A few coloured words that stand on no others, such as links, are text.
    """
    if len(set(map(_colour_of, chars))) < 2:
        return set()
    colours = Counter(map(_colour_of, chars))
    usual = max(colours, key=lambda colour: colours[colour])
    text = [char for char in chars if char["non_stroking_color"] == usual and not char["text"].isspace()]
    found: set[int] = set()
    for colour, count in colours.items():
        if colour == usual or count > _MOST_STAMPED * len(chars):
            continue
        lines = groupby((c for c in chars if c["non_stroking_color"] == colour), lambda char: round(char["bottom"]))
        found |= _stamp_of([list(group) for _, group in lines], text)
    return found


def _stamp_of(lines: list[list[Char]], text: Sequence[Char]) -> set[int]:
    """Return the ids of the letters of lines that stand on text, with the lines of the same colour next to them."""
    stamped = [line for line in lines if sum(_stands_on(char, text) for char in line) >= _FEWEST]
    rest = [line for line in lines if line not in stamped]
    at = 0
    while at < len(stamped):
        near = [line for line in rest if _is_next_to(line[0], stamped[at][0])]
        rest = [line for line in rest if line not in near]
        stamped += near
        at += 1
    return {id(char) for line in stamped for char in line}


def _is_next_to(one: Char, other: Char) -> bool:
    return bool(abs(one["top"] - other["top"]) < 2 * max(one["size"], other["size"]))


def _stands_on(char: Char, text: Sequence[Char]) -> bool:
    if char["text"].isspace():
        return False
    x0, x1, top, bottom = char["x0"], char["x1"], char["top"], char["bottom"]
    shared = (
        min(x1, one["x1"]) - max(x0, one["x0"]) > 0.2 * (x1 - x0)
        and min(bottom, one["bottom"]) - max(top, one["top"]) > 0.3 * (bottom - top)
        for one in text
    )
    return any(shared)


def print_once(chars: list[Char]) -> list[Char]:
    """Return the letters without those that repeat a letter of the same size on its place.

    Word processors print letters twice for bold and for a shadow, older ones four times. Equal neighbours ("ll") stand
    a letter's width apart.
    """
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


def _find_repeats(chars: Sequence[Char]) -> tuple[dict[int, Char], list[tuple[float, float]]]:
    """Return where in ``chars`` letters repeat an earlier one, with that one, and how far apart each stands."""
    held: dict[tuple[str, int, int], list[Char]] = defaultdict(list)
    repeats: dict[int, Char] = {}
    steps: list[tuple[float, float]] = []
    for at, char in enumerate(chars):
        if char["text"].isspace():
            continue
        x, y, text = int(char["x0"] // _CELL), int(char["top"] // _CELL), char["text"]
        near = (one for dx in (-1, 0, 1) for dy in (-1, 0, 1) for one in held.get((text, x + dx, y + dy), ()))
        one = next((one for one in near if _is_same_place(one, char)), None)
        if one is None:
            held[text, x, y].append(char)
        else:
            repeats[at] = one
            steps.append(_step(one, char))
    return repeats, steps


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
    held: dict[str, list[Char]] = defaultdict(list)
    for at, char in enumerate(chars):
        if at not in repeats:
            held[char["text"]].append(char)
    wide = [step for step in steps if abs(step[0]) > 0.5 or abs(step[1]) > 0.5]
    found: dict[int, Char] = {}
    for at, char in enumerate(chars):
        if not wide or at in repeats or char["text"].isspace():
            continue
        near = [one for one in held[char["text"]] if abs(char["top"] - one["top"]) < 0.25 * one["size"]]
        one = next((one for one in near if one is not char and _is_at_step(one, char, wide)), None)
        if one is not None:
            found[at] = one
    return found


def _is_at_step(one: Char, char: Char, steps: Sequence[tuple[float, float]]) -> bool:
    across, down = char["x0"] - one["x0"], char["top"] - one["top"]
    return any(abs(across - dx) < 0.1 and abs(down - dy) < 0.1 for dx, dy in steps)


def mark_raised(chars: list[Char]) -> list[Char]:
    """Return the letters with raised small figures as superscripts, on the line and of the size of what they mark.

    "nr 5" with the mark of a note after it is not nr 52, and annex 1 with a raised 1 is not annex 11.
    """
    sizes = set(map(_size_of, chars))
    if len(sizes) < 2 or min(sizes) > _RAISED_SIZE * max(sizes):
        return chars
    found = list(chars)
    for at, char in enumerate(chars):
        if char["text"] not in _RAISABLE or not char["upright"]:
            continue
        before = found[at - 1] if at and _is_marked(found[at - 1], char) else None
        if before is None and char["size"] <= _RAISED_SIZE * max(sizes):
            before = next((one for one in found if _is_marked(one, char)), None)
        if before is not None:
            text = char["text"].translate(_SUPERSCRIPT)
            on_line = {key: before[key] for key in ("top", "bottom", "doctop", "size")}
            found[at] = {**char, "text": text, **on_line, "raised": char["size"]}
    return found


def _is_marked(before: Char, char: Char) -> bool:
    """Return whether ``char`` is a raised figure right behind ``before``, which may be such a figure itself."""
    size = before["size"]
    if before.get("raised") is not None and abs(before["raised"] - char["size"]) > 0.1:
        return False
    if char["size"] > _RAISED_SIZE * size or before["text"].isspace() or not before["upright"]:
        return False
    if not -0.3 * char["size"] < char["x0"] - before["x1"] < _NEAR * size:
        return False
    lift = (before["bottom"] - _DESCENT * size) - (char["bottom"] - _DESCENT * char["size"])
    return bool(_LIFT * size < lift < 0.7 * size)
