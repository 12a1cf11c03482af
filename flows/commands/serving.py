"""Define the command that serves the page and the API."""

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
    sql: Annotated[
        bool | None,
        typer.Option("--sql/--no-sql", help="Answer SQL that people write; without it on loopback alone."),
    ] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(metavar="URL", help="A web site whose scripts may read the API; may be given several times."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Serve the page and the API over what was published last, until interrupted. Reads, and writes rulings if let.

    What a night publishes meanwhile is answered from at most two seconds later, at once where anything was withdrawn.
    Where others than this machine reach it, one address may ask KEHTIV_SQL_PER_MINUTE queries a minute on the SQL page.

    Example: kehtiv web --port 8321
    """
    from flows.loopback import is_loopback
    from flows.terminal import printing
    from flows.web.app import Choices
    from flows.web.guard import is_reached_by_others
    from flows.web.serve import CannotListen, serve

    for option, address in (("--base-url", base_url), *(("--allow-origin", one) for one in allow_origin or ())):
        if address is not None and not _is_of_web(address):
            raise WrongUse(f"{option} is an address with http or https, not {address!r}")
    if rulings_by is not None and not rulings_by.strip():
        raise WrongUse("--rulings-by names who decides; a role will do")
    settings = settings_of(data)
    reached = base_url or settings.base_url
    try:
        choices = Choices(
            host=host,
            base_url=reached,
            rulings_by=rulings_by,
            has_sql=is_loopback(host) if sql is None else sql,
            sql_per_minute=settings.sql_per_minute if is_reached_by_others(host, reached) else 0,
            origins=tuple(one.rstrip("/") for one in allow_origin or ()),
        )
        serve(Path(data_folder(data)), port, choices, printing.note)
    except CannotListen as error:
        stop(str(error), 1)


def _is_of_web(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.hostname)
