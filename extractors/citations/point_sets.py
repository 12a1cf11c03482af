"""Read provisions of an act: "punktid 1, 4-7 ja 10", "§ 2 lõike 2 punktides 1 ja 2", "lg 3 p 2", "§ 31 8. lõige"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractors.citations.annex_sets import SPOKEN_RANGE, read_number_set, read_spoken_range
from extractors.words.numbers import ORDINAL_LIST, read_ordinals

# "§ 5", "§-s 18", "§-dest 3", "paragrahvi 11", "paragrahviga 4"
_SECTION = r"(?:§{1,2}(?:-\w{1,6})?|paragrahv\w{0,5})"
# "lg 4", "lg-st 1", "lõike 1", "lõiget 4", "lõikega 31"
_SUBSECTION = r"(?:lg(?:-\w{1,4})?\.?|l[õo]i(?:ge|ke|get|kes|kest|kega|ked|getes|gete|ketes|kele|keid)\w{0,3})"
# "p 2", "p. 1.6" (but "nr P12" is a number), "punkt 26", "punktid", "punktis", "punktiga", "alapunkt 1.3"
_POINT = (
    r"(?:(?-i:p(?:-\w{1,4})?\.?|P(?:\.|(?=\s)))|p-d"
    r"|(?:ala)?punkt(?:i|is|iga|ist|ile|ina|id|e|ide|ides|idest|idega|idele|idena)?)"
)

_UNIT = re.compile(
    rf"(?<![\w])(?:(?P<ordinal>\d{{1,3}})\.\s(?=l[õo]i)|(?:(?P<section>{_SECTION})|(?P<subsection>{_SUBSECTION})|(?P<point>{_POINT}))(?=[\s\d.,;)]|$))",
    re.IGNORECASE,
)
_ORDINALS_BEFORE = re.compile(rf"(?<![\w./-])(?<!nr )({ORDINAL_LIST})\s{{1,4}}$", re.IGNORECASE)
_ORDINAL_REACH = 160
_ORDINAL_WORD = re.compile(r"l[õo]i\w{1,6}", re.IGNORECASE)
# "punkti 1 alapunkt 1.3", ", § 8 punktid"
_BETWEEN = re.compile(r"[\s,;]{0,4}(?:(?:ja|ning|samuti)\s{1,4})?", re.IGNORECASE)
_SPOKEN = re.compile(SPOKEN_RANGE.format(noun="(?:ala)?punkti"), re.IGNORECASE)
# A number whose superscript was lost stays as it stands: "8 1" and "81" cannot be told from 81.
_SUPERSCRIPT_SIGN = re.compile(r"\s{0,4}")


@dataclass(frozen=True, slots=True)
class PointSet:
    """``points`` in short form ("§ 2 lg 2 p 1"); ``start``/``end`` are the words they were read from."""

    start: int
    end: int
    points: tuple[str, ...]


def find_point_set(view: str, start: int, end: int) -> PointSet | None:
    """Return the first provisions named between two offsets, with those that a list adds; ``None`` for none."""
    return next(_find(view, start, end), None)


@lru_cache(maxsize=128)
def find_point_sets(view: str, start: int, end: int) -> tuple[PointSet, ...]:
    """Return all provisions named between two offsets, in order."""
    return tuple(_find(view, start, end))


def _find(view: str, start: int, end: int) -> Iterator[PointSet]:
    floor = start
    unit = _UNIT.search(view, start, end)
    while unit is not None:
        read = _read(view, unit, end) or _ordinals_before(view, unit, floor)
        if read is not None:
            yield read
        floor = read.end if read is not None else unit.end()
        unit = _UNIT.search(view, floor, end)


def _ordinals_before(view: str, unit: re.Match[str], floor: int) -> PointSet | None:
    """Return the points whose ordinals stand before the word: "teine ja kolmas punkt"."""
    if unit["point"] is None or not unit["point"][0].islower():
        return None
    place = max(floor, unit.start() - _ORDINAL_REACH)
    match = _ORDINALS_BEFORE.search(view[place : unit.start()])
    return PointSet(place + match.start(1), unit.end(), read_ordinals(match[1])) if match else None


def _read(view: str, first: re.Match[str], end: int) -> PointSet | None:
    section = subsection = joint = ""
    parent: str | None = None
    points: list[str] = []
    pending: list[str] = []
    unit: re.Match[str] | None = first
    stop = first.start()
    while unit is not None:
        kind, numbers, after = _numbers_of(view, unit, end)
        if not numbers:
            break
        stop = after
        if kind == "section":
            points += pending
            section, subsection = f"§ {numbers[-1]}", ""
            pending = [f"§ {number}" for number in numbers]
        elif kind == "subsection":
            points += [point for point in pending if point != section]
            subsection = " ".join(filter(None, (section, f"lg {numbers[-1]}")))
            pending = [" ".join(filter(None, (section, f"lg {number}"))) for number in numbers]
        else:
            prefix = subsection or section
            whole = (
                parent if parent is not None and is_sub_point(unit.group()) and _are_below(parent, numbers) else None
            )
            # "punkti 1 alapunkt 3" is no whole point 1
            points += [p for p in pending if p not in (section, subsection, "" if joint else whole)]
            if whole is not None:
                pending = [below_point(whole, number) for number in numbers]
            else:
                pending = [f"{prefix} p {number}" if prefix else number for number in numbers]
                parent = pending[0] if len(pending) == 1 and not prefix and not is_sub_point(unit.group()) else None
        between = _BETWEEN.match(view, stop, end)
        joint = between.group().strip() if between else ""
        unit = _UNIT.match(view, between.end() if between else stop, end)
    points += pending
    return PointSet(first.start(), stop, tuple(dict.fromkeys(points))) if points else None


def _are_below(parent: str | None, numbers: tuple[str, ...]) -> bool:
    return parent is not None and all("." not in number or number.startswith(f"{parent}.") for number in numbers)


def is_sub_point(words: str) -> bool:
    """Tell whether a set begins with the word for a point below another: "alapunkt 3", "alapunktid"."""
    return words[:3].casefold() == "ala"


def below_point(parent: str, number: str) -> str:
    """Return a point below another: "punkti 1 alapunkt 1.3" and "punkti 1 alapunkt 3" are both the point 1.3."""
    return number if number.startswith(f"{parent}.") else f"{parent}.{number}"


def _numbers_of(view: str, unit: re.Match[str], end: int) -> tuple[str, tuple[str, ...], int]:
    if unit["ordinal"]:
        word = _ORDINAL_WORD.match(view, unit.end(), end)
        return "subsection", (unit["ordinal"],), word.end() if word else unit.end()
    kind = "section" if unit["section"] else "subsection" if unit["subsection"] else "point"
    numbers, stop = read_spoken_range(view, unit, end, _SPOKEN) if kind == "point" else ((), unit.end())
    if not numbers:
        numbers, stop = read_number_set(view, unit.end(), end, sign=_SUPERSCRIPT_SIGN)
    return kind, tuple(number.rstrip(".") for number in numbers), stop
