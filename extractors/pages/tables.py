"""Find ruled tables: the grid of the drawn rules, and the words in its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractors.pages.words import Rule, Word

TOUCH = 3.0
"""Points within which two rules meet, or two pieces are one rule."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, word: Word) -> bool:
        """Return whether the middle of the word lies within."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True)
class RuledTable:
    """Rows of cells from top to bottom; a cell that spans rows is in the first of them."""

    rows: tuple[tuple[Cell, ...], ...]

    @cached_property
    def top(self) -> float:
        return min(cell.top for row in self.rows for cell in row)

    @cached_property
    def bottom(self) -> float:
        return max(cell.bottom for row in self.rows for cell in row)


def find_tables(rules: Iterable[Rule]) -> list[RuledTable]:
    """Return the tables of a page, from top to bottom. A frame of one column is not a table."""
    level = _joined([rule for rule in rules if rule.is_level], is_level=True)
    upright = _joined([rule for rule in rules if not rule.is_level], is_level=False)
    tables = [_as_table(group) for group in _touching([*level, *upright])]
    real_tables = [table for table in tables if table and any(len(row) > 1 for row in table.rows)]
    return sorted(real_tables, key=lambda table: table.top)


def find_level_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Return the horizontal rules, those drawn cell by cell joined."""
    return _joined([rule for rule in rules if rule.is_level], is_level=True)


def _joined(rules: list[Rule], *, is_level: bool) -> list[Rule]:
    """Join pieces of one rule that was drawn cell by cell."""

    def place(rule: Rule) -> tuple[float, float, float]:
        return (rule.top, rule.x0, rule.x1) if is_level else (rule.x0, rule.top, rule.bottom)

    def rule(at: float, start: float, end: float) -> Rule:
        return Rule(start, at, end, at) if is_level else Rule(at, start, at, end)

    lanes: list[list[tuple[float, float, float]]] = []
    for piece in sorted(place(r) for r in rules):
        if lanes and piece[0] - lanes[-1][0][0] <= TOUCH / 2:
            lanes[-1].append(piece)
        else:
            lanes.append([piece])
    joined: list[Rule] = []
    for lane in lanes:
        at, start, end = lane[0][0], *min((s, e) for _, s, e in lane)
        for _, piece_start, piece_end in sorted(lane, key=lambda p: p[1]):
            if piece_start > end + TOUCH:
                joined.append(rule(at, start, end))
                start = piece_start
                end = piece_end
            end = max(end, piece_end)
        joined.append(rule(at, start, end))
    return joined


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return groups of rules that meet, directly or through others.

    Only perpendicular rules meet, so a drawing of thirty thousand vertical strokes costs no more than looking at each.
    """
    across: dict[bool, list[int]] = {True: [], False: []}
    for number, rule in enumerate(rules):
        across[not rule.is_level].append(number)
    is_taken = [False] * len(rules)
    groups: list[list[Rule]] = []
    for first in reversed(range(len(rules))):
        if is_taken[first]:
            continue
        is_taken[first] = True
        group, edge = [], [first]
        while edge:
            rule = rules[edge.pop()]
            group.append(rule)
            waiting = across[rule.is_level]
            near = [number for number in waiting if not is_taken[number] and _meet(rule, rules[number])]
            if near:
                for number in near:
                    is_taken[number] = True
                across[rule.is_level] = [number for number in waiting if not is_taken[number]]
            edge.extend(near)
        groups.append(group)
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    """Return whether a horizontal and a vertical rule touch."""
    return (
        one.x0 - TOUCH <= other.x1
        and other.x0 - TOUCH <= one.x1
        and one.top - TOUCH <= other.bottom
        and other.top - TOUCH <= one.bottom
    )


def _as_table(rules: Sequence[Rule]) -> RuledTable | None:
    level = sorted((rule for rule in rules if rule.is_level), key=lambda r: r.top)
    upright = sorted((rule for rule in rules if not rule.is_level), key=lambda r: r.x0)
    if len(level) < 2 or len(upright) < 2:
        return None
    heights = _distinct([rule.top for rule in level] + _open_ends(level, upright))
    open_cells: dict[tuple[float, float], Cell] = {}
    rows: list[list[Cell]] = []
    for top, bottom in pairwise(heights):
        row = _band(top, bottom, level, upright, open_cells)
        rows.append(row)
    spanned = _with_spans(rows)
    return RuledTable(tuple(tuple(row) for row in spanned if row)) if any(spanned) else None


def _open_ends(level: Sequence[Rule], upright: Sequence[Rule]) -> list[float]:
    """Return where vertical rules extend beyond all horizontal ones: a page break left the row open there."""
    tops, bottoms = sorted(rule.top for rule in upright), sorted(rule.bottom for rule in upright)
    above, below = tops[1], bottoms[-2]  # by two rules at least
    ends = [above] if above < level[0].top - 4 * TOUCH / 2 else []
    return [*ends, below] if below > level[-1].top + 4 * TOUCH / 2 else ends


def _distinct(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > TOUCH:
            kept.append(value)
    return kept


def _band(
    top: float,
    bottom: float,
    level: Sequence[Rule],
    upright: Sequence[Rule],
    open_cells: dict[tuple[float, float], Cell],
) -> list[Cell]:
    """Return the cells between two heights; one without a rule above it continues from the band above."""
    middle = (top + bottom) / 2
    edges = _distinct([rule.x0 for rule in upright if rule.top - TOUCH <= middle <= rule.bottom + TOUCH])
    row: list[Cell] = []
    seen: dict[tuple[float, float], Cell] = {}
    for x0, x1 in pairwise(edges):
        above = open_cells.get((x0, x1))
        start = above.top if above and not _is_ruled_above(top, x0, x1, level) else top
        cell = Cell(x0, start, x1, bottom)
        seen[(x0, x1)] = cell
        row.append(cell)
    open_cells.clear()
    open_cells.update(seen)
    return row


def _is_ruled_above(top: float, x0: float, x1: float, level: Sequence[Rule]) -> bool:
    middle = (x0 + x1) / 2
    return any(abs(rule.top - top) <= TOUCH and rule.x0 <= middle <= rule.x1 for rule in level)


def _with_spans(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return rows in which a cell over several bands stands once, in its first row, at its full height."""
    full: dict[tuple[float, float, float], Cell] = {}
    for row in rows:
        for cell in row:
            full[(cell.x0, cell.x1, cell.top)] = cell
    placed: list[list[Cell]] = []
    before: set[tuple[float, float, float]] = set()
    for row in rows:
        keys = [(cell.x0, cell.x1, cell.top) for cell in row]
        placed.append(
            [
                Cell(k[0], cell.bottom, k[1], cell.bottom) if k in before else full[k]
                for k, cell in zip(keys, row, strict=True)
            ]
        )
        before.update(keys)
    return [row if any(cell.top < cell.bottom for cell in row) else [] for row in placed]
