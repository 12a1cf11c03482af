"""Forgetting a document: everything that holds its content or its file names, in an order that a kill cannot break.

First the journal and the tombstone say what is to go; then bytes, ledger lines, OCR results and reports go; the rows of
the warehouse go last, because until then they tell which bytes those were. Publishing writes the working file anew and
drops the earlier published ones. Whatever is left half done is finished when the next run begins.
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
    """A document that is to be withdrawn, and why."""

    document_id: str
    cause: Cause
    reason: str


def withdraw(
    held: Holdings, document_id: str, *, cause: Cause, reason: str, run_id: str, at: datetime
) -> Tombstone | None:
    """Takes all content of a document away; ``None`` where there was none and nobody asked for a tombstone.

    Loose files of the same bytes go with it. A document that lies under a tombstone already is gone through again.
    """
    [stone] = begin(held, [Intent(document_id, cause, reason)], run_id=run_id, at=at)
    if stone is not None:
        complete(held, stone, run_id=run_id, at=at)
    return stone


def begin(held: Holdings, intents: Sequence[Intent], *, run_id: str, at: datetime) -> list[Tombstone | None]:
    """Writes what is to go, in the journal and in the warehouse; deletes nothing but loose files of the same bytes.

    In the order of ``intents``; ``None`` as for ``withdraw``.
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
    note_withdrawn(held.archive.folder, asdict(stone), effects)
    tombstones.write(w, stone, effects)
    for copy in known.copies:
        withdraw(held, copy, cause=cause, reason=f"the same file as in {document_id}", run_id=run_id, at=at)
    return stone


def complete(held: Holdings, stone: Tombstone, *, run_id: str, at: datetime, is_page_awaited: bool = False) -> None:
    """Deletes all that a tombstone says is to go; the warehouse lets go of it in one transaction, last.

    Where ``is_page_awaited`` the files go, and the tombstone stays open until the page is read that says what else.
    """
    forget_outside(held, [Leaving(stone, keeps_description=is_page_awaited, has_pages=not is_page_awaited)])
    with transaction(held.warehouse.connection):
        content.remove_document_content(
            held.warehouse,
            document_id=stone.document_id,
            told=f"{told_cause(stone)}: the content was removed",
            run_id=run_id,
            at=at,
            keeps_description=is_page_awaited,
        )
        if not is_page_awaited:
            tombstones.finish_within(held.warehouse, stone.document_id, at)
            if stone.cause == "takedown":
                # What was taken down is not asked for: not as pending, not as due.
                facts.leave_alone(held.warehouse, stone.document_id, stone.register, stone.external_id)


def told_shared(held: Holdings, document_id: str) -> list[str]:
    """A sentence for each other document under which bytes of this one stay public; before it is withdrawn."""
    return [
        f"{document_id}: a file of it is public under {other} as well, and stays there"
        for other in facts.stays_public_in(held.warehouse, document_id)
    ]


def holds_unloaded(held: Holdings, document_id: str) -> bool:
    """Whether the archive holds content of a document, were it never loaded."""
    return unloaded_content(held.archive, held.platforms, [document_id])[document_id].is_any


def told_cause(stone: Tombstone) -> str:
    """In words, for findings and summaries."""
    names = {"restricted": "restricted by the register", "gone": "gone from the register", "takedown": "taken down"}
    return f"{names[stone.cause]} ({stone.reason})"


def _own_page(held: Holdings, document_id: str) -> frozenset[str]:
    """A page of the document that somebody saved is refused as well as its files."""
    sha256 = facts.public_page(held.warehouse, document_id)
    return frozenset([sha256] if sha256 else [])


def _ever_fetched(held: Holdings, document_ids: Collection[str]) -> dict[str, frozenset[str]]:
    """All that came from the documents' files' addresses, earlier versions too: the warehouse knows only the last."""
    found: dict[str, set[str]] = {document_id: set() for document_id in document_ids}
    owners: dict[str, dict[str, list[str]]] = {}
    for document_id, url in file_urls(held.warehouse, found):
        owners.setdefault(document_id.partition("/")[0], {}).setdefault(url, []).append(document_id)
    for register, urls in owners.items():
        for capture in held.archive.captures(register, urls):
            if capture.status in (200, 304):
                for document_id in urls.get(capture.url, ()):
                    found[document_id].add(capture.sha256)
    return {document_id: frozenset(hashes) for document_id, hashes in found.items()}
