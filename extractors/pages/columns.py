"""Find columns without rules: several lines whose words begin at one left edge after a clear gap.

No word may cross a column edge for as long as it holds. Chance gaps of justified text do not line up over several
lines; those that do are excluded by the share of lines and the width of the gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from extractors.pages.column_zones import EDGE, ColumnZone, are_too_many, left_edges, merge_zones, overlap
from extractors.pages.labels import heads_acts, heads_duties, is_label, is_section_heading, starts_low
from extractors.pages.lines import Run
from extractors.pages.neighbours import Neighbours

_CLEAR_GAP = 0.8
_NEAREST = 40.0


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Runs of a page between two that cross an edge. ``heads``: what is known of whole lines of the page."""

    page: Neighbours
    within: range
    heads: dict[tuple[float, range], bool] = field(default_factory=dict)

    @property
    def runs(self) -> Sequence[Run]:
        return self.page.runs[self.within.start : self.within.stop]

    def level_with(self, number: int) -> list[int]:
        """Return the numbers of the runs on a run's line, from left to right."""
        return [at for at in self.page.level_with(number) if at in self.within]


def find_columns(
    runs: Sequence[Run], open_edges: tuple[float, ...] = (), *, lists_duties: bool = False
) -> list[ColumnZone]:
    """Return the zones of a page, from top to bottom, none over another.

    ``open_edges`` are the edges of the zone that reached the end of the page before: a cell may continue there alone.
    ``lists_duties``: that zone was a table of duties, where a continued line may begin with a capital. There are no
    zones where runs begin at too many places to compare; ``split_columns`` reports such a page.
    """
    if are_too_many(runs):
        return []
    # Justified text opens chance gaps that line up beside a known edge, so another edge needs evidence on both
    # sides of such a gap.
    candidates: list[ColumnZone] = []
    page = Neighbours(runs)
    whole = _Stretch(page, range(len(page.runs)))
    for edge in _edges(runs, open_edges):
        is_open = any(abs(edge - other) <= EDGE for other in open_edges)
        candidates.extend(_zones_of(edge, whole, is_open=is_open, lists_duties=lists_duties))
    candidates.sort(key=lambda zone: (-min(zone.evidence, 2), -zone.support))
    accepted: list[ColumnZone] = []
    for zone in candidates:
        beside = [other for other in accepted if overlap(zone, other) > 0]
        if not beside or (zone.evidence == 3 and not any(_is_near(zone, other) for other in beside)):
            accepted.append(zone)
    return merge_zones(accepted, runs)


def _edges(runs: Sequence[Run], open_edges: tuple[float, ...]) -> list[float]:
    """Return left edges that several runs share, each once: the commonest value of its neighbourhood."""
    groups = left_edges([*(run.x0 for run in runs), *open_edges])
    return [sorted(group)[len(group) // 2] for group in groups]


def _zones_of(edge: float, page: _Stretch, *, is_open: bool, lists_duties: bool) -> list[ColumnZone]:
    """Return the zones of one edge: stretches between runs that cross it, if they hold enough evidence."""
    zones: list[ColumnZone] = []
    crossing = [at for at, run in enumerate(page.runs) if _crosses(run, edge)]
    for before, after in pairwise([-1, *crossing, len(page.runs)]):
        stretch = replace(page, within=range(before + 1, after))
        if not stretch.within:
            continue
        goes_on = is_open and before < 0 and _goes_on(edge, stretch, lists_duties=lists_duties)
        zone = _zone(edge, stretch, goes_on=goes_on)
        if zone:
            zones.append(zone)
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


def _zone(edge: float, stretch: _Stretch, *, goes_on: bool) -> ColumnZone | None:
    runs = stretch.page.runs
    rights = [at for at in stretch.within if abs(runs[at].x0 - edge) <= EDGE]
    pairs = [(left, right) for right in rights if (left := _beside(right, stretch)) is not None]
    evidence = 3 if goes_on else _evidence(pairs, len(rights), stretch)
    if not evidence:
        return None
    first = stretch.runs[0].middle if goes_on else _head(min(runs[at].middle for at in chain(*pairs)), rights, stretch)
    # A label may stand a little lower than its value, as form values do beside typed labels.
    last = _tail(max((runs[at].middle for at in (*rights, *chain(*pairs))), default=first), edge, stretch.runs)
    return ColumnZone(first, last, (edge,), len(rights) + len(pairs), goes_on, evidence)


def _beside(right: int, stretch: _Stretch) -> int | None:
    """Return the nearest run left of ``right`` on its line, after a clear gap; ``None`` without one."""
    left = stretch.page.left_of(right, stretch.within)
    if left is None:
        return None
    nearest, run = stretch.page.runs[left], stretch.page.runs[right]
    return None if nearest.is_lead or run.x0 - nearest.x1 < _CLEAR_GAP * run.size else left


def _evidence(pairs: Sequence[tuple[int, int]], rights: int, stretch: _Stretch) -> int:
    """Return the evidence that the edge separates columns.

    3: labels or a heading on both sides; 2: a label on its left; 1: enough lines that respect it; 0: nothing.
    ``rights`` is how many runs begin at the edge.
    """
    runs = stretch.page.runs
    best = 0
    for left, right in pairs:
        if _is_heading(right, stretch):
            return 3
        if is_label(runs[left].text):
            if is_label(runs[right].text):
                return 3
            best = 2 if stretch.level_with(right)[0] == left else best
    # A font of size 0 shows nothing, but the words are in the file.
    gaps = sorted((runs[right].x0 - runs[left].x1) / (runs[right].size or 1.0) for left, right in pairs)
    is_clear = len(pairs) >= 3 and rights >= 4 and gaps[len(gaps) // 2] > 1.5 and 10 * len(pairs) >= rights
    return best or (1 if is_clear else 0)


def _is_heading(number: int, stretch: _Stretch) -> bool:
    """Return whether a run's line is the head of a table, or labels each with its value."""
    key = stretch.page.runs[number].middle, stretch.within
    if key not in stretch.heads:
        level = stretch.level_with(number)
        texts = [stretch.page.runs[at].text for at in level]
        wrapped = [f"{text} {_text_below(at, stretch)}" for at, text in zip(level, texts, strict=True)]
        is_head = heads_duties(tuple(texts)) or heads_duties((wrapped[0], *texts[1:])) or heads_duties(tuple(wrapped))
        stretch.heads[key] = is_head or heads_acts(tuple(texts)) or _are_pairs(texts, wrapped)
    return stretch.heads[key]


def _are_pairs(texts: Sequence[str], wrapped: Sequence[str]) -> bool:
    """Return whether a line reads label, value, label, value; a label may end on the next line."""
    labels = [is_label(text) or is_label(longer) for text, longer in zip(texts, wrapped, strict=True)]
    return len(texts) >= 3 and all(is_one == (at % 2 == 0) for at, is_one in enumerate(labels))


def _text_below(number: int, stretch: _Stretch) -> str:
    """Return the run directly below in the same column, which may end what a run begins; empty without one."""
    below = stretch.page.below(number, EDGE)
    return stretch.page.runs[below].text if below is not None and below in stretch.within else ""


def _goes_on(edge: float, stretch: _Stretch, *, lists_duties: bool) -> bool:
    """Return whether the top of a page continues open columns: it begins in the right one, or inside a left cell."""
    runs = stretch.runs
    if is_section_heading(runs[0].text):
        return False
    if any(abs(stretch.page.runs[at].x0 - edge) <= EDGE for at in stretch.level_with(stretch.within.start)):
        return True
    has_right = any(abs(run.x0 - edge) <= EDGE for run in runs)
    return starts_low(runs[0].text) or (lists_duties and has_right and not is_label(runs[0].text))


def _head(first: float, rights: Sequence[int], stretch: _Stretch) -> float:
    """Return how far a right cell reaches above the first pair, whose left cell is vertically centred."""
    for at in reversed(rights):
        run = stretch.page.runs[at]
        if run.middle >= first:
            continue
        if not stretch.page.is_alone(at, stretch.within) or first - run.middle > 1.5 * run.size:
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


def _is_near(one: ColumnZone, other: ColumnZone) -> bool:
    return any(abs(a - b) < _NEAREST for a in one.edges for b in other.edges)
