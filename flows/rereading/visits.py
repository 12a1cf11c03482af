"""Group the archived answers of a register into visits.

A visit is one look at a document: its page and the files fetched after it. Answers that say nothing about a document
(refusals, failures) belong to no visit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from extractors.errors import UnexpectedPage
from extractors.model.ids import DocumentId
from extractors.registers import PLATFORMS, connector_for
from extractors.registers.base import PAGE_STATUSES, TELLING_STATUSES, Connector, SearchCell
from flows.archive import Archive, StoredCapture
from flows.registers.find import RegisterConfig, UnknownRegister, find_register


@dataclass
class Visit:
    """One look at a document. ``files`` holds the last answer for each address."""

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
        """The instant of its last answer (UTC): before that, not all of it was known."""
        return max(row.fetched_at for row in (self.page, *self.files.values()))


def visits_of(register: str, rows: Sequence[StoredCapture]) -> Iterator[tuple[datetime, Visit]]:
    """Yield the visits of a register in order, each with its instant (UTC)."""
    yield from _in_their_order(find_visits(rows, _config_of(register, rows)))


def _in_their_order(visits: Iterable[Visit]) -> Iterator[tuple[datetime, Visit]]:
    """Yield each visit with its instant, never earlier than the one before: a clock set back must not reorder them."""
    latest = datetime.min.replace(tzinfo=UTC)
    for visit in visits:
        latest = max(latest, visit.at)
        yield latest, visit


def connector_of(archive: Archive) -> Callable[[str], Connector | None]:
    """Return a function that finds a register's connector by its code; ``None`` where no page of it was archived."""
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
    """Return a register's configuration; for an unlisted one, infer platform and hosts from archived requests."""
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
    """The base addresses that a register has had over the years, inferred from archived requests."""

    def __init__(self, config: RegisterConfig) -> None:
        self._config = config
        self._connectors: dict[str, Connector] = {}

    def page_of(self, row: StoredCapture) -> tuple[Connector, str] | None:
        """Return connector and external id of the document whose page this answer is; ``None`` for any other answer."""
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
            known = self._config
            self._connectors[base] = connector_for(
                known.platform, base, known.authority, organisations=known.organisations, file_hosts=known.file_hosts
            )
        return self._connectors[base]


def _asks_for(connector: Connector, external_id: str) -> str | None:
    try:
        return connector.document_request(external_id).url
    except UnexpectedPage:
        return None


def find_visits(rows: Iterable[StoredCapture], config: RegisterConfig) -> Iterator[Visit]:
    """Yield the visits that a register's answers form, in order."""
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
    """Return whether an answer ends the visit: search forms, robots.txt and lists belong to no document."""
    if visit is None:
        return False
    lists = visit.connector.listing_request(SearchCell(row.fetched_at.date(), row.fetched_at.date(), ())).url
    asked, listing = row.url.partition("?")[0], lists.partition("?")[0]
    return row.url == visit.connector.form_request().url or asked == listing or row.url.endswith("/robots.txt")


def _says(row: StoredCapture) -> bool:
    return row.status in PAGE_STATUSES or row.status in TELLING_STATUSES
