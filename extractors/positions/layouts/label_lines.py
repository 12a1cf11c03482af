"""Label and value in one line, the value going on over the next lines; or the value below its label."""

from __future__ import annotations

import re

from extractors.model.evidence import Span
from extractors.positions.labels import find_number
from extractors.positions.layouts.base import Entry, Reading, View
from extractors.positions.words import trim

_UNLISTED = re.compile(r"[A-ZÕÄÖÜŠŽ][^:.;]{2,60}(?=:\s)")

NAME = "label_lines"


def fits(view: View, i: int) -> bool:
    """A line of running text that begins with a label, unless the next line is a label, too, and this one empty."""
    if _find_unlisted(view, i):
        return True
    if view.lines[i].is_row or len(view.heads[i]) != 1 or view.heads[i][0] is None:
        return False
    return not (view.is_label_alone(i) and view.is_label_alone(i + 1))


def read(view: View, i: int) -> Reading:
    """The label's value: the rest of its line and every line up to the next label."""
    end = i + 1
    while view.is_free(end) and not _find_unlisted(view, end):
        end += 1
    unlisted = _find_unlisted(view, i)
    if unlisted:
        label, value = unlisted
        words = label.of(view.source)
        return Reading((Entry(words, (value, *view.cells(i + 1, end)), NAME, label),), end)
    head = view.heads[i][0]
    assert head is not None, "fits() has seen the label"
    rest = () if head.is_whole else (head.rest,)
    return Reading((Entry(head.field, (*rest, *view.cells(i + 1, end)), NAME, head.label),), end)


def _find_unlisted(view: View, i: int) -> tuple[Span, Span] | None:
    """A numbered label nobody listed ("4.6. Relvaluba: nõutav") whose number follows that of a label above, and its
    value: it is kept under its own words, and is no part of the value above."""
    if not view.is_labelled or not view.is_free(i) or view.lines[i].is_row:
        return None
    cell = view.lines[i].cells[0]
    number, start = find_number(view.source, cell)
    label = _UNLISTED.match(view.source, start, cell.end)
    if number is None or "." not in number or not label or not _follows(view, i, number):
        return None
    return Span(start, label.end()), trim(view.source, Span(label.end() + 1, cell.end))


def _follows(view: View, i: int, number: str) -> bool:
    chapter, _, last = number.rpartition(".")
    before = f"{chapter}.{int(last) - 1}"
    return any(find_number(view.source, line.cells[0])[0] == before for line in view.lines[max(0, i - 12) : i])
