"""Record what was searched, so that an outage or a capped answer never looks like an empty register."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from warehouse.connection import Warehouse
from warehouse.transactions import insert_rows, touch_ledger, transaction


def record_within(
    w: Warehouse,
    *,
    run_id: str,
    register: str,
    begin_on: date | None,
    end_on: date | None,
    filter: str | None,
    expected: int | None,
    seen: int,
    is_capped: bool,
    at: datetime,
) -> None:
    """Record one search, inside the caller's transaction. The same search of the same run replaces its row.

    Both days are inclusive, as in the register's form. ``expected`` is the number that the register claims (``None``:
    it claims none), ``seen`` the number of entries read. Record a search together with its results: a kill in between
    would leave days that count as searched and documents that nobody fetches.
    """
    coverage_id = "/".join(str(piece or "") for piece in (run_id, register, begin_on, end_on, filter))
    row = {
        "coverage_id": coverage_id,
        "run_id": run_id,
        "register": register,
        "begin_on": begin_on,
        "end_on": end_on,
        "filter": filter,
        "expected_number": expected,
        "seen_number": seen,
        "is_capped": is_capped,
        "recorded_at": at,
    }
    w.connection.execute("DELETE FROM base.register_coverage WHERE coverage_id = ?", [coverage_id])
    insert_rows(w.connection, "base.register_coverage", [row])
    touch_ledger(w.connection)


def record(w: Warehouse, **search: Any) -> None:
    """Record one search as ``record_within`` does, in its own transaction."""
    with transaction(w.connection):
        record_within(w, **search)
