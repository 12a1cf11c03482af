"""Recognise acts that are printed side by side: two acts on one sheet, or one act in two languages.

KÄSKKIRI              ORDER
14.04.2025 nr 18      14 April 2025 No. 18

Their points stand at the same heights, as rows of a table do; but no row of a table is the heading of an act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pages.lines import Run
from extractors.pages.neighbours import LEVEL
from extractors.words.acts import ACT_NAMES

_ESTONIAN = "|".join((*(name.upper() for name in ACT_NAMES), *(name.capitalize() for name in ACT_NAMES)))
_FOREIGN = (
    "ORDER|DIRECTIVE|DECREE|DECISION|RESOLUTION|REGULATION|ПРИКАЗ|РАСПОРЯЖЕНИЕ|РЕШЕНИЕ|ПОСТАНОВЛЕНИЕ|BEFEHL|VERORDNUNG"
)
_HEADING = re.compile(
    rf"(?:[A-ZÕÄÖÜŠŽ][\w-]{{1,40}}\s){{0,4}}(?P<own>{_ESTONIAN})|(?:[^\W\d_]+\s){{0,3}}(?:{_FOREIGN})"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_REACH = 3
"""Lines below the heading within which the day of the act stands."""


def stand_side_by_side(columns: Sequence[Sequence[Run]]) -> bool:
    """Return whether each column of lines, from top to bottom, is an act: headings and days stand level.

    At least one heading is Estonian.
    """
    heads = [_heads(column) for column in columns]
    return any(
        any(is_own for _, is_own in level)
        for first, is_own in heads[0]
        if len(level := [(first, is_own), *_level(first, heads[1:])]) == len(columns)
    )


def _heads(column: Sequence[Run]) -> list[tuple[Run, bool]]:
    """Return the headings with a day below them, and whether each is Estonian."""
    found = []
    for at, line in enumerate(column):
        match = _HEADING.fullmatch(line.text.strip())
        if match and any(_YEAR.search(below.text) for below in column[at + 1 : at + 1 + _REACH]):
            found.append((line, match["own"] is not None))
    return found


def _level(first: Run, heads: Sequence[Sequence[tuple[Run, bool]]]) -> list[tuple[Run, bool]]:
    level = []
    for column in heads:
        level += [head for head in column if abs(head[0].middle - first.middle) <= LEVEL * first.size][:1]
    return level
