"""Answer the searches of kehtiv's own ``flows.night.search`` from the simulated documents, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from benchmarks.network.documents import Documents
from extractors.model.register import ListingEntry, ListingPage
from extractors.registers.adr import CAP, AdrConnector
from extractors.registers.base import Connector, SearchCell
from flows.http.fetcher import Fetcher
from flows.night.search import Types
from flows.sample.search import ROWS_PER_PAGE

TYPES = Types(("1", "2"), frozenset())


@dataclass(frozen=True, slots=True)
class _Row:
    external_id: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A request for a page of results, and the answer to it. ``session`` is what a request has."""

    cell: SearchCell
    number: int
    session: None = None
    body: bytes = b""
    url: str = ""


class Searches:
    """Connector and fetcher in one, as far as a search needs them. ``ask`` takes the turn of a request.

    ``today`` is the last day whose documents are shown.
    """

    access = AdrConnector.access
    cap = CAP

    def __init__(self, documents: Documents, today: date, ask: Callable[[], None]) -> None:
        self._documents, self._today, self._ask = documents, today, ask
        self.client = self
        self._answered: tuple[SearchCell, list[_Row], int] | None = None

    @property
    def as_connector(self) -> Connector:
        return cast(Connector, self)

    @property
    def as_fetcher(self) -> Fetcher:
        return cast(Fetcher, self)

    def end_session(self, name: object) -> None:
        """Discard nothing: there are no cookies here."""

    def listing_request(self, cell: SearchCell, page: int = 1) -> _Page:
        return _Page(cell, page)

    def fetch(self, request: _Page) -> tuple[_Page, str]:
        self._ask()
        return request, ""

    def parse_listing(self, body: bytes, url: str, cell: SearchCell | None = None) -> ListingPage:
        """Return the next page of a cell: a search reads them from the first to the last."""
        assert cell is not None
        if self._answered is None or self._answered[0] is not cell:
            self._answered = (cell, self._rows(cell), 0)
        _, rows, done = self._answered
        self._answered = (cell, rows, done + 1)
        shown: Any = tuple(rows[done * ROWS_PER_PAGE : (done + 1) * ROWS_PER_PAGE])
        return ListingPage(len(rows), done + 1, max(1, -(-len(rows) // ROWS_PER_PAGE)), shown)

    def _rows(self, cell: SearchCell) -> list[_Row]:
        among = self._documents.between(cell.begin, min(cell.end, self._today))
        is_all = len(cell.document_types) == len(TYPES.values)
        if is_all and cell.access is None and len(among) >= CAP:
            return [_Row("")] * CAP  # cut: a search looks at the number alone
        if is_all and cell.access == self.access.restricted and self._documents.restricted(among) >= CAP:
            return [_Row("")] * CAP
        return [_Row(str(number)) for number in among if self._is_shown(number, cell)][:CAP]

    def _is_shown(self, number: int, cell: SearchCell) -> bool:
        if str(1 + number % 2) not in cell.document_types:
            return False
        if cell.access is None:
            return True
        return self._documents.is_public(number) == (cell.access == self.access.public)


def numbers_of(entries: tuple[ListingEntry, ...]) -> list[int]:
    """Return the documents of a search's rows."""
    return [int(entry.external_id) for entry in entries]
