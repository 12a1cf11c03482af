"""Read labels that each have a line of their own, then the values in the same order: columns read one after another."""

from __future__ import annotations

from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.positions.layouts.base import Entry, Reading, View
from extractors.positions.pairing import pair_values
from extractors.positions.unlisted import Unlisted

NAME = "labels_then_values"


def fits(view: View, i: int) -> bool:
    """Return whether two or more lines are a label each; one of them may be unknown, where its number follows."""
    return view.begins_run(i)


def read(view: View, i: int) -> Reading:
    """Return as many values as labels, in their order; where they cannot be told apart, none and a finding."""
    start = i
    labels: list[tuple[str, Span]] = []
    findings: list[Finding] = []
    while view.is_label_alone(i) or (view.is_unknown_alone(i) and view.is_label_alone(i + 1)):
        head = view.heads[i][0]
        if head:
            labels.append((head.field, head.label))
        else:
            unknown = Unlisted(view.lines[i].cells[0], ())
            labels.append((view.words(i), unknown.label))
            findings.append(unknown.finding(view.source))
        i += 1
    end = view.free_end(i)
    values = pair_values(view.source, view.lines[i:end], [field for field, _ in labels])
    if values is None:
        span = Span(view.lines[start].span.start, view.lines[i - 1].span.end)
        message = f"{len(labels)} labels, but their values could not be told apart"
        findings.append(Finding("values_unpaired", message, span))
        values = [()] * len(labels)
    entries = [Entry(field, value, NAME, label) for (field, label), value in zip(labels, values, strict=True)]
    return Reading(tuple(entries), end, tuple(findings))
