"""Read facts from whole sentences, one to a numbered line, where there are no labels."""

from __future__ import annotations

from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.positions.labels import find_number
from extractors.positions.layouts.base import Entry, Reading, View
from extractors.positions.sentences import Statement, find_statements
from extractors.positions.words import Words, begins_small, read_words

NAME = "sentences"


def fits(view: View, i: int) -> bool:
    """Return whether the line is running text without a label whose sentence says something of the post."""
    if view.has_label(i) or view.lines[i].is_row:
        return False
    return bool(_statements(view, _sentence(view, i)[0]))


def read(view: View, i: int) -> Reading:
    """Return one entry for each statement; a finding where the direction of a substitution stays open."""
    words, end = _sentence(view, i)
    entries: list[Entry] = []
    findings: list[Finding] = []
    for statement in _statements(view, words):
        place = words.span(statement.start, statement.end)
        if statement.field == "unclear":
            message = f"the grammar leaves open who substitutes for whom: {statement.value}"
            findings.append(Finding("substitution_direction_unclear", message, place))
        else:
            entries.append(Entry(statement.field, (place,), NAME, None, statement.value, statement.is_weak))
    return Reading(tuple(entries), end, tuple(findings))


def _statements(view: View, words: Words) -> list[Statement]:
    """Return what the sentence says; below the heading of the purpose, all words are the purpose."""
    return [one for one in find_statements(words.text) if not (one.field == "purpose" and view.name == "purpose")]


def _sentence(view: View, i: int) -> tuple[Words, int]:
    """Return the words of line ``i`` without its ordinal, with the lines that continue its sentence, and where they
    end.
    """
    cell = view.lines[i].cells[0]
    end = i + 1
    while view.is_free(end) and _goes_on(view, end):
        end += 1
    start = find_number(view.source, cell)[1]
    return read_words(view.source, (Span(start, cell.end), *view.cells(i + 1, end))), end


def _goes_on(view: View, i: int) -> bool:
    cell = view.lines[i].cells[0]
    return not view.lines[i].is_row and begins_small(cell.of(view.source)) and not view.lines[i].starts_paragraph
