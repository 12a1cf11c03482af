"""Fetch the pages and files of a batch of documents into the archive. Errors become quarantine here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.errors import ExtractionError, UnexpectedPage
from extractors.model.ids import DocumentId, FileRef
from extractors.model.register import Capture, ListingEntry, OriginalFile, RegisterEntry, Request
from extractors.registers.base import AnswerKind, Connector, classify_answer
from flows.archive import Archive, RunArchive
from flows.http.errors import ContactMissing, HostTrouble, IntervalTooShort, RegisterError, RunOver
from flows.run.run import Run
from flows.stages import copies
from flows.stages.answers import Answers, Patience
from flows.stages.fetched import Fetched, FetchedDocument, FetchedFile
from flows.stages.file_list import is_file_list_believed
from flows.stages.holding import HeldBack, Thing, hold, hold_quietly, page_of, release, release_now
from flows.stages.identity import refuse_other
from flows.stages.withdraw import withdraw_whole
from flows.stages.work import Work
from flows.withdrawal import steps
from warehouse import load
from warehouse.ledgers import quarantine, schedule
from warehouse.load.earlier import EarlierPage, earlier_pages
from warehouse.withdrawal import facts, tombstones

FETCHING = "fetching documents"
"""What the progress of a run calls this stage."""
STOPS_THE_NIGHT = (HostTrouble, RunOver, ContactMissing, IntervalTooShort)
"""Trouble that the next document would meet as well: asking on would be impolite and useless."""


@dataclass(frozen=True)
class Look:
    """A look at a document: the run, whose clock shows when its answers came, and where they come from."""

    run: Run
    answers: Answers
    connector: Connector
    work: Work

    @property
    def document_id(self) -> DocumentId:
        return DocumentId.of(self.answers.register, self.work.external_id)


def fetch_documents(
    run: Run, answers: Answers, connector: Connector, patience: Patience, batch: Iterable[Work]
) -> Fetched:
    """Return the pages and files of a batch. What fails is held back in quarantine or noted; the rest is fetched.

    One of ``STOPS_THE_NIGHT`` comes back in the result: a host that breaks off every night after a hundred requests
    would otherwise never be got past the first batch.
    """
    return fetch_each(run, patience, [Look(run, answers, connector, work) for work in batch])


def fetch_each(run: Run, patience: Patience, looks: Sequence[Look]) -> Fetched:
    """Do as ``fetch_documents``, each document in its own run."""
    barred = tombstones.barred_documents(run.warehouse)
    ids = [look.document_id for look in looks]
    earlier = earlier_pages(run.warehouse, ids)
    held_back = quarantine.open_things(run.warehouse, ids)
    documents: list[FetchedDocument] = []
    finished: dict[str, list[str]] = {}
    try:
        for look in run.progress.of(FETCHING, looks, len(looks)):
            document, document_id = None, look.document_id
            if document_id not in barred:
                told = _Told(document_id, look.work.listed, earlier.get(document_id))
                document = _fetch_document(look.run, look.answers, look.connector, patience, told, held_back)
            if document is not None:
                documents.append(document)
            else:
                finished.setdefault(document_id.register, []).append(document_id.external_id)
    except STOPS_THE_NIGHT as error:
        return Fetched(documents, error)
    finally:
        for register, external_ids in finished.items():
            schedule.finish_pending(run.warehouse, register, external_ids)
    return Fetched(documents)


@dataclass(frozen=True)
class _Told:
    """A document, what a listing said of it tonight, and what is held of it."""

    document_id: DocumentId
    listed: ListingEntry | None
    earlier: EarlierPage | None


@dataclass(frozen=True)
class _Page:
    """A document's page, archived and read."""

    capture: Capture
    sha256: str
    entry: RegisterEntry


def _fetch_document(
    run: Run,
    answers: Answers,
    connector: Connector,
    patience: Patience,
    told: _Told,
    held_back: HeldBack,
) -> FetchedDocument | None:
    document_id = told.document_id
    page = _fetch_page(run, answers, connector, patience, told)
    if page is None:
        return None
    entry = copies.settle_entry(run.warehouse, page.entry)
    if not is_file_list_believed(run, document_id, entry):
        return None
    release(run, held_back, page_of(document_id))
    if not entry.is_public:
        register = document_id.register
        kept_page = copies.keep_without_content(run.archive, register, connector, page.capture, page.sha256)
        return FetchedDocument(document_id=document_id, entry=entry, page_sha256=kept_page, files=(), is_whole=True)
    entry, listed = copies.files_to_fetch(run.warehouse, connector, page.capture, entry)
    files = [
        _keep_text(run.archive, document_id, page.capture, file, text)
        if text is not None
        else _fetch_file(run, answers, connector, document_id, file, held_back)
        for file, text in listed
    ]
    kept = tuple(file for file in files if file is not None)
    return FetchedDocument(
        document_id=document_id,
        entry=entry,
        page_sha256=page.sha256,
        files=kept,
        is_whole=len(kept) == len(files),
    )


def _fetch_page(run: Run, answers: Answers, connector: Connector, patience: Patience, told: _Told) -> _Page | None:
    """Return the document's page; ``None`` where it is gone or withheld, or is held back because it cannot be read."""
    document_id = told.document_id
    try:
        capture, sha256 = answers.fetch(connector.document_request(document_id.external_id))
        kind = classify_answer(capture, connector)
        if kind is AnswerKind.GONE:
            _note_gone(run, document_id)
            return None
        if kind is AnswerKind.RESTRICTED and capture.status != 200:
            _note_withheld(run, connector, document_id, capture.status)
            return None
        entry = connector.parse_document(capture.body, capture.url)
        refuse_other(entry, document_id, told.listed, told.earlier)
    except STOPS_THE_NIGHT:
        raise
    except (RegisterError, ExtractionError) as error:
        hold(run, page_of(document_id), error.code, str(error))
        if isinstance(error, UnexpectedPage):
            patience.note_unreadable(error)
        return None
    patience.note_readable()
    return _Page(capture, sha256, entry)


def _note_gone(run: Run, document_id: DocumentId) -> None:
    """Note a page that is not there.

    Missing for the first time it stays open in quarantine, so that the next night asks whatever it shows.
    """
    outcome = load.mark_gone(run.warehouse, run.moment(), document_id)
    if outcome == "unknown" and steps.holds_unloaded(run.holdings, document_id):
        # A night ended between its files: it must be known, or its bytes would outlive it.
        facts.ensure_row(run.warehouse, document_id, run.run_id, run.clock.now())
        outcome = load.mark_gone(run.warehouse, run.moment(), document_id)
    if outcome == "missing":
        message = "the register has no such page today; it is gone only if a check a day later says so again"
        hold_quietly(run, page_of(document_id), "page_missing", message)
        run.summary.notes.append(f"{document_id}: {message}")
        return
    release_now(run, page_of(document_id))
    if outcome == "gone":
        run.summary.count("gone")
        run.summary.notes += steps.told_shared(run.holdings, document_id)
        withdraw_whole(run, document_id, cause="gone", reason=steps.GONE)
        copies.withhold_copies(run, document_id)
    else:
        message = "listed, but the register has no such page; nothing of it was ever held"
        run.summary.notes.append(f"{document_id}: {message}")


def _note_withheld(run: Run, connector: Connector, document_id: DocumentId, status: int) -> None:
    """Note a status that means "restricted" without a page (451): nothing of the document's content may be held."""
    access = f"withheld ({status})"
    withdraw_whole(run, document_id, cause="restricted", reason=access)
    if not load.mark_restricted(run.warehouse, run.moment(), document_id, access=access):
        copies.note_never_held(run.warehouse, run.moment(), connector, document_id, access)
    copies.withhold_copies(run, document_id)
    release_now(run, page_of(document_id))
    run.summary.count("restricted")


def _keep_text(
    archive: RunArchive, document_id: DocumentId, page: Capture, file: OriginalFile, text: bytes
) -> FetchedFile:
    """Archive a text that a document's page holds in place of a file, under the file's address."""
    register = document_id.register
    sha256 = Archive.digest(text)
    held = archive.last_answer(register, file.url)
    if held is None or held.sha256 != sha256:
        headers = (("content-type", "text/plain;charset=utf-8"),)
        answer = Capture(
            request=Request("GET", file.url),
            url=page.url,
            status=200,
            headers=headers,
            body=text,
            fetched_at=page.fetched_at,
        )
        sha256 = archive.store(answer, register)
    return FetchedFile(_ref(document_id, file), file, sha256)


def _fetch_file(
    run: Run, answers: Answers, connector: Connector, document_id: DocumentId, file: OriginalFile, held_back: HeldBack
) -> FetchedFile | None:
    """Return the file, archived; ``None`` where it could not be fetched and is held back in quarantine.

    Only files without a parent come here: a container is fetched whole, with its signatures, and its members are
    unpacked from it.
    """
    is_doubted = any(thing[0] == document_id and thing[2] == "bytes" for thing in held_back)
    thing = Thing(document_id, file.name, "file")
    try:
        sha256 = answers.fetch_file(connector.file_request(file), is_doubted=is_doubted)
    except STOPS_THE_NIGHT:
        raise
    except (RegisterError, ExtractionError) as error:
        hold(run, thing, error.code, str(error))
        return None
    release(run, held_back, thing)
    return FetchedFile(_ref(document_id, file), file, sha256)


def _ref(document_id: DocumentId, file: OriginalFile) -> FileRef:
    return FileRef(document_id, file.external_id or file.name)
