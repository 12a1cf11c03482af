"""Define what every platform's connector offers, and classify an answer before anyone reads it.

A connector says what to ask and reads what came back; it opens no connection itself (sans-I/O), so that every page it
reads can come from the archive years later. The exceptions below refine ``extractors.errors.UnexpectedPage``:

    UnexpectedPage               the page lacks what its kind always has
    ├── RobotCheck               the host wants no robots now: stop asking it, never work around it
    ├── Maintenance              the platform is closed for work
    ├── PageNotFound             "Lehekülge ei leitud!": gone, but only when a later check says it again
    ├── EmptyForm                the bare search form where results were asked for: never "no results"
    ├── OtherDocument            another document's page under a document's address: held back, never taken as its own
    └── OffRegister              an address outside the register, which is not asked for
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import ClassVar, Protocol, runtime_checkable

from extractors.errors import UnexpectedPage
from extractors.model.evidence import Span
from extractors.model.register import Capture, ListingPage, OriginalFile, RegisterEntry, Request
from extractors.words.acts import ACT_NAMES

DIRECTIVE_WORDS = tuple(name for name in ACT_NAMES if name != "määrus")


class RobotCheck(UnexpectedPage):
    """The page that keeps robots out stands in place of the one asked for."""


class Maintenance(UnexpectedPage):
    """The platform says that it is being worked on."""


class PageNotFound(UnexpectedPage):
    """The platform says that there is no such page."""


class EmptyForm(UnexpectedPage):
    """The bare search form came back: nothing was searched, so nothing is known."""


class OtherDocument(UnexpectedPage):
    """The page speaks of another document than the one that was asked for."""


class OffRegister(UnexpectedPage):
    """An address that does not belong to the register; it is kept as text and never fetched."""


@dataclass(frozen=True, slots=True)
class SearchForm:
    """``document_types`` are (value, label) in the form's order; the values differ between authorities."""

    document_types: tuple[tuple[str, str], ...]
    access_values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchCell:
    """One search: registered from ``begin`` to ``end``, both days included.

    ``document_types`` are values of the form, empty for all; ``access`` is a value of the platform's
    ``AccessFilters``, ``None`` for any.
    """

    begin: date
    end: date
    document_types: tuple[str, ...] = ()
    access: str | None = None

    def __post_init__(self) -> None:
        if self.begin > self.end:
            raise ValueError(f"a search runs forwards: {self.begin} … {self.end}")

    def split(self, filters: tuple[str, ...] = ()) -> tuple[SearchCell, ...]:
        """Return smaller searches that together cover this one: split by days first, then types, then the access
        ``filters``.

        Empty when it cannot be split: such a cell is incomplete at the cap, and the caller must report it.
        """
        days = (self.end - self.begin).days
        if days > 0:
            middle = self.begin + timedelta(days=days // 2)
            return replace(self, end=middle), replace(self, begin=middle + timedelta(days=1))
        if len(self.document_types) > 1:
            half = len(self.document_types) // 2
            return tuple(
                replace(self, document_types=part) for part in (self.document_types[:half], self.document_types[half:])
            )
        if self.access is None:
            return tuple(replace(self, access=word) for word in filters)
        return ()


@dataclass(frozen=True, slots=True)
class AccessFilters:
    """The values by which a platform is searched for public and for restricted documents; together they are all."""

    public: str
    restricted: str


class AddressKind(Enum):
    """What an address of a platform leads to."""

    DOCUMENT = "the page of one document"
    FILE = "the bytes of a file"
    LISTING = "rows of several documents"
    FORM = "the search form"
    OTHER = "anything else: nothing is known of what it shows or what its address bears"


@dataclass(frozen=True, slots=True)
class Address:
    """What an address leads to. ``external_id`` is its document's id, ``None`` where the address does not name one."""

    kind: AddressKind
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A document's page that somebody saved. ``content`` is the text of its files, or where that lies in the text.

    ``content`` is ``None`` where the platform's pages hold no texts of files.
    """

    entry: RegisterEntry
    content: str | Span | None = None


class Connector(Protocol):
    """A platform as one authority runs it. Every ``parse_`` raises ``UnexpectedPage`` rather than guess.

    What the class knows without an instance holds for every address at which the platform was ever asked: a take-down
    goes through answers of years, and the register may answer from another host today.
    """

    platform: ClassVar[str]
    """Its name in lists of registers, and in ``documents.platform``."""

    access: ClassVar[AccessFilters]

    own_keys: ClassVar[frozenset[str]]
    """Keys of a register's table that only some platforms understand, and this one does."""

    shows_copies: ClassVar[bool]
    """Whether it shows documents that lie in their authorities' own registers: those speak, its pages are copies."""

    @classmethod
    def connect(
        cls, base_url: str, institution: str | None, organisations: tuple[str, ...], file_hosts: tuple[str, ...]
    ) -> Connector:
        """Return a connector to one register. ``institution`` is the register's owner, used where a page does not name
        one.
        """
        ...

    @staticmethod
    def base_path(path: str) -> str:
        """Return the path of a register's base URL, also from a path that a person copied from the search page."""
        ...

    @staticmethod
    def address_of(url: str, method: str = "GET") -> Address:
        """Classify what ``url`` requests, whatever stands before the platform's own part of the path.

        A ``FILE`` whose address does not name its document bears no id; an unknown address is ``OTHER``.
        """
        ...

    @staticmethod
    def blank(body: bytes, external_id: str, words: Collection[str], kept: Collection[str]) -> bytes | None:
        """Return an answer with one document's rows blanked and all other rows unchanged.

        ``words`` are titles and names that belong to this document alone. ``None`` where they, or a link to the
        document, stand outside its rows. ``kept`` are words of a row that stay. An answer that does not mention the
        document comes back unchanged.
        """
        ...

    @staticmethod
    def read_saved_html(html: bytes) -> SavedPage | None:
        """Return a page of this platform that was saved as HTML; ``None`` for any other HTML.

        Raises ``UnexpectedPage`` for a page of the platform that shows no document.
        """
        ...

    @staticmethod
    def read_saved_text(text: str) -> SavedPage | None:
        """Return a page of this platform that was saved as text; ``None`` for any other text. Raises as
        ``read_saved_html``.
        """
        ...

    @staticmethod
    def classify_page(body: bytes) -> AnswerKind:
        """Classify what an answer with status 200 says of the requested document."""
        ...

    @property
    def base_url(self) -> str: ...

    @property
    def cap(self) -> int | None:
        """The most rows that a search shows; ``None`` where all of them can be had."""
        ...

    def form_request(self) -> Request: ...

    def parse_form(self, body: bytes, url: str = "") -> SearchForm: ...

    def listing_request(self, cell: SearchCell, page: int = 1) -> Request: ...

    def parse_listing(self, body: bytes, url: str, cell: SearchCell | None = None) -> ListingPage:
        """Return one page of results. Raises ``UnexpectedPage`` where it says that it answers another search than
        ``cell``.
        """
        ...

    def document_request(self, external_id: str) -> Request: ...

    def parse_document(self, body: bytes, url: str) -> RegisterEntry: ...

    def file_request(self, file: OriginalFile) -> Request:
        """Return the request for a file. Raises ``OffRegister`` for a link that leaves the register's host."""
        ...


@runtime_checkable
class QuickSearch(Protocol):
    """A connector of a platform that finds documents by words anywhere in what it shows of them, numbers too."""

    def words_request(self, words: str, page: int = 1) -> Request: ...


@runtime_checkable
class HoldsTexts(Protocol):
    """A connector of a platform whose page of a document holds the text of its files."""

    def files_to_read(self, body: bytes, entry: RegisterEntry) -> tuple[tuple[OriginalFile, bytes | None], ...]:
        """Return the files to read, each with the text that replaces it; ``None`` where the file must be fetched."""
        ...

    def without_content(self, body: bytes) -> bytes:
        """Return the page with its metadata alone: what may be kept where the document is restricted."""
        ...


def files_to_read(
    connector: Connector, body: bytes, entry: RegisterEntry
) -> tuple[tuple[OriginalFile, bytes | None], ...]:
    """Return the files of a document to read, each with its text where the page of the document gives it.

    A container is fetched whole, with its signatures, and its members are unpacked from it: they are not listed here.
    """
    if isinstance(connector, HoldsTexts):
        return connector.files_to_read(body, entry)
    return tuple((file, None) for file in entry.files if file.parent is None)


def directive_types(types: Iterable[tuple[str, str]], named: Collection[str] = ()) -> tuple[str, ...]:
    """Return the search form's values for the types that hold directives.

    ``named`` lists labels and replaces the rule of thumb (every type whose name holds käskkiri, korraldus or otsus).
    Raises ``UnexpectedPage`` for a named type that the form does not offer: it was renamed, and a search without it
    would look like an authority that stopped issuing directives.
    """
    offered = [(value, _plain(label)) for value, label in types]
    if not named:
        return tuple(value for value, label in offered if any(word in label for word in DIRECTIVE_WORDS))
    labels = {label for _, label in offered}
    missing = sorted(name for name in named if _plain(name) not in labels)
    if missing:
        raise UnexpectedPage(f"the search form does not offer the configured document types {', '.join(missing)}")
    wanted = {_plain(name) for name in named}
    return tuple(value for value, label in offered if label in wanted)


def _plain(label: str) -> str:
    return " ".join(unicodedata.normalize("NFC", label).casefold().split())


class AnswerKind(Enum):
    """What an answer says of the document that was asked for."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    GONE = "gone"
    """Only when a check at least a day later says it again."""
    UNCHANGED = "unchanged"
    """304: the copy that is held is still the register's."""
    FILE = "file"
    """Bytes that are no page: the answer to a request for a file."""
    SAYS_NOTHING = "says nothing"
    """Refused, failing or cut short: slow down, come back, change nothing."""
    ROBOT_CHECK = "robot check"
    UNREADABLE = "unreadable"
    """The page or the platform changed: report it; it is never "empty"."""


# 451: withheld for a legal reason (RFC 7725), which here is the restriction on access.
TELLING_STATUSES = {304: AnswerKind.UNCHANGED, 404: AnswerKind.GONE, 410: AnswerKind.GONE, 451: AnswerKind.RESTRICTED}
"""Statuses that say something of a document without its page, and what."""

PAGE_STATUSES = (200, 203)
"""Statuses of answers whose page says what there is to say."""


# id="turnstile-wait", class="adr-turnstile-widget". Only as an attribute of an element: a document's title may speak
# of robots, and every ordinary page carries the front's passive challenge-platform script.
_ROBOT_CHECK = re.compile(rb"""<[a-z][^<>]*?\s(?:id|class)\s*=\s*["'][^"'<>]*turnstile""", re.IGNORECASE)
_RETURN_URL = re.compile(r"[?&]returnUrl=|turnstile", re.IGNORECASE)


def is_robot_check(body: bytes) -> bool:
    """Return whether a page is the robot check itself; the passive script of ordinary pages does not count."""
    return b"turnstile" in body and looks_like_markup(body) and _ROBOT_CHECK.search(body) is not None


def leads_to_robot_check(location: str) -> bool:
    """Return whether a redirect leads to the robot check ("/?returnUrl=…")."""
    return _RETURN_URL.search(location) is not None


def classify_answer(capture: Capture, connector: Connector | type[Connector]) -> AnswerKind:
    """Classify an answer by its status and its page; the register's own word for access decides last.

    Only "Avalik" makes a page ``PUBLIC``: any other word, also an empty one, keeps the content out.
    """
    return _classify_status(capture) or connector.classify_page(capture.body)


def wants_contact(capture: Capture) -> bool:
    """Return whether a host refuses a User-Agent without a contact address (status 400)."""
    return capture.status == 400 and b"user-agent" in capture.body[:4000].lower()


def _classify_status(capture: Capture) -> AnswerKind | None:
    status = capture.status
    if is_robot_check(capture.body):
        return AnswerKind.ROBOT_CHECK
    if 300 <= status < 400 and status != 304:
        leads_to_check = leads_to_robot_check(capture.header("location") or "")
        return AnswerKind.ROBOT_CHECK if leads_to_check else AnswerKind.UNREADABLE
    if status in (403, 408, 425, 429) or status >= 500:
        return AnswerKind.SAYS_NOTHING
    if status in PAGE_STATUSES:
        return AnswerKind.SAYS_NOTHING if _is_short(capture) else None
    return TELLING_STATUSES.get(status, AnswerKind.UNREADABLE)


def _is_short(capture: Capture) -> bool:
    """Return whether the body has fewer bytes than promised.

    The length of a compressed answer counts compressed bytes, so it proves nothing here.
    """
    promised = capture.header("content-length") or ""
    is_packed = (capture.header("content-encoding") or "identity").lower() != "identity"
    return not capture.body or (not is_packed and len(capture.body) < length_of(promised))


def length_of(value: str) -> int:
    """Return the bytes that a Content-Length promises: 0 where it is not a number, 10¹⁸ where it has more than 18
    digits.
    """
    if not (value.isascii() and value.isdecimal()):
        return 0
    return int(value) if len(value) < 19 else 10**18


def looks_like_markup(body: bytes) -> bool:
    """Return whether bytes begin like an HTML page; a DDOC is XML too, but not a page."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml"):
        return b"<html" in start
    return start.startswith((b"<!doctype html", b"<html", b"<!--", b"<head", b"<body", b"<meta", b"<title"))
