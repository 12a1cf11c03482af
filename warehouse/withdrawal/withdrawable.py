"""Find the documents that a take-down's reference names, and count what is held of them."""

from __future__ import annotations

import re

from warehouse.ask.references import find_directives
from warehouse.connection import Warehouse
from warehouse.tables import TABLES
from warehouse.transactions import fetch_row


def find_documents(w: Warehouse, reference: str, shas: frozenset[str] = frozenset()) -> list[tuple[str, ...]]:
    """Return the documents that a reference names, in groups that belong together; several groups mean ambiguity.

    A reference is a document id, the sha256 of a file or container member, an address, or a directive as
    `kehtiv history` accepts it; a directive's group is its document and the loose files that belong to it. ``shas`` are
    the digests of what came from the address.
    """
    words = reference.strip()
    if fetch_row(w.connection, "SELECT 1 FROM documents WHERE document_id = ?", [words]):
        return [(words,)]
    digests = shas | ({words.lower()} if re.fullmatch(r"[0-9A-Fa-f]{64}", words) else set())
    by_file = _ids(
        w,
        "SELECT document_id FROM files WHERE list_contains($given, sha256)"
        " UNION SELECT document_id FROM quarantine WHERE list_contains($given, sha256)"
        " UNION SELECT document_id FROM documents WHERE list_contains($given, page_sha256)",
        sorted(digests),
    )
    if by_file or digests:
        return [(name,) for name in by_file]
    by_address = _ids(w, "SELECT document_id FROM documents WHERE list_contains($given, rtrim(source_url, '/'))",
                      [words.rstrip("/")])  # fmt: skip
    if by_address:
        return [(name,) for name in by_address]
    groups = [tuple(_documents_of(w, directive)) for directive in find_directives(w, words)]
    return [group for group in groups if group]


def _documents_of(w: Warehouse, directive_id: str) -> list[str]:
    return _ids(
        w,
        "SELECT document_id FROM directives WHERE list_contains($given, directive_id)"
        " UNION SELECT document_id FROM parts WHERE list_contains($given, directive_id)",
        [directive_id],
    )


# How a row is known to speak of a document: by the first of these columns that its table has.
_OF_DOCUMENT = {
    "document_id": "document_id = $id",
    "file_id": "file_id IN (SELECT file_id FROM files WHERE document_id = $id)",
    "position_id": "position_id IN (SELECT position_id FROM positions WHERE file_id IN"
    " (SELECT file_id FROM files WHERE document_id = $id))",
}


def count_rows(w: Warehouse, document_id: str) -> dict[str, int]:
    """Return how many published rows of a document would go when it is withdrawn, or go in part, by table."""
    published = _published_columns(w)
    counted = [table.name for table in TABLES if table.on_withdrawal == "deleted" or table.name == "document_versions"]
    counts = {}
    for table in ("annexes", *counted):
        where = next((_OF_DOCUMENT[column] for column in _OF_DOCUMENT if column in published.get(table, ())), None)
        if where is not None:
            counts[table] = _count(w, f"SELECT count(*) FROM {table} WHERE {where}", document_id)
    return counts


def _published_columns(w: Warehouse) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table, column in w.connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'main'"
    ).fetchall():
        found.setdefault(table, set()).add(column)
    return found


def objects_of(w: Warehouse, document_id: str) -> set[str]:
    """Return the sha256 of a document's files and page, as published, those held back included."""
    rows = w.connection.execute(_OBJECTS, {"id": document_id}).fetchall()
    return {row[0] for row in rows if row[0]}


_OBJECTS = (
    "SELECT sha256 FROM files WHERE document_id = $id"
    " UNION SELECT sha256 FROM quarantine WHERE document_id = $id"
    " UNION SELECT page_sha256 FROM documents WHERE document_id = $id"
)


def _count(w: Warehouse, sql: str, document_id: str) -> int:
    return int(w.connection.execute(sql, {"id": document_id}).fetchall()[0][0])


def _ids(w: Warehouse, sql: str, given: list[str]) -> list[str]:
    rows = w.connection.execute(f"SELECT DISTINCT document_id FROM ({sql}) ORDER BY 1", {"given": given}).fetchall()
    return [row[0] for row in rows]
