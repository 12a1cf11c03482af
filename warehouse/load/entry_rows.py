"""Turn what the pages of documents say into rows, and into a digest that tells whether they say something else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from extractors.model.ids import DocumentId
from extractors.model.register import RegisterEntry
from warehouse.load.rows import Rows
from warehouse.moment import Moment, Moments
from warehouse.transactions import Row

# Not columns of base.documents: kept in tables of their own, or derived.
_ELSEWHERE = {"files", "related", "other", "findings"}


@dataclass(frozen=True)
class SeenEntry:
    """What a document's page said, and the sha256 of the page's bytes (``None``: there is no page)."""

    document_id: DocumentId
    entry: RegisterEntry
    page_sha256: str | None


@dataclass(frozen=True)
class HeldDocument:
    """What the warehouse holds of a document before its page is loaded."""

    metadata_sha256: str | None
    page_sha256: str | None
    is_missing: bool
    first_seen_at: datetime


@dataclass(frozen=True)
class WrittenEntry:
    """A page that says something else than what is held, or is the first of its document (``before`` is ``None``)."""

    seen: SeenEntry
    digest: str
    before: HeldDocument | None


def rows_of(moments: Moments, written: list[WrittenEntry], version_numbers: dict[str, int]) -> Rows:
    """Return the rows of pages by table: the current one, one more version, and what each page lists.

    ``version_numbers`` says how many versions of a document there are; a document without any may be missing.
    """
    rows: Rows = {}
    for each in written:
        document_id = each.seen.document_id
        row = _document_row(moments.of(document_id), each)
        version = version_numbers.get(document_id, 0) + 1
        rows.setdefault("base.documents", []).append(row)
        rows.setdefault("base.document_versions", []).append(row | {"version_number": version})
        for table, listed in _list_rows(document_id, each.seen.entry, moments.run_id).items():
            rows.setdefault(table, []).extend(listed)
    return rows


def digest_of(entry: RegisterEntry) -> str:
    """Return a digest of what a page says, independent of its bytes."""
    # Whether it is a copy is a fact about the platform: a page says nothing else for it.
    values = {name: value for name, value in asdict(entry).items() if name != "is_copy"}
    told = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _document_row(moment: Moment, written: WrittenEntry) -> Row:
    seen, entry = written.seen, written.seen.entry
    row: dict[str, Any] = {
        field.name: getattr(entry, field.name) for field in fields(RegisterEntry) if field.name not in _ELSEWHERE
    }
    return row | {
        "document_id": seen.document_id,
        "register": seen.document_id.register,
        "external_id": entry.external_id or seen.document_id.external_id,
        "is_public": entry.is_public,
        "other": json.dumps(dict(entry.other), ensure_ascii=False) if entry.other else None,
        "metadata_sha256": written.digest,
        "page_sha256": seen.page_sha256,
        "run_id": moment.run_id,
        "first_seen_at": moment.at if written.before is None else written.before.first_seen_at,
        "changed_at": moment.at,
        "state": "listed",
        # Checked only once all files of this version are loaded: a run that is killed in between must come back.
        "last_checked_at": None,
    }


def _list_rows(document_id: DocumentId, entry: RegisterEntry, run_id: str) -> Rows:
    """Return what a page lists, as rows by table. File names of a restricted document can name people: not kept."""
    files = entry.files if entry.is_public else ()
    return {
        "base.document_files": [
            asdict(file) | {"document_id": document_id, "ordinal": n} for n, file in enumerate(files, start=1)
        ],
        "base.related_documents": [
            asdict(other) | {"document_id": document_id, "ordinal": n} for n, other in enumerate(entry.related, start=1)
        ],
        "base.findings": [
            {
                "finding_id": f"{document_id}#page{n}",
                "document_id": document_id,
                "code": finding.code,
                "message": finding.message,
                "run_id": run_id,
            }
            for n, finding in enumerate(entry.findings, start=1)
        ],
    }
