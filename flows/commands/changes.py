"""Define `kehtiv changes`: what began, ended or became doubtful between two days."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.asking import tell
from flows.commands.looks import JsonOption
from flows.commands.options import DataOption, WrongUse, day_of
from flows.folder import data_folder


def changes(
    first: Annotated[str, typer.Option("--from", help="The first day, counted.")],
    last: Annotated[str, typer.Option("--to", help="The last day, counted.")],
    learned: Annotated[
        bool, typer.Option("--learned", help="By the day kehtiv learned of it, whatever day it is about.")
    ] = False,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """List what began, ended, was suspended or came into doubt between two days, each with its sentence.

    Days to come count too: what is known today to begin or end then. The same in SQL: the queries `changes` and
    `changes_learned`.

    Example: kehtiv changes --from 01.01.2026 --to 31.12.2026
    """
    from flows.ask.changes import changes as find_changes
    from flows.terminal.changes import print_changes

    first_day, last_day = day_of(first, "--from"), day_of(last, "--to")
    assert first_day is not None
    assert last_day is not None
    if last_day < first_day:
        raise WrongUse(f"--to {last_day} is before --from {first_day}: give the earlier day first")
    tell(find_changes(data_folder(data), first_day, last_day, is_learned=learned), print_changes, as_json)
