"""Print the differences between two warehouses: the figures first, then the first rows of each table."""

from __future__ import annotations

import sys

from flows.terminal.printing import draw, note, out, shown
from warehouse.rereading.differences import Differences, TableDifference

MAX_LENGTH_OF_VALUE = 160


def is_terminal() -> bool:
    """Return whether a person is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def print_differences(differences: Differences, rows: int) -> None:
    """Print the figures of every table, then the first ``rows`` differing rows of each."""
    columns = ("table", "before", "after", "gained", "lost", "changed", "moved")
    draw(columns, [tuple(getattr(table, name) for name in columns) for table in differences.tables])
    for table in differences.tables:
        if table.uncompared:
            note(f"{table.table}: not compared, because one side lacks them: {', '.join(table.uncompared)}")
        if rows and not table.is_same:
            _print_rows(differences, table, rows)
    if differences.is_same:
        note("nothing differs")


def _print_rows(differences: Differences, table: TableDifference, rows: int) -> None:
    console = out()
    console.print()
    console.print(shown(table.table), style="bold")
    for row in differences.rows(table.table, rows):
        console.print(shown(f"  {row.change}  {row.key}"), soft_wrap=True)
        for name, before, after in row.columns:
            if row.change in ("gained", "lost"):
                told = _short(after if row.change == "gained" else before)
            else:
                told = f"{_short(before)}  →  {_short(after)}"
            console.print(shown(f"      {name}: {told}"), soft_wrap=True)
    left = table.gained + table.lost + table.changed + table.moved - rows
    if left > 0:
        console.print(shown(f"  … {left} more (--rows, or all of them with --output FILE)"))


def _short(value: str | None) -> str:
    """Return a value short enough for one line: boxes and whole texts would bury the rest."""
    words = " ".join((value if value is not None else "–").split())
    return words if len(words) <= MAX_LENGTH_OF_VALUE else f"{words[:MAX_LENGTH_OF_VALUE]}…"
