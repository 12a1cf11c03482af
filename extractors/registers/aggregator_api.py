"""Connect to the aggregator's JSON interface: one site that shows the documents of many authorities.

    GET documents?org_ids=&date_start=&date_end=&page=    a page of 100 documents, newest first; the total is honest
    GET documents/<id>                                     one document with its files
    GET organisations                                      the authorities, by number

It cannot search by type: all documents of the days come, and rows of other types are left out here and counted.
``with_restricted=1`` adds restricted documents to the list. It sums documents up by machine (``ai_title``,
``ai_summary``): such words are nobody's sentence and are not kept.

Of a file it gives the text it extracted (``contents``) and the address of its copy (``url``). The copy is the original,
with pages, and is preferred where it lies on this host or one of ``file_hosts``; else the text takes its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from extractors.errors import UnexpectedPage
from extractors.model.register import ListingEntry, ListingPage, OriginalFile, RegisterEntry, Request
from extractors.registers.aggregator import is_html_page, is_text_page, parse_html_page, parse_text_page
from extractors.registers.aggregator_blanking import blank_answer
from extractors.registers.aggregator_document import MACHINE, File, parse_document_answer, parse_files, root_of
from extractors.registers.aggregator_entry import PLATFORM
from extractors.registers.aggregator_json import Row, day, load_answer, number, require, rows, text
from extractors.registers.base import (
    DIRECTIVE_WORDS,
    AccessFilters,
    Address,
    AddressKind,
    AnswerKind,
    OffRegister,
    SavedPage,
    SearchCell,
    SearchForm,
    looks_like_markup,
)
from extractors.registers.markup import is_same_host

_LISTED = ("id", "title", "reference", "registration_date", "type", "restriction")
_PAGE = "a page of documents"
_DOCUMENT = re.compile(r"/documents/(\d+)/?$")


@dataclass(frozen=True, slots=True)
class AggregatorConnector:
    """``base_url`` is the address before ``documents``. Empty ``organisations``: the documents of all.

    ``organisations`` are the short names (``slug``) that the aggregator gives authorities; ``file_hosts`` are hosts
    besides its own from which originals may be fetched.
    """

    platform: ClassVar[str] = PLATFORM
    access: ClassVar[AccessFilters] = AccessFilters("Avalik", "AK")
    own_keys: ClassVar[frozenset[str]] = frozenset({"organisations", "file_hosts"})
    shows_copies: ClassVar[bool] = True

    base_url: str
    organisations: tuple[str, ...] = ()
    file_hosts: tuple[str, ...] = ()

    @classmethod
    def connect(
        cls, base_url: str, institution: str | None, organisations: tuple[str, ...], file_hosts: tuple[str, ...]
    ) -> AggregatorConnector:
        """Return a connector to the aggregator. ``institution`` is ignored: each document names its own."""
        return cls(base_url, organisations, file_hosts)

    @staticmethod
    def base_path(path: str) -> str:
        return path.removesuffix("/")

    @staticmethod
    def address_of(url: str, method: str = "GET") -> Address:
        """Classify an address. A text's address names its document; copies of files lie anywhere, so any other address
        is a file.
        """
        try:
            parts = urlsplit(url)
        except ValueError:
            return Address(AddressKind.OTHER)
        if document := _DOCUMENT.search(parts.path):
            return Address(AddressKind.FILE if parts.fragment else AddressKind.DOCUMENT, document[1])
        last = parts.path.rstrip("/").rpartition("/")[2]
        known = {"documents": AddressKind.LISTING, "organisations": AddressKind.FORM, "robots.txt": AddressKind.OTHER}
        return Address(known.get(last, AddressKind.FILE))

    @staticmethod
    def blank(body: bytes, external_id: str, words: Collection[str], kept: Collection[str]) -> bytes | None:
        return blank_answer(body, external_id, words, kept)

    @staticmethod
    def read_saved_html(html: bytes) -> SavedPage | None:
        return SavedPage(*parse_html_page(html)) if is_html_page(html) else None

    @staticmethod
    def read_saved_text(text: str) -> SavedPage | None:
        if not is_text_page(text):
            return None
        page = parse_text_page(text)
        return SavedPage(page.entry, page.content)

    @staticmethod
    def classify_page(body: bytes) -> AnswerKind:
        """Classify an answer by its field for access. HTML in place of JSON is not an answer of the interface."""
        if looks_like_markup(body):
            return AnswerKind.UNREADABLE
        try:
            access = text(load_answer(body, "a document"), "restriction", "a document")
        except UnexpectedPage:
            return AnswerKind.UNREADABLE
        return AnswerKind.PUBLIC if (access or "").casefold() == "avalik" else AnswerKind.RESTRICTED

    @property
    def cap(self) -> None:
        """It hands out every page of a search."""
        return None

    def form_request(self) -> Request:
        return Request("GET", self._address("organisations"))

    def parse_form(self, body: bytes, url: str = "") -> SearchForm:
        """Return the directive words as types; each value bears the numbers of the wanted organisations ("12+7:otsus").

        Raises ``UnexpectedPage`` where the aggregator does not name a wanted organisation: a search without it would
        look like an authority that stopped issuing directives.
        """
        offered = rows(load_answer(body, "the list of organisations"), "data", "the list of organisations")
        numbers = {text(row, "slug", "an organisation"): number(row, "id", "an organisation") for row in offered}
        if not numbers:
            raise UnexpectedPage("the list of organisations is empty")
        missing = [slug for slug in self.organisations if slug not in numbers]
        if missing:
            raise UnexpectedPage(f"the aggregator does not name the configured organisations {', '.join(missing)}")
        wanted = "+".join(str(numbers[slug]) for slug in self.organisations)
        return SearchForm(tuple((f"{wanted}:{word}" if wanted else word, word) for word in DIRECTIVE_WORDS))

    def listing_request(self, cell: SearchCell, page: int = 1) -> Request:
        asked = {
            "org_ids": ",".join(str(each) for each in sorted(_organisations(cell))),
            "with_restricted": "1" if cell.access == self.access.restricted else "",
            "date_start": cell.begin.isoformat(),
            "date_end": cell.end.isoformat(),
            "page": str(page),
        }
        query = urlencode({name: value for name, value in asked.items() if value}, safe=",")
        return Request("GET", f"{self._address('documents')}?{query}")

    def parse_listing(self, body: bytes, url: str, cell: SearchCell | None = None) -> ListingPage:
        """Return the wanted rows, with the ids of the other rows in ``left_out``.

        Raises ``UnexpectedPage`` for another shape, another page than requested, and rows outside the search.
        """
        answer = load_answer(body, _PAGE)
        require(answer, ("data", "current_page", "per_page", "total", "last_page"), _PAGE)
        here, last = number(answer, "current_page", _PAGE), number(answer, "last_page", _PAGE)
        total, size = number(answer, "total", _PAGE), number(answer, "per_page", _PAGE)
        asked = parse_qs(urlsplit(url).query).get("page", [str(here)])[0]
        if str(here) != asked or (total > size * last) or (total and here > last) or last > max(total, 1):
            raise UnexpectedPage(f"{_PAGE}: page {here} of {last} with {size} rows of {total}; asked was page {asked}")
        entries, left_out = [], []
        for row in rows(answer, "data", _PAGE):
            entry = self._row(row, cell)
            if cell is None or _is_wanted(entry, text(row, "restriction", _PAGE), cell):
                entries.append(entry)
            else:
                left_out.append(entry.external_id)
        return ListingPage(total, here, max(last, 1), tuple(entries), tuple(left_out))

    def _row(self, row: Row, cell: SearchCell | None) -> ListingEntry:
        wanted = "a row of documents"
        require(row, _LISTED, wanted)
        external_id, registered_on = str(number(row, "id", wanted)), day(row, "registration_date", wanted)
        if cell is not None:
            _check_search(row, cell, external_id)
        return ListingEntry(
            external_id,
            self._address(f"documents/{external_id}"),
            text(row, "reference", wanted) or "",
            registered_on,
            text(row, "title", wanted) or "",
            text(row, "type", wanted) or "",
            text(row, "to", wanted) or "",
        )

    def document_request(self, external_id: str) -> Request:
        if not (external_id.isascii() and external_id.isdecimal()):
            raise UnexpectedPage(f"{external_id!r} is no document id of this platform")
        return Request("GET", self._address(f"documents/{external_id}"))

    def parse_document(self, body: bytes, url: str) -> RegisterEntry:
        """Return the entry of a document. Raises ``UnexpectedPage`` that names the missing fields."""
        answer = load_answer(body, "a document")
        files = parse_files(answer)
        plan = self._plan(files, number(answer, "id", "a document"))
        from_text = {file.external_id: file for file, content in plan if content is not None}
        listed = tuple(from_text.get(file.original.external_id, file.original) for file in files)
        return parse_document_answer(answer, files, listed, url, read_from_text=len(from_text))

    def files_to_read(self, body: bytes, entry: RegisterEntry) -> tuple[tuple[OriginalFile, bytes | None], ...]:
        """Return each file to read with the text that replaces it; ``None`` where the file must be fetched."""
        answer = load_answer(body, "a document")
        return self._plan(parse_files(answer), number(answer, "id", "a document"))

    def without_content(self, body: bytes) -> bytes:
        """Return the answer without the content of its files: what may be kept of a document that turns out to be
        restricted.
        """
        answer = load_answer(body, "a document")
        told = {name: value for name, value in answer.items() if name not in MACHINE}
        return json.dumps(told | {"files": []}, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")

    def _plan(self, files: tuple[File, ...], document: int) -> tuple[tuple[OriginalFile, bytes | None], ...]:
        by_id = {file.id: file for file in files}
        have_text = {file.parent_id for file in files if file.contents}
        plan: list[tuple[OriginalFile, bytes | None]] = []
        for file in files:
            root = root_of(file, by_id)
            if self._may_fetch(root.original.url):
                # A container is fetched whole, signatures and all, and its members come out of it.
                if file is root:
                    plan.append((file.original, None))
            elif file.contents:
                # The text is known by the address of the page it stood on: there it is forgotten with the page.
                place = f"{self._address(f'documents/{document}')}#file-{file.id}"
                name = file.original.name
                # A text under a PDF's name would be held back as a damaged PDF.
                as_text = replace(file.original, name=name if name.endswith(".txt") else f"{name}.txt", url=place)
                plan.append((as_text, file.contents.encode("utf-8", "replace")))
            elif file.id not in have_text:
                plan.append((file.original, None))
        return tuple(plan)

    def file_request(self, file: OriginalFile) -> Request:
        """Return the request for a file's copy.

        Raises ``OffRegister`` where the copy lies on a host that may not be contacted, or where it has no address.
        """
        if not self._may_fetch(file.url):
            told = f"its copy lies at {file.url}, no host of file_hosts" if file.url else "it names no copy of it"
            raise OffRegister(f"the aggregator gives no text of the file {file.name!r}, and {told}")
        return Request("GET", quote(file.url, safe="/:?#[]@!$&'()*+,;=%~"))

    def _may_fetch(self, url: str) -> bool:
        if not url.startswith(("http://", "https://")):
            return False
        if is_same_host(self.base_url, url):
            return True
        try:
            return (urlsplit(url).hostname or "") in self.file_hosts
        except ValueError:
            return False

    def _address(self, path: str) -> str:
        return f"{self.base_url.rstrip('/')}/{path}"


def _organisations(cell: SearchCell) -> frozenset[int]:
    """Return the numbers of organisations in a cell's values; none means all organisations."""
    told = (value.rpartition(":")[0] for value in cell.document_types)
    return frozenset(int(each) for numbers in told for each in numbers.split("+") if each)


def _is_wanted(entry: ListingEntry, restriction: str | None, cell: SearchCell) -> bool:
    kind = entry.document_type.casefold()
    is_type = not cell.document_types or any(value.rpartition(":")[2] in kind for value in cell.document_types)
    is_public = (restriction or "").casefold() == "avalik"
    return is_type and (cell.access is None or is_public == (cell.access == AggregatorConnector.access.public))


def _check_search(row: Row, cell: SearchCell, external_id: str) -> None:
    """Check that a row belongs to the search.

    A filter that the site no longer understands would return every document as if it were registered on one day.
    """
    registered_on = day(row, "registration_date", "a row of documents")
    if registered_on is None or not cell.begin <= registered_on <= cell.end:
        asked = f"{cell.begin} … {cell.end}"
        raise UnexpectedPage(f"document {external_id} of {registered_on} answers another search than {asked}")
    wanted, of = _organisations(cell), row.get("organisation")
    if wanted and isinstance(of, Mapping) and of.get("id") not in wanted:
        raise UnexpectedPage(f"document {external_id} is of an organisation that was not asked for: {of.get('name')}")
