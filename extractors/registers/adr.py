"""The ADR platform: the public face of the Delta document system, most of it under https://adr.rik.ee/<authority>/.

Its pages have no contract; what is relied on is what the recorded pages show (2025-12 to 2026-09, v1.4.17 to
v1.4.20.1). A result page without any row was never recorded: ``adr_listing`` says what is taken for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from extractors.errors import UnexpectedPage
from extractors.model.register import ListingPage, OriginalFile, RegisterEntry, Request
from extractors.registers import adr_listing
from extractors.registers.adr_document import PLATFORM, is_adr_document_page, is_adr_page, parse_document
from extractors.registers.base import CAP, OffRegister, SearchCell, SearchForm
from extractors.registers.markup import is_same_host

__all__ = ["PLATFORM", "AdrConnector", "is_adr_document_page", "is_adr_page", "parse_document"]


@dataclass(frozen=True, slots=True)
class AdrConnector:
    """One authority's register. ``base_url`` is the address before ``otsing``, with or without a last slash.

    ``institution`` is used where a page does not name its authority (its footer does, as a rule).
    """

    base_url: str
    institution: str | None = None

    @property
    def platform(self) -> str:
        return PLATFORM

    @property
    def cap(self) -> int:
        return CAP

    def form_request(self) -> Request:
        return Request("GET", self._address("otsing"))

    def parse_form(self, body: bytes, url: str = "") -> SearchForm:
        """Raises ``UnexpectedPage`` where the page holds no search form."""
        return adr_listing.parse_form(body)

    def listing_request(self, cell: SearchCell, page: int = 1) -> Request:
        """A POST for every page: ``GET otsing/<n>`` would hand out page n of whatever the session asked last."""
        form = (
            ("title", ""),
            ("regDateBegin", f"{cell.begin:%d.%m.%Y}"),
            ("regDateEnd", f"{cell.end:%d.%m.%Y}"),
            # The marker tells the server that the field was on the form even where no box is ticked.
            *(pair for value in cell.document_types for pair in (("documentTypes", value), ("_documentTypes", "on"))),
            *((("_documentTypes", "on"),) if not cell.document_types else ()),
            ("party", ""),
            ("senderRegNr", ""),
            ("_transmittalModes", "on"),
            ("accessRestriction", cell.access or ""),
            ("accessRestrictionReason", ""),
            ("accessRestrictionBeginDate", ""),
            ("accessRestrictionEndDate", ""),
            ("pageNumber", str(page)),
        )
        return Request("POST", self._address("otsing"), form, self._session(cell))

    def words_request(self, words: str, page: int = 1) -> Request:
        """The quick search: the words in any field that a listing shows. Its answer is read as a listing's."""
        form = (("input", words), ("pageNumber", str(page)))
        return Request("POST", self._address("kiirotsing"), form, f"{self.base_url.rstrip('/')}|{words}")

    def parse_listing(self, body: bytes, url: str, cell: SearchCell | None = None) -> ListingPage:
        """Raises ``UnexpectedPage``, ``EmptyForm`` among it; a page that answers another search than ``cell`` too."""
        return adr_listing.parse_listing(body, url, cell)

    def document_request(self, external_id: str) -> Request:
        if re.fullmatch(r"[0-9A-Za-z_-]+", external_id) is None:
            raise UnexpectedPage(f"{external_id!r} is no document id of this platform")
        return Request("GET", self._address(f"dokument/{external_id}"))

    def parse_document(self, body: bytes, url: str) -> RegisterEntry:
        """Raises ``UnexpectedPage`` that names the label which is missing."""
        return parse_document(body, url, self.institution)

    def file_request(self, file: OriginalFile) -> Request:
        """Raises ``OffRegister`` for a link to another host, or a file listed without a link."""
        if not file.url.startswith(("http://", "https://")) or not is_same_host(self.base_url, file.url):
            raise OffRegister(f"the file {file.name!r} is not kept by this register: {file.url or 'no address'}")
        return Request("GET", quote(file.url, safe="/:?#[]@!$&'()*+,;=%~"))

    def _address(self, path: str) -> str:
        return f"{self.base_url.rstrip('/')}/{path}"

    def _session(self, cell: SearchCell) -> str:
        types = ",".join(cell.document_types)
        return f"{self.base_url.rstrip('/')}|{cell.begin}..{cell.end}|{types}|{cell.access or ''}"
