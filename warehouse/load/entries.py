"""Load what the pages of documents say: the current row, every earlier version, and what the page lists.

A batch goes in together, because a statement costs a millisecond whatever it does and one document takes dozens: a
register of 20,000 documents costs minutes, not hours. Only what must leave is looked at one by one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal

from extractors.model.ids import DocumentId
from extractors.model.register import RegisterEntry
from warehouse.connection import Warehouse
from warehouse.errors import RestrictedDocument
from warehouse.load.documents import unmark_gone
from warehouse.load.rows import Rows
from warehouse.moment import Moment
from warehouse.transactions import Row, insert_rows, touch_content, transaction
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.content import remove_document_content
from warehouse.withdrawal.description import trim_versions

EntryOutcome = Literal["new", "changed", "unchanged", "restricted"]

# Not columns of base.documents: kept in tables of their own, or derived.
_ELSEWHERE = {"files", "related", "other", "findings"}


@dataclass(frozen=True)
class SeenEntry:
    """What a document's page said, and the sha256 of the page's bytes (``None``: there is no page)."""

    document_id: DocumentId
    entry: RegisterEntry
    page_sha256: str | None


@dataclass(frozen=True)
class _Held:
    """What the warehouse holds of a document before its page is loaded."""

    metadata_sha256: str | None
    page_sha256: str | None
    is_missing: bool
    first_seen_at: datetime


@dataclass(frozen=True)
class _Written:
    """A page that says something else than what is held, or is the first of its document (``before`` is ``None``)."""

    seen: SeenEntry
    digest: str
    before: _Held | None


def load_entries(w: Warehouse, moment: Moment, seen: Sequence[SeenEntry]) -> list[EntryOutcome]:
    """Load what documents' pages say, all or nothing; an earlier version stays in ``document_versions``.

    Return an outcome for each, in the order given: "restricted" whenever the document is not public (no content of it
    is held afterwards), else "new", "changed" or "unchanged" (the page's bytes may differ and say the same). What the
    register itself had withdrawn may be held again. Raise ``RestrictedDocument`` for what an operator took down.
    """
    if not seen:
        return []
    with transaction(w.connection):
        return load_entries_within(w, moment, seen)


def load_entries_within(w: Warehouse, moment: Moment, seen: Sequence[SeenEntry]) -> list[EntryOutcome]:
    """Do as ``load_entries``, inside the caller's transaction."""
    return [outcome for each in _rounds(seen) for outcome in _load_round(w, moment, each)]


def _rounds(seen: Sequence[SeenEntry]) -> Iterator[list[SeenEntry]]:
    """Split a batch where a document occurs again, so that its second page replaces what the first one said."""
    together: dict[str, SeenEntry] = {}
    for each in seen:
        if each.document_id in together:
            yield list(together.values())
            together = {}
        together[each.document_id] = each
    yield list(together.values())


def _load_round(w: Warehouse, moment: Moment, seen: list[SeenEntry]) -> list[EntryOutcome]:
    held = _held_documents(w, [each.document_id for each in seen])
    _withdraw_or_lift(w, moment, seen)
    outcomes: list[EntryOutcome] = []
    written: list[_Written] = []
    for each in seen:
        before, digest = held.get(each.document_id), digest_of(each.entry)
        if before is not None and before.metadata_sha256 == digest:
            _note_seen(w, moment, each, before)
            outcomes.append("unchanged" if each.entry.is_public else "restricted")
            continue
        written.append(_Written(each, digest, before))
        is_new = before is None or before.metadata_sha256 is None
        outcomes.append("restricted" if not each.entry.is_public else "new" if is_new else "changed")
    if written:
        _write(w, moment, written)
    return outcomes


def _held_documents(w: Warehouse, document_ids: list[DocumentId]) -> dict[str, _Held]:
    rows = w.connection.execute(
        "SELECT document_id, metadata_sha256, page_sha256, missing_since_at IS NOT NULL, first_seen_at"
        " FROM base.documents WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
        [document_ids],
    ).fetchall()
    return {row[0]: _Held(*row[1:]) for row in rows}


def _withdraw_or_lift(w: Warehouse, moment: Moment, seen: list[SeenEntry]) -> None:
    """Remove the content of what is not public; lift what the register withdrew itself and shows to everybody again."""
    standing = {stone.document_id: stone for stone in tombstones.all_open(w)}
    barred = tombstones.barred_documents(w)
    for each in seen:
        if each.document_id in barred:
            raise RestrictedDocument(f"{each.document_id} was taken down: what the register says of it is not kept")
        if not each.entry.is_public:
            _withdraw(w, moment, each)
        elif each.document_id in standing:
            _lift(w, moment, each.document_id)


def _withdraw(w: Warehouse, moment: Moment, restricted: SeenEntry) -> None:
    remove_document_content(
        w,
        document_id=restricted.document_id,
        run_id=moment.run_id,
        at=moment.at,
        keeps_description=True,
        access=restricted.entry.access,
    )
    tombstones.finish_within(w, restricted.document_id, moment.at)


def _lift(w: Warehouse, moment: Moment, document_id: DocumentId) -> None:
    is_lifted = tombstones.lift_within(
        w,
        document_id,
        causes=tombstones.OF_THE_REGISTER,
        reason="the register shows it to everybody again",
        run_id=moment.run_id,
        at=moment.at,
    )
    if is_lifted:
        w.connection.execute("DELETE FROM base.findings WHERE finding_id = ?", [f"{document_id}#removed"])


def _note_seen(w: Warehouse, moment: Moment, seen: SeenEntry, before: _Held) -> None:
    """Record a page that says the same, perhaps in other bytes, and that the document is not missing."""
    if seen.page_sha256 is not None and seen.page_sha256 != before.page_sha256:
        w.connection.execute(
            "UPDATE base.documents SET page_sha256 = ? WHERE document_id = ?", [seen.page_sha256, seen.document_id]
        )
    if before.is_missing:
        unmark_gone(w, moment, seen.document_id)


def _write(w: Warehouse, moment: Moment, written: list[_Written]) -> None:
    """Put what pages say in the place of what was held of their documents, and beside it as a further version."""
    document_ids = [each.seen.document_id for each in written]
    rows = _rows_of(moment, written, _version_numbers(w, document_ids))
    _delete_current(w, document_ids)
    for table, found in rows.items():
        insert_rows(w.connection, table, found)
    touch_content(w.connection)
    for each in written:
        if not each.seen.entry.is_public:
            trim_versions(w, each.seen.document_id)


def _rows_of(moment: Moment, written: list[_Written], version_numbers: dict[str, int]) -> Rows:
    rows: Rows = {}
    for each in written:
        document_id = each.seen.document_id
        row = _document_row(moment, each)
        version = version_numbers.get(document_id, 0) + 1
        rows.setdefault("base.documents", []).append(row)
        rows.setdefault("base.document_versions", []).append(row | {"version_number": version})
        for table, listed in _list_rows(document_id, each.seen.entry, moment.run_id).items():
            rows.setdefault(table, []).extend(listed)
    return rows


def _version_numbers(w: Warehouse, document_ids: list[DocumentId]) -> dict[str, int]:
    """Return how many versions there are of each document that has any."""
    rows = w.connection.execute(
        "SELECT document_id, count(*) FROM base.document_versions"
        " WHERE document_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY 1",
        [document_ids],
    ).fetchall()
    return dict(rows)


def _delete_current(w: Warehouse, document_ids: list[DocumentId]) -> None:
    """Delete the rows of documents and all that their pages listed; versions stay."""
    theirs = "document_id IN (SELECT unnest(?::VARCHAR[]))"
    for table in ("base.documents", "base.document_files", "base.related_documents"):
        w.connection.execute(f"DELETE FROM {table} WHERE {theirs}", [document_ids])
    w.connection.execute(f"DELETE FROM base.findings WHERE {theirs} AND finding_id LIKE '%#page%'", [document_ids])


def digest_of(entry: RegisterEntry) -> str:
    """Return a digest of what a page says, independent of its bytes."""
    # Whether it is a copy is a fact about the platform: a page says nothing else for it.
    values = {name: value for name, value in asdict(entry).items() if name != "is_copy"}
    told = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _document_row(moment: Moment, written: _Written) -> Row:
    seen, entry = written.seen, written.seen.entry
    row: dict[str, Any] = {
        field.name: getattr(entry, field.name) for field in fields(RegisterEntry) if field.name not in _ELSEWHERE
    }
    return row | {
        "document_id": seen.document_id,
        "register": seen.document_id.register,
        "external_id": entry.external_id or seen.document_id.external_id,
        "is_public": entry.is_public,
        "other": json.dumps(dict(entry.other), ensure_ascii=False) if entry.other else None,
        "metadata_sha256": written.digest,
        "page_sha256": seen.page_sha256,
        "run_id": moment.run_id,
        "first_seen_at": moment.at if written.before is None else written.before.first_seen_at,
        "changed_at": moment.at,
        "state": "listed",
        # Checked only once all files of this version are loaded: a run that is killed in between must come back.
        "last_checked_at": None,
    }


def _list_rows(document_id: DocumentId, entry: RegisterEntry, run_id: str) -> Rows:
    """Return what a page lists, as rows by table. File names of a restricted document can name people: not kept."""
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
