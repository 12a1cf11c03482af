"""Reading again what is held: the pages and files that the warehouse rests on, with the readers of today.

The archive gives the bytes. Where it lacks them, or holds others than it was given, what was read of them before stays
and the trouble is held in quarantine: nothing is lost because a disk failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractors.errors import ExtractionError
from extractors.model.extraction import ActContext
from extractors.model.register import Capture, Request
from extractors.read import act_word
from extractors.registers.base import Connector
from flows.archive import ArchiveDamaged, NotArchived
from flows.reading.one import FileToRead
from flows.registers.loose import LOOSE_FILES
from flows.run.run import Run
from flows.stages import Loadable, Readings, Thing, copies, hold, load_outcomes, page_of, release_now
from warehouse.load import SeenEntry
from warehouse.rereading import loaded
from warehouse.rereading.loaded import HeldFile, HeldPage

ConnectorOf = Callable[[str], Connector | None]
"""The connector of a register by its code; ``None`` where nothing is known of the register any more."""


def read_again(
    run: Run, readings: Readings, pages: Sequence[HeldPage], files: Sequence[HeldFile], find: ConnectorOf
) -> None:
    """Reads pages, then files: a file's context is what its document's page says."""
    for page in run.progress.of("reading pages", pages, len(pages)):
        _read_page(run, page, find(page.register))
    described = {file.ref: file for file in loaded.held_files(run.warehouse)}
    waiting = [described.get(file.ref, file) for file in files]
    loaded.mark_unread(run.warehouse, waiting)
    outcomes = readings.read(_open(run, waiting))
    by_id = {file.ref.file_id: file for file in waiting}
    for read, outcome in run.progress.of("reading files", outcomes, len(waiting)):
        file = by_id[read.key]
        load_outcomes(run, [Loadable(file.ref, file.name, outcome)])
    loaded.forget_unread(run.warehouse)
    loaded.keep_days_of_sight(run.warehouse, run.started_at, waiting)


def _read_page(run: Run, page: HeldPage, connector: Connector | None) -> None:
    """A page that cannot be read any more, or not found, is held back; what was read of it stays."""
    name = page.document_id
    if connector is None:
        return
    try:
        body = run.archive.load(page.page_sha256)
        # The address it came from, as the page was read then: a register may answer from another one.
        address = page.source_url or connector.document_request(name.external_id).url
        entry = connector.parse_document(body, address)
    except (ArchiveDamaged, NotArchived, ExtractionError) as error:
        hold(run, page_of(name), error.code, str(error), sha256=page.page_sha256)
        return
    release_now(run, page_of(name))
    if not entry.is_public:
        message = "its page is read as not public now: look at it, and take it down if that is so"
        hold(run, page_of(name), "read_as_restricted", message, sha256=page.page_sha256)
        return
    if loaded.is_read_the_same(run.warehouse, name, entry):
        return
    # Of a copy it is to be said that the original is held, as a night says it.
    capture = Capture(
        request=Request("GET", address), url=address, status=200, headers=(), body=body, fetched_at=run.clock.now()
    )
    entry, _ = copies.files_to_fetch(run.warehouse, connector, capture, entry)
    if loaded.correct_entry(run.warehouse, run.run_id, SeenEntry(name, entry, page.page_sha256)):
        run.summary.count("changed")


def _open(run: Run, files: Sequence[HeldFile]) -> Iterator[FileToRead]:
    for file in files:
        try:
            data = run.archive.load(file.sha256)
        except (ArchiveDamaged, NotArchived) as error:
            message = f"{error}; what was read of it before stays"
            hold(run, Thing(file.ref.document_id, file.name, "bytes"), error.code, message, sha256=file.sha256)
            loaded.mark_damaged(run.warehouse, file)
            continue
        yield FileToRead(file.ref.file_id, file.name, data, context_of_file(file))


def context_of_file(file: HeldFile) -> ActContext:
    """What its register says of the act; nothing for a file that was added, as when it was added."""
    if file.register == LOOSE_FILES:
        return ActContext()
    return ActContext(
        institution=file.institution,
        kind=act_word(file.document_type),
        number=file.number,
        registered_on=file.registered_on,
        title=file.title,
    )
