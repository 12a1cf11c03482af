"""Define `kehtiv sql`: read-only SQL and the shipped queries, as a table or a file, or in a shell."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.looks import JsonOption, KeelOption, PagerOption, RowsOption, WideOption, look_of
from flows.commands.options import DataOption, WrongUse, refuse_data_file, settings_of
from flows.folder import data_folder


def sql(
    query: Annotated[str | None, typer.Argument(help="SQL, read-only, over the published warehouse.")] = None,
    name: Annotated[str | None, typer.Option(help="A shipped query (see --list).")] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            help="Its parameter, name=value; repeat as needed. Days as 2026-01-07 or 07.01.2026, lists as a,b, a"
            " directive as `history` takes it."
        ),
    ] = None,
    file: Annotated[Path | None, typer.Option(help="A file with the SQL.")] = None,
    list_queries: Annotated[bool, typer.Option("--list", help="List the shipped queries.")] = False,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format", help="One of table, csv, json, parquet, xlsx (default: by the name of --output, else table)."
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    csv_dialect: Annotated[
        str, typer.Option(help="standard, or excel-et: semicolons, byte order mark, decimal commas, dd.mm.yyyy.")
    ] = "standard",
    as_json: JsonOption = False,
    wide: WideOption = False,
    rows: RowsOption = None,
    keel: KeelOption = "en",
    no_pager: PagerOption = False,
    data: DataOption = None,
) -> None:
    """Run read-only SQL over the published warehouse, or a shipped query by name. Without either: a shell.

    Example: kehtiv sql --name duties_of_position --param title=nõustaja --output duties.xlsx
    """
    from flows.ask import answers
    from flows.terminal import printing

    look = look_of(wide, rows, keel, no_pager)
    if list_queries:
        printing.print_queries(answers.shipped_queries())
        return
    given = sum(source is not None for source in (query, name, file))
    if given == 0 and _is_watched() and not (param or output_format or output or as_json):
        from flows.terminal.shell import run_shell

        run_shell(data_folder(data), look)
        return
    if given != 1:
        raise WrongUse("give one of: a QUERY, --name NAME, --file F (or --list); the shell needs a terminal")
    chosen = format_of("json" if as_json and output_format is None else output_format, output, csv_dialect)
    if file is not None and not file.is_file():
        raise WrongUse(f"no such file: {file}")
    folder = data_folder(data)
    refuse_data_file("--output", output, folder)
    text = _statement(file) if file is not None else query
    settings = settings_of(data) if name in answers.BY_SETTINGS else None
    with _asked():
        result = answers.run_sql(folder, text, name, _params(param or []), settings)
    printing.write_result(result, chosen, output, look, csv_dialect)


def _statement(file: Path) -> str:
    """Return the SQL of a file. Raises ``WrongUse`` where it is not UTF-8, ``OSError`` where it cannot be read."""
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUse(f"{file} is not UTF-8 (byte {error.start}): save it as UTF-8") from error


def _is_watched() -> bool:
    """Return whether a person sits at a terminal and sees the answers there."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def format_of(given: str | None, output: Path | None, dialect: str = "standard") -> str:
    """Return the format: as given, else by the name of the file. Raises ``WrongUse``."""
    from flows.ask import answers

    if dialect not in answers.CSV_DIALECTS:
        raise WrongUse(f"--csv-dialect {dialect}: one of {', '.join(answers.CSV_DIALECTS)}")
    if given is None and output is not None:
        given = output.suffix.lower().removeprefix(".")
        if given not in answers.FILE_FORMATS:
            known = ", ".join(f".{name}" for name in answers.FILE_FORMATS)
            raise WrongUse(f"--output {output}: its name should end in {known}, or name the --format")
    chosen = given or ("csv" if dialect != "standard" else "table")
    if chosen not in answers.FORMATS:
        raise WrongUse(f"--format {chosen}: one of {', '.join(answers.FORMATS)}")
    if chosen in answers.BINARY_FORMATS and output is None:
        raise WrongUse(f"--format {chosen} needs --output FILE: a terminal cannot show it")
    if chosen == "table" and output is not None:
        raise WrongUse("--format table is for the terminal: name csv, json, parquet or xlsx for a file")
    if dialect != "standard" and chosen != "csv":
        raise WrongUse(f"--csv-dialect {dialect} is for CSV, not for {chosen}")
    return chosen


@contextmanager
def _asked() -> Iterator[None]:
    """Turn a query that cannot be run into wrong use (status 2): the mistake is the asker's, not the warehouse's."""
    from flows.ask import answers

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
