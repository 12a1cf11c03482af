"""Loading what was read from a file: everything that one file brings, or nothing, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from extractors.model.extraction import Failure, FileExtraction
from warehouse.connection import Warehouse
from warehouse.errors import RestrictedDocument
from warehouse.ledgers.quarantine import Trouble, hold_within, release_within
from warehouse.load.entries import ensure_document, store_entry
from warehouse.load.rows import Place, collect_rows, file_id_of
from warehouse.transactions import Row, fetch_row, insert_rows, touch_content, transaction
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.content import remove_file_content, unveil

FileOutcome = Literal["loaded", "unchanged"]

# The stage under which members of a container that could not be read are held back.
MEMBER_STAGE = "member"


def is_loaded(w: Warehouse, document_id: str, file_key: str, sha256: str, extractor_version: str) -> bool:
    """Whether these very bytes were loaded as this file by this version: then there is nothing to do."""
    found = fetch_row(
        w.connection,
        "SELECT 1 FROM base.files WHERE file_id = ? AND sha256 = ? AND extractor_version = ?",
        [file_id_of(document_id, file_key), sha256, extractor_version],
    )
    return found is not None


def load_file(
    w: Warehouse,
    *,
    run_id: str,
    document_id: str,
    file_key: str,
    file: FileExtraction,
    extractor_version: str,
    loaded_at: datetime,
    parent_key: str | None = None,
) -> FileOutcome:
    """Replaces everything derived from one file, its members included, in one transaction.

    "unchanged" when the same bytes were loaded by the same version: nothing is written. A saved register page
    (``file.entry``) also describes its document. Members that could not be read (``file.failures``) are held in
    quarantine at stage "member", under "<file_key>/<name>". Any error leaves the warehouse as it was.
    Raises ``RestrictedDocument`` when the document is not public or was withdrawn.
    """
    if is_loaded(w, document_id, file_key, file.sha256, extractor_version):
        return "unchanged"
    parent = None if parent_key is None else file_id_of(document_id, parent_key)
    root = file_id_of(document_id, file_key)
    place = Place(document_id, file_key, root, parent, 0, extractor_version, loaded_at, run_id)
    with transaction(w.connection):
        _describe_document(w, place, file)
        if _is_restricted(w, document_id):
            if file.entry is not None:
                return "loaded"
            raise RestrictedDocument(f"{document_id} is not public: nothing of {file.name} is kept")
        rows = collect_rows(file, place)
        _number_among_siblings(w, rows["base.files"][0])
        remove_file_content(w, root)
        for table, found in rows.items():
            insert_rows(w.connection, table, found)
        _note_sightings(w, rows["base.files"])
        hold_failures(w, place, file)
        touch_content(w.connection)
    return "loaded"


def _describe_document(w: Warehouse, place: Place, file: FileExtraction) -> None:
    if file.entry is None:
        ensure_document(w, place.document_id, place.run_id, place.loaded_at)
        return
    store_entry(
        w,
        run_id=place.run_id,
        document_id=place.document_id,
        register=place.document_id.partition("/")[0],
        entry=file.entry,
        seen_at=place.loaded_at,
        page_sha256=file.sha256,
    )


def _is_restricted(w: Warehouse, document_id: str) -> bool:
    found = fetch_row(
        w.connection, "SELECT 1 FROM base.documents WHERE document_id = ? AND NOT is_public", [document_id]
    )
    return found is not None or tombstones.is_taken_down(w, document_id)


def _number_among_siblings(w: Warehouse, row: Row) -> None:
    """The file's turn in the register's own list (0 where it is not listed): never the order of loading, which an
    interrupted run would change."""
    found = fetch_row(
        w.connection,
        "SELECT min(ordinal) FROM base.document_files WHERE document_id = ? AND (external_id = ? OR name = ?)",
        [row["document_id"], row["file_key"], row["name"]],
    )
    row["ordinal"] = found[0] if found and found[0] is not None else 0


def _note_sightings(w: Warehouse, files: list[Row]) -> None:
    for row in files:
        unveil(w, row)
    sightings = [sighting_row(row) for row in files]
    held = set(
        w.connection.execute(
            "SELECT file_id, sha256 FROM base.file_sightings WHERE document_id = ?", [files[0]["document_id"]]
        ).fetchall()
    )
    new = [row for row in sightings if (row["file_id"], row["sha256"]) not in held]
    insert_rows(w.connection, "base.file_sightings", new)


def sighting_row(file: Row) -> Row:
    """When these bytes were first seen as this file."""
    return {name: file[name] for name in ("document_id", "file_id", "sha256")} | {"first_seen_at": file["loaded_at"]}


def hold_failures(w: Warehouse, place: Place, file: FileExtraction) -> None:
    """Holds back the members that could not be read and releases those that now could; inside a transaction."""
    failures = _failures_below(file, place.file_key)
    held = w.connection.execute(
        "SELECT name FROM base.quarantine"
        " WHERE document_id = ? AND stage = ? AND closed_at IS NULL AND starts_with(name, ?)",
        [place.document_id, MEMBER_STAGE, f"{place.file_key}/"],
    ).fetchall()
    for name in sorted({row[0] for row in held} - {name for name, _ in failures}):
        release_within(w, place.document_id, name, MEMBER_STAGE, place.loaded_at)
    for name, failure in failures:
        trouble = Trouble(
            place.document_id,
            name,
            failure.sha256,
            MEMBER_STAGE,
            failure.code,
            failure.message,
            place.extractor_version,
        )
        hold_within(w, trouble, run_id=place.run_id, at=place.loaded_at)


def _failures_below(file: FileExtraction, key: str) -> list[tuple[str, Failure]]:
    found = [(f"{key}/{failure.name}", failure) for failure in file.failures]
    for member in file.members:
        found += _failures_below(member, f"{key}/{member.name}")
    return found
