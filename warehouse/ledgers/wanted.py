"""Keep the fetch list: acts that held texts cite and that are not held, searched for at growing intervals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from warehouse.connection import Warehouse, open_published
from warehouse.errors import NoWarehouse
from warehouse.transactions import insert_rows, touch_ledger, transaction

Outcome = Literal["found", "not in register", "unclear"]

ASK_AGAIN_AFTER = timedelta(days=7)
LONGEST_WAIT = timedelta(days=365)

_FROM_LIST = "wanted_id, register, reason, act_kind, number, in_year, enacted_on, is_revoked"


@dataclass(frozen=True)
class Wanted:
    """An act to search for: a cited one with its day, or a number missing in a year's series."""

    wanted_id: str
    reason: str
    act_kind: str | None
    number: str
    in_year: int | None
    enacted_on: date | None
    attempt_number: int


def take_over(w: Warehouse, data_dir: Path, register: str, at: datetime) -> None:
    """Bring the list up to date with what the published warehouse lacks; do nothing before the first publish.

    Acts that are no longer missing are closed. Acts missing again are reopened and keep their number of attempts.
    """
    try:
        with open_published(data_dir) as published:
            if not published.connection.execute(
                "SELECT 1 FROM duckdb_tables() WHERE table_name = 'fetch_list'"
            ).fetchall():
                return
            names = _FROM_LIST.split(", ")
            rows = published.connection.execute(
                f"SELECT {_FROM_LIST} FROM fetch_list WHERE register = ?", [register]
            ).fetchall()
    except NoWarehouse:
        return
    lacking = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
    with transaction(w.connection):
        held = w.connection.execute(
            "SELECT wanted_id, closed_at IS NULL FROM base.wanted WHERE register = ?", [register]
        ).fetchall()
        _close(w, [name for name, is_open in held if is_open and name not in lacking], at)
        again = [name for name, is_open in held if not is_open and name in lacking]
        w.connection.execute("UPDATE base.wanted SET closed_at = NULL WHERE list_contains(?, wanted_id)", [again])
        known = {name for name, _ in held}
        fresh = [
            row | {"first_wanted_at": at, "attempt_number": 0} for name, row in lacking.items() if name not in known
        ]
        insert_rows(w.connection, "base.wanted", fresh)
        touch_ledger(w.connection)


def _close(w: Warehouse, names: list[str], at: datetime) -> None:
    w.connection.execute("UPDATE base.wanted SET closed_at = ? WHERE list_contains(?, wanted_id)", [at, names])


def due(w: Warehouse, register: str, at: datetime) -> list[Wanted]:
    """Return the acts that may be searched for now: fewest attempts first, then acts that a sentence revokes."""
    rows = w.connection.execute(
        "SELECT wanted_id, reason, act_kind, number, in_year, enacted_on, attempt_number FROM base.wanted"
        " WHERE register = ? AND closed_at IS NULL AND (ask_again_at IS NULL OR ask_again_at <= ?)"
        " ORDER BY attempt_number, NOT is_revoked, last_asked_at NULLS FIRST, wanted_id",
        [register, at],
    ).fetchall()
    return [Wanted(*row) for row in rows]


def note_asked(w: Warehouse, wanted: Wanted, outcome: Outcome, at: datetime, document_id: str | None = None) -> None:
    """Record the result of a search, inside the caller's transaction. Each further attempt waits twice as long."""
    wait = min(ASK_AGAIN_AFTER * 2 ** min(wanted.attempt_number, 10), LONGEST_WAIT)
    w.connection.execute(
        "UPDATE base.wanted SET attempt_number = attempt_number + 1, last_asked_at = ?, ask_again_at = ?, outcome = ?,"
        " document_id = ? WHERE wanted_id = ?",
        [at, at + wait, outcome, document_id, wanted.wanted_id],
    )
    touch_ledger(w.connection)
