"""Cut one zone of columns without rules into its rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.pages.column_zones import ColumnZone, cut_at
from extractors.pages.labels import (
    heads_duties,
    is_label,
    is_section_heading,
    starts_item,
    starts_low,
    starts_numbered,
)
from extractors.pages.lines import Run
from extractors.pages.neighbours import level_in
from extractors.pages.row_edges import Stretch, settle_rows
from extractors.pages.rows import PrintedRow, cell_lines, line_row, whole_lines
from extractors.pages.tables import find_level_rules
from extractors.pages.words import Rule


@dataclass(slots=True)
class _RowStarts:
    """Heights at which rows begin according to the first column.

    ``rests``: starts of what continues from the page before, below a repeated heading. ``bounds``: where a heading
    ends, and whether duties are listed below it.
    """

    starts: list[float] = field(default_factory=list)
    rests: set[float] = field(default_factory=set)
    headings: list[float] = field(default_factory=list)
    bounds: list[tuple[float, bool]] = field(default_factory=list)


def read_zone(
    zone: ColumnZone, runs: Sequence[Run], page_number: int, lists_duties: bool, rules: Sequence[Rule] = ()
) -> list[PrintedRow]:
    """Return the rows of a zone: usually one begins where its first cell does, and takes all that stands beside it."""
    cells: list[list[Run]] = [[] for _ in range(len(zone.edges) + 1)]
    for run in runs:
        for column, piece in cut_at(run, zone.edges):
            cells[column].append(piece)
    lines = whole_lines(cells[0])
    row_starts = _row_starts(lines, [sorted(column, key=lambda run: run.middle) for column in cells[1:]], lists_duties)
    doubts = _settle(row_starts, lines, cells, zone, lists_duties, rules)
    columns = tuple(round(edge, 1) for edge in zone.edges)  # the leftmost may be empty on this page
    edges = [float("-inf"), *sorted({*row_starts.starts, *row_starts.rests}), float("inf")]
    parted: list[list[list[Run]]] = [[[] for _ in cells] for _ in edges[1:]]
    for column, pieces in enumerate(cells):
        for run in pieces:
            parted[bisect_right(edges, run.middle) - 1][column].append(run)
    rows: list[PrintedRow] = []
    for (start, end), inside in zip(pairwise(edges), parted, strict=True):
        if any(inside):
            is_rest = start in row_starts.rests or (zone.goes_on and start == float("-inf"))
            more = _as_rows(inside, page_number, columns, is_rest=is_rest)
            doubt = next((words for at, words in doubts if start <= at < end), None)
            rows += [replace(more[0], doubt=doubt), *more[1:]] if doubt else more
    return rows


def _settle(
    row_starts: _RowStarts,
    lines: list[list[Run]],
    cells: list[list[Run]],
    zone: ColumnZone,
    lists_duties: bool,
    rules: Sequence[Rule],
) -> list[tuple[float, str]]:
    """Correct starts between two headings that the first column does not show; return what stays in doubt."""
    doubts: list[tuple[float, str]] = []
    bounds = [(float("-inf"), lists_duties), *row_starts.bounds]
    for (top, is_list), (bottom, _) in zip(bounds, [*bounds[1:], (float("inf"), False)], strict=True):
        end = next((heading for heading in row_starts.headings if top < heading < bottom), bottom)
        inside = tuple(start for start in row_starts.starts if top <= start < end)
        if not is_list and not inside:
            continue
        stretch = Stretch(
            tuple(tuple(line) for line in lines if top <= line[0].middle < end),
            tuple(run for column in cells[1:] for run in column if top <= run.middle < end),
            inside,
            _level_rules(rules, zone, top, end),
            is_open=top in row_starts.rests or (top == float("-inf") and zone.goes_on),
        )
        if not is_list and len(inside) < 2:
            continue
        settled, doubt = settle_rows(stretch)
        row_starts.starts = sorted([*(start for start in row_starts.starts if not top <= start < end), *settled])
        if doubt:
            doubts.append((stretch.runs[0].middle, doubt))
    return doubts


def _level_rules(rules: Sequence[Rule], zone: ColumnZone, top: float, bottom: float) -> tuple[float, ...]:
    """Return the heights of the rules across the zone's columns."""
    return tuple(
        rule.top
        for rule in find_level_rules(rules)
        if top < rule.top < bottom and zone.top - 20 < rule.top < zone.bottom + 20
        if rule.x0 < zone.edges[0] - 20 and rule.x1 > zone.edges[-1] + 20
    )


def _as_rows(
    inside: list[list[Run]], page_number: int, columns: tuple[float, ...], *, is_rest: bool
) -> list[PrintedRow]:
    """Return one row; a heading alone in the first column is a line and not a row."""
    row = PrintedRow(tuple(cell_lines(column) for column in inside), page_number, columns)
    alone = not any(inside[1:]) and not is_rest
    if alone and (is_section_heading(row.texts[0]) or not (is_label(row.texts[0]) or starts_numbered(row.texts[0]))):
        return [line_row(line) for line in whole_lines(inside[0])]
    return [row]


def _row_starts(lines: list[list[Run]], others: list[list[Run]], lists_duties: bool) -> _RowStarts:
    """Return the heights at which rows begin, slightly above the first line of each first cell."""
    row_starts = _RowStarts()
    texts = [" ".join(run.text for run in line) for line in lines]
    beside = [_has_beside(line[0], others) for line in lines]
    below_labels = False
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        below = lines[at + 1][0] if at + 1 < len(lines) else None
        is_wrapped = below is not None and starts_low(texts[at + 1]) and below.middle - line[0].middle < 2 * below.size
        is_head = _is_head(line[0], text, others)
        is_wrapped = is_wrapped and not is_head
        if is_wrapped:
            is_head = _is_head(line[0], f"{text} {texts[at + 1]}", others)
        all_labels = beside[at] and is_label(text) and _all_labels(line[0], others)
        if is_head:
            end = _end_of_head(line[0], below if is_wrapped else None, others)
            if lists_duties:
                row_starts.rests.add(end)
            row_starts.bounds.append((end, True))
            is_start, lists_duties = True, True
        elif is_section_heading(text) and not beside[at]:
            is_start, lists_duties = True, False
            row_starts.headings.append(line[0].middle - 0.5 * line[0].size)
            row_starts.bounds.append((line[0].middle + 0.5 * line[0].size, False))
        elif lists_duties:
            is_start = starts_numbered(text) or (starts_item(text) and beside[at])
        elif below_labels and not all_labels and not is_label(text):
            before = lines[at - 1][0]
            is_start = (bool(row_starts.starts) and is_label(texts[at - 1])) or line[
                0
            ].middle - before.middle > 2 * before.size
        else:
            is_start = not starts_low(text)
        below_labels = all_labels or (below_labels and not is_label(text))
        if is_start:
            row_starts.starts.append(line[0].middle - 0.5 * line[0].size)
        if is_head:
            row_starts.headings.append(row_starts.starts[-1])
    return row_starts


def _end_of_head(first: Run, below: Run | None, others: Sequence[Sequence[Run]]) -> float:
    """Return the height below the last line of a table's head, in its tallest cell."""
    last = below or first
    end = last.middle + 0.5 * last.size
    for column in others:
        for run in sorted(column, key=lambda other: other.middle):
            goes_on = first.middle < run.middle < end + 1.3 * run.size and starts_low(run.text)
            end = max(end, run.middle + 0.5 * run.size) if goes_on else end
    return end


def _has_beside(run: Run, others: Sequence[Sequence[Run]]) -> bool:
    return any(level_in(run, column) is not None for column in others)


def _is_head(run: Run, text: str, others: Sequence[Sequence[Run]]) -> bool:
    level = [run_beside for column in others if (run_beside := level_in(run, column)) is not None]
    return bool(level) and heads_duties((text, *(other.text for other in level)))


def _all_labels(run: Run, others: Sequence[Sequence[Run]]) -> bool:
    level = [level_in(run, column) for column in others]
    return all(other is None or is_label(other.text) for other in level)
