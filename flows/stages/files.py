"""Read the files of a batch that are not loaded yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractors.context import context_of
from extractors.model.register import RegisterEntry
from flows.archive import ArchiveDamaged, NotArchived
from flows.reading.one import FileToRead, WantedFile
from flows.run.run import Run
from flows.stages.elsewhere import read_elsewhere
from flows.stages.fetched import FetchedDocument, FetchedFile
from flows.stages.holding import Thing, hold
from flows.stages.outcomes import Loadable
from flows.stages.readings import Readings
from warehouse import load
from warehouse.connection import Warehouse

LOADED_TOGETHER = 50
"""Files per transaction, which is how many readings are held in memory, and lost if the run is killed."""

Unread = tuple[FetchedFile, RegisterEntry]
"""A file that is to be read, and what the register says of its document."""


def unread_files(w: Warehouse, batch: Sequence[FetchedDocument], readers_version: str) -> list[Unread]:
    """Return the files of a batch that are not loaded as they are by the readers of this version."""
    held = load.loaded_files(w, [document.document_id for document in batch])
    return [
        (file, document.entry)
        for document in batch
        for file in document.files
        if (file.ref.file_id, file.sha256, readers_version) not in held
    ]


def read_files(run: Run, readings: Readings, unread: Sequence[Unread]) -> Iterator[list[Loadable]]:
    """Yield what was read, a few files together; what the archive cannot give is held back."""
    files = {file.ref.file_id: file for file, _ in unread}
    wanted = (WantedFile(file.sha256, file.file.name, context_of(entry)) for file, entry in unread)
    read_elsewhere(run, wanted, len(unread))
    outcomes = readings.read(_to_read(run, unread))
    together: list[Loadable] = []
    for read, outcome in run.progress.of("reading files", outcomes, len(unread)):
        file = files[read.key]
        together.append(Loadable(file.ref, file.file.name, outcome))
        if len(together) >= LOADED_TOGETHER:
            yield together
            together = []
    if together:
        yield together


def _to_read(run: Run, unread: Iterable[Unread]) -> Iterator[FileToRead]:
    for file, entry in unread:
        try:
            data = run.archive.load(file.sha256)
        except (ArchiveDamaged, NotArchived) as error:
            # While the damaged copy is there, no good copy can be stored under its name.
            run.archive.forget(file.sha256)
            thing = Thing(file.ref.document_id, file.file.name, "bytes")
            hold(run, thing, error.code, str(error), sha256=file.sha256)
            continue
        yield FileToRead(file.ref.file_id, file.file.name, data, context_of(entry))
