"""Match a document in its authority's own register with an aggregator's copies of it.

They are matched by the address of the page in the authority's register, else by authority, number, registration day and
type together. What the authority's own register says about access holds for every copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model.register import RegisterEntry
from warehouse.connection import Warehouse
from warehouse.transactions import fetch_row, insert_rows, touch_content
from warehouse.withdrawal.content import remove_file_content

WITHHELD = "withheld"
"""How ``documents.access`` begins where a register withholds a document without a page that says more (451)."""

ELSEWHERE = "restricted elsewhere"
"""How ``documents.access`` begins for a copy whose original is restricted."""


def _same_page(of: str) -> str:
    """Return SQL for whether ``d`` has the address of another document. ``of`` stands before names of its columns."""
    return f"d.source_url = {of}source_url"


def _same_act(of: str) -> str:
    """Return the same for its authority, number, day and type together."""
    return (
        f"d.number = {of}number AND d.registered_on = {of}registered_on"
        f" AND lower(d.institution) = lower({of}institution) AND lower(d.document_type) = lower({of}document_type)"
    )


_SAME = f"({_same_page('$')} OR ({_same_act('$')}))"


@dataclass(frozen=True)
class Copy:
    """A copy of a document, by its id. ``is_public`` is ``None`` for loose files."""

    document_id: str
    register: str
    external_id: str
    is_public: bool | None


def is_withheld(access: str | None) -> bool:
    return (access or "").startswith(WITHHELD)


def is_restricted_elsewhere(access: str | None) -> bool:
    return (access or "").startswith(ELSEWHERE)


def restricted_original(w: Warehouse, entry: RegisterEntry) -> str | None:
    """Return the original of an aggregator's entry if it is restricted, gone or taken down; ``None`` otherwise."""
    withdrawn = "SELECT 1 FROM base.tombstones AS t WHERE t.document_id = d.document_id AND t.lifted_at IS NULL"
    return _original(w, entry, f"(NOT d.is_public OR d.state = 'gone' OR EXISTS ({withdrawn}))")


def held_original(w: Warehouse, entry: RegisterEntry) -> str | None:
    """Return the original of an aggregator's entry if it is public and completely loaded; ``None`` otherwise."""
    return _original(
        w,
        entry,
        "d.is_public AND d.state = 'listed' AND d.last_checked_at IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM base.files AS f WHERE f.document_id = d.document_id)"
        " AND NOT EXISTS (SELECT 1 FROM base.quarantine AS q"
        "                 WHERE q.document_id = d.document_id AND q.closed_at IS NULL)",
    )


def _original(w: Warehouse, entry: RegisterEntry, condition: str) -> str | None:
    if not entry.is_copy:
        return None
    [(found,)] = w.connection.execute(
        "SELECT min(d.document_id) FROM base.documents AS d"
        f" WHERE d.platform IS NOT NULL AND NOT coalesce(d.is_copy, false) AND {condition} AND {_SAME}",
        _names(entry),
    ).fetchall()
    return str(found) if found is not None else None


# Two joins, because one that asks for either would compare each document with every other one.
_TWICE_HELD = f"""
    WITH seen AS (
        SELECT unnest($ids::VARCHAR[]) AS document_id, unnest($copies::BOOLEAN[]) AS is_copy,
               unnest($source_url::VARCHAR[]) AS source_url, unnest($number::VARCHAR[]) AS number,
               unnest($registered_on::DATE[]) AS registered_on, unnest($institution::VARCHAR[]) AS institution,
               unnest($document_type::VARCHAR[]) AS document_type
    ),
    held AS (SELECT * FROM base.documents WHERE coalesce(is_copy, false) IN (SELECT NOT is_copy FROM seen))
    SELECT s.document_id FROM seen AS s JOIN held AS d ON {_same_page("s.")}
    WHERE coalesce(d.is_copy, false) <> s.is_copy
    UNION
    SELECT s.document_id FROM seen AS s JOIN held AS d ON {_same_act("s.")}
    WHERE coalesce(d.is_copy, false) <> s.is_copy"""


def twice_held(w: Warehouse, seen: Sequence[tuple[str, RegisterEntry]]) -> frozenset[str]:
    """Return those of the documents seen whose copy or original is held, whatever state that is in."""
    if not seen:
        return frozenset()
    named = [_names(entry) for _, entry in seen]
    values: dict[str, object] = {name: [names[name] for names in named] for name in named[0]}
    values |= {"ids": [document_id for document_id, _ in seen], "copies": [bool(entry.is_copy) for _, entry in seen]}
    return frozenset(row[0] for row in w.connection.execute(_TWICE_HELD, values).fetchall())


def copies_of(w: Warehouse, document_id: str, entry: RegisterEntry) -> tuple[Copy, ...]:
    """Return the held copies of a document of an authority's own register, sorted by id.

    An aggregator's page that somebody added as a file is a copy, too.
    """
    if entry.is_copy:
        return ()
    rows = w.connection.execute(
        "SELECT d.document_id, d.register, d.external_id, d.is_public FROM base.documents AS d"
        f" WHERE d.document_id <> $id AND d.is_copy AND {_SAME} ORDER BY 1",
        _names(entry) | {"id": document_id},
    ).fetchall()
    return tuple(Copy(*row) for row in rows)


def copies_of_unshown(w: Warehouse, document_id: str) -> tuple[Copy, ...]:
    """Return the held copies of a document that its own register no longer shows, as it last described the document.

    There are none where the register shows the same act under another id.
    """
    row = fetch_row(
        w.connection,
        "SELECT source_url, number, registered_on, institution, document_type FROM base.documents"
        " WHERE document_id = ? AND NOT coalesce(is_copy, false)",
        [document_id],
    )
    if row is None:
        return ()
    names = dict(zip(("source_url", "number", "registered_on", "institution", "document_type"), row, strict=True))
    same = f"SELECT d.document_id, d.register, d.external_id, d.is_public FROM base.documents AS d WHERE {_SAME}"
    shown = f"{same} AND NOT coalesce(d.is_copy, false) AND d.is_public AND d.state = 'listed' AND d.document_id <> $id"
    if w.connection.execute(shown, names | {"id": document_id}).fetchall():
        return ()
    rows = w.connection.execute(f"{same} AND d.is_copy ORDER BY 1", names).fetchall()
    return tuple(Copy(*row) for row in rows)


def _names(entry: RegisterEntry) -> dict[str, object]:
    return {
        "source_url": entry.source_url,
        "number": entry.number,
        "registered_on": entry.registered_on,
        "institution": entry.institution,
        "document_type": entry.document_type,
    }


def remove_read_files(w: Warehouse, document_id: str) -> int:
    """Remove what was read from a copy's files, because the original has it too; return how many files.

    Their bytes stay in the archive: nothing about them is secret. Runs inside the caller's transaction.
    """
    roots = w.connection.execute(
        "SELECT DISTINCT root_file_id FROM base.files WHERE document_id = ? ORDER BY 1", [document_id]
    ).fetchall()
    for (root,) in roots:
        remove_file_content(w, root)
    if roots:
        touch_content(w.connection)
    return len(roots)


def note_copy(w: Warehouse, document_id: str, code: str, message: str, run_id: str) -> None:
    """Add a finding about a copy, until its page is loaded again, inside the caller's transaction."""
    w.connection.execute("DELETE FROM base.findings WHERE finding_id = ?", [f"{document_id}#page-{code}"])
    row = {
        "finding_id": f"{document_id}#page-{code}",
        "document_id": document_id,
        "code": code,
        "message": message,
        "run_id": run_id,
    }
    insert_rows(w.connection, "base.findings", [row])
    touch_content(w.connection)
