"""Find columns without rules: several lines whose words begin at one left edge after a clear gap.

No word may cross a column edge for as long as it holds. Chance gaps of justified text do not line up over several
lines; those that do are excluded by the share of lines and the width of the gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.pages.labels import heads_duties, is_label, is_section_heading, starts_low
from extractors.pages.lines import Run

EDGE = 1.5
"""Points by which the starts of a column's lines may differ."""

_CLEAR_GAP = 0.8
_NEAREST = 40.0
_LEVEL = 0.5
_TWO_LINES = 9.0


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


def find_columns(
    runs: Sequence[Run], open_edges: tuple[float, ...] = (), *, lists_duties: bool = False
) -> list[ColumnZone]:
    """Return the zones of a page, from top to bottom, none over another.

    ``open_edges`` are the edges of the zone that reached the end of the page before: a cell may continue there alone.
    ``lists_duties``: that zone was a table of duties, where a continued line may begin with a capital.
    """
    # Justified text opens chance gaps that line up beside a known edge, so another edge needs evidence on both
    # sides of such a gap.
    candidates: list[ColumnZone] = []
    for edge in _edges(runs, open_edges):
        is_open = any(abs(edge - other) <= EDGE for other in open_edges)
        candidates.extend(_zones_of(edge, runs, is_open=is_open, lists_duties=lists_duties))
    candidates.sort(key=lambda zone: (-min(zone.evidence, 2), -zone.support))
    accepted: list[ColumnZone] = []
    for zone in candidates:
        beside = [other for other in accepted if _overlap(zone, other) > 0]
        if not beside or (zone.evidence == 3 and not any(_is_near(zone, other) for other in beside)):
            accepted.append(zone)
    return _merged(accepted, runs)


def _edges(runs: Sequence[Run], open_edges: tuple[float, ...]) -> list[float]:
    """Return left edges that several runs share, each once: the commonest value of its neighbourhood."""
    starts = sorted([run.x0 for run in runs] + list(open_edges))
    edges: list[list[float]] = []
    for x in starts:
        if edges and x - edges[-1][0] <= EDGE:
            edges[-1].append(x)
        else:
            edges.append([x])
    return [sorted(group)[len(group) // 2] for group in edges]


def _zones_of(edge: float, runs: Sequence[Run], *, is_open: bool, lists_duties: bool) -> list[ColumnZone]:
    """Return the zones of one edge: stretches between runs that cross it, if they hold enough evidence."""
    zones: list[ColumnZone] = []
    stretch: list[Run] = []
    is_first = True
    for run in [*sorted(runs, key=lambda r: r.middle), None]:
        if run is not None and not _crosses(run, edge):
            stretch.append(run)
            continue
        goes_on = is_open and is_first and _goes_on(edge, stretch, lists_duties=lists_duties)
        zone = _zone(edge, stretch, goes_on=goes_on) if stretch else None
        if zone:
            zones.append(zone)
        stretch, is_first = [], False
    return zones


def _crosses(run: Run, edge: float) -> bool:
    if run.x1 <= edge - 1 or run.x0 >= edge - EDGE:
        return False
    return not _can_cut(run, edge)


def _can_cut(run: Run, edge: float) -> bool:
    """Return whether a word of the run begins at the edge, after at least a wide space."""
    for before, word in pairwise(run.words):
        if abs(word.x0 - edge) <= EDGE:
            return word.x0 - before.x1 >= 0.4 * run.size
    return False


def _leads_to(run: Run, edge: float) -> bool:
    """Return whether only a number or bullet stands left of the edge."""
    lead = Run(run.words[:1], run.page_number)
    return lead.is_lead and len(run.words) > 1 and abs(run.words[1].x0 - edge) <= EDGE


def _zone(edge: float, stretch: Sequence[Run], *, goes_on: bool) -> ColumnZone | None:
    rights = [run for run in stretch if abs(run.x0 - edge) <= EDGE]
    pairs = [(left, right) for right in rights if (left := _beside(right, stretch)) is not None]
    evidence = 3 if goes_on else _evidence(pairs, rights, stretch)
    if not evidence:
        return None
    first = stretch[0].middle if goes_on else _head(min(run.middle for pair in pairs for run in pair), rights, stretch)
    last = _tail(max((run.middle for run in rights), default=first), edge, stretch)
    return ColumnZone(first, last, (edge,), len(rights) + len(pairs), goes_on, evidence)


def _beside(right: Run, stretch: Sequence[Run]) -> Run | None:
    """Return the nearest run left of ``right`` on its line, after a clear gap; ``None`` without one."""
    left = [
        run
        for run in stretch
        if run.x1 < right.x0 and abs(run.middle - right.middle) <= _LEVEL * right.size and run is not right
    ]
    nearest = max(left, key=lambda run: run.x1, default=None)
    if nearest is None or nearest.is_lead or right.x0 - nearest.x1 < _CLEAR_GAP * right.size:
        return None
    return nearest


def _evidence(pairs: Sequence[tuple[Run, Run]], rights: Sequence[Run], stretch: Sequence[Run]) -> int:
    """Return the evidence that the edge separates columns.

    3: labels or a heading on both sides; 2: a label on its left; 1: enough lines that respect it; 0: nothing.
    """
    best = 0
    for left, right in pairs:
        level = sorted((run for run in stretch if abs(run.middle - right.middle) <= _LEVEL * run.size), key=_x0)
        texts = [run.text for run in level]
        wrapped = [f"{run.text} {_text_below(run, stretch)}" for run in level]
        if heads_duties(tuple(texts)) or heads_duties((wrapped[0], *texts[1:])) or heads_duties(tuple(wrapped)):
            return 3
        if (is_label(left.text) and is_label(right.text)) or _are_pairs(texts, wrapped):
            return 3
        if is_label(left.text) and level[0] is left:
            best = 2
    # A font of size 0 shows nothing, but the words are in the file.
    gaps = sorted((right.x0 - left.x1) / (right.size or 1.0) for left, right in pairs)
    is_clear = len(pairs) >= 3 and len(rights) >= 4 and gaps[len(gaps) // 2] > 1.5 and 10 * len(pairs) >= len(rights)
    return best or (1 if is_clear else 0)


def _x0(run: Run) -> float:
    return run.x0


def _are_pairs(texts: Sequence[str], wrapped: Sequence[str]) -> bool:
    """Return whether a line reads label, value, label, value; a label may end on the next line."""
    labels = [is_label(text) or is_label(longer) for text, longer in zip(texts, wrapped, strict=True)]
    return len(texts) >= 3 and all(is_one == (at % 2 == 0) for at, is_one in enumerate(labels))


def _text_below(run: Run, stretch: Sequence[Run]) -> str:
    """Return the run directly below in the same column, which may end what ``run`` begins; empty without one."""
    below = [
        other
        for other in stretch
        if abs(other.x0 - run.x0) <= EDGE and 0.5 * run.size < other.middle - run.middle < 2 * run.size
    ]
    return below[0].text if below else ""


def _goes_on(edge: float, stretch: Sequence[Run], *, lists_duties: bool) -> bool:
    """Return whether the top of a page continues open columns: it begins in the right one, or inside a left cell."""
    if not stretch or is_section_heading(stretch[0].text):
        return False
    level = [run for run in stretch if abs(run.middle - stretch[0].middle) <= _LEVEL * run.size]
    if any(abs(run.x0 - edge) <= EDGE for run in level):
        return True
    has_right = any(abs(run.x0 - edge) <= EDGE for run in stretch)
    return starts_low(stretch[0].text) or (lists_duties and has_right and not is_label(stretch[0].text))


def _head(first: float, rights: Sequence[Run], stretch: Sequence[Run]) -> float:
    """Return how far a right cell reaches above the first pair, whose left cell is vertically centred."""
    for run in sorted(rights, key=lambda run: -run.middle):
        if run.middle >= first:
            continue
        is_alone = all(other is run or abs(other.middle - run.middle) > _LEVEL * run.size for other in stretch)
        if not is_alone or first - run.middle > 1.5 * run.size:
            break
        first = run.middle
    return first


def _tail(last: float, edge: float, stretch: Sequence[Run]) -> float:
    """Return how far a left cell continues below its neighbours, at its own line pitch."""
    below = sorted((run for run in stretch if run.middle > last), key=lambda run: run.middle)
    above = [run for run in stretch if run.middle <= last and run.x0 < edge - EDGE]
    before = max(above, key=lambda run: run.middle, default=None)
    for run in below:
        if before is None or is_section_heading(run.text) or (is_label(run.text) and not starts_low(run.text)):
            break
        if run.middle - before.middle > 1.75 * run.size or abs(run.x0 - before.x0) > _NEAREST:
            break
        last, before = run.middle, run
    return last


def _overlap(one: ColumnZone, other: ColumnZone) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top) + 0.2


def _is_near(one: ColumnZone, other: ColumnZone) -> bool:
    return any(abs(a - b) < _NEAREST for a in one.edges for b in other.edges)


def _merged(zones: Sequence[ColumnZone], runs: Sequence[Run]) -> list[ColumnZone]:
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
    return _overlap(one, other) >= min(0.6 * shorter, _TWO_LINES)


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
        if merged and (merged[-1].edges == edges or run.middle - merged[-1].bottom <= _LEVEL * run.size):
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
