"""Build the register entry from the aggregator's labels, for pages saved as text and as HTML alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extractors.errors import UnexpectedPage
from extractors.model.finding import Finding
from extractors.model.register import OriginalFile, RegisterEntry, RelatedDocument
from extractors.registers.access_ground import is_personal_data_ground
from extractors.registers.markup import one_word, parse_day

PLATFORM = "aggregator"
FIRST_LABEL = "Dokumendiregister"
LAST_LABEL = "Originaal"
ACCESS_LABEL = "Juurdepääsupiirang"
REQUIRED = (FIRST_LABEL, "Viit", "Registreeritud", "Liik", ACCESS_LABEL)
TEXTS = {
    FIRST_LABEL: "institution",
    "Viit": "number",
    "Liik": "document_type",
    "Funktsioon": "function",
    "Sari": "series",
    "Toimik": "dossier",
    "Adressaat": "addressee",
    "Saabumis/saatmisviis": "transmittal",
    "Vastutaja": "responsible",
}
DATES = {"Registreeritud": "registered_on", "Sünkroonitud": "synchronised_on"}
LABELS = frozenset({*TEXTS, *DATES, ACCESS_LABEL, LAST_LABEL})
RELATED_COLUMNS = ("Nimi", "K.p.", "Δ", "Viit", "Tüüp", "Org", "Osapooled")

_ADDRESS = re.compile(r"https?://[^\s()<>|]+")
_RESTRICTED_SIGN = "🔒"


@dataclass
class Gathered:
    """The values gathered so far from one page: its metadata rows as they stand, repeated labels included."""

    rows: list[tuple[str, str]] = field(default_factory=list)
    files: list[OriginalFile] = field(default_factory=list)
    related: list[RelatedDocument] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    title: str | None = None
    external_id: str | None = None

    def doubt(self, code: str, message: str) -> None:
        self.findings.append(Finding(code, message))

    def relate(self, title: str, day: str, number: str, kind: str, org: str, url: str | None = None) -> None:
        """Add a row of related documents. The sign of a restricted document is not part of its number: it becomes a
        finding.
        """
        if _RESTRICTED_SIGN in number:
            number = " ".join(number.replace(_RESTRICTED_SIGN, " ").split())
            self.doubt("related_document_restricted", f"the related document {number} of {day} is restricted")
        self.related.append(RelatedDocument(number, title, kind, parse_day(day), None, org or None, url))


def build_entry(page: Gathered) -> RegisterEntry:
    """Return the entry that the gathered rows give. Raises ``UnexpectedPage`` that names a missing label."""
    values: dict[str, list[str]] = {}
    for label, value in page.rows:
        values.setdefault(label, []).append(value)
    missing = [label for label in REQUIRED if label not in values]
    if missing:
        raise UnexpectedPage(f"the aggregator's page lacks {', '.join(missing)}")
    # The label stands twice: first the word, then the legal basis.
    access, *bases = values.pop(ACCESS_LABEL)
    address = _ADDRESS.search(" ".join(values.pop(LAST_LABEL, [])))
    dates = {name: _date(label, values.pop(label, [""])[0]) for label, name in DATES.items()}
    fields: dict[str, Any] = {name: values[label].pop(0) or None for label, name in TEXTS.items() if label in values}
    if fields.get("transmittal") == fields.get("addressee"):
        # The site prints the addressee in both rows; a way of sending it is not.
        fields["transmittal"] = None
    other = tuple((label, value) for label, rest in values.items() for value in rest if value or label not in LABELS)
    for label, value in other:
        page.doubt("unknown_register_label", f"the page has a row that is not known: {label}: {value}")
    basis = "; ".join(basis for basis in bases if basis) or None
    # A ground names a provision by number. A word without one in its place is a second word for access.
    second = [word for word in bases if word and not any(sign.isdecimal() for sign in word)]
    if second:
        access = one_word([access, *second])
        page.doubt("several_access_words", f"the page says of {ACCESS_LABEL} more than one thing: {access}")
    return RegisterEntry(
        platform=PLATFORM,
        is_copy=True,
        external_id=page.external_id,
        title=page.title,
        access=access or None,
        access_basis=basis,
        is_personal_data=is_personal_data_ground(basis),
        source_url=address.group() if address else None,
        files=tuple(page.files),
        related=tuple(page.related),
        other=other,
        findings=tuple(page.findings),
        **{"institution": None, "number": None, "document_type": None, **fields, **dates},
    )


def _date(label: str, text: str) -> date | None:
    day = parse_day(text)
    if day is None and text:
        raise UnexpectedPage(f"{label} is no date: {text!r}")
    return day
