"""A platform made for the tests alone, in nothing like the others: its addresses, its markup, its words for access.

GET akt/<id>                      one document
GET manused/<n>?nimi=<name>       a file: its address says neither whose it is nor that it is one
GET kuva?alates=&kuni=&lk=        a list: items of a list in place of rows of a table
GET kuva                          the form
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from html import escape, unescape
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import httpx
import pytest

from extractors.errors import UnexpectedPage
from extractors.model.register import ListingEntry, ListingPage, OriginalFile, RegisterEntry, Request
from extractors.registers import PLATFORMS
from extractors.registers.base import (
    AccessFilters,
    Address,
    AddressKind,
    AnswerKind,
    SavedPage,
    SearchCell,
    SearchForm,
)
from extractors.registers.blanking import bears, blank_rows, spellings
from flows.clock import Clock
from flows.night.ingest import ingest_from
from flows.registers.find import RegisterConfig
from flows.run.summary import Summary
from flows.settings import Settings
from tests.flows.small_register import act_text

BASE = "http://127.0.0.1:8000/aktid/"
_ITEM = re.compile(rb"<li>.*?</li>", re.DOTALL)
_SHOWN = re.compile(r'<li><a href="/aktid/akt/(\d+)">(.*?)</a> <i>(.*?)</i> <b>(.*?)</b></li>')
_FIELD = re.compile(r"<dt>(.*?)</dt><dd>(.*?)</dd>")
_FILE = re.compile(r'<a class="manus" href="(.*?)">(.*?)</a>')


@dataclass(frozen=True, slots=True)
class OddConnector:
    platform: ClassVar[str] = "aktid"
    access: ClassVar[AccessFilters] = AccessFilters("lahti", "kinni")
    own_keys: ClassVar[frozenset[str]] = frozenset()
    shows_copies: ClassVar[bool] = False

    base_url: str

    @classmethod
    def connect(
        cls, base_url: str, institution: str | None, organisations: tuple[str, ...], file_hosts: tuple[str, ...]
    ) -> OddConnector:
        return cls(base_url)

    @staticmethod
    def base_path(path: str) -> str:
        return path.removesuffix("/")

    @staticmethod
    def address_of(url: str, method: str = "GET") -> Address:
        parts = urlsplit(url)
        if found := re.search(r"/akt/(\d+)$", parts.path):
            return Address(AddressKind.DOCUMENT, found[1])
        if parts.path.endswith("/kuva"):
            return Address(AddressKind.LISTING if parts.query else AddressKind.FORM)
        return Address(AddressKind.FILE if "/manused/" in parts.path else AddressKind.OTHER)

    @staticmethod
    def blank(body: bytes, external_id: str, words: Collection[str], kept: Collection[str]) -> bytes | None:
        link = f'/akt/{external_id}"'.encode()
        anew, outside = blank_rows(body, lambda row: link in row, kept, _ITEM)
        return None if link in outside or bears(outside, spellings(words)) else anew

    @staticmethod
    def read_saved_html(html: bytes) -> SavedPage | None:
        return None

    @staticmethod
    def read_saved_text(text: str) -> SavedPage | None:
        return None

    @staticmethod
    def classify_page(body: bytes) -> AnswerKind:
        return AnswerKind.PUBLIC if b"<dd>Avalik</dd>" in body else AnswerKind.RESTRICTED

    @property
    def cap(self) -> None:
        return None

    def form_request(self) -> Request:
        return Request("GET", f"{self.base_url}kuva")

    def parse_form(self, body: bytes, url: str = "") -> SearchForm:
        return SearchForm((("k", "Käskkiri"),))

    def listing_request(self, cell: SearchCell, page: int = 1) -> Request:
        asked = {"alates": cell.begin, "kuni": cell.end, "piirang": cell.access or "", "lk": page}
        return Request("GET", f"{self.base_url}kuva?{urlencode(asked)}")

    def parse_listing(self, body: bytes, url: str, cell: SearchCell | None = None) -> ListingPage:
        entries = tuple(
            ListingEntry(
                external_id=found[0],
                url=f"{self.base_url}akt/{found[0]}",
                number=unescape(found[1]),
                registered_on=date.fromisoformat(found[2]) if found[2][:1].isdigit() else None,
                title=unescape(found[3]),
                document_type="Käskkiri",
            )
            for found in _SHOWN.findall(body.decode())
        )
        return ListingPage(len(entries), 1, 1, entries)

    def document_request(self, external_id: str) -> Request:
        if not external_id.isdecimal():
            raise UnexpectedPage(f"{external_id!r} is no document id of this platform")
        return Request("GET", f"{self.base_url}akt/{external_id}")

    def parse_document(self, body: bytes, url: str) -> RegisterEntry:
        page = body.decode()
        fields = {name: unescape(value) for name, value in _FIELD.findall(page)}
        if "Number" not in fields:
            raise UnexpectedPage("the page lacks Number")
        files = tuple(
            OriginalFile(unescape(name), f"http://127.0.0.1:8000{unescape(href)}") for href, name in _FILE.findall(page)
        )
        return RegisterEntry(
            platform=self.platform,
            external_id=url.rpartition("/")[2],
            institution="Metsaamet",
            number=fields["Number"],
            registered_on=date.fromisoformat(fields["Kuupäev"]),
            document_type="Käskkiri",
            title=fields["Sisu"],
            access=fields["Piirang"],
            source_url=url,
            files=files,
        )

    def file_request(self, file: OriginalFile) -> Request:
        return Request("GET", file.url)


@dataclass(frozen=True)
class OddDocument:
    id: str
    number: str
    on: date
    title: str
    file_name: str
    file: bytes
    is_public: bool = True
    cites: str = ""


@dataclass
class OddRegister:
    """A register of that platform, and nights over it. ``broken`` are paths that are answered with this status."""

    folder: Path
    documents: dict[str, OddDocument] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    code: str = "aktid"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def add(self, external_id: str, number: str, on: date, title: str, file_name: str, provision: str) -> None:
        text = act_text(number, on, provision, title).encode()
        self.documents[external_id] = OddDocument(external_id, number, on, title, file_name, text)

    def change(self, external_id: str, **values: object) -> None:
        self.documents[external_id] = replace(self.documents[external_id], **values)  # type: ignore[arg-type]

    def night(self, day: date, **values: object) -> Summary:
        given = {"workers": 1, "request_interval_s": 0, "backoff_s": 0, "max_attempts": 1, "window_days": 366}
        register = RegisterConfig(
            self.code, "Metsaamet", OddConnector.platform, BASE, is_bundled=True, since=date(2026, 1, 1)
        )
        instant = datetime.combine(day, time(1), UTC)
        self.asked = []
        return ingest_from(
            register,
            Settings(data=self.data, **(given | {"wanted_requests": 0} | values)),  # type: ignore[arg-type]
            Clock(now=lambda: instant),
            transport=httpx.MockTransport(self._answer),
            sleep=lambda pause: None,
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/aktid/")
        self.asked.append(path)
        if path in self.broken:
            return httpx.Response(self.broken[path])
        if path == "kuva":
            return _page(self._list(str(request.url)))
        document = self.documents.get(path.removeprefix("akt/"))
        if path.startswith("akt/") and document is not None:
            return _page(_shown(document))
        file = next((each for each in self.documents.values() if path == f"manused/{each.id}9"), None)
        if file is not None and file.is_public:
            return httpx.Response(200, content=file.file, headers={"content-type": "text/plain"})
        return httpx.Response(404)

    def _list(self, url: str) -> str:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        hidden = asked.get("piirang") == OddConnector.access.restricted
        rows = [each for each in self.documents.values() if not (hidden and each.is_public)]
        return "<ul>" + "".join(_row(each) for each in rows) + "</ul>"


def _row(document: OddDocument) -> str:
    href = f"/aktid/akt/{document.id}"
    told = (escape(document.number), document.on, escape(document.title))
    return '<li><a href="{}">{}</a> <i>{}</i> <b>{}</b></li>'.format(href, *told)


def _shown(document: OddDocument) -> str:
    fields = {
        "Number": document.number,
        "Kuupäev": str(document.on),
        "Sisu": document.title,
        "Piirang": "Avalik" if document.is_public else "Suletud",
    }
    told = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in fields.items())
    href = f"/aktid/manused/{document.id}9?nimi={quote(document.file_name)}"
    file = f'<a class="manus" href="{escape(href)}">{escape(document.file_name)}</a>' if document.is_public else ""
    return f"<dl>{told}</dl>{file}<ul>{document.cites}</ul>"


def _page(content: str) -> httpx.Response:
    page = f"<!doctype html><html><body>{content}</body></html>"
    return httpx.Response(200, content=page.encode(), headers={"content-type": "text/html; charset=utf-8"})


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], OddRegister]:
    """Puts the platform into the list, as a line in ``extractors.registers`` would, and gives a register of it."""
    monkeypatch.setitem(PLATFORMS, OddConnector.platform, OddConnector)
    return lambda: OddRegister(tmp_path)
