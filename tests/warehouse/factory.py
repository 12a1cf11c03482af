"""Values as the extractors give them, built by hand from short texts: each names only what its test is about."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from extractors.model.directive import ActHeader, ApprovalMark, Part
from extractors.model.effect import Affected, Citation, Effect
from extractors.model.evidence import Evidence, Span
from extractors.model.extraction import FileExtraction
from extractors.model.ids import DocumentId, FileRef
from extractors.model.position import Duty, LanguageRequirement, Position
from extractors.model.register import RegisterEntry
from extractors.model.text import DocumentText
from warehouse.connection import Warehouse
from warehouse.load import ReadFile, SeenEntry, load_entries, load_files
from warehouse.moment import Moment

NIGHT = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
VERSION = "1"


def day(words: str) -> date:
    return date.fromisoformat(words)


class Writer:
    """Writes a file's text piece by piece and keeps the evidence of each."""

    def __init__(self, seed: str = "") -> None:
        self.text = ""
        self.seed = seed

    def say(self, words: str) -> Evidence:
        start = len(self.text)
        self.text += words + "\n"
        return Evidence("?", Span(start, start + len(words)), words, 1)


def own(**values: Any) -> Affected:
    """The act that speaks."""
    return Affected(**values)


def act(number: str | None, enacted_on: str | None, **values: Any) -> Affected:
    """Another act."""
    kind = values.pop("kind", "käskkiri")
    key = f"käskkiri/{enacted_on}/{number}"
    return Affected(
        kind=kind,
        number=number,
        enacted_on=date.fromisoformat(enacted_on) if enacted_on else None,
        reference_key=key,
        **values,
    )


def effect(writer: Writer, kind: Any, affected: Affected, words: str | None = None, **values: Any) -> Effect:
    if isinstance(values.get("effective_on"), str):
        values["effective_on"] = date.fromisoformat(values["effective_on"])
        values.setdefault("date_basis", "stated")
    return Effect(
        kind, affected, writer.say(words or f"{kind} {affected.number or ''} {affected.annexes or ''}"), **values
    )


def approve(writer: Writer, *annexes: str, words: str | None = None, **values: Any) -> Effect:
    kind = values.pop("kind", "ametijuhend")
    return effect(writer, "approve", own(kind=kind, annexes=annexes, scope="annexes"), words, **values)


def annex(
    writer: Writer, number: str | None, title: str = "Ametijuhend", kind: str | None = "ametijuhend", **values: Any
) -> Part:
    evidence = writer.say(values.pop("words", f"Lisa {number}: {title}"))
    return Part("annex", number, title, kind, values.pop("approval", None), evidence)


def mark(number: str, approved_on: str, issuer: str | None = None) -> ApprovalMark:
    return ApprovalMark(issuer, "käskkiri", date.fromisoformat(approved_on), number)


def body(writer: Writer, words: str = "Käskkirja tekst") -> Part:
    return Part("body", None, None, None, None, writer.say(words))


def header(number: str | None, signed_on: str | None, **values: Any) -> ActHeader:
    return ActHeader("käskkiri", number, date.fromisoformat(signed_on) if signed_on else None, **values)


def citation(writer: Writer, number: str, enacted_on: str, issuer: str | None = None) -> Citation:
    words = f"{enacted_on} nr {number}"
    key = f"käskkiri/{enacted_on}/{number}"
    return Citation(issuer, "käskkiri", date.fromisoformat(enacted_on), number, None, key, writer.say(words))


def position(writer: Writer, number: str | None, title: str = "Nõunik", **values: Any) -> Position:
    evidence = writer.say(f"Teenistuskoht {title}")
    duty = Duty("2.1", "Nõustab", ("Nõu on antud",), evidence)
    language = LanguageRequirement("eesti", "C1", evidence)
    return Position(
        number,
        title,
        duties=(duty,),
        languages=(language,),
        field_evidence=(("position", evidence),),
        evidence=evidence,
        **values,
    )


def document(writer: Writer, name: str = "kaskkiri.pdf", **values: Any) -> FileExtraction:
    """A file over all that the writer wrote."""
    sha256 = hashlib.sha256(f"{writer.seed}{name}{writer.text}".encode()).hexdigest()
    text = DocumentText(sha256, writer.text, pages=(Span(0, len(writer.text)),))
    values.setdefault("media_type", "application/pdf")
    return FileExtraction(name, sha256=sha256, size=len(writer.text), text=text, **values)


def entry(number: str | None, registered_on: str | None, **values: Any) -> RegisterEntry:
    given: dict[str, Any] = {
        "platform": "adr",
        "external_id": values.pop("external_id", None),
        "institution": "Näidisamet",
        "number": number,
        "registered_on": date.fromisoformat(registered_on) if registered_on else None,
        "document_type": "Põhitegevuse käskkiri",
        "title": "Käskkiri",
        "access": "Avalik",
    }
    return RegisterEntry(**(given | values))


def load(
    w: Warehouse,
    document_id: str,
    described: RegisterEntry | None = None,
    *files: FileExtraction,
    at: datetime = NIGHT,
    version: str = VERSION,
) -> None:
    """Loads a document and its files as a night would."""
    moment, name = Moment("run", at), DocumentId(document_id)
    if described is not None:
        load_entries(w, moment, [SeenEntry(name, described, "page")])
    for file in files:
        load_files(w, moment, [ReadFile(FileRef(name, file.name), file)], extractor_version=version)


def directive(
    w: Warehouse,
    document_id: str,
    number: str,
    signed_on: str,
    *annexes: str,
    at: datetime = NIGHT,
    revokes: tuple[Affected, ...] = (),
    kind: str | None = "ametijuhend",
    more: Any = None,
    revoked_on: str | None = None,
    registered_on: str | None = None,
    **described: Any,
) -> None:
    """A whole directive in one file: it approves and holds the annexes named and revokes what is given.

    ``more`` gets the writer and gives further effects.
    """
    writer = Writer(document_id)
    main = body(writer, f"KÄSKKIRI {signed_on} nr {number}")
    effects = [approve(writer, *annexes, kind=kind, words=f"1. Kinnitan lisad {annexes}")] if annexes else []
    effects += [effect(writer, "revoke", affected, effective_on=revoked_on) for affected in revokes]
    if more is not None:
        effects += more(writer)
    parts = [main, *(annex(writer, number, kind=kind) for number in annexes)]
    file = document(writer, header=header(number, signed_on), parts=tuple(parts), effects=tuple(effects))
    load(w, document_id, entry(number, registered_on or signed_on, **described), file, at=at)
