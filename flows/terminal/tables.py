"""Fit tables to a terminal: columns by width, words unbroken, a limit of rows, a pager. A pipe gets all of it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from flows.terminal.headings import headings
from flows.terminal.printing import note, shown
from flows.visible import make_visible

GAP = 2
"""Blanks between columns, in characters."""
PIPE_WIDTH, PIPE_CELL = 100_000, 1_000
"""Characters of a line and of a cell where the table goes into a file or a program."""
ROWS_SHOWN = 500
"""Rows that a terminal gets unless it asks for more."""
MAX_WORD = 26

# What a person can do without first: how a day is known, where it stands, what nearly every row has in common.
_FIRST_TO_GO = (
    "evidence_id", "source_url", "in_force_from_basis", "applied_from", "is_text_held", "kind", "run_id", "page_number",
    "institution", "register", "directive_id", "chain_id", "annex_number",
)  # fmt: skip
_HEAD = re.compile(r"[_ ]*[^_ ]+")


@dataclass(frozen=True)
class Look:
    """How a table is laid out. ``rows`` is the most rows on a terminal (0: all), ``keel`` the language of headings."""

    is_wide: bool = False
    rows: int = ROWS_SHOWN
    keel: str = "en"
    has_pager: bool = True


def draw_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], look: Look | None = None) -> None:
    """Print a table on standard output.

    On a terminal: as many columns as have room for their words, the rest named below; at most ``look.rows`` rows, and
    how many more there are; through a pager where it is longer than the screen. Elsewhere every column and row.
    """
    look = look or Look()
    cells = [["" if value is None else cell_text(value) for value in row] for row in rows]
    heads = headings(columns, look.keel)
    if not sys.stdout.isatty():
        widths = {place: min(_natural(heads[place], cells, place), PIPE_CELL) for place in range(len(heads))}
        Console(width=PIPE_WIDTH, highlight=False, soft_wrap=False).print(_table(heads, cells, widths))
        return
    console = Console(highlight=False)
    kept = cells[: look.rows] if look.rows else cells
    if look.is_wide:
        widths = {place: _natural(heads[place], kept, place) for place in range(len(heads))}
        wide = max(console.width, sum(widths.values()) + GAP * len(widths))
        # Without a height Rich gives a plain terminal 80 columns, whatever was asked for.
        console = Console(highlight=False, width=wide, height=console.height)
    else:
        widths = fitting(columns, heads, kept, console.width)
    table = _table(heads, kept, widths)
    if look.has_pager and _is_long(len(kept), console.height):
        os.environ.setdefault("LESS", "FRX")
        with console.pager():
            console.print(table)
    else:
        console.print(table)
    if len(cells) > len(kept):
        note(f"… {len(cells) - len(kept):,} more rows (--rows 0 shows all, --output FILE writes them)")
    left = [heads[place] for place in range(len(heads)) if place not in widths and any(row[place] for row in kept)]
    if left:
        note(f"no room for: {', '.join(left)} (--wide shows all)")


def _is_long(row_number: int, height: int) -> bool:
    return sys.stdin.isatty() and os.environ.get("TERM") != "dumb" and row_number + 2 > height


def fitting(columns: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> dict[int, int]:
    """Return the width of each column that has room among ``width`` characters with its words unbroken, by its place.

    Empty columns are left out. Where there is no room, those that a person can do without go first, then the last ones;
    the first column always stays.
    """
    filled = [place for place in range(len(columns)) if not rows or any(row[place] for row in rows)] or [0]
    needs = {place: _need(heads[place], [row[place] for row in rows]) for place in filled}

    def weight(place: int) -> tuple[int, int]:
        name = columns[place]
        return (_FIRST_TO_GO.index(name) if name in _FIRST_TO_GO else len(_FIRST_TO_GO), -place)

    for place in sorted(filled[1:], key=weight):
        if _total(needs) <= width:
            break
        del needs[place]
    return _widened(needs, {place: _natural(heads[place], rows, place) for place in needs}, width)


def _widened(needs: dict[int, int], natural: dict[int, int], width: int) -> dict[int, int]:
    """Give what is left of the line to the columns that can use it, evenly."""
    widths = dict(needs)
    while (left := width - _total(widths)) > 0:
        short = [place for place in widths if widths[place] < natural[place]]
        if not short:
            break
        for place in short[:left]:
            widths[place] += min(max(1, left // len(short)), natural[place] - widths[place])
    return widths


def _total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + GAP * (len(widths) - 1)


def _need(head: str, cells: Sequence[str]) -> int:
    """Return the characters that a column needs: its longest word, and room for two words where it has many."""
    longest = max((len(word) for cell in cells for word in cell.split()), default=0)
    natural = max((len(cell) for cell in cells), default=0)
    segments = max((len(part) for part in _HEAD.findall(head)), default=0)
    return max(segments, min(longest, MAX_WORD), min(natural, 2 * MAX_WORD // 3))


def _natural(head: str, rows: Sequence[Sequence[str]], place: int) -> int:
    lines = (len(line) for row in rows for line in row[place].splitlines())
    return max(len(head), max(lines, default=0))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: dict[int, int]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    for place, width in widths.items():
        table.add_column(shown(_in_lines(heads[place], width)), overflow="fold", width=width)
    for row in rows:
        table.add_row(*(shown(row[place]) for place in widths))
    return table


def _in_lines(head: str, width: int) -> str:
    """Return the name of a column in lines of ``width`` characters, broken before an underscore or at a blank."""
    lines = [""]
    for part in _HEAD.findall(head):
        if lines[-1] and len(lines[-1]) + len(part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def cell_text(value: Any) -> str:
    """Return a value as a cell shows it: lists as their items parted by "; ", structures as "name: value"."""
    if isinstance(value, list | tuple):
        return "; ".join(cell_text(item) for item in value if item is not None)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {cell_text(item)}" for name, item in value.items() if item is not None)
    return make_visible(str(value))
