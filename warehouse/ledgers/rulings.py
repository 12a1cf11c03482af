"""Hold what the journal of rulings says, so that publishing can apply it."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.connection import Warehouse
from warehouse.transactions import Row, insert_rows, touch_content, transaction


def hold(w: Warehouse, rulings: Sequence[Row]) -> None:
    """Hold these rulings in place of those held. Where they are the same, nothing is written or derived again."""
    result = w.connection.execute("SELECT * FROM base.rulings ORDER BY ruling_id")
    names = [column[0] for column in result.description or ()]
    held = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    if held == sorted(rulings, key=lambda row: str(row["ruling_id"])):
        return
    with transaction(w.connection):
        w.connection.execute("DELETE FROM base.rulings")
        insert_rows(w.connection, "base.rulings", rulings)
        touch_content(w.connection)
