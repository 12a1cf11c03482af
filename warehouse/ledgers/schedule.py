"""Record which days of a register are proven and which documents are pending.

A day is proven complete when the last search of each kind over it was whole (not capped, every counted entry read) and
was made some days after it, because documents are published late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from warehouse.connection import Warehouse
from warehouse.ledgers.coverage import Search
from warehouse.moment import Moment
from warehouse.sources import SQL_FOLDER, read_source
from warehouse.transactions import fetch_row, insert_rows, rows_in_turn, touch_ledger, transaction

PROVEN = "proven"


@dataclass(frozen=True)
class DayState:
    """A day. ``state`` is "proven", or why not: "searched too early", "cut short", "capped", "never searched".

    ``searched_at`` (UTC) is the oldest of the last searches of each kind, ``None`` where one was never made.
    """

    on_day: date
    state: str
    searched_at: datetime | None


@dataclass(frozen=True)
class Pending:
    """A document to look at. ``reason`` is as in ``flows.night.search.Work``."""

    external_id: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """What must be searched before the days from ``since`` to ``until`` (inclusive) of a register are proven."""

    register: str
    since: date
    until: date
    searches: Sequence[str]
    proof_after_days: int


def record_plan(w: Warehouse, plan: Plan, at: datetime) -> None:
    """Record the plan of a register in place of its earlier one."""
    row = {
        "register": plan.register,
        "since_on": plan.since,
        "until_on": plan.until,
        "searches": list(plan.searches),
        "proof_after_days": plan.proof_after_days,
        "recorded_at": at,
    }
    with transaction(w.connection):
        w.connection.execute("DELETE FROM base.register_plans WHERE register = ?", [plan.register])
        insert_rows(w.connection, "base.register_plans", [row])
        touch_ledger(w.connection)


def day_states(w: Warehouse, register: str) -> list[DayState]:
    """Return every day of the register's plan, in order; the published ``covered_days`` groups them into periods."""
    sql = read_source(SQL_FOLDER / "views" / "ledgers" / "day_states.sql").sql
    rows = w.connection.execute(
        f"SELECT on_day, state, CASE WHEN state <> 'never searched' THEN searched_at END FROM ({sql})"
        " WHERE register = ? ORDER BY on_day",
        [register],
    ).fetchall()
    return [DayState(*row) for row in rows]


def note_searched(w: Warehouse, moment: Moment, search: Search) -> None:
    """Record that the days of a search were searched, inside the caller's transaction.

    Older rows that this one covers completely are deleted; ``register_coverage`` keeps their content.
    """
    row = {
        "register": search.register,
        "search": search.filter,
        "begin_on": search.begin_on,
        "end_on": search.end_on,
        "expected_number": search.expected,
        "seen_number": search.seen,
        "is_capped": search.is_capped,
        "searched_at": moment.at,
        "run_id": moment.run_id,
    }
    w.connection.execute(
        "DELETE FROM base.searched_days WHERE register = ? AND search = ? AND begin_on >= ? AND end_on <= ?",
        [search.register, search.filter, search.begin_on, search.end_on],
    )
    insert_rows(w.connection, "base.searched_days", [row])


def days_searched_since(w: Warehouse, register: str, searches: Sequence[str], since: datetime) -> frozenset[date]:
    """Return the days over which each of ``searches`` was made, and was whole, at ``since`` (UTC) or later."""
    rows = w.connection.execute(
        "SELECT on_day FROM ("
        " SELECT search, CAST(unnest(generate_series(begin_on, end_on, INTERVAL 1 DAY)) AS DATE) AS on_day"
        " FROM base.searched_days WHERE register = ? AND list_contains(?, search) AND searched_at >= ?"
        " AND NOT is_capped AND seen_number >= expected_number"
        ") GROUP BY on_day HAVING count(DISTINCT search) = ?",
        [register, list(searches), since, len(searches)],
    ).fetchall()
    return frozenset(row[0] for row in rows)


def add_pending(w: Warehouse, register: str, work: Iterable[Pending], at: datetime) -> int:
    """Put documents on the list, inside the caller's transaction. Return how many were new on it.

    A document that waits already keeps its place. Its reason changes only to "restricted", because documents that are
    no longer public come first.
    """
    work = list(work)
    waiting = waiting_among(w, register, [each.external_id for each in work])
    last = fetch_row(w.connection, "SELECT coalesce(max(ordinal), 0) FROM base.pending_documents")
    assert last is not None
    fresh: dict[str, Pending] = {}
    for each in work:
        if each.external_id not in waiting:
            fresh.setdefault(each.external_id, each)
        elif each.reason == "restricted":
            w.connection.execute(
                "UPDATE base.pending_documents SET reason = ? WHERE register = ? AND external_id = ?",
                [each.reason, register, each.external_id],
            )
    rows = [
        {
            "register": register,
            "external_id": each.external_id,
            "reason": each.reason,
            "ordinal": int(last[0]) + n,
            "found_at": at,
        }
        for n, each in enumerate(fresh.values(), start=1)
    ]
    insert_rows(w.connection, "base.pending_documents", rows)
    return len(rows)


def waiting_among(w: Warehouse, register: str, external_ids: Sequence[str]) -> frozenset[str]:
    """Return which of these documents are on the list."""
    rows = w.connection.execute(
        "SELECT external_id FROM base.pending_documents WHERE register = ?"
        " AND external_id IN (SELECT unnest(?::VARCHAR[]))",
        [register, list(external_ids)],
    ).fetchall()
    return frozenset(row[0] for row in rows)


def pending_number(w: Warehouse, register: str) -> int:
    """Return how many documents wait."""
    row = fetch_row(w.connection, "SELECT count(*) FROM base.pending_documents WHERE register = ?", [register])
    assert row is not None
    return int(row[0])


def pending_documents(w: Warehouse, register: str) -> Iterator[Pending]:
    """Yield the waiting documents in the order to look at them: restricted ones first, then as found.

    The warehouse can do nothing else meanwhile.
    """
    found = w.connection.execute(
        "SELECT external_id, reason FROM base.pending_documents WHERE register = ?"
        " ORDER BY reason <> 'restricted', ordinal",
        [register],
    )
    yield from (Pending(*row) for row in rows_in_turn(found))


def waiting_numbers(w: Warehouse) -> dict[str, int]:
    """Return how many documents of each register wait, where any do."""
    rows = w.connection.execute("SELECT register, count(*) FROM base.pending_documents GROUP BY register").fetchall()
    return dict(rows)


def finish_pending(w: Warehouse, register: str, external_ids: Sequence[str]) -> None:
    """Take documents off the list after they were looked at, whatever the result."""
    if not external_ids:
        return
    with transaction(w.connection):
        w.connection.execute(
            "DELETE FROM base.pending_documents WHERE register = ? AND list_contains(?, external_id)",
            [register, list(external_ids)],
        )
