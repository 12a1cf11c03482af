"""Delete a withdrawn document outside the warehouse: bytes, ledger lines, OCR, readings, reports, exports, feeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.model.register import Capture
from extractors.registers.base import Connector
from flows.archive import RunArchive
from flows.folder import DataFolder
from flows.reading.store import StoredReadings
from flows.reading.tools import ocr_cache
from flows.rulings.journal import forget_words
from flows.withdrawal import archived, traces
from flows.withdrawal.archived import Withdrawal
from flows.withdrawal.platforms import PlatformFinder
from flows.withdrawal.unloaded import Unloaded, unloaded_content
from warehouse.connection import Warehouse
from warehouse.publish import unfinished
from warehouse.withdrawal import content, facts, tombstones
from warehouse.withdrawal.content import HeldContent, held_content
from warehouse.withdrawal.tombstones import Tombstone


@dataclass(frozen=True)
class Holdings:
    """The places that hold content: the data folder, its archive and readings wherever they lie, its working file."""

    data: Path
    archive: RunArchive
    readings: StoredReadings
    warehouse: Warehouse

    @property
    def platforms(self) -> PlatformFinder:
        """The finder that returns the platform of a register."""
        return PlatformFinder(self.warehouse, self.archive)


@dataclass(frozen=True)
class Leaving:
    """A withdrawn document whose traces must be deleted; with ``has_pages`` also its own pages, except ``kept_page``.

    With ``keeps_description`` the register still shows the document's row to everybody, so other pages stay unchanged;
    ``kept_page`` (sha256) is the page that shows it.
    """

    stone: Tombstone
    keeps_description: bool
    kept_page: str | None = None
    has_pages: bool = True


def forget_outside(held: Holdings, leaving: Sequence[Leaving]) -> None:
    """Delete everything outside the warehouse: bytes, ledger lines, OCR results, readings, reports; repeat it safely.

    The documents' rows must still be there. Many documents read the archive's ledger no more often than one.
    """
    if not leaving:
        return
    known = {one.stone.document_id: held_content(held.warehouse, one.stone.document_id) for one in leaving}
    unloaded = unloaded_content(held.archive, held.platforms, known)
    withdrawals = [
        _withdrawal(held.warehouse, one, known[one.stone.document_id], unloaded[one.stone.document_id])
        for one in leaving
    ]
    result = archived.withdraw(held.archive, held.platforms, *withdrawals)
    for withdrawal in withdrawals:
        for sha256 in sorted(withdrawal.hashes):
            ocr_cache.forget(DataFolder(held.data).ocr, sha256)
    for one in leaving:
        document_id = one.stone.document_id
        _forget_readings(held, one.stone, known[document_id], unloaded[document_id])
    facts.rename_pages(held.warehouse, result.renamed)
    for one in leaving:
        _forget_titles(held.warehouse, one, unloaded[one.stone.document_id])
    for document_id, mine in known.items():
        words = {*mine.names, *mine.titles, *unloaded[document_id].names, *unloaded[document_id].titles}
        traces.forget_reports(held.warehouse, held.data, words, document_id)
    forget_words(held.data, known)
    traces.forget_written(held.data)
    unfinished.clear_spilled(held.data)
    traces.forget_temporary(held.data)


def _forget_readings(held: Holdings, stone: Tombstone, known: HeldContent, unloaded: Unloaded) -> None:
    """Delete all readings of a document's files, also of those that stay public under another document.

    A reading holds the name that this document gives the file and words of its title. It is made again for the other
    document when it is asked for.
    """
    held.readings.forget({*stone.hashes, *known.own_hashes, *unloaded.hashes})


def _forget_titles(w: Warehouse, one: Leaving, unloaded: Unloaded) -> None:
    """Blank the titles that other pages give a document that was never loaded: no row links them to it."""
    if not one.keeps_description:
        kept = unloaded.titles_of.get(one.kept_page or "", set())
        facts.forget_titles(w, one.stone.document_id, unloaded.addresses, unloaded.titles - kept, kept)


def _withdrawal(w: Warehouse, one: Leaving, known: HeldContent, unloaded: Unloaded) -> Withdrawal:
    stone = one.stone
    # A short title is only the kind of act: it reveals nothing and occurs in every page.
    titles = {title for title in {*known.titles, *unloaded.titles} if len(title) > len("Käskkiri")}
    hashes = frozenset(stone.hashes) | known.own_hashes | unloaded.hashes
    kept = facts.shared_hashes(w, stone.document_id, hashes) | {one.kept_page}
    urls = frozenset(known.urls) | unloaded.urls
    is_blanked_elsewhere = not one.keeps_description and stone.register != "files"
    # All pages of the register are read for this: only where they are read anyway, or a wrong one is known to be there.
    is_searched = is_blanked_elsewhere or content.is_misplaced(w, stone.document_id, hashes)
    return Withdrawal(
        stone.document_id,
        hashes - kept,
        urls,
        one.kept_page,
        one.has_pages,
        is_blanked_elsewhere=is_blanked_elsewhere,
        links=facts.listed_here_alone(w, stone.document_id, urls) if is_searched else frozenset(),
        titles=tuple(sorted(titles - facts.said_elsewhere(w, stone.document_id, titles))),
        kept_words=_kept_words(stone),
    )


def says_the_same(held: Holdings, document_id: str, title: str | None) -> bool:
    """Return whether the document never had another title, so that result lists may keep showing this one."""
    unloaded = unloaded_content(held.archive, held.platforms, [document_id])[document_id]
    return {*held_content(held.warehouse, document_id).titles, *unloaded.titles} <= {title}


def _kept_words(stone: Tombstone) -> frozenset[str]:
    day = f"{stone.registered_on:%d.%m.%Y}" if stone.registered_on else ""
    return frozenset(words for words in (stone.number, day, stone.document_type) if words)


def forget_refused(held: Holdings, document_id: str, sha256: str | None) -> None:
    """Delete bytes that an operator took down and that another document's file brought back; keep its pages."""
    if sha256 is None:
        return
    archived.withdraw(
        held.archive,
        held.platforms,
        Withdrawal(document_id, frozenset([sha256]), frozenset(), has_pages=False),
    )
    ocr_cache.forget(DataFolder(held.data).ocr, sha256)
    held.readings.forget({sha256})


def blanker(held: Holdings, connector: Connector, register: str) -> Callable[[Capture], bytes | None] | None:
    """Return a function that blanks the rows of taken-down documents in an answer; ``None`` where there are none.

    The register goes on listing these documents, so otherwise every night would bring their titles back. The function
    returns ``None`` for an answer that it cannot blank and that must therefore not be kept.
    """
    stones = [stone for stone in tombstones.all_open(held.warehouse, ("takedown",)) if stone.register == register]
    if not stones:
        return None

    def blank(answer: Capture) -> bytes | None:
        body: bytes | None = answer.body
        for stone in stones:
            if body is not None and stone.external_id.encode() in body:
                body = connector.blank(body, stone.external_id, (), _kept_words(stone))
        return body

    return blank
