"""Removing what was derived: of one file before it is loaded again, of a document that is public no more."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.connection import Warehouse
from warehouse.transactions import fetch_row, insert_rows, touch_content

# Every table whose rows belong to the load of a file.
FILE_TABLES = (
    "files",
    "texts",
    "pages",
    "parts",
    "citations",
    "effects",
    "positions",
    "position_fields",
    "duties",
    "language_requirements",
    "signatures",
    "findings",
)


def remove_file_content(w: Warehouse, root_file_id: str) -> None:
    """Removes what one file brought, its members included; inside the caller's transaction."""
    # Most files are new: eleven statements less, each of which would look through a whole table.
    if fetch_row(w.connection, "SELECT 1 FROM base.files WHERE root_file_id = ? LIMIT 1", [root_file_id]) is None:
        return
    for table in FILE_TABLES:
        w.connection.execute(f"DELETE FROM base.{table} WHERE root_file_id = ?", [root_file_id])


def remove_document_content(w: Warehouse, *, document_id: str, access: str | None, run_id: str) -> None:
    """Removes all content of a document that is not public and leaves a finding in its place.

    Days of first sight stay: they hold no content. Inside the caller's transaction.
    """
    roots = w.connection.execute(
        "SELECT DISTINCT root_file_id FROM base.files WHERE document_id = ? ORDER BY 1", [document_id]
    ).fetchall()
    w.connection.execute("DELETE FROM base.document_files WHERE document_id = ?", [document_id])
    if not roots:
        return
    for (root,) in roots:
        remove_file_content(w, root)
    tombstone = {
        "finding_id": f"{document_id}#removed",
        "document_id": document_id,
        "code": "content_removed",
        "message": f"the register says {access!r} now: the content of {len(roots)} file(s) was removed",
        "run_id": run_id,
    }
    w.connection.execute("DELETE FROM base.findings WHERE finding_id = ?", [tombstone["finding_id"]])
    insert_rows(w.connection, "base.findings", [tombstone])
    w.connection.execute("UPDATE base.state SET is_content_withdrawn = true")
    touch_content(w.connection)


# Sightings too: a file that the page stopped listing before the document was restricted is its content all the same.
_EVER_SEEN = (
    "SELECT sha256 FROM base.files WHERE document_id = ?"
    " UNION SELECT sha256 FROM base.file_sightings WHERE document_id = ?"
)


@dataclass(frozen=True)
class HeldContent:
    """Where the content of one document lies outside the warehouse: sha256 of its files, and their addresses.

    ``shared_hashes`` are those whose bytes another document holds too: they may not be deleted with this one.
    """

    own_hashes: frozenset[str]
    shared_hashes: frozenset[str]
    urls: tuple[str, ...]


def held_content(w: Warehouse, document_id: str) -> HeldContent:
    """What must be forgotten when a document is public no more; all empty where nothing of it is held."""
    own = w.connection.execute(_EVER_SEEN, [document_id, document_id])
    own_hashes = frozenset(row[0] for row in own.fetchall())
    shared = w.connection.execute(
        "SELECT DISTINCT sha256 FROM base.files WHERE document_id <> ? AND list_contains(?, sha256)",
        [document_id, sorted(own_hashes)],
    ).fetchall()
    urls = w.connection.execute(
        "SELECT url FROM base.document_files WHERE document_id = ? AND url IS NOT NULL ORDER BY 1", [document_id]
    ).fetchall()
    return HeldContent(own_hashes, frozenset(r[0] for r in shared), tuple(r[0] for r in urls))
