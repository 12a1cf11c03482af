"""Remove what was derived from a file before it is loaded again, or from a document that is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from warehouse.connection import Warehouse
from warehouse.tables import owned_by
from warehouse.transactions import Row, fetch_row, insert_rows, touch_content
from warehouse.withdrawal import tombstones
from warehouse.withdrawal.description import remove_description

FILE_TABLES = owned_by("file")
"""Every table whose rows belong to the load of a file."""

WITHDRAWN = "(withdrawn)"
"""What the ledgers show in place of the name of a withdrawn file."""


def remove_file_content(w: Warehouse, root_file_id: str) -> None:
    """Remove the rows of a file and its members, inside the caller's transaction."""
    # Most files are new: eleven statements less, each of which would look through a whole table.
    if fetch_row(w.connection, "SELECT 1 FROM base.files WHERE root_file_id = ? LIMIT 1", [root_file_id]) is None:
        return
    for table in FILE_TABLES:
        w.connection.execute(f"DELETE FROM base.{table} WHERE root_file_id = ?", [root_file_id])


def remove_document_content(
    w: Warehouse, *, document_id: str, run_id: str, at: datetime, keeps_description: bool, access: str | None = None
) -> None:
    """Remove all content of a document and its file names, and leave a finding in its place.

    The finding gives the tombstone's reason, in the same words whoever finishes the withdrawal; without a tombstone the
    register's word for ``access``. Without ``keeps_description`` also remove its titles and everything else that its
    pages said in words. First-seen days stay under their sha256. Runs in the caller's transaction; repeat it safely.
    """
    held, stone = held_content(w, document_id), tombstones.open_tombstone(w, document_id)
    if (stone is None and not held.is_any) or (stone is not None and stone.finished_at and not held.is_loaded):
        return
    _remove_misplaced(w, document_id, held.own_hashes)
    for (root,) in w.connection.execute(
        "SELECT DISTINCT root_file_id FROM base.files WHERE document_id = ? ORDER BY 1", [document_id]
    ).fetchall():
        remove_file_content(w, root)
    w.connection.execute("DELETE FROM base.document_files WHERE document_id = ?", [document_id])
    for ledger in ("file_sightings", "unlistings"):
        w.connection.execute(
            f"UPDATE base.{ledger} SET file_id = ? WHERE document_id = ?", [veiled(document_id), document_id]
        )
    w.connection.execute(
        "UPDATE base.rulings SET quote = NULL, words_before = NULL, words_after = NULL, because = NULL"
        " WHERE document_id = ?",
        [document_id],
    )
    _redact_quarantine(w, document_id, held.own_hashes, at)
    redact_arguments(w, held.names)
    if not keeps_description:
        remove_description(w, document_id)
    why = tombstones.told_cause(stone) if stone is not None else f"restricted by the register ({access})"
    _leave_finding(w, document_id, f"{why}: the content was removed", run_id)
    w.connection.execute("UPDATE base.state SET is_content_withdrawn = true")
    touch_content(w.connection)


# A file that the page of its document no longer lists: a wrong page brought it, or another one took its place.
_IS_UNLISTED = (
    "EXISTS (SELECT 1 FROM base.unlistings AS u WHERE u.file_id = f.root_file_id AND u.listed_again_at IS NULL)"
)


_MISPLACED = f"FROM base.files AS f WHERE f.document_id <> ? AND list_contains(?, f.sha256) AND {_IS_UNLISTED}"


def is_misplaced(w: Warehouse, document_id: str, hashes: Iterable[str]) -> bool:
    """Return whether a wrong page once brought files of the document to another one."""
    return fetch_row(w.connection, f"SELECT 1 {_MISPLACED} LIMIT 1", [document_id, sorted(hashes)]) is not None


def _remove_misplaced(w: Warehouse, document_id: str, hashes: Iterable[str]) -> None:
    """Remove the document's files where a wrong page once brought them to another document; nobody shows them there."""
    rows = w.connection.execute(
        f"SELECT DISTINCT f.document_id, f.root_file_id {_MISPLACED} ORDER BY 2",
        [document_id, sorted(hashes)],
    ).fetchall()
    for other, root in rows:
        of_load = "file_id IN (SELECT file_id FROM base.files WHERE root_file_id = ?)"
        for ledger in ("file_sightings", "unlistings"):
            w.connection.execute(f"UPDATE base.{ledger} SET file_id = ? WHERE {of_load}", [veiled(other), root])
        remove_file_content(w, root)


def veiled(document_id: str) -> str:
    """Return what replaces a file's id, which contains its name; its sha256 identifies the file when it returns."""
    return f"{document_id}!{WITHDRAWN}"


def unveil(w: Warehouse, file: Row) -> None:
    """Restore the id of a withdrawn file that is public again: its sha256 shows on which day it was first seen."""
    for ledger in ("file_sightings", "unlistings"):
        w.connection.execute(
            f"UPDATE base.{ledger} SET file_id = ? WHERE document_id = ? AND sha256 = ? AND file_id = ?",
            [file["file_id"], file["document_id"], file["sha256"], veiled(str(file["document_id"]))],
        )


def _redact_quarantine(w: Warehouse, document_id: str, hashes: Iterable[str], at: datetime) -> None:
    """Remove names and messages. The rest of each row stays: what was held back, at which stage, with which code."""
    w.connection.execute(
        "UPDATE base.quarantine SET closed_at = coalesce(closed_at, $at), message = $word,"
        " name = CASE WHEN stage = 'page' THEN name ELSE $word END,"
        " quarantine_id = CASE WHEN stage = 'page' THEN quarantine_id"
        "     ELSE document_id || '!' || $word || '!' || stage || '!' || left(md5(quarantine_id), 8) END"
        " WHERE (document_id = $id OR (starts_with(document_id, 'files/') AND list_contains($hashes, sha256)))"
        " AND message <> $word",
        {"at": at, "word": WITHDRAWN, "id": document_id, "hashes": sorted(hashes)},
    )


def redact_arguments(w: Warehouse, names: Iterable[str]) -> None:
    """Blank file names in the ledger of runs, because `kehtiv add` records the paths that it was given."""
    for name in sorted(names, key=len, reverse=True):
        w.connection.execute(
            "UPDATE base.runs SET arguments = replace(arguments, $name, $word)"
            " WHERE kind = 'add' AND contains(arguments, $name)",
            {"name": name, "word": WITHDRAWN},
        )


def _leave_finding(w: Warehouse, document_id: str, told: str, run_id: str) -> None:
    row = {
        "finding_id": f"{document_id}#removed",
        "document_id": document_id,
        "code": "content_removed",
        "message": told,
        "run_id": run_id,
    }
    w.connection.execute("DELETE FROM base.findings WHERE document_id = ?", [document_id])
    insert_rows(w.connection, "base.findings", [row])


# Sightings count too: a file that the page stopped listing before the document was restricted is still its content.
_EVER_SEEN = (
    "SELECT sha256 FROM base.files WHERE document_id = $id"
    " UNION SELECT sha256 FROM base.file_sightings WHERE document_id = $id"
    " UNION SELECT sha256 FROM base.quarantine WHERE document_id = $id AND sha256 IS NOT NULL"
)
_NAMES = (
    "SELECT name FROM base.files WHERE document_id = $id"
    " UNION SELECT name FROM base.document_files WHERE document_id = $id"
    " UNION SELECT name FROM base.quarantine WHERE document_id = $id AND stage <> 'page'"
)


@dataclass(frozen=True)
class HeldContent:
    """What is held of one document: sha256, addresses and names of its files and their members.

    ``shared_hashes`` are bytes that another document of a register has too, so they must not be deleted with this one.
    ``titles`` are all titles that it ever had. ``copies`` are the ids of loose files with the same bytes.
    """

    own_hashes: frozenset[str]
    shared_hashes: frozenset[str]
    urls: tuple[str, ...]
    names: tuple[str, ...]
    titles: tuple[str, ...]
    copies: tuple[str, ...]
    file_number: int
    was_public: bool

    @property
    def is_loaded(self) -> bool:
        """Whether rows or addresses of files are held."""
        return bool(self.file_number or self.urls)

    @property
    def is_any(self) -> bool:
        """Whether there is anything that must go when the document is withdrawn."""
        return self.was_public or bool(self.own_hashes or self.urls or set(self.names) - {WITHDRAWN})


def file_urls(w: Warehouse, document_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return document id and address of every file that these documents' pages list now."""
    return w.connection.execute(
        "SELECT document_id, url FROM base.document_files WHERE url IS NOT NULL"
        " AND document_id IN (SELECT unnest(?::VARCHAR[]))",
        [list(document_ids)],
    ).fetchall()


def held_by_others(w: Warehouse, document_id: str, hashes: Iterable[str]) -> list[tuple[str, str]]:
    """Return other documents that have files with the same bytes, each with the sha256; withdrawn ones are left out.

    Files that their documents' pages no longer list are left out, too: nobody shows them there.
    """
    return w.connection.execute(
        # A withdrawn document no longer needs its bytes: two with the same bytes would otherwise keep each other's.
        "SELECT DISTINCT f.document_id, f.sha256 FROM base.files AS f"
        f" WHERE f.document_id <> ? AND list_contains(?, f.sha256) AND NOT {_IS_UNLISTED}"
        " AND f.document_id NOT IN (SELECT document_id FROM base.tombstones WHERE lifted_at IS NULL)",
        [document_id, sorted(hashes)],
    ).fetchall()


def held_content(w: Warehouse, document_id: str) -> HeldContent:
    """Return what must be deleted when a document is withdrawn; everything is empty where nothing of it is held."""
    values = {"id": document_id}
    own = frozenset(row[0] for row in w.connection.execute(_EVER_SEEN, values).fetchall())
    others = held_by_others(w, document_id, own)
    urls = w.connection.execute(
        "SELECT url FROM base.document_files WHERE document_id = $id AND url IS NOT NULL ORDER BY 1", values
    ).fetchall()
    names = w.connection.execute(f"SELECT DISTINCT name FROM ({_NAMES}) ORDER BY 1", values).fetchall()
    about = w.connection.execute(
        "SELECT title, is_public FROM base.documents WHERE document_id = $id"
        " UNION SELECT title, is_public FROM base.document_versions WHERE document_id = $id",
        values,
    ).fetchall()
    files = fetch_row(
        w.connection, "SELECT count(*) FROM base.files WHERE parent_file_id IS NULL AND document_id = ?", [document_id]
    )
    return HeldContent(
        own_hashes=own,
        shared_hashes=frozenset(row[1] for row in others if not row[0].startswith("files/")),
        urls=tuple(row[0] for row in urls),
        names=tuple(row[0] for row in names),
        titles=tuple(sorted({row[0] for row in about if row[0]})),
        copies=tuple(sorted({row[0] for row in others if row[0].startswith("files/")})),
        file_number=files[0] if files else 0,
        was_public=any(row[1] for row in about),
    )
