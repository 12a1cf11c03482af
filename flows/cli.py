"""The `kehtiv` command: argument parsing and printing, nothing else.

Exit status: 0 done, 1 done with problems that need a person, 2 wrong use. What was asked for goes to standard output,
everything said about the work itself to standard error, so that `kehtiv sql … > file` holds the answer alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from flows.ask import answers
from flows.clock import Clock
from flows.registers.find import BadRegisterList, UnknownRegister, load_registers
from flows.run.data_folder import RunError
from flows.settings import Settings
from flows.terminal import printing
from flows.terminal.days import parse_day
from flows.terminal.sentences import find_context
from warehouse.errors import WarehouseError

app = typer.Typer(
    name="kehtiv",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Which annexes of which directives are in force, which were revoked, by whom, since when, "
    "and on the strength of which sentence.",
)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="The folder that holds everything (else KEHTIV_DATA, else data/).")
]


class WrongUse(Exception):
    """The command was called with something that cannot be meant; exit status 2."""


def main() -> None:
    """Entry point of the `kehtiv` command."""
    try:
        app()
    except (WrongUse, UnknownRegister, BadRegisterList) as error:
        _stop(str(error), 2)
    except (RunError, WarehouseError) as error:
        _stop(str(error), 1)


def _stop(message: str, status: int) -> None:
    printing.complain(message)
    sys.exit(status)


def _settings(data: Path | None) -> Settings:
    try:
        return Settings(data=data) if data is not None else Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongUse(f"setting {'.'.join(str(p) for p in first['loc'])}: {first['msg']}") from error


def _day(text: str | None, option: str) -> date | None:
    try:
        return parse_day(text) if text is not None else None
    except ValueError as error:
        raise WrongUse(f"{option}: {error}") from error


@app.command()
def ingest(
    register: Annotated[
        str,
        typer.Argument(help="A register's name, or a base URL such as http://127.0.0.1:8000/ska/ (platform ADR)."),
    ] = "sample",
    since: Annotated[str | None, typer.Option(help="First registration day to search (ISO or dd.mm.yyyy).")] = None,
    until: Annotated[str | None, typer.Option(help="Last registration day to search.")] = None,
    data: DataOption = None,
    plain: Annotated[bool, typer.Option("--plain", help="The same run without Prefect.")] = False,
) -> None:
    """One run of the nightly flow: search, fetch, read, load, publish. Without an argument: the bundled register."""
    from flows.night.ingest import conduct_plainly, ingest_register
    from flows.schedule.flow import run_as_flow

    summary = ingest_register(
        register,
        _settings(data),
        Clock(),
        since=_day(since, "--since"),
        until=_day(until, "--until"),
        conduct=conduct_plainly if plain else run_as_flow,
    )
    printing.print_summary(summary)
    raise typer.Exit(summary.exit_status)


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders: originals and saved register pages.")],
    data: DataOption = None,
) -> None:
    """The same pipeline over saved files: what is read is loaded, what cannot be read is held back by name."""
    from flows.add import add_paths

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise WrongUse(f"no such file or folder: {', '.join(str(path) for path in missing)}")
    summary = add_paths(paths, _settings(data), Clock())
    printing.print_summary(summary)
    raise typer.Exit(summary.exit_status)


@app.command()
def reextract(
    register: Annotated[str | None, typer.Argument(help="Only documents of this register, by its name.")] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(help='Only this document: its id, or its directive ("23.12.2024 nr 192"); repeat as needed.'),
    ] = None,
    since_version: Annotated[
        str | None,
        typer.Option(help='Only files that older readers read: than a number ("3"), or any others than "2+1a2b3c4d".'),
    ] = None,
    from_scratch: Annotated[
        bool, typer.Option("--from-scratch", help="From the archive alone: the working file is lost or damaged.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the differences; leave everything as it is.")
    ] = False,
    rows: Annotated[int, typer.Option(min=0, help="How many rows of each table to print.")] = 10,
    output: Annotated[
        Path | None, typer.Option(help="Write all differences to this file (.csv, .json or .parquet).")
    ] = None,
    max_lost: Annotated[
        float,
        typer.Option(
            min=0, max=100, help="Publish nothing where more percent of directives, annexes or revocations are lost."
        ),
    ] = 5.0,
    yes: Annotated[
        bool, typer.Option("--yes", help="Publish without asking (nobody is asked but at a terminal).")
    ] = False,
    data: DataOption = None,
) -> None:
    """Reads the whole archive again, offline: prints what is gained, lost and changed, then publishes it.

    Exit 1 where nothing was published, or something needs a person. Documents that were taken down stay away.
    """
    from flows.rereading import reextract as again
    from flows.terminal.differences import is_terminal, print_differences

    settings = _settings(data)
    try:
        wanted = again.wanted_of(
            settings,
            register=register,
            references=document or (),
            since_version=since_version,
            is_from_scratch=from_scratch,
            is_dry_run=dry_run,
            max_lost=max_lost,
        )
        again.check_output(output)
    except again.CannotBeMeant as error:
        raise WrongUse(str(error)) from error

    def decide(rebuilt: again.Rebuilt) -> bool:
        print_differences(rebuilt.differences, rows)
        if output is not None:
            printing.note(f"{rebuilt.differences.write(output)} lines written to {output}")
        if dry_run or rebuilt.refusal is not None or yes or not is_terminal():
            return not dry_run
        return typer.confirm("Publish this?", err=True)

    summary = again.reextract(settings, Clock(), wanted, decide)
    printing.print_summary(summary)
    raise typer.Exit(summary.exit_status)


@app.command()
def extract(
    files: Annotated[list[Path], typer.Argument(help="Files to read.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a file; an array when several.")] = False,
) -> None:
    """Reads files and prints what it finds. Stores nothing, needs no warehouse."""
    from flows.reading.extract import extract_files
    from flows.reading.limits import limits_of
    from flows.reading.tools.find import find_tools

    settings = _settings(None)
    described, failures = extract_files(
        files, find_tools(settings), workers=settings.workers, limits=limits_of(settings)
    )
    if as_json:
        body: Any = described[0] if len(files) == 1 and described else described
        if described:
            typer.echo(json.dumps(body, ensure_ascii=False, indent=1))
    else:
        for one in described:
            printing.print_extraction(one)
    for failure in failures:
        printing.complain(failure)
    raise typer.Exit(1 if failures else 0)


@app.command("in-force")
def in_force(
    on: Annotated[str | None, typer.Option(help="The day asked about (today when left out).")] = None,
    known_on: Annotated[str | None, typer.Option(help="Only what had been seen by the end of this day.")] = None,
    directive: Annotated[
        str | None, typer.Option(help='Only this directive: an id, "192" or "23.12.2024 nr 192".')
    ] = None,
    data: DataOption = None,
) -> None:
    """Annexes in force on a day."""
    day = _day(on, "--on") or Clock().today()
    result = answers.in_force(_settings(data), day, _day(known_on, "--known-on"), directive)
    printing.print_in_force(result, day)


@app.command()
def history(
    reference: Annotated[str, typer.Argument(metavar="REF", help='A directive: its id, "192" or "23.12.2024 nr 192".')],
    annex: Annotated[str | None, typer.Argument(help="An annex number of it.")] = None,
    data: DataOption = None,
) -> None:
    """What happened to a directive or an annex, with the sentence and page that did it."""
    told = answers.history(_settings(data), reference, annex)
    if not told:
        raise WrongUse(f"no directive {reference!r}" + (f" with an annex {annex}" if annex else "") + " is held")
    printing.print_history(told)


@app.command()
def show(
    reference: Annotated[
        str,
        typer.Argument(metavar="EVIDENCE_ID", help="A place: its evidence id or the beginning of it, or a row's id."),
    ],
    png: Annotated[Path | None, typer.Option(help="Draw the page with the place marked into this PNG file.")] = None,
    page: Annotated[int | None, typer.Option(help="Which page to draw, where the words go over several.")] = None,
    data: DataOption = None,
) -> None:
    """Where something was read: the file, the page, the words in their sentence, and what was read from them."""
    from flows.ask import show as shown

    if page is not None and png is None:
        raise WrongUse("--page says which page to draw: name a file with --png")
    if png is not None and str(png) == "-":
        raise WrongUse("--png needs a FILE: a picture is no text for a terminal")
    settings = _settings(data)
    try:
        place = shown.find_place(settings, reference)
        printing.print_place(place, find_context(place.text, place.span))
        if png is not None:
            picture, drawn = shown.draw_place(settings, place, page)
            shown.write_png(picture, png)
            printing.note_drawn(place, drawn, png)
    except (shown.NoSuchEvidence, shown.NoSuchPage) as error:
        raise WrongUse(str(error)) from error
    except shown.CannotShow as error:
        _stop(str(error), 1)


@app.command()
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
        typer.Option(help="Why. It is published with the tombstone: name no person and nothing of the content."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Says what would go and changes nothing.")] = False,
    lift: Annotated[bool, typer.Option("--lift", help="Lets it come back: the next run asks for it again.")] = False,
    data: DataOption = None,
) -> None:
    """Removes a document's content from warehouse, archive, caches and ledgers; a tombstone stays. Back-ups that were
    made of the data folder are not reached: take it down there too."""
    from flows import takedown as taking

    if not dry_run and not (reason or "").strip():
        raise WrongUse("--reason: say why; it stays in the tombstone")
    settings = _settings(data)
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
    printing.print_summary(summary)
    raise typer.Exit(summary.exit_status)


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(help="SQL, read-only, over the published warehouse.")] = None,
    name: Annotated[str | None, typer.Option(help="A shipped query (see --list).")] = None,
    param: Annotated[list[str] | None, typer.Option(help="A parameter of it, k=v; repeat as needed.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file that holds the SQL.")] = None,
    list_queries: Annotated[bool, typer.Option("--list", help="Names the shipped queries.")] = False,
    output_format: Annotated[str, typer.Option("--format", help="table, csv, json, parquet or xlsx.")] = "table",
    output: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    data: DataOption = None,
) -> None:
    """Read-only SQL over the published warehouse, or a shipped query by name."""
    if list_queries:
        printing.print_queries(answers.shipped_queries())
        return
    if sum(source is not None for source in (query, name, file)) != 1:
        raise WrongUse("give one of: a QUERY, --name NAME, --file F (or --list)")
    if output_format not in answers.FORMATS:
        raise WrongUse(f"--format {output_format}: one of {', '.join(answers.FORMATS)}")
    if output_format in answers.BINARY_FORMATS and output is None:
        raise WrongUse(f"--format {output_format} needs --output FILE: it is no text for a terminal")
    if file is not None and not file.is_file():
        raise WrongUse(f"no such file: {file}")
    text = query if query is not None else file.read_text("utf-8") if file is not None else None
    with _asked():
        result = answers.run_sql(_settings(data), text, name, _params(param or []))
    printing.write_result(result, output_format, output)


@contextmanager
def _asked() -> Iterator[None]:
    """A query that cannot be run is the asker's mistake, not the warehouse's: status 2."""
    try:
        yield
    except answers.QueryError as error:
        raise WrongUse(str(error)) from error


def _params(pairs: list[str]) -> dict[str, str]:
    params = {}
    for pair in pairs:
        key, mark, value = pair.partition("=")
        if not mark or not key:
            raise WrongUse(f"--param {pair}: write it as name=value")
        params[key] = value
    return params


@app.command()
def registers() -> None:
    """The registers that can be named: the shipped list, with one's own (KEHTIV_REGISTERS) over it."""
    from flows.terminal.registers import register_lines

    for line in register_lines(load_registers()):
        typer.echo(line)


@app.command()
def check(data: DataOption = None) -> None:
    """Data-quality checks over the published warehouse; exit 1 where one of level error fails."""
    results = answers.check(_settings(data))
    printing.print_checks(results)
    raise typer.Exit(1 if any(not result.passed and result.level == "error" for result in results) else 0)


@app.command()
def status(data: DataOption = None) -> None:
    """Last runs, coverage, quarantine, findings. Exit 1 where a register is silent or no run over it ended well."""
    settings = _settings(data)
    printing.print_status(answers.status(settings))
    troubles = answers.troubles(settings, Clock())
    for sentence in troubles:
        printing.complain(sentence)
    raise typer.Exit(1 if troubles else 0)


@app.command()
def serve(
    cron: Annotated[
        str, typer.Option(help="When the night begins, in Tallinn's time (minute hour day month weekday).")
    ] = ("0 3 * * *"),
    register: Annotated[
        list[str] | None,
        typer.Option(help='A register; repeat as needed. With a cron line of its own: "som=30 2 * * *".'),
    ] = None,
    every: Annotated[float | None, typer.Option(help="Every so many seconds instead, for trying out.")] = None,
    data: DataOption = None,
) -> None:
    """Keeps the nightly schedule with Prefect, until it is told to stop. Without --register: all registers held."""
    from flows.schedule import serve as serving

    settings = _settings(data)
    named = register or answers.registers_held(settings) or ["sample"]
    plans = [serving.parse_plan(words, cron, every) for words in named]
    if wrong := next((plan.cron for plan in plans if len(plan.cron.split()) != 5), None):
        raise WrongUse(f"{wrong!r} is no cron line: minute hour day month weekday")
    serving.serve(plans, settings, Clock())


@app.command()
def report(
    run: Annotated[str | None, typer.Argument(metavar="RUN", help="A run's id; the last run when left out.")] = None,
    register: Annotated[str | None, typer.Option(help="The last run over this register.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    data: DataOption = None,
) -> None:
    """What a run found, changed and left open."""
    from flows.report.keep import NoReport, load_report
    from flows.report.markdown import as_markdown

    try:
        told = load_report(_settings(data).data, run, register=register)
    except NoReport as error:
        raise WrongUse(str(error)) from error
    typer.echo(json.dumps(told, ensure_ascii=False, indent=1) if as_json else as_markdown(told), nl=False)
