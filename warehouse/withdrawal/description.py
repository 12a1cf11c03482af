"""Blank what pages say of a document in words: its own versions, and the rows of other pages that name it."""

from __future__ import annotations

from warehouse.connection import Warehouse
from warehouse.tables import DESCRIPTION, declared
from warehouse.transactions import fetch_row

# A row with a link is the document's whatever it says; one without is told by its title, unless that is another's too.
_TITLE_ELSEWHERE = """
WITH titles AS (
    SELECT title FROM base.documents WHERE document_id = $id
    UNION SELECT title FROM base.document_versions WHERE document_id = $id
)
UPDATE base.related_documents AS r SET title = NULL
WHERE r.document_id <> $id AND r.title IS NOT NULL AND r.title IS DISTINCT FROM $kept
  AND (r.url = (SELECT source_url FROM base.documents WHERE document_id = $id)
       OR (r.url IS NULL AND starts_with(r.document_id, $register || '/') AND r.title IN (SELECT title FROM titles)
           AND NOT EXISTS (SELECT 1 FROM base.documents AS o
                           WHERE o.document_id <> $id AND o.is_public AND contains(o.title, r.title))))
"""


def remove_description(w: Warehouse, document_id: str) -> None:
    """Remove all that the pages of a document said of it in words, inside the caller's transaction.

    Titles go that other pages give it, and the rows of its own page about other documents.
    """
    # The digest goes too, so that the next page counts as changed whatever it says.
    _forget_title_elsewhere(w, document_id, kept=None)
    for table in ("documents", "document_versions"):
        blank = ", ".join(f"{column} = NULL" for column in declared(table).blanked)
        w.connection.execute(f"UPDATE base.{table} SET {blank} WHERE document_id = ?", [document_id])
    w.connection.execute("DELETE FROM base.related_documents WHERE document_id = ?", [document_id])


def _forget_title_elsewhere(w: Warehouse, document_id: str, kept: str | None) -> None:
    """Blank the titles that other pages give a document, except ``kept``, which its own page shows to everybody."""
    register = document_id.partition("/")[0]
    w.connection.execute(_TITLE_ELSEWHERE, {"id": document_id, "register": register, "kept": kept})


def trim_versions(w: Warehouse, document_id: str) -> None:
    """Blank in earlier versions of a document what its page no longer says, inside the caller's transaction.

    A title that names a person is often changed when the document is restricted, so titles in other pages go too.
    """
    own = fetch_row(w.connection, "SELECT title FROM base.documents WHERE document_id = ?", [document_id])
    _forget_title_elsewhere(w, document_id, kept=own[0] if own is not None else None)
    anew = ", ".join(f"{c} = CASE WHEN v.{c} = d.{c} THEN v.{c} END" for c in DESCRIPTION)
    w.connection.execute(
        f"UPDATE base.document_versions AS v SET {anew} FROM base.documents AS d"
        " WHERE d.document_id = v.document_id AND v.document_id = ?",
        [document_id],
    )
