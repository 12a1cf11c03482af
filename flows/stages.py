"""The stages of a night over one batch of documents: fetch, load. The one place where errors become quarantine.

A document is marked as checked only after everything of it is loaded or held back, as the last step: whatever an
interruption leaves half done is work for the next run, which finds the fetched files in the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.errors import ExtractionError
from extractors.model.extraction import Failure
from extractors.model.register import OriginalFile, RegisterEntry
from extractors.read import EXTRACTOR_VERSION, context_of
from extractors.registers.base import AnswerKind, Connector, classify_answer
from flows.discover import Work
from flows.fetching import Fetcher
from flows.reading import FileToRead, Outcome, Reader
from flows.run import Run
from flows.trouble import ContactMissing, HostTrouble, IntervalTooShort, RegisterError
from warehouse import content, load, quarantine

STOPS_THE_NIGHT = (HostTrouble, ContactMissing, IntervalTooShort)
"""Trouble that the next document would meet as well: asking on would be impolite and useless."""


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


def document_id(register: str, external_id: str) -> str:
    """Readable and stable: the same document bears the same id in every run and on every machine."""
    return f"{register}/{external_id}"


def fetch_documents(run: Run, fetcher: Fetcher, connector: Connector, batch: Iterable[Work]) -> list[FetchedDocument]:
    """The pages and files of a batch. What fails is held back in quarantine or noted; the rest is fetched.

    Raises one of ``STOPS_THE_NIGHT``.
    """
    fetched = (_fetch_document(run, fetcher, connector, work) for work in batch)
    return [document for document in fetched if document is not None]


def _fetch_document(run: Run, fetcher: Fetcher, connector: Connector, work: Work) -> FetchedDocument | None:
    name = document_id(fetcher.register, work.external_id)
    try:
        capture, page_sha256 = fetcher.fetch(connector.document_request(work.external_id))
        if classify_answer(capture) is AnswerKind.GONE:
            _note_gone(run, name)
            return None
        entry = connector.parse_document(capture.body, capture.url)
    except STOPS_THE_NIGHT:
        raise
    except (RegisterError, ExtractionError) as error:
        hold(run, name, name, None, "page", error.code, str(error))
        return None
    quarantine.release(run.warehouse, name, name, "page", run.clock.now())
    if not entry.is_public:
        return FetchedDocument(name, entry, page_sha256, (), is_whole=True)
    files = [_fetch_file(run, fetcher, connector, name, file) for file in entry.files if file.parent is None]
    kept = tuple(file for file in files if file is not None)
    return FetchedDocument(name, entry, page_sha256, kept, is_whole=len(kept) == len(files))


def _note_gone(run: Run, name: str) -> None:
    if load.mark_gone(run.warehouse, run_id=run.run_id, document_id=name, at=run.clock.now()) == "gone":
        run.summary.count("gone")
    else:
        run.summary.notes.append(f"{name}: the register has no such page today; it is gone only if that is so tomorrow")


def _fetch_file(run: Run, fetcher: Fetcher, connector: Connector, name: str, file: OriginalFile) -> FetchedFile | None:
    """The file, archived; ``None`` where it could not be had, which then stands in quarantine.

    Only files without a parent come here: a container is fetched whole, signatures and all, and its members come
    out of it.
    """
    try:
        sha256 = fetcher.fetch_file(connector.file_request(file))
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
    for read, outcome in reader.read(_to_read(fetcher, waiting)):
        document, file = waiting[read.key]
        load_outcome(run, document.document_id, file.key, file.file.name, outcome)
    for document in batch:
        if document.is_whole:
            load.mark_checked(run.warehouse, run_id=run.run_id, document_id=document.document_id, at=run.clock.now())


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


def _forget(run: Run, fetcher: Fetcher, name: str) -> None:
    """Before the warehouse lets go of the file names: after an interruption nobody could tell which bytes they were."""
    held = content.held_content(run.warehouse, name)
    captures = (fetcher.archive.last_capture(fetcher.register, url) for url in held.urls)
    hashes = held.own_hashes | {capture.sha256 for capture in captures if capture is not None}
    for sha256 in sorted(hashes - held.shared_hashes):
        if fetcher.archive.forget(sha256):
            run.is_content_withdrawn = True


def _unread(run: Run, batch: Iterable[FetchedDocument]) -> Iterator[tuple[FetchedDocument, FetchedFile]]:
    """The files of a batch that are not loaded as they are by this version of the readers."""
    for document in batch:
        for file in document.files:
            if not load.is_loaded(run.warehouse, document.document_id, file.key, file.sha256, EXTRACTOR_VERSION):
                yield document, file


def _to_read(fetcher: Fetcher, waiting: dict[str, tuple[FetchedDocument, FetchedFile]]) -> Iterator[FileToRead]:
    for key, (document, file) in waiting.items():
        yield FileToRead(key, file.file.name, fetcher.archive.load(file.sha256), context_of(document.entry))


def load_outcome(run: Run, name: str, file_key: str, file_name: str, outcome: Outcome) -> None:
    """Loads what was read from a file, or holds the file back."""
    if isinstance(outcome, Failure):
        hold(run, name, file_name, outcome.sha256, "read", outcome.code, outcome.message)
        return
    load.load_file(
        run.warehouse,
        run_id=run.run_id,
        document_id=name,
        file_key=file_key,
        file=outcome,
        extractor_version=EXTRACTOR_VERSION,
        loaded_at=run.clock.now(),
    )
    quarantine.release(run.warehouse, name, file_name, "read", run.clock.now())
    run.summary.count("files")


def hold(run: Run, name: str, thing: str, sha256: str | None, stage: str, code: str, message: str) -> None:
    """A quarantine row, and a line for the operator."""
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
    run.summary.count("quarantined")
    run.summary.ask_person(f"held back: {name} {thing if thing != name else ''} at {stage}: {code}: {message}")
