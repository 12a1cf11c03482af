"""Read a row of labels in cells, with the row of their values below."""

from __future__ import annotations

from extractors.model.finding import Finding
from extractors.positions.labels import Head
from extractors.positions.layouts.base import Entry, Reading, View
from extractors.positions.pairing import pair_values

NAME = "label_row"


def fits(view: View, i: int) -> bool:
    """Return whether the line is a row of two or more labels and nothing else."""
    line = view.lines[i]
    filled = sum(cell.start < cell.end for cell in line.cells)
    return line.is_row and filled > 1 and len(_columns(view, i)) == filled


def read(view: View, i: int) -> Reading:
    """Return the values by the place of their cell, continued by further rows, or told apart in lines without cells."""
    columns = _columns(view, i)
    end = view.free_end(i + 1)
    if i + 1 < end and len(view.lines[i + 1].cells) == len(view.lines[i].cells):
        return _read_cells(view, i, columns, end)
    values = pair_values(view.source, view.lines[i + 1 : end], [head.field for _, head in columns])
    findings: tuple[Finding, ...] = ()
    if values is None:
        message = "labels of a row whose values could not be told apart"
        findings = (Finding("values_unpaired", message, view.lines[i].span),)
        values = [()] * len(columns)
    entries = [Entry(head.field, value, NAME, head.label) for (_, head), value in zip(columns, values, strict=True)]
    return Reading(tuple(entries), end, findings)


def _columns(view: View, i: int) -> list[tuple[int, Head]]:
    return [(index, head) for index, head in enumerate(view.heads[i]) if head]


def _read_cells(view: View, i: int, columns: list[tuple[int, Head]], end: int) -> Reading:
    end = next((n for n in range(i + 1, end) if not view.lines[n].is_row), end)
    rows = [line.cells for line in view.lines[i + 1 : end]]
    entries = []
    for index, head in columns:
        cells = (row[index] for row in rows if index < len(row))
        entries.append(Entry(head.field, tuple(c for c in cells if c.start < c.end), NAME, head.label))
    return Reading(tuple(entries), end)
