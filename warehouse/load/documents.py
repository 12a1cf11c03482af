"""Record the state of documents apart from what their pages say: known, checked, missing, gone, withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Literal

from extractors.model.ids import DocumentId
from warehouse.connection import Warehouse
from warehouse.load.listings import settle_listings_within
from warehouse.moment import Moment, Moments
from warehouse.transactions import fetch_row, insert_rows, rows_in_turn, touch_content, touch_ledger, transaction
from warehouse.withdrawal.content import remove_document_content

# A page may be missing for an hour; only a second check a day later says that the document is gone.
GONE_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class KnownDocument:
    """What the warehouse holds of a document; instants are UTC. ``state`` is "listed" or "gone".

    ``last_checked_at`` is ``None`` until everything of the document was loaded or held back once. ``has_files``: its
    page lists a file.
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
    has_files: bool = True


_NAMES = [field.name for field in fields(KnownDocument)]
_KNOWN = (
    f"SELECT {', '.join(_NAMES)} FROM ("
    " SELECT d.*, EXISTS (SELECT 1 FROM base.document_files AS l WHERE l.document_id = d.document_id) AS has_files"
    " FROM base.documents AS d) WHERE register = $register"
)


def known_documents(w: Warehouse, register: str) -> Iterator[KnownDocument]:
    """Yield every document of a register that was ever loaded. The warehouse can do nothing else meanwhile."""
    found = w.connection.execute(f"{_KNOWN} ORDER BY document_id", {"register": register})
    yield from (KnownDocument(*row) for row in rows_in_turn(found))


def known_among(
    w: Warehouse, register: str, external_ids: Iterable[str], days: tuple[date, date] | None = None
) -> dict[str, KnownDocument]:
    """Return what is known of these documents, and of all that were registered on ``days`` (from and to, inclusive).

    They come by their external ids; one that was never loaded is not among them.
    """
    begin, end = days or (None, None)
    found = w.connection.execute(
        f"{_KNOWN} AND (external_id IN (SELECT unnest($ids::VARCHAR[]))"
        " OR registered_on BETWEEN CAST($begin AS DATE) AND CAST($end AS DATE))"
        " ORDER BY document_id",
        {"register": register, "ids": list(external_ids), "begin": begin, "end": end},
    ).fetchall()
    return {document.external_id: document for document in (KnownDocument(*row) for row in found)}


def ensure_documents(w: Warehouse, moments: Moments, document_ids: Sequence[DocumentId]) -> None:
    """Insert a bare row for each document that no register described: a loose file must have something to hang on."""
    rows = w.connection.execute(
        "SELECT document_id FROM base.documents WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
        [list(document_ids)],
    ).fetchall()
    held = {row[0] for row in rows}
    bare = [
        {
            "document_id": document_id,
            "register": document_id.register,
            "external_id": document_id.external_id,
            "state": "listed",
            "first_seen_at": moments.of(document_id).at,
            "changed_at": moments.of(document_id).at,
            "run_id": moments.run_id,
        }
        for document_id in dict.fromkeys(document_ids)
        if document_id not in held
    ]
    insert_rows(w.connection, "base.documents", bare)


def mark_checked(w: Warehouse, moments: Moments, document_ids: Sequence[DocumentId]) -> None:
    """Note, in one transaction, that documents were looked at and that all of each is loaded or held back.

    None of them is still missing, and files that their pages no longer list no longer have any effect.
    """
    if not document_ids:
        return
    theirs = "document_id IN (SELECT unnest(?::VARCHAR[]))"
    with transaction(w.connection):
        missing = w.connection.execute(
            f"SELECT document_id FROM base.documents WHERE missing_since_at IS NOT NULL AND {theirs} ORDER BY 1",
            [list(document_ids)],
        ).fetchall()
        w.connection.execute(
            "UPDATE base.documents SET last_checked_at = checked.at"
            " FROM (SELECT unnest(?::VARCHAR[]) AS document_id, unnest(?::TIMESTAMPTZ[]) AS at) AS checked"
            " WHERE base.documents.document_id = checked.document_id",
            [list(document_ids), [moments.of(document_id).at for document_id in document_ids]],
        )
        for (document_id,) in missing:
            unmark_gone(w, moments.of(document_id), DocumentId(document_id))
        settle_listings_within(w, document_ids)
        touch_ledger(w.connection)


def mark_gone(w: Warehouse, moment: Moment, document_id: DocumentId) -> Literal["missing", "gone", "unknown"]:
    """Note that the register says the document does not exist (404, 410).

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
        gone = state == "gone" or (since is not None and moment.at - since >= GONE_AFTER)
        w.connection.execute(
            "UPDATE base.documents SET state = ?, missing_since_at = ?, last_checked_at = ? WHERE document_id = ?",
            ["gone" if gone else state, since or moment.at, moment.at, document_id],
        )
        if gone and state != "gone":
            _append_state(w, moment, document_id)
        touch_ledger(w.connection)
        return "gone" if gone else "missing"


def mark_restricted(w: Warehouse, moment: Moment, document_id: DocumentId, *, access: str) -> bool:
    """Note that the register withholds a document without a page that says more (451), and remove its content.

    ``access`` takes the place of the register's word for access. Return false for a document that was never held.
    """
    with transaction(w.connection):
        held = fetch_row(w.connection, "SELECT access FROM base.documents WHERE document_id = ?", [document_id])
        if held is None:
            return False
        remove_document_content(
            w,
            document_id=document_id,
            run_id=moment.run_id,
            at=moment.at,
            keeps_description=False,
            access=access,
        )
        # Without the digest the next page that comes is read as changed, whatever it says.
        w.connection.execute(
            "UPDATE base.documents SET access = ?, is_public = false, metadata_sha256 = NULL, last_checked_at = ?"
            " WHERE document_id = ?",
            [access, moment.at, document_id],
        )
        if held[0] != access:
            _append_state(w, moment, document_id)
        touch_ledger(w.connection)
    return True


def unmark_gone(w: Warehouse, moment: Moment, document_id: DocumentId) -> None:
    """Note that the document is not missing (any more); inside the caller's transaction."""
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
        _append_state(w, moment, document_id)


def _append_state(w: Warehouse, moment: Moment, document_id: DocumentId) -> None:
    """Append a version for what no page says: that there is no page any more, or that it came back."""
    w.connection.execute(
        "UPDATE base.documents SET changed_at = ?, run_id = ? WHERE document_id = ?",
        [moment.at, moment.run_id, document_id],
    )
    w.connection.execute(
        "INSERT INTO base.document_versions BY NAME SELECT *, CAST((SELECT count(*) + 1 FROM base.document_versions"
        " WHERE document_id = $id) AS INTEGER) AS version_number FROM base.documents WHERE document_id = $id",
        {"id": document_id},
    )
    touch_content(w.connection)
