"""Define a zone of columns without rules, and merge the zones of single edges into tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.pages.lines import Run
from extractors.pages.neighbours import LEVEL

EDGE = 1.5
"""Points by which the starts of a column's lines may differ."""

_TWO_LINES = 9.0
_MOST_LOOKS = 1_000_000
"""Each left edge is compared with each run. A page of an act has a few thousand such pairs, a large plan of words half
a million; beyond that a page takes longer than all the rest of its file.
"""


@dataclass(frozen=True, slots=True)
class ColumnZone:
    """The stretch of a page (heights, points) in which columns begin at ``edges`` (without the leftmost).

    ``goes_on``: it begins at the top of the page and continues an open zone of the page before.
    """

    top: float
    bottom: float
    edges: tuple[float, ...]
    support: int = 0
    goes_on: bool = False
    evidence: int = 1

    def holds(self, run: Run) -> bool:
        return self.top - 0.1 <= run.middle <= self.bottom + 0.1


def left_edges(starts: Sequence[float]) -> list[list[float]]:
    """Return the places where runs begin, from left to right, those of one column together."""
    edges: list[list[float]] = []
    for x in sorted(starts):
        if edges and x - edges[-1][0] <= EDGE:
            edges[-1].append(x)
        else:
            edges.append([x])
    return edges


def are_too_many(runs: Sequence[Run]) -> bool:
    """Return whether runs begin at so many places that columns cannot be looked for; they are then read as lines."""
    return len(runs) * len(left_edges([run.x0 for run in runs])) > _MOST_LOOKS


def overlap(one: ColumnZone, other: ColumnZone) -> float:
    """Return by how many points two zones share their heights, a little more than that; not positive beside others."""
    return min(one.bottom, other.bottom) - max(one.top, other.top) + 0.2


def merge_zones(zones: Sequence[ColumnZone], runs: Sequence[Run]) -> list[ColumnZone]:
    """Merge overlapping zones into one table. Each edge holds over the full height that no run crosses.

    Where fewer edges hold (a long value beside its label) another zone begins.
    """
    tables: list[list[ColumnZone]] = []
    for zone in sorted(zones, key=lambda z: (z.top, -z.support)):
        table = next((t for t in tables[-1:] if any(_is_beside(zone, other) for other in t)), None)
        if table is None:
            tables.append([zone])
        else:
            table.append(zone)
    merged: list[ColumnZone] = []
    for table in tables:
        for zone in _stretches(table, runs):
            before = merged[-1] if merged else None
            top = max(zone.top, before.bottom + 0.3) if before else zone.top
            if top < zone.bottom or top == zone.top:
                merged.append(replace(zone, top=top))
    return merged


def _is_beside(one: ColumnZone, other: ColumnZone) -> bool:
    shorter = min(one.bottom - one.top, other.bottom - other.top) + 0.2
    return overlap(one, other) >= min(0.6 * shorter, _TWO_LINES)


def _stretches(table: Sequence[ColumnZone], runs: Sequence[Run]) -> list[ColumnZone]:
    if len(table) == 1:
        return list(table)
    top, bottom = min(zone.top for zone in table), max(zone.bottom for zone in table)
    support = sum(zone.support for zone in table)
    inside = sorted((run for run in runs if top - 0.1 <= run.middle <= bottom + 0.1), key=lambda run: run.middle)
    reach = {zone.edges[0]: _reach(zone, inside) for zone in table}
    merged: list[ColumnZone] = []
    for run in inside:
        edges = tuple(sorted(edge for edge, (a, b) in reach.items() if a - 0.1 <= run.middle <= b + 0.1))
        if merged and (merged[-1].edges == edges or run.middle - merged[-1].bottom <= LEVEL * run.size):
            wider = edges if len(edges) > len(merged[-1].edges) else merged[-1].edges
            merged[-1] = replace(merged[-1], bottom=max(merged[-1].bottom, run.middle), edges=wider)
        elif edges:
            merged.append(ColumnZone(run.middle, run.middle, edges, support))
    if merged:
        merged[0] = replace(merged[0], goes_on=any(zone.goes_on and zone.top == top for zone in table))
    return merged


def _reach(zone: ColumnZone, inside: Sequence[Run]) -> tuple[float, float]:
    """Return how far up and down the zone's edge could hold: to the nearest runs that cross it."""
    edge = zone.edges[0]
    across = [run.middle for run in inside if run.x0 < edge - EDGE and run.x1 > edge - 1 and not _leads_to(run, edge)]
    above = max((at for at in across if at < zone.top - 0.1), default=float("-inf"))
    below = min((at for at in across if at > zone.bottom + 0.1), default=float("inf"))
    return above + 0.2, below - 0.2


def cut_at(run: Run, edges: tuple[float, ...]) -> list[tuple[int, Run]]:
    """Split a run into pieces with the number of their column (0 is the leftmost)."""
    pieces: list[tuple[int, list[int]]] = []
    for at, word in enumerate(run.words):
        column = sum(1 for edge in edges if word.x0 >= edge - EDGE)
        if pieces and pieces[-1][0] == column:
            pieces[-1][1].append(at)
        else:
            pieces.append((column, [at]))
    return [(column, Run(tuple(run.words[at] for at in at_words), run.page_number)) for column, at_words in pieces]


def _leads_to(run: Run, edge: float) -> bool:
    """Return whether only a number or bullet stands left of the edge."""
    lead = Run(run.words[:1], run.page_number)
    return lead.is_lead and len(run.words) > 1 and abs(run.words[1].x0 - edge) <= EDGE
