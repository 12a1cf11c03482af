"""Define the commands that report the current state: registers, checks, status, run reports."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.clock import Clock
from flows.commands.asking import tell
from flows.commands.forgetting import forget_one
from flows.commands.looks import JsonOption
from flows.commands.options import DataOption, WrongUse, end_with, settings_of
from flows.folder import data_folder


def registers(
    forget: Annotated[
        str | None,
        typer.Option(help="Delete everything of this register from the data folder; tombstones stay."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Delete without asking (only a terminal is ever asked).")] = False,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """List the registers that can be named: the shipped ones and your own (KEHTIV_REGISTERS). Or forget one."""
    if forget is not None:
        forget_one(forget, data, is_sure=yes)
        return
    from flows.registers.find import load_registers
    from flows.terminal import printing
    from flows.terminal.registers import as_rows, register_lines

    if as_json:
        printing.write_json(as_rows(load_registers()))
    else:
        printing.write("".join(f"{line}\n" for line in register_lines(load_registers())))


def check(as_json: JsonOption = False, data: DataOption = None) -> None:
    """Check the quality of the published data. Exit 1 if a check of level error fails."""
    from flows.ask import answers
    from flows.terminal import printing

    results = answers.check(data_folder(data))
    tell(results, printing.print_checks, as_json)
    raise typer.Exit(1 if any(not result.passed and result.level == "error" for result in results) else 0)


def status(
    ask_again: Annotated[
        str | None,
        typer.Option(metavar="HOST", help="Lift the pause that this host asked for; the next run asks it again."),
    ] = None,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Show last runs, coverage, quarantine and findings. Exit 1 if a register is silent or overdue."""
    from flows.ask import answers
    from flows.ask.plain import plain
    from flows.reading.store import Size, open_readings
    from flows.report.keep import undelivered
    from flows.run.going_on import look
    from flows.stores import StoreFailed
    from flows.terminal import printing
    from flows.terminal.standing import print_standing
    from warehouse.errors import NoWarehouse

    settings = settings_of(data)
    if ask_again is not None:
        from flows.ask_again import lift_pause

        end_with(lift_pause(settings, Clock(), ask_again))
    going_on = look(settings.data)
    try:
        sections = answers.status(settings.data)
        troubles = [*answers.troubles(settings, Clock()), *undelivered(settings.data)]
    except NoWarehouse:
        if going_on is None:
            raise
        sections, troubles = [], []
    try:
        readings = open_readings(settings.folder, settings.whereabouts).size()
    except StoreFailed as error:
        readings = Size(0, 0)
        troubles.append(f"how many readings are kept is not known: {error}")
    if as_json:
        told = {
            "going_on": going_on,
            "is_published": bool(sections),
            "sections": dict(sections),
            "readings": {"files": readings.files, "bytes": readings.bytes},
            "troubles": troubles,
        }
        printing.write_json(plain(told))
    else:
        print_standing(going_on.sentence if going_on is not None else None, sections, readings, troubles)
    if not sections and going_on is not None:
        raise typer.Exit(0 if going_on.is_alive else 1)
    raise typer.Exit(1 if troubles else 0)


def report(
    run: Annotated[str | None, typer.Argument(metavar="RUN", help="A run's id (default: the last run).")] = None,
    register: Annotated[str | None, typer.Option(help="The last run over this register.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    data: DataOption = None,
) -> None:
    """Report what a run found, changed and left open."""
    from flows.report.keep import NoReport, load_report
    from flows.report.markdown import as_markdown
    from flows.terminal import printing

    try:
        told = load_report(data_folder(data), run, register=register)
    except NoReport as error:
        raise WrongUse(str(error)) from error
    if as_json:
        printing.write_json(told)
    else:
        printing.write(as_markdown(told))
