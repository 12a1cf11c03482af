"""A table or two columns: the label in one cell, its value in the cell beside it."""

from __future__ import annotations

from extractors.model.evidence import Span
from extractors.positions.labels import Head, find_head
from extractors.positions.layouts.base import Entry, Reading, View
from extractors.positions.words import ends_sentence, read_words

NAME = "table_rows"
_LONGEST = 60


def fits(view: View, i: int) -> bool:
    """A row whose first cell is a label and where some cell is none; or a label whose cell was cut in two."""
    line, heads = view.lines[i], view.heads[i]
    if not line.is_row:
        return False
    if heads[0] is None:
        return _cut_label(view, i) is not None or _is_unlisted(view, i)
    return any(head is None and cell.start < cell.end for head, cell in zip(heads, line.cells, strict=True)) or not any(
        cell.start < cell.end for cell in line.cells[1:]
    )


def read(view: View, i: int) -> Reading:
    """Label and value of the row, with the rows and lines that carry the value on."""
    cut = _cut_label(view, i) if view.heads[i][0] is None else None
    if cut:
        head, label_end = cut
        values = [cell for line in view.lines[i:label_end] for cell in line.cells[1:] if cell.start < cell.end]
        end = _value_end(view, label_end)
        return Reading((Entry(head.field, (*values, *view.cells(label_end, end)), NAME, head.label),), end)
    if view.heads[i][0] is None:
        unlisted = view.lines[i].cells[0]
        end = _value_end(view, i + 1)
        words = read_words(view.source, (unlisted,)).text.rstrip(" :")
        values = [*view.lines[i].cells[1:], *view.cells(i + 1, end)]
        return Reading((Entry(words, tuple(values), NAME, unlisted),), end)
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
    while view.is_free(i) and not (view.lines[i].is_row and (_cut_label(view, i) or _is_unlisted(view, i))):
        i += 1
    return i


def _is_unlisted(view: View, i: int) -> bool:
    """A label nobody listed, among rows of labels and values: it is kept under its own words, and is no part of the
    value above."""
    cells = view.lines[i].cells
    if i == 0 or len(cells) != 2 or any(cell.start == cell.end for cell in cells):
        return False
    words = cells[0].of(view.source)
    if len(words) > _LONGEST or not words[0].isupper() or ends_sentence(words.rstrip(" :")):
        return False
    before = view.lines[i - 1]
    if len(before.cells) != 2 or _cut_label(view, i - 1) or any(view.heads[i]):
        return False
    above, beside = view.heads[i - 1]
    is_pair = above is not None and above.is_whole and beside is None
    return is_pair or (above is None and _is_unlisted(view, i - 1))


def _cut_label(view: View, i: int) -> tuple[Head, int] | None:
    """A label wrapped over the first cells of two rows ("Teenistuskoha" / "eesmärk"), and the row after it."""
    if i + 1 >= len(view.lines) or not view.lines[i + 1].is_row or not view.lines[i].is_row:
        return None
    first, second = view.lines[i].cells[0], view.lines[i + 1].cells[0]
    if first.start == first.end or second.start == second.end:
        return None
    label = f"{first.of(view.source)} {second.of(view.source)}"
    head = find_head(label, Span(0, len(label)))
    if head is None or not head.is_whole:
        return None
    return Head(head.field, head.number, first, Span(first.end, first.end), False, False, False), i + 2
