"""Define `kehtiv compare`: how the wordings of two annexes differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.clock import Clock
from flows.commands.asking import tell
from flows.commands.looks import JsonOption
from flows.commands.options import DataOption, WrongUse
from flows.folder import data_folder

if TYPE_CHECKING:  # `kehtiv --help` needs none of the comparison
    from flows.ask.compare import Wanted

FORMATS = ("text", "json", "html", "csv")


def compare(
    references: Annotated[
        list[str],
        typer.Argument(
            metavar="A B",
            help="Two annexes, the older first. Each is an annex id, the id of a job description, a reference that"
            ' names an annex ("11.09.2023 nr 28 lisa 2"), or a reference and the number of an annex as two words.',
        ),
    ],
    output_format: Annotated[str, typer.Option("--format", help="One of text, json, html, csv.")] = "text",
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Compare the wording of two annexes, also of two authorities: field by field, duty by duty, words marked.

    Job descriptions are compared by their fields and duties, other annexes as whole texts.

    Exit 1 if one of them is restricted, withdrawn or gone, or no text of it is held; 2 if a reference names no annex or
    several.

    Example: kehtiv compare "11.09.2023 nr 28" 2 "04.11.2024 nr 39" 1
    """
    from flows.ask.compare import compare as compare_annexes
    from flows.terminal.comparison import print_comparison, print_csv, print_page

    chosen = "json" if as_json else output_format
    if chosen not in FORMATS:
        raise WrongUse(f"--format {output_format}: one of {', '.join(FORMATS)}")
    asked = compare_annexes(data_folder(data), *wanted_of(references), Clock().today())
    printers = {"csv": print_csv, "html": print_page}
    tell(asked, printers.get(chosen, print_comparison), chosen == "json")
    raise typer.Exit(asked.status)


def wanted_of(references: list[str]) -> tuple[Wanted, Wanted]:
    """Return the two annexes that the arguments name. Raises ``WrongUse``."""
    from flows.ask.compare import Wanted

    match references:
        case [old, new]:
            return Wanted(old), Wanted(new)
        case [old, old_annex, new, new_annex]:
            return Wanted(old, old_annex), Wanted(new, new_annex)
        case [old, new, annex] if "#" in old:
            return Wanted(old), Wanted(new, annex)
        case [old, annex, new] if "#" in new:
            return Wanted(old, annex), Wanted(new)
    raise WrongUse(
        'compare takes two annexes: A B, as annex ids or references ("11.09.2023 nr 28 lisa 2"), or REF ANNEX'
    )
