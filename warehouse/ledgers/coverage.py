"""Record what was searched, so that an outage or a capped answer never looks like an empty register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from warehouse.connection import Warehouse
from warehouse.moment import Moment
from warehouse.transactions import insert_rows, touch_ledger, transaction


@dataclass(frozen=True)
class Search:
    """A search that was made: its days (both inclusive, as the register asks for them) and what else narrowed it.

    ``expected`` is the number that the register claimed, ``None`` where it claims none; ``seen`` how many entries were
    read. ``is_capped``: the register may have held some back.
    """

    register: str
    filter: str
    begin_on: date
    end_on: date
    expected: int | None
    seen: int
    is_capped: bool


def record_within(w: Warehouse, moment: Moment, search: Search) -> None:
    """Record one search, inside the caller's transaction. The same search of the same run replaces its row.

    Record it together with its results: a kill in between would leave days that count as searched and documents that
    nobody fetches.
    """
    named = (moment.run_id, search.register, search.begin_on, search.end_on, search.filter)
    coverage_id = "/".join(str(piece or "") for piece in named)
    row = {
        "coverage_id": coverage_id,
        "run_id": moment.run_id,
        "register": search.register,
        "begin_on": search.begin_on,
        "end_on": search.end_on,
        "filter": search.filter,
        "expected_number": search.expected,
        "seen_number": search.seen,
        "is_capped": search.is_capped,
        "recorded_at": moment.at,
    }
    w.connection.execute("DELETE FROM base.register_coverage WHERE coverage_id = ?", [coverage_id])
    insert_rows(w.connection, "base.register_coverage", [row])
    touch_ledger(w.connection)


def record(w: Warehouse, moment: Moment, search: Search) -> None:
    """Record one search as ``record_within`` does, in its own transaction."""
    with transaction(w.connection):
        record_within(w, moment, search)
