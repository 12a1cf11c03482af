"""Describe one file as the JSON that `kehtiv extract --json` prints (``extractors.report_types``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from extractors.model.directive import Part
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Box, Evidence
from extractors.model.extraction import FileExtraction, Signature
from extractors.model.finding import Finding
from extractors.model.position import LanguageRequirement, Position
from extractors.model.repair import Repair
from extractors.model.text import AsideText
from extractors.report_types import (
    AffectedReport,
    AsideReport,
    BoxReport,
    DirectiveReport,
    EffectReport,
    FileReport,
    FindingReport,
    LanguageReport,
    PartReport,
    PlaceReport,
    PositionReport,
    RepairReport,
    SignatureReport,
)


def describe_file(extraction: FileExtraction) -> FileReport:
    """Return the JSON object of one file; everything in the members of a container is listed as the container's own."""
    files = list(flatten(extraction))
    return {
        "file": extraction.name,
        "media_type": extraction.media_type,
        "sha256": extraction.sha256,
        "directive": _directive(files),
        "parts": [_part(part) for file in files for part in file.parts],
        "effects": [_effect(effect) for file in files for effect in file.effects],
        "positions": [_position(position) for file in files for position in file.positions],
        "repairs": [_repair(file, repair) for file in files if file.text for repair in file.text.repairs],
        "unseen": [_aside(file, aside) for file in files if file.text for aside in file.text.unseen],
        "findings": [_finding(finding) for file in files for finding in file.findings],
        "members": [{"file": file.name, "media_type": file.media_type, "sha256": file.sha256} for file in files[1:]],
        "signatures": [_signature(file, signature) for file in files for signature in file.signatures],
        "failures": [
            {"file": failure.name, "code": failure.code, "message": failure.message}
            for file in files
            for failure in file.failures
        ],
    }


def flatten(extraction: FileExtraction) -> Iterator[FileExtraction]:
    """Yield the file itself, then its members, depth first, in the container's order."""
    yield extraction
    for member in extraction.members:
        yield from flatten(member)


def _directive(files: list[FileExtraction]) -> DirectiveReport:
    header = next((file.header for file in files if file.header and file.header.evidence), None)
    entry = next((file.entry for file in files if file.entry), None)
    marks = [part.approval for file in files for part in file.parts if part.approval]
    mark = marks[0] if marks else None
    number = (header and header.number) or (entry and entry.number) or (mark and mark.number)
    day = (header and header.signed_on) or (entry and entry.registered_on) or (mark and mark.approved_on)
    return {
        "number": number or None,
        "date": _day(day or None),
        "title": (header and header.title) or (entry and entry.title) or None,
        "issuer": (header and header.issuer) or (entry and entry.institution) or (mark and mark.issuer) or None,
        "document_type": (entry and entry.document_type) or (header and header.kind) or None,
        "access": entry.access if entry else None,
    }


def _part(part: Part) -> PartReport:
    mark = part.approval
    return {
        "part": part.part,
        "annex": part.annex_number,
        "title": part.title,
        "kind": part.kind,
        "approved_by": {"date": _day(mark.approved_on), "number": mark.number} if mark else None,
        "span": _span(part.evidence),
        "page": part.evidence.page_number,
        "heading": _place(part.heading) if part.heading else None,
    }


def _effect(effect: Effect) -> EffectReport:
    return {
        "effect": effect.effect,
        "affected": _affected(effect.affected),
        "date": _day(effect.effective_on),
        "date_basis": effect.date_basis,
        "date_rule": effect.date_rule,
        "until": _day(effect.until),
        "is_retroactive": effect.is_retroactive,
        "item_title": effect.item_title,
        "doubt": effect.doubt,
        "doubt_quote": effect.doubt_quote,
        "quote": effect.evidence.quote,
        "span": _span(effect.evidence),
        "page": effect.evidence.page_number,
        "boxes": _boxes(effect.evidence),
    }


def _affected(affected: Affected) -> AffectedReport:
    annexes = affected.annexes
    return {
        "issuer": affected.issuer,
        "kind": affected.kind,
        "date": _day(affected.enacted_on),
        "number": affected.number,
        "title": affected.title,
        "annexes": [_annex_number(number) for number in annexes] if isinstance(annexes, tuple) else annexes,
        "except_annexes": [_annex_number(number) for number in affected.except_annexes] or None,
        "points": list(affected.points) if affected.points is not None else None,
        "except_points": list(affected.except_points) or None,
        "limit": affected.limit,
        "scope": affected.scope,
    }


def _position(position: Position) -> PositionReport:
    return {
        "annex": position.annex_number,
        "position": position.position,
        "unit": position.unit,
        "reports_to": position.reports_to,
        "subordinates": position.subordinates,
        "substitutes_for": position.substitutes_for,
        "substituted_by": position.substituted_by,
        "group": position.staff_group,
        "purpose": position.purpose,
        "special_conditions": position.special_conditions,
        "duties": [
            {"number": duty.number, "duty": duty.duty, "outcomes": list(duty.outcomes), **_place(duty.evidence)}
            for duty in position.duties
        ],
        "education": position.education,
        "experience": position.experience,
        "experience_years": position.experience_years,
        "languages": [_language(wanted) for wanted in position.languages],
        "rights": position.rights,
        "liability": position.liability,
        "other": dict(position.other),
        "layout": position.layout,
        "basis": dict(position.field_basis),
        "span": _span(position.evidence) if position.evidence else None,
        "places": {field: _place(evidence) for field, evidence in position.field_evidence},
    }


def _language(wanted: LanguageRequirement) -> LanguageReport:
    if wanted.evidence is None:
        return {"language": wanted.language, "level": wanted.level}
    return {"language": wanted.language, "level": wanted.level, **_place(wanted.evidence)}


def _signature(container: FileExtraction, signature: Signature) -> SignatureReport:
    return {
        "file": container.name,
        "signer": signature.signer,
        "is_seal": signature.is_seal,
        "role": signature.role,
        "claimed_at": _instant(signature.claimed_at),
        "trusted_at": _instant(signature.trusted_at),
        "trusted_by": signature.trusted_by,
        "profile": signature.profile,
        "checked": signature.checked,
        "reason_code": signature.reason_code,
        "reason": signature.reason,
        "is_refuted": signature.is_refuted,
        "covers": list(signature.covers) if signature.covers is not None else None,
    }


def _repair(file: FileExtraction, repair: Repair) -> RepairReport:
    return {
        "file": file.name,
        "span": [repair.span.start, repair.span.end],
        "original": repair.original,
        "repaired": repair.repaired,
        "rule": repair.rule,
        "confidence": repair.confidence,
    }


def _aside(file: FileExtraction, aside: AsideText) -> AsideReport:
    """Report what the file holds and its pages do not show, or the reverse; no words where something covers them."""
    return {
        "file": file.name,
        "why": aside.why,
        "words": aside.words,
        "place": _box(aside.box) if aside.box else None,
    }


def _finding(finding: Finding) -> FindingReport:
    span = finding.span
    return {"code": finding.code, "message": finding.message, "span": [span.start, span.end] if span else None}


def _place(evidence: Evidence) -> PlaceReport:
    return {
        "quote": evidence.quote,
        "span": _span(evidence),
        "page": evidence.page_number,
        "boxes": _boxes(evidence),
    }


def _boxes(evidence: Evidence) -> list[BoxReport]:
    return [_box(box) for box in evidence.boxes]


def _box(box: Box) -> BoxReport:
    return {"page": box.page_number, "x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}


def _span(evidence: Evidence) -> list[int]:
    return [evidence.span.start, evidence.span.end]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _annex_number(number: str) -> int | str:
    return int(number) if number.isdecimal() else number
