"""The ledger of what was searched: an outage or a capped answer must never look like an empty register."""

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
    """Notes one search: its days (both inclusive, as the register asks for them), what else narrowed it, the number
    the register claimed (``expected``; ``None`` where it claims none) and the number of entries read (``seen``).

    Inside the caller's transaction: a search is noted together with what it found, else a kill in between would
    leave days that count as searched and documents that nobody fetches. The same search of the same run noted again
    replaces its row.
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
    """As ``record_within``, in a transaction of its own."""
    with transaction(w.connection):
        record_within(w, **search)
