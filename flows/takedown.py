"""Run `kehtiv takedown`: remove a document's content everywhere, or allow it to come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.model.ids import DocumentId
from flows.archive import Archive, open_archive
from flows.clock import Clock
from flows.run.opening import open_run
from flows.run.summary import Summary
from flows.settings import Settings
from flows.withdrawal import resume, steps
from flows.withdrawal.platforms import PlatformFinder
from flows.withdrawal.unloaded import archived_target
from warehouse.connection import open_published
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.withdrawable import count_rows, find_documents, objects_of


class NotFound(Exception):
    """Nothing held has that name."""


class Ambiguous(Exception):
    """Several things have that name; the message lists them."""


@dataclass(frozen=True)
class Preview:
    """What a take-down of one document would delete: rows by table, and objects and bytes in the archive."""

    document_id: str
    rows: Mapping[str, int]
    object_number: int
    byte_number: int


def find_target(settings: Settings, reference: str) -> tuple[str, ...]:
    """Return the documents that a reference names as one thing. Raise ``NotFound`` or ``Ambiguous``."""
    archive = open_archive(settings.folder, settings.whereabouts)
    with open_published(settings.data) as w:
        groups = find_documents(w, reference, _came_from(archive, reference))
    if not groups and (found := archived_target(archive, PlatformFinder(None, archive), reference.strip())):
        return (found,)
    if not groups:
        raise NotFound(f"nothing that is held is named {reference!r} (a document id, directive, sha256 or address)")
    if len(groups) > 1:
        told = "; ".join(", ".join(group) for group in groups)
        raise Ambiguous(f"{reference!r} may mean any of these; name one by its document id: {told}")
    return groups[0]


def _came_from(archive: Archive, reference: str) -> frozenset[str]:
    """Return the digests of the files that came from an address; empty for other references."""
    if not reference.startswith(("http://", "https://", "file:")):
        return frozenset()
    lines = (row for register in archive.registers() for row in archive.captures(register))
    return frozenset(row.sha256 for row in lines if row.url == reference and row.status in (200, 304))


def preview(settings: Settings, documents: tuple[str, ...]) -> list[Preview]:
    """Return what a take-down would delete, without changing anything."""
    archive = open_archive(settings.folder, settings.whereabouts)
    previews = []
    with open_published(settings.data) as w:
        for name in documents:
            held = [sha256 for sha256 in objects_of(w, name) if archive.holds(sha256)]
            size = sum(archive.size(sha256) for sha256 in held)
            previews.append(Preview(name, count_rows(w, name), len(held), size))
    return previews


def take_down(settings: Settings, clock: Clock, documents: tuple[str, ...], reason: str) -> Summary:
    """Remove all content of the documents, also from other registers that have them, and publish.

    The tombstones record ``reason``.
    """
    arguments = {"documents": ", ".join(documents), "reason": reason}
    with open_run(settings, clock, kind="takedown", register=_register(documents), arguments=arguments) as run:
        elsewhere = [other for name in documents for other in tombstones.same_elsewhere(run.warehouse, name)]
        for name in dict.fromkeys((*documents, *elsewhere)):
            shared = steps.told_shared(run.holdings, name)
            stone = steps.withdraw(
                run.holdings, name, cause="takedown", reason=reason, run_id=run.run_id, at=clock.now()
            )
            if stone is None:
                run.summary.notes.append(f"{name}: taken down already")
                continue
            run.summary.count("withdrawn")
            run.summary.notes.append(f"{name}: {tombstones.told_cause(stone)}: its content was removed")
            for sentence in shared:
                # Who asked for the one may not know of the other.
                run.summary.ask_person(sentence)
        return run.summary


def lift(settings: Settings, clock: Clock, reference: str, reason: str) -> Summary:
    """Allow documents that were taken down to come back; the next run fetches them. Raise ``NotFound``."""
    documents = find_target(settings, reference)
    arguments = {"documents": ", ".join(documents), "reason": reason, "lift": "yes"}
    with open_run(settings, clock, kind="takedown", register=_register(documents), arguments=arguments) as run:
        for name in documents:
            if resume.lift(run.holdings, name, reason=reason, run_id=run.run_id, at=clock.now()):
                run.summary.count("lifted")
                run.summary.notes.append(f"{name}: may be held again; the next run asks for it")
            else:
                run.summary.ask_person(f"{name}: was not taken down by an operator: there is nothing to lift")
        return run.summary


def _register(documents: tuple[str, ...]) -> str:
    return DocumentId(documents[0]).register
