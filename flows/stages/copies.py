"""Settle a document that is in two registers: its authority's own, and an aggregator that shows a copy.

The authority's register decides. What it restricts or has withdrawn is not kept from a copy either. What it shows, and
what is completely held, is not fetched a second time. Where only the copy is held, the copy counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.model.finding import Finding
from extractors.model.ids import DocumentId
from extractors.model.register import Capture, OriginalFile, RegisterEntry
from extractors.registers.base import Connector, HoldsTexts, files_to_read
from flows.archive import ArchiveWriter
from flows.run.run import Run
from flows.stages.fetched import FetchedDocument
from flows.withdrawal import steps
from warehouse import load
from warehouse.connection import Warehouse
from warehouse.load import SeenEntry, copies
from warehouse.moment import Moment
from warehouse.transactions import transaction

RESTRICTED, HELD = "restricted_elsewhere", "held_in_original"


def settle_entry(w: Warehouse, entry: RegisterEntry) -> RegisterEntry:
    """Return the entry as it may be loaded: a public copy of what its authority restricts is restricted.

    A page that is not a copy, or whose original is not held, comes back unchanged.
    """
    if not entry.is_public:
        return entry
    original = copies.restricted_original(w, entry)
    if original is None:
        return entry
    message = f"the aggregator shows it to all, its own register restricts it ({original}): its content is not kept"
    findings = (*entry.findings, Finding(RESTRICTED, message))
    return replace(entry, access=f"{copies.ELSEWHERE}: {original}", files=(), findings=findings)


def files_to_fetch(
    w: Warehouse, connector: Connector, page: Capture, entry: RegisterEntry
) -> tuple[RegisterEntry, tuple[tuple[OriginalFile, bytes | None], ...]]:
    """Return the entry with its findings, and the files to fetch, each with its text where the page holds it.

    No file is fetched where the authority's own register shows the document and all of it is held.
    """
    original = copies.held_original(w, entry)
    if original is None:
        return entry, files_to_read(connector, page.body, entry)
    message = f"the same document is held from its own register ({original}), so that its files are not read twice"
    return replace(entry, findings=(*entry.findings, Finding(HELD, message))), ()


def keep_without_content(
    archive: ArchiveWriter, register: str, connector: Connector, page: Capture, page_sha256: str
) -> str:
    """Return the sha256 of a restricted document's page as it may be kept; one without content stays as it came."""
    if not isinstance(connector, HoldsTexts):
        return page_sha256
    body = connector.without_content(page.body)
    if body == page.body:
        return page_sha256
    # First the one, then the other: a kill in between leaves a page that the next run asks for, never content.
    archive.forget(page_sha256)
    return archive.store(page.with_body(body), register)


def note_never_held(w: Warehouse, moment: Moment, connector: Connector, document_id: DocumentId, access: str) -> None:
    """Add a row for a document that was always withheld; without one, every night would request it again."""
    entry = RegisterEntry(
        platform=connector.platform,
        external_id=document_id.external_id,
        institution=None,
        number=None,
        registered_on=None,
        document_type=None,
        title=None,
        access=access,
        is_copy=connector.shows_copies or None,
    )
    load.load_entries(w, moment, [SeenEntry(document_id, entry, None)])
    load.mark_checked(w, moment, [document_id])


def settle_copies(run: Run, batch: Sequence[FetchedDocument]) -> None:
    """Bring the copies of documents in line with what their own register said just now."""
    held_twice = twice_held(run.warehouse, batch)
    for document in batch:
        if document.document_id in held_twice:
            _settle(run, document.document_id, document.entry)


def twice_held(w: Warehouse, batch: Sequence[FetchedDocument]) -> frozenset[str]:
    """Return those documents of a batch of which another register's page is held, as a copy or as the original."""
    return copies.twice_held(w, [(document.document_id, document.entry) for document in batch])


def _settle(run: Run, name: str, entry: RegisterEntry) -> None:
    if (original := copies.held_original(run.warehouse, entry)) is not None:
        _make_way(run, name, original)
    for copy in copies.copies_of(run.warehouse, name, entry):
        if not entry.is_public:
            withhold_copy(run, copy, name)
        elif copy.register != "files" and copies.held_original(run.warehouse, _as_copy(entry)) == name:
            _make_way(run, copy.document_id, name)


def withhold_copies(run: Run, original: str) -> None:
    """Withdraw the copies of a document that its own register withholds or no longer shows.

    A copy may be due again only in months, and its register may never hear of it.
    """
    for copy in copies.copies_of_unshown(run.warehouse, original):
        withhold_copy(run, copy, original)


def withhold_copy(run: Run, copy: copies.Copy, original: str) -> None:
    """Withdraw all content of a copy, because the document's own register restricts it."""
    if copy.is_public is False:
        return
    moment, access = run.moment(), f"{copies.ELSEWHERE}: {original}"
    stone = steps.withdraw(
        run.holdings, copy.document_id, cause="restricted", reason=access, run_id=moment.run_id, at=moment.at
    )
    load.mark_restricted(run.warehouse, moment, DocumentId(copy.document_id), access=access)
    with transaction(run.warehouse.connection):
        message = f"its own register does not show it ({original}): the content of this copy was removed"
        copies.note_copy(run.warehouse, copy.document_id, RESTRICTED, message, run.run_id)
    run.summary.count("restricted")
    if stone is not None:
        run.summary.notes.append(f"{copy.document_id}: {access}: the content of the copy was removed")


def _make_way(run: Run, copy: str, original: str) -> None:
    """Remove what was read from a copy once the original is completely held: its sentences would count twice."""
    with transaction(run.warehouse.connection):
        if copies.remove_read_files(run.warehouse, copy):
            message = f"the same document is held from its own register now ({original}): its files count there"
            copies.note_copy(run.warehouse, copy, HELD, message, run.run_id)


def _as_copy(entry: RegisterEntry) -> RegisterEntry:
    return replace(entry, is_copy=True)
