"""The stages of a night over one batch of documents: fetch, load. The one place where errors become quarantine.

A document is marked as checked only after everything of it is loaded or held back, as the last step: whatever an
interruption leaves half done is work for the next run, which finds the fetched files in the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.errors import EmptyFile, ErrorPageInsteadOfFile, ExtractionError, TruncatedFile, UnexpectedPage
from extractors.model.extraction import Failure, FileExtraction
from extractors.model.register import OriginalFile, RegisterEntry
from extractors.read import EXTRACTOR_VERSION, context_of
from extractors.registers.base import (
    AnswerKind,
    Connector,
    EmptyForm,
    Maintenance,
    PageNotFound,
    RobotCheck,
    classify_answer,
)
from flows import copies
from flows.archive import ArchiveDamaged, NotArchived
from flows.discover import Work
from flows.fetching import Fetcher
from flows.reading import FileToRead, Outcome, Reader
from flows.run import Run
from flows.tools import ocr_cache
from flows.trouble import ContactMissing, HostTrouble, IntervalTooShort, RegisterError, RunOver
from warehouse import content, load, quarantine, schedule

STOPS_THE_NIGHT = (HostTrouble, RunOver, ContactMissing, IntervalTooShort)
"""Trouble that the next document would meet as well: asking on would be impolite and useless."""


WORTH_ASKING_AGAIN = ("page", "file", "bytes")
"""Stages at which the register's answer was at fault, not our reading: the next night asks again.

page    the document's page did not come, or came in another shape, or answered 404 for the first time
file    a file did not come
bytes   something came in place of the file: cut short, empty, an error page; or the archive's copy is damaged
"""

_NOT_THE_FILE = frozenset(
    error("").code
    for error in (
        ErrorPageInsteadOfFile, TruncatedFile, EmptyFile,
        UnexpectedPage, RobotCheck, Maintenance, PageNotFound, EmptyForm,
    )
)  # fmt: skip


@dataclass(frozen=True)
class FetchedFile:
    """An original file that lies in the archive."""

    file: OriginalFile
    key: str
    sha256: str


@dataclass(frozen=True)
class FetchedDocument:
    """A document's page and files, archived. ``is_whole`` is false where a file could not be had tonight."""

    document_id: str
    entry: RegisterEntry
    page_sha256: str
    files: tuple[FetchedFile, ...]
    is_whole: bool


@dataclass(frozen=True)
class Fetched:
    """What of a batch came. ``stopped_by`` is the trouble that ended it early; what came before that is loaded."""

    documents: list[FetchedDocument]
    stopped_by: RegisterError | None = None


def document_id(register: str, external_id: str) -> str:
    """Readable and stable: the same document bears the same id in every run and on every machine."""
    return f"{register}/{external_id}"


def fetch_documents(run: Run, fetcher: Fetcher, connector: Connector, batch: Iterable[Work]) -> Fetched:
    """The pages and files of a batch. What fails is held back in quarantine or noted; the rest is fetched.

    One of ``STOPS_THE_NIGHT`` comes back in the result: a host that breaks off every night after a hundred requests
    would otherwise never be got past the first batch.
    """
    doubted = quarantine.open_documents(run.warehouse, ("bytes",))
    wanted = list(batch)
    documents: list[FetchedDocument] = []
    finished: list[str] = []
    try:
        for work in run.progress.of("fetching documents", wanted, len(wanted)):
            document = _fetch_document(run, fetcher, connector, work, doubted)
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
    run: Run, fetcher: Fetcher, connector: Connector, work: Work, doubted: frozenset[str]
) -> FetchedDocument | None:
    name = document_id(fetcher.register, work.external_id)
    try:
        capture, page_sha256 = fetcher.fetch(connector.document_request(work.external_id))
        kind = classify_answer(capture)
        if kind is AnswerKind.GONE:
            _note_gone(run, name)
            return None
        if kind is AnswerKind.RESTRICTED and capture.status != 200:
            _note_withheld(run, fetcher, name, capture.status)
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
    quarantine.release(run.warehouse, name, name, "page", run.clock.now())
    entry = copies.settle_entry(run, entry)
    if not entry.is_public:
        page_sha256 = copies.keep_without_content(fetcher, connector, capture, page_sha256)
        return FetchedDocument(name, entry, page_sha256, (), is_whole=True)
    entry, listed = copies.files_to_fetch(run, connector, capture, entry)
    files = [
        FetchedFile(file, file.external_id or file.name, fetcher.keep_text(capture, file, text))
        if text is not None
        else _fetch_file(run, fetcher, connector, name, file, is_doubted=name in doubted)
        for file, text in listed
    ]
    kept = tuple(file for file in files if file is not None)
    return FetchedDocument(name, entry, page_sha256, kept, is_whole=len(kept) == len(files))


def _note_gone(run: Run, name: str) -> None:
    """A page missing for the first time stays open in quarantine, so that the next night asks whatever it shows."""
    now = run.clock.now()
    outcome = load.mark_gone(run.warehouse, run_id=run.run_id, document_id=name, at=now)
    if outcome == "missing":
        told = "the register has no such page today; it is gone only if a check a day later says so again"
        _hold_quietly(run, name, name, None, "page", "page_missing", told)
        run.summary.notes.append(f"{name}: {told}")
        return
    quarantine.release(run.warehouse, name, name, "page", now)
    if outcome == "gone":
        run.summary.count("gone")
    else:
        run.summary.notes.append(f"{name}: listed, but the register has no such page; nothing of it was ever held")


def _note_withheld(run: Run, fetcher: Fetcher, name: str, status: int) -> None:
    """A status that means "restricted" without a page (451): nothing of the document's content may be held."""
    _forget(run, fetcher, name)
    told = f"withheld ({status})"
    if not load.mark_restricted(run.warehouse, run_id=run.run_id, document_id=name, at=run.clock.now(), told=told):
        copies.note_never_held(run, fetcher, name, told)
    quarantine.release(run.warehouse, name, name, "page", run.clock.now())
    run.summary.count("restricted")


def _fetch_file(
    run: Run, fetcher: Fetcher, connector: Connector, name: str, file: OriginalFile, *, is_doubted: bool
) -> FetchedFile | None:
    """The file, archived; ``None`` where it could not be had, which then stands in quarantine.

    Only files without a parent come here: a container is fetched whole, signatures and all, and its members come
    out of it.
    """
    try:
        sha256 = fetcher.fetch_file(connector.file_request(file), is_doubted=is_doubted)
    except STOPS_THE_NIGHT:
        raise
    except (RegisterError, ExtractionError) as error:
        hold(run, name, file.name, None, "file", error.code, str(error))
        return None
    quarantine.release(run.warehouse, name, file.name, "file", run.clock.now())
    return FetchedFile(file, file.external_id or file.name, sha256)


def load_documents(run: Run, fetcher: Fetcher, reader: Reader, batch: list[FetchedDocument]) -> None:
    """Reads and loads a batch, each file in a transaction of its own, then marks the documents as checked."""
    for document in batch:
        _load_entry(run, fetcher, document)
    waiting = {f"{document.document_id}!{file.key}": (document, file) for document, file in _unread(run, batch)}
    outcomes = reader.read(_to_read(run, fetcher, waiting))
    for read, outcome in run.progress.of("reading files", outcomes, len(waiting)):
        document, file = waiting[read.key]
        load_outcome(run, document.document_id, file.key, file.file.name, outcome, is_fetched=True)
    for document in batch:
        if document.is_whole:
            load.mark_checked(run.warehouse, run_id=run.run_id, document_id=document.document_id, at=run.clock.now())
    for document in batch:
        copies.settle_copies(run, document.document_id, document.entry)
    prefix = document_id(fetcher.register, "")
    schedule.finish_pending(
        run.warehouse, fetcher.register, [document.document_id.removeprefix(prefix) for document in batch]
    )


def _load_entry(run: Run, fetcher: Fetcher, document: FetchedDocument) -> None:
    """Loads the page; where it is not public, what had been kept of its content is deleted from the archive first."""
    if not document.entry.is_public:
        _forget(run, fetcher, document.document_id)
    outcome = load.load_entry(
        run.warehouse,
        run_id=run.run_id,
        document_id=document.document_id,
        register=fetcher.register,
        entry=document.entry,
        seen_at=run.clock.now(),
        page_sha256=document.page_sha256,
    )
    run.summary.count(outcome)
    listed = document.entry.files if document.entry.is_public else ()
    quarantine.release_unlisted(
        run.warehouse,
        document.document_id,
        [file.name for file in listed],
        [file.external_id or file.name for file in listed],
        run.clock.now(),
    )


def _forget(run: Run, fetcher: Fetcher, name: str) -> None:
    """Before the warehouse lets go of the file names: after an interruption nobody could tell which bytes they were."""
    held = content.held_content(run.warehouse, name)
    hashes = held.own_hashes | _ever_fetched(fetcher, frozenset(held.urls))
    for sha256 in sorted(hashes - held.shared_hashes):
        fetcher.archive.forget(sha256)
        ocr_cache.forget(ocr_cache.ocr_folder(run.settings.data), sha256)


def _ever_fetched(fetcher: Fetcher, urls: frozenset[str]) -> set[str]:
    """All that came from these addresses, earlier versions of a file too: the warehouse knows only the last."""
    if not urls:
        return set()
    captures = fetcher.archive.captures(fetcher.register)
    return {capture.sha256 for capture in captures if capture.url in urls and capture.status in (200, 304)}


def _unread(run: Run, batch: Iterable[FetchedDocument]) -> Iterator[tuple[FetchedDocument, FetchedFile]]:
    """The files of a batch that are not loaded as they are by this version of the readers."""
    for document in batch:
        for file in document.files:
            if not load.is_loaded(run.warehouse, document.document_id, file.key, file.sha256, EXTRACTOR_VERSION):
                yield document, file


def _to_read(
    run: Run, fetcher: Fetcher, waiting: dict[str, tuple[FetchedDocument, FetchedFile]]
) -> Iterator[FileToRead]:
    for key, (document, file) in waiting.items():
        try:
            data = fetcher.archive.load(file.sha256)
        except (ArchiveDamaged, NotArchived) as error:
            # Under its name no good copy could be stored again while the damaged one lies there.
            fetcher.archive.forget(file.sha256)
            hold(run, document.document_id, file.file.name, file.sha256, "bytes", error.code, str(error))
            continue
        yield FileToRead(key, file.file.name, data, context_of(document.entry))


def load_outcome(
    run: Run, name: str, file_key: str, file_name: str, outcome: Outcome, *, is_fetched: bool = False
) -> None:
    """Loads what was read from a file, or holds the file back. ``is_fetched``: it can be asked for again."""
    now = run.clock.now()
    if is_fetched and isinstance(outcome, FileExtraction) and outcome.entry is not None:
        # Loaded as what it is, it would describe the document anew from the address of one of its files.
        told = "the register sent a document's page in place of the file"
        outcome = Failure(file_name, outcome.sha256, ErrorPageInsteadOfFile("").code, told)
    if isinstance(outcome, Failure):
        stage, other = ("bytes", "read") if is_fetched and outcome.code in _NOT_THE_FILE else ("read", "bytes")
        quarantine.release(run.warehouse, name, file_name, other, now)
        hold(run, name, file_name, outcome.sha256, stage, outcome.code, outcome.message)
        return
    loaded = load.load_file(
        run.warehouse,
        run_id=run.run_id,
        document_id=name,
        file_key=file_key,
        file=outcome,
        extractor_version=EXTRACTOR_VERSION,
        loaded_at=now,
    )
    for stage in ("read", "bytes"):
        quarantine.release(run.warehouse, name, file_name, stage, now)
    if outcome.entry is not None and not outcome.entry.is_public:
        run.summary.count("restricted")
        return
    run.summary.count("files")
    if loaded == "loaded":
        _name_unread_members(run, name, file_name, outcome)


def _name_unread_members(run: Run, name: str, path: str, file: FileExtraction) -> None:
    """Loading holds them back with the container; here the operator hears of them."""
    for failure in file.failures:
        run.summary.count("quarantined")
        run.summary.ask_person(f"held back: {name} {path}/{failure.name} at member: {failure.code}: {failure.message}")
    for member in file.members:
        _name_unread_members(run, name, f"{path}/{member.name}", member)


def hold(run: Run, name: str, thing: str, sha256: str | None, stage: str, code: str, message: str) -> None:
    """A quarantine row, and a line for the operator."""
    _hold_quietly(run, name, thing, sha256, stage, code, message)
    run.summary.count("quarantined")
    run.summary.ask_person(f"held back: {name} {thing if thing != name else ''} at {stage}: {code}: {message}")


def _hold_quietly(run: Run, name: str, thing: str, sha256: str | None, stage: str, code: str, message: str) -> None:
    quarantine.hold(
        run.warehouse,
        run_id=run.run_id,
        document_id=name,
        name=thing,
        sha256=sha256,
        stage=stage,
        code=code,
        message=message,
        version=EXTRACTOR_VERSION,
        at=run.clock.now(),
    )
