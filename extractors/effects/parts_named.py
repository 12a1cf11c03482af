"""Find the points and annexes that a sentence names of its own act, in order."""

from __future__ import annotations

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.point_sets import find_point_sets
from extractors.model.effect import Affected
from extractors.model.evidence import Span


def parts_named(view: str, span: Span) -> list[tuple[int, Affected]]:
    """Return the places of the sets of points and annexes in a span of a masked view, each with what it names."""
    annexes = [one for one in find_annex_sets(view, span.start, span.end) if one.numbers]
    points = find_point_sets(view, span.start, span.end)
    named = [(one.start, Affected(annexes=one.numbers, scope="annexes")) for one in annexes]
    named += [(one.start, Affected(points=one.points, scope="points")) for one in points]
    return sorted(named, key=lambda part: part[0])
