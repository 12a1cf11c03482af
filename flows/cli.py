"""Assemble the `kehtiv` command: its name, its commands, and how it ends.

Exit status: 0 done, 1 done with problems that need a person, 2 wrong use. What was asked for goes to standard output,
everything said about the work itself to standard error, so that `kehtiv sql … > file` holds the answer alone.
Commands import what they need when they run: `kehtiv --help` must answer at once.
"""

from __future__ import annotations

import functools
import os
import platform
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from flows.commands import (
    asking,
    changes,
    comparing,
    digesting,
    exporting,
    ingesting,
    looking,
    querying,
    reading,
    ruling,
    running,
    searching,
    serving,
    standing,
)
from flows.commands.examples import epilog_of
from flows.commands.options import WrongUse, refuse_bytes, stop
from flows.folder import BadConfig
from flows.run.interrupt import STOPPING, Interrupted
from warehouse.absent import note_absent


def _taking_text(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command so that it refuses arguments that are not UTF-8; what Typer reads of it stays the same."""

    @functools.wraps(command)
    def checked(**values: Any) -> None:
        refuse_bytes(values.values())
        command(**values)

    return checked


app = typer.Typer(
    name="kehtiv",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its panels would cost each --help half its time
    help="Which annexes of which directives are in force, which were revoked, by whom, since when, "
    "and on the strength of which sentence.",
)
for command in (
    ingesting.ingest,
    running.add,
    running.reextract,
    asking.extract,
    asking.in_force,
    asking.history,
    asking.why,
    changes.changes,
    comparing.compare,
    asking.show,
    asking.files,
    searching.search,
    running.takedown,
    ruling.doubts,
    ruling.rule,
    ruling.publish,
    querying.sql,
    exporting.export,
    digesting.digest,
    standing.registers,
    standing.check,
    standing.status,
    running.serve,
    reading.reader,
    serving.web,
    standing.report,
    looking.config,
    looking.doctor,
):
    name = command.__name__.replace("_", "-")
    summary = " ".join((command.__doc__ or "").partition("\n\n")[0].split())
    app.command(name, epilog=epilog_of(name), short_help=summary)(_taking_text(command))


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        from flows.terminal import printing

        of = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "prefect"))
        printing.write(f"kehtiv {version('kehtiv')} (Python {platform.python_version()}, {of})\n")
        raise typer.Exit


@app.callback()
def _about(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version, and those of what it runs on.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the `kehtiv` command."""
    note_absent()
    with STOPPING.heeded():
        _run()


def _run() -> None:
    try:
        app()
    except Interrupted as error:
        _end(error)
    except BrokenPipeError:
        # Whoever read the answer has enough of it (`| head`). Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if (stopped := STOPPING.behind(error)) is not None:
            _end(stopped)
        status = _status_of(error)
        if status is None:
            raise
        stop(_told(error), status)


def _end(stopped: Interrupted) -> None:
    _complain(str(stopped))
    STOPPING.end_at_once(stopped.number)


def _complain(words: str) -> None:
    from flows.terminal import printing

    printing.complain(words)


def _status_of(error: Exception) -> int | None:
    """Return the exit status for trouble that has a name; ``None`` for what may be a fault of kehtiv's own.

    The names are looked up when there is trouble: a command that answers should not pay for them.
    """
    from extractors.errors import ExtractionError
    from flows.archive.errors import ArchiveError
    from flows.digest.subscriptions import BadSubscriptions
    from flows.http.errors import RegisterError
    from flows.reading.spread.address import BadAddress
    from flows.reading.spread.errors import ReadersFailed
    from flows.registers.config import BadRegisterList, UnknownRegister
    from flows.run.errors import RunError
    from warehouse.errors import WarehouseError

    if isinstance(error, (WrongUse, UnknownRegister, BadRegisterList, BadConfig, BadSubscriptions, BadAddress)):
        return 2
    named = (RunError, WarehouseError, ArchiveError, ReadersFailed, RegisterError, ExtractionError, OSError)
    return 1 if isinstance(error, named) else None


def _told(error: Exception) -> str:
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error)
    return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
