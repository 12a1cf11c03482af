"""Define the options for how an answer looks: as JSON, or as a table with its width, rows and language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import WrongUse

if TYPE_CHECKING:  # Rich is not needed for JSON or a file
    from flows.terminal.tables import Look

JsonOption = Annotated[bool, typer.Option("--json", help="As JSON.")]
WideOption = Annotated[bool, typer.Option("--wide", help="On a terminal: every column, however long the lines.")]
RowsOption = Annotated[
    int | None, typer.Option("--rows", min=0, help="On a terminal: at most so many rows (default 500; 0: all).")
]
KeelOption = Annotated[str, typer.Option("--keel", help="Language of the headings in tables, CSV and XLSX: en or et.")]
PagerOption = Annotated[bool, typer.Option("--no-pager", help="On a terminal: never through a pager.")]


def look_of(wide: bool, rows: int | None, keel: str, no_pager: bool) -> Look:
    """Return how tables are to look. Raises ``WrongUse`` for a language that has no headings."""
    from flows.terminal.headings import KEELES
    from flows.terminal.tables import ROWS_SHOWN, Look

    if keel not in KEELES:
        raise WrongUse(f"--keel {keel}: one of {', '.join(KEELES)}")
    return Look(is_wide=wide, rows=ROWS_SHOWN if rows is None else rows, keel=keel, has_pager=not no_pager)
