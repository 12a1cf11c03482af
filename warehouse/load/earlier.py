"""Find what a document's page said last time, to judge the one that came now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.connection import Warehouse


@dataclass(frozen=True)
class EarlierPage:
    """By what the page of a document named it, as held; ``None`` where it did not say."""

    number: str | None
    registered_on: date | None
    title: str | None


def earlier_pages(w: Warehouse, document_ids: Sequence[str]) -> dict[str, EarlierPage]:
    """Return what is held of these documents, by their ids; one that was never loaded is not among them."""
    if not document_ids:
        return {}
    found = w.connection.execute(
        "SELECT document_id, number, registered_on, title FROM base.documents"
        " WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
        [list(document_ids)],
    ).fetchall()
    return {document_id: EarlierPage(*row) for document_id, *row in found}
