"""Define `kehtiv export`: the published warehouse as files for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.clock import Clock
from flows.commands.options import DataOption, WrongUse, day_of, settings_of


def export(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="DIR",
            help="A new or empty folder, or one that holds an export; with --lake also s3://bucket/prefix.",
        ),
    ],
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", help="One of parquet, csv, xlsx, jsonld, akn; repeat as needed (default: all)."),
    ] = None,
    on: Annotated[
        str | None, typer.Option(help='The day that "today" means in the export (default: today in Tallinn).')
    ] = None,
    lake: Annotated[
        str | None,
        typer.Option(
            metavar="CATALOG",
            help="Write all published tables as a DuckLake instead: its catalog here (a file, or postgresql://…),"
            " its data files in DIR.",
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """Write the public tables and acts as files, with descriptions and checksums; the folder whole or not at all.

    A withdrawal removes the content of every folder and lake that was written so, and writes it again without it.
    """
    if lake is not None:
        _export_lake(lake, folder, data, has_others=bool(formats or on))
        return
    from flows.exports.target import BadTarget
    from flows.exports.write import FORMATS, write_export
    from flows.run.data_folder import locked, prepare_data_folder
    from flows.terminal import printing

    chosen = tuple(dict.fromkeys(formats or FORMATS))
    for name in chosen:
        if name not in FORMATS:
            raise WrongUse(f"--format {name}: one of {', '.join(FORMATS)}")
    settings, clock = settings_of(data), Clock()
    day = day_of(on, "--on")
    try:
        # No run may withdraw content while it is being copied.
        with locked(prepare_data_folder(settings.data)):
            number = write_export(settings, Path(folder), chosen, today=clock.today(), day=day)
    except BadTarget as error:
        raise WrongUse(str(error)) from error
    printing.note(f"{number} files written to {folder}")


def _export_lake(catalog: str, folder: str, data: Path | None, *, has_others: bool) -> None:
    from flows.exports.lake import export_lake, place_of
    from flows.exports.target import BadTarget
    from flows.run.data_folder import locked, prepare_data_folder
    from flows.terminal import printing

    if has_others:
        raise WrongUse("--lake writes tables alone: leave out --format and --on")
    settings = settings_of(data)
    try:
        place = place_of(catalog, folder)
        with locked(prepare_data_folder(settings.data)):
            number, for_readers = export_lake(settings, place)
    except BadTarget as error:
        raise WrongUse(str(error)) from error
    printing.note(f"{number} tables written to {folder}; a reader opens them in DuckDB by:")
    printing.write(f"{for_readers}\n")
