"""One page's words as rows in reading order: ruled tables, columns without rules, running text between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pages.columns import ColumnZone, cut_at, find_columns
from extractors.pages.labels import (
    heads_duties,
    is_label,
    is_section_heading,
    starts_item,
    starts_low,
    starts_numbered,
)
from extractors.pages.lines import Run, find_runs
from extractors.pages.rows import CellLine, PrintedRow, cell_lines
from extractors.pages.tables import RuledTable, find_tables
from extractors.pages.words import PageWords, Word


@dataclass(frozen=True, slots=True)
class PageState:
    """What the end of a page leaves open for the next: the edges of unruled columns, and whether duties are listed."""

    edges: tuple[float, ...] = ()
    lists_duties: bool = False


def read_page(page: PageWords, words: Sequence[Word], state: PageState) -> tuple[list[PrintedRow], PageState]:
    """The rows of a page, and the state for the next page. ``words`` are the page's words without furniture."""
    rows: list[PrintedRow] = []
    waiting = list(words)
    tables = find_tables(page.rules)
    for table in tables:
        above = [word for word in waiting if (word.top + word.bottom) / 2 < table.top]
        more, state = _read_unruled(above, page.page_number, state)
        rows += more
        inside = [word for word in waiting if table.top <= (word.top + word.bottom) / 2 <= table.bottom]
        rows += read_table(table, inside, page.page_number)
        if inside:
            state = PageState((), _lists_duties(rows, state.lists_duties))
        gone = {id(word) for word in [*above, *inside]}
        waiting = [word for word in waiting if id(word) not in gone]
    more, state = _read_unruled(waiting, page.page_number, state)
    return rows + more, state


def read_table(table: RuledTable, words: Sequence[Word], page_number: int) -> list[PrintedRow]:
    """A row for each ruled row that holds words; words beside the cells follow as lines."""
    rows: list[PrintedRow] = []
    left = list(words)
    for ruled in table.rows:
        cells: list[tuple[CellLine, ...]] = []
        for cell in ruled:
            inside = [word for word in left if cell.holds(word)]
            gone = {id(word) for word in inside}
            left = [word for word in left if id(word) not in gone]
            cells.append(cell_lines(find_runs(inside, page_number)))
        if any(cells):
            columns = tuple(round(cell.x0, 1) for cell in ruled)
            rows += split_duties(PrintedRow(tuple(cells), page_number, columns, is_ruled=True))
    return rows + [_line(run) for run in _whole_lines(find_runs(left, page_number))]


def split_duties(row: PrintedRow) -> list[PrintedRow]:
    """A ruled row apart at its numbered duties, where no rule parts them; a number's own cell joins the duty's."""
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
    """Number and duty in one cell, whether the table sets them apart or not (its heading "Nr" likewise)."""
    if len(row.cells) < 3 or len(row.cells[0]) != 1 or not row.cells[1]:
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


def _read_unruled(words: Sequence[Word], page_number: int, state: PageState) -> tuple[list[PrintedRow], PageState]:
    if not words:
        return [], state
    runs = find_runs(words, page_number)
    zones = find_columns(runs, state.edges, lists_duties=state.lists_duties)
    rows: list[PrintedRow] = []
    lists_duties = state.lists_duties
    plain: list[Run] = []
    last_zone: ColumnZone | None = None
    for zone, group in _grouped(runs, zones):
        if zone is None:
            plain = group
            rows += [_line(run) for run in _whole_lines(plain)]
        else:
            rows += _read_zone(zone, group, page_number, lists_duties)
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


def _whole_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one baseline together: the gaps between them part no columns."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.middle, r.x0)):
        if lines and abs(lines[-1][0].middle - run.middle) < 0.35 * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


def _line(runs: list[Run]) -> PrintedRow:
    return PrintedRow((cell_lines(runs),), runs[0].page_number)


def _read_zone(zone: ColumnZone, runs: Sequence[Run], page_number: int, lists_duties: bool) -> list[PrintedRow]:
    """The rows of a zone: a row begins where its first cell does, and takes all that stands beside it."""
    cells: list[list[Run]] = [[] for _ in range(len(zone.edges) + 1)]
    for run in runs:
        for column, piece in cut_at(run, zone.edges):
            cells[column].append(piece)
    lines = _whole_lines(cells[0])
    starts, rests = _row_starts(lines, cells[1:], lists_duties)
    columns = tuple(round(edge, 1) for edge in zone.edges)  # the leftmost may be empty on this page
    bounds = [float("-inf"), *starts, float("inf")]
    rows: list[PrintedRow] = []
    for start, end in pairwise(bounds):
        inside = [[run for run in column if start <= run.middle < end] for column in cells]
        if any(inside):
            is_rest = start in rests or (zone.goes_on and start == float("-inf"))
            rows += _as_rows(inside, page_number, columns, is_rest=is_rest)
    return rows


def _as_rows(
    inside: list[list[Run]], page_number: int, columns: tuple[float, ...], *, is_rest: bool
) -> list[PrintedRow]:
    """One row; a heading that stands alone in the first column is a line and no row."""
    row = PrintedRow(tuple(cell_lines(column) for column in inside), page_number, columns)
    alone = not any(inside[1:]) and not is_rest
    if alone and (is_section_heading(row.texts[0]) or not (is_label(row.texts[0]) or starts_numbered(row.texts[0]))):
        return [_line(line) for line in _whole_lines(inside[0])]
    return [row]


def _row_starts(lines: list[list[Run]], others: list[list[Run]], lists_duties: bool) -> tuple[list[float], set[float]]:
    """Heights at which rows begin, a little above the first line of each first cell; and which of them are no row.

    Below a heading that is printed again, what stands there goes on from the page before.
    """
    texts = [" ".join(run.text for run in line) for line in lines]
    beside = [_has_beside(line[0], others) for line in lines]
    starts: list[float] = []
    rests: set[float] = set()
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
            if lists_duties:
                end = below if is_wrapped and below is not None else line[0]
                rests.add(end.middle + 0.5 * end.size)
            is_start, lists_duties = True, True
        elif is_section_heading(text) and not beside[at]:
            is_start, lists_duties = True, False
        elif lists_duties:
            is_start = starts_numbered(text) or (starts_item(text) and beside[at])
        elif below_labels and not all_labels and not is_label(text):
            before = lines[at - 1][0]
            is_start = (bool(starts) and is_label(texts[at - 1])) or line[0].middle - before.middle > 2 * before.size
        else:
            is_start = not starts_low(text)
        below_labels = all_labels or (below_labels and not is_label(text))
        if is_start:
            starts.append(line[0].middle - 0.5 * line[0].size)
    return sorted({*starts, *rests}), rests


def _level_with(run: Run, column: Sequence[Run]) -> Run | None:
    return next((other for other in column if abs(other.middle - run.middle) <= 0.5 * run.size), None)


def _has_beside(run: Run, others: Sequence[Sequence[Run]]) -> bool:
    return any(_level_with(run, column) is not None for column in others)


def _is_head(run: Run, text: str, others: Sequence[Sequence[Run]]) -> bool:
    level = [found for column in others if (found := _level_with(run, column)) is not None]
    return bool(level) and heads_duties((text, *(other.text for other in level)))


def _all_labels(run: Run, others: Sequence[Sequence[Run]]) -> bool:
    level = [_level_with(run, column) for column in others]
    return all(other is None or is_label(other.text) for other in level)


def _lists_duties(rows: Sequence[PrintedRow], before: bool) -> bool:
    """Whether the last rows stand in a table of duties: its header was seen, and no heading since."""
    for row in reversed(rows):
        if heads_duties(row.texts):
            return True
        if len(row.cells) == 1 and is_section_heading(row.texts[0]):
            return False
        if len(row.cells) > 1 and is_label(row.texts[0]):
            return False
    return before
