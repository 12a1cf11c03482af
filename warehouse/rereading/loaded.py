"""Find what was loaded, for reading it again, and correct it afterwards.

A better reading changes what we understand, not what the register said or when we learned it: versions and their days
stay, and so do the days on which files were first seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from extractors.model.ids import DocumentId, FileRef
from extractors.model.register import RegisterEntry
from warehouse.ask.references import find_directives
from warehouse.connection import Warehouse
from warehouse.load.entries import load_entries_within
from warehouse.load.entry_rows import SeenEntry, digest_of
from warehouse.moment import Moment
from warehouse.transactions import fetch_row, touch_ledger, transaction


@dataclass(frozen=True)
class LoadedFile:
    """A file (not a member of a container) whose bytes were archived.

    ``extractor_version`` is the version that read it, ``None`` where no version could; ``held_back_at`` (UTC) then says
    when the file was first held back. ``institution`` to ``title`` are what the register says about its document.
    """

    ref: FileRef
    register: str
    name: str
    sha256: str
    extractor_version: str | None
    held_back_at: datetime | None
    institution: str | None
    number: str | None
    registered_on: date | None
    document_type: str | None
    title: str | None

    @property
    def document_id(self) -> DocumentId:
        return self.ref.document_id


_OF_DOCUMENT = "d.institution, d.number, d.registered_on, d.document_type, d.title"
HELD_FILES = f"""
    SELECT f.document_id, f.file_key, d.register, f.name, f.sha256, f.extractor_version, NULL, {_OF_DOCUMENT}
    FROM base.files AS f JOIN base.documents AS d ON d.document_id = f.document_id
    WHERE f.file_id = f.root_file_id
    UNION ALL
    SELECT q.document_id, coalesce(l.external_id, l.name), d.register, l.name, q.sha256, NULL, q.first_seen_at,
           {_OF_DOCUMENT}
    FROM base.quarantine AS q
    JOIN base.document_files AS l ON l.document_id = q.document_id AND l.name = q.name AND l.parent IS NULL
    JOIN base.documents AS d ON d.document_id = q.document_id
    WHERE q.closed_at IS NULL AND q.stage = 'read' AND q.sha256 IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM base.files AS f
        WHERE f.document_id = q.document_id AND f.file_key = coalesce(l.external_id, l.name) AND f.sha256 = q.sha256)
    ORDER BY 1, 2"""


HELD_FILE_ID = "document_id || '!' || file_key"
"""The id of a file of ``HELD_FILES``."""


def held_files(w: Warehouse, file_ids: Sequence[str] | None = None) -> list[LoadedFile]:
    """Return every file that is loaded, or is held back because it could not be read, in the order of their ids.

    Where ``file_ids`` are given, return only those of them.
    """
    if file_ids is None:
        rows = w.connection.execute(HELD_FILES).fetchall()
    else:
        among = f"WHERE {HELD_FILE_ID} IN (SELECT unnest($ids::VARCHAR[]))"
        rows = w.connection.execute(f"FROM ({HELD_FILES}) {among}", {"ids": list(file_ids)}).fetchall()
    names = [field.name for field in fields(LoadedFile)][1:]
    return [
        LoadedFile(ref=FileRef(DocumentId(document_id), key), **dict(zip(names, rest, strict=True)))
        for document_id, key, *rest in rows
    ]


def files_waiting(w: Warehouse, register: str, codes: Sequence[str]) -> list[LoadedFile]:
    """Return the files of a register's documents that have an open quarantine row or a finding with one of ``codes``.

    A file may be held back whole or as a member of a container; where only pages were left out, a finding says so.
    """
    rows = w.connection.execute(
        "SELECT document_id FROM base.quarantine WHERE closed_at IS NULL AND list_contains($codes, code)"
        " UNION SELECT document_id FROM base.findings WHERE list_contains($codes, code)",
        {"codes": list(codes)},
    ).fetchall()
    documents = {row[0] for row in rows}
    if not documents:  # most nights; building a row for every file would be wasted
        return []
    return [file for file in held_files(w) if file.register == register and file.document_id in documents]


@dataclass(frozen=True)
class LoadedPage:
    """The archived page that describes a public document. ``source_url`` is where it came from."""

    document_id: DocumentId
    register: str
    page_sha256: str
    source_url: str | None


def held_pages(w: Warehouse) -> list[LoadedPage]:
    """Return the last page of every public document that its register still shows, in the order of document ids."""
    rows = w.connection.execute(
        "SELECT document_id, register, page_sha256, source_url FROM base.documents"
        " WHERE is_public AND page_sha256 IS NOT NULL AND register <> 'files' AND state = 'listed'"
        " AND missing_since_at IS NULL ORDER BY 1"
    ).fetchall()
    return [LoadedPage(DocumentId(row[0]), *row[1:]) for row in rows]


def is_read_the_same(w: Warehouse, document_id: str, entry: RegisterEntry) -> bool:
    """Return whether ``entry`` is what was loaded for the document."""
    held = fetch_row(w.connection, "SELECT metadata_sha256 FROM base.documents WHERE document_id = ?", [document_id])
    return held is not None and held[0] == digest_of(entry)


def correct_entry(w: Warehouse, run_id: str, seen: SeenEntry) -> bool:
    """Replace the earlier reading of a page by ``seen``; return whether anything changed.

    Corrects the document's row and the versions made from the earlier reading. Their days stay, because the register
    said nothing new. Raise ``RestrictedDocument`` where nothing of the document may be kept.
    """
    of_document = "FROM base.documents WHERE document_id = ?"
    before = fetch_row(w.connection, f"SELECT metadata_sha256, {_DAYS} {of_document}", [seen.document_id])
    if before is None:
        return False
    with transaction(w.connection):
        load_entries_within(w, Moment(run_id, before[1]), [seen])
        after = fetch_row(w.connection, f"SELECT metadata_sha256 {of_document}", [seen.document_id])
        if after is None or after[0] == before[0]:
            return False
        _correct_versions(w, seen.document_id, before[0])
        days = ", ".join(f"{name} = ?" for name in _DAYS.split(", "))
        w.connection.execute(f"UPDATE base.documents SET {days} WHERE document_id = ?", [*before[1:], seen.document_id])
    return True


# Columns that do not come from reading the page: the document's state and since when.
_DAYS = "changed_at, state, missing_since_at, last_checked_at"
_NO_READING = {*_DAYS.split(", "), "document_id", "version_number", "first_seen_at", "run_id"}


def _correct_versions(w: Warehouse, document_id: str, read_before: str | None) -> None:
    """Copy the version just added over those of the earlier reading and delete it: the register said nothing new."""
    columns = w.connection.execute("SELECT column_name FROM (DESCRIBE base.document_versions)").fetchall()
    names = [row[0] for row in columns if row[0] not in _NO_READING]
    last = (
        "SELECT * FROM base.document_versions WHERE document_id = $id AND version_number ="
        " (SELECT max(version_number) FROM base.document_versions WHERE document_id = $id)"
    )
    w.connection.execute(
        f"UPDATE base.document_versions AS v SET {', '.join(f'{name} = read_now.{name}' for name in names)}"
        f" FROM ({last}) AS read_now WHERE v.document_id = $id AND v.metadata_sha256 = $read_before",
        {"id": document_id, "read_before": read_before},
    )
    w.connection.execute(
        "DELETE FROM base.document_versions WHERE document_id = $id AND version_number ="
        " (SELECT max(version_number) FROM base.document_versions WHERE document_id = $id)",
        {"id": document_id},
    )


def mark_unread(w: Warehouse, files: Sequence[LoadedFile]) -> None:
    """Mark files to be loaded again whichever version read them, until ``forget_unread`` clears the marks."""
    w.connection.execute(
        "UPDATE base.files SET is_to_be_read_again = true WHERE list_contains(?, root_file_id)",
        [[file.ref.file_id for file in files]],
    )


def forget_unread(w: Warehouse) -> None:
    """Clear the marks: a file that could not be read again keeps its earlier reading."""
    w.connection.execute("UPDATE base.files SET is_to_be_read_again = NULL WHERE is_to_be_read_again")


def mark_damaged(w: Warehouse, file: LoadedFile) -> None:
    """Record that the archive has lost a file's bytes. The earlier reading stays until the bytes are fetched again."""
    w.connection.execute(
        "UPDATE base.files SET is_damaged_in_archive = true WHERE root_file_id = ?", [file.ref.file_id]
    )


def keep_days_of_sight(w: Warehouse, since: datetime, files: Sequence[LoadedFile]) -> None:
    """Date files first read since ``since`` (UTC) back to the day on which their bytes came.

    A member that only the current readers find came with its container; a file that no earlier version could read came
    when it was first held back.
    """
    with transaction(w.connection):
        for file in files:
            if file.held_back_at is not None:
                w.connection.execute(
                    "UPDATE base.file_sightings SET first_seen_at = ?"
                    " WHERE file_id = ? AND sha256 = ? AND first_seen_at >= ?",
                    [file.held_back_at, file.ref.file_id, file.sha256, since],
                )
        w.connection.execute(
            "UPDATE base.file_sightings AS s SET first_seen_at = came.first_seen_at FROM ("
            " SELECT f.file_id, f.sha256, c.first_seen_at FROM base.files AS f"
            " JOIN base.files AS root ON root.file_id = f.root_file_id AND root.file_id <> f.file_id"
            " JOIN base.file_sightings AS c ON c.file_id = root.file_id AND c.sha256 = root.sha256) AS came"
            " WHERE s.file_id = came.file_id AND s.sha256 = came.sha256 AND s.first_seen_at >= ?",
            [since],
        )


def damaged_files(w: Warehouse) -> list[str]:
    """Return the sha256 of every file that is held back because its archived bytes are damaged."""
    rows = w.connection.execute(
        "SELECT DISTINCT sha256 FROM base.quarantine"
        " WHERE closed_at IS NULL AND code = 'archive_damaged' AND sha256 IS NOT NULL ORDER BY 1"
    ).fetchall()
    return [row[0] for row in rows]


def documents_of(w: Warehouse, reference: str) -> set[str]:
    """Return the ids of the documents that a reference names in a published warehouse; empty where none is held.

    A reference is a document id, or a directive as `kehtiv history` accepts it; a directive stands for all documents
    that hold a part of it.
    """
    if w.connection.execute("SELECT 1 FROM documents WHERE document_id = ?", [reference]).fetchall():
        return {reference}
    directives = find_directives(w, reference)
    rows = w.connection.execute(
        "SELECT document_id FROM directives WHERE list_contains($ids, directive_id) AND document_id IS NOT NULL"
        " UNION SELECT f.document_id FROM annexes AS a JOIN files AS f ON f.file_id = a.file_id"
        " WHERE list_contains($ids, a.directive_id)",
        {"ids": directives},
    ).fetchall()
    return {row[0] for row in rows}


def open_sentences(w: Warehouse) -> list[str]:
    """Return a sentence for everything that is held back now, sorted by document."""
    rows = w.connection.execute(
        "SELECT document_id, name, stage, code, message FROM base.quarantine WHERE closed_at IS NULL"
        " ORDER BY document_id, name, stage"
    ).fetchall()
    return [
        f"held back: {document} {name if name != document else ''} at {stage}: {code}: {message}"
        for document, name, stage, code, message in rows
    ]


def forget_let_go(w: Warehouse) -> None:
    """Delete a replay's quarantine rows for bytes deleted on purpose: their documents were restricted later."""
    with transaction(w.connection):
        w.connection.execute(
            "DELETE FROM base.quarantine WHERE code = 'not_archived' AND closed_at IS NOT NULL AND document_id IN"
            " (SELECT document_id FROM base.document_versions WHERE NOT is_public)"
        )
        touch_ledger(w.connection)
