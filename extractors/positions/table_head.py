"""Read the head of a table of duties: which column holds the duty, which the outcomes, and what the others are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.model.evidence import Span
from extractors.positions.labels import find_head
from extractors.positions.lines import Line
from extractors.positions.words import read_words
from extractors.words.labels import DUTIES_HEAD, OUTCOMES_HEAD

# Looser than the labels, because a head is known by its company: two such cells side by side
_DUTIES = re.compile("|".join(DUTIES_HEAD), re.IGNORECASE)
_OUTCOMES = re.compile("|".join(OUTCOMES_HEAD), re.IGNORECASE)
_COUNTER = re.compile(r"(?:jrk|nr|jrk\.?\s*nr|p-kt|punkt|#)?\.?", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}\.\d")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class DutyColumns:
    """Places of columns, counted from the right (-1 is the last), because a column of numbers at the left may have
    been joined to the next. ``others`` are places and heads of columns that are neither."""

    duty: int
    outcomes: int
    others: tuple[tuple[int, str], ...] = ()

    @property
    def width(self) -> int:
        """How many cells a row must have for its places to be told."""
        return max(-self.duty, -self.outcomes, *(-place for place, _ in self.others), 2)


def find_duty_columns(source: str, line: Line) -> DutyColumns | None:
    """Return the columns that ``line`` heads; ``None`` where it is not the head of a table of duties."""
    heads = [(place - len(line.cells), cell) for place, cell in enumerate(line.cells)]
    words = [(place, read_words(source, (cell,)).text) for place, cell in heads]
    named = [(place, head) for place, head in words if not _COUNTER.fullmatch(head)]
    if len(named) < 2 or any(len(head) > _LONGEST or head.endswith((".", ";")) for _, head in named):
        return None
    cells = dict(heads)
    duty = next((place for place, head in named if _names_duties(source, cells[place], head)), None)
    outcomes = next((place for place, head in named if place != duty and _OUTCOMES.search(head)), None)
    if duty is None or outcomes is None or duty > outcomes:
        return None
    others = tuple((place, head) for place, head in named if place not in (duty, outcomes))
    return DutyColumns(duty, outcomes, others)


def _names_duties(source: str, cell: Span, words: str) -> bool:
    if _NUMBERED.match(words):
        return False
    head = find_head(source, cell)
    return (head is not None and head.field == "duties") or _DUTIES.search(words) is not None
