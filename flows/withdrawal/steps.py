"""Withdraw a document: delete its content and its file names everywhere, in an order that survives a kill.

First the journal and the tombstone record what must go. Then bytes, ledger lines, OCR results and reports are deleted.
The rows of the warehouse go last, because until then they say which bytes those were. Publishing rewrites the working
file and drops the earlier published files. The next run completes what a kill left unfinished.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from flows.withdrawal.journal import note_withdrawn
from flows.withdrawal.outside import Holdings, Leaving, forget_outside
from flows.withdrawal.unloaded import Unloaded, unloaded_content
from warehouse.transactions import transaction
from warehouse.withdrawal import content, facts, tombstones
from warehouse.withdrawal.content import file_urls, held_content
from warehouse.withdrawal.tombstones import Cause, Tombstone

GONE = "two checks at least a day apart found no such page"


@dataclass(frozen=True)
class Intent:
    """A document to withdraw, and why."""

    document_id: str
    cause: Cause
    reason: str


def withdraw(
    held: Holdings, document_id: str, *, cause: Cause, reason: str, run_id: str, at: datetime
) -> Tombstone | None:
    """Withdraw all content of a document; return its tombstone, or ``None`` where there was nothing to withdraw.

    A take-down leaves a tombstone even where nothing is held. Loose files with the same bytes are withdrawn too. A
    document that already has a tombstone is withdrawn again.
    """
    [stone] = begin(held, [Intent(document_id, cause, reason)], run_id=run_id, at=at)
    if stone is not None:
        complete(held, stone, run_id=run_id, at=at)
    return stone


def begin(held: Holdings, intents: Sequence[Intent], *, run_id: str, at: datetime) -> list[Tombstone | None]:
    """Record in journal and warehouse what must go; delete only loose files with the same bytes.

    Return a tombstone for each of ``intents``, in their order; ``None`` as in ``withdraw``.
    """
    names = [intent.document_id for intent in intents]
    fetched, unloaded = _ever_fetched(held, names), unloaded_content(held.archive, held.platforms, names)
    return [
        _begin(held, intent, fetched[intent.document_id], unloaded[intent.document_id], run_id=run_id, at=at)
        for intent in intents
    ]


def _begin(
    held: Holdings, intent: Intent, ever_fetched: frozenset[str], unloaded: Unloaded, *, run_id: str, at: datetime
) -> Tombstone | None:
    w, document_id, cause = held.warehouse, intent.document_id, intent.cause
    known = held_content(w, document_id)
    stands = tombstones.open_tombstone(w, document_id)
    if stands is not None and (stands.cause == cause or cause != "takedown"):
        return stands if known.is_loaded or unloaded.is_any or stands.finished_at is None else None
    if not (known.is_any or unloaded.is_any) and cause != "takedown":
        return None
    hashes = known.own_hashes | ever_fetched | unloaded.hashes
    if stands is not None:
        hashes |= frozenset(stands.hashes)
    hashes = (hashes - facts.shared_hashes(w, document_id, hashes)) | _own_page(held, document_id)
    stone = Tombstone(
        tombstone_id=tombstones.new_id(w, document_id),
        document_id=document_id,
        **asdict(facts.described(w, document_id)),
        cause=cause,
        reason=intent.reason,
        file_number=known.file_number,
        hashes=tuple(sorted(hashes)),
        begun_at=at,
        run_id=run_id,
    )
    facts.ensure_row(w, document_id, run_id, at)
    effects = tombstones.facts_of(w, stone.tombstone_id, document_id, at)
    note_withdrawn(held.archive.place, asdict(stone), effects)
    tombstones.write(w, stone, effects)
    for copy in known.copies:
        withdraw(held, copy, cause=cause, reason=f"the same file as in {document_id}", run_id=run_id, at=at)
    return stone


def complete(held: Holdings, stone: Tombstone, *, run_id: str, at: datetime, is_page_awaited: bool = False) -> None:
    """Delete everything that a tombstone covers; the rows go last, in one transaction.

    With ``is_page_awaited`` only the files go, and the tombstone stays open until the document's page says what else.
    """
    forget_outside(held, [Leaving(stone, keeps_description=is_page_awaited, has_pages=not is_page_awaited)])
    with transaction(held.warehouse.connection):
        content.remove_document_content(
            held.warehouse,
            document_id=stone.document_id,
            run_id=run_id,
            at=at,
            keeps_description=is_page_awaited,
        )
        if not is_page_awaited:
            tombstones.finish_within(held.warehouse, stone.document_id, at)
            if stone.cause == "takedown":
                # A document that was taken down is not requested again, neither as pending nor as due.
                facts.leave_alone(held.warehouse, stone.document_id, stone.register, stone.external_id)


def told_shared(held: Holdings, document_id: str) -> list[str]:
    """Return a sentence for each other document that keeps bytes of this one public. Call it before the withdrawal."""
    return [
        f"{document_id}: one of its files is also public under {other} and stays there"
        for other in facts.stays_public_in(held.warehouse, document_id)
    ]


def holds_unloaded(held: Holdings, document_id: str) -> bool:
    """Return whether the archive holds content of a document, even if it was never loaded."""
    return unloaded_content(held.archive, held.platforms, [document_id])[document_id].is_any


def _own_page(held: Holdings, document_id: str) -> frozenset[str]:
    """Return the sha256 of the document's page, so that a saved copy of it is refused like the files."""
    sha256 = facts.public_page(held.warehouse, document_id)
    return frozenset([sha256] if sha256 else [])


def _ever_fetched(held: Holdings, document_ids: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the sha256 of everything that the file addresses returned: the warehouse knows only the last version."""
    hashes: dict[str, set[str]] = {document_id: set() for document_id in document_ids}
    owners: dict[str, dict[str, list[str]]] = {}
    for document_id, url in file_urls(held.warehouse, hashes):
        owners.setdefault(document_id.partition("/")[0], {}).setdefault(url, []).append(document_id)
    for register, urls in owners.items():
        for capture in held.archive.captures(register, urls):
            if capture.status in (200, 304):
                for document_id in urls.get(capture.url, ()):
                    hashes[document_id].add(capture.sha256)
    return {document_id: frozenset(own) for document_id, own in hashes.items()}
