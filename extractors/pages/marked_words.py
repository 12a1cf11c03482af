"""Take the words that annotations mark out of a page's words, and name those for which a person may read others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from extractors.model.evidence import Box
from extractors.pages.crossed import under_paths
from extractors.pages.frame import Frame
from extractors.pages.marks import Area, Marks
from extractors.pages.near import Near, holds_middle, wider
from extractors.pages.words import PageWords, Unseen, Word

Char = dict[str, Any]
Thing = TypeVar("Thing")

_TOUCHED = 0.25
"""Of a letter's width: so much of it within a place marked for removal counts as all of it."""
_ONE_LINE = 2.2
"""Sizes of a letter: a higher place covers several lines, and which of them it strikes out is not sure."""
_NEAR_BY, _FARTHEST = 3.0, 60.0
"""Sizes of a word, and points: a comment no further away belongs to it."""


def part_withheld(chars: Sequence[Char], marks: Marks, frame: Frame) -> tuple[list[Char], list[Char]]:
    """Return the letters of a page that stay, and those that are marked for removal."""
    if not marks.withheld:
        return list(chars), []
    letters = [_letter(char, frame) for char in chars]
    gone = _numbers(letters, marks.withheld, _touches)
    return _parted(chars, gone)


def find_marked(chars: Sequence[Char], marks: Marks, frame: Frame) -> list[Char]:
    """Return the letters that annotations strike out, in the order of ``chars``."""
    if not marks.struck:
        return []
    letters = [_letter(char, frame) for char in chars]
    return _parted(chars, _numbers(letters, marks.struck_areas, _strikes))[1]


def name_doubted(page: PageWords) -> PageWords:
    """Return the page with the words that its marks make doubtful among those ``crossed`` and ``replaced``.

    A line drawn by hand may strike words out, and so may a mark over several lines; a comment on struck words, or text
    typed beside them, may give others.
    """
    marks = page.marks
    if not (marks.struck or marks.replaced or marks.paths):
        return page
    shown = [as_shown(word, page) for word in page.words]
    under = under_paths(shown, marks.paths) | _numbers(shown, marks.struck_areas, _may_strike)
    crossed = dict.fromkeys((*page.crossed, *_parted(page.words, under)[1]))
    return replace(page, crossed=tuple(crossed), replaced=tuple(dict.fromkeys(_replaced(page))))


def mark_scanned(page: PageWords, marks: Marks) -> PageWords:
    """Return a page that was read from its image, whose words know nothing of annotations, as its marks have it."""
    if not (marks.withheld or marks.struck or marks.replaced or marks.paths):
        return page
    kept, withheld = _parted(page.words, _numbers([as_shown(w, page) for w in page.words], marks.withheld, _touches))
    kept, struck = _parted(kept, _numbers([as_shown(w, page) for w in kept], marks.struck_areas, _strikes))
    unseen = tuple(Unseen(word, "withheld") for word in withheld)
    read = replace(page, words=tuple(kept), unseen=unseen, struck=tuple(struck), marks=marks)
    if page.turn is None or not page.turn.quarters:
        return name_doubted(read)
    is_doubted = marks.struck or marks.replaced or marks.paths
    return replace(read, crossed=read.words) if is_doubted else read  # lines that run up the page have other heights


def _replaced(page: PageWords) -> Iterator[Word]:
    """Yield the words, read and struck, that others may stand for."""
    words = (*page.words, *page.struck)
    places: Near[tuple[Word, Word]] = Near()
    for word in words:
        place = as_shown(word, page)
        places.put(place.corners, (place, word))
    for area in page.marks.replaced:
        near = sorted(set(places.at(wider(area, _FARTHEST))), key=lambda each: _distance(area, each[0]))
        within = [word for place, word in near if holds_middle(area, place.corners)]
        yield from within or [word for place, word in near[:1] if _distance(area, place) < _NEAR_BY * place.size]
    for strike in page.marks.struck:
        held = {word for area in strike.areas for place, word in places.at(area) if holds_middle(area, place.corners)}
        struck = [word for word in page.struck if word in held] if strike.note and held else []
        if "".join(word.text for word in struck) != strike.note.replace(" ", ""):
            yield from struck


def _numbers(words: Sequence[Word], areas: Sequence[Area], fits: Callable[[Area, Word], bool]) -> set[int]:
    """Return the numbers of the words that fit one of the areas."""
    if not areas:
        return set()
    places: Near[Area] = Near()
    for area in areas:
        places.put(area, area)
    near = (places.at(word.corners) for word in words)
    return {at for at, found in enumerate(near) if any(fits(area, words[at]) for area in found)}


def _parted(things: Sequence[Thing], numbers: set[int]) -> tuple[list[Thing], list[Thing]]:
    """Return the things that do not have one of the numbers, and those that do."""
    numbered = list(enumerate(things))
    return [each for at, each in numbered if at not in numbers], [each for at, each in numbered if at in numbers]


def _letter(char: Char, frame: Frame) -> Word:
    """Return the place of a letter within the frame, as a word of one letter."""
    return Word(char["text"], *frame.corners_of(char))


def as_shown(word: Word, page: PageWords) -> Word:
    """Return a word of a turned image at its place on the page as shown."""
    if page.turn is None:
        return word
    box = page.turn.back(Box(page.page_number, word.x0, word.top, word.x1, word.bottom))
    return Word(word.text, box.x0, box.top, box.x1, box.bottom)


def _strikes(area: Area, word: Word) -> bool:
    return holds_middle(area, word.corners) and area[3] - area[1] <= _ONE_LINE * max(1.0, word.size)


def _may_strike(area: Area, word: Word) -> bool:
    return holds_middle(area, word.corners) and not _strikes(area, word)


def _touches(area: Area, word: Word) -> bool:
    """Return whether a place marked for removal takes in a part of a letter or a word of its line."""
    x0, top, x1, bottom = area
    shared = min(x1, word.x1) - max(x0, word.x0)
    return shared >= _TOUCHED * (word.x1 - word.x0) and top <= (word.top + word.bottom) / 2 <= bottom


def _distance(area: Area, word: Word) -> float:
    """Return how far a word lies from a place: 0 where they share a point."""
    x0, top, x1, bottom = area
    across = max(0.0, x0 - word.x1, word.x0 - x1)
    return across + max(0.0, top - word.bottom, word.top - bottom)
