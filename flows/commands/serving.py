"""The command that serves the page and the API."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from flows.commands.options import DataOption, WrongUse, settings_of, stop
from flows.folder import data_folder


def web(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.")] = 8321,
    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Where people reach it, if not under the address listened on; else KEHTIV_BASE_URL."
        ),
    ] = None,
    rulings_by: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Let the page write rulings, decided by NAME; on loopback alone, behind your own login.",
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """Serve the page and the API over what was published last, until interrupted. Reads, and writes rulings if let.

    A night that publishes meanwhile is seen by the next request.

    Example: kehtiv web --port 8321
    """
    from flows.terminal import printing
    from flows.web.serve import CannotListen, serve

    if base_url is not None and (urlsplit(base_url).scheme not in ("http", "https") or not urlsplit(base_url).hostname):
        raise WrongUse(f"--base-url is an address with http or https, not {base_url!r}")
    if rulings_by is not None and not rulings_by.strip():
        raise WrongUse("--rulings-by names who decides; a role will do")
    try:
        reached = base_url or settings_of(data).base_url
        serve(Path(data_folder(data)), host, port, reached, printing.note, rulings_by)
    except CannotListen as error:
        stop(str(error), 1)
