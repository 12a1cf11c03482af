"""Label and value in one line, the value going on over the next lines; or the value below its label."""

from __future__ import annotations

from extractors.positions.layouts.base import Entry, Reading, View

NAME = "label_lines"


def fits(view: View, i: int) -> bool:
    """A line of running text that begins with a label, unless the next line is a label, too, and this one empty."""
    if view.lines[i].is_row or len(view.heads[i]) != 1 or view.heads[i][0] is None:
        return False
    return not (view.is_label_alone(i) and view.is_label_alone(i + 1))


def read(view: View, i: int) -> Reading:
    """The label's value: the rest of its line and every line up to the next label."""
    head = view.heads[i][0]
    assert head is not None, "fits() has seen the label"
    end = view.free_end(i + 1)
    rest = () if head.is_whole else (head.rest,)
    return Reading((Entry(head.field, (*rest, *view.cells(i + 1, end)), NAME, head.label),), end)
