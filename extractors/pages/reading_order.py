"""Arrange one page's words as rows in reading order: ruled tables, columns without rules, and text between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.pages.column_zones import ColumnZone
from extractors.pages.columns import find_columns
from extractors.pages.labels import (
    heads_duties,
    is_label,
    is_section_heading,
    lists_act,
    starts_item,
    starts_numbered,
)
from extractors.pages.lines import Run, find_runs
from extractors.pages.rows import PrintedRow, cell_lines, line_row, whole_lines
from extractors.pages.tables import RuledTable, find_tables
from extractors.pages.words import PageWords, Rule, Word
from extractors.pages.zones import read_zone


@dataclass(frozen=True, slots=True)
class PageState:
    """What a page leaves open for the next: the edges of unruled columns, and whether duties are listed."""

    edges: tuple[float, ...] = ()
    lists_duties: bool = False


def read_page(
    page: PageWords,
    words: Sequence[Word],
    state: PageState,
    runs: Sequence[Run] = (),
    tables: Sequence[RuledTable] | None = None,
) -> tuple[list[PrintedRow], PageState]:
    """Return the rows of a page, and the state for the next page.

    ``words`` are the page's words without furniture; ``runs`` and ``tables`` what was already found of them, if
    anything.
    """
    rows: list[PrintedRow] = []
    waiting = list(words)
    tables = find_tables(page.rules) if tables is None else tables
    if not tables:
        return _read_unruled(waiting, page.page_number, state, page.rules, runs)
    for table in tables:
        above = [word for word in waiting if (word.top + word.bottom) / 2 < table.top]
        more, state = _read_unruled(above, page.page_number, state, page.rules)
        rows += more
        inside = [word for word in waiting if table.top <= (word.top + word.bottom) / 2 <= table.bottom]
        rows += read_table(table, inside, page.page_number)
        if inside:
            state = PageState((), _lists_duties(rows, state.lists_duties))
        gone = {id(word) for word in [*above, *inside]}
        waiting = [word for word in waiting if id(word) not in gone]
    more, state = _read_unruled(waiting, page.page_number, state, page.rules)
    return rows + more, state


def read_table(table: RuledTable, words: Sequence[Word], page_number: int) -> list[PrintedRow]:
    """Yield a row for each ruled row with words; words beside the cells follow as lines."""
    rows: list[PrintedRow] = []
    held, left = _by_cell(table, words)
    for ruled, inside in zip(table.rows, held, strict=True):
        cells = [cell_lines(find_runs(found, page_number)) for found in inside]
        if any(cells):
            columns = tuple(round(cell.x0, 1) for cell in ruled)
            rows += split_duties(PrintedRow(tuple(cells), page_number, columns, is_ruled=True))
    return rows + [line_row(run) for run in whole_lines(find_runs(left, page_number))]


def _by_cell(table: RuledTable, words: Sequence[Word]) -> tuple[list[list[list[Word]]], list[Word]]:
    """Return the words of each cell of each row, and those beside the cells.

    A word on an edge is in the first of its cells.
    """
    order = sorted(range(len(words)), key=lambda at: words[at].top + words[at].bottom)
    middles = [(words[at].top + words[at].bottom) / 2 for at in order]
    taken: set[int] = set()
    held: list[list[list[Word]]] = []
    for row in table.rows:
        first = bisect_left(middles, min([cell.top for cell in row]))
        after = bisect_right(middles, max([cell.bottom for cell in row]))
        inside: list[list[Word]] = [[] for _ in row]
        for at in sorted(order[first:after]):
            cell = next((number for number, cell in enumerate(row) if cell.holds(words[at])), None)
            if cell is not None and at not in taken:
                taken.add(at)
                inside[cell].append(words[at])
        held.append(inside)
    return held, [word for at, word in enumerate(words) if at not in taken]


def split_duties(row: PrintedRow) -> list[PrintedRow]:
    """Split a ruled row at its numbered duties where no rule does; a number's own cell joins the duty's."""
    row = _join_number_cell(row)
    if len(row.cells) != 2:
        return [row]
    starts = [line.box.top for line in row.cells[0] if starts_numbered(line.text)]
    if len(starts) < 2 or not row.cells[1]:
        return [row]
    starts[0] = min(line.box.top for cell in row.cells for line in cell)
    parts: list[PrintedRow] = []
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else float("inf")
        cells = tuple(tuple(line for line in cell if start - 4 <= line.box.top < end - 4) for cell in row.cells)
        parts.append(PrintedRow(cells, row.page_number, row.columns, row.is_ruled))
    return parts


def _join_number_cell(row: PrintedRow) -> PrintedRow:
    """Join number and duty in one cell, whether or not the table separates them (likewise its heading "Nr").

    In a table of acts the number counts the rows, and the day beside it is no duty.
    """
    if len(row.cells) < 3 or len(row.cells[0]) != 1 or not row.cells[1] or lists_act(row.texts):
        return row
    number = row.cells[0][0]
    is_number = (
        starts_item(number.text + " ")
        or starts_numbered(number.text)
        or number.text.casefold().startswith(("nr", "jrk", "jrk.", "p-kt"))
    )
    if not is_number or len(number.text) > 8:
        return row
    first = row.cells[1][0]
    joined = (number.joined(first), *row.cells[1][1:])
    return PrintedRow((joined, *row.cells[2:]), row.page_number, (row.columns[0], *row.columns[2:]), row.is_ruled)


def _read_unruled(
    words: Sequence[Word], page_number: int, state: PageState, rules: Sequence[Rule], runs: Sequence[Run] = ()
) -> tuple[list[PrintedRow], PageState]:
    if not words:
        return [], state
    runs = runs or find_runs(words, page_number)
    zones = find_columns(runs, state.edges, lists_duties=state.lists_duties)
    rows: list[PrintedRow] = []
    lists_duties = state.lists_duties
    plain: list[Run] = []
    last_zone: ColumnZone | None = None
    for zone, group in _grouped(runs, zones):
        if zone is None:
            plain = group
            rows += [line_row(run) for run in whole_lines(plain)]
        else:
            rows += read_zone(zone, group, page_number, lists_duties, rules)
        lists_duties = _lists_duties(rows, lists_duties)
        last_zone = zone
    return rows, PageState(last_zone.edges if last_zone else (), lists_duties)


def _grouped(runs: Sequence[Run], zones: Sequence[ColumnZone]) -> list[tuple[ColumnZone | None, list[Run]]]:
    groups: list[tuple[ColumnZone | None, list[Run]]] = []
    for run in sorted(runs, key=lambda r: (r.middle, r.x0)):
        zone = next((z for z in zones if z.holds(run)), None)
        if groups and groups[-1][0] is zone:
            groups[-1][1].append(run)
        else:
            groups.append((zone, [run]))
    return groups


def _lists_duties(rows: Sequence[PrintedRow], before: bool) -> bool:
    """Return whether the last rows are in a table of duties: its header came, and no heading since."""
    for row in reversed(rows):
        if heads_duties(row.texts):
            return True
        if len(row.cells) == 1 and is_section_heading(row.texts[0]):
            return False
        if len(row.cells) > 1 and is_label(row.texts[0]):
            return False
    return before
