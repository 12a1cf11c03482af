"""Connect to the ADR platform: the public face of the Delta document system, most of it at
https://adr.rik.ee/<authority>/.

Its pages have no contract; what is relied on is what the recorded pages show (2025-12 to 2026-09, v1.4.17 to
v1.4.20.1). A result page without any row was never recorded: ``adr_listing`` says what is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote, urlsplit

from extractors.errors import UnexpectedPage
from extractors.model.register import ListingPage, OriginalFile, RegisterEntry, Request
from extractors.registers import adr_listing
from extractors.registers.adr_document import (
    PLATFORM,
    classify_page,
    is_adr_document_page,
    is_adr_page,
    parse_document,
)
from extractors.registers.base import (
    AccessFilters,
    Address,
    AddressKind,
    AnswerKind,
    OffRegister,
    SavedPage,
    SearchCell,
    SearchForm,
)
from extractors.registers.blanking import TABLE_ROW, bears, blank_rows, spellings
from extractors.registers.markup import is_same_host

__all__ = ["PLATFORM", "AdrConnector", "is_adr_document_page", "is_adr_page", "parse_document"]

CAP = 100
"""A search shows at most this many rows and says nothing of the others."""

_DOCUMENT = re.compile(r"/dokument/([^/]+)/?$")
_FILE = re.compile(r"/fail/[^/]+")
_RESULTS = re.compile(r"/otsing/\d+/?$|/kiirotsing/?$")
_SEARCH = re.compile(r"/otsing/?$")
_LINK = re.compile(rb"/dokument/[^\"'\s<>/?#]")


@dataclass(frozen=True, slots=True)
class AdrConnector:
    """One authority's register. ``base_url`` is the address before ``otsing``, with or without a last slash.

    ``institution`` is used where a page does not name its authority (its footer does, as a rule).
    """

    platform: ClassVar[str] = PLATFORM
    access: ClassVar[AccessFilters] = AccessFilters("Avalik", "AK")
    own_keys: ClassVar[frozenset[str]] = frozenset({"document_types"})
    shows_copies: ClassVar[bool] = False

    base_url: str
    institution: str | None = None

    @classmethod
    def connect(
        cls, base_url: str, institution: str | None, organisations: tuple[str, ...], file_hosts: tuple[str, ...]
    ) -> AdrConnector:
        return cls(base_url, institution)

    @staticmethod
    def base_path(path: str) -> str:
        return path.removesuffix("/").removesuffix("/otsing")

    @staticmethod
    def address_of(url: str, method: str = "GET") -> Address:
        """Classify an address by its path alone: a file's address bears the id of the file, never the document's."""
        try:
            path = urlsplit(url).path
        except ValueError:
            return Address(AddressKind.OTHER)
        if document := _DOCUMENT.search(path):
            return Address(AddressKind.DOCUMENT, document[1])
        if _FILE.search(path):
            return Address(AddressKind.FILE)
        if _SEARCH.search(path):
            return Address(AddressKind.LISTING if method == "POST" else AddressKind.FORM)
        return Address(AddressKind.LISTING if _RESULTS.search(path) else AddressKind.OTHER)

    @staticmethod
    def blank(body: bytes, external_id: str, words: Collection[str], kept: Collection[str]) -> bytes | None:
        """Blank a document's table rows. A row without a link (a related document may have none) is recognised by its
        title.
        """
        link = re.compile(rb"/dokument/" + re.escape(external_id.encode()) + rb"(?![^\"'\s<>/?#])")
        needles = spellings(words)

        def is_own(row: bytes) -> bool:
            return link.search(row) is not None or (_LINK.search(row) is None and bears(row, needles))

        # A row with a heading beside its value describes the page's own document: with these words it is this one's.
        if any(b"<th" in row.lower() and bears(row, needles) for row in TABLE_ROW.findall(body)):
            return None
        anew, outside = blank_rows(body, is_own, kept)
        return None if link.search(outside) or bears(outside, needles) else anew

    @staticmethod
    def read_saved_html(html: bytes) -> SavedPage | None:
        return SavedPage(parse_document(html, url=None)) if is_adr_page(html) else None

    @staticmethod
    def read_saved_text(text: str) -> SavedPage | None:
        """Return ``None``: no page of this platform has been seen saved as text."""
        return None

    @staticmethod
    def classify_page(body: bytes) -> AnswerKind:
        return classify_page(body)

    @property
    def cap(self) -> int:
        return CAP

    def form_request(self) -> Request:
        return Request("GET", self._address("otsing"))

    def parse_form(self, body: bytes, url: str = "") -> SearchForm:
        """Return the search form of a page. Raises ``UnexpectedPage`` where the page holds none."""
        return adr_listing.parse_form(body)

    def listing_request(self, cell: SearchCell, page: int = 1) -> Request:
        """Return a POST request for any page of a search.

        ``GET otsing/<n>`` would return page n of whatever the session searched for last.
        """
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
        """Return the request of the quick search, which looks in every field of a listing. Its answer is a listing."""
        form = (("input", words), ("pageNumber", str(page)))
        return Request("POST", self._address("kiirotsing"), form, f"{self.base_url.rstrip('/')}|{words}")

    def parse_listing(self, body: bytes, url: str, cell: SearchCell | None = None) -> ListingPage:
        """Return one page of results.

        Raises ``UnexpectedPage`` (with its subclass ``EmptyForm``), also where the page answers another search than
        ``cell``.
        """
        return adr_listing.parse_listing(body, url, cell)

    def document_request(self, external_id: str) -> Request:
        if re.fullmatch(r"[0-9A-Za-z_-]+", external_id) is None:
            raise UnexpectedPage(f"{external_id!r} is no document id of this platform")
        return Request("GET", self._address(f"dokument/{external_id}"))

    def parse_document(self, body: bytes, url: str) -> RegisterEntry:
        """Return the entry that a document's page shows. Raises ``UnexpectedPage`` that names the missing label."""
        return parse_document(body, url, self.institution)

    def file_request(self, file: OriginalFile) -> Request:
        """Return the request for a file. Raises ``OffRegister`` for a link to another host, or a file listed without a
        link.
        """
        if not file.url.startswith(("http://", "https://")) or not is_same_host(self.base_url, file.url):
            raise OffRegister(f"the file {file.name!r} is not kept by this register: {file.url or 'no address'}")
        return Request("GET", quote(file.url, safe="/:?#[]@!$&'()*+,;=%~"))

    def _address(self, path: str) -> str:
        return f"{self.base_url.rstrip('/')}/{path}"

    def _session(self, cell: SearchCell) -> str:
        types = ",".join(cell.document_types)
        return f"{self.base_url.rstrip('/')}|{cell.begin}..{cell.end}|{types}|{cell.access or ''}"
