"""Define what a public document register says of a document, before any file of it is opened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from extractors.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Request:
    """A request that a connector wants made. ``form`` pairs keep their order and may repeat a name.

    ``session`` names a cookie jar. Requests of one search share a jar and no two searches do: the register keeps the
    search on its side and returns page 2 of the most recent one.
    """

    method: Literal["GET", "POST"]
    url: str
    form: tuple[tuple[str, str], ...] = ()
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """An answer as received. ``body`` is archived under its sha256 before anything reads it. ``fetched_at`` is UTC."""

    request: Request
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime

    def header(self, name: str) -> str | None:
        """Return the first header of that name, ignoring case; ``None`` where there is none."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)

    def with_body(self, body: bytes) -> Capture:
        """Return the answer with other bytes and their length: else it would be taken for one cut short."""
        return replace(self, headers=of_length(self.headers, len(body)), body=body)


def of_length(headers: tuple[tuple[str, str], ...], size: int) -> tuple[tuple[str, str], ...]:
    """Return the headers with ``size`` as the content length, where they name one."""
    return tuple((name, str(size) if name.lower() == "content-length" else value) for name, value in headers)


@dataclass(frozen=True, slots=True)
class ListingEntry:
    """A row of search results (Viit, Reg. kpv, Pealkiri, Dokumendi liik, Teised osapooled)."""

    external_id: str
    url: str
    number: str
    registered_on: date | None
    title: str
    document_type: str
    parties: str = ""


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A page of results. ``total`` is the register's own count ("Kokku: N"), which it caps silently.

    ``left_out`` are the ids of unwanted rows, on a platform that cannot filter its search. They are only counted, so
    that a search can be shown to be complete.
    """

    total: int
    page_number: int
    last_page_number: int
    entries: tuple[ListingEntry, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """A file of a document; ``parent`` names its container where the register lists the members."""

    name: str
    url: str
    external_id: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """A row of the related documents (Seosed, or the aggregator's table)."""

    number: str
    title: str
    document_type: str
    registered_on: date | None = None
    relation: str | None = None
    institution: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A document's page in a register. A field that the page lacks or leaves empty is ``None``.

    ``access`` is the register's own word ("Avalik", "AK"). Dates are the register's calendar days. ``access_from`` and
    ``access_until`` are its "Kehtiv alates" and "Kehtiv kuni" and concern the restriction. ``is_personal_data``:
    whether ``access_basis`` names AvTS § 35 lg 1 p 12; ``None`` where that is not clear.
    ``is_copy``: the platform shows documents of other registers, and this is one; ``None`` in a register of its own.
    """

    platform: str
    external_id: str | None
    institution: str | None
    number: str | None
    registered_on: date | None
    document_type: str | None
    title: str | None
    access: str | None
    access_basis: str | None = None
    access_change_basis: str | None = None
    access_from: date | None = None
    access_until: date | None = None
    function: str | None = None
    series: str | None = None
    dossier: str | None = None
    counterpart_reference: str | None = None
    addressee: str | None = None
    transmittal: str | None = None
    responsible: str | None = None
    due_on: date | None = None
    sent_on: date | None = None
    synchronised_on: date | None = None
    source_url: str | None = None
    is_personal_data: bool | None = None
    is_copy: bool | None = None
    files: tuple[OriginalFile, ...] = ()
    related: tuple[RelatedDocument, ...] = ()
    other: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def is_public(self) -> bool:
        """Return whether the document is public. Only "Avalik" is; an empty or unknown word keeps the content out."""
        return (self.access or "").strip().casefold() == "avalik"
