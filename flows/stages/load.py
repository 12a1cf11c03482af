"""Loading a batch that was fetched: what the pages say, then what the files say; what must leave leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.read import EXTRACTOR_VERSION, context_of
from flows.archive import ArchiveDamaged, NotArchived
from flows.http.fetcher import Fetcher
from flows.reading.one import FileToRead
from flows.reading.reader import Reader
from flows.run.run import Run
from flows.stages import copies
from flows.stages.fetched import FetchedDocument, FetchedFile, document_id
from flows.stages.holding import hold
from flows.stages.outcomes import Loadable, load_outcomes
from flows.withdrawal import steps
from flows.withdrawal.outside import Leaving, forget_outside, says_the_same
from flows.withdrawal.resume import note_return
from flows.withdrawal.steps import Intent
from warehouse import load
from warehouse.ledgers import quarantine, schedule
from warehouse.load.batches import SeenEntry
from warehouse.load.rows import file_id_of
from warehouse.withdrawal import tombstones

LOADED_TOGETHER = 50
"""Files per transaction: a kill costs the reading of so many, and memory holds what was read of so many."""


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
    stones = steps.begin(held, intents, run_id=run.run_id, at=run.clock.now()) if intents else []
    for document, stone in zip(restricted, stones, strict=True):
        if stone is not None:
            keeps = says_the_same(held, document.document_id, document.entry.title)
            leaving.append(Leaving(stone, keeps, document.page_sha256))
            run.summary.notes += steps.told_shared(held, document.document_id)
    forget_outside(held, leaving)
    for each in leaving:
        note_withdrawn(run, each.stone)


def note_withdrawn(run: Run, stone: tombstones.Tombstone | None) -> None:
    """A line of the summary for what was withdrawn."""
    if stone is not None:
        run.summary.count("withdrawn")
        run.summary.notes.append(f"{stone.document_id}: {steps.told_cause(stone)}: its content was removed")


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
