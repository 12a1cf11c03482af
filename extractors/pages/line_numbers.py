"""Remove a draft's line numbers from its lines: a figure before each line, or before each fifth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.pages.lines import find_lines, find_runs
from extractors.pages.words import PageWords, Word

_FEWEST = 6
_FEWEST_FIFTHS = 3
_ON_LINES = 0.9
_ONE_RUN = 0.7
_SAME_EDGE = 2.5
_CLEAR = 0.5


def without_line_numbers(page: PageWords) -> tuple[PageWords, int]:
    """Return the page without its line numbers, and how many there were.

    They count every printed line, or every fifth, headings included, clear of the text's left edge. A column of numbers
    in a table counts rows, and its rows have further columns.
    """
    if sum(word.text.isdecimal() for word in page.words) < _FEWEST_FIFTHS:
        return page, 0
    lines = find_lines(page.words)
    edge = min((word.x0 for word in page.words if not word.text.isdecimal()), default=0.0)
    numbered = [(at, line[0]) for at, line in enumerate(lines) if line[0].text.isdecimal() and _is_clear(line[0], edge)]
    if not _count_lines(numbered, len(lines)) or not _share_an_edge([word for _, word in numbered]):
        return page, 0
    gone = {id(word) for _, word in numbered}
    kept = tuple(word for word in page.words if id(word) not in gone)
    rest = find_lines(kept)
    one_run = sum(len(find_runs(line, page.page_number)) == 1 for line in rest)
    if one_run < _ONE_RUN * len(rest):
        return page, 0
    return replace(page, words=kept), len(numbered)


def _count_lines(numbered: Sequence[tuple[int, Word]], lines: int) -> bool:
    """Return whether the numbers rise with the lines, one by one or by fives; programs count empty lines too."""
    steps = {(int(two.text) - int(one.text), after - before) for (before, one), (after, two) in pairwise(numbered)}
    if steps == {(1, 1)}:
        return len(numbered) >= max(_FEWEST, _ON_LINES * lines)
    are_fifths = {by for by, _ in steps} == {5} and all(1 <= down <= 5 for _, down in steps)
    return are_fifths and int(numbered[0][1].text) % 5 == 0 and len(numbered) >= max(_FEWEST_FIFTHS, (lines - 4) // 5)


def _is_clear(number: Word, edge: float) -> bool:
    """Return whether a number ends clear of the text's left edge."""
    return number.x1 + _CLEAR * number.size < edge


def _share_an_edge(numbers: Sequence[Word]) -> bool:
    edges = ([word.x0 for word in numbers], [word.x1 for word in numbers])
    return min(max(each) - min(each) for each in edges) < _SAME_EDGE
