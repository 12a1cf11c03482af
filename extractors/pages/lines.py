"""Join words to printed runs: neighbours on one baseline, cut where the gap is wider than a space can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any, Generic, TypeVar

from extractors.model.evidence import Box
from extractors.pages.words import Word

WIDE_GAP = 0.65
"""Of the font size: narrower than any column gap seen, wider than most spaces of justified text."""

_BLANK = 0.13
_SHARED = 0.55
_LEAD_GAP = 4.0
_BLANKS = re.compile(r"\s+")
_BULLETS = re.compile(r"^[\uf0b7\uf0a7\uf0d8▪•●◦■□‣∙·](?=\s|$)|^[\uf0b7\uf0a7▪•●](?=\S)")
_LEAD = re.compile(r"(?:[\uf0b7\uf0a7\uf0d8▪•●◦■□‣∙·–—*-]|\(?\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-zõäöü]\))")


Value = TypeVar("Value")


class kept(Generic[Value]):
    """A property that is computed once: ``functools.cached_property`` without its lock, which cost more than the
    values.
    """

    def __init__(self, measure: Callable[[Any], Value]) -> None:
        self.measure = measure
        self.name = measure.__name__
        self.__doc__ = measure.__doc__

    def __get__(self, owner: Any, of: Any = None) -> Value:
        value = owner.__dict__[self.name] = self.measure(owner)
        return value


@dataclass(frozen=True)
class Run:
    """Words that stand together on one printed line of one column.

    Its measures are used again and again, so they are cached; slots would prevent that.
    """

    words: tuple[Word, ...]
    page_number: int

    @kept
    def x0(self) -> float:
        return self.words[0].x0

    @kept
    def x1(self) -> float:
        return max([word.x1 for word in self.words])

    @kept
    def top(self) -> float:
        return min([word.top for word in self.words])

    @kept
    def bottom(self) -> float:
        return max([word.bottom for word in self.words])

    @kept
    def size(self) -> float:
        return max([word.bottom - word.top for word in self.words])

    @kept
    def middle(self) -> float:
        """Return the middle height of the run's tallest word, which superscripts do not move."""
        tallest = max(self.words, key=lambda word: word.size)
        return (tallest.top + tallest.bottom) / 2

    @kept
    def text(self) -> str:
        """Return the words with one space between them; bullets of any font become "• "."""
        return join_words(self.words)

    @property
    def box(self) -> Box:
        return Box(self.page_number, round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2))

    @kept
    def edges(self) -> tuple[float, ...]:
        """Return left and right edge of each word of ``text``, in order; empty where they do not pair up."""
        edges: list[float] = []
        for at, group in enumerate(_joined_groups(self.words)):
            edges += _edges_of(group, not at)
        return tuple(edges) if len(edges) == 2 * (self.text.count(" ") + 1) else ()

    @kept
    def is_lead(self) -> bool:
        """Return whether the run is only a bullet or an enumerator, which belongs to the words after it at any gap."""
        return len(self.words) == 1 and _LEAD.fullmatch(self.words[0].text) is not None


def join_words(words: Sequence[Word]) -> str:
    """Join words as text. A font change within a word leaves no gap, and no space is printed there."""
    pieces = [words[0].text]
    for before, word in pairwise(words):
        pieces.append(f" {word.text}" if _is_apart(before, word) else word.text)
    text = "".join(pieces)
    if not text[:1].isalnum():
        text = _BULLETS.sub("• ", _BLANKS.sub(" ", text))
    return " ".join(text.split())


def _is_apart(before: Word, word: Word) -> bool:
    one, other = before.bottom - before.top, word.bottom - word.top
    return word.x0 - before.x1 > _BLANK * (one if one > other else other)


def _joined_groups(words: Sequence[Word]) -> list[list[Word]]:
    """Return words separated by spaces, each as the pieces in which it was printed."""
    groups = [[words[0]]]
    for before, word in pairwise(words):
        if _is_apart(before, word):
            groups.append([word])
        else:
            groups[-1].append(word)
    return groups


def _edges_of(group: Sequence[Word], is_first: bool) -> list[float]:
    """Return the edges of the words of one printed group: its spaces divide its width by letter count."""
    text = group[0].text if len(group) == 1 else "".join([word.text for word in group])
    if len(group) == 1 and text.isalnum():
        return [group[0].x0, group[0].x1]
    pieces = (_BULLETS.sub("• ", text) if is_first else text).split()
    x0, x1 = group[0].x0, max(word.x1 for word in group)
    if len(pieces) == 1:
        return [x0, x1]
    letter = (x1 - x0) / max(1, sum(len(piece) for piece in pieces) + len(pieces) - 1)
    edges: list[float] = []
    at = 0
    for piece in pieces:
        edges += [x0 + at * letter, x0 + (at + len(piece)) * letter]
        at += len(piece) + 1
    return edges


def find_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Group words by baseline, lines from top to bottom, words from left to right.

    A word joins a line where their heights overlap by more than half of the lower one, so that superscripts stay.
    """
    lines: list[list[Word]] = []
    # The last four lines, the latest first: this runs for nearly every word, so it makes no calls.
    near: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=_height_and_place):
        top, bottom = word.top, word.bottom
        for first_top, first_bottom, line in near:
            shared = (first_bottom if first_bottom < bottom else bottom) - (first_top if first_top > top else top)
            one, other = first_bottom - first_top, bottom - top
            if shared > _SHARED * (one if one < other else other):
                line.append(word)
                break
        else:
            line = [word]
            lines.append(line)
            near = [(top, bottom, line), *near[:3]]
    for line in lines:
        line.sort(key=_place)
    return sorted(lines, key=lambda line: min([w.top for w in line]))


def _height_and_place(word: Word) -> tuple[float, float]:
    return ((word.top + word.bottom) / 2, word.x0)


_place = attrgetter("x0")


def find_runs(words: Iterable[Word], page_number: int, *, wide_gap: float = WIDE_GAP) -> list[Run]:
    """Return the runs of all lines, in the order of the lines."""
    return runs_of(find_lines(words), page_number, wide_gap=wide_gap)


def runs_of(lines: Iterable[Sequence[Word]], page_number: int, *, wide_gap: float = WIDE_GAP) -> list[Run]:
    """Return the runs of lines that are known already, in their order."""
    return [run for line in lines for run in _cut_line(line, page_number, wide_gap)]


def _cut_line(line: Sequence[Word], page_number: int, wide_gap: float) -> list[Run]:
    groups: list[list[Word]] = [[line[0]]]
    for before, word in pairwise(line):
        gap, one, other = word.x0 - before.x1, before.bottom - before.top, word.bottom - word.top
        size = one if one > other else other
        is_lead = len(groups[-1]) == 1 and gap < _LEAD_GAP * size and _LEAD.fullmatch(before.text) is not None
        if gap > wide_gap * size and not is_lead:
            groups.append([word])
        else:
            groups[-1].append(word)
    return [Run(tuple(group), page_number) for group in groups]
