"""Visits: what the answers of a register show of its documents, one look after another.

A visit is one look at a document: its page and the files that came after it. Answers that say nothing of a document
(refusals, failures) are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from extractors.errors import UnexpectedPage
from extractors.model.ids import DocumentId
from extractors.registers import PLATFORMS, connector_for
from extractors.registers.base import Connector, SearchCell
from flows.archive import Archive, StoredCapture
from flows.registers.find import RegisterConfig, UnknownRegister, find_register


@dataclass
class Visit:
    """One look at a document. ``files`` are the last answers by address."""

    register: str
    external_id: str
    connector: Connector
    page: StoredCapture
    files: dict[str, StoredCapture] = field(default_factory=dict)

    @property
    def document_id(self) -> DocumentId:
        return DocumentId.of(self.register, self.external_id)

    @property
    def at(self) -> datetime:
        """When all of it was there: nothing is said to have been known earlier."""
        return max(row.fetched_at for row in (self.page, *self.files.values()))


def visits_of(register: str, rows: Sequence[StoredCapture]) -> Iterator[tuple[datetime, Visit]]:
    """Yield the visits that the answers of a register show, in order, each with its instant."""
    yield from _in_their_order(find_visits(rows, _config_of(register, rows)))


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
