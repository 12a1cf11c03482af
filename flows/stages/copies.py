"""One document in two registers: an aggregator's copy beside the page in its authority's own register.

The authority's register is the one that speaks. What it restricts, or has withdrawn, is not kept from a copy either;
what it shows and is held whole is not fetched a second time; and where only the copy is held, the copy speaks.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.model.finding import Finding
from extractors.model.register import Capture, OriginalFile, RegisterEntry
from extractors.registers.base import Connector, HoldsTexts, files_to_read
from flows.http.fetcher import Fetcher
from flows.run.run import Run
from flows.withdrawal import steps
from warehouse import load
from warehouse.load import copies
from warehouse.transactions import transaction

RESTRICTED, HELD = "restricted_elsewhere", "held_in_original"


def settle_entry(run: Run, entry: RegisterEntry) -> RegisterEntry:
    """The entry as it may be loaded: a public copy of what its authority restricts is restricted.

    A page that is no copy, or whose original is not held, comes back as it is.
    """
    if not entry.is_public:
        return entry
    original = copies.restricted_original(run.warehouse, entry)
    if original is None:
        return entry
    told = f"the aggregator shows it to all, its own register restricts it ({original}): its content is not kept"
    findings = (*entry.findings, Finding(RESTRICTED, told))
    return replace(entry, access=f"{copies.ELSEWHERE}: {original}", files=(), findings=findings)


def files_to_fetch(
    run: Run, connector: Connector, page: Capture, entry: RegisterEntry
) -> tuple[RegisterEntry, tuple[tuple[OriginalFile, bytes | None], ...]]:
    """The entry with what is to be said of it, and the files to get, each with its text where the page holds it.

    None where the authority's own register shows the document and all of it is held.
    """
    original = copies.held_original(run.warehouse, entry)
    if original is None:
        return entry, files_to_read(connector, page.body, entry)
    told = f"the same document is held from its own register ({original}), so that its files are not read twice"
    return replace(entry, findings=(*entry.findings, Finding(HELD, told))), ()


def keep_without_content(fetcher: Fetcher, connector: Connector, page: Capture, page_sha256: str) -> str:
    """The sha256 of a restricted document's page as it may be kept; pages that hold no content stay as they came."""
    if not isinstance(connector, HoldsTexts):
        return page_sha256
    body = connector.without_content(page.body)
    if body == page.body:
        return page_sha256
    # First the one, then the other: a kill in between leaves a page that the next run asks for, never content.
    fetcher.archive.forget(page_sha256)
    return fetcher.archive.store(page.with_body(body), fetcher.register)


def note_never_held(run: Run, fetcher: Fetcher, connector: Connector, name: str, told: str) -> None:
    """A row for a document that was withheld whenever it was asked for: else every night would ask for it again."""
    now = run.clock.now()
    external_id = name.partition("/")[2]
    entry = RegisterEntry(
        platform=connector.platform,
        external_id=external_id,
        institution=None,
        number=None,
        registered_on=None,
        document_type=None,
        title=None,
        access=told,
        is_copy=connector.shows_copies or None,
    )
    load.load_entry(
        run.warehouse,
        run_id=run.run_id,
        document_id=name,
        register=fetcher.register,
        entry=entry,
        seen_at=now,
        page_sha256=None,
    )
    load.mark_checked(run.warehouse, run_id=run.run_id, document_id=name, at=now)


def settle_copies(run: Run, name: str, entry: RegisterEntry) -> None:
    """Brings the copies of a document in line with what its own register said just now."""
    if (original := copies.held_original(run.warehouse, entry)) is not None:
        _make_way(run, name, original)
    for copy in copies.copies_of(run.warehouse, name, entry):
        if not entry.is_public:
            withhold_copy(run, copy, name)
        elif copy.register != "files" and copies.held_original(run.warehouse, _as_copy(entry)) == name:
            _make_way(run, copy.document_id, name)


def withhold_copy(run: Run, copy: copies.Copy, original: str) -> None:
    """Takes the content of a copy away wherever it lies, because its own register restricts the document."""
    if copy.is_public is False:
        return
    now, told = run.clock.now(), f"{copies.ELSEWHERE}: {original}"
    stone = steps.withdraw(run.holdings, copy.document_id, cause="restricted", reason=told, run_id=run.run_id, at=now)
    load.mark_restricted(run.warehouse, run_id=run.run_id, document_id=copy.document_id, at=now, told=told)
    with transaction(run.warehouse.connection):
        message = f"its own register restricts it ({original}): the content of this copy was removed"
        copies.note_copy(run.warehouse, copy.document_id, RESTRICTED, message, run.run_id)
    run.summary.count("restricted")
    if stone is not None:
        run.summary.notes.append(f"{copy.document_id}: {told}: the content of the copy was removed")


def _make_way(run: Run, copy: str, original: str) -> None:
    """What was read from a copy goes, once the original is held whole: one sentence would count twice."""
    with transaction(run.warehouse.connection):
        if copies.remove_read_files(run.warehouse, copy):
            message = f"the same document is held from its own register now ({original}): its files count there"
            copies.note_copy(run.warehouse, copy, HELD, message, run.run_id)


def _as_copy(entry: RegisterEntry) -> RegisterEntry:
    return replace(entry, is_copy=True)
