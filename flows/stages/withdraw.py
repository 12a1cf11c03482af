"""Withdraw what the pages of a batch restrict, before these pages are loaded; let return what they show again."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.model.register import RegisterEntry
from flows.run.run import Run
from flows.run.summary import Summary
from flows.stages.fetched import FetchedDocument
from flows.withdrawal import steps
from flows.withdrawal.outside import Leaving, forget_outside, says_the_same
from flows.withdrawal.resume import note_return
from flows.withdrawal.steps import Intent
from warehouse.connection import Warehouse
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.tombstones import Tombstone


def withdraw_restricted(run: Run, batch: Iterable[FetchedDocument]) -> tuple[list[Tombstone], list[str]]:
    """Delete everything outside the warehouse that belongs to documents which are no longer public.

    Return their tombstones, and a sentence for each file that stays public under another document.

    The intents are written first, then bytes are deleted. Rows are deleted when the pages are loaded: until then they
    say which bytes belonged to the documents.
    """
    restricted = [document for document in batch if not document.entry.is_public]
    if not restricted:
        return [], []
    held, moment = run.holdings, run.moment()
    intents = [Intent(document.document_id, "restricted", _reason(document.entry)) for document in restricted]
    stones = steps.begin(held, intents, run_id=moment.run_id, at=moment.at)
    leaving = [
        Leaving(stone, says_the_same(held, document.document_id, document.entry.title), document.page_sha256)
        for document, stone in zip(restricted, stones, strict=True)
        if stone is not None
    ]
    shared = [
        sentence
        for document, stone in zip(restricted, stones, strict=True)
        if stone is not None
        for sentence in steps.told_shared(held, document.document_id)
    ]
    forget_outside(held, leaving)
    return [each.stone for each in leaving], shared


def _reason(entry: RegisterEntry) -> str:
    return " ".join(word for word in (entry.access or "no word on access", entry.access_basis) if word)


def returning(w: Warehouse, batch: Iterable[FetchedDocument]) -> list[Tombstone]:
    """Return the tombstones over documents that are public now; loading their pages lifts those of the register."""
    public = {document.document_id for document in batch if document.entry.is_public}
    # If a document has two tombstones, the later one counts: only the operator lifts a take-down.
    last = {stone.document_id: stone for stone in tombstones.all_open(w)}
    return [stone for document_id, stone in last.items() if document_id in public]


def note_returns(run: Run, stones: Iterable[Tombstone]) -> None:
    """Record in the journal, once the pages are loaded, that the register publishes these documents again."""
    for stone in stones:
        moment = run.moment()
        note_return(run.holdings, stone, run_id=moment.run_id, at=moment.at)


def count_withdrawn(summary: Summary, stone: Tombstone) -> None:
    """Add what was withdrawn to the summary."""
    summary.count("withdrawn")
    summary.notes.append(f"{stone.document_id}: {tombstones.told_cause(stone)}: its content was removed")


def withdraw_whole(run: Run, document_id: str, *, cause: tombstones.Cause, reason: str) -> None:
    """Withdraw all content of a document, its rows last, and note it in the summary."""
    stone = steps.withdraw(run.holdings, document_id, cause=cause, reason=reason, run_id=run.run_id, at=run.clock.now())
    if stone is not None:
        count_withdrawn(run.summary, stone)
