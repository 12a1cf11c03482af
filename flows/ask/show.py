"""Find a place by its name, with its words, and draw the page with the place marked (`kehtiv show`).

ShowError
├── NoSuchEvidence         nothing has that name (any more), or several things have
├── NoSuchPage             the words do not stand on the page asked for
└── CannotShow             the file is no longer held, or cannot be drawn
    └── Withdrawn          the document is no longer public, so nothing of it is shown
"""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.files.containers import Budget
from extractors.files.embedded import open_any
from extractors.pages.draw import draw_page
from flows.archive import Archive, ArchiveDamaged, ArchiveError
from flows.folder import DataFolder
from warehouse.ask.evidence import EvidencePlace, HeldFile, find_document, find_evidence, read_place
from warehouse.connection import Warehouse, open_published

SCALE = 2.0
"""Pixels per PDF point. This makes 144 to the inch, so that small print can be read."""

PNG = b"\x89PNG\r\n\x1a\n"


class ShowError(Exception):
    """A place cannot be shown; the message says why."""


class NoSuchEvidence(ShowError):
    """Nothing has that name (any more), or several things have."""


class NoSuchPage(ShowError):
    """The words do not stand on the page asked for."""


class CannotShow(ShowError):
    """The file is no longer held, or cannot be drawn."""


class Withdrawn(CannotShow):
    """The document is no longer public, so nothing of it is shown."""


def find_place(data_folder: Path, reference: str) -> EvidencePlace:
    """Return the place that a reference names. Raises ``NoSuchEvidence`` or ``Withdrawn``."""
    with open_published(data_folder) as w:
        found = find_evidence(w, reference)
        if not found:
            raise _not_found(w, reference)
        if len(found) > 1:
            raise NoSuchEvidence(f"{reference!r} begins {len(found)} names: {', '.join(found[:8])} …")
        place = read_place(w, found[0])
    if place.is_public is False:
        raise Withdrawn(f"{place.document_id} is not public: nothing of it is shown")
    return place


def _not_found(w: Warehouse, reference: str) -> ShowError:
    document = find_document(w, reference)
    if document is None:
        return NoSuchEvidence(f"no evidence {reference!r} is held (`kehtiv history` and the table evidence name them)")
    name, is_public, access = document
    if is_public is False:
        return Withdrawn(f"{name} is not public (the register says {access or 'nothing'}): its content is not held")
    return NoSuchEvidence(f"nothing is read at {reference!r} of {name}: its files may have been read anew since")


def draw_place(data_folder: Path, place: EvidencePlace, page_number: int | None = None) -> tuple[bytes, int]:
    """Return a PNG of the page with the place marked, and its number. ``None`` draws the first page of the words.

    Raises ``NoSuchPage``, or ``CannotShow`` where the format has no pages or its bytes are no longer held.
    """
    file = place.files[-1] if place.files else None
    if file is None:
        raise CannotShow(f"the file of {place.evidence_id} is not held")
    if file.media_type != "application/pdf":
        raise CannotShow(f"{file.name} has no pages to draw ({file.media_type or 'unknown format'}): its words are all")
    if not place.pages:
        raise CannotShow(f"{file.name}: on which page the words stand is not known")
    if page_number is not None and page_number not in place.pages:
        told = ", ".join(str(page) for page in place.pages)
        raise NoSuchPage(f"the words do not stand on page {page_number} (pages: {told})")
    number = place.pages[0] if page_number is None else page_number
    try:
        png, _ = draw_page(read_original(data_folder, place.files), number, SCALE, place.boxes or ())
    except ExtractionError as error:
        raise CannotShow(f"{file.name}: {error}") from error
    return png, number


def read_original(data_folder: Path, files: tuple[HeldFile, ...]) -> bytes:
    """Return the bytes of the last of ``files``, taken from the containers before it. Raises ``CannotShow``."""
    root = files[0]
    try:
        data = Archive(DataFolder(data_folder).archive).load(root.sha256)
        budget = Budget()
        for depth, (container, member) in enumerate(pairwise(files)):
            data = _member(data, container, member, budget, depth)
    except ArchiveDamaged as error:
        raise CannotShow(str(error)) from error
    except ArchiveError as error:
        raise CannotShow(f"the archive holds {root.name} no longer: it was withdrawn or removed ({error})") from error
    except ExtractionError as error:
        raise CannotShow(f"{root.name} cannot be opened: {error}") from error
    return data


def _member(data: bytes, container: HeldFile, member: HeldFile, budget: Budget, depth: int) -> bytes:
    """Find a member by its digest: a container may hold one name twice, and equal bytes look alike."""
    for found in open_any(data, container.name, budget, depth=depth).members:
        if hashlib.sha256(found.data).hexdigest() == member.sha256:
            return found.data
    raise CannotShow(f"{container.name} holds no {member.name} of these bytes any more")


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
