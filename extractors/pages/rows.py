"""Define printed rows: what a page yields before pages are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.model.evidence import Box
from extractors.pages.lines import Run

SAME_COLUMN = 4.0
"""Points by which the columns of one table may differ between pages."""


@dataclass(frozen=True, slots=True)
class CellLine:
    """A printed line of one cell; ``edges`` are the left and right edge of each of its words, where known."""

    text: str
    box: Box
    edges: tuple[float, ...] = ()

    def joined(self, more: CellLine) -> CellLine:
        """Return this line joined with what stands to its right."""
        edges = self.edges + more.edges if self.edges and more.edges else ()
        return CellLine(f"{self.text} {more.text}", _around([self.box, more.box]), edges)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A line of running text (one cell, no ``columns``) or a row; a cell is the lines printed in it.

    ``columns`` are the left edges of the row's table: of all cells where it is ruled, else of all but the first.
    ``page_number`` is the page on which the row begins. ``doubt`` says why the row may hold too much or too little.
    """

    cells: tuple[tuple[CellLine, ...], ...]
    page_number: int
    columns: tuple[float, ...] = ()
    is_ruled: bool = False
    doubt: str | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """Return each cell as one line of text."""
        return tuple(" ".join(line.text for line in cell) for cell in self.cells)

    def continued(self, more: PrintedRow) -> PrintedRow:
        """Return this row with the lines of ``more`` below its own, cell by cell."""
        return replace(self, cells=tuple(a + b for a, b in zip(self.cells, more.cells, strict=True)))

    def has_columns_of(self, other: PrintedRow) -> bool:
        """Return whether both rows belong to tables with the same columns."""
        return (
            self.is_ruled == other.is_ruled
            and len(self.cells) == len(other.cells)
            and len(self.columns) == len(other.columns)
            and all(abs(a - b) <= SAME_COLUMN for a, b in zip(self.columns, other.columns, strict=True))
        )


def cell_lines(runs: list[Run]) -> tuple[CellLine, ...]:
    """Return the runs of one cell as its lines, top to bottom; runs on one baseline are one line."""
    return tuple(_one_line(sorted(line, key=lambda r: r.x0)) for line in whole_lines(runs))


def line_row(runs: list[Run]) -> PrintedRow:
    """Return a line of running text."""
    return PrintedRow((cell_lines(runs),), runs[0].page_number)


def whole_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Join runs on one baseline: the gaps between them separate no columns."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.middle, r.x0)):
        if lines and abs(lines[-1][0].middle - run.middle) < 0.35 * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


def _one_line(runs: list[Run]) -> CellLine:
    edges = [run.edges for run in runs]
    known = tuple(edge for found in edges for edge in found) if all(edges) else ()
    return CellLine(" ".join(run.text for run in runs), _around([run.box for run in runs]), known)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        boxes[0].page_number,
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
