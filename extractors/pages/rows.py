"""Printed rows: what a page yields before pages are joined."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.model.evidence import Box
from extractors.pages.lines import Run

SAME_COLUMN = 4.0
"""Points by which the columns of one table may differ between pages."""


@dataclass(frozen=True, slots=True)
class CellLine:
    """One printed line of one cell."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A line of running text (one cell, no ``columns``) or a row; a cell is the lines printed in it.

    ``columns`` are the left edges of the row's table: of all cells where it is ruled, else of all but the first.
    ``page_number`` is the page the row begins on.
    """

    cells: tuple[tuple[CellLine, ...], ...]
    page_number: int
    columns: tuple[float, ...] = ()
    is_ruled: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Each cell on one line."""
        return tuple(" ".join(line.text for line in cell) for cell in self.cells)

    def continued(self, more: PrintedRow) -> PrintedRow:
        """This row with the lines of ``more`` below its own, cell by cell."""
        return replace(self, cells=tuple(a + b for a, b in zip(self.cells, more.cells, strict=True)))

    def has_columns_of(self, other: PrintedRow) -> bool:
        """Whether both belong to tables set alike."""
        return (
            self.is_ruled == other.is_ruled
            and len(self.cells) == len(other.cells)
            and len(self.columns) == len(other.columns)
            and all(abs(a - b) <= SAME_COLUMN for a, b in zip(self.columns, other.columns, strict=True))
        )


def cell_lines(runs: list[Run]) -> tuple[CellLine, ...]:
    """Runs of one cell, top to bottom, as its lines; runs on one baseline are one line."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.middle, r.x0)):
        if lines and abs(lines[-1][0].middle - run.middle) < 0.35 * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return tuple(_one_line(sorted(line, key=lambda r: r.x0)) for line in lines)


def _one_line(runs: list[Run]) -> CellLine:
    box = Box(
        runs[0].page_number,
        min(r.box.x0 for r in runs),
        min(r.box.top for r in runs),
        max(r.box.x1 for r in runs),
        max(r.box.bottom for r in runs),
    )
    return CellLine(" ".join(r.text for r in runs), box)
