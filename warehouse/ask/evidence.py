"""Places in files by their names: what was read there, from which file, and where that file came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractors.model.evidence import Box, Span
from warehouse.connection import Warehouse
from warehouse.transactions import fetch_row

SHORTEST = 4
"""As many letters of an evidence id as may stand for the whole, where no other begins alike."""


@dataclass(frozen=True)
class EvidenceRow:
    """Something that was read at a place. ``kind`` and ``row_id`` are those of the table ``evidence``."""

    kind: str
    row_id: str
    directive_id: str | None
    annex_id: str | None


@dataclass(frozen=True)
class HeldFile:
    """A file, as the warehouse knows it; ``sha256`` names its bytes in the archive where it is no member."""

    file_id: str
    name: str
    media_type: str
    sha256: str


@dataclass(frozen=True)
class EvidencePlace:
    """A place in a file. ``files`` lead to it, from the file that the register lists to the member that holds it.

    ``boxes`` is ``None`` where an earlier version read the file and did not keep them; empty where the format has no
    pages. ``text`` is the whole text of the file. ``directive`` says in words which act the rows belong to.
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
        """The pages the words stand on, in order; empty without pages."""
        found = {box.page_number for box in self.boxes or ()}
        return tuple(sorted(found)) or ((self.page_number,) if self.page_number is not None else ())


def find_evidence(w: Warehouse, reference: str) -> list[str]:
    """The evidence ids that a reference names: an id, the beginning of one, or the readable id of a row
    ("sample/700110!kaskkiri.pdf#effect2"). Empty where none is held, several where the beginning is too short.
    """
    words = reference.strip()
    whole = _ids(w, "evidence_id = ? OR row_id = ?", words.lower(), words)
    if whole or len(words) < SHORTEST:
        return whole
    return _ids(w, "starts_with(evidence_id, ?)", words.lower())


def _ids(w: Warehouse, condition: str, *values: str) -> list[str]:
    found = w.connection.execute(
        f"SELECT DISTINCT evidence_id FROM evidence WHERE {condition} ORDER BY 1", list(values)
    ).fetchall()
    return [row[0] for row in found]


def find_document(w: Warehouse, reference: str) -> tuple[str, bool | None, str | None] | None:
    """The held document of which an evidence id or a row id speaks that is not held itself: its id, whether it is
    public, and the register's word on access. ``None`` where none such is known.
    """
    words = reference.strip()
    owner, short = words.split("!")[0], words.lower()
    row = fetch_row(
        w.connection,
        "SELECT document_id, is_public, access FROM documents WHERE document_id = ?"
        " OR (regexp_full_match(?, '[0-9a-f]{6}-[0-9a-f]*')"
        "     AND left(md5(split_part(document_id, '!', 1)), 6) = left(?, 6))"
        " ORDER BY document_id = ? DESC, is_public, document_id LIMIT 1",
        [owner, short, short, owner],
    )
    return None if row is None else (row[0], row[1], row[2])


def read_place(w: Warehouse, evidence_id: str) -> EvidencePlace:
    """The place of that very name. Raises ``LookupError`` where it is not held."""
    found = w.connection.execute(
        "SELECT kind, row_id, directive_id, annex_id, document_id, file_id, page_number, boxes, quote, span_start,"
        " span_end FROM evidence WHERE evidence_id = ? ORDER BY row_id, kind",
        [evidence_id],
    ).fetchall()
    if not found:
        raise LookupError(f"no evidence {evidence_id}")
    document_id, file_id, page_number, boxes, quote, start, end = found[0][4:]
    told = fetch_row(w.connection, "SELECT text FROM texts WHERE file_id = ?", [file_id])
    about = fetch_row(w.connection, "SELECT source_url, is_public FROM documents WHERE document_id = ?", [document_id])
    return EvidencePlace(
        evidence_id,
        document_id,
        _chain(w, file_id),
        page_number,
        None if boxes is None else tuple(_box(box) for box in boxes),
        quote,
        Span(start, end),
        told[0] if told else quote,
        tuple(EvidenceRow(*row[:4]) for row in found),
        _directive(w, next((row[2] for row in found if row[2]), None)),
        about[0] if about else None,
        about[1] if about else None,
    )


def _box(box: dict[str, Any]) -> Box:
    return Box(box["page_number"], box["x0"], box["top"], box["x1"], box["bottom"])


def _chain(w: Warehouse, file_id: str) -> tuple[HeldFile, ...]:
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
