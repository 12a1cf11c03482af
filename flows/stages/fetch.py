"""Fetching: the pages and files of a batch of documents, archived. Errors become quarantine here."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.errors import ExtractionError, UnexpectedPage
from extractors.model.register import OriginalFile
from extractors.registers.base import (
    AnswerKind,
    Connector,
    classify_answer,
)
from flows.http.errors import ContactMissing, HostTrouble, IntervalTooShort, RegisterError, RunOver
from flows.http.fetcher import Fetcher
from flows.run.run import Run
from flows.stages import copies
from flows.stages.fetched import Fetched, FetchedDocument, FetchedFile, HeldBack, document_id
from flows.stages.holding import hold, hold_quietly, release
from flows.stages.load import note_withdrawn
from flows.stages.work import Work
from flows.withdrawal import steps
from warehouse import load
from warehouse.ledgers import quarantine, schedule
from warehouse.withdrawal import facts, tombstones

STOPS_THE_NIGHT = (HostTrouble, RunOver, ContactMissing, IntervalTooShort)
"""Trouble that the next document would meet as well: asking on would be impolite and useless."""


def fetch_documents(run: Run, fetcher: Fetcher, connector: Connector, batch: Iterable[Work]) -> Fetched:
    """The pages and files of a batch. What fails is held back in quarantine or noted; the rest is fetched.

    One of ``STOPS_THE_NIGHT`` comes back in the result: a host that breaks off every night after a hundred requests
    would otherwise never be got past the first batch.
    """
    barred = tombstones.barred_documents(run.warehouse)
    wanted = list(batch)
    held_back = quarantine.open_things(
        run.warehouse, [document_id(fetcher.register, work.external_id) for work in wanted]
    )
    documents: list[FetchedDocument] = []
    finished: list[str] = []
    try:
        for work in run.progress.of("fetching documents", wanted, len(wanted)):
            is_barred = document_id(fetcher.register, work.external_id) in barred
            document = None if is_barred else _fetch_document(run, fetcher, connector, work, held_back)
            if document is not None:
                documents.append(document)
            else:
                finished.append(work.external_id)
    except STOPS_THE_NIGHT as error:
        return Fetched(documents, error)
    finally:
        schedule.finish_pending(run.warehouse, fetcher.register, finished)
    return Fetched(documents)


def _fetch_document(
    run: Run, fetcher: Fetcher, connector: Connector, work: Work, held_back: HeldBack
) -> FetchedDocument | None:
    name = document_id(fetcher.register, work.external_id)
    try:
        capture, page_sha256 = fetcher.fetch(connector.document_request(work.external_id))
        kind = classify_answer(capture, connector)
        if kind is AnswerKind.GONE:
            _note_gone(run, name)
            return None
        if kind is AnswerKind.RESTRICTED and capture.status != 200:
            _note_withheld(run, fetcher, connector, name, capture.status)
            return None
        entry = connector.parse_document(capture.body, capture.url)
    except STOPS_THE_NIGHT:
        raise
    except (RegisterError, ExtractionError) as error:
        hold(run, name, name, None, "page", error.code, str(error))
        if isinstance(error, UnexpectedPage):
            fetcher.note_unreadable(error)
        return None
    fetcher.note_readable()
    release(run, held_back, name, name, "page")
    entry = copies.settle_entry(run, entry)
    if not entry.is_public:
        page_sha256 = copies.keep_without_content(fetcher, connector, capture, page_sha256)
        return FetchedDocument(name, entry, page_sha256, (), is_whole=True)
    entry, listed = copies.files_to_fetch(run, connector, capture, entry)
    files = [
        FetchedFile(file, file.external_id or file.name, fetcher.keep_text(capture, file, text))
        if text is not None
        else _fetch_file(run, fetcher, connector, name, file, held_back)
        for file, text in listed
    ]
    kept = tuple(file for file in files if file is not None)
    return FetchedDocument(name, entry, page_sha256, kept, is_whole=len(kept) == len(files))


def _note_gone(run: Run, name: str) -> None:
    """A page missing for the first time stays open in quarantine, so that the next night asks whatever it shows."""
    now = run.clock.now()
    outcome = load.mark_gone(run.warehouse, run_id=run.run_id, document_id=name, at=now)
    if outcome == "unknown" and steps.holds_unloaded(run.holdings, name):
        # A night ended between its files: it must be known, or its bytes would outlive it.
        facts.ensure_row(run.warehouse, name, run.run_id, now)
        outcome = load.mark_gone(run.warehouse, run_id=run.run_id, document_id=name, at=now)
    if outcome == "missing":
        told = "the register has no such page today; it is gone only if a check a day later says so again"
        hold_quietly(run, name, name, None, "page", "page_missing", told)
        run.summary.notes.append(f"{name}: {told}")
        return
    quarantine.release(run.warehouse, name, name, "page", now)
    if outcome == "gone":
        run.summary.count("gone")
        run.summary.notes += steps.told_shared(run.holdings, name)
        note_withdrawn(
            run,
            steps.withdraw(run.holdings, name, cause="gone", reason=steps.GONE, run_id=run.run_id, at=now),
        )
    else:
        run.summary.notes.append(f"{name}: listed, but the register has no such page; nothing of it was ever held")


def _note_withheld(run: Run, fetcher: Fetcher, connector: Connector, name: str, status: int) -> None:
    """A status that means "restricted" without a page (451): nothing of the document's content may be held."""
    told = f"withheld ({status})"
    now = run.clock.now()
    note_withdrawn(run, steps.withdraw(run.holdings, name, cause="restricted", reason=told, run_id=run.run_id, at=now))
    if not load.mark_restricted(run.warehouse, run_id=run.run_id, document_id=name, at=run.clock.now(), told=told):
        copies.note_never_held(run, fetcher, connector, name, told)
    quarantine.release(run.warehouse, name, name, "page", run.clock.now())
    run.summary.count("restricted")


def _fetch_file(
    run: Run, fetcher: Fetcher, connector: Connector, name: str, file: OriginalFile, held_back: HeldBack
) -> FetchedFile | None:
    """The file, archived; ``None`` where it could not be had, which then stands in quarantine.

    Only files without a parent come here: a container is fetched whole, signatures and all, and its members come
    out of it.
    """
    is_doubted = any(thing[0] == name and thing[2] == "bytes" for thing in held_back)
    try:
        sha256 = fetcher.fetch_file(connector.file_request(file), is_doubted=is_doubted)
    except STOPS_THE_NIGHT:
        raise
    except (RegisterError, ExtractionError) as error:
        hold(run, name, file.name, None, "file", error.code, str(error))
        return None
    release(run, held_back, name, file.name, "file")
    return FetchedFile(file, file.external_id or file.name, sha256)
