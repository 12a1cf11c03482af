"""Find loaded files that their documents' pages no longer list: what such a file says has no effect from then on.

The file stays loaded, for history and for what was known while it was listed.
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.connection import Warehouse
from warehouse.transactions import fetch_row, touch_content, transaction

# A document counts only when all that its page lists is loaded: a new file that could not be read must not take away
# what the old one ended. A saved page that was added as a file lists files that were never asked for.
_SETTLED = """
    SELECT d.document_id, d.changed_at FROM base.documents AS d
    WHERE list_contains($ids, d.document_id) AND d.register <> 'files' AND d.is_public AND d.state = 'listed'
      AND d.last_checked_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM base.quarantine AS q WHERE q.document_id = d.document_id AND q.closed_at IS NULL
                      AND q.stage IN ('page', 'file', 'bytes', 'read'))"""

# ``listed_from_at``: since when all files that are listed now were there. A file that was read late came when its
# bytes did.
_LISTED = f"""
    WITH settled AS ({_SETTLED}),
    roots AS (
        SELECT f.document_id, f.file_id, f.sha256, s.changed_at,
               EXISTS (SELECT 1 FROM base.document_files AS l WHERE l.document_id = f.document_id
                       AND coalesce(l.external_id, l.name) = f.file_key) AS is_listed
        FROM base.files AS f JOIN settled AS s ON s.document_id = f.document_id
        WHERE f.file_id = f.root_file_id
    ),
    came AS (
        SELECT r.document_id, max(s.first_seen_at) AS first_seen_at
        FROM roots AS r JOIN base.file_sightings AS s ON s.file_id = r.file_id AND s.sha256 = r.sha256
        WHERE r.is_listed GROUP BY 1
    ),
    listings AS (
        SELECT r.document_id, r.file_id, r.sha256, r.is_listed, r.changed_at,
               greatest(r.changed_at, c.first_seen_at) AS listed_from_at,
               EXISTS (SELECT 1 FROM base.unlistings AS u
                       WHERE u.file_id = r.file_id AND u.listed_again_at IS NULL) AS is_unlisted
        FROM roots AS r LEFT JOIN came AS c ON c.document_id = r.document_id
    )"""


def settle_listings_within(w: Warehouse, document_ids: Sequence[str]) -> None:
    """Note which loaded files of these documents their pages no longer list, or list again.

    This runs in the caller's transaction.

    Nothing is noted for a document while something that its page lists is held back.
    """
    values = {"ids": list(document_ids)}
    is_changed = f"{_LISTED} SELECT 1 FROM listings WHERE is_listed = is_unlisted LIMIT 1"
    if not w.connection.execute(is_changed, values).fetchall():
        return
    w.connection.execute(
        f"UPDATE base.unlistings AS u SET listed_again_at = l.changed_at FROM ({_LISTED} FROM listings) AS l"
        " WHERE u.file_id = l.file_id AND u.listed_again_at IS NULL AND l.is_listed",
        values,
    )
    # A page that was only read better lists what it listed all the time.
    w.connection.execute("DELETE FROM base.unlistings WHERE listed_again_at <= unlisted_at")
    w.connection.execute(
        "INSERT INTO base.unlistings BY NAME"
        f" {_LISTED} SELECT document_id, file_id, sha256, listed_from_at AS unlisted_at FROM listings"
        " WHERE NOT is_listed AND NOT is_unlisted",
        values,
    )
    touch_content(w.connection)


def settle_listings(w: Warehouse, document_ids: Sequence[str]) -> None:
    """Do as ``settle_listings_within``, in a transaction of its own."""
    with transaction(w.connection):
        settle_listings_within(w, document_ids)


def holds_files(w: Warehouse, document_id: str) -> bool:
    """Return whether a file that the document's page listed is loaded and still counts."""
    row = fetch_row(
        w.connection,
        "SELECT 1 FROM base.files AS f WHERE f.document_id = ? AND f.file_id = f.root_file_id"
        " AND NOT EXISTS (SELECT 1 FROM base.unlistings AS u"
        "                 WHERE u.file_id = f.file_id AND u.listed_again_at IS NULL) LIMIT 1",
        [document_id],
    )
    return row is not None
