"""Tell whether a published file no longer shows a document that an earlier one shows."""

from __future__ import annotations

from warehouse.ask.asked import rows_of
from warehouse.connection import Warehouse
from warehouse.errors import WarehouseError


def shows_less(new: Warehouse, old: Warehouse) -> bool:
    """Return whether a document that ``old`` shows is restricted, gone, withdrawn or not held in ``new``.

    It is so too where that cannot be told: who asks would go on showing the old one.
    """
    try:
        return not _shown(old) <= _shown(new)
    except WarehouseError:
        return True


def _shown(w: Warehouse) -> set[str]:
    cursor = w.connection.cursor()
    try:
        reader = Warehouse(cursor, w.path, is_published=True)
        return {row["document_id"] for row in rows_of(reader, _SHOWN)}
    finally:
        cursor.close()


_SHOWN = """
    SELECT document_id FROM documents
    WHERE is_public AND state <> 'gone'
      AND NOT EXISTS (SELECT 1 FROM takedowns AS t WHERE t.document_id = documents.document_id AND t.lifted_at IS NULL)
"""
