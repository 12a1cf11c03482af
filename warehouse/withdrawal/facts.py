"""Answer a withdrawal's further questions to the warehouse, and make its small changes there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from warehouse.connection import Warehouse
from warehouse.transactions import fetch_row
from warehouse.withdrawal.content import held_by_others, held_content

_GONE_AND_HELD = """
SELECT d.document_id FROM base.documents AS d
WHERE d.state = 'gone' AND NOT EXISTS (
    SELECT 1 FROM base.tombstones AS t WHERE t.document_id = d.document_id AND t.lifted_at IS NULL)
ORDER BY 1
"""

_ABOUT = """
SELECT d.register, d.external_id, coalesce(d.institution, min(f.header_issuer)),
    coalesce(d.number, min(f.header_number)), coalesce(d.registered_on, min(f.header_signed_on)),
    coalesce(d.document_type, min(f.header_kind))
FROM base.documents AS d LEFT JOIN base.files AS f ON f.document_id = d.document_id
WHERE d.document_id = ?
GROUP BY d.register, d.external_id, d.institution, d.number, d.registered_on, d.document_type
"""

_SENTENCES = """
SELECT quote FROM base.effects WHERE document_id = $id
UNION SELECT title FROM base.positions WHERE document_id = $id AND title IS NOT NULL
UNION SELECT title FROM base.parts WHERE document_id = $id AND title IS NOT NULL
"""

# The other document's title may quote this one ("Korra X muutmine"): then the words are public there.
_SAID_ELSEWHERE = """
SELECT DISTINCT mine.title FROM (SELECT unnest($titles::VARCHAR[]) AS title) AS mine
JOIN base.documents AS d ON contains(d.title, mine.title)
WHERE d.register = $register AND d.document_id <> $id AND d.is_public
  AND d.document_id NOT IN (SELECT document_id FROM base.tombstones WHERE lifted_at IS NULL)
"""


@dataclass(frozen=True)
class Described:
    """What a tombstone may say about a document: nothing that its authority or its files put into words."""

    register: str
    external_id: str
    institution: str | None
    number: str | None
    registered_on: date | None
    document_type: str | None


def described(w: Warehouse, document_id: str) -> Described:
    """Return what a tombstone may say about a document; only its id where no row of it is held."""
    row = fetch_row(w.connection, _ABOUT, [document_id])
    if row is not None:
        return Described(*row)
    register, _, external_id = document_id.partition("/")
    return Described(register, external_id, None, None, None, None)


def public_page(w: Warehouse, document_id: str) -> str | None:
    """Return the sha256 of the page that shows the document publicly; ``None`` where there is none."""
    sql = "SELECT page_sha256 FROM base.documents WHERE document_id = ? AND is_public"
    row = fetch_row(w.connection, sql, [document_id])
    return row[0] if row is not None else None


def ensure_row(w: Warehouse, document_id: str, run_id: str, at: datetime) -> None:
    """Add a bare row for a document that was never loaded, so that findings about it have a document."""
    register, _, external_id = document_id.partition("/")
    w.connection.execute(
        "INSERT INTO base.documents BY NAME SELECT $id AS document_id, $register AS register,"
        " $external_id AS external_id, 'listed' AS state, $at AS first_seen_at, $at AS changed_at, $run AS run_id"
        " WHERE NOT EXISTS (SELECT 1 FROM base.documents WHERE document_id = $id)",
        {"id": document_id, "register": register, "external_id": external_id, "at": at, "run": run_id},
    )


def shared_hashes(w: Warehouse, document_id: str, hashes: Collection[str]) -> frozenset[str]:
    """Return which of these bytes another document of a register has too: they stay public there."""
    others = held_by_others(w, document_id, hashes)
    return frozenset(sha256 for other, sha256 in others if not other.startswith("files/"))


def listed_here_alone(w: Warehouse, document_id: str, urls: Collection[str]) -> frozenset[str]:
    """Return the file addresses that no other document's page lists now."""
    rows = w.connection.execute(
        "SELECT DISTINCT url FROM base.document_files WHERE document_id <> ? AND list_contains(?, url)",
        [document_id, sorted(urls)],
    ).fetchall()
    return frozenset(urls) - {row[0] for row in rows}


def stays_public_in(w: Warehouse, document_id: str) -> list[str]:
    """Return the ids of other register documents that have files with the same bytes, which stay public there."""
    others = held_by_others(w, document_id, held_content(w, document_id).own_hashes)
    return sorted({other for other, _ in others if not other.startswith("files/")})


def leave_alone(w: Warehouse, document_id: str, register: str, external_id: str) -> None:
    """Take a document off the lists of what to fetch, inside the caller's transaction."""
    w.connection.execute(
        "DELETE FROM base.pending_documents WHERE register = ? AND external_id = ?", [register, external_id]
    )
    w.connection.execute("UPDATE base.documents SET last_checked_at = NULL WHERE document_id = ?", [document_id])


def gone_and_held(w: Warehouse) -> list[str]:
    """Return the documents that are gone from their registers and have no open tombstone."""
    return [row[0] for row in w.connection.execute(_GONE_AND_HELD).fetchall()]


def rename_pages(w: Warehouse, renamed: Mapping[str, str]) -> None:
    """Replace the sha256 of pages whose rows were blanked."""
    for old, new in renamed.items():
        for table in ("documents", "document_versions"):
            w.connection.execute(f"UPDATE base.{table} SET page_sha256 = ? WHERE page_sha256 = ?", [new, old])


def sentences_of(w: Warehouse, document_id: str) -> frozenset[str]:
    """Return the sentences and titles read in a document's files, by which a report that mentions it is found."""
    return frozenset(row[0] for row in w.connection.execute(_SENTENCES, {"id": document_id}).fetchall())


def said_elsewhere(w: Warehouse, document_id: str, titles: Collection[str]) -> frozenset[str]:
    """Return those titles that a public document of the same register has too, and that may therefore stay."""
    values = {"titles": sorted(titles), "register": document_id.partition("/")[0], "id": document_id}
    return frozenset(row[0] for row in w.connection.execute(_SAID_ELSEWHERE, values).fetchall())


_CALLED_ELSEWHERE = """
UPDATE base.related_documents AS r SET title = NULL
WHERE r.document_id <> $id AND r.title IS NOT NULL AND NOT list_contains($kept, r.title)
  AND (list_contains($urls, r.url)
       OR (r.url IS NULL AND starts_with(r.document_id, $register || '/') AND list_contains($titles, r.title)))
"""


def forget_titles(
    w: Warehouse, document_id: str, urls: Collection[str], titles: Collection[str], kept: Collection[str]
) -> None:
    """Blank the titles that other pages give a document: in rows linked to ``urls``, in unlinked rows by ``titles``.

    ``kept`` are titles that its register still shows to everybody.
    """
    values = {
        "id": document_id,
        "register": document_id.partition("/")[0],
        "urls": sorted(urls),
        "titles": sorted(set(titles) - said_elsewhere(w, document_id, titles)),
        "kept": sorted(kept),
    }
    w.connection.execute(_CALLED_ELSEWHERE, values)


def platforms_of(w: Warehouse, register: str) -> tuple[str, ...]:
    """Return the platforms of a register's documents, the most frequent first."""
    rows = w.connection.execute(
        "SELECT platform FROM base.documents WHERE register = ? AND platform IS NOT NULL"
        " GROUP BY 1 ORDER BY count(*) DESC, 1",
        [register],
    ).fetchall()
    return tuple(row[0] for row in rows)
