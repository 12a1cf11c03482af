"""Split rows of a table of duties whose first column spans several rows ("Valdkond | ülesanne | tulemus") without
rules.

The second column shows the rows. Where its numbers do not stand beside the beginnings of outcomes, the row stays whole
and is doubted: too much in one row is better than outcomes of other duties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.pages.labels import heads_duties, lists_duties_from, starts_low, starts_numbered
from extractors.pages.rows import CellLine, PrintedRow

_LEVEL = 4.0
_NOT_TOLD = "a cell on the left spans several rows, and it is not clear where each of them ends"


def part_merged(rows: Sequence[PrintedRow], lists_duties: bool) -> list[PrintedRow]:
    """Return the rows, with those split whose second cell holds several duties.

    ``lists_duties``: a table of duties is open where they begin.
    """
    parted: list[PrintedRow] = []
    for row in rows:
        lists_duties = lists_duties_from(row.texts, lists_duties)
        parted += _part(row) if lists_duties and _may_be_merged(row) else [row]
    return parted


def _may_be_merged(row: PrintedRow) -> bool:
    is_wide = len(row.cells) > 2 and not row.is_ruled and bool(row.cells[1]) and bool(row.cells[2])
    return is_wide and not starts_numbered(row.texts[0]) and not heads_duties(row.texts)


def _part(row: PrintedRow) -> list[PrintedRow]:
    starts = [line.box.top for line in row.cells[1] if starts_numbered(line.text)]
    if len(starts) < 2:
        return [replace(row, doubt=row.doubt or _NOT_TOLD) if not starts and _holds_several(row.cells[1]) else row]
    if not all(any(abs(line.box.top - start) <= _LEVEL for line in row.cells[2]) for start in starts[1:]):
        return [replace(row, doubt=_NOT_TOLD)]
    bounds = [float("-inf"), *(start - _LEVEL for start in starts[1:]), float("inf")]
    return [
        replace(
            row,
            cells=(
                row.cells[0] if at == 0 else (),
                *(tuple(line for line in cell if top <= line.box.top < bottom) for cell in row.cells[1:]),
            ),
        )
        for at, (top, bottom) in enumerate(pairwise(bounds))
    ]


def _holds_several(cell: Sequence[CellLine]) -> bool:
    """Return whether a line begins a sentence below one that ends another."""
    return any(before.text.endswith(".") and not starts_low(line.text) for before, line in pairwise(cell))
