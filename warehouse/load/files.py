"""Load what was read from files: all that a batch of files brings, or nothing of it, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.model.extraction import Failure, FileExtraction
from extractors.model.ids import DocumentId, FileRef
from warehouse.connection import Warehouse
from warehouse.errors import RestrictedDocument
from warehouse.ledgers.quarantine import Trouble, hold_within, release_within
from warehouse.load.documents import ensure_documents
from warehouse.load.entries import load_entries_within
from warehouse.load.entry_rows import SeenEntry
from warehouse.load.rows import Place, Rows, collect_rows
from warehouse.moment import Moments
from warehouse.transactions import Row, insert_rows, touch_content, transaction
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.content import WITHDRAWN, remove_file_content, unveil

FileOutcome = Literal["loaded", "unchanged"]

# The stage under which members of a container that could not be read are held back.
MEMBER_STAGE = "member"


@dataclass(frozen=True)
class ReadFile:
    """What was read from a file, and where the file belongs."""

    ref: FileRef
    file: FileExtraction


def loaded_files(w: Warehouse, document_ids: Sequence[str]) -> frozenset[tuple[str, str, str]]:
    """Return file id, sha256 and version of the readers of every file of these documents that is loaded.

    A file that is marked as to be read again, or as damaged in the archive, counts as not loaded.
    """
    if not document_ids:
        return frozenset()
    rows = w.connection.execute(
        "SELECT file_id, sha256, extractor_version FROM base.files WHERE document_id IN (SELECT unnest(?::VARCHAR[]))"
        " AND NOT coalesce(is_to_be_read_again, false) AND NOT coalesce(is_damaged_in_archive, false)",
        [list(document_ids)],
    ).fetchall()
    return frozenset(rows)


def load_files(
    w: Warehouse, moments: Moments, read: Sequence[ReadFile], *, extractor_version: str
) -> list[FileOutcome]:
    """Replace everything derived from these files, their members included, all or nothing.

    Return an outcome for each, in the order given: "unchanged" where the same bytes were loaded by the same version
    (nothing is written), or where a later one of the batch bears the same key. A saved register page (``file.entry``)
    also describes its document; of one that is not public, it alone is kept. Members that could not be read
    (``file.failures``) are held in quarantine at stage "member", under "<key>/<name>".
    Raise ``RestrictedDocument`` where one of the documents is not public or was withdrawn: nothing is loaded then.
    """
    held = loaded_files(w, list({each.ref.document_id for each in read}))
    fresh = {each.ref: each for each in read if (each.ref.file_id, each.file.sha256, extractor_version) not in held}
    if fresh:
        with transaction(w.connection):
            _load_fresh(w, moments, list(fresh.values()), extractor_version)
    return ["loaded" if fresh.get(each.ref) is each else "unchanged" for each in read]


def _load_fresh(w: Warehouse, moments: Moments, fresh: list[ReadFile], extractor_version: str) -> None:
    public = _describe_documents(w, moments, fresh)
    places = [
        (
            Place(
                ref=each.ref,
                root_file_id=each.ref.file_id,
                parent_file_id=None,
                ordinal=0,
                extractor_version=extractor_version,
                loaded_at=moments.of(each.ref.document_id).at,
                run_id=moments.run_id,
            ),
            each.file,
        )
        for each in public
    ]
    _replace_content(w, places)
    _hold_failures(w, moments, places)
    touch_content(w.connection)


def _describe_documents(w: Warehouse, moments: Moments, fresh: list[ReadFile]) -> list[ReadFile]:
    """Give every document a row; return the files whose content may be held. Raise ``RestrictedDocument``."""
    pages = [
        SeenEntry(each.ref.document_id, each.file.entry, each.file.sha256)
        for each in fresh
        if each.file.entry is not None
    ]
    if pages:
        load_entries_within(w, moments, pages)
    document_ids = [each.ref.document_id for each in fresh]
    ensure_documents(w, moments, document_ids)
    restricted = _restricted(w, document_ids)
    for each in fresh:
        if each.ref.document_id in restricted and each.file.entry is None:
            raise RestrictedDocument(f"{each.ref.document_id} is not public: nothing of {each.file.name} is kept")
    return [each for each in fresh if each.ref.document_id not in restricted]


def _restricted(w: Warehouse, document_ids: list[DocumentId]) -> frozenset[str]:
    """Return which of these documents are not public or were withdrawn."""
    rows = w.connection.execute(
        "SELECT document_id FROM base.documents WHERE NOT is_public AND document_id IN (SELECT unnest(?::VARCHAR[]))",
        [document_ids],
    ).fetchall()
    withdrawn = {stone.document_id for stone in tombstones.all_open(w)}
    return frozenset({row[0] for row in rows} | (withdrawn & set(document_ids)))


def _replace_content(w: Warehouse, places: list[tuple[Place, FileExtraction]]) -> None:
    turns = _turns(w, [place.ref.document_id for place, _ in places])
    held = _held_turns(w, [place.root_file_id for place, _ in places])
    rows: Rows = {}
    for place, file in places:
        of_file = collect_rows(file, place)
        root = of_file["base.files"][0]
        root["ordinal"] = _turn_of(root, turns.get(place.ref.document_id, []), held.get(root["file_id"], 0))
        for table, found in of_file.items():
            rows.setdefault(table, []).extend(found)
    for root_file_id in _loaded_before(w, [place.root_file_id for place, _ in places]):
        remove_file_content(w, root_file_id)
    for table, found in rows.items():
        insert_rows(w.connection, table, found)
    _note_sightings(w, rows.get("base.files", []))


def _loaded_before(w: Warehouse, root_file_ids: list[str]) -> list[str]:
    rows = w.connection.execute(
        "SELECT DISTINCT root_file_id FROM base.files WHERE root_file_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY 1",
        [root_file_ids],
    ).fetchall()
    return [row[0] for row in rows]


def _turns(w: Warehouse, document_ids: list[DocumentId]) -> dict[str, list[tuple[int, str | None, str]]]:
    """Return the register's own list of files of each document: turn, id and name."""
    rows = w.connection.execute(
        "SELECT document_id, ordinal, external_id, name FROM base.document_files"
        " WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
        [document_ids],
    ).fetchall()
    turns: dict[str, list[tuple[int, str | None, str]]] = {}
    for document_id, ordinal, external_id, name in rows:
        turns.setdefault(document_id, []).append((ordinal, external_id, name))
    return turns


def _held_turns(w: Warehouse, root_file_ids: list[str]) -> dict[str, int]:
    """Return the turns that files have which are loaded already."""
    rows = w.connection.execute(
        "SELECT file_id, ordinal FROM base.files WHERE file_id IN (SELECT unnest(?::VARCHAR[]))", [root_file_ids]
    ).fetchall()
    return dict(rows)


def _turn_of(file: Row, listed: list[tuple[int, str | None, str]], held: int) -> int:
    """Return the file's turn in the register's own list; where it is not listed (any more) the one that it had.

    Never the order of loading, which an interrupted run would change.
    """
    return min((turn for turn, key, name in listed if key == file["file_key"] or name == file["name"]), default=held)


def _note_sightings(w: Warehouse, loaded: list[Row]) -> None:
    sightings = "FROM base.file_sightings WHERE document_id IN (SELECT unnest(?::VARCHAR[]))"
    document_ids = list({row["document_id"] for row in loaded})
    veiled = w.connection.execute(
        f"SELECT DISTINCT document_id {sightings} AND ends_with(file_id, ?)", [document_ids, f"!{WITHDRAWN}"]
    ).fetchall()
    for row in loaded:
        if (row["document_id"],) in veiled:
            unveil(w, row)
    held = set(w.connection.execute(f"SELECT file_id, sha256 {sightings}", [document_ids]).fetchall())
    new = [_sighting_row(row) for row in loaded if (row["file_id"], row["sha256"]) not in held]
    insert_rows(w.connection, "base.file_sightings", new)


def _sighting_row(file: Row) -> Row:
    """Return when these bytes were first seen as this file."""
    return {name: file[name] for name in ("document_id", "file_id", "sha256")} | {"first_seen_at": file["loaded_at"]}


def _hold_failures(w: Warehouse, moments: Moments, places: list[tuple[Place, FileExtraction]]) -> None:
    """Hold back the members that could not be read, and release those that now could."""
    held_back = _members_held_back(w, [place.ref.document_id for place, _ in places])
    for place, file in places:
        document_id = place.ref.document_id
        at = moments.of(document_id).at
        failures = _failures_below(file, place.ref.key)
        below = {name for name in held_back.get(document_id, ()) if name.startswith(f"{place.ref.key}/")}
        for name in sorted(below - {name for name, _ in failures}):
            release_within(w, document_id, name, MEMBER_STAGE, at)
        for name, failure in failures:
            trouble = Trouble(
                document_id=document_id,
                thing=name,
                sha256=failure.sha256,
                stage=MEMBER_STAGE,
                code=failure.code,
                message=failure.message,
                version=place.extractor_version,
            )
            hold_within(w, trouble, run_id=moments.run_id, at=at)


def _members_held_back(w: Warehouse, document_ids: Iterable[str]) -> dict[str, set[str]]:
    """Return the names of members that are held back now, by document."""
    rows = w.connection.execute(
        "SELECT document_id, name FROM base.quarantine WHERE stage = ? AND closed_at IS NULL"
        " AND document_id IN (SELECT unnest(?::VARCHAR[]))",
        [MEMBER_STAGE, list(document_ids)],
    ).fetchall()
    names: dict[str, set[str]] = {}
    for document_id, name in rows:
        names.setdefault(document_id, set()).add(name)
    return names


def _failures_below(file: FileExtraction, key: str) -> list[tuple[str, Failure]]:
    found = [(f"{key}/{failure.name}", failure) for failure in file.failures]
    for member in file.members:
        found += _failures_below(member, f"{key}/{member.name}")
    return found
