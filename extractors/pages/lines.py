"""Words to printed runs: neighbours on one baseline, cut where the gap is wider than a blank can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractors.model.evidence import Box
from extractors.pages.words import Word

WIDE_GAP = 0.65
"""Of the font size: narrower than any gap between columns met, wider than most blanks of justified text."""

_BLANK = 0.13
_LEAD_GAP = 4.0
_BULLETS = re.compile(r"^[\uf0b7\uf0a7\uf0d8▪•●◦■□‣∙·](?=\s|$)|^[\uf0b7\uf0a7▪•●](?=\S)")
_LEAD = re.compile(r"(?:[\uf0b7\uf0a7\uf0d8▪•●◦■□‣∙·–—*-]|\(?\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-zõäöü]\))")


@dataclass(frozen=True)
class Run:
    """Words that stand together on one printed line of one column.

    Its measures are asked for again and again and kept once they are known, for which it must have no slots.
    """

    words: tuple[Word, ...]
    page_number: int

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @cached_property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @cached_property
    def middle(self) -> float:
        """Height of the run's tallest word's middle, which superscripts do not move."""
        tallest = max(self.words, key=lambda word: word.size)
        return (tallest.top + tallest.bottom) / 2

    @cached_property
    def text(self) -> str:
        """The words with one blank between them; bullets of any font become "• "."""
        return join_words(self.words)

    @property
    def box(self) -> Box:
        return Box(self.page_number, round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2))

    @cached_property
    def edges(self) -> tuple[float, ...]:
        """Left and right edge of each word of ``text``, one after the other; empty where they do not pair up."""
        edges = [edge for at, group in enumerate(_joined_groups(self.words)) for edge in _edges_of(group, not at)]
        return tuple(edges) if len(edges) == 2 * (self.text.count(" ") + 1) else ()

    @cached_property
    def is_lead(self) -> bool:
        """Only a bullet or an enumerator, which belongs to the words after it whatever the gap."""
        return len(self.words) == 1 and _LEAD.fullmatch(self.words[0].text) is not None


def join_words(words: Sequence[Word]) -> str:
    """Words as text. A font change within a word leaves no gap, and no blank is printed there."""
    text = words[0].text
    for before, word in pairwise(words):
        text += f" {word.text}" if _is_apart(before, word) else word.text
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s+", " ", _BULLETS.sub("• ", text)).strip()


def _is_apart(before: Word, word: Word) -> bool:
    return word.x0 - before.x1 > _BLANK * max(before.size, word.size)


def _joined_groups(words: Sequence[Word]) -> list[list[Word]]:
    """Words with a blank between them, each as the pieces it was printed in."""
    groups = [[words[0]]]
    for before, word in pairwise(words):
        if _is_apart(before, word):
            groups.append([word])
        else:
            groups[-1].append(word)
    return groups


def _edges_of(group: Sequence[Word], is_first: bool) -> list[float]:
    """Edges of the words that one printed group became: blanks within it part its width by their letters."""
    text = "".join(word.text for word in group)
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
    """Words grouped by baseline, lines from top to bottom, words from left to right.

    A word joins a line when their heights overlap by more than half of the lower one, so that superscripts stay.
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0)):
        home = next((line for line in reversed(lines[-4:]) if _is_level(line[0], word)), None)
        if home is None:
            lines.append([word])
        else:
            home.append(word)
    for line in lines:
        line.sort(key=lambda w: w.x0)
    return sorted(lines, key=lambda line: min(w.top for w in line))


def _is_level(first: Word, word: Word) -> bool:
    shared = min(first.bottom, word.bottom) - max(first.top, word.top)
    return shared > 0.55 * min(first.size, word.size)


def find_runs(words: Iterable[Word], page_number: int, *, wide_gap: float = WIDE_GAP) -> list[Run]:
    """The runs of all lines, in the order of the lines."""
    return [run for line in find_lines(words) for run in _cut_line(line, page_number, wide_gap)]


def _cut_line(line: Sequence[Word], page_number: int, wide_gap: float) -> list[Run]:
    groups: list[list[Word]] = [[line[0]]]
    for before, word in pairwise(line):
        gap, size = word.x0 - before.x1, max(before.size, word.size)
        is_lead = len(groups[-1]) == 1 and gap < _LEAD_GAP * size and _LEAD.fullmatch(before.text) is not None
        if gap > wide_gap * size and not is_lead:
            groups.append([word])
        else:
            groups[-1].append(word)
    return [Run(tuple(group), page_number) for group in groups]
