"""Documents as the register describes them: the current row, every earlier version, and the day of the last check."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Literal

from extractors.model.register import RegisterEntry
from warehouse.connection import Warehouse
from warehouse.errors import RestrictedDocument
from warehouse.transactions import Row, fetch_row, insert_rows, touch_content, touch_ledger, transaction
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.content import remove_document_content, trim_versions

EntryOutcome = Literal["new", "changed", "unchanged", "restricted"]

# A page may be missing for an hour; only a second check a day later says that the document is gone.
GONE_AFTER = timedelta(days=1)

# Not columns of base.documents: kept in tables of their own, or derived.
_ELSEWHERE = {"files", "related", "other", "findings"}


@dataclass(frozen=True)
class KnownDocument:
    """What the warehouse holds of a document; instants are UTC. ``state`` is "listed" or "gone".

    ``last_checked_at`` is ``None`` until everything of the document was loaded or held back once.
    """

    document_id: str
    external_id: str
    number: str | None
    registered_on: date | None
    document_type: str | None
    title: str | None
    access: str | None
    is_public: bool | None
    page_sha256: str | None
    state: str
    first_seen_at: datetime
    last_checked_at: datetime | None


def known_documents(w: Warehouse, register: str) -> dict[str, KnownDocument]:
    """Every document of a register that was ever loaded, by its external id."""
    names = [field.name for field in fields(KnownDocument)]
    found = w.connection.execute(
        f"SELECT {', '.join(names)} FROM base.documents WHERE register = ? ORDER BY document_id", [register]
    ).fetchall()
    known = [KnownDocument(**dict(zip(names, row, strict=True))) for row in found]
    return {document.external_id: document for document in known}


def load_entry(
    w: Warehouse,
    *,
    run_id: str,
    document_id: str,
    register: str,
    entry: RegisterEntry,
    seen_at: datetime,
    page_sha256: str | None,
) -> EntryOutcome:
    """Loads what a document's page says, in one transaction; an earlier version stays in ``document_versions``.

    Returns "restricted" whenever the document is not public: then no content of it is held afterwards. Otherwise
    "new", "changed" or "unchanged" (the page's bytes may differ and say the same); what the register itself had
    withdrawn may be held again. Raises ``RestrictedDocument`` for what an operator took down.
    """
    with transaction(w.connection):
        return store_entry(
            w,
            run_id=run_id,
            document_id=document_id,
            register=register,
            entry=entry,
            seen_at=seen_at,
            page_sha256=page_sha256,
        )


def store_entry(
    w: Warehouse,
    *,
    run_id: str,
    document_id: str,
    register: str,
    entry: RegisterEntry,
    seen_at: datetime,
    page_sha256: str | None,
) -> EntryOutcome:
    """As ``load_entry``, inside the caller's transaction."""
    digest = digest_of(entry)
    held = fetch_row(
        w.connection,
        "SELECT metadata_sha256, first_seen_at, state FROM base.documents WHERE document_id = ?",
        [document_id],
    )
    if document_id in tombstones.barred_documents(w):
        raise RestrictedDocument(f"{document_id} was taken down: what the register says of it is not kept")
    if entry.is_public:
        told = "the register shows it to everybody again"
        again = tombstones.OF_THE_REGISTER
        if tombstones.lift_within(w, document_id, causes=again, reason=told, run_id=run_id, at=seen_at):
            w.connection.execute("DELETE FROM base.findings WHERE finding_id = ?", [f"{document_id}#removed"])
    else:
        told = f"the register says {entry.access!r} now: the content was removed"
        remove_document_content(
            w, document_id=document_id, told=told, run_id=run_id, at=seen_at, keeps_description=True
        )
        tombstones.finish_within(w, document_id, seen_at)
    if held is not None and held[0] == digest:
        _note_seen(w, document_id, page_sha256, run_id=run_id, seen_at=seen_at)
        return "restricted" if not entry.is_public else "unchanged"
    row = document_row(document_id, register, entry, run_id, digest, page_sha256)
    row |= {"first_seen_at": held[1] if held else seen_at, "changed_at": seen_at}
    # Checked again only once all files of this version are loaded: a run that is killed in between must come back.
    row |= {"state": "listed", "last_checked_at": None}
    w.connection.execute("DELETE FROM base.documents WHERE document_id = ?", [document_id])
    insert_rows(w.connection, "base.documents", [row])
    _append_version(w, document_id, row)
    _replace_lists(w, document_id, entry, run_id)
    touch_content(w.connection)
    if not entry.is_public:
        trim_versions(w, document_id)
        return "restricted"
    return "new" if held is None or held[0] is None else "changed"


def ensure_document(w: Warehouse, document_id: str, run_id: str, seen_at: datetime) -> None:
    """A bare row for a document that no register described: a loose file must have something to hang on."""
    if fetch_row(w.connection, "SELECT 1 FROM base.documents WHERE document_id = ?", [document_id]):
        return
    register, _, external_id = document_id.partition("/")
    row = {
        "document_id": document_id,
        "register": register,
        "external_id": external_id or document_id,
        "state": "listed",
        "first_seen_at": seen_at,
        "changed_at": seen_at,
        "run_id": run_id,
    }
    insert_rows(w.connection, "base.documents", [row])


def mark_checked(w: Warehouse, *, run_id: str, document_id: str, at: datetime, page_sha256: str | None = None) -> None:
    """Notes that a document was looked at and that all of it is loaded or held back; it is not missing any more."""
    with transaction(w.connection):
        w.connection.execute(
            "UPDATE base.documents SET last_checked_at = ?, page_sha256 = coalesce(?, page_sha256)"
            " WHERE document_id = ?",
            [at, page_sha256, document_id],
        )
        unmark_gone(w, document_id, run_id=run_id, at=at)
        touch_ledger(w.connection)


def mark_gone(w: Warehouse, *, run_id: str, document_id: str, at: datetime) -> Literal["missing", "gone", "unknown"]:
    """Notes that the register says the document does not exist (404, 410).

    The first time it is "missing", and what was loaded stays; "gone" when a check at least a day later says it again:
    then its content is to be withdrawn (``flows.withdrawal.steps``). "unknown" for a document that was never held.
    """
    with transaction(w.connection):
        held = fetch_row(
            w.connection, "SELECT state, missing_since_at FROM base.documents WHERE document_id = ?", [document_id]
        )
        if held is None:
            return "unknown"
        state, since = held
        gone = state == "gone" or (since is not None and at - since >= GONE_AFTER)
        w.connection.execute(
            "UPDATE base.documents SET state = ?, missing_since_at = ?, last_checked_at = ? WHERE document_id = ?",
            ["gone" if gone else state, since or at, at, document_id],
        )
        if gone and state != "gone":
            _append_state(w, document_id, run_id=run_id, at=at)
        touch_ledger(w.connection)
        return "gone" if gone else "missing"


def mark_restricted(w: Warehouse, *, run_id: str, document_id: str, at: datetime, told: str) -> bool:
    """Notes that the register withholds a document without a page that says more (451), and removes its content.

    ``told`` takes the place of the register's word for access. False for a document that was never held.
    """
    with transaction(w.connection):
        held = fetch_row(w.connection, "SELECT access FROM base.documents WHERE document_id = ?", [document_id])
        if held is None:
            return False
        why = f"the register says {told!r} now: the content was removed"
        remove_document_content(w, document_id=document_id, told=why, run_id=run_id, at=at, keeps_description=False)
        # Without the digest the next page that comes is read as changed, whatever it says.
        w.connection.execute(
            "UPDATE base.documents SET access = ?, is_public = false, metadata_sha256 = NULL, last_checked_at = ?"
            " WHERE document_id = ?",
            [told, at, document_id],
        )
        if held[0] != told:
            _append_state(w, document_id, run_id=run_id, at=at)
        touch_ledger(w.connection)
    return True


def _note_seen(w: Warehouse, document_id: str, page_sha256: str | None, *, run_id: str, seen_at: datetime) -> None:
    """A page whose words are the same may have other bytes; and whatever its files do, it is not missing."""
    w.connection.execute(
        "UPDATE base.documents SET page_sha256 = coalesce(?, page_sha256)"
        " WHERE document_id = ? AND page_sha256 IS DISTINCT FROM coalesce(?, page_sha256)",
        [page_sha256, document_id, page_sha256],
    )
    unmark_gone(w, document_id, run_id=run_id, at=seen_at)


def unmark_gone(w: Warehouse, document_id: str, *, run_id: str, at: datetime) -> None:
    """The document is not missing (any more); inside the caller's transaction."""
    held = fetch_row(
        w.connection,
        "SELECT state FROM base.documents WHERE document_id = ? AND missing_since_at IS NOT NULL",
        [document_id],
    )
    if held is None:
        return
    w.connection.execute(
        "UPDATE base.documents SET state = 'listed', missing_since_at = NULL WHERE document_id = ?", [document_id]
    )
    touch_ledger(w.connection)
    if held[0] == "gone":
        _append_state(w, document_id, run_id=run_id, at=at)


def _append_state(w: Warehouse, document_id: str, *, run_id: str, at: datetime) -> None:
    """A version for what no page says: that there is none any more, or that it came back."""
    w.connection.execute(
        "UPDATE base.documents SET changed_at = ?, run_id = ? WHERE document_id = ?", [at, run_id, document_id]
    )
    w.connection.execute(
        "INSERT INTO base.document_versions BY NAME SELECT *, CAST((SELECT count(*) + 1 FROM base.document_versions"
        " WHERE document_id = $id) AS INTEGER) AS version_number FROM base.documents WHERE document_id = $id",
        {"id": document_id},
    )
    touch_content(w.connection)


def digest_of(entry: RegisterEntry) -> str:
    """What a page says, whatever its bytes."""
    # Whether it is a copy is a fact about the platform: a page says nothing else for it.
    values = {name: value for name, value in asdict(entry).items() if name != "is_copy"}
    told = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def document_row(
    document_id: str, register: str, entry: RegisterEntry, run_id: str, digest: str, page_sha256: str | None
) -> Row:
    row: dict[str, Any] = {
        field.name: getattr(entry, field.name) for field in fields(RegisterEntry) if field.name not in _ELSEWHERE
    }
    return row | {
        "document_id": document_id,
        "register": register,
        "external_id": entry.external_id or document_id.partition("/")[2] or document_id,
        "is_public": entry.is_public,
        "other": json.dumps(dict(entry.other), ensure_ascii=False) if entry.other else None,
        "metadata_sha256": digest,
        "page_sha256": page_sha256,
        "run_id": run_id,
    }


def _append_version(w: Warehouse, document_id: str, row: Row) -> None:
    held = fetch_row(w.connection, "SELECT count(*) FROM base.document_versions WHERE document_id = ?", [document_id])
    insert_rows(w.connection, "base.document_versions", [row | {"version_number": (held[0] if held else 0) + 1}])


def _replace_lists(w: Warehouse, document_id: str, entry: RegisterEntry, run_id: str) -> None:
    """What the page lists, as it lists it now. File names of a restricted document can name people: not kept."""
    for table in ("base.document_files", "base.related_documents"):
        w.connection.execute(f"DELETE FROM {table} WHERE document_id = ?", [document_id])
    w.connection.execute("DELETE FROM base.findings WHERE document_id = ? AND finding_id LIKE '%#page%'", [document_id])
    for table, rows in list_rows(document_id, entry, run_id).items():
        insert_rows(w.connection, table, rows)


def list_rows(document_id: str, entry: RegisterEntry, run_id: str) -> dict[str, list[Row]]:
    """What a page lists, as rows by table."""
    files = entry.files if entry.is_public else ()
    return {
        "base.document_files": [
            asdict(file) | {"document_id": document_id, "ordinal": n} for n, file in enumerate(files, start=1)
        ],
        "base.related_documents": [
            asdict(other) | {"document_id": document_id, "ordinal": n} for n, other in enumerate(entry.related, start=1)
        ],
        "base.findings": [
            {
                "finding_id": f"{document_id}#page{n}",
                "document_id": document_id,
                "code": finding.code,
                "message": finding.message,
                "run_id": run_id,
            }
            for n, finding in enumerate(entry.findings, start=1)
        ],
    }
