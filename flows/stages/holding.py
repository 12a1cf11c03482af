"""Holding back what cannot be had or read, and releasing what can again."""

from __future__ import annotations

from flows.run.run import Run
from flows.stages.fetched import HeldBack
from warehouse.ledgers import quarantine

WORTH_ASKING_AGAIN = ("page", "file", "bytes")
"""Stages at which the register's answer was at fault, not our reading: the next night asks again.

page    the document's page did not come, or came in another shape, or answered 404 for the first time
file    a file did not come
bytes   something came in place of the file: cut short, empty, an error page; or the archive's copy is damaged
"""


def hold(run: Run, name: str, thing: str, sha256: str | None, stage: str, code: str, message: str) -> None:
    """A quarantine row, and a line for the operator."""
    hold_quietly(run, name, thing, sha256, stage, code, message)
    run.summary.count("quarantined")
    run.summary.ask_person(f"held back: {name} {thing if thing != name else ''} at {stage}: {code}: {message}")


def hold_quietly(run: Run, name: str, thing: str, sha256: str | None, stage: str, code: str, message: str) -> None:
    """A quarantine row alone, where the operator is told of it otherwise."""
    trouble = quarantine.Trouble(name, thing, sha256, stage, code, message, run.readers_version)
    quarantine.hold(run.warehouse, trouble, run_id=run.run_id, at=run.clock.now())


def release(run: Run, held_back: HeldBack, name: str, thing: str, stage: str) -> None:
    """Closes what was open when the batch began: asking the ledger for each of 20,000 documents takes minutes."""
    if (name, thing, stage) in held_back:
        quarantine.release(run.warehouse, name, thing, stage, run.clock.now())
