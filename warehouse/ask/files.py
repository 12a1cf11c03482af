"""List held files: those of an act, those of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.connection import Warehouse
from warehouse.transactions import fetch_row


@dataclass(frozen=True)
class ListedFile:
    """A held file. ``size`` is in bytes, ``page_number`` the number of its pages (``None``: it has none).

    ``parent_file_id`` is the container it came out of. ``parts`` says what of the act it holds ("body", "annex 1").
    """

    file_id: str
    directive_id: str | None
    document_id: str
    name: str
    media_type: str | None
    size: int | None
    page_number: int | None
    is_signed: bool | None
    sha256: str
    parent_file_id: str | None
    first_seen_on: date | None
    parts: tuple[str, ...]


_LISTED = """
SELECT f.file_id, p.directive_id, f.document_id, f.name, f.media_type, f.size, g.page_number, f.is_signed, f.sha256,
    f.parent_file_id, f.first_seen_on, coalesce(p.parts, [])
FROM files AS f
LEFT JOIN (
    SELECT file_id, min(directive_id) AS directive_id, list(DISTINCT directive_id) AS directive_ids,
        list(concat_ws(' ', part, annex_number) ORDER BY span_start) AS parts
    FROM parts GROUP BY 1
) AS p ON p.file_id = f.file_id
LEFT JOIN (SELECT file_id, CAST(count(*) AS INTEGER) AS page_number FROM pages GROUP BY 1) AS g ON g.file_id = f.file_id
"""
_IN_ORDER = " ORDER BY f.document_id, coalesce(f.parent_file_id, f.file_id), f.parent_file_id IS NOT NULL, f.ordinal"


def files_of(w: Warehouse, directive_ids: Sequence[str]) -> list[ListedFile]:
    """Return the files of these acts: those of their own documents, and those elsewhere that hold a part of them."""
    of_act = (
        " WHERE list_has_any(p.directive_ids, CAST($ids AS VARCHAR[])) OR f.document_id IN"
        " (SELECT document_id FROM directives WHERE list_contains(CAST($ids AS VARCHAR[]), directive_id))"
    )
    rows = w.connection.execute(_LISTED + of_act + _IN_ORDER, {"ids": list(directive_ids)}).fetchall()
    return [_listed(row) for row in rows]


def files_of_document(w: Warehouse, document_id: str) -> list[ListedFile]:
    """Return the files of the document with this id; empty where it holds none, or none has that id."""
    rows = w.connection.execute(_LISTED + " WHERE f.document_id = ?" + _IN_ORDER, [document_id.strip()]).fetchall()
    return [_listed(row) for row in rows]


def _listed(row: tuple[Any, ...]) -> ListedFile:
    values: list[Any] = [*row[:-1], tuple(row[-1])]
    return ListedFile(*values)


def find_file(w: Warehouse, file_id: str) -> str | None:
    """Return the name of the file with this id; ``None`` where none is held."""
    row = fetch_row(w.connection, "SELECT name FROM files WHERE file_id = ?", [file_id.strip()])
    return row[0] if row else None
