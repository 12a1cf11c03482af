"""Have a run's files read by readers elsewhere, where it has any, before they are loaded."""

from __future__ import annotations

from collections.abc import Iterable

from flows.reading.one import WantedFile
from flows.reading.spread.errors import ReadersFailed
from flows.run.run import Run


def read_elsewhere(run: Run, wanted: Iterable[WantedFile], total: int) -> None:
    """Have files read by others; afterwards the store holds what they could keep, and ``Readings`` find it there.

    A night whose readers fail reads the rest itself and says so: the register matters more. Any other run raises
    ``ReadersFailed``, because it was begun in order to spread the work.
    """
    spread = run.spread
    if spread is None or total == 0:
        return
    try:
        done = spread.read(wanted, run.progress.check)
        for _ in run.progress.of("files read elsewhere", done, total, lambda: spread.told):
            pass
    except ReadersFailed as error:
        if run.kind != "ingest":
            raise
        read_alone(run, error)


def read_alone(run: Run, error: ReadersFailed) -> None:
    """Go on without readers elsewhere."""
    run.spread = None
    run.summary.ask_person(f"{error}. This night reads what is left on this machine alone")
