"""Make the sample register's originals, catalogue and truth from the description, byte for byte the same each time.

    python -m flows.sample.make [--out DIR]

This needs reportlab, a development dependency. The made files are kept in ``documents/``, so users do not need it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from flows.sample.act_docx import act_docx
from flows.sample.act_pdf import act_pdf, letter_pdf
from flows.sample.asice import MEDIA_TYPE, asice_container
from flows.sample.catalogue import (
    DOCUMENTS,
    Catalogue,
    DocumentType,
    SampleDocument,
    SampleFile,
    SampleRelation,
    StateChange,
    catalogue_json,
)
from flows.sample.describe import load_description
from flows.sample.invented import Act, Description, Letter
from flows.sample.readme import readme_text
from flows.sample.truth import truth_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file as the register offers it, with its content."""

    name: str
    content: bytes
    media_type: str = "application/pdf"
    members: tuple[str, ...] = ()


def make(description: Description) -> dict[str, bytes]:
    """Return path → bytes of the sample's folder: ``README.md``, ``truth.json`` and the register's ``documents/``."""
    made: dict[str, bytes] = {}
    documents = []
    for act in description.acts:
        documents.append(_act_document(act, description, made))
    for letter in description.letters:
        documents.append(_letter_document(letter, description, made))
    authority = description.authority
    types = tuple(DocumentType(*pair) for pair in authority.document_types)
    ordered = tuple(sorted(documents, key=lambda document: int(document.id)))
    catalogue = Catalogue(authority.code, authority.name, authority.genitive, types, ordered)
    truth = truth_of(description)
    made = {f"documents/{path}": content for path, content in made.items()}
    made["documents/catalogue.json"] = catalogue_json(catalogue).encode()
    made["truth.json"] = (json.dumps(truth, ensure_ascii=False, indent=1) + "\n").encode()
    made["README.md"] = readme_text(description, truth).encode()
    return made


def _act_document(act: Act, description: Description, made: dict[str, bytes]) -> SampleDocument:
    year = act.signed_on.year
    is_personal = act.document_type == "Personalikäskkiri"
    series = ("1-2", "Personalikäskkirjad") if is_personal else ("1-1", "Põhitegevuse käskkirjad")
    changes = (
        (StateChange(act.restricted_on, "AK", act.restricted_basis, "Isikuandmete kaitse"),)
        if act.restricted_on
        else ()
    )
    is_restricted = act.access_basis is not None
    return SampleDocument(
        id=str(act.id),
        number=act.number,
        registered_on=act.signed_on,
        document_type=act.document_type,
        title=act.title,
        published_on=act.published_on,
        function="1 Juhtimine",
        series=f"{series[0]} {series[1]}",
        dossier=f"{series[0]}/{year}",
        access="AK" if is_restricted else "Avalik",
        access_basis=act.access_basis,
        access_from=act.signed_on if is_restricted else None,
        access_until=act.access_until,
        responsible=description.authority.responsible,
        files=_kept(act.id, _act_files(act, description), made) if not is_restricted else (),
        related=tuple(_relations_of(act, description)),
        changes=changes,
    )


def _act_files(act: Act, description: Description) -> list[MadeFile]:
    authority = description.authority
    stem = f"{act.signed_on:%d.%m.%Y} käskkiri nr {act.number}"
    if act.layout == "docx":
        return [MadeFile(f"{stem}.docx", act_docx(act, authority), DOCX)]
    if act.delivery == "one":
        return [MadeFile(f"{stem}.pdf", act_pdf(act, authority, act.annexes, with_body=True))]
    body_name = "body.pdf" if act.delivery == "asice" else f"{stem}.pdf"
    parts = [MadeFile(body_name, act_pdf(act, authority, (), with_body=True))]
    for annex in act.annexes:
        content = act_pdf(act, authority, (annex,), with_body=False)
        parts.append(MadeFile(f"Lisa {annex.number} {annex.title}.pdf", content))
    if act.delivery == "separate":
        return parts
    given_name, surname = act.signer.split(" ", 1)
    signed_at = datetime.combine(act.signed_on, time(9, 14, 20), UTC)
    container = asice_container([(part.name, part.content) for part in parts], given_name, surname, signed_at)
    return [MadeFile(f"{stem}.asice", container, MEDIA_TYPE, tuple(part.name for part in parts))]


def _kept(document_id: int, files: list[MadeFile], made: dict[str, bytes]) -> tuple[SampleFile, ...]:
    """Put the files into ``made`` and return the register's entries for them; their ids follow the document's."""
    rows = []
    numbers = iter(range(document_id + 1, document_id + 100))
    for file in files:
        file_id = next(numbers)
        suffix = file.name.rsplit(".", 1)[1]
        path = f"{file_id}.{suffix}"
        made[path] = file.content
        members = tuple(
            SampleFile(str(next(numbers)), name, path, "application/pdf", member=name) for name in file.members
        )
        rows.append(SampleFile(str(file_id), file.name, path, file.media_type, members=members))
    return tuple(rows)


def _relations_of(act: Act, description: Description) -> Iterator[SampleRelation]:
    """Return what the act revokes and what revokes it; the register shows a row once the other document is shown."""
    for other in description.acts:
        if any(revocation.act == other.key for revocation in act.revokes):
            yield _relation(other, "Muudab/tunnistab kehtetuks")
        if any(revocation.act == act.key for revocation in other.revokes):
            yield _relation(other, "Muudetud/kehtetuks tunnistatud")


def _relation(act: Act, relation: str) -> SampleRelation:
    return SampleRelation(act.document_type, act.number, act.title, relation, str(act.id))


def _letter_document(letter: Letter, description: Description, made: dict[str, bytes]) -> SampleDocument:
    fields: dict[str, Any] = dict(letter.fields)
    files = []
    if letter.text and fields.get("access", "Avalik") == "Avalik":
        signer = description.authority.name if letter.document_type == "Väljaminev kiri" else fields["addressee"]
        files.append(MadeFile(f"{letter.title}.pdf", letter_pdf(letter.title, letter.text, signer)))
    if fields.get("access") == "AK":
        fields["access_from"] = letter.registered_on
    return SampleDocument(
        id=str(letter.id),
        number=letter.number,
        registered_on=letter.registered_on,
        document_type=letter.document_type,
        title=letter.title,
        published_on=letter.registered_on,
        responsible=description.authority.responsible,
        files=_kept(letter.id, files, made),
        related=tuple(_letter_relations(letter, description)),
        **fields,
    )


def _letter_relations(letter: Letter, description: Description) -> Iterator[SampleRelation]:
    for other in description.letters:
        if other.id in letter.relates_to:
            yield SampleRelation(other.document_type, other.number, other.title, "Vastus", str(other.id))
    for act in description.acts:
        if act.id in letter.relates_to:
            yield _relation(act, "Viitab")


def write(folder: Path, made: dict[str, bytes]) -> None:
    """Write ``made`` below ``folder``, and remove documents that the description no longer names."""
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    for path in (folder / "documents").iterdir():
        if path.is_file() and f"documents/{path.name}" not in made:
            path.unlink()
    for name, content in made.items():
        (folder / name).write_bytes(content)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the sample register's files from its description.")
    parser.add_argument("--out", type=Path, default=DOCUMENTS.parent, help="folder (default: the bundled one)")
    arguments = parser.parse_args()
    made = make(load_description())
    write(arguments.out, made)
    print(f"{len(made)} files, {sum(map(len, made.values())) // 1024} KiB in {arguments.out}")


if __name__ == "__main__":
    main()
