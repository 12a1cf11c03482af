"""The `kehtiv` command: its name, its commands, and how it ends.

Exit status: 0 done, 1 done with problems that need a person, 2 wrong use. What was asked for goes to standard output,
everything said about the work itself to standard error, so that `kehtiv sql … > file` holds the answer alone.
Commands import what they need when they run: `kehtiv --help` must answer at once.
"""

from __future__ import annotations

import os
import sys

import typer

from extractors.errors import ExtractionError
from flows.archive.errors import ArchiveError
from flows.commands import asking, changes, querying, running, standing
from flows.commands.options import WrongUse, stop
from flows.http.errors import RegisterError
from flows.registers.config import BadRegisterList, UnknownRegister
from flows.run.errors import RunError
from flows.run.interrupt import CTRL_C, Interrupted
from flows.terminal import printing
from warehouse.errors import WarehouseError

app = typer.Typer(
    name="kehtiv",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Which annexes of which directives are in force, which were revoked, by whom, since when, "
    "and on the strength of which sentence.",
)
for command in (
    running.ingest,
    running.add,
    running.reextract,
    asking.extract,
    asking.in_force,
    asking.history,
    asking.why,
    changes.changes,
    asking.show,
    asking.files,
    running.takedown,
    querying.sql,
    standing.registers,
    standing.check,
    standing.status,
    running.serve,
    standing.report,
):
    app.command(command.__name__.replace("_", "-"))(command)


def main() -> None:
    """Entry point of the `kehtiv` command."""
    with CTRL_C.heeded():
        _run()


def _run() -> None:
    try:
        app()
    except Interrupted as error:
        printing.complain(str(error))
        CTRL_C.end_at_once()
    except (WrongUse, UnknownRegister, BadRegisterList) as error:
        stop(str(error), 2)
    except (RunError, WarehouseError, ArchiveError, RegisterError, ExtractionError) as error:
        stop(str(error), 1)
    except BrokenPipeError:
        # Whoever read the answer has enough of it (`| head`). Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        stop(f"{where}{error.strerror or error}", 1)
