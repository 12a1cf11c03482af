"""Turn single values into columns: an effect, a citation, a finding, a text, a place. Ids are added in ``.rows``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from extractors.model.effect import Affected, Citation, Effect
from extractors.model.evidence import Evidence
from extractors.model.extraction import Signature
from extractors.model.finding import Finding
from extractors.model.provision import Provision
from extractors.model.signatory import Signatory
from extractors.model.text import DocumentText
from warehouse.transactions import Row


def citation_row(citation: Citation) -> Row:
    return fields_of(citation, but="evidence") | quoted(citation.evidence)


def provision_row(provision: Provision) -> Row:
    """Return a provision of a law as a citation: its name is the title, and it has no issuer, day or number."""
    return {
        "kind": "law",
        "title": provision.law,
        "section": provision.section,
        "subsection": provision.subsection,
        "clause": provision.clause,
        "reference_key": provision.reference_key,
        "is_year_inferred": False,
        **quoted(provision.evidence),
    }


def signatory_row(signatory: Signatory) -> Row:
    return fields_of(signatory, but="evidence") | quoted(signatory.evidence)


def effect_row(effect: Effect) -> Row:
    row = fields_of(effect, but="affected evidence until")
    return {**_affected(effect.affected), **row, "until_on": effect.until, **quoted(effect.evidence)}


def _affected(affected: Affected) -> Row:
    is_every_annex = affected.annexes == "all"
    return fields_of(affected, but="limit") | {
        "annexes": None if is_every_annex or affected.annexes is None else list(affected.annexes),
        "is_every_annex": is_every_annex,
        "limit_words": affected.limit,
    }


def fields_of(value: Affected | Citation | Effect | Signatory | Signature, *, but: str = "") -> Row:
    """Return the fields of a value by name, tuples as lists: base tables name their columns as the model does."""
    row: Row = {each.name: getattr(value, each.name) for each in fields(value) if each.name not in but.split()}
    return {name: list(each) if isinstance(each, tuple) else each for name, each in row.items()}


def finding_row(finding: Finding, text: DocumentText | None) -> Row:
    """Return a finding's row, with the words that it is about where its file has a text."""
    row: Row = {"code": finding.code, "message": finding.message}
    if finding.span is None or text is None:
        return row
    return row | quoted(text.evidence(finding.span))


def text_row(text: DocumentText) -> Row:
    """Return the row of a text; where damaged words were repaired, with the original text and each repair."""
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


def page_rows(text: DocumentText) -> Iterator[Row]:
    for number, span in enumerate(text.pages, start=1):
        width, height = text.page_sizes[number - 1] if text.page_sizes else (None, None)
        yield {
            "page_number": number,
            "width": width,
            "height": height,
            "span_start": span.start,
            "span_end": span.end,
        }


def span_columns(evidence: Evidence) -> Row:
    return {
        "span_start": evidence.span.start,
        "span_end": evidence.span.end,
        "page_number": evidence.page_number,
    }


def quoted(evidence: Evidence) -> Row:
    return {"quote": evidence.quote, **span_columns(evidence), "boxes": _boxes(evidence)}


def named_place(name: str, evidence: Evidence) -> Row:
    """Return a place in columns with a prefix: ``header_quote`` … ``header_boxes``."""
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
