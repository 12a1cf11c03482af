"""Define `kehtiv search`: words in the texts of directives, annexes, job descriptions and duties."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.looks import JsonOption, KeelOption, PagerOption, RowsOption, WideOption, look_of
from flows.commands.options import DataOption, WrongUse, day_of, refuse_data_file
from flows.commands.querying import format_of
from flows.folder import data_folder


def search(
    words: Annotated[list[str], typer.Argument(help="Words, in any form; all of them must be there.")],
    on: Annotated[str | None, typer.Option(help="Only what is in force on this day.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="Only these: annex, duty, position (fields of a job description) or directive.")
    ] = None,
    register: Annotated[str | None, typer.Option(help="Only this register.")] = None,
    unit: Annotated[
        str | None, typer.Option(help="Only job descriptions of units with these words in the name.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help='Only job descriptions that ask for it: "inglise", or "inglise B2" and above.')
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many (0: all).")] = 20,
    output_format: Annotated[
        str | None,
        typer.Option("--format", help="One of table, csv, json, parquet, xlsx (default: text for a person)."),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    as_json: JsonOption = False,
    wide: WideOption = False,
    rows: RowsOption = None,
    keel: KeelOption = "en",
    no_pager: PagerOption = False,
    data: DataOption = None,
) -> None:
    """Look for words in any form, best places first, each with its sentence, the words marked in it.

    "ohvriabi" finds "ohvriabiks", "kehtetuks tunnistama" finds "tunnistatakse kehtetuks"; õ, ä, ö, ü may be typed
    without their marks. In SQL: the macro `search`. Exit 2 if there is no word to look for.

    Example: kehtiv search asjaajamise kord --kind annex --on 2026-01-07
    """
    from flows.ask import search as asking
    from flows.terminal import printing
    from flows.terminal.searching import print_search, search_json

    look = look_of(wide, rows, keel, no_pager)
    if kind is not None and kind not in asking.KINDS:
        raise WrongUse(f"--kind {kind}: one of {', '.join(asking.KINDS)}")
    is_text = output_format is None and output is None and not as_json
    chosen = "text" if is_text else format_of("json" if output_format is None and as_json else output_format, output)
    folder = data_folder(data)
    refuse_data_file("--output", output, folder)
    spoken, level = asking.parse_language(language) if language is not None else (None, None)
    filters = asking.Filters(day_of(on, "--on"), kind, register, unit, spoken, level)
    found = asking.search(folder, " ".join(words), filters, limit or None)
    if not found.is_answered:
        raise WrongUse(str(found.note))
    if chosen == "text":
        print_search(found)
    elif as_json and output is None:
        printing.write_json(search_json(found))
    else:
        printing.write_result(found.hits, chosen, output, look)
        if found.note:
            printing.note(found.note)
