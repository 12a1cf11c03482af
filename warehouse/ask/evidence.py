"""Find places in files by id: what was read there, from which file, and where that file came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.model.evidence import Box, Span
from warehouse.connection import Warehouse
from warehouse.transactions import fetch_row

SHORTEST = 4
"""The fewest characters of an evidence id that may stand for the whole, where no other id begins with them."""


@dataclass(frozen=True)
class EvidenceRow:
    """An item read at a place. ``kind`` and ``row_id`` are those of the table ``evidence``."""

    kind: str
    row_id: str
    directive_id: str | None
    annex_id: str | None


@dataclass(frozen=True)
class HeldFile:
    """A held file. ``sha256`` names its bytes in the archive, unless the file is a member of a container."""

    file_id: str
    name: str
    media_type: str
    sha256: str


@dataclass(frozen=True)
class EvidencePlace:
    """A place in a file. ``files`` is the path to it: from the file that the register lists to the innermost member.

    ``boxes`` is ``None`` where an earlier version read the file and did not keep them; empty where the format has no
    pages. ``text`` is the whole text of the file. ``directive`` describes the act that the rows belong to.
    """

    evidence_id: str
    document_id: str
    files: tuple[HeldFile, ...]
    page_number: int | None
    boxes: tuple[Box, ...] | None
    quote: str
    span: Span
    text: str
    rows: tuple[EvidenceRow, ...]
    directive: str | None
    source_url: str | None
    is_public: bool | None

    @property
    def pages(self) -> tuple[int, ...]:
        """Return the page numbers of the words in order; empty without pages."""
        numbers = {box.page_number for box in self.boxes or ()}
        return tuple(sorted(numbers)) or ((self.page_number,) if self.page_number is not None else ())


_WHOLE_ID = re.compile(r"[0-9a-f]{6}-[0-9a-f]{10}")


def find_evidence(w: Warehouse, reference: str) -> list[str]:
    """Return the evidence ids that a reference names; empty where none is held.

    A reference is an id, the beginning of one, or the readable id of a row ("sample/700110!kaskkiri.pdf#effect2").
    A beginning that is too short gives several ids. What can be nothing but a whole id is not looked up, which would
    take a scan: ``read_place`` says whether it is held.
    """
    name = reference.strip()
    if _WHOLE_ID.fullmatch(name.lower()):
        return [name.lower()]
    exact = _ids(w, "evidence_id = ? OR row_id = ?", name.lower(), name)
    if exact or len(name) < SHORTEST:
        return exact
    return _ids(w, "starts_with(evidence_id, ?)", name.lower())


def _ids(w: Warehouse, condition: str, *values: str) -> list[str]:
    rows = w.connection.execute(
        f"SELECT DISTINCT evidence_id FROM evidence WHERE {condition} ORDER BY 1", list(values)
    ).fetchall()
    return [row[0] for row in rows]


@dataclass(frozen=True)
class KnownDocument:
    """A document that is known by name. ``access`` is the register's word; ``withdrawn_on`` the day of its withdrawal
    here, ``None`` where it is not withdrawn."""

    document_id: str
    is_public: bool | None
    access: str | None
    withdrawn_on: date | None


@dataclass(frozen=True)
class NamedPlace:
    """A place as a list names it: what was read there and from which document."""

    evidence_id: str
    kind: str
    row_id: str
    page_number: int | None
    quote: str


def list_places(w: Warehouse, evidence_ids: Sequence[str]) -> list[NamedPlace]:
    """Return one row for each of these places, in the order of their files and texts."""
    rows = w.connection.execute(
        "SELECT evidence_id, arg_min(kind, row_id), min(row_id), any_value(page_number), any_value(quote) FROM evidence"
        " WHERE list_contains(?, evidence_id) GROUP BY 1 ORDER BY min(file_id), min(span_start)",
        [list(evidence_ids)],
    ).fetchall()
    return [NamedPlace(*row) for row in rows]


def find_document(w: Warehouse, reference: str) -> KnownDocument | None:
    """Return the known document that an evidence id or row id refers to when the evidence itself is not held.

    ``None`` where none is known.
    """
    name = reference.strip()
    owner, short = name.split("!")[0], name.lower()
    row = fetch_row(
        w.connection,
        "SELECT document_id, is_public, access, (SELECT max(day_in_estonia(t.withdrawn_at)) FROM takedowns AS t"
        "     WHERE t.document_id = documents.document_id AND t.lifted_at IS NULL)"
        " FROM documents WHERE document_id = ?"
        " OR (regexp_full_match(?, '[0-9a-f]{6}-[0-9a-f]*')"
        "     AND left(md5(split_part(document_id, '!', 1)), 6) = left(?, 6))"
        " ORDER BY document_id = ? DESC, is_public, document_id LIMIT 1",
        [owner, short, short, owner],
    )
    return None if row is None else KnownDocument(*row)


def read_place(w: Warehouse, evidence_id: str) -> EvidencePlace:
    """Return the place with exactly this id. Raises ``LookupError`` where it is not held."""
    rows = w.connection.execute(
        "SELECT kind, row_id, directive_id, annex_id, document_id, file_id, page_number, boxes, quote, span_start,"
        " span_end FROM evidence WHERE evidence_id = ? ORDER BY row_id, kind",
        [evidence_id],
    ).fetchall()
    if not rows:
        raise LookupError(f"no evidence {evidence_id}")
    document_id, file_id, page_number, boxes, quote, start, end = rows[0][4:]
    text = fetch_row(w.connection, "SELECT text FROM texts WHERE file_id = ?", [file_id])
    about = fetch_row(w.connection, "SELECT source_url, is_public FROM documents WHERE document_id = ?", [document_id])
    return EvidencePlace(
        evidence_id,
        document_id,
        file_chain(w, file_id),
        page_number,
        None if boxes is None else tuple(_box(box) for box in boxes),
        quote,
        Span(start, end),
        text[0] if text else quote,
        tuple(EvidenceRow(*row[:4]) for row in rows),
        _directive(w, next((row[2] for row in rows if row[2]), None)),
        about[0] if about else None,
        about[1] if about else None,
    )


def _box(box: dict[str, Any]) -> Box:
    return Box(box["page_number"], box["x0"], box["top"], box["x1"], box["bottom"])


def file_chain(w: Warehouse, file_id: str) -> tuple[HeldFile, ...]:
    """Return the path to a file, from the file that the register lists to this one."""
    files: list[HeldFile] = []
    wanted: str | None = file_id
    while wanted is not None and wanted not in {file.file_id for file in files}:
        row = fetch_row(
            w.connection,
            "SELECT file_id, name, coalesce(media_type, ''), sha256, parent_file_id FROM files WHERE file_id = ?",
            [wanted],
        )
        if row is None:
            break
        files.append(HeldFile(*row[:4]))
        wanted = row[4]
    return tuple(reversed(files))


def _directive(w: Warehouse, directive_id: str | None) -> str | None:
    if directive_id is None:
        return None
    row = fetch_row(
        w.connection,
        "SELECT concat_ws(' ', coalesce(act_kind, 'act'), strftime(coalesce(signed_on, registered_on), '%d.%m.%Y'),"
        " 'nr ' || number, '(' || institution || ')') FROM directives WHERE directive_id = ?",
        [directive_id],
    )
    return row[0] if row else None
