"""Weigh the evidence for columns of running text and for a table, where a gutter runs down a page.

For text: the numbers on the right continue those on the left; a sentence at the end of one column continues at the head
of the next; the lines of the columns stand at different heights. Against it: the head of a table of duties, labels
beside values, columns of different width, short lines, an open table on the page before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from extractors.pages.columns import EDGE
from extractors.pages.labels import heads_duties, is_label, names_outcomes, starts_low
from extractors.pages.lines import Run
from extractors.pages.rows import whole_lines
from extractors.pages.tables import RuledTable

_NUMBER = re.compile(r"(?:§\s*)?(\d{1,3}(?:\.\d{1,3})*)(?:[.)]\s+|\s+(?=[A-ZÕÄÖÜŠŽ]))(?=\S)")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_MARK = re.compile(r"^(?:KINNITATUD|Kinnitatud$|KEHTESTATUD|Lisa\s+\d|LISA\s+\d)")
_FINISHED = (".", ";", ":", "!", "?", ")", "”", "“")
_BULLET = re.compile(r"[•*–—-]\s")
_VALUE_BESIDE = re.compile(r":\s+\S")
_ALIKE_WIDTHS = 0.75
_FULL_LINES = 0.6
_INNER = 0.2
_MANY = 15
"""Lines of each column from which on possible text without contrary evidence is reported."""
_SHORT_HEAD = 4
"""Words in the head of a column at most."""


@dataclass(frozen=True)
class Columns:
    """Runs by column, from left to right; ``edges`` are the left edges of all but the first."""

    edges: tuple[float, ...]
    runs: tuple[tuple[Run, ...], ...]

    @property
    def top(self) -> float:
        return min(run.top for column in self.runs for run in column)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether columns of text are certain; otherwise the doubt in words if some evidence favours them."""

    is_sure: bool
    doubt: str | None = None


_NO = Verdict(False)


def weigh(
    columns: Columns, page: Sequence[Run], tables: Sequence[RuledTable], *, is_known: bool, is_table: bool
) -> Verdict:
    """Return whether the columns hold running text.

    ``page`` are all runs of the page; words in ruled tables of one column do not count. ``is_known``: the page before
    is split likewise; ``is_table``: it ended in a table with such columns.
    """
    texts = [_outside(column, tables) for column in columns.runs]
    if not all(texts) or _heads_table(page, columns.edges) or not _are_alike(texts):
        return _NO
    if any(_has_inner_columns(column) for column in texts):
        return _NO
    lines = [_lines_of(column) for column in texts]
    numbers = [[number for line in column if (number := read_number(line.text))] for column in lines]
    pairs = list(pairwise(range(len(lines))))
    goes_on = [numbers_go_on(numbers[a], numbers[b]) for a, b in pairs]
    runs_over = [_sentence_goes_on(lines[a], lines[b]) for a, b in pairs]
    is_aligned = any(_starts_are_level(lines[a], lines[b]) for a, b in pairs)
    is_numbered_table = any(len(numbers[a]) >= 2 and not numbers[b] for a, b in pairs)
    is_shifted = all(_stand_apart(lines[a], lines[b]) for a, b in pairs)
    signs = [
        *(["the numbering continues from column to column"] if any(goes_on) else []),
        *(["a sentence continues from column to column"] if any(runs_over) else []),
        *(["the lines of the columns stand at different heights"] if is_shifted else []),
    ]
    against = [
        *(["the lines do not fill the columns"] if not any(goes_on) and not _are_full(texts) else []),
        *(["a table reached the end of the page before"] if is_table else []),
        *(["labels stand beside other words"] if _has_labels(lines) else []),
        *(["an approval mark stands in a column"] if _has_mark(lines) else []),
        *(["entries begin side by side"] if is_aligned and not any(goes_on) else []),
        *(["only the left column is numbered"] if is_numbered_table and not any(goes_on) else []),
    ]
    if (signs or is_known) and not against:
        return Verdict(True)
    if not signs and not against and all(len(column) >= _MANY for column in lines) and not is_aligned:
        return Verdict(False, "both sides are full of text, and entries on the left have none beside them")
    is_strong = any(goes_on) or any(runs_over)
    return Verdict(False, f"{', '.join(signs)}, but {', '.join(against)}") if is_strong and not is_table else _NO


def read_number(text: str) -> tuple[int, ...] | None:
    """Return "2.3. …", "4) …", "§ 5. …" as numbers; ``None`` for dates, ordinals ("1. jaanuarist") and other words."""
    match = _NUMBER.match(text)
    if match is None or _DATE.match(text):
        return None
    number = tuple(int(figure) for figure in match.group(1).split("."))
    is_ordinal = len(number) == 1 and match.group().rstrip().endswith(".") and text[match.end()].islower()
    return None if is_ordinal and not text.startswith("§") else number


def numbers_go_on(left: Sequence[tuple[int, ...]], right: Sequence[tuple[int, ...]]) -> bool:
    """Return whether the first number on the right follows the last on the left, which itself ends a sequence."""
    if len(left) < 2 or not right or not follows(left[-1], right[0]):
        return False
    steps = [follows(a, b) for a, b in pairwise(left)]
    return 2 * sum(steps) > len(steps)


def follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Return whether a number follows another: 2.3 → 2.4, 3, 3.1, 2.3.1."""
    if number == (*before, 1):
        return True
    for at in range(min(len(before), len(number))):
        if before[at] != number[at]:
            return number[at] == before[at] + 1 and number[at + 1 :] in ((), (1,))
    return False


def _outside(column: Sequence[Run], tables: Sequence[RuledTable]) -> list[Run]:
    return [run for run in column if not any(table.top <= run.middle <= table.bottom for table in tables)]


def _lines_of(column: Sequence[Run]) -> list[Run]:
    """Return the runs on one baseline of a column as one."""
    lines = [sorted(line, key=lambda run: run.x0) for line in whole_lines(column)]
    return [Run(tuple(word for run in line for word in run.words), line[0].page_number) for line in lines]


def _are_alike(columns: Sequence[Sequence[Run]]) -> bool:
    """Return whether the columns are equally wide: those of labels and values differ."""
    widths = [max(run.x1 for run in column) - min(run.x0 for run in column) for column in columns]
    return min(widths) >= _ALIKE_WIDTHS * max(widths)


def _are_full(columns: Sequence[Sequence[Run]]) -> bool:
    """Return whether the lines fill their columns, as running text does."""
    for column in columns:
        width = max(run.x1 for run in column) - min(run.x0 for run in column)
        lines = whole_lines(column)
        if mean(max(run.x1 for run in line) - min(run.x0 for run in line) for line in lines) < _FULL_LINES * width:
            return False
    return True


def _has_inner_columns(column: Sequence[Run]) -> bool:
    """Return whether words repeatedly begin at one place after a gap; gaps of justified text have no fixed place."""
    lines = [sorted(line, key=lambda run: run.x0) for line in whole_lines(column)]
    starts = sorted(run.x0 for line in lines for run in line[1:])
    shared = max((sum(abs(x - start) <= EDGE for x in starts) for start in starts), default=0)
    return shared >= max(3, _INNER * len(lines))


def _heads_table(page: Sequence[Run], edges: Sequence[float]) -> bool:
    """Return whether the head of a table of duties, or one with outcomes on the right, stands over one of the edges."""
    for run in page:
        if not any(abs(run.x0 - edge) <= 40 for edge in edges):
            continue
        level = [other for other in page if other.x1 < run.x0 and abs(other.middle - run.middle) <= 0.5 * run.size]
        near = [other for other in page if other.x1 < run.x0 and abs(other.middle - run.middle) <= 1.6 * run.size]
        below = [
            other for other in page if abs(other.x0 - run.x0) <= 2 and 0 <= other.middle - run.middle <= 1.6 * run.size
        ]
        wide = (_joined(near), _joined(below))
        if any(heads_duties((other.text, run.text)) for other in level) or heads_duties(wide):
            return True
        is_short = len(run.words) <= _SHORT_HEAD and any(len(other.words) <= _SHORT_HEAD for other in level)
        if is_short and names_outcomes(run.text) and not run.text.rstrip().endswith("."):
            return True
    return False


def _joined(runs: Sequence[Run]) -> str:
    return " ".join(run.text for run in sorted(runs, key=lambda run: run.middle))


def _has_labels(columns: Sequence[Sequence[Run]]) -> bool:
    """Return whether two bare labels have words beside them in the next column."""
    for left, right in pairwise(columns):
        bare = [line for line in left if is_label(line.text) and not _VALUE_BESIDE.search(line.text)]
        if sum(_level(line, right) is not None for line in bare) >= 2:
            return True
    return False


def _has_mark(columns: Sequence[Sequence[Run]]) -> bool:
    return any(_MARK.match(line.text) for column in columns[1:] for line in column)


def _level(run: Run, column: Sequence[Run], within: float = 0.5) -> Run | None:
    return next((other for other in column if abs(other.middle - run.middle) <= within * run.size), None)


def _sentence_goes_on(left: Sequence[Run], right: Sequence[Run]) -> bool:
    end, head = left[-1].text.rstrip(), right[0].text
    return not end.endswith(_FINISHED) and head[:1].islower()


def _starts_are_level(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Return whether most entries on the left have one beginning beside them, as rows of a table do."""
    starts = [line for before, line in pairwise(left) if _begins(before, line)]
    overlap = [line for line in starts if _level(line, right) is not None]
    if len(overlap) < 2:
        return False
    firsts = {id(line) for before, line in pairwise(right) if _begins(before, line)}
    level = [line for line in overlap if id(_level(line, right)) in firsts]
    return len(level) >= max(2, 0.5 * len(overlap))


def _begins(before: Run, line: Run) -> bool:
    if read_number(line.text) is not None or _BULLET.match(line.text):
        return True
    return not starts_low(line.text) and before.text.rstrip().endswith((".", ";", ":"))


def _stand_apart(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Return whether hardly any line on the right is level with one on the left, over many lines without common gaps.

    Vertically centred cells stand like this by chance, but their rows have gaps that run through both columns.
    """
    top, bottom = left[0].middle, left[-1].middle
    beside = [line for line in right if top <= line.middle <= bottom]
    if len(beside) < 10 or sum(_level(line, left, 0.15) is not None for line in beside) > 0.2 * len(beside):
        return False
    both = sorted([*left, *right], key=lambda line: line.middle)
    return not any(b.middle - a.middle > 1.15 * a.size for a, b in pairwise(both) if b.middle <= beside[-1].middle)
