"""The archive gone through from its first answer to its last, as if every night were done again, without the network.

A visit is one look at a document: its page and the files that came after it. Each is taken through the very stages of
a night, at the instant of its last answer, so that versions, days of first sight and what is gone come out as they
were learned. Answers that say nothing of a document (refusals, failures) are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import cast
from urllib.parse import urlsplit

from extractors.errors import UnexpectedPage
from extractors.model.extraction import ActContext
from extractors.model.register import Capture, Request
from extractors.read import EXTRACTOR_VERSION, context_of
from extractors.registers import PLATFORMS, connector_for
from extractors.registers.base import AnswerKind, Connector, SearchCell, classify_answer
from flows import stages
from flows.archive import Archive, ArchiveDamaged, NotArchived, StoredCapture
from flows.clock import Clock
from flows.http.client import PoliteClient
from flows.http.fetcher import Fetcher, FileMissing
from flows.reading.one import FileToRead, Outcome
from flows.reading.reader import Reader
from flows.registers.find import RegisterConfig, UnknownRegister, find_register
from flows.registers.loose import LOOSE_FILES, LOOSE_KEY
from flows.run.run import Run
from flows.run.summary import Summary
from flows.stages import FetchedDocument, document_id
from flows.stages.work import Work
from warehouse import load
from warehouse.rereading import loaded


@dataclass
class Visit:
    """One look at a document. ``files`` are the last answers by address."""

    register: str
    external_id: str
    connector: Connector
    page: StoredCapture
    files: dict[str, StoredCapture] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """When all of it was there: nothing is said to have been known earlier."""
        return max(row.fetched_at for row in (self.page, *self.files.values()))


def replay(run: Run, reader: Reader) -> None:
    """Loads all that the archive holds into the empty working file of ``run``; what is held back then is said.

    Registers are gone through side by side: what an authority's own register said first, counts before its copies.
    """
    quiet = Summary()
    visits: list[tuple[datetime, Visit]] = []
    for register in run.archive.registers():
        rows = list(run.archive.captures(register))
        if register == LOOSE_FILES:
            _add_files(replace(run, summary=quiet), reader, rows)
        else:
            visits += _in_their_order(find_visits(rows, _config_of(register, rows)))
    visits.sort(key=lambda timed: timed[0])
    in_time = (visit for _, visit in run.progress.of("replaying", visits, len(visits)))
    for batch in _batches(in_time, run.settings.batch_size):
        _replay_batch(replace(run, summary=quiet), reader, batch[0].register, batch)
    loaded.forget_let_go(run.warehouse)
    run.summary.counts.update({name: quiet.counts[name] for name in ("new", "files", "gone")})
    for sentence in loaded.open_sentences(run.warehouse):
        run.summary.count("quarantined")
        run.summary.ask_person(sentence)


def _in_their_order(visits: Iterable[Visit]) -> Iterator[tuple[datetime, Visit]]:
    """Each with its instant, or the latest one before it: a clock that was set back puts no visit before another."""
    latest = datetime.min.replace(tzinfo=UTC)
    for visit in visits:
        latest = max(latest, visit.at)
        yield latest, visit


def connector_of(archive: Archive) -> Callable[[str], Connector | None]:
    """What reads the pages of a register, by its code; ``None`` where the archive tells no address of it."""
    known: dict[str, Connector | None] = {}

    def find(register: str) -> Connector | None:
        if register not in known:
            rows = list(archive.captures(register))
            bases = _Bases(_config_of(register, rows))
            row = next((row for row in rows if bases.page_of(row) is not None), None)
            found = bases.page_of(row) if row is not None else None
            known[register] = found[0] if found is not None else None
        return known[register]

    return find


def _config_of(register: str, rows: Sequence[StoredCapture]) -> RegisterConfig:
    """A register that is in the list no more, or never was: its platform and hosts are found in what it was asked."""
    try:
        return replace(find_register(register), code=register)
    except UnknownRegister:
        pass
    hosts = {urlsplit(row.url).hostname for row in rows}
    for platform in PLATFORMS:
        config = RegisterConfig(register, None, platform, file_hosts=tuple(sorted(host for host in hosts if host)))
        bases = _Bases(config)
        if any(bases.page_of(row) is not None for row in rows):
            return config
    return RegisterConfig(register, None, next(iter(PLATFORMS)))


class _Bases:
    """The addresses under which a register was asked over the years, found in what was asked."""

    def __init__(self, config: RegisterConfig) -> None:
        self._config = config
        self._connectors: dict[str, Connector] = {}

    def page_of(self, row: StoredCapture) -> tuple[Connector, str] | None:
        """The connector and the external id of the document whose page was asked for; ``None`` for any other answer."""
        if row.method != "GET" or row.form:
            return None
        parts = row.url.split("/")
        external_id = parts[-1]
        for end in range(len(parts) - 1, 2, -1):
            base = "/".join(parts[:end]) + "/"
            connector = self._connector(base)
            if connector is not None and _asks_for(connector, external_id) == row.url:
                return connector, external_id
        return None

    def _connector(self, base: str) -> Connector | None:
        if base not in self._connectors:
            told = self._config
            self._connectors[base] = connector_for(
                told.platform, base, told.authority, organisations=told.organisations, file_hosts=told.file_hosts
            )
        return self._connectors[base]


def _asks_for(connector: Connector, external_id: str) -> str | None:
    try:
        return connector.document_request(external_id).url
    except UnexpectedPage:
        return None


def find_visits(rows: Iterable[StoredCapture], config: RegisterConfig) -> Iterator[Visit]:
    """The visits that the answers of a register show, in order."""
    bases = _Bases(config)
    visit: Visit | None = None
    for row in rows:
        page = bases.page_of(row)
        if page is None and row.method == "GET" and not row.form and not _begins_a_night(row, visit):
            if visit is not None:
                visit.files[row.url] = row
            continue
        if visit is not None and not (page is not None and row.url == visit.page.url and not _says(visit.page)):
            yield visit
        visit = Visit(config.code, page[1], page[0], row) if page is not None else None
    if visit is not None:
        yield visit


def _begins_a_night(row: StoredCapture, visit: Visit | None) -> bool:
    """The search form, the rules for robots and a list are asked for between documents: the visit before is over."""
    if visit is None:
        return False
    lists = visit.connector.listing_request(SearchCell(row.fetched_at.date(), row.fetched_at.date(), ())).url
    asked, listing = row.url.partition("?")[0], lists.partition("?")[0]
    return row.url == visit.connector.form_request().url or asked == listing or row.url.endswith("/robots.txt")


def _says(row: StoredCapture) -> bool:
    return row.status in (200, 203, 304, 404, 410, 451)


def _batches(visits: Iterable[Visit], size: int) -> Iterator[list[Visit]]:
    """Visits of different documents of one register, so that the files of all may be read at once."""
    batch: dict[str, Visit] = {}
    register = ""
    for visit in visits:
        if batch and (visit.external_id in batch or len(batch) >= size or visit.register != register):
            yield list(batch.values())
            batch = {}
        register = visit.register
        batch[visit.external_id] = visit
    if batch:
        yield list(batch.values())


def _replay_batch(run: Run, reader: Reader, register: str, batch: list[Visit]) -> None:
    fetched: list[tuple[Run, _ReplayFetcher, FetchedDocument]] = []
    for visit in batch:
        then = replace(run, clock=_clock_at(visit.at))
        fetcher = _ReplayFetcher(run.archive, register, visit)
        if _says_nothing(then, fetcher, visit):
            continue
        work = [Work(visit.external_id, "replay")]
        found = stages.fetch_documents(then, fetcher, visit.connector, work)
        fetched += [(then, fetcher, document) for document in found.documents]
    read = dict(_read_ahead(run, reader, [document for _, _, document in fetched]))
    for then, fetcher, document in fetched:
        stages.load_documents(then, fetcher, cast(Reader, _Read(read)), [document])


def _says_nothing(run: Run, fetcher: _ReplayFetcher, visit: Visit) -> bool:
    """Whether a visit is to be passed over. A page that the archive should hold and does not is held back."""
    if visit.page.is_withdrawn:
        return True
    name = document_id(fetcher.register, visit.external_id)
    try:
        kind = classify_answer(fetcher.page, visit.connector)
    except (ArchiveDamaged, NotArchived) as error:
        stages.hold(run, name, name, visit.page.sha256, "page", error.code, str(error))
        return True
    return kind in (AnswerKind.SAYS_NOTHING, AnswerKind.ROBOT_CHECK)


def _clock_at(instant: datetime) -> Clock:
    return Clock(now=lambda: instant)


def _read_ahead(run: Run, reader: Reader, documents: list[FetchedDocument]) -> Iterator[tuple[str, Outcome]]:
    """What the workers make of those files of a batch that are not loaded as they are, by the keys of the stage."""

    def files() -> Iterator[FileToRead]:
        for document in documents:
            for file in document.files:
                if load.is_loaded(run.warehouse, document.document_id, file.key, file.sha256, EXTRACTOR_VERSION):
                    continue
                try:
                    data = run.archive.load(file.sha256)
                except (ArchiveDamaged, NotArchived):
                    continue  # the stage itself meets it again, and holds the file back
                key = f"{document.document_id}!{file.key}"
                yield FileToRead(key, file.file.name, data, context_of(document.entry))

    for file, outcome in reader.read(files()):
        yield file.key, outcome


class _Read:
    """In the place of a reader: what was read ahead."""

    def __init__(self, outcomes: dict[str, Outcome]) -> None:
        self._outcomes = outcomes

    def read(self, files: Iterable[FileToRead]) -> Iterator[tuple[FileToRead, Outcome]]:
        for file in files:
            yield file, self._outcomes[file.key]


class _ReplayFetcher(Fetcher):
    """In the place of the network: the answers of one visit."""

    def __init__(self, archive: Archive, register: str, visit: Visit) -> None:
        super().__init__(cast(PoliteClient, None), archive, register)
        self._visit = visit

    @property
    def page(self) -> Capture:
        """The document's page. Raises ``ArchiveDamaged`` or ``NotArchived``."""
        return self.archive.open_capture(self._visit.page)

    def fetch(self, request: Request) -> tuple[Capture, str]:
        self.client = cast(PoliteClient, _Answer(self.page))
        return super().fetch(request)[0], self._visit.page.sha256

    def fetch_file(self, request: Request, *, is_doubted: bool = False) -> str:
        row = self._visit.files.get(request.url)
        if row is None or row.status not in (200, 304):
            raise FileMissing(f"{request.url} is listed, but no answer that holds it was kept")
        return row.sha256

    def note_unreadable(self, error: UnexpectedPage) -> None:
        """The host is not being asked."""


@dataclass
class _Answer:
    """In the place of a client: an answer that came long ago."""

    capture: Capture

    def send(self, request: Request) -> Capture:
        return self.capture


def _file_name(row: StoredCapture) -> str:
    return row.url.removeprefix("file:")


def _add_files(run: Run, reader: Reader, rows: Iterable[StoredCapture]) -> None:
    """The files of `kehtiv add`, each a document of its own."""
    waiting: dict[str, StoredCapture] = {}
    for row in rows:
        waiting.setdefault(row.sha256, row)

    def files() -> Iterator[FileToRead]:
        for sha256, row in waiting.items():
            name = document_id(LOOSE_FILES, sha256[:12])
            try:
                data = run.archive.load(sha256)
            except (ArchiveDamaged, NotArchived) as error:
                if not row.is_withdrawn:
                    stages.hold(run, name, _file_name(row), sha256, "bytes", error.code, str(error))
                continue
            yield FileToRead(sha256, _file_name(row), data, ActContext())

    for file, outcome in run.progress.of("replaying files", reader.read(files()), len(waiting)):
        then = replace(run, clock=_clock_at(waiting[file.key].fetched_at))
        name = document_id(LOOSE_FILES, file.key[:12])
        stages.load_outcome(then, name, LOOSE_KEY, file.name, outcome)
        load.mark_checked(run.warehouse, run_id=run.run_id, document_id=name, at=then.clock.now())
