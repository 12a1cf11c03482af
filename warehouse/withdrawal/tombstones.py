"""Keep tombstones: what was withdrawn, why, and what must not come back.

A tombstone is written before anything is deleted and closed in the transaction that deletes the rows. It may be lifted
but is never removed. What the act did to other acts stays as bare facts: what it ended becomes undecided, and does not
come into force again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, Literal

from warehouse.connection import Warehouse
from warehouse.tables import owned_by
from warehouse.transactions import Row, fetch_row, insert_rows, touch_content, transaction

Cause = Literal["restricted", "gone", "takedown"]

OF_THE_REGISTER: tuple[Cause, ...] = ("restricted", "gone")
"""Causes by which the register withdrew the document itself: it comes back if the register publishes it again."""
OF_THE_OPERATOR: tuple[Cause, ...] = ("takedown",)


@dataclass(frozen=True)
class Tombstone:
    """One withdrawal of one document. Instants are UTC; ``hashes`` (sha256) are bytes refused while it is open.

    ``file_number`` is the number of files withdrawn. ``finished_at`` is ``None`` while the withdrawal is in progress.
    """

    tombstone_id: str
    document_id: str
    register: str
    external_id: str
    institution: str | None
    number: str | None
    registered_on: date | None
    document_type: str | None
    cause: Cause
    reason: str
    file_number: int
    hashes: tuple[str, ...]
    begun_at: datetime
    run_id: str
    finished_at: datetime | None = None
    lifted_at: datetime | None = None
    lift_reason: str | None = None
    lift_run_id: str | None = None


def told_cause(stone: Tombstone) -> str:
    """Return why a document was withdrawn, in words, for findings and summaries."""
    names = {"restricted": "restricted by the register", "gone": "gone from the register", "takedown": "taken down"}
    return f"{names[stone.cause]} ({stone.reason})"


_COLUMNS = ", ".join(field.name for field in fields(Tombstone))


def open_tombstone(w: Warehouse, document_id: str) -> Tombstone | None:
    """Return the open tombstone of a document; ``None`` where its content may be held."""
    found = _select(w, "document_id = ? AND lifted_at IS NULL", [document_id])
    return found[-1] if found else None


def unfinished(w: Warehouse) -> list[Tombstone]:
    """Return the withdrawals that a killed run left unfinished."""
    return _select(w, "finished_at IS NULL AND lifted_at IS NULL", [])


def all_open(w: Warehouse, causes: Sequence[Cause] = (*OF_THE_REGISTER, *OF_THE_OPERATOR)) -> list[Tombstone]:
    """Return every open tombstone with one of these causes."""
    return _select(w, "lifted_at IS NULL AND list_contains(?, cause)", [list(causes)])


def barred_documents(w: Warehouse) -> frozenset[str]:
    """Return the documents that an operator took down: they are not even requested."""
    return frozenset(stone.document_id for stone in all_open(w, OF_THE_OPERATOR))


def forbidden_hashes(w: Warehouse, causes: Sequence[Cause] = (*OF_THE_REGISTER, *OF_THE_OPERATOR)) -> frozenset[str]:
    """Return the sha256 of bytes that must not be held: files, container members and pages of withdrawn documents."""
    return frozenset(sha256 for stone in all_open(w, causes) for sha256 in stone.hashes)


def known_ids(w: Warehouse) -> frozenset[str]:
    """Return the ids of all tombstones, including lifted ones."""
    return frozenset(row[0] for row in w.connection.execute("SELECT tombstone_id FROM base.tombstones").fetchall())


def same_elsewhere(w: Warehouse, document_id: str) -> list[str]:
    """Return the same document in other registers, matched by address, or by authority, number, day and type."""
    rows = w.connection.execute(
        "SELECT o.document_id FROM base.documents AS d JOIN base.documents AS o ON o.document_id <> d.document_id"
        " WHERE d.document_id = ? AND o.register <> d.register AND (o.source_url = d.source_url"
        " OR (o.number = d.number AND o.registered_on = d.registered_on AND o.document_type = d.document_type"
        "     AND lower(o.institution) = lower(d.institution))) ORDER BY 1",
        [document_id],
    ).fetchall()
    return [row[0] for row in rows]


def new_id(w: Warehouse, document_id: str) -> str:
    row = fetch_row(w.connection, "SELECT count(*) FROM base.tombstones WHERE document_id = ?", [document_id])
    return f"{document_id}#withdrawn{(row[0] if row else 0) + 1}"


def write(w: Warehouse, stone: Tombstone, effects: Sequence[Row]) -> None:
    """Write an intent with its facts, or one read from the journal. Nothing of the document is deleted yet."""
    with transaction(w.connection):
        for table in owned_by("tombstone"):
            w.connection.execute(f"DELETE FROM base.{table} WHERE tombstone_id = ?", [stone.tombstone_id])
        insert_rows(w.connection, "base.tombstones", [asdict(stone) | {"hashes": list(stone.hashes)}])
        insert_rows(w.connection, "base.withdrawn_effects", list(effects))
        touch_content(w.connection)


def finish_within(w: Warehouse, document_id: str, at: datetime) -> None:
    """Close the withdrawal of a document, inside the transaction that deletes its rows."""
    w.connection.execute(
        "UPDATE base.tombstones SET finished_at = ?"
        " WHERE document_id = ? AND finished_at IS NULL AND lifted_at IS NULL",
        [at, document_id],
    )


def lift_within(
    w: Warehouse, document_id: str, *, causes: Sequence[Cause], reason: str, run_id: str, at: datetime
) -> bool:
    """Lift open tombstones with these causes, inside the caller's transaction; return whether there were any."""
    held = [document_id, list(causes)]
    condition = "document_id = ? AND list_contains(?, cause) AND lifted_at IS NULL"
    if fetch_row(w.connection, f"SELECT 1 FROM base.tombstones WHERE {condition} LIMIT 1", held) is None:
        return False
    w.connection.execute(
        f"UPDATE base.tombstones SET lifted_at = ?, lift_reason = ?, lift_run_id = ?,"
        f" finished_at = coalesce(finished_at, ?) WHERE {condition}",
        [at, reason, run_id, at, *held],
    )
    touch_content(w.connection)
    return True


def lift(w: Warehouse, document_id: str, *, causes: Sequence[Cause], reason: str, run_id: str, at: datetime) -> bool:
    """Lift tombstones as ``lift_within`` does, in its own transaction; the next run checks the document again."""
    with transaction(w.connection):
        lifted = lift_within(w, document_id, causes=causes, reason=reason, run_id=run_id, at=at)
        if lifted:
            # Without a digest and a check date the next run treats the document as never completely loaded.
            w.connection.execute(
                "UPDATE base.documents SET metadata_sha256 = NULL, last_checked_at = NULL WHERE document_id = ?",
                [document_id],
            )
        return lifted


_FACTS = """
SELECT
    $id AS tombstone_id, $id || '!' || CAST(row_number() OVER (ORDER BY e.effect_id) AS VARCHAR) AS reference_id,
    e.document_id, coalesce(d.institution, h.institution) AS institution, e.effect, e.issuer, e.kind, e.enacted_on,
    e.number, e.annexes, e.is_every_annex, e.except_annexes, e.points, e.scope,
    coalesce(len(e.points), 0) = 0 AND e.scope <> 'points' AND (e.effect IN ('revoke', 'suspend', 'reinstate')
        OR (e.effect = 'amend' AND e.date_rule = 'replacement' AND e.scope = 'annexes')) AS is_ending,
    e.reference_key,
    coalesce(e.effective_on, least(h.signed_on, d.registered_on), h.signed_on, d.registered_on) AS possible_from_on,
    coalesce(s.known_from_on, CAST($at AS DATE)) AS known_from_on
FROM base.effects AS e
JOIN base.documents AS d ON d.document_id = e.document_id
LEFT JOIN (SELECT document_id, min(header_signed_on) AS signed_on, min(header_issuer) AS institution
           FROM base.files GROUP BY 1) AS h ON h.document_id = e.document_id
LEFT JOIN (SELECT file_id, CAST(timezone('Europe/Tallinn', min(first_seen_at)) AS DATE) AS known_from_on
           FROM base.file_sightings GROUP BY 1) AS s ON s.file_id = e.file_id
WHERE e.document_id = $document_id
  AND NOT EXISTS (SELECT 1 FROM base.unlistings AS u WHERE u.file_id = e.root_file_id AND u.listed_again_at IS NULL)
  AND (e.number IS NOT NULL OR e.enacted_on IS NOT NULL)
  AND e.effect IN ('revoke', 'amend', 'commence', 'apply', 'suspend', 'extend', 'reinstate')
  AND NOT coalesce((SELECT bool_and(f.header_is_draft) FROM base.files AS f
                    WHERE f.document_id = e.document_id AND f.header_is_draft IS NOT NULL), false)
"""


def facts_of(w: Warehouse, tombstone_id: str, document_id: str, at: datetime) -> list[Row]:
    """Return, without words, what the act does to acts that it names: which annexes, from when at the earliest."""
    result = w.connection.execute(_FACTS, {"id": tombstone_id, "document_id": document_id, "at": at})
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _select(w: Warehouse, condition: str, values: list[Any]) -> list[Tombstone]:
    rows = w.connection.execute(
        f"SELECT {_COLUMNS} FROM base.tombstones WHERE {condition} ORDER BY begun_at, tombstone_id", values
    ).fetchall()
    names = [field.name for field in fields(Tombstone)]
    named = [dict(zip(names, row, strict=True)) for row in rows]
    return [Tombstone(**(row | {"hashes": tuple(row["hashes"])})) for row in named]
