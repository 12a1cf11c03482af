"""Load what the pages of a batch say."""

from __future__ import annotations

from collections.abc import Sequence

from flows.stages.fetched import FetchedDocument
from warehouse import load
from warehouse.connection import Warehouse
from warehouse.ledgers import quarantine, schedule
from warehouse.load import EntryOutcome, SeenEntry
from warehouse.moment import Moments


def load_pages(w: Warehouse, moments: Moments, batch: Sequence[FetchedDocument]) -> list[EntryOutcome]:
    """Load the pages together; rows of documents that are not public are deleted in the same transaction."""
    seen = [SeenEntry(document.document_id, document.entry, document.page_sha256) for document in batch]
    return load.load_entries(w, moments, seen)


def release_unlisted(w: Warehouse, moments: Moments, batch: Sequence[FetchedDocument]) -> None:
    """Close what is held back of files that the pages no longer list."""
    held_back = quarantine.open_things(w, [document.document_id for document in batch])
    troubled = {name for name, _, _ in held_back}
    for document in batch:
        if document.document_id in troubled:
            listed = document.entry.files if document.entry.is_public else ()
            quarantine.release_unlisted(
                w,
                document.document_id,
                [file.name for file in listed],
                [file.external_id or file.name for file in listed],
                moments.of(document.document_id).at,
            )


def mark_checked(w: Warehouse, moments: Moments, batch: Sequence[FetchedDocument]) -> None:
    """Record that documents are completely loaded or held back; one that lacks a file is requested again."""
    load.mark_checked(w, moments, [document.document_id for document in batch if document.is_whole])


def finish_plan(w: Warehouse, batch: Sequence[FetchedDocument]) -> None:
    """Remove the documents from the list of what to fetch."""
    by_register: dict[str, list[str]] = {}
    for document in batch:
        by_register.setdefault(document.document_id.register, []).append(document.document_id.external_id)
    for register, external_ids in by_register.items():
        schedule.finish_pending(w, register, external_ids)
