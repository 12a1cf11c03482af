"""Read a table or two columns: the label in one cell, its value in the cell beside it."""

from __future__ import annotations

from extractors.model.evidence import Span
from extractors.positions.labels import Head
from extractors.positions.layouts.base import Entry, Reading, View

NAME = "table_rows"


def fits(view: View, i: int) -> bool:
    """Return whether the row begins with a label and holds a value, or with a label whose cell was cut in two."""
    line, heads = view.lines[i], view.heads[i]
    if not line.is_row:
        return False
    if heads[0] is None:
        return view.cut_label(i) is not None or view.unlisted[i] is not None
    return any(head is None and cell.start < cell.end for head, cell in zip(heads, line.cells, strict=True)) or not any(
        cell.start < cell.end for cell in line.cells[1:]
    )


def read(view: View, i: int) -> Reading:
    """Return the labels and values of the row, with the rows and lines that continue the last value."""
    cut = view.cut_label(i) if view.heads[i][0] is None else None
    if cut:
        head, label_end = cut
        values = [cell for line in view.lines[i:label_end] for cell in line.cells[1:] if cell.start < cell.end]
        end = _value_end(view, label_end)
        return Reading((Entry(head.field, (*values, *view.cells(label_end, end)), NAME, head.label),), end)
    unlisted = view.unlisted[i]
    if unlisted:
        end = _value_end(view, i + 1)
        values = [*unlisted.value, *view.cells(i + 1, end)]
        entry = Entry(unlisted.name(view.source), tuple(values), NAME, unlisted.label)
        return Reading((entry,), end, (unlisted.finding(view.source),))
    pairs: list[tuple[Head, list[Span]]] = []
    for label, cell in zip(view.heads[i], view.lines[i].cells, strict=True):
        if label:
            pairs.append((label, []))
        elif cell.start < cell.end:
            pairs[-1][1].append(cell)
    end = _value_end(view, i + 1)
    pairs[-1][1].extend(view.cells(i + 1, end))
    return Reading(tuple(Entry(head.field, tuple(value), NAME, head.label) for head, value in pairs), end)


def _value_end(view: View, i: int) -> int:
    while view.is_free(i) and not view.cut_label(i):
        i += 1
    return i
