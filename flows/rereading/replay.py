"""Replay the archive from its first answer to its last, as if every night ran again without the network.

Each visit (``flows.rereading.visits``) passes through the same stages as in a night, with the clock at its last answer.
Versions, first-seen days and disappearances therefore come out as they were learned at the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from extractors.context import context_of
from extractors.model.extraction import ActContext
from extractors.model.register import Capture, Request
from extractors.registers.base import AnswerKind, classify_answer
from flows import stages
from flows.archive import Archive, ArchiveDamaged, NotArchived, StoredCapture
from flows.clock import Clock
from flows.http.fetcher import FileMissing, refuse_unasked, refuse_useless
from flows.reading.one import FileToRead, Outcome, WantedFile
from flows.registers.loose import LOOSE_FILES, loose_file
from flows.rereading.visit_batches import Batch, batches, is_independent
from flows.rereading.visited import Visited, load_visited
from flows.rereading.visits import Visit, visits_of
from flows.run.run import Run
from flows.run.summary import Summary
from flows.stages import FetchedDocument, Loadable, Look, Patience, Readings, Thing
from flows.stages.files import Unread, unread_files
from flows.stages.work import Work
from warehouse import load
from warehouse.rereading import loaded


def replay(run: Run, archive: Archive, readings: Readings) -> None:
    """Load everything in ``archive`` into the empty working file of ``run``, and report what is held back at the end.

    All registers are replayed together in order of time, so that an authority's own document precedes its copies.
    """
    quiet = Summary()
    visits: list[tuple[datetime, Visit]] = []
    for register in archive.registers():
        rows = list(archive.captures(register))
        if register == LOOSE_FILES:
            _add_files(replace(run, summary=quiet), readings, rows)
        else:
            visits += visits_of(register, rows)
    visits.sort(key=lambda timed: timed[0])
    in_time = (visit for _, visit in run.progress.of("replaying", visits, len(visits)))
    _replay(replace(run, summary=quiet), archive, readings, batches(in_time, run.settings.batch_size))
    loaded.forget_let_go(run.warehouse)
    run.summary.counts.update({name: quiet.counts[name] for name in ("new", "files", "gone")})
    for sentence in loaded.open_sentences(run.warehouse):
        run.summary.count("quarantined")
        run.summary.ask_person(sentence)


@dataclass(frozen=True)
class _Begun:
    """A batch that was looked at; its files are being read."""

    batch: Batch
    visited: list[Visited]
    read: ReadAhead


def _replay(run: Run, archive: Archive, readings: Readings, in_time: Iterable[Batch]) -> None:
    """Look at the visits of each batch and have their files read, while the batch before it is loaded."""
    begun: _Begun | None = None
    for batch in in_time:
        if begun is not None and not is_independent(begun.batch, batch):
            _finish(run, begun)
            begun = None
        following = _begin(run, archive, readings, batch)
        if begun is not None:
            _finish(run, begun)
        begun = following
    if begun is not None:
        _finish(run, begun)


def _begin(run: Run, archive: Archive, readings: Readings, batch: Batch) -> _Begun:
    """Look at each visit at its instant, and begin to read the files of all."""
    looks: list[Look] = []
    for visit in batch.values():
        # What is to be read elsewhere is read for the whole batch, below.
        then = replace(run, clock=_clock_at(visit.at), spread=None)
        answers = KeptAnswers(archive, visit)
        if not _says_nothing(then, answers):
            looks.append(Look(then, answers, visit.connector, Work(visit.external_id, "replay")))
    runs = {look.document_id: look.run for look in looks}
    found = stages.fetch_each(run, Patience(limit=None), looks)
    visited = [Visited(runs[document.document_id], document) for document in found.documents]
    return _Begun(batch, visited, ReadAhead.of(run, readings, [each.document for each in visited]))


def _finish(run: Run, begun: _Begun) -> None:
    begun.read.wait()
    load_visited(run, begun.read, begun.visited)


def _says_nothing(run: Run, answers: KeptAnswers) -> bool:
    """Return whether to skip a visit. A page that the archive should hold but does not is held back."""
    visit = answers.visit
    if visit.page.is_withdrawn:
        return True
    try:
        kind = classify_answer(answers.page(), visit.connector)
    except (ArchiveDamaged, NotArchived) as error:
        page = stages.page_of(visit.document_id)
        stages.hold(run, page, error.code, str(error), sha256=visit.page.sha256)
        return True
    return kind in (AnswerKind.SAYS_NOTHING, AnswerKind.ROBOT_CHECK)


def _clock_at(instant: datetime) -> Clock:
    return Clock(now=lambda: instant)


@dataclass(frozen=True)
class KeptAnswers:
    """The ``Answers`` of one visit, taken from the archive."""

    archive: Archive
    visit: Visit

    @property
    def register(self) -> str:
        return self.visit.register

    def page(self) -> Capture:
        """Return the document's page as it came. Raise ``ArchiveDamaged`` or ``NotArchived``."""
        return self.archive.open_capture(self.visit.page)

    def fetch(self, request: Request) -> tuple[Capture, str]:
        page = self.page()
        refuse_unasked(page)
        refuse_useless(page)
        return page, self.visit.page.sha256

    def fetch_file(self, request: Request, *, is_doubted: bool = False) -> str:
        row = self.visit.files.get(request.url)
        if row is None or row.status not in (200, 304):
            raise FileMissing(f"{request.url} is listed, but the archive holds no answer with its content")
        return row.sha256


@dataclass(frozen=True)
class ReadAhead:
    """``Readings`` made in advance, by the keys of files."""

    coming: Iterator[tuple[FileToRead, Outcome]]
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @classmethod
    def of(cls, run: Run, readings: Readings, documents: Sequence[FetchedDocument]) -> ReadAhead:
        """Begin to read those files of the documents that are not yet loaded in this form."""
        unread = unread_files(run.warehouse, documents, run.readers_version)
        wanted = (WantedFile(file.sha256, file.file.name, context_of(entry)) for file, entry in unread)
        stages.read_elsewhere(run, wanted, len(unread))
        return cls(readings.read(_open_unread(run, unread)))

    def wait(self) -> None:
        """Wait until all of them are read."""
        self.outcomes.update((file.key, outcome) for file, outcome in self.coming)

    def read(self, files: Iterable[FileToRead]) -> Iterator[tuple[FileToRead, Outcome]]:
        for file in files:
            yield file, self.outcomes[file.key]


def _open_unread(run: Run, unread: Iterable[Unread]) -> Iterator[FileToRead]:
    for file, entry in unread:
        try:
            data = run.archive.load(file.sha256)
        except (ArchiveDamaged, NotArchived):
            continue  # the load stage meets the same error and holds the file back
        yield FileToRead(file.ref.file_id, file.file.name, data, context_of(entry))


def _file_name(row: StoredCapture) -> str:
    return row.url.removeprefix("file:")


def _add_files(run: Run, readings: Readings, rows: Iterable[StoredCapture]) -> None:
    """Load the files of `kehtiv add`, each as a document of its own."""
    waiting: dict[str, StoredCapture] = {}
    for row in rows:
        waiting.setdefault(row.sha256, row)
    wanted = (WantedFile(sha256, _file_name(row), ActContext()) for sha256, row in waiting.items())
    stages.read_elsewhere(run, wanted, len(waiting))
    read = readings.read(_open_files(run, waiting))
    for file, outcome in run.progress.of("replaying files", read, len(waiting)):
        then = replace(run, clock=_clock_at(waiting[file.key].fetched_at))
        ref = loose_file(file.key)
        stages.load_outcomes(then, [Loadable(ref, file.name, outcome)])
        load.mark_checked(run.warehouse, then.moment(), [ref.document_id])


def _open_files(run: Run, waiting: Mapping[str, StoredCapture]) -> Iterator[FileToRead]:
    for sha256, row in waiting.items():
        try:
            data = run.archive.load(sha256)
        except (ArchiveDamaged, NotArchived) as error:
            if not row.is_withdrawn:
                thing = Thing(loose_file(sha256).document_id, _file_name(row), "bytes")
                stages.hold(run, thing, error.code, str(error), sha256=sha256)
            continue
        yield FileToRead(sha256, _file_name(row), data, ActContext())
