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
from flows import copies, forgetting
from flows.archive import ArchiveDamaged, NotArchived
from flows.discover import Work
from flows.fetching import Fetcher
from flows.forgetting import Intent
from flows.forgetting_journal import note_return
from flows.forgetting_outside import Leaving, forget_outside, forget_refused, says_the_same
from flows.reading import FileToRead, Outcome, Reader
from flows.run import Run
from flows.trouble import ContactMissing, HostTrouble, IntervalTooShort, RegisterError, RunOver
from warehouse import load, quarantine, schedule, tombstones
from warehouse.batches import ReadFile, SeenEntry
from warehouse.rows import file_id_of

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


LOADED_TOGETHER = 50
"""Files per transaction: a kill costs the reading of so many, and memory holds what was read of so many."""

HeldBack = frozenset[tuple[str, str, str]]
"""Document, thing and stage of what is open in quarantine."""


@dataclass(frozen=True)
class Loadable:
    """A file that was read, or could not be, with the names it is loaded and held back under."""

    document_id: str
    file_key: str
    file_name: str
    outcome: Outcome


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
    _release(run, held_back, name, name, "page")
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
    if outcome == "missing":
        told = "the register has no such page today; it is gone only if a check a day later says so again"
        _hold_quietly(run, name, name, None, "page", "page_missing", told)
        run.summary.notes.append(f"{name}: {told}")
        return
    quarantine.release(run.warehouse, name, name, "page", now)
    if outcome == "gone":
        run.summary.count("gone")
        note_withdrawn(
            run,
            forgetting.withdraw(run.holdings, name, cause="gone", reason=forgetting.GONE, run_id=run.run_id, at=now),
        )
    else:
        run.summary.notes.append(f"{name}: listed, but the register has no such page; nothing of it was ever held")


def _note_withheld(run: Run, fetcher: Fetcher, name: str, status: int) -> None:
    """A status that means "restricted" without a page (451): nothing of the document's content may be held."""
    told = f"withheld ({status})"
    now = run.clock.now()
    note_withdrawn(
        run, forgetting.withdraw(run.holdings, name, cause="restricted", reason=told, run_id=run.run_id, at=now)
    )
    if not load.mark_restricted(run.warehouse, run_id=run.run_id, document_id=name, at=run.clock.now(), told=told):
        copies.note_never_held(run, fetcher, name, told)
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
    _release(run, held_back, name, file.name, "file")
    return FetchedFile(file, file.external_id or file.name, sha256)


def _release(run: Run, held_back: HeldBack, name: str, thing: str, stage: str) -> None:
    """Closes what was open when the batch began: asking the ledger for each of 20,000 documents takes minutes."""
    if (name, thing, stage) in held_back:
        quarantine.release(run.warehouse, name, thing, stage, run.clock.now())


def load_documents(run: Run, fetcher: Fetcher, reader: Reader, batch: list[FetchedDocument]) -> None:
    """Loads a batch: its pages together, its files a few together as they are read; then marks it as checked."""
    _load_entries(run, fetcher, batch)
    waiting = {f"{document.document_id}!{file.key}": (document, file) for document, file in _unread(run, batch)}
    outcomes = reader.read(_to_read(run, fetcher, waiting))
    together: list[Loadable] = []
    for read, outcome in run.progress.of("reading files", outcomes, len(waiting)):
        document, file = waiting[read.key]
        together.append(Loadable(document.document_id, file.key, file.file.name, outcome))
        if len(together) >= LOADED_TOGETHER:
            load_outcomes(run, together)
            together = []
    load_outcomes(run, together)
    load.mark_all_checked(
        run.warehouse,
        run_id=run.run_id,
        document_ids=[document.document_id for document in batch if document.is_whole],
        at=run.clock.now(),
    )
    for document in batch:
        copies.settle_copies(run, document.document_id, document.entry)
    prefix = document_id(fetcher.register, "")
    schedule.finish_pending(
        run.warehouse, fetcher.register, [document.document_id.removeprefix(prefix) for document in batch]
    )


def _load_entries(run: Run, fetcher: Fetcher, batch: list[FetchedDocument]) -> None:
    """Loads the pages; of those not public, all that is held of their content elsewhere is deleted first."""
    now = run.clock.now()
    stones = {stone.document_id: stone for stone in tombstones.all_open(run.warehouse)}
    _forget_restricted(run, [document for document in batch if not document.entry.is_public])
    outcomes = load.load_entries(
        run.warehouse,
        run_id=run.run_id,
        register=fetcher.register,
        seen=[SeenEntry(document.document_id, document.entry, document.page_sha256) for document in batch],
        seen_at=now,
    )
    for outcome in outcomes:
        run.summary.count(outcome)
    held_back = quarantine.open_things(run.warehouse, [document.document_id for document in batch])
    troubled = {name for name, _, _ in held_back}
    for document in batch:
        if document.entry.is_public and document.document_id in stones:
            note_return(run.holdings, stones[document.document_id], run_id=run.run_id, at=now)
        if document.document_id in troubled:
            _release_unlisted(run, document)


def _release_unlisted(run: Run, document: FetchedDocument) -> None:
    listed = document.entry.files if document.entry.is_public else ()
    quarantine.release_unlisted(
        run.warehouse,
        document.document_id,
        [file.name for file in listed],
        [file.external_id or file.name for file in listed],
        run.clock.now(),
    )


def _forget_restricted(run: Run, restricted: list[FetchedDocument]) -> None:
    """Their rows go when the pages are loaded that say so; until then they tell which bytes were their files."""
    held = run.holdings
    intents = [
        Intent(
            document.document_id,
            "restricted",
            " ".join(w for w in (document.entry.access or "no word on access", document.entry.access_basis) if w),
        )
        for document in restricted
    ]
    leaving: list[Leaving] = []
    stones = forgetting.begin(held, intents, run_id=run.run_id, at=run.clock.now()) if intents else []
    for document, stone in zip(restricted, stones, strict=True):
        if stone is not None:
            keeps = says_the_same(held, document.document_id, document.entry.title)
            leaving.append(Leaving(stone, keeps, document.page_sha256))
    forget_outside(held, leaving)
    for each in leaving:
        note_withdrawn(run, each.stone)


def note_withdrawn(run: Run, stone: tombstones.Tombstone | None) -> None:
    """A line of the summary for what was withdrawn."""
    if stone is not None:
        run.summary.count("withdrawn")
        run.summary.notes.append(f"{stone.document_id}: {forgetting.told_cause(stone)}: its content was removed")


def _unread(run: Run, batch: Iterable[FetchedDocument]) -> Iterator[tuple[FetchedDocument, FetchedFile]]:
    """The files of a batch that are not loaded as they are by this version of the readers."""
    held = load.loaded_files(run.warehouse, [document.document_id for document in batch])
    for document in batch:
        for file in document.files:
            if (file_id_of(document.document_id, file.key), file.sha256, EXTRACTOR_VERSION) not in held:
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


def load_outcomes(run: Run, read: list[Loadable]) -> None:
    """Loads what was read from fetched files, all in one transaction, or holds it back.

    Where the transaction fails each is loaded alone, so that the others are loaded when one is at fault.
    """
    held_back = quarantine.open_things(run.warehouse, [each.document_id for each in read])
    forbidden = tombstones.forbidden_hashes(run.warehouse, tombstones.OF_THE_OPERATOR)
    loadable: list[tuple[Loadable, FileExtraction]] = []
    for each in read:
        if _is_refused(run, each.document_id, each.outcome, forbidden):
            continue
        outcome = _without_page(each.file_name, each.outcome)
        if isinstance(outcome, Failure):
            _hold_unread(run, each.document_id, each.file_name, outcome, is_fetched=True)
        else:
            loadable.append((each, outcome))
    together = [ReadFile(each.document_id, each.file_key, file) for each, file in loadable]
    try:
        outcomes = load.load_files(
            run.warehouse,
            run_id=run.run_id,
            read=together,
            extractor_version=EXTRACTOR_VERSION,
            loaded_at=run.clock.now(),
        )
    except Exception:
        for each, _ in loadable:
            load_outcome(run, each.document_id, each.file_key, each.file_name, each.outcome, is_fetched=True)
        return
    for (each, file), loaded in zip(loadable, outcomes, strict=True):
        for stage in ("read", "bytes"):
            _release(run, held_back, each.document_id, each.file_name, stage)
        _tell_loaded(run, each.document_id, each.file_name, file, is_news=loaded == "loaded")


def load_outcome(
    run: Run, name: str, file_key: str, file_name: str, outcome: Outcome, *, is_fetched: bool = False
) -> None:
    """Loads what was read from a file, or holds the file back. ``is_fetched``: it can be asked for again."""
    now = run.clock.now()
    forbidden = tombstones.forbidden_hashes(run.warehouse, tombstones.OF_THE_OPERATOR)
    if _is_refused(run, name, outcome, forbidden):
        return
    if is_fetched:
        outcome = _without_page(file_name, outcome)
    if isinstance(outcome, Failure):
        _hold_unread(run, name, file_name, outcome, is_fetched=is_fetched)
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
    _tell_loaded(run, name, file_name, outcome, is_news=loaded == "loaded")


def _without_page(file_name: str, outcome: Outcome) -> Outcome:
    """A page in place of a file, loaded as what it is, would describe the document anew from one of its files."""
    if isinstance(outcome, FileExtraction) and outcome.entry is not None:
        told = "the register sent a document's page in place of the file"
        return Failure(file_name, outcome.sha256, ErrorPageInsteadOfFile("").code, told)
    return outcome


def _hold_unread(run: Run, name: str, file_name: str, failure: Failure, *, is_fetched: bool) -> None:
    stage, other = ("bytes", "read") if is_fetched and failure.code in _NOT_THE_FILE else ("read", "bytes")
    quarantine.release(run.warehouse, name, file_name, other, run.clock.now())
    hold(run, name, file_name, failure.sha256, stage, failure.code, failure.message)


def _tell_loaded(run: Run, name: str, file_name: str, file: FileExtraction, *, is_news: bool) -> None:
    run.summary.count("files")
    if is_news:
        _name_unread_members(run, name, file_name, file)


def _is_refused(run: Run, name: str, outcome: Outcome, forbidden: frozenset[str]) -> bool:
    """Whether these are bytes that an operator took down, in whatever document and container they come back."""
    if not forbidden & all_hashes(outcome):
        return False
    forget_refused(run.holdings, name, outcome.sha256)
    run.summary.notes.append(f"{name}: a file of it was taken down earlier: it is not kept")
    return True


def all_hashes(outcome: Outcome) -> frozenset[str]:
    """sha256 of a file and of everything in it."""
    own = frozenset([outcome.sha256]) if outcome.sha256 is not None else frozenset()
    if isinstance(outcome, Failure):
        return own
    return own.union(*map(all_hashes, outcome.members), *map(all_hashes, outcome.failures))


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
    trouble = quarantine.Trouble(name, thing, sha256, stage, code, message, EXTRACTOR_VERSION)
    quarantine.hold(run.warehouse, trouble, run_id=run.run_id, at=run.clock.now())
