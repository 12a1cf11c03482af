"""Weigh the evidence for columns of running text and for a table, where a gutter runs down a page.

For text: the numbers on the right continue those on the left; a sentence at the end of one column continues at the head
of the next; the lines of the columns stand at different heights. Against it: the head of a table of duties, labels
beside values, columns of different width, short lines, an open table on the page before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from extractors.pages.column_zones import EDGE
from extractors.pages.labels import heads_duties, is_label, names_outcomes, starts_low
from extractors.pages.lines import Run
from extractors.pages.neighbours import LEVEL, Neighbours, level_in
from extractors.pages.parallel_acts import stand_side_by_side
from extractors.pages.rows import whole_lines
from extractors.pages.tables import RuledTable
from extractors.words.endings import must_go_on

_NUMBER = re.compile(r"(?:§\s*)?(\d{1,3}(?:\.\d{1,3})*)(?:[.)]\s+|\s+(?=[A-ZÕÄÖÜŠŽ]))(?=\S)")
# "12 kuni 14.", "7, 8", "1-3/88 lisad", but not "2. Käskkiri" or "2. juhataja"
_LIST_REST = re.compile(r"\d[\w/-]*(?:\.\d[\w/-]*)*(?:[.,;]?\s*\Z|\s*[,;]|\s+[a-zõäöü])")
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
_BESIDE = 40.0
_TWO_LINES = 1.6
"""Of the size: how far the lines of a head of two lines lie apart."""


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
    """Whether columns of text are certain; otherwise the doubt in words if some evidence favours them.

    ``are_acts``: each column is an act of its own, or one in another language.
    """

    is_sure: bool
    doubt: str | None = None
    are_acts: bool = False


_NO = Verdict(False)


class TableHeads:
    """The heads of tables of duties on a page, and of those with outcomes on the right."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._page = Neighbours(runs)
        self._known: dict[int, bool] = {}

    def stand_over(self, edges: Sequence[float]) -> bool:
        """Return whether such a head stands over one of the edges."""
        runs = self._page.runs
        return any(
            self._is_head(at) for at, run in enumerate(runs) if any(abs(run.x0 - edge) <= _BESIDE for edge in edges)
        )

    def _is_head(self, number: int) -> bool:
        if number not in self._known:
            self._known[number] = self._reads_as_head(self._page.runs[number])
        return self._known[number]

    def _reads_as_head(self, run: Run) -> bool:
        lines = self._page.between(run.middle - _TWO_LINES * run.size, run.middle + _TWO_LINES * run.size)
        around = [self._page.runs[at] for at in lines]
        near = [one for one in around if one.x1 < run.x0 and abs(one.middle - run.middle) <= _TWO_LINES * run.size]
        level = [one for one in near if abs(one.middle - run.middle) <= LEVEL * run.size]
        below = [one for one in around if abs(one.x0 - run.x0) <= 2 and one.middle - run.middle >= 0]
        below = [one for one in below if one.middle - run.middle <= _TWO_LINES * run.size]
        if any(heads_duties((one.text, run.text)) for one in level) or heads_duties((_joined(near), _joined(below))):
            return True
        is_short = len(run.words) <= _SHORT_HEAD and any(len(one.words) <= _SHORT_HEAD for one in level)
        return is_short and names_outcomes(run.text) and not run.text.rstrip().endswith(".")


def weigh(
    columns: Columns, heads: TableHeads, tables: Sequence[RuledTable], *, is_known: bool, is_table: bool
) -> Verdict:
    """Return whether the columns hold running text.

    ``heads`` are those of tables on the page; words in ruled tables of one column do not count. ``is_known``: the page
    before is split likewise; ``is_table``: it ended in a table with such columns.
    """
    texts = [_outside(column, tables) for column in columns.runs]
    if not all(texts) or heads.stand_over(columns.edges):
        return _NO
    if stand_side_by_side([lines_of(column) for column in texts]):
        return Verdict(True, are_acts=True)
    if not _are_alike(texts):
        return _NO
    if any(_has_inner_columns(column) for column in texts):
        return _NO
    lines = [lines_of(column) for column in texts]
    numbers = [[number for line in column if (number := read_number(line.text))] for column in lines]
    pairs = list(pairwise(range(len(lines))))
    goes_on = [numbers_go_on(numbers[a], numbers[b]) for a, b in pairs]
    runs_over = [_sentence_goes_on(lines[a], lines[b]) for a, b in pairs]
    is_cut = any(list_goes_on(lines[a], lines[b]) for a, b in pairs)
    is_aligned = any(_starts_are_level(lines[a], lines[b]) for a, b in pairs)
    is_numbered_table = any(len(numbers[a]) >= 2 and not numbers[b] for a, b in pairs)
    is_shifted = all(_stand_apart(lines[a], lines[b]) for a, b in pairs)
    signs = [
        *(["the numbering continues from column to column"] if any(goes_on) else []),
        *(["a sentence continues from column to column"] if any(runs_over) or is_cut else []),
        *(["the lines of the columns stand at different heights"] if is_shifted else []),
    ]
    against = [
        *(["the lines do not fill the columns"] if not any(goes_on) and not is_cut and not _are_full(texts) else []),
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
    is_strong = any(goes_on) or any(runs_over) or is_cut
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


def lines_of(column: Sequence[Run]) -> list[Run]:
    """Return the runs on one baseline of a column as one, from top to bottom."""
    lines = [sorted(line, key=lambda run: run.x0) for line in whole_lines(column)]
    joined = [Run(tuple(word for run in line for word in run.words), line[0].page_number) for line in lines]
    return sorted(joined, key=lambda line: line.middle)


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
    counts = (bisect_right(starts, start + EDGE) - bisect_left(starts, start - EDGE) for start in starts)
    shared = max(counts, default=0)
    return shared >= max(3, _INNER * len(lines))


def _joined(runs: Sequence[Run]) -> str:
    return " ".join(run.text for run in sorted(runs, key=lambda run: run.middle))


def _has_labels(columns: Sequence[Sequence[Run]]) -> bool:
    """Return whether two bare labels have words beside them in the next column."""
    for left, right in pairwise(columns):
        bare = [line for line in left if is_label(line.text) and not _VALUE_BESIDE.search(line.text)]
        if sum(level_in(line, right) is not None for line in bare) >= 2:
            return True
    return False


def _has_mark(columns: Sequence[Sequence[Run]]) -> bool:
    return any(_MARK.match(line.text) for column in columns[1:] for line in column)


def _sentence_goes_on(left: Sequence[Run], right: Sequence[Run]) -> bool:
    end, head = left[-1].text.rstrip(), right[0].text
    return not end.endswith(_FINISHED) and head[:1].islower()


def list_goes_on(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Return whether a list of figures is cut at "ja", "kuni" or "nr" and its next figure heads the next column.

    No cell of a table ends so, however short its lines are.
    """
    end = left[-1].text.rstrip()
    return (
        must_go_on(end) and (end[-1].isalpha() or end.endswith("nr.")) and _LIST_REST.match(right[0].text) is not None
    )


def _starts_are_level(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Return whether most entries on the left have one beginning beside them, as rows of a table do."""
    starts = [line for before, line in pairwise(left) if _begins(before, line)]
    overlap = [line for line in starts if level_in(line, right) is not None]
    if len(overlap) < 2:
        return False
    firsts = {id(line) for before, line in pairwise(right) if _begins(before, line)}
    level = [line for line in overlap if id(level_in(line, right)) in firsts]
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
    if len(beside) < 10 or sum(level_in(line, left, 0.15) is not None for line in beside) > 0.2 * len(beside):
        return False
    both = sorted([*left, *right], key=lambda line: line.middle)
    return not any(b.middle - a.middle > 1.15 * a.size for a, b in pairwise(both) if b.middle <= beside[-1].middle)
