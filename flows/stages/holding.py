"""Hold back what cannot be fetched or read, and release it when it can."""

from __future__ import annotations

from typing import NamedTuple

from extractors.model.ids import DocumentId
from flows.run.run import Run
from warehouse.ledgers import quarantine

WORTH_ASKING_AGAIN = ("page", "file", "bytes")
"""Stages at which the register's answer was at fault, not our reading: the next night asks again.

page    the document's page did not come, or came in another shape, or answered 404 for the first time
file    a file did not come
bytes   something came in place of the file: cut short, empty, an error page; or the archive's copy is damaged
"""


class Thing(NamedTuple):
    """What is held back, and at which stage: a file by its name, the page by the document's id."""

    document_id: DocumentId
    name: str
    stage: str


HeldBack = frozenset[tuple[str, str, str]]
"""Things that are open in quarantine: document, name and stage."""


def page_of(document_id: DocumentId) -> Thing:
    """Return the document's page as a thing that may be held back."""
    return Thing(document_id, document_id, "page")


def hold(run: Run, thing: Thing, code: str, message: str, *, sha256: str | None = None) -> None:
    """Write a quarantine row, and a line for the operator."""
    hold_quietly(run, thing, code, message, sha256=sha256)
    name = thing.name if thing.name != thing.document_id else ""
    run.summary.count("quarantined")
    run.summary.ask_person(f"held back: {thing.document_id} {name} at {thing.stage}: {code}: {message}")


def hold_quietly(run: Run, thing: Thing, code: str, message: str, *, sha256: str | None = None) -> None:
    """Write a quarantine row without a line for the operator, who hears of it in another way."""
    trouble = quarantine.Trouble(
        document_id=thing.document_id,
        thing=thing.name,
        sha256=sha256,
        stage=thing.stage,
        code=code,
        message=message,
        version=run.readers_version,
    )
    quarantine.hold(run.warehouse, trouble, run_id=run.run_id, at=run.moments().of(thing.document_id).at)


def release(run: Run, held_back: HeldBack, thing: Thing) -> None:
    """Close what was open when the batch began; asking the ledger for each of 20,000 documents would take minutes."""
    if thing in held_back:
        release_now(run, thing)


def release_now(run: Run, thing: Thing) -> None:
    """Close what is open for a thing, whether or not anything is."""
    quarantine.release(run.warehouse, *thing, run.moments().of(thing.document_id).at)
