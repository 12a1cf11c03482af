"""Complete withdrawals that a killed run left unfinished, restore them from the journal, and lift them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from flows.withdrawal.journal import note_lifted, read_journal
from flows.withdrawal.outside import Holdings
from flows.withdrawal.steps import GONE, complete, withdraw
from warehouse.transactions import transaction
from warehouse.withdrawal import facts, tombstones
from warehouse.withdrawal.tombstones import Tombstone


def finish_interrupted(held: Holdings, *, run_id: str, at: datetime) -> list[Tombstone]:
    """Complete unfinished withdrawals, after copying from the journal those that the warehouse lacks; return them."""
    _take_over_journal(held)
    left = tombstones.unfinished(held.warehouse)
    for stone in left:
        complete(held, stone, run_id=run_id, at=at, is_page_awaited=stone.cause == "restricted")
    for document_id in facts.gone_and_held(held.warehouse):
        tombstone = withdraw(held, document_id, cause="gone", reason=GONE, run_id=run_id, at=at)
        left += [tombstone] if tombstone is not None else []
    return left


def _take_over_journal(held: Holdings) -> None:
    lines = read_journal(held.archive.place)
    known = tombstones.known_ids(held.warehouse)
    for number, line in enumerate(lines):
        values = line.get("withdrawn")
        if values is None or values["tombstone_id"] in known:
            continue
        stone = _from_journal(values)
        tombstones.write(held.warehouse, stone, [_dated(effect) for effect in line["effects"]])
        for later in lines[number + 1 :]:
            lifted = later.get("lifted")
            if lifted and lifted["document_id"] == stone.document_id and stone.cause in lifted["causes"]:
                at = datetime.fromisoformat(lifted["at"])
                with transaction(held.warehouse.connection):
                    tombstones.lift_within(
                        held.warehouse, stone.document_id, causes=lifted["causes"], reason=lifted["reason"],
                        run_id=lifted["run_id"], at=at,
                    )  # fmt: skip


def _from_journal(entry: dict[str, Any]) -> Tombstone:
    values = dict(entry) | {"hashes": tuple(entry["hashes"]), "finished_at": None}
    values["begun_at"] = datetime.fromisoformat(entry["begun_at"]).astimezone(UTC)
    if entry["registered_on"]:
        values["registered_on"] = date.fromisoformat(entry["registered_on"])
    return Tombstone(**values)


def _dated(effect: dict[str, Any]) -> dict[str, Any]:
    days = ("enacted_on", "possible_from_on", "known_from_on")
    return effect | {day: date.fromisoformat(effect[day]) for day in days if effect[day]}


def lift(held: Holdings, document_id: str, *, reason: str, run_id: str, at: datetime) -> bool:
    """Allow a document that an operator took down to come back; return whether it was taken down.

    Deleted content is not restored: the next run fetches it from the register.
    """
    if document_id not in tombstones.barred_documents(held.warehouse):
        return False
    causes = tombstones.OF_THE_OPERATOR
    note_lifted(held.archive.place, document_id, causes, reason, run_id, at)
    return tombstones.lift(held.warehouse, document_id, causes=causes, reason=reason, run_id=run_id, at=at)


def note_return(held: Holdings, stone: Tombstone | None, *, run_id: str, at: datetime) -> None:
    """Record in the journal, once a public page is loaded, that the register publishes the document again."""
    if stone is not None and stone.cause != "takedown":
        reason = "the register shows it to everybody again"
        note_lifted(held.archive.place, stone.document_id, tombstones.OF_THE_REGISTER, reason, run_id, at)
