"""Split running text in newspaper columns: down the left column, then down the next one.

Two columns of text look much like an unruled table of two columns. A page is split at a gutter only where that is
certain; a table split by mistake would lose which outcome belongs to which duty. Lines across the gutter (a title, a
closing line) bound the columns, so a page may begin or end with one column.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.pages.column_zones import EDGE, are_too_many, left_edges
from extractors.pages.folds import part_at_fold
from extractors.pages.gutter_signs import Columns, TableHeads, follows, read_number, weigh
from extractors.pages.lines import Run, runs_of
from extractors.pages.rows import SAME_COLUMN, whole_lines
from extractors.pages.tables import RuledTable, find_level_rules, find_tables
from extractors.pages.words import PageWords, Rule, Word

_GUTTER = 0.8
"""Of the font size: the smallest gap that separates columns."""
_NARROWEST = 90.0
_ACROSS = 20.0
_FEWEST_LEFT, _FEWEST_RIGHT = 6, 3
_FULL = 0.7
"""Of the left column: a line at least this wide may belong to it."""
_APART = 1.6
"""Of the font size and pitch: a gap that sets a closing line apart from the column above it."""
_PARTED_ACTS = "acts stand side by side on several pages, which were read one by one"
_TOO_MANY = "its words begin at more places than can be compared, and were read line by line"


@dataclass(frozen=True, slots=True)
class PageSplit:
    """A page as areas that are read one after the other, each like a page of its own; one area where it is not split.

    ``edges`` are the left edges of its columns without the first, empty without columns. ``doubt`` says why a page with
    possible columns was not split, or where it may be split wrongly. ``are_acts``: acts stand side by side. ``runs``
    and ``tables`` are those of a page with one area, found on the way.
    """

    areas: tuple[PageWords, ...]
    edges: tuple[float, ...] = ()
    doubt: str | None = None
    are_acts: bool = False
    runs: tuple[Run, ...] = ()
    tables: tuple[RuledTable, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Heights between which nothing crosses ``edge``, with the runs from top to bottom.

    ``closing`` are lines below the columns, set apart.
    """

    edge: float
    runs: tuple[Run, ...]
    closing: tuple[Run, ...] = ()

    @property
    def top(self) -> float:
        return self.runs[0].middle

    @property
    def bottom(self) -> float:
        return self.runs[-1].middle


def split_columns(
    page: PageWords,
    words: Sequence[Word],
    lines: Iterable[Sequence[Word]],
    table_edges: Sequence[float] = (),
    edges_before: Sequence[float] = (),
) -> PageSplit:
    """Return the areas of a page whose text is ``words``, which stand in ``lines``.

    ``table_edges`` are the edges of a table that reached the end of the page before: what begins at one of them is not
    a column of text. ``edges_before`` are the edges at which the page before was split; the same ones are accepted
    again.
    """
    whole = replace(page, words=tuple(words))
    runs = runs_of(lines, page.page_number)
    tables = find_tables(page.rules)
    if are_too_many(runs):
        return PageSplit((whole,), (), _TOO_MANY, runs=tuple(runs), tables=tuple(tables))
    if folded := part_at_fold(whole, runs):
        return PageSplit(folded, (page.width / 2,))
    parted: list[Columns] = []
    doubt: str | None = None
    are_acts = False
    heads = TableHeads(runs)
    stretches = _stretches(runs, page.rules, tables)
    for stretch in _longest(stretches):
        columns = _as_columns(stretch, stretches)
        if columns is None:
            continue
        is_known = len(edges_before) == len(columns.edges) and all(
            abs(a - b) <= SAME_COLUMN for a, b in zip(edges_before, columns.edges, strict=True)
        )
        is_table = any(abs(a - b) <= SAME_COLUMN for a in table_edges for b in columns.edges)
        verdict = weigh(columns, heads, tables, is_known=is_known, is_table=is_table)
        if verdict.is_sure:
            parted.append(columns)
            are_acts = are_acts or verdict.are_acts
        doubt = doubt or (_closing_doubt(columns, stretch) if verdict.is_sure else verdict.doubt)
    if not parted:
        return PageSplit((whole,), (), doubt, runs=tuple(runs), tables=tuple(tables))
    parted.sort(key=lambda columns: columns.top)
    return PageSplit(tuple(_areas(whole, parted)), parted[-1].edges, doubt, are_acts)


def doubt_parted_acts(splits: Sequence[PageSplit]) -> list[PageSplit]:
    """Return how the pages of a file are split; doubted where acts side by side may go on over the page.

    Each page is read column by column, so that between the halves of such an act stands a part of the other.
    """
    doubted = list(splits)
    for at, (before, after) in enumerate(pairwise(splits)):
        if before.are_acts and (after.edges or after.doubt):
            doubted[at] = replace(before, doubt=before.doubt or _PARTED_ACTS)
            doubted[at + 1] = replace(after, doubt=after.doubt or _PARTED_ACTS)
    return doubted


def _stretches(runs: Sequence[Run], rules: Sequence[Rule], tables: Sequence[RuledTable]) -> list[_Stretch]:
    """Return for each left edge that runs share the stretches of the page that it could split."""
    ordered = sorted(runs, key=lambda run: run.middle)
    level = find_level_rules(rules)
    held = [frozenset(at for at, table in enumerate(tables) if _holds(table, run)) for run in ordered if tables]
    sides = [_sides(table) for table in tables]
    stretches: list[_Stretch] = []
    for edge in _shared_edges(runs):
        breaks = sorted(rule.top for rule in level if rule.x0 < edge - _ACROSS and rule.x1 > edge + _ACROSS)
        closed = {at for at, (x0, x1) in enumerate(sides) if x0 < edge - _ACROSS and x1 > edge + _ACROSS}
        inside: list[Run] = []
        for at, run in enumerate(ordered):
            is_out = _crosses(run, edge) or (closed and not closed.isdisjoint(held[at]))
            if inside and (is_out or _is_between(breaks, inside[-1].middle, run.middle)):
                stretches += _stretch_of(edge, inside)
                inside = []
            if not is_out:
                inside.append(run)
        stretches += _stretch_of(edge, inside) if inside else []
    return stretches


def _is_between(heights: Sequence[float], top: float, bottom: float) -> bool:
    """Return whether one of the heights, from top to bottom, lies between two others."""
    return bool(heights) and bisect_right(heights, top) < bisect_left(heights, bottom)


def _shared_edges(runs: Sequence[Run]) -> list[float]:
    groups = left_edges([run.x0 for run in runs])
    least = groups[0][0] + _NARROWEST if groups else 0.0
    return [group[0] for group in groups if len(group) >= _FEWEST_RIGHT and group[0] > least]


def _crosses(run: Run, edge: float) -> bool:
    return run.x0 < edge - EDGE and run.x1 > edge - _GUTTER * run.size


def _sides(table: RuledTable) -> tuple[float, float]:
    cells = [cell for row in table.rows for cell in row]
    return min(cell.x0 for cell in cells), max(cell.x1 for cell in cells)


def _holds(table: RuledTable, run: Run) -> bool:
    return table.top <= run.middle <= table.bottom


def _stretch_of(edge: float, runs: Sequence[Run]) -> list[_Stretch]:
    """Return a stretch from where its left column begins, without the closing lines below the columns.

    An approval mark may stand above it on the right. Empty where too little is left.
    """
    lefts = [run for run in runs if run.x0 < edge - EDGE]
    rights = [run for run in runs if run.x0 >= edge - EDGE]
    if not lefts or not rights:
        return []
    top = min(run.middle - 0.5 * run.size for run in lefts)
    last = _last_of_columns(lefts, max(run.middle for run in rights))
    kept = tuple(run for run in runs if top <= run.middle <= last)
    closing = tuple(run for run in runs if run.middle > last)
    left, right = (whole_lines([run for run in kept if (run.x0 < edge - EDGE) is side]) for side in (True, False))
    return [_Stretch(edge, kept, closing)] if len(left) >= _FEWEST_LEFT and len(right) >= _FEWEST_RIGHT else []


def _last_of_columns(lefts: Sequence[Run], right_end: float) -> float:
    """Return the height of the last line: text set apart below the right column closes the page."""
    ordered = sorted(lefts, key=lambda run: run.middle)
    last = ordered[0]
    number = read_number(last.text)
    for run in ordered[1:]:
        own_number = read_number(run.text)
        is_apart = run.middle > right_end + 0.5 * run.size and run.middle - last.middle > _APART * 1.25 * run.size
        if is_apart and not (number and own_number and follows(number, own_number)):
            break
        last, number = run, own_number or number
    return max(last.middle, right_end)


def _closing_doubt(columns: Columns, stretch: _Stretch) -> str | None:
    """Return the doubt where lines below the columns are as wide as the left one: it may continue there."""
    left = max(run.x1 for run in columns.runs[0]) - min(run.x0 for run in columns.runs[0])
    if any(run.x1 - run.x0 >= _FULL * left for run in stretch.closing):
        return "split, but it is not clear whether the lines below the right column belong to the left one"
    return None


def _longest(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Return stretches that do not lie beside one another, those with the most lines first."""
    chosen: list[_Stretch] = []
    for stretch in sorted(stretches, key=lambda one: (-len(one.runs), one.edge)):
        if all(stretch.bottom < other.top or stretch.top > other.bottom for other in chosen):
            chosen.append(stretch)
    return chosen


def _as_columns(stretch: _Stretch, stretches: Iterable[_Stretch]) -> Columns | None:
    """Return the columns of a stretch, with each further edge that holds over all of it; ``None`` where one is too
    narrow.
    """
    held = [stretch]
    for other in stretches:
        is_as_high = other.top <= stretch.top + 2 * _ACROSS and other.bottom >= stretch.bottom - 2 * _ACROSS
        if is_as_high and all(abs(other.edge - one.edge) >= _NARROWEST for one in held):
            held.append(other)
    edges = tuple(sorted(one.edge for one in held))
    # Where all the edges hold: a centred title may stand over the second of three columns and cross no edge.
    top, bottom = max(one.top for one in held), min(one.bottom for one in held)
    runs = [run for run in stretch.runs if top <= run.middle <= bottom]
    top = min((run.middle - 0.5 * run.size for run in runs if run.x0 < edges[0] - EDGE), default=bottom)
    columns: list[list[Run]] = [[] for _ in range(len(edges) + 1)]
    for run in runs:
        if run.middle >= top:
            columns[sum(1 for edge in edges if run.x0 >= edge - EDGE)].append(run)
    return Columns(edges, tuple(tuple(column) for column in columns)) if all(columns) else None


def _areas(page: PageWords, parted: Sequence[Columns]) -> list[PageWords]:
    """Return what stands above the columns, each column, and what stands below; each word once."""
    waiting = list(page.words)
    areas: list[PageWords] = []
    for columns in parted:
        above = [word for word in waiting if (word.top + word.bottom) / 2 < columns.top - 1]
        areas += [_area(page, above, float("-inf"), float("inf"))] if above else []
        bounds = [float("-inf"), *(edge - EDGE for edge in columns.edges), float("inf")]
        taken = {id(word) for word in above}
        for column, x0, x1 in zip(columns.runs, bounds, bounds[1:], strict=False):
            words = [word for run in column for word in run.words]
            areas.append(_area(page, words, x0, x1))
            taken.update(id(word) for word in words)
        waiting = [word for word in waiting if id(word) not in taken]
    return [*areas, _area(page, waiting, float("-inf"), float("inf"))] if waiting else areas


def _area(page: PageWords, words: Sequence[Word], x0: float, x1: float) -> PageWords:
    """Return words with the rules that lie among them."""
    top, bottom = min(word.top for word in words) - _ACROSS, max(word.bottom for word in words) + _ACROSS
    rules = tuple(
        rule
        for rule in page.rules
        if x0 - _ACROSS <= rule.x0 and rule.x1 <= x1 + _ACROSS and rule.bottom >= top and rule.top <= bottom
    )
    return replace(page, words=tuple(words), rules=rules)
