"""Read one document of the aggregator's JSON interface: the register entry and its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.errors import UnexpectedPage
from extractors.model.finding import Finding
from extractors.model.register import OriginalFile, RegisterEntry
from extractors.registers.aggregator_entry import PLATFORM
from extractors.registers.aggregator_json import Row, day, number, require, rows, text

_A = "a document"
_REQUIRED = ("id", "title", "reference", "registration_date", "type", "restriction", "organisation", "files")
_TEXTS = {
    "reference": "number",
    "type": "document_type",
    "title": "title",
    "restriction": "access",
    "function": "function",
    "series": "series",
    "dossier": "dossier",
    "to": "addressee",
    "method": "transmittal",
    "responsible": "responsible",
}
# What a machine said of the document is nobody's sentence: it may not be read, quoted or kept.
MACHINE = frozenset({"ai_title", "ai_summary"})
_KNOWN = {*_TEXTS, *_REQUIRED, *MACHINE, "url", "created_at"}


@dataclass(frozen=True, slots=True)
class File:
    """``contents`` is the text that the aggregator extracted; empty where it has none."""

    id: int
    parent_id: int | None
    original: OriginalFile
    contents: str


def parse_files(answer: Row) -> tuple[File, ...]:
    """Return the files in the aggregator's order, each with the name of the container from which it was unpacked.

    Raises ``UnexpectedPage`` where a file lacks its fields or bears the number of another.
    """
    require(answer, _REQUIRED, _A)
    told = rows(answer, "files", _A)
    names: dict[int, str] = {}
    for row in told:
        require(row, ("id", "name", "parent_id", "url", "contents"), "a file")
        external_id = number(row, "id", "a file")
        if external_id in names:
            raise UnexpectedPage(f"a document lists two files with the number {external_id}")
        names[external_id] = text(row, "name", "a file") or f"fail-{external_id}"
    return tuple(_file(row, names) for row in told)


def _file(row: Row, names: Mapping[int, str]) -> File:
    external_id = number(row, "id", "a file")
    parent_id = None if row["parent_id"] is None else number(row, "parent_id", "a file")
    contents = row["contents"]
    if contents is not None and not isinstance(contents, str):
        raise UnexpectedPage(f"the file {names[external_id]!r} gives contents that are no text")
    parent = names.get(parent_id) if parent_id is not None else None
    original = OriginalFile(names[external_id], text(row, "url", "a file") or "", str(external_id), parent)
    return File(external_id, parent_id, original, contents if contents and contents.strip() else "")


def root_of(file: File, by_id: Mapping[int, File]) -> File:
    """Return the outermost container from which a file was unpacked; the file itself where there is none."""
    seen = {file.id}
    while file.parent_id is not None and file.parent_id in by_id and file.parent_id not in seen:
        file = by_id[file.parent_id]
        seen.add(file.id)
    return file


def parse_document_answer(
    answer: Row, files: tuple[File, ...], listed: tuple[OriginalFile, ...], url: str, *, read_from_text: int
) -> RegisterEntry:
    """Return the entry; its ``source_url`` is the document's page in the authority's own register, which identifies it
    there.

    ``listed`` are the files as the entry lists them; ``read_from_text`` says how many of them are read from the
    aggregator's text. Raises ``UnexpectedPage``.
    """
    organisation = answer["organisation"]
    if organisation is not None and not isinstance(organisation, dict):
        raise UnexpectedPage("a document gives an organisation that is no object")
    fields = {field: text(answer, name, _A) for name, field in _TEXTS.items()}
    unknown = tuple((name, str(value)[:500]) for name, value in answer.items() if name not in _KNOWN and value)
    is_public = (fields["access"] or "").casefold() == "avalik"
    return RegisterEntry(
        platform=PLATFORM,
        external_id=str(number(answer, "id", _A)),
        is_copy=True,
        institution=text(organisation, "name", "an organisation") if organisation else None,
        registered_on=day(answer, "registration_date", _A),
        synchronised_on=day(answer, "created_at", _A),
        source_url=text(answer, "url", _A) or url or None,
        files=listed if is_public else (),
        other=unknown,
        findings=tuple(_doubts(files, unknown, read_from_text if is_public else 0)),
        **fields,  # type: ignore[arg-type]
    )


def _doubts(files: tuple[File, ...], unknown: tuple[tuple[str, str], ...], read_from_text: int) -> list[Finding]:
    doubts = [
        Finding("unknown_register_label", f"the answer has a field that is not known: {name}") for name, _ in unknown
    ]
    known = {file.id for file in files}
    doubts += [
        Finding("container_not_listed", f"the file {file.original.name!r} came out of a container that is not listed")
        for file in files
        if file.parent_id is not None and file.parent_id not in known
    ]
    if read_from_text:
        told = f"{read_from_text} of {len(files)} files are read from the aggregator's text: no pages, no layout"
        doubts.append(Finding("aggregator_text", told))
    return doubts
