"""Record what is held back. Rows are opened, seen again and closed, never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from warehouse.connection import Warehouse
from warehouse.transactions import fetch_row, insert_rows, touch_ledger, transaction


@dataclass(frozen=True)
class Trouble:
    """Something that could not be read or fetched, and why.

    ``thing`` names it within its document (a file, a member, the page). ``version`` is that of the readers that failed.
    """

    document_id: str
    thing: str
    sha256: str | None
    stage: str
    code: str
    message: str
    version: str | None


def hold(w: Warehouse, trouble: Trouble, *, run_id: str, at: datetime) -> None:
    """Open a row, or record that the open row with the same trouble was seen again.

    A different trouble (code or sha256) for the same thing and stage closes the old row and opens a new one.
    """
    with transaction(w.connection):
        hold_within(w, trouble, run_id=run_id, at=at)


def hold_within(w: Warehouse, trouble: Trouble, *, run_id: str, at: datetime) -> None:
    """Open or update a row as ``hold`` does, inside the caller's transaction."""
    thing = [trouble.document_id, trouble.thing, trouble.stage]
    rows = w.connection.execute(
        "SELECT quarantine_id, code, sha256, closed_at IS NULL FROM base.quarantine"
        " WHERE document_id = ? AND name = ? AND stage = ?",
        thing,
    ).fetchall()
    same = [row[0] for row in rows if row[3] and (row[1], row[2]) == (trouble.code, trouble.sha256)]
    touch_ledger(w.connection)
    if same:
        w.connection.execute(
            "UPDATE base.quarantine SET last_seen_at = ?, message = ?, version = ?, run_id = ? WHERE quarantine_id = ?",
            [at, trouble.message, trouble.version, run_id, same[0]],
        )
        return
    release_within(w, trouble.document_id, trouble.thing, trouble.stage, at)
    row = {
        "quarantine_id": f"{'!'.join(thing)}!{len(rows) + 1}",
        "document_id": trouble.document_id,
        "name": trouble.thing,
        "sha256": trouble.sha256,
        "stage": trouble.stage,
        "code": trouble.code,
        "message": trouble.message,
        "version": trouble.version,
        "run_id": run_id,
        "first_seen_at": at,
        "last_seen_at": at,
    }
    insert_rows(w.connection, "base.quarantine", [row])


def release(w: Warehouse, document_id: str, name: str, stage: str, at: datetime) -> None:
    """Close the open rows for this thing and stage, if there are any."""
    with transaction(w.connection):
        release_within(w, document_id, name, stage, at)


def release_within(w: Warehouse, document_id: str, name: str, stage: str, at: datetime) -> None:
    """Close rows as ``release`` does, inside the caller's transaction."""
    thing = [document_id, name, stage]
    held = "document_id = ? AND name = ? AND stage = ? AND closed_at IS NULL"
    count = fetch_row(w.connection, f"SELECT count(*) FROM base.quarantine WHERE {held}", thing)
    if count is None or count[0] == 0:
        return
    w.connection.execute(f"UPDATE base.quarantine SET closed_at = ? WHERE {held}", [at, *thing])
    touch_ledger(w.connection)


def release_unlisted(w: Warehouse, document_id: str, names: Sequence[str], keys: Sequence[str], at: datetime) -> None:
    """Close the open rows for files that the document's page no longer lists, because they can never be fetched.

    ``names`` are the listed files, ``keys`` the same files as container members use them ("<key>/<member>").
    """
    gone = (
        "document_id = $id AND closed_at IS NULL AND ("
        " (stage IN ('file', 'bytes', 'read') AND NOT list_contains($names, name))"
        " OR (stage = 'member' AND len(list_filter($keys, lambda key: starts_with(name, key || '/'))) = 0))"
    )
    values = {"id": document_id, "names": list(names), "keys": list(keys)}
    if not w.connection.execute(f"SELECT 1 FROM base.quarantine WHERE {gone} LIMIT 1", values).fetchall():
        return
    with transaction(w.connection):
        w.connection.execute(f"UPDATE base.quarantine SET closed_at = $at WHERE {gone}", values | {"at": at})
        touch_ledger(w.connection)


def held_since(w: Warehouse, document_id: str, name: str, stage: str, code: str) -> datetime | None:
    """Return when (UTC) this trouble was first seen; ``None`` where it is not open now."""
    row = fetch_row(
        w.connection,
        "SELECT min(first_seen_at) FROM base.quarantine"
        " WHERE document_id = ? AND name = ? AND stage = ? AND code = ? AND closed_at IS NULL",
        [document_id, name, stage, code],
    )
    return row[0] if row is not None else None


def open_documents(w: Warehouse, stages: Sequence[str]) -> frozenset[str]:
    """Return the documents with something held back at one of these stages."""
    rows = w.connection.execute(
        "SELECT DISTINCT document_id FROM base.quarantine WHERE closed_at IS NULL AND list_contains(?, stage)",
        [list(stages)],
    ).fetchall()
    return frozenset(row[0] for row in rows)


def open_things(w: Warehouse, document_ids: Sequence[str]) -> frozenset[tuple[str, str, str]]:
    """Return document, name and stage of everything held back of these documents."""
    if not document_ids:
        return frozenset()
    rows = w.connection.execute(
        "SELECT document_id, name, stage FROM base.quarantine"
        " WHERE closed_at IS NULL AND document_id IN (SELECT unnest(?::VARCHAR[]))",
        [list(document_ids)],
    ).fetchall()
    return frozenset(rows)
