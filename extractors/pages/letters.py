"""Separate the letters of a page's lines from those across them: slanted stamps, large words behind the text.

Letters come as pdfplumber's dicts and keep their form, so that both ways of filling a page share what is done here. A
page on which nothing is odd costs a look at its sizes, places and slants.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from extractors.pages.near import Corners, Near

Char = dict[str, Any]
_size_of, _colour_of = itemgetter("size"), itemgetter("non_stroking_color")
_is_upright, _matrix_of, _slope_of = itemgetter("upright"), itemgetter("matrix"), itemgetter(1)

_SLANTED = 0.15
"""Tangent of the angle from which a line is slanted; a scan's text layer leans less."""
_LARGE = 2.2
_CROSSING = 2
"""Small letters in a line of large ones from which on the large ones stand behind the text."""
_FEWEST = 3
_MOST_STAMPED = 0.25


def in_order(chars: Sequence[Char], chosen: Iterable[Char]) -> list[Char]:
    """Return the chosen ones of the letters, each once, in the order of the page."""
    ids = {id(char) for char in chosen}
    return [char for char in chars if id(char) in ids] if ids else []


def part_slanted(chars: Sequence[Char]) -> tuple[list[Char], list[Char]]:
    """Return the letters of the lines, and those across them: slanted or upright stamps, large words behind the text.

    A page that is slanted as a whole is left as it is.
    """
    is_level = all(map(_is_upright, chars)) and not any(map(_slope_of, map(_matrix_of, chars)))
    turned = [] if is_level else [char for char in chars if char["matrix"][1] or not char["upright"]]
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
    small: Near[Char] = Near()
    for char in chars:
        if char["size"] <= _LARGE * usual and not char["text"].isspace():
            small.put(_corners(char), char)
    return _crossed_lines(large, small)


def _crossed_lines(large: Sequence[Char], small: Near[Char]) -> set[int]:
    """Return the ids of large letters in whose line, of one top and one size, two small letters or more stand."""
    sizes: dict[float, set[float]] = defaultdict(set)
    for char in large:
        sizes[char["top"]].add(char["size"])
    crossing: dict[tuple[float, float], set[int]] = defaultdict(set)
    for char in large:
        top = char["top"]
        waiting = [size for size in sizes[top] if len(crossing[top, size]) < _CROSSING]
        for one in small.at((char["x0"], top, char["x1"], top + max(waiting))) if waiting else ():
            middle = (one["top"] + one["bottom"]) / 2
            if top < middle and _crosses(char, one):
                for size in waiting:
                    crossing[top, size] |= {id(one)} if middle < top + size else set()
                waiting = [size for size in waiting if len(crossing[top, size]) < _CROSSING]
            if not waiting:
                break
    return {id(char) for char in large if len(crossing[char["top"], char["size"]]) >= _CROSSING}


def _crosses(large: Char, char: Char) -> bool:
    return bool(large["x0"] < char["x1"] and char["x0"] < large["x1"])


def _over_text(chars: Sequence[Char]) -> set[int]:
    """Return the ids of letters of another colour that are printed over lines: stamps set level.

    A few coloured words that stand on no others, such as links, are text.
    """
    if len(set(map(_colour_of, chars))) < 2:
        return set()
    by_colour: dict[Any, list[Char]] = defaultdict(list)
    for char in chars:
        by_colour[char["non_stroking_color"]].append(char)
    usual = max(by_colour, key=lambda colour: len(by_colour[colour]))
    text: Near[Char] = Near()
    for char in by_colour.pop(usual):
        if not char["text"].isspace():
            text.put(_corners(char), char)
    found: set[int] = set()
    for coloured in by_colour.values():
        if len(coloured) <= _MOST_STAMPED * len(chars):
            lines = groupby(coloured, lambda char: round(char["bottom"]))
            found |= _stamp_of([list(group) for _, group in lines], text)
    return found


def _stamp_of(lines: list[list[Char]], text: Near[Char]) -> set[int]:
    """Return the ids of the letters of lines that stand on text, with the lines of the same colour next to them."""
    is_stamped = [sum(_stands_on(char, text) for char in line) >= _FEWEST for line in lines]
    waiting = [at for at, is_one in enumerate(is_stamped) if is_one]
    rest: Near[int] = Near()
    for at, line in enumerate(lines if waiting else ()):
        if not is_stamped[at]:
            rest.put(_reach(line), at)
    while waiting:
        stamp = lines[waiting.pop()]
        for at in rest.at(_reach(stamp)):
            if not is_stamped[at] and _is_next_to(lines[at][0], stamp[0]):
                is_stamped[at] = True
                waiting.append(at)
    return {id(char) for line, is_one in zip(lines, is_stamped, strict=True) if is_one for char in line}


def _reach(line: Sequence[Char]) -> Corners:
    """Return the heights within which another line may be next to one; lines side by side are next to one another."""
    top, reach = line[0]["top"], 2 * line[0]["size"]
    return 0.0, top - reach, 0.0, top + reach


def _is_next_to(one: Char, other: Char) -> bool:
    return bool(abs(one["top"] - other["top"]) < 2 * max(one["size"], other["size"]))


def _stands_on(char: Char, text: Near[Char]) -> bool:
    if char["text"].isspace():
        return False
    x0, top, x1, bottom = corners = _corners(char)
    shared = (
        min(x1, one["x1"]) - max(x0, one["x0"]) > 0.2 * (x1 - x0)
        and min(bottom, one["bottom"]) - max(top, one["top"]) > 0.3 * (bottom - top)
        for one in text.at(corners)
    )
    return any(shared)


def _corners(char: Char) -> Corners:
    return char["x0"], char["top"], char["x1"], char["bottom"]
