"""Loading many documents in one transaction: a register of 20,000 costs minutes, not hours.

A statement costs a millisecond whatever it does, and loading one document takes dozens. What needs care (documents
that are held already in other words, or are not public) goes through ``warehouse.load.entries`` one by one, in the same
transaction; what is new, or said the same last time, is most of a night and goes in together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from extractors.model.extraction import FileExtraction
from extractors.model.register import RegisterEntry
from warehouse.connection import Warehouse
from warehouse.errors import RestrictedDocument
from warehouse.load import entries, files
from warehouse.load.entries import EntryOutcome
from warehouse.load.files import FileOutcome
from warehouse.load.rows import Place, Rows, collect_rows, file_id_of
from warehouse.transactions import Row, insert_rows, touch_content, touch_ledger, transaction
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.content import WITHDRAWN, remove_file_content, unveil


@dataclass(frozen=True)
class SeenEntry:
    """What a document's page said, and the sha256 of the page's bytes."""

    document_id: str
    entry: RegisterEntry
    page_sha256: str | None


@dataclass(frozen=True)
class ReadFile:
    """What was read from a file, and the key that the document knows the file by."""

    document_id: str
    file_key: str
    file: FileExtraction


def load_entries(
    w: Warehouse, *, run_id: str, register: str, seen: Sequence[SeenEntry], seen_at: datetime
) -> list[EntryOutcome]:
    """As ``entries.load_entry`` for each in turn, but all or nothing."""
    if not seen:
        return []
    with transaction(w.connection):
        held = _held_entries(w, [each.document_id for each in seen])
        # Under a tombstone it must be lifted, or the document refused: ``store_entry`` knows which.
        withdrawn = {stone.document_id for stone in tombstones.all_open(w)}
        fresh: dict[str, SeenEntry] = {}
        for each in seen:
            if each.document_id not in held and each.document_id not in withdrawn and each.entry.is_public:
                fresh.setdefault(each.document_id, each)
        _insert_fresh(w, list(fresh.values()), run_id, register, seen_at)
        outcomes: list[EntryOutcome] = []
        for each in seen:
            if fresh.get(each.document_id) is each:
                outcomes.append("new")
            elif (
                each.document_id not in withdrawn
                and each.entry.is_public
                and held.get(each.document_id) == _as_held(each)
            ):
                outcomes.append("unchanged")
            else:
                outcomes.append(
                    entries.store_entry(
                        w,
                        run_id=run_id,
                        document_id=each.document_id,
                        register=register,
                        entry=each.entry,
                        seen_at=seen_at,
                        page_sha256=each.page_sha256,
                    )
                )
    return outcomes


def _held_entries(w: Warehouse, document_ids: list[str]) -> dict[str, tuple[str | None, str | None, bool]]:
    """Digest of what is held, digest of its page, and whether it was missing, by document."""
    rows = w.connection.execute(
        "SELECT document_id, metadata_sha256, page_sha256, missing_since_at IS NOT NULL FROM base.documents"
        " WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
        [document_ids],
    ).fetchall()
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def _as_held(each: SeenEntry) -> tuple[str | None, str | None, bool]:
    """What is held where nothing at all is to be written."""
    return entries.digest_of(each.entry), each.page_sha256, False


def _insert_fresh(w: Warehouse, fresh: list[SeenEntry], run_id: str, register: str, seen_at: datetime) -> None:
    rows: Rows = {}
    for each in fresh:
        row = entries.document_row(
            each.document_id, register, each.entry, run_id, entries.digest_of(each.entry), each.page_sha256
        )
        row |= {"first_seen_at": seen_at, "changed_at": seen_at, "state": "listed", "last_checked_at": None}
        rows.setdefault("base.documents", []).append(row)
        rows.setdefault("base.document_versions", []).append(row | {"version_number": 1})
        for table, listed in entries.list_rows(each.document_id, each.entry, run_id).items():
            rows.setdefault(table, []).extend(listed)
    for table, found in rows.items():
        insert_rows(w.connection, table, found)
    if fresh:
        touch_content(w.connection)


def mark_all_checked(w: Warehouse, *, run_id: str, document_ids: Sequence[str], at: datetime) -> None:
    """As ``entries.mark_checked`` for each, in one transaction."""
    if not document_ids:
        return
    with transaction(w.connection):
        missing = w.connection.execute(
            "SELECT document_id FROM base.documents WHERE missing_since_at IS NOT NULL"
            " AND document_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY 1",
            [list(document_ids)],
        ).fetchall()
        w.connection.execute(
            "UPDATE base.documents SET last_checked_at = ? WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
            [at, list(document_ids)],
        )
        for (document_id,) in missing:
            entries.unmark_gone(w, document_id, run_id=run_id, at=at)
        touch_ledger(w.connection)


def loaded_files(w: Warehouse, document_ids: Sequence[str]) -> frozenset[tuple[str, str, str]]:
    """File id, sha256 and version of every file of these documents that is loaded."""
    if not document_ids:
        return frozenset()
    rows = w.connection.execute(
        "SELECT file_id, sha256, extractor_version FROM base.files WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
        [list(document_ids)],
    ).fetchall()
    return frozenset(rows)


def load_files(
    w: Warehouse, *, run_id: str, read: Sequence[ReadFile], extractor_version: str, loaded_at: datetime
) -> list[FileOutcome]:
    """As ``files.load_file`` for each, but all or nothing; saved register pages are not for here (``ValueError``).

    Raises ``RestrictedDocument`` where one of the documents is not public or was withdrawn: nothing is loaded then.
    """
    if any(each.file.entry is not None for each in read):
        raise ValueError("a saved register page describes its document: load it alone")
    if not read:
        return []
    document_ids = list(dict.fromkeys(each.document_id for each in read))
    held = loaded_files(w, document_ids)
    fresh: dict[str, ReadFile] = {}
    for each in read:
        file_id = file_id_of(each.document_id, each.file_key)
        if (file_id, each.file.sha256, extractor_version) not in held:
            # Of two under one key the later one stays, as it would one by one.
            fresh[file_id] = each
    with transaction(w.connection):
        _open_documents(w, [each.document_id for each in fresh.values()], run_id, loaded_at)
        places = [
            (Place(each.document_id, each.file_key, name, None, 0, extractor_version, loaded_at, run_id), each.file)
            for name, each in fresh.items()
        ]
        _replace_content(w, places)
        _hold_failures(w, places, document_ids)
        if fresh:
            touch_content(w.connection)
    return [
        "loaded" if fresh.get(file_id_of(each.document_id, each.file_key)) is each else "unchanged" for each in read
    ]


def _open_documents(w: Warehouse, document_ids: Iterable[str], run_id: str, at: datetime) -> None:
    """Every document has a row and may have content. Raises ``RestrictedDocument``."""
    wanted = list(dict.fromkeys(document_ids))
    rows = w.connection.execute(
        "SELECT document_id, is_public FROM base.documents WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
        [wanted],
    ).fetchall()
    held = dict(rows)
    withdrawn = {stone.document_id for stone in tombstones.all_open(w)}
    for document_id in wanted:
        if document_id not in held:
            entries.ensure_document(w, document_id, run_id, at)
        if held.get(document_id) is False or document_id in withdrawn:
            raise RestrictedDocument(f"{document_id} is not public or was withdrawn: nothing of its files is kept")


def _replace_content(w: Warehouse, places: list[tuple[Place, FileExtraction]]) -> None:
    turns = _turns(w, [place.document_id for place, _ in places])
    rows: Rows = {}
    for place, file in places:
        of_file = collect_rows(file, place)
        root = of_file["base.files"][0]
        found = [
            n for n, key, name in turns.get(place.document_id, []) if key == place.file_key or name == root["name"]
        ]
        root["ordinal"] = min(found, default=0)
        for table, listed in of_file.items():
            rows.setdefault(table, []).extend(listed)
    roots = [place.root_file_id for place, _ in places]
    held = w.connection.execute(
        "SELECT DISTINCT root_file_id FROM base.files WHERE root_file_id IN (SELECT unnest(?::VARCHAR[]))", [roots]
    ).fetchall()
    for (root_file_id,) in held:
        remove_file_content(w, root_file_id)
    for table, listed in rows.items():
        insert_rows(w.connection, table, listed)
    _note_sightings(w, rows.get("base.files", []))


def _turns(w: Warehouse, document_ids: list[str]) -> dict[str, list[tuple[int, str | None, str]]]:
    """The register's own list of files of each document: turn, id and name."""
    rows = w.connection.execute(
        "SELECT document_id, ordinal, external_id, name FROM base.document_files"
        " WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
        [document_ids],
    ).fetchall()
    turns: dict[str, list[tuple[int, str | None, str]]] = {}
    for document_id, ordinal, external_id, name in rows:
        turns.setdefault(document_id, []).append((ordinal, external_id, name))
    return turns


def _note_sightings(w: Warehouse, loaded: list[Row]) -> None:
    sightings = "FROM base.file_sightings WHERE document_id IN (SELECT unnest(?::VARCHAR[]))"
    document_ids = list({row["document_id"] for row in loaded})
    veiled = w.connection.execute(
        f"SELECT DISTINCT document_id {sightings} AND ends_with(file_id, ?)", [document_ids, f"!{WITHDRAWN}"]
    ).fetchall()
    for row in loaded:
        if (row["document_id"],) in veiled:
            unveil(w, row)
    held = set(w.connection.execute(f"SELECT file_id, sha256 {sightings}", [document_ids]).fetchall())
    insert_rows(
        w.connection,
        "base.file_sightings",
        [files.sighting_row(row) for row in loaded if (row["file_id"], row["sha256"]) not in held],
    )


def _hold_failures(w: Warehouse, places: list[tuple[Place, FileExtraction]], document_ids: list[str]) -> None:
    """Members that could not be read; only where there are such, or were."""
    rows = w.connection.execute(
        "SELECT DISTINCT document_id FROM base.quarantine WHERE stage = ? AND closed_at IS NULL"
        " AND document_id IN (SELECT unnest(?::VARCHAR[]))",
        [files.MEMBER_STAGE, document_ids],
    ).fetchall()
    had_failures = {row[0] for row in rows}
    for place, file in places:
        if file.failures or file.members or place.document_id in had_failures:
            files.hold_failures(w, place, file)
