"""Turn what was read from one file into rows of the base tables.

Ids follow from the file's place, so that loading it again writes the same rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from extractors.model.extraction import FileExtraction
from extractors.model.ids import FileRef
from extractors.model.position import Position
from warehouse.load.values import (
    citation_row,
    effect_row,
    fields_of,
    finding_row,
    named_place,
    page_rows,
    provision_row,
    quoted,
    signatory_row,
    span_columns,
    text_row,
)
from warehouse.transactions import Row

Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Place:
    """Where a file belongs: its document and key, the file that it is loaded with, and the run."""

    ref: FileRef
    root_file_id: str
    parent_file_id: str | None
    ordinal: int
    extractor_version: str
    loaded_at: datetime
    run_id: str

    @property
    def file_id(self) -> str:
        return self.ref.file_id

    def of_member(self, key: str, ordinal: int) -> Place:
        """Return the place of a container's member."""
        ref = FileRef(self.ref.document_id, key)
        return replace(self, ref=ref, parent_file_id=self.file_id, ordinal=ordinal)


def member_keys(file_key: str, names: list[str]) -> list[str]:
    """Return a key for each member; a repeated name gets a number ("lisa.pdf", "lisa.pdf~2")."""
    seen: Counter[str] = Counter()
    keys = []
    for name in names:
        seen[name] += 1
        keys.append(f"{file_key}/{name}" + (f"~{seen[name]}" if seen[name] > 1 else ""))
    return keys


def collect_rows(file: FileExtraction, place: Place, rows: Rows | None = None) -> Rows:
    """Return the rows of a file and, recursively, of its members, by base table."""
    rows = {} if rows is None else rows
    _collect_file(file, place, rows)
    keys = member_keys(place.ref.key, [member.name for member in file.members])
    for ordinal, (key, member) in enumerate(zip(keys, file.members, strict=True), start=1):
        collect_rows(member, place.of_member(key, ordinal), rows)
    return rows


def _collect_file(file: FileExtraction, place: Place, rows: Rows) -> None:
    owner = {"root_file_id": place.root_file_id, "file_id": place.file_id, "document_id": place.ref.document_id}
    add = _Adder(rows)
    add("files", _file_row(file, place))
    if file.text is not None:
        add("texts", text_row(file.text), root_file_id=place.root_file_id, file_id=place.file_id)
        for page in page_rows(file.text):
            add("pages", page, root_file_id=place.root_file_id, file_id=place.file_id)
    for n, part in enumerate(file.parts, start=1):
        mark = part.approval
        add(
            "parts",
            owner,
            part_id=f"{place.file_id}#part{n}",
            ordinal=n,
            part=part.part,
            annex_number=part.annex_number,
            title=part.title,
            kind=part.kind,
            approval_issuer=mark.issuer if mark else None,
            approval_kind=mark.kind if mark else None,
            approved_on=mark.approved_on if mark else None,
            approval_number=mark.number if mark else None,
            # A part's quote would be the whole part, which the text already holds.
            **span_columns(part.evidence),
            **(named_place("heading", part.heading) if part.heading else {}),
        )
    for n, citation in enumerate(file.citations, start=1):
        add("citations", owner, citation_id=f"{place.file_id}#citation{n}", ordinal=n, **citation_row(citation))
    for n, provision in enumerate(file.provisions, start=1):
        add("citations", owner, citation_id=f"{place.file_id}#law{n}", ordinal=n, **provision_row(provision))
    for n, signatory in enumerate(file.signatories, start=1):
        add("signatories", owner, ordinal=n, **signatory_row(signatory))
    for n, effect in enumerate(file.effects, start=1):
        add("effects", owner, effect_id=f"{place.file_id}#effect{n}", ordinal=n, **effect_row(effect))
    for n, position in enumerate(file.positions, start=1):
        _collect_position(position, owner, f"{place.file_id}#position{n}", n, add)
    for n, signature in enumerate(file.signatures, start=1):
        add("signatures", fields_of(signature), root_file_id=place.root_file_id, file_id=place.file_id, ordinal=n)
    for n, finding in enumerate(file.findings, start=1):
        row = finding_row(finding, file.text)
        add("findings", owner, finding_id=f"{place.file_id}#finding{n}", run_id=place.run_id, **row)


class _Adder:
    """Adds rows to their tables; keyword values replace those of the given row."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def __call__(self, table: str, row: Row, /, **values: Any) -> None:
        self.rows.setdefault(f"base.{table}", []).append({**row, **values})


def _file_row(file: FileExtraction, place: Place) -> Row:
    header = file.header
    row: Row = {
        "file_id": place.file_id,
        "document_id": place.ref.document_id,
        "file_key": place.ref.key,
        "root_file_id": place.root_file_id,
        "parent_file_id": place.parent_file_id,
        "ordinal": place.ordinal,
        "name": file.name,
        "media_type": file.media_type,
        "sha256": file.sha256,
        "size": file.size,
        "extractor_version": place.extractor_version,
        "loaded_at": place.loaded_at,
        "run_id": place.run_id,
    }
    if header is None:
        return row
    row |= {
        "header_kind": header.kind,
        "header_number": header.number,
        "header_signed_on": header.signed_on,
        "header_title": header.title,
        "header_issuer": header.issuer,
        "header_is_draft": header.is_draft,
    }
    if header.evidence is not None:
        row |= named_place("header", header.evidence)
    return row


def _collect_position(position: Position, owner: Row, position_id: str, ordinal: int, add: _Adder) -> None:
    add(
        "positions",
        owner,
        position_id=position_id,
        ordinal=ordinal,
        annex_number=position.annex_number,
        title=position.position,
        unit=position.unit,
        reports_to=position.reports_to,
        subordinates=position.subordinates,
        substitutes_for=position.substitutes_for,
        substituted_by=position.substituted_by,
        staff_group=position.staff_group,
        purpose=position.purpose,
        special_conditions=position.special_conditions,
        education=position.education,
        experience=position.experience,
        experience_years=position.experience_years,
        rights=position.rights,
        liability=position.liability,
        other=[{"label": label, "value": value} for label, value in position.other],
        layout=position.layout,
        **(span_columns(position.evidence) if position.evidence else {}),
    )
    held = {"root_file_id": owner["root_file_id"], "position_id": position_id}
    basis = dict(position.field_basis)
    for field, evidence in position.field_evidence:
        add("position_fields", held, field=field, basis=basis.get(field), **quoted(evidence))
    for n, duty in enumerate(position.duties, start=1):
        add(
            "duties",
            held,
            ordinal=n,
            number=duty.number,
            duty=duty.duty,
            outcomes=list(duty.outcomes),
            **quoted(duty.evidence),
        )
    for n, wanted in enumerate(position.languages, start=1):
        place = quoted(wanted.evidence) if wanted.evidence else {}
        add("language_requirements", held, ordinal=n, language=wanted.language, level=wanted.level, **place)
