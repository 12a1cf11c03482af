"""Find a place by its name, with its words, and draw the page with the place marked (`kehtiv show`)."""

from __future__ import annotations

from pathlib import Path

from extractors.errors import ExtractionError
from extractors.pages.draw import draw_page
from flows.ask.errors import CannotShow, NoSuchEvidence, NoSuchPage, SeveralPlaces, ShowError, Withdrawn
from flows.ask.originals import read_original
from warehouse.ask.evidence import EvidencePlace, find_document, find_evidence, list_places, read_place
from warehouse.connection import Warehouse, open_published

SCALE = 2.0
"""Pixels per PDF point. This makes 144 to the inch, so that small print can be read."""

PNG = b"\x89PNG\r\n\x1a\n"


def find_place(data_folder: Path, reference: str) -> EvidencePlace:
    """Return the place that a reference names. Raises ``NoSuchEvidence``, ``SeveralPlaces`` or ``Withdrawn``."""
    with open_published(data_folder) as w:
        return find_place_in(w, reference)


def find_place_in(w: Warehouse, reference: str) -> EvidencePlace:
    """Return the place that a reference names in an open warehouse. Raises as ``find_place``."""
    found = find_evidence(w, reference)
    if not found:
        raise _not_found(w, reference)
    if len(found) > 1:
        raise SeveralPlaces(f"{reference!r} begins the names of {len(found)} places", list_places(w, found))
    try:
        place = read_place(w, found[0])
    except LookupError as error:
        raise _not_found(w, reference) from error
    if place.is_public is False:
        raise Withdrawn(f"{place.document_id} is not public: nothing of it is shown")
    return place


def _not_found(w: Warehouse, reference: str) -> ShowError:
    document = find_document(w, reference)
    if document is None:
        return NoSuchEvidence(f"no evidence {reference!r} is held (`kehtiv history` and the table evidence name them)")
    if document.withdrawn_on is not None:
        return Withdrawn(f"{document.document_id} was withdrawn on {document.withdrawn_on}: its content is not held")
    if document.is_public is False:
        access = document.access or "nothing"
        return Withdrawn(f"{document.document_id} is not public (the register says {access}): its content is not held")
    return NoSuchEvidence(
        f"nothing is read at {reference!r} of {document.document_id}: its files may have been read anew since"
        f" (`kehtiv files {document.document_id}` lists them)"
    )


def draw_place(data_folder: Path, place: EvidencePlace, page_number: int | None = None) -> tuple[bytes, int]:
    """Return a PNG of the page with the place marked, and its number. ``None`` draws the first page of the words.

    Raises ``NoSuchPage``, or ``CannotShow`` where the format has no pages or its bytes are no longer held.
    """
    file = place.files[-1] if place.files else None
    if file is None:
        raise CannotShow(f"the file of {place.evidence_id} is not held")
    if file.media_type != "application/pdf":
        raise CannotShow(
            f"{file.name} has no pages to draw ({file.media_type or 'unknown format'}): only its words can be shown"
        )
    if not place.pages:
        raise CannotShow(f"{file.name}: it is not known on which page the words are")
    if page_number is not None and page_number not in place.pages:
        told = ", ".join(str(page) for page in place.pages)
        raise NoSuchPage(f"the words are not on page {page_number} (pages: {told})")
    number = place.pages[0] if page_number is None else page_number
    try:
        png, _ = draw_page(read_original(data_folder, place.files), number, SCALE, place.boxes or ())
    except ExtractionError as error:
        raise CannotShow(f"{file.name}: {error}") from error
    return png, number


def write_png(png: bytes, path: Path) -> None:
    """Write the picture, over an earlier PNG if there is one. Any other file, a terminal or a pipe is refused.

    Raises ``CannotShow``.
    """
    try:
        if path.exists() and (not path.is_file() or not _is_picture(path)):
            raise CannotShow(f"{path} exists already and is not a PNG: it is not overwritten")
        path.write_bytes(png)
    except OSError as error:
        raise CannotShow(f"{path} cannot be written: {error.strerror or error}") from error


def _is_picture(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(PNG)) in (PNG, b"")
