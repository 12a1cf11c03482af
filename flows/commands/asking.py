"""Define the commands that ask and change nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.clock import Clock
from flows.commands.looks import JsonOption, KeelOption, PagerOption, RowsOption, WideOption, look_of
from flows.commands.options import DataOption, WrongUse, day_of, refuse_data_file, settings_of, stop
from flows.folder import data_folder


def extract(
    files: Annotated[list[Path], typer.Argument(help="Files to read.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (an array for several files).")] = False,
) -> None:
    """Read files and print what they hold. Stores nothing and needs no warehouse."""
    from flows.reading.extract import extract_files
    from flows.reading.limits import limits_of
    from flows.reading.tools.find import find_tools
    from flows.terminal import printing
    from flows.terminal.extraction import print_extraction

    settings = settings_of(None)
    described, failures = extract_files(
        files, find_tools(settings), workers=settings.workers, limits=limits_of(settings)
    )
    if as_json:
        body: Any = described[0] if len(files) == 1 and described else described
        if described:
            printing.write_json(body)
    else:
        for one in described:
            print_extraction(one)
    for failure in failures:
        printing.complain(failure)
    raise typer.Exit(1 if failures else 0)


REFERENCE = (
    'A directive: "14.02.2022 nr 5", "nr 11, 10.03.2025", "11/2025", "192", its id, the register\'s own id or the'
    " address of its page; or one of its annexes."
)


def in_force(
    on: Annotated[str | None, typer.Option(help="The day to ask about (default: today).")] = None,
    known_on: Annotated[str | None, typer.Option(help="Answer with what was known at the end of this day.")] = None,
    directive: Annotated[
        str | None, typer.Option(metavar="REF", help=f"Only this. {REFERENCE} Or the name of a post.")
    ] = None,
    as_json: JsonOption = False,
    wide: WideOption = False,
    rows: RowsOption = None,
    keel: KeelOption = "en",
    no_pager: PagerOption = False,
    data: DataOption = None,
) -> None:
    """List the annexes in force on a day; of what is asked for and is not in force, say what holds of it and why.

    Exit 1 if what is asked for is undecided, restricted, withdrawn or gone; 2 if it is not held or no reference.

    Example: kehtiv in-force --on 02.04.2023 --directive "14.02.2022 nr 5"
    """
    from flows.ask import answers
    from flows.ask.sentences import exit_status
    from flows.terminal import outcomes

    look = look_of(wide, rows, keel, no_pager)
    day = day_of(on, "--on") or Clock().today()
    asked = answers.in_force(data_folder(data), day, day_of(known_on, "--known-on"), directive)
    tell(asked, lambda value: outcomes.print_in_force(value, look), as_json)
    raise typer.Exit(exit_status(asked.answer) if asked.answer is not None else 0)


def history(
    reference: Annotated[str, typer.Argument(metavar="REF", help=REFERENCE)],
    annex: Annotated[str | None, typer.Argument(help="The number or the title of one of its annexes.")] = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Tell what happened to a directive or an annex, with the sentence and page that did it; the outcome comes first.

    Exit 1 if its content is restricted, withdrawn or gone; 2 if it is not held or no reference.

    Example: kehtiv history "14.02.2022 nr 5" 1
    """
    from flows.ask import answers
    from flows.ask.sentences import NOT_TOLD, exit_status
    from flows.terminal import outcomes

    asked = answers.history(data_folder(data), reference, annex, Clock().today())
    tell(asked, outcomes.print_outcomes, as_json)
    raise typer.Exit(exit_status(asked.answer, NOT_TOLD))


def why(
    reference: Annotated[str, typer.Argument(metavar="REF", help=REFERENCE)],
    annex: Annotated[str | None, typer.Argument(help="The number or the title of one of its annexes.")] = None,
    on: Annotated[str | None, typer.Option(help="The day to ask about (default: today).")] = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Tell why annexes are in force on a day, or why not: rule by rule, each with the sentence that it rests on.

    Exit 1 if the answer is undecided, or restricted, withdrawn or gone; 2 if it is not held or no reference.

    Example: kehtiv why "14.02.2022 nr 5" 1 --on 03.04.2023
    """
    from flows.ask import answers
    from flows.ask.sentences import exit_status
    from flows.terminal import outcomes

    day = day_of(on, "--on") or Clock().today()
    asked = answers.why(data_folder(data), reference, annex, day)
    tell(asked, outcomes.print_why, as_json)
    raise typer.Exit(exit_status(asked.answer))


def tell(value: Any, print_value: Callable[[Any], None], as_json: bool) -> None:
    """Print an answer for a person, or as JSON."""
    from flows.ask.plain import plain
    from flows.terminal import printing

    if as_json:
        printing.write_json(plain(value))
    else:
        print_value(value)


def show(
    reference: Annotated[
        str,
        typer.Argument(
            metavar="EVIDENCE_ID", help="An evidence id or its beginning, the id of a row, or the id of a file."
        ),
    ],
    png: Annotated[Path | None, typer.Option(help="Draw the page with the place marked, into this PNG file.")] = None,
    page: Annotated[int | None, typer.Option(help="Which page to draw when the words run over several.")] = None,
    save: Annotated[
        Path | None, typer.Option(help="Save the original file as it came, to this file or into this folder.")
    ] = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Show where something was read: file, page, the words in their sentence, and what was read from them.

    Exit 1 if the document is restricted, withdrawn or gone, or its file cannot be shown; 2 if nothing has that name.

    Example: kehtiv show a90b23-de1110c97b --png place.png --save original.pdf
    """
    from flows.ask import originals
    from flows.ask import show as shown
    from flows.ask.errors import CannotShow, NoSuchEvidence, NoSuchPage, SeveralPlaces
    from flows.terminal import places, printing
    from flows.terminal.sentences import find_context

    if page is not None and png is None:
        raise WrongUse("--page chooses the page to draw: name a file with --png as well")
    if "-" in (str(png), str(save)):
        raise WrongUse("--png and --save need a FILE: a terminal cannot show it")
    folder = data_folder(data)
    refuse_data_file("--png", png, folder)
    refuse_data_file("--save", save, folder)
    try:
        if save is not None and (chain := originals.find_original(folder, reference)):
            printing.note(f"saved to {originals.save_original(folder, chain, save)}")
            return
        place = shown.find_place(folder, reference)
        context = find_context(place.text, place.span)
        if as_json:
            printing.write_json(places.as_json(place, context))
        else:
            printing.print_place(place, context)
        if png is not None:
            picture, drawn = shown.draw_place(folder, place, page)
            shown.write_png(picture, png)
            printing.note_drawn(place, drawn, png)
        if save is not None:
            printing.note(f"saved to {originals.save_original(folder, place.files, save)}")
    except SeveralPlaces as error:
        printing.complain(f"{error}:")
        places.note_places(error.places)
        raise typer.Exit(2) from error
    except (NoSuchEvidence, NoSuchPage) as error:
        raise WrongUse(str(error)) from error
    except CannotShow as error:
        stop(str(error), 1)


def files(
    reference: Annotated[str, typer.Argument(metavar="REF", help=REFERENCE)],
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """List the held files of a directive; `kehtiv show FILE_ID --save FILE` gives one back as it came.

    Exit 1 if its content is restricted, withdrawn or gone; 2 if it is not held or no reference.

    Example: kehtiv files "14.02.2022 nr 5"
    """
    from flows.ask import originals
    from flows.ask.sentences import NOT_TOLD, exit_status
    from flows.terminal import places

    asked = originals.list_files(data_folder(data), reference, Clock().today())
    tell(asked, places.print_files, as_json)
    raise typer.Exit(0 if asked.files else exit_status(asked.answer, NOT_TOLD))
