"""Record runs."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from warehouse.connection import Warehouse
from warehouse.transactions import fetch_row, insert_rows, touch_ledger, transaction


def start_run(
    w: Warehouse, run_id: str, kind: str, register: str | None, started_at: datetime, arguments: Mapping[str, Any]
) -> None:
    """Open the row of a run (``started_at`` UTC). A row that is never closed is published as "interrupted"."""
    row = {
        "run_id": run_id,
        "kind": kind,
        "register": register,
        "started_at": started_at,
        "arguments": json.dumps(dict(arguments), ensure_ascii=False, sort_keys=True, default=str),
    }
    with transaction(w.connection):
        insert_rows(w.connection, "base.runs", [row])
        touch_ledger(w.connection)
    w.run_ids.add(run_id)


def note_killed(w: Warehouse, run_id: str) -> bool:
    """Return whether a run before this one was never closed, and note it, so that this is said once of each.

    Several runs of one process may have been killed together, and others of it have ended before or since.
    """
    with transaction(w.connection):
        killed = w.connection.execute(
            "UPDATE base.runs SET outcome = 'interrupted' WHERE finished_at IS NULL AND outcome IS NULL AND run_id <> ?"
            " RETURNING run_id",
            [run_id],
        ).fetchall()
    return bool(killed)


def last_starts(w: Warehouse) -> dict[str, datetime]:
    """Return when the last night over each register began (UTC)."""
    rows = w.connection.execute(
        "SELECT register, max(started_at) FROM base.runs WHERE kind = 'ingest' AND register IS NOT NULL"
        " GROUP BY register"
    ).fetchall()
    return dict(rows)


def cut_off_starts(w: Warehouse, register: str, run_id: str) -> list[datetime]:
    """Return when the nights over a register began (UTC, oldest first) that were cut off since its last whole one.

    A night is cut off where it was killed, interrupted or failed; the run ``run_id`` itself does not count.
    """
    rows = w.connection.execute(
        "SELECT started_at, finished_at IS NULL OR outcome IN ('failed', 'interrupted') FROM base.runs"
        " WHERE kind = 'ingest' AND register = ? AND run_id <> ? ORDER BY started_at DESC, run_id DESC",
        [register, run_id],
    ).fetchall()
    cut_off = itertools.takewhile(lambda row: row[1], rows)
    return sorted(started_at for started_at, _ in cut_off)


def latest_instant(w: Warehouse) -> datetime | None:
    """Return the last instant (UTC) at which a run began, ended, searched or checked a document; ``None``: no run."""
    row = fetch_row(
        w.connection,
        "SELECT greatest((SELECT max(greatest(started_at, finished_at)) FROM base.runs),"
        " (SELECT max(greatest(changed_at, last_checked_at)) FROM base.documents),"
        " (SELECT max(searched_at) FROM base.searched_days))",
    )
    return row[0] if row is not None else None


def finish_run(w: Warehouse, run_id: str, finished_at: datetime, outcome: str, counts: Mapping[str, Any]) -> None:
    """Close the row of a run with its outcome ("done", "failed", …) and its counts."""
    counted = json.dumps(dict(counts), ensure_ascii=False, sort_keys=True, default=str)
    with transaction(w.connection):
        w.connection.execute(
            "UPDATE base.runs SET finished_at = ?, outcome = ?, counts = ? WHERE run_id = ?",
            [finished_at, outcome, counted, run_id],
        )
        touch_ledger(w.connection)
