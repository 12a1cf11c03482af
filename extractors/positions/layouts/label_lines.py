"""Read a label and its value in one line, continued over the next lines, or the value below its label."""

from __future__ import annotations

from extractors.positions.layouts.base import Entry, Reading, View
from extractors.positions.sentences import find_statements
from extractors.positions.words import begins_small, ends_sentence, read_words

NAME = "label_lines"
_SHORT = frozenset({"position", "unit", "substitutes_for", "substituted_by", "group", "appointed_by", "location"})
"""Fields whose values are names: a whole sentence below one is none of it."""


def fits(view: View, i: int) -> bool:
    """Return whether the line is running text that begins with a label and does not open a run of labels alone."""
    if view.lines[i].is_row:
        return False
    if view.unlisted[i] is not None:
        return True
    if len(view.heads[i]) != 1 or view.heads[i][0] is None:
        return False
    return not view.begins_run(i)


def read(view: View, i: int) -> Reading:
    """Return the label's value: the rest of its line and every line up to the next label, known or not.

    The value of an unlisted label, as that of a label for a name, also ends before a sentence about the post. An
    unlisted label is kept under its own words, with a finding.
    """
    unlisted = view.unlisted[i]
    if unlisted:
        # "1.2. Jurist allub direktorile." is no part of it
        end = _value_end(view, i + 1, is_short=True, has_value=True)
        entry = Entry(unlisted.name(view.source), (*unlisted.value, *view.cells(i + 1, end)), NAME, unlisted.label)
        return Reading((entry,), end, (unlisted.finding(view.source),))
    head = view.heads[i][0]
    assert head is not None, "fits() has seen the label"
    rest = () if head.is_whole else (head.rest,)
    end = _value_end(view, i + 1, is_short=head.field in _SHORT, has_value=bool(rest))
    return Reading((Entry(head.field, (*rest, *view.cells(i + 1, end)), NAME, head.label),), end)


def _value_end(view: View, i: int, *, is_short: bool, has_value: bool) -> int:
    """Return the first line that is not part of the value: a short value also ends before a sentence about the post."""
    while view.is_free(i):
        if is_short and has_value and _states(view, i):
            break
        has_value = True
        i += 1
    return i


def _states(view: View, i: int) -> bool:
    words = read_words(view.source, view.lines[i].cells).text
    if begins_small(words) or not ends_sentence(words):
        return False
    return any(not statement.is_weak for statement in find_statements(words))
