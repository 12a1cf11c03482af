"""Take all rows of a register out of the working file; what was withdrawn stays recorded."""

from __future__ import annotations

from warehouse.connection import Warehouse
from warehouse.tables import TABLES
from warehouse.transactions import fetch_row, touch_content, touch_ledger, transaction

_OWN = {
    "register": "register = $code",
    "document_id": "starts_with(document_id, $code || '/')",
    "root_file_id": "starts_with(root_file_id, $code || '/')",
}
"""How a row is known to be a register's, by the first of these columns that its table has."""

_STAYS = ("tombstone", "working file", "host")
"""Owners of rows that stay: what may not come back, and what is of no register."""


def remove_register(w: Warehouse, code: str, run_id: str) -> int:
    """Delete every row of a register except tombstones and the row of the run ``run_id``, in one transaction.

    Return how many documents there were. The next publish rewrites the working file and drops the earlier published
    ones, as after any withdrawal.
    """
    counted = fetch_row(w.connection, "SELECT count(*) FROM base.documents WHERE register = ?", [code])
    with transaction(w.connection):
        for table in TABLES:
            where = _condition(w, table.name) if table.owner not in _STAYS else None
            if where is not None:
                keeps_run = " AND run_id <> $run" if table.name == "runs" else ""
                values = {"code": code, **({"run": run_id} if keeps_run else {})}
                w.connection.execute(f"DELETE FROM base.{table.name} WHERE {where}{keeps_run}", values)
        w.connection.execute("UPDATE base.state SET is_content_withdrawn = true")
        touch_content(w.connection)
        touch_ledger(w.connection)
    return int(counted[0]) if counted is not None else 0


def _condition(w: Warehouse, table: str) -> str | None:
    """Return the condition under which a row is of the register; ``None`` where no column says so."""
    found = w.connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'base' AND table_name = ?", [table]
    ).fetchall()
    columns = {row[0] for row in found}
    return next((condition for column, condition in _OWN.items() if column in columns), None)
