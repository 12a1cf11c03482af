"""Define the command that reads for others: reader."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import DataOption, WrongUse, settings_of


def reader(
    scheduler: Annotated[
        str, typer.Argument(metavar="HOST:PORT", help="The Dask scheduler to read for (`dask scheduler`).")
    ],
    at_once: Annotated[
        int | None, typer.Option(min=1, max=64, help="Files to read at once; else KEHTIV_WORKERS.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="What this reader is called; else this machine's name and a number.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Read files for runs on other machines (`--readers`), until interrupted or the scheduler goes.

    Archive and store of readings must be those of the run: a data folder that both machines see, or the same buckets
    (KEHTIV_ARCHIVE, KEHTIV_READINGS), for which the data folder here need only exist. A scheduler on another machine is
    reached by TLS alone.
    """
    from flows.reading.spread.address import BadAddress, parse_address
    from flows.reading.spread.serving import default_name, serve
    from flows.reading.spread.workplace import workplace_of
    from flows.run.interrupt import STOPPING
    from flows.terminal import printing

    settings = settings_of(data)
    try:
        address = parse_address(scheduler)
    except BadAddress as error:
        raise WrongUse(str(error)) from error
    if not settings.data.is_dir():
        raise WrongUse(f"there is no data folder {settings.data}: name that of the run with --data")
    place = workplace_of(settings, name or default_name())
    serve(place, address, at_once or settings.workers, printing.note, STOPPING.check)
