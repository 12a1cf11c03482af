"""What was read from one file, as rows of the base tables. Ids follow from the file's place, so a repeated load
writes the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from extractors.model.effect import Affected, Citation, Effect
from extractors.model.evidence import Evidence
from extractors.model.extraction import FileExtraction, Signature
from extractors.model.finding import Finding
from extractors.model.ids import FileRef
from extractors.model.position import Position
from extractors.model.text import DocumentText
from warehouse.transactions import Row

Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class Place:
    """Where a file belongs: its document and key, the file whose load brings it, and the run."""

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
    """A key for each member; a name used again is told apart by its turn ("lisa.pdf", "lisa.pdf~2")."""
    seen: Counter[str] = Counter()
    keys = []
    for name in names:
        seen[name] += 1
        keys.append(f"{file_key}/{name}" + (f"~{seen[name]}" if seen[name] > 1 else ""))
    return keys


def collect_rows(file: FileExtraction, place: Place, rows: Rows | None = None) -> Rows:
    """The rows of a file and, recursively, of its members, by base table."""
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
        add("texts", _text(file.text), root_file_id=place.root_file_id, file_id=place.file_id)
        for page in _pages(file.text):
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
            # The quote of a part is the whole part: the text holds it already.
            **_span(part.evidence),
            **(_named("heading", part.heading) if part.heading else {}),
        )
    for n, citation in enumerate(file.citations, start=1):
        add("citations", owner, citation_id=f"{place.file_id}#citation{n}", ordinal=n, **_citation(citation))
    for n, effect in enumerate(file.effects, start=1):
        add("effects", owner, effect_id=f"{place.file_id}#effect{n}", ordinal=n, **_effect(effect))
    for n, position in enumerate(file.positions, start=1):
        _collect_position(position, owner, f"{place.file_id}#position{n}", n, add)
    for n, signature in enumerate(file.signatures, start=1):
        add("signatures", _signature(signature), root_file_id=place.root_file_id, file_id=place.file_id, ordinal=n)
    for n, finding in enumerate(file.findings, start=1):
        row = finding_row(finding, file.text)
        add("findings", owner, finding_id=f"{place.file_id}#finding{n}", run_id=place.run_id, **row)


class _Adder:
    """Adds rows to their table; keywords go over what the given rows say."""

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
        row |= _named("header", header.evidence)
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
        **(_span(position.evidence) if position.evidence else {}),
    )
    held = {"root_file_id": owner["root_file_id"], "position_id": position_id}
    basis = dict(position.field_basis)
    for field, evidence in position.field_evidence:
        add("position_fields", held, field=field, basis=basis.get(field), **_quoted(evidence))
    for n, duty in enumerate(position.duties, start=1):
        add(
            "duties",
            held,
            ordinal=n,
            number=duty.number,
            duty=duty.duty,
            outcomes=list(duty.outcomes),
            **_quoted(duty.evidence),
        )
    for n, wanted in enumerate(position.languages, start=1):
        place = _quoted(wanted.evidence) if wanted.evidence else {}
        add("language_requirements", held, ordinal=n, language=wanted.language, level=wanted.level, **place)


def _citation(citation: Citation) -> Row:
    return {
        "issuer": citation.issuer,
        "kind": citation.kind,
        "enacted_on": citation.enacted_on,
        "number": citation.number,
        "title": citation.title,
        "reference_key": citation.reference_key,
        "is_year_inferred": citation.is_year_inferred,
        **_quoted(citation.evidence),
    }


def _effect(effect: Effect) -> Row:
    return {
        "effect": effect.effect,
        **_affected(effect.affected),
        "effective_on": effect.effective_on,
        "date_basis": effect.date_basis,
        "date_rule": effect.date_rule,
        "is_retroactive": effect.is_retroactive,
        "item_title": effect.item_title,
        "until_on": effect.until,
        "doubt": effect.doubt,
        "doubt_quote": effect.doubt_quote,
        **_quoted(effect.evidence),
    }


def _affected(affected: Affected) -> Row:
    annexes = affected.annexes
    return {
        "issuer": affected.issuer,
        "kind": affected.kind,
        "enacted_on": affected.enacted_on,
        "number": affected.number,
        "title": affected.title,
        "annexes": None if annexes is None or annexes == "all" else list(annexes),
        "is_every_annex": annexes == "all",
        "except_annexes": list(affected.except_annexes),
        "points": None if affected.points is None else list(affected.points),
        "except_points": list(affected.except_points),
        "limit_words": affected.limit,
        "scope": affected.scope,
        "reference_key": affected.reference_key,
    }


def _signature(signature: Signature) -> Row:
    return {
        "signer": signature.signer,
        "role": signature.role,
        "claimed_at": signature.claimed_at,
        "checked": signature.checked,
        "reason": signature.reason,
        "reason_code": signature.reason_code,
        "is_refuted": signature.is_refuted,
        "trusted_at": signature.trusted_at,
        "trusted_by": signature.trusted_by,
        "profile": signature.profile,
        "is_seal": signature.is_seal,
        "covers": list(signature.covers) if signature.covers is not None else None,
    }


def finding_row(finding: Finding, text: DocumentText | None) -> Row:
    """A finding with the words it speaks of, where its file has a text."""
    row: Row = {"code": finding.code, "message": finding.message}
    if finding.span is None or text is None:
        return row
    return row | _quoted(text.evidence(finding.span))


def _text(text: DocumentText) -> Row:
    """The text; where damaged words of it were set right, what the file says itself and each repair beside it."""
    if not text.repairs:
        return {"text": text.text}
    repairs = [
        {
            "span_start": repair.span.start,
            "span_end": repair.span.end,
            "original": repair.original,
            "repaired": repair.repaired,
            "rule": repair.rule,
            "confidence": repair.confidence,
        }
        for repair in text.repairs
    ]
    return {"text": text.text, "original_text": text.original, "repairs": repairs}


def _pages(text: DocumentText) -> Iterator[Row]:
    for number, span in enumerate(text.pages, start=1):
        width, height = text.page_sizes[number - 1] if text.page_sizes else (None, None)
        yield {
            "page_number": number,
            "width": width,
            "height": height,
            "span_start": span.start,
            "span_end": span.end,
        }


def _span(evidence: Evidence) -> Row:
    return {
        "span_start": evidence.span.start,
        "span_end": evidence.span.end,
        "page_number": evidence.page_number,
    }


def _quoted(evidence: Evidence) -> Row:
    return {"quote": evidence.quote, **_span(evidence), "boxes": _boxes(evidence)}


def _named(name: str, evidence: Evidence) -> Row:
    """The same in columns that say whose place it is: ``header_quote`` … ``header_boxes``."""
    return {
        f"{name}_quote": evidence.quote,
        f"{name}_start": evidence.span.start,
        f"{name}_end": evidence.span.end,
        f"{name}_page_number": evidence.page_number,
        f"{name}_boxes": _boxes(evidence),
    }


def _boxes(evidence: Evidence) -> list[Row]:
    return [
        {"page_number": box.page_number, "x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}
        for box in evidence.boxes
    ]
