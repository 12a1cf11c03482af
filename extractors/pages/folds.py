"""Part a sheet on which two pages are printed side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.pages.furniture import words_in
from extractors.pages.gutter_signs import lines_of, list_goes_on
from extractors.pages.labels import starts_low
from extractors.pages.lines import Run
from extractors.pages.words import PageWords
from extractors.words.endings import must_go_on

_WIDE = 1.25
"""Width by height: a sheet of two pages lies on its side."""
_CLEAR, _SAME_MARGIN = 6.0, 6.0
"""Points beside the fold without ink, and by which the left margins of the pages differ."""
_FEWEST = 3
_PAGE_NUMBER = re.compile(r"\W*(\d{1,3})(?:\s*[/(]\s*\d{1,3}\)?)?\W*")


def part_at_fold(page: PageWords, runs: Sequence[Run]) -> tuple[PageWords, ...]:
    """Return the two pages of a sheet, without their numbers; empty for one page.

    Nothing crosses the fold, both pages have the same margin, and a sentence that is cut at the end of the left one
    goes on at the head of the right one, or the numbers of two pages stand below. A table of two columns has neither.
    """
    fold = page.width / 2
    if page.width < _WIDE * page.height or _is_crossed(page, runs, fold):
        return ()
    halves = [lines_of([run for run in runs if (run.x0 < fold) is side]) for side in (True, False)]
    if min(map(len, halves)) < _FEWEST:
        return ()
    left, right = halves
    if abs(min(line.x0 for line in left) + fold - min(line.x0 for line in right)) > _SAME_MARGIN:
        return ()
    numbers = [int(match[1]) for half in halves if (match := _PAGE_NUMBER.fullmatch(half[-1].text))]
    if len(numbers) == len(halves):
        if numbers[1] != numbers[0] + 1:
            return ()
        halves = [half[:-1] for half in halves]
    elif not list_goes_on(left, right) and not (must_go_on(left[-1].text) and starts_low(right[0].text)):
        return ()
    return tuple(_area(page, half, is_left=half is halves[0]) for half in halves)


def _is_crossed(page: PageWords, runs: Sequence[Run], fold: float) -> bool:
    if any(run.x0 < fold + _CLEAR and run.x1 > fold - _CLEAR for run in runs):
        return True
    return any(rule.x0 < fold - _CLEAR and rule.x1 > fold + _CLEAR for rule in page.rules)


def _area(page: PageWords, lines: Sequence[Run], *, is_left: bool) -> PageWords:
    rules = tuple(rule for rule in page.rules if (rule.x0 < page.width / 2) is is_left)
    return replace(page, words=words_in(page, lines), rules=rules)
