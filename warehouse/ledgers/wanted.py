"""Keep the fetch list: acts that held texts cite and that are not held, searched for at growing intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Literal

import duckdb

from warehouse.connection import Warehouse, open_published
from warehouse.errors import NoWarehouse
from warehouse.memory import let_go, within_limits
from warehouse.transactions import insert_rows, rows_in_pieces, rows_in_turn, touch_ledger, transaction

Outcome = Literal["found", "not in register", "unclear"]

ASK_AGAIN_AFTER = timedelta(days=7)
LONGEST_WAIT = timedelta(days=365)
_TOGETHER = 100
"""Acts that are looked up at once."""

_LISTED = "wanted_id, register, reason, act_kind, number, in_year, enacted_on, is_revoked"
"""What the published ``fetch_list`` says of an act."""


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
    This takes the memory of a step: of 346,000 acts, which 100,000 documents cited, DuckDB else took 90 MiB more.
    """
    try:
        with open_published(data_dir) as published:
            if not published.connection.execute(
                "SELECT 1 FROM duckdb_tables() WHERE table_name = 'fetch_list'"
            ).fetchall():
                return
            try:
                within_limits(w.connection, partial(_bring_up_to_date, w, published, register, at))
            finally:
                let_go(w.connection, w.path)
    except NoWarehouse:
        return


def _bring_up_to_date(w: Warehouse, published: Warehouse, register: str, at: datetime) -> None:
    lacking = published.connection.execute(f"SELECT {_LISTED} FROM fetch_list WHERE register = ?", [register])
    with transaction(w.connection):
        _compare(w, lacking, register, at)
        touch_ledger(w.connection)


def _compare(w: Warehouse, lacking: duckdb.DuckDBPyConnection, register: str, at: datetime) -> None:
    """Close, reopen and add acts of the register, so that the open ones are those of the query ``lacking``.

    Its rows come in pieces, and SQL compares them: texts may cite as many acts that are not held as are held.
    """
    con, names = w.connection, _LISTED.split(", ")
    con.execute(f"CREATE OR REPLACE TEMP TABLE lacking_acts AS SELECT {_LISTED} FROM base.wanted LIMIT 0")
    for rows in rows_in_pieces(lacking):
        insert_rows(con, "temp.main.lacking_acts", [dict(zip(names, row, strict=True)) for row in rows])
    is_lacking = "EXISTS (SELECT 1 FROM lacking_acts AS l WHERE l.wanted_id = h.wanted_id)"
    con.execute(
        f"UPDATE base.wanted AS h SET closed_at = ? WHERE register = ? AND closed_at IS NULL AND NOT {is_lacking}",
        [at, register],
    )
    con.execute(
        f"UPDATE base.wanted AS h SET closed_at = NULL WHERE register = ? AND closed_at IS NOT NULL AND {is_lacking}",
        [register],
    )
    con.execute(
        "INSERT INTO base.wanted BY NAME SELECT l.*, CAST(? AS TIMESTAMPTZ) AS first_wanted_at, 0 AS attempt_number"
        " FROM lacking_acts AS l ANTI JOIN base.wanted AS h ON h.wanted_id = l.wanted_id",
        [at],
    )
    con.execute("DROP TABLE temp.main.lacking_acts")


def due(w: Warehouse, register: str, at: datetime) -> list[str]:
    """Return the ids of acts that may be searched for now: fewest attempts first, then what a sentence revokes."""
    found = w.connection.execute(
        "SELECT wanted_id FROM base.wanted"
        " WHERE register = ? AND closed_at IS NULL AND (ask_again_at IS NULL OR ask_again_at <= ?)"
        " ORDER BY attempt_number, NOT is_revoked, last_asked_at NULLS FIRST, wanted_id",
        [register, at],
    )
    return [wanted_id for (wanted_id,) in rows_in_turn(found)]


def in_turn(w: Warehouse, wanted_ids: Sequence[str]) -> Iterator[Wanted]:
    """Yield the acts of these ids in their order. Few are looked up at a time, since a night asks for few."""
    for first in range(0, len(wanted_ids), _TOGETHER):
        some = wanted_ids[first : first + _TOGETHER]
        rows = w.connection.execute(
            "SELECT wanted_id, reason, act_kind, number, in_year, enacted_on, attempt_number FROM base.wanted"
            " WHERE list_contains(?, wanted_id)",
            [some],
        ).fetchall()
        acts = {row[0]: Wanted(*row) for row in rows}
        yield from (acts[wanted_id] for wanted_id in some)


def note_asked(w: Warehouse, wanted: Wanted, outcome: Outcome, at: datetime, document_id: str | None = None) -> None:
    """Record the result of a search, inside the caller's transaction. Each further attempt waits twice as long."""
    wait = min(ASK_AGAIN_AFTER * 2 ** min(wanted.attempt_number, 10), LONGEST_WAIT)
    w.connection.execute(
        "UPDATE base.wanted SET attempt_number = attempt_number + 1, last_asked_at = ?, ask_again_at = ?, outcome = ?,"
        " document_id = ? WHERE wanted_id = ?",
        [at, at + wait, outcome, document_id, wanted.wanted_id],
    )
    touch_ledger(w.connection)
