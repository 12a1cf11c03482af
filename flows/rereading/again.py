"""Read the archived pages and files again with the current readers, and load what they say now.

Where the archive has lost the bytes of a file, or holds damaged ones, the earlier reading stays and the damage goes to
quarantine: a failing disk loses no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractors.context import context_of
from extractors.errors import ExtractionError
from extractors.model.extraction import ActContext
from extractors.model.register import Capture, Request
from extractors.registers.base import Connector
from flows.archive import ArchiveDamaged, NotArchived
from flows.reading.one import FileToRead, WantedFile
from flows.registers.loose import LOOSE_FILES
from flows.run.run import Run
from flows.stages import Loadable, Readings, Thing, copies, hold, load_outcomes, page_of, read_elsewhere, release_now
from flows.stages.file_list import NO_FILE_LIST
from warehouse import load
from warehouse.ledgers import quarantine
from warehouse.load import SeenEntry
from warehouse.rereading import loaded
from warehouse.rereading.loaded import LoadedFile, LoadedPage

ConnectorOf = Callable[[str], Connector | None]
"""Return the connector of a register by its code; ``None`` for a register that is no longer known."""

READ_TOGETHER = 50
"""Files that are read before the clock is checked again."""


def read_again(
    run: Run, readings: Readings, pages: Sequence[LoadedPage], files: Sequence[LoadedFile], find: ConnectorOf
) -> None:
    """Read pages first, then files, because a file is read in the context of its document's page."""
    for page in run.progress.of("reading pages", pages, len(pages)):
        _read_page(run, page, find(page.register))
    described = {file.ref: file for file in loaded.held_files(run.warehouse, [file.ref.file_id for file in files])}
    waiting = [described.get(file.ref, file) for file in files]
    loaded.mark_unread(run.warehouse, waiting)
    wanted = (WantedFile(file.sha256, file.name, context_of_file(file)) for file in waiting)
    read_elsewhere(run, wanted, len(waiting))
    outcomes = readings.read(_open(run, waiting))
    by_id = {file.ref.file_id: file for file in waiting}
    for read, outcome in run.progress.of("reading files", outcomes, len(waiting)):
        file = by_id[read.key]
        load_outcomes(run, [Loadable(file.ref, file.name, outcome)])
    loaded.forget_unread(run.warehouse)
    loaded.keep_days_of_sight(run.warehouse, run.started_at, waiting)
    # A new file that could not be read kept the old one in effect.
    documents = {*(page.document_id for page in pages), *(file.document_id for file in waiting)}
    load.settle_listings(run.warehouse, sorted(documents))


def read_in_time(run: Run, readings: Readings, files: Sequence[LoadedFile], ticks: Callable[[], float]) -> int:
    """Read files again, in order, until ``Settings.reread_minutes`` have passed; return how many were read.

    ``ticks`` returns seconds.
    """
    ends_at = ticks() + run.settings.reread_minutes * 60
    done = 0
    while done < len(files) and ticks() < ends_at:
        together = files[done : done + READ_TOGETHER]
        read_again(run, readings, [], together, lambda register: None)
        done += len(together)
    return done


def _read_page(run: Run, page: LoadedPage, connector: Connector | None) -> None:
    """Read a page and load its entry. A page that is lost or unreadable is held back, and its earlier reading stays."""
    name = page.document_id
    if connector is None:
        return
    try:
        body = run.archive.load(page.page_sha256)
        # The address that it came from, because a register may answer from another one than was asked.
        address = page.source_url or connector.document_request(name.external_id).url
        entry = connector.parse_document(body, address)
    except (ArchiveDamaged, NotArchived, ExtractionError) as error:
        hold(run, page_of(name), error.code, str(error), sha256=page.page_sha256)
        return
    # That a later page listed no file is not settled by the earlier one.
    if quarantine.held_since(run.warehouse, *page_of(name), NO_FILE_LIST) is None:
        release_now(run, page_of(name))
    if not entry.is_public:
        message = "the readers now read this page as restricted: check the page, and take the document down if it is"
        hold(run, page_of(name), "read_as_restricted", message, sha256=page.page_sha256)
        return
    if loaded.is_read_the_same(run.warehouse, name, entry):
        return
    if not entry.files and load.holds_files(run.warehouse, name):
        message = "its page is read as listing no file, and files of it are held; what was read of it before stays"
        hold(run, page_of(name), "read_without_files", message, sha256=page.page_sha256)
        return
    # A copy of a document whose original is held is recorded as one, exactly as a night does.
    capture = Capture(
        request=Request("GET", address), url=address, status=200, headers=(), body=body, fetched_at=run.clock.now()
    )
    entry, _ = copies.files_to_fetch(run.warehouse, connector, capture, entry)
    if loaded.correct_entry(run.warehouse, run.run_id, SeenEntry(name, entry, page.page_sha256)):
        run.summary.count("changed")


def _open(run: Run, files: Sequence[LoadedFile]) -> Iterator[FileToRead]:
    for file in files:
        try:
            data = run.archive.load(file.sha256)
        except (ArchiveDamaged, NotArchived) as error:
            message = f"{error}; the earlier reading stays"
            hold(run, Thing(file.ref.document_id, file.name, "bytes"), error.code, message, sha256=file.sha256)
            loaded.mark_damaged(run.warehouse, file)
            continue
        yield FileToRead(file.ref.file_id, file.name, data, context_of_file(file))


def context_of_file(file: LoadedFile) -> ActContext:
    """Return what the register says about the act; an empty context for a file added by hand, as when it was added."""
    return ActContext() if file.register == LOOSE_FILES else context_of(file)
