"""List held files: those of an act, those of a document, those that an answer rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.ask.evidence import HeldFile, file_chain
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


@dataclass(frozen=True)
class ReadFile:
    """A file that an answer rests on. ``chain`` is the path to it, from the file that the register lists.

    ``read_on`` is the day (Estonia) on which kehtiv first saw the file, ``checked_on`` the day on which its document's
    page was last asked for (``None``: never, as of a loose file). ``decides``: it holds the sentence that decides.
    """

    chain: tuple[HeldFile, ...]
    read_on: date | None
    checked_on: date | None
    decides: bool


_READ = """
SELECT f.file_id, f.first_seen_on, day_in_estonia(d.last_checked_at), bool_or(asked.decides) AS decides
FROM (
    SELECT file_id, true AS decides FROM evidence WHERE evidence_id = $evidence_id
    UNION ALL SELECT file_id, false FROM annexes WHERE annex_id = $annex_id
    UNION ALL SELECT file_id, false FROM parts WHERE directive_id = $directive_id AND part = 'body'
) AS asked
JOIN files AS f ON f.file_id = asked.file_id
LEFT JOIN documents AS d ON d.document_id = f.document_id
GROUP BY ALL ORDER BY decides DESC, f.file_id
"""


def files_read(w: Warehouse, directive_id: str, annex_id: str | None, evidence_id: str | None) -> tuple[ReadFile, ...]:
    """Return the file with the sentence that decides, then those with the text of the act and of the annex.

    ``annex_id`` is ``None`` for the act itself, ``evidence_id`` where no sentence decides. A file that is withdrawn is
    in none of them.
    """
    given = {"directive_id": directive_id, "annex_id": annex_id, "evidence_id": evidence_id}
    rows = w.connection.execute(_READ, given).fetchall()
    return tuple(
        ReadFile(chain=file_chain(w, file_id), read_on=read_on, checked_on=checked_on, decides=decides)
        for file_id, read_on, checked_on, decides in rows
    )
