"""Define the content of the sample register: plain values, from ``documents/catalogue.json`` or built by a test.

The catalogue says what the register *shows* on a day; ``truth.json`` says what is true of the acts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

DOCUMENTS = Path(__file__).parent / "documents"
LAST_DAY = date(2026, 11, 22)
"""The register's default "today". The register has no clock, so that every run sees the same."""

TRANSMITTAL_MODES = ("e-post", "Riigiportaal eesti.ee", "DVK", "post")
"""The search form's modes of arrival and dispatch; the form value is the position in this list."""


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file of a document. ``path`` is relative to the folder of documents.

    ``member`` is the entry's name where the bytes are inside the container at ``path``.
    """

    id: str
    name: str
    path: str
    media_type: str = "application/pdf"
    member: str | None = None
    members: tuple[SampleFile, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleRelation:
    """A row of ``Seosed``. ``document_id`` is ``None`` where the register has no page for the other document."""

    document_type: str
    number: str
    title: str
    relation: str
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class StateChange:
    """A change from the day ``on``: the document is restricted (``becomes`` "AK") or has no page any more ("gone")."""

    on: date
    becomes: str
    basis: str | None = None
    change_basis: str | None = None


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """One entry of the register. ``published_on`` is the first day on which it is shown, often the registration day."""

    id: str
    number: str
    registered_on: date
    document_type: str
    title: str
    published_on: date
    function: str = ""
    series: str = ""
    dossier: str = ""
    access: str = "Avalik"
    access_basis: str | None = None
    access_change_basis: str | None = None
    access_from: date | None = None
    access_until: date | None = None
    counterpart_reference: str | None = None
    addressee: str | None = None
    transmittal: str | None = None
    responsible: str | None = None
    due_on: date | None = None
    sent_on: date | None = None
    files: tuple[SampleFile, ...] = ()
    related: tuple[SampleRelation, ...] = ()
    changes: tuple[StateChange, ...] = ()

    def as_of(self, day: date) -> SampleDocument | None:
        """Return the entry as shown on ``day``; ``None`` before it is published and after it is gone."""
        if day < self.published_on:
            return None
        shown = self
        for change in sorted(self.changes, key=lambda change: change.on):
            if change.on > day:
                break
            if change.becomes == "gone":
                return None
            shown = replace(
                shown, access=change.becomes, access_basis=change.basis, access_change_basis=change.change_basis,
                access_from=change.on, access_until=None,
            )  # fmt: skip
        return shown

    @property
    def is_public(self) -> bool:
        return self.access == "Avalik"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document type and its number in the search form, which differs between authorities."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """An authority's whole register. ``code`` is the first part of every path ("/naidis/…")."""

    code: str
    authority: str
    authority_genitive: str
    document_types: tuple[DocumentType, ...]
    documents: tuple[SampleDocument, ...]

    def entry_on(self, external_id: str, day: date) -> SampleDocument | None:
        """Return a document as shown on ``day``, without relations to documents that are not shown on that day."""
        shown = {document.id: document for document in self.shown_on(day)}
        if external_id not in shown:
            return None
        related = tuple(
            row for row in shown[external_id].related if row.document_id is None or row.document_id in shown
        )
        return replace(shown[external_id], related=related)

    def shown_on(self, day: date) -> list[SampleDocument]:
        """Return the documents shown on ``day``, newest registration first, in the register's order."""
        shown = [document for entry in self.documents if (document := entry.as_of(day)) is not None]
        return sorted(shown, key=lambda document: (document.registered_on, int(document.id)), reverse=True)


def load_catalogue(folder: Path = DOCUMENTS) -> Catalogue:
    """Load the catalogue in ``folder``. Raises ``FileNotFoundError`` where ``catalogue.json`` is missing."""
    raw = json.loads((folder / "catalogue.json").read_text(encoding="utf-8"))
    return Catalogue(
        raw["code"],
        raw["authority"],
        raw["authority_genitive"],
        tuple(DocumentType(**item) for item in raw["document_types"]),
        tuple(_document(item) for item in raw["documents"]),
    )


def catalogue_json(catalogue: Catalogue) -> str:
    """Return the catalogue as JSON for ``load_catalogue``; omit fields with their default value."""
    return json.dumps(_plain(asdict(catalogue)), ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None and item not in ((), "")}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _document(raw: Mapping[str, Any]) -> SampleDocument:
    values: dict[str, Any] = {
        key: date.fromisoformat(value) if key.endswith(("_on", "access_from", "access_until")) else value
        for key, value in raw.items()
    }
    values["files"] = tuple(_file(item) for item in raw.get("files", ()))
    values["related"] = tuple(SampleRelation(**item) for item in raw.get("related", ()))
    values["changes"] = tuple(
        StateChange(**{**item, "on": date.fromisoformat(item["on"])}) for item in raw.get("changes", ())
    )
    return SampleDocument(**values)


def _file(raw: Mapping[str, Any]) -> SampleFile:
    return SampleFile(**{**raw, "members": tuple(_file(item) for item in raw.get("members", ()))})
