"""Define the command that runs a night: ingest."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from flows.clock import Clock
from flows.commands.options import (
    DataOption,
    LogFormatOption,
    QuietOption,
    ReadersOption,
    VerboseOption,
    WrongUse,
    day_of,
    end_with,
    log_values,
    readers_values,
    refuse_host,
    refuse_mixing,
    settings_of,
    teller_of,
)

if TYPE_CHECKING:  # loading settings takes a tenth of a second
    from flows.settings import Settings


def ingest(
    named: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REGISTER]…",
            help="A register's name, or a base URL such as http://127.0.0.1:8000/ska/ (platform ADR); several are asked"
            " as with --all.",
        ),
    ] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Every register of the list that is real and not behind a robot check: those of one host in turn,"
            " several hosts side by side.",
        ),
    ] = False,
    since: Annotated[str | None, typer.Option(help="First registration day to search (ISO or dd.mm.yyyy).")] = None,
    until: Annotated[str | None, typer.Option(help="Last registration day to search.")] = None,
    data: DataOption = None,
    plain: Annotated[bool, typer.Option("--plain", help="Do the same without Prefect.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what a night would do; ask nobody and write nothing.")
    ] = False,
    readers: ReadersOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log_format: LogFormatOption = None,
) -> None:
    """Run the nightly flow once: search, fetch, read, load, publish. Without an argument: over the bundled register."""
    settings = settings_of(data, **log_values(quiet, verbose, log_format), **readers_values(readers, dry_run))
    asked = _all_named(named, every)
    names = asked or ["sample"]
    days = {"since": day_of(since, "--since"), "until": day_of(until, "--until")}
    if dry_run:
        for name in names:
            _tell_intent(name, settings, days["since"], days["until"])
        return
    about = names[0] if len(names) == 1 else ""
    for warning in refuse_mixing(asked, settings):
        teller_of(settings, about)(warning)
    for name in names:
        # Before what takes seconds to load. Of several hosts, one that does not answer is no reason to ask no other.
        refuse_host(name, settings, is_tried=not plain and len(names) == 1)

    from flows.night.ingest import conduct_plainly, ingest_register
    from flows.night.together import ingest_together
    from flows.schedule.flow import run_as_flow

    conduct = conduct_plainly if plain else partial(run_as_flow, say=teller_of(settings, about))
    if len(names) == 1:
        summary = ingest_register(names[0], settings, Clock(), **days, conduct=conduct)
    else:
        summary = ingest_together(names, settings, Clock(), **days, conduct=conduct)
    end_with(summary, settings)


def _all_named(named: list[str] | None, every: bool) -> list[str]:
    """Return the registers that a night is to ask; none where the bundled one is meant. Raise ``WrongUse``."""
    if not every:
        return named or []
    if named:
        raise WrongUse(f"--all asks every register of the list: leave out {', '.join(named)}, or --all")
    from flows.registers.find import load_registers

    return [each.code for each in load_registers() if not each.is_bundled and not each.has_robot_check]


def _tell_intent(register: str, settings: Settings, since: date | None, until: date | None) -> None:
    from flows.night.intent import tell_intent
    from flows.registers.find import find_register
    from flows.terminal import printing

    for sentence in tell_intent(find_register(register), settings, Clock(), since, until):
        printing.write(f"{sentence}\n")
