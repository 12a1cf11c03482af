"""Each label on a line of its own, then the values in the same order: columns read one after another."""

from __future__ import annotations

from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.positions.layouts.base import Entry, Reading, View
from extractors.positions.pairing import pair_values

NAME = "labels_then_values"


def fits(view: View, i: int) -> bool:
    """Two or more lines that are a label each."""
    return view.is_label_alone(i) and view.is_label_alone(i + 1)


def read(view: View, i: int) -> Reading:
    """As many values as labels, in their order; fewer stay unpaired with a finding."""
    start = i
    while view.is_label_alone(i):
        i += 1
    heads = [head for n in range(start, i) for head in view.heads[n] if head]
    end = view.free_end(i)
    values = pair_values(view.source, view.lines[i:end], [head.field for head in heads])
    findings: tuple[Finding, ...] = ()
    if values is None:
        span = Span(view.lines[start].span.start, view.lines[i - 1].span.end)
        findings = (Finding("values_unpaired", f"{len(heads)} labels, but their values could not be told apart", span),)
        values = [()] * len(heads)
    return Reading(
        tuple(Entry(head.field, value, NAME, head.label) for head, value in zip(heads, values, strict=True)),
        end,
        findings,
    )
