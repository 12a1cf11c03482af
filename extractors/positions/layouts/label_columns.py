"""Read two or three labels printed in one line, with their values in the lines below; the columns are lost."""

from __future__ import annotations

from extractors.model.finding import Finding
from extractors.positions.layouts.base import Entry, Reading, View
from extractors.positions.pairing import pair_values

NAME = "label_columns"


def fits(view: View, i: int) -> bool:
    """Return whether the line is running text that consists of two or more labels."""
    return not view.lines[i].is_row and len(view.heads[i]) > 1


def read(view: View, i: int) -> Reading:
    """Return the values, told apart by lines, paragraphs or the capitals that begin them."""
    heads = [head for head in view.heads[i] if head]
    end = view.free_end(i + 1)
    values = pair_values(view.source, view.lines[i + 1 : end], [head.field for head in heads])
    if values is None:
        finding = Finding(
            "values_unpaired", "labels in a line whose values could not be told apart", view.lines[i].span
        )
        return Reading(tuple(Entry(head.field, (), NAME, head.label) for head in heads), end, (finding,))
    return Reading(
        tuple(Entry(head.field, value, NAME, head.label) for head, value in zip(heads, values, strict=True)), end
    )
