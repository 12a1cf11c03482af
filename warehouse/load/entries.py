"""Load what the pages of documents say: the current row, every earlier version, and what the page lists.

A batch goes in together, because a statement costs a millisecond whatever it does and one document takes dozens: a
register of 20,000 documents costs minutes, not hours. Only what must leave is looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from extractors.model.ids import DocumentId
from warehouse.connection import Warehouse
from warehouse.errors import RestrictedDocument
from warehouse.load.documents import unmark_gone
from warehouse.load.entry_rows import HeldDocument, SeenEntry, WrittenEntry, digest_of, rows_of
from warehouse.moment import Moment, Moments
from warehouse.transactions import insert_rows, touch_content, transaction
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.content import remove_document_content
from warehouse.withdrawal.description import trim_versions

EntryOutcome = Literal["new", "changed", "unchanged", "restricted"]


def load_entries(w: Warehouse, moments: Moments, seen: Sequence[SeenEntry]) -> list[EntryOutcome]:
    """Load what documents' pages say, all or nothing; an earlier version stays in ``document_versions``.

    Return an outcome for each, in the order given: "restricted" whenever the document is not public (no content of it
    is held afterwards), else "new", "changed" or "unchanged" (the page's bytes may differ and say the same). What the
    register itself had withdrawn may be held again. Raise ``RestrictedDocument`` for what an operator took down.
    """
    if not seen:
        return []
    with transaction(w.connection):
        return load_entries_within(w, moments, seen)


def load_entries_within(w: Warehouse, moments: Moments, seen: Sequence[SeenEntry]) -> list[EntryOutcome]:
    """Do as ``load_entries``, inside the caller's transaction."""
    return [outcome for each in _rounds(seen) for outcome in _load_round(w, moments, each)]


def _rounds(seen: Sequence[SeenEntry]) -> Iterator[list[SeenEntry]]:
    """Split a batch where a document occurs again, so that its second page replaces what the first one said."""
    together: dict[str, SeenEntry] = {}
    for each in seen:
        if each.document_id in together:
            yield list(together.values())
            together = {}
        together[each.document_id] = each
    yield list(together.values())


def _load_round(w: Warehouse, moments: Moments, seen: list[SeenEntry]) -> list[EntryOutcome]:
    held = _held_documents(w, [each.document_id for each in seen])
    _withdraw_or_lift(w, moments, seen)
    outcomes: list[EntryOutcome] = []
    written: list[WrittenEntry] = []
    for each in seen:
        before, digest = held.get(each.document_id), digest_of(each.entry)
        if before is not None and before.metadata_sha256 == digest:
            _note_seen(w, moments.of(each.document_id), each, before)
            outcomes.append("unchanged" if each.entry.is_public else "restricted")
            continue
        written.append(WrittenEntry(each, digest, before))
        is_new = before is None or before.metadata_sha256 is None
        outcomes.append("restricted" if not each.entry.is_public else "new" if is_new else "changed")
    if written:
        _write(w, moments, written)
    return outcomes


def _held_documents(w: Warehouse, document_ids: list[DocumentId]) -> dict[str, HeldDocument]:
    rows = w.connection.execute(
        "SELECT document_id, metadata_sha256, page_sha256, missing_since_at IS NOT NULL, first_seen_at"
        " FROM base.documents WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
        [document_ids],
    ).fetchall()
    return {row[0]: HeldDocument(*row[1:]) for row in rows}


def _withdraw_or_lift(w: Warehouse, moments: Moments, seen: list[SeenEntry]) -> None:
    """Remove the content of what is not public; lift what the register withdrew itself and shows to everybody again."""
    standing = {stone.document_id: stone for stone in tombstones.all_open(w)}
    barred = tombstones.barred_documents(w)
    for each in seen:
        if each.document_id in barred:
            raise RestrictedDocument(f"{each.document_id} was taken down: what the register says of it is not kept")
        if not each.entry.is_public:
            _withdraw(w, moments.of(each.document_id), each)
        elif each.document_id in standing:
            _lift(w, moments.of(each.document_id), each.document_id)


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


def _note_seen(w: Warehouse, moment: Moment, seen: SeenEntry, before: HeldDocument) -> None:
    """Record a page that says the same, perhaps in other bytes, and that the document is not missing."""
    if seen.page_sha256 is not None and seen.page_sha256 != before.page_sha256:
        w.connection.execute(
            "UPDATE base.documents SET page_sha256 = ? WHERE document_id = ?", [seen.page_sha256, seen.document_id]
        )
    if before.is_missing:
        unmark_gone(w, moment, seen.document_id)


def _write(w: Warehouse, moments: Moments, written: list[WrittenEntry]) -> None:
    """Put what pages say in the place of what was held of their documents, and beside it as a further version."""
    document_ids = [each.seen.document_id for each in written]
    rows = rows_of(moments, written, _version_numbers(w, document_ids))
    _delete_current(w, document_ids)
    for table, found in rows.items():
        insert_rows(w.connection, table, found)
    touch_content(w.connection)
    for each in written:
        if not each.seen.entry.is_public:
            trim_versions(w, each.seen.document_id)


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
