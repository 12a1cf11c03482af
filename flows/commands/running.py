"""Define the commands that change the data folder besides ingest: add, reextract, takedown, serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.clock import Clock
from flows.commands.options import (
    DataOption,
    LogFormatOption,
    QuietOption,
    ReadersOption,
    VerboseOption,
    WrongUse,
    end_with,
    log_values,
    readers_values,
    refuse_data_file,
    refuse_host,
    refuse_unheld,
    settings_of,
)


def add(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders: originals and saved register pages.")],
    data: DataOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogFormatOption = None,
) -> None:
    """Run the pipeline over saved files. What can be read is loaded; what cannot be read is held back by name."""
    from flows.add import add_paths
    from flows.file_names import told_path

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise WrongUse(f"no such file or folder: {', '.join(map(told_path, missing))}")
    settings = settings_of(data, **log_values(quiet, verbose, log_format))
    summary = add_paths(paths, settings, Clock())
    end_with(summary, settings)


def reextract(
    register: Annotated[str | None, typer.Argument(help="Only the documents of this register.")] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(help='Only this document: its id, or its directive ("23.12.2024 nr 192"); repeat as needed.'),
    ] = None,
    since_version: Annotated[
        str | None,
        typer.Option(help='Only files that other readers read: older than a number ("3"), or not "2+1a2b3c4d".'),
    ] = None,
    from_scratch: Annotated[
        bool, typer.Option("--from-scratch", help="Use the archive alone, because the working file is lost or damaged.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the differences and change nothing.")] = False,
    rows: Annotated[int, typer.Option(min=0, help="How many rows of each table to print.")] = 10,
    output: Annotated[
        Path | None, typer.Option(help="Write all differences to this file (.csv, .json or .parquet).")
    ] = None,
    max_lost: Annotated[
        float,
        typer.Option(
            min=0,
            max=100,
            help="Publish nothing if more percent of directives, annexes or revocations are lost.",
        ),
    ] = 5.0,
    yes: Annotated[bool, typer.Option("--yes", help="Publish without asking (only a terminal is ever asked).")] = False,
    readers: ReadersOption = None,
    data: DataOption = None,
) -> None:
    """Read the whole archive again, offline; print what is gained, lost and changed, then publish it.

    Exit 1 if nothing was published or something needs a person. Documents that were taken down stay away.
    """
    from flows.rereading import reextract as again
    from flows.rereading.request import BadRequest, check_output, request_of
    from flows.terminal import printing
    from flows.terminal.differences import is_terminal, print_differences

    settings = settings_of(data, **readers_values(readers, dry_run))
    refuse_data_file("--output", output, settings.data)
    if register is not None:
        refuse_unheld(register, settings)
    try:
        request = request_of(
            settings,
            register=register,
            references=document or (),
            since_version=since_version,
            is_from_scratch=from_scratch,
            is_dry_run=dry_run,
            max_lost=max_lost,
        )
        check_output(output)
    except BadRequest as error:
        raise WrongUse(str(error)) from error

    def decide(rebuilt: again.Rebuilt) -> bool:
        print_differences(rebuilt.differences, rows)
        if output is not None:
            printing.note(f"{rebuilt.differences.write(output)} lines written to {output}")
        if dry_run or rebuilt.refusal is not None or yes or not is_terminal():
            return not dry_run
        return typer.confirm("Publish this?", err=True)

    summary = again.reextract(settings, Clock(), request, decide)
    end_with(summary)


def takedown(
    reference: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="What to take down: a document id, a directive as `history` takes it, a file's sha256, or an address.",
        ),
    ],
    reason: Annotated[
        str | None,
        typer.Option(help="The reason. It is published with the tombstone, so name no person and quote nothing."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would go; change nothing.")] = False,
    lift: Annotated[
        bool, typer.Option("--lift", help="Allow it again: the next run asks the register for it.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Remove a document's content from warehouse, archive, caches and ledgers. A tombstone stays. Back-ups of the data
    folder are not reached: take the document down there too."""
    from flows import takedown as taking
    from flows.terminal import printing

    if not dry_run and not (reason or "").strip():
        raise WrongUse("--reason is required: the tombstone keeps it")
    settings = settings_of(data)
    try:
        if lift:
            summary = taking.lift(settings, Clock(), reference, str(reason))
        else:
            documents = taking.find_target(settings, reference)
            if dry_run:
                printing.print_previews(taking.preview(settings, documents))
                return
            summary = taking.take_down(settings, Clock(), documents, str(reason))
    except (taking.NotFound, taking.Ambiguous) as error:
        raise WrongUse(str(error)) from error
    end_with(summary)


def serve(
    cron: Annotated[str, typer.Option(help="When to begin, in Tallinn's time (minute hour day month weekday).")] = (
        "0 3 * * *"
    ),
    register: Annotated[
        list[str] | None,
        typer.Option(help='A register; repeat as needed. It may have its own cron line: "som=30 2 * * *".'),
    ] = None,
    every: Annotated[float | None, typer.Option(help="Begin every so many seconds instead, to try it out.")] = None,
    data: DataOption = None,
) -> None:
    """Keep the nightly schedule with Prefect until told to stop.

    Without --register: every register held but the bundled one.
    """
    from flows.ask import answers
    from flows.forget import bundled_codes
    from flows.schedule import serve as serving
    from flows.schedule.plans import ServeError, parse_plan

    settings = settings_of(data)
    invented = bundled_codes()
    named = register or [code for code in answers.registers_held(settings.data) if code not in invented]
    if not named:
        raise WrongUse(f"{settings.data} holds no register to serve: name one (--register som, or --register sample)")
    if every is not None and not 1 <= every <= 366 * 86_400:
        raise WrongUse(f"--every {every:g}: a night begins once in a second at most, and once in a year at least")
    try:
        plans = [parse_plan(words, cron, every) for words in named]
    except ServeError as error:
        raise WrongUse(str(error)) from error
    for plan in plans:
        refuse_host(plan.register, settings, is_tried=False)
    serving.serve(plans, settings, Clock())
