"""Check whether a page belongs to the document that was requested."""

from __future__ import annotations

from datetime import date

from extractors.model.ids import DocumentId
from extractors.model.register import ListingEntry, RegisterEntry
from extractors.registers.base import OtherDocument
from warehouse.load.earlier import EarlierPage

_CUT = ("…", "...")


def refuse_other(
    entry: RegisterEntry, document_id: DocumentId, listed: ListingEntry | None, earlier: EarlierPage | None
) -> None:
    """Return when nothing contradicts that a page is the document's. Raises ``OtherDocument``.

    The address must name the document, whatever the page says. A public page must also agree with ``listed``, the row
    by which the listing showed the document tonight; without one it must have at least one of number, day and title in
    common with what is held. A restricted page is always believed: withholding too much can be undone.
    """
    if entry.external_id is not None and entry.external_id != document_id.external_id:
        raise OtherDocument(f"the page shows document {entry.external_id}, but {document_id.external_id} was requested")
    if not entry.is_public:
        return
    if listed is not None:
        differing = _differing(entry, listed.number, listed.registered_on, listed.title)
        if differing:
            raise OtherDocument(f"the page is not that of the document in the listing: {'; '.join(differing)}")
    elif earlier is not None:
        differing = _differing(entry, earlier.number, earlier.registered_on, earlier.title)
        if len(differing) == 3:
            raise OtherDocument(f"the page is not that of the document which is held: {'; '.join(differing)}")


def _differing(entry: RegisterEntry, number: str | None, day: date | None, title: str | None) -> list[str]:
    """Return what the page and another source say differently. What one of them leaves out is not a difference."""
    told = []
    if number and entry.number and _plain(number) != _plain(entry.number):
        told.append(f"number {entry.number!r}, not {number!r}")
    if day and entry.registered_on and day != entry.registered_on:
        told.append(f"registered on {entry.registered_on}, not {day}")
    if title and entry.title and not _is_title(title, entry.title):
        told.append(f"title {entry.title[:80]!r}, not {title[:80]!r}")
    return told


def _is_title(shown: str, title: str) -> bool:
    """Return whether a listing's title is the page's; a listing may cut long ones and mark the cut."""
    plain = _plain(shown)
    cut = next((plain.removesuffix(mark).rstrip() for mark in _CUT if plain.endswith(mark)), None)
    return plain == _plain(title) or (bool(cut) and _plain(title).startswith(cut or ""))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
