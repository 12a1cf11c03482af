"""Record how hosts answer. A host's state says nothing about any document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from warehouse.connection import Warehouse
from warehouse.moment import Moment
from warehouse.transactions import fetch_row, insert_rows, touch_ledger, transaction

HostState = Literal["ok", "rate-limited", "challenged", "failing", "changed"]


@dataclass(frozen=True)
class HeldHost:
    """A host's state after the last request; instants are UTC, ``None`` where there was none."""

    host: str
    state: HostState
    since_at: datetime
    last_asked_at: datetime
    last_ok_at: datetime | None
    not_before_at: datetime | None
    reason: str | None

    def pause_until(self, longest: timedelta) -> datetime | None:
        """Return when the pause ends that the host asked for; earlier versions wrote down whatever a host said."""
        return min(self.not_before_at, self.last_asked_at + longest) if self.not_before_at is not None else None


def known_host(w: Warehouse, host: str) -> HeldHost | None:
    row = fetch_row(
        w.connection,
        "SELECT host, state, since_at, last_asked_at, last_ok_at, not_before_at, reason FROM base.hosts WHERE host = ?",
        [host],
    )
    return HeldHost(*row) if row is not None else None


def record(
    w: Warehouse,
    moment: Moment,
    host: str,
    state: HostState,
    *,
    reason: str | None = None,
    not_before: datetime | None = None,
) -> None:
    """Record how a host answered in a run that ended at ``moment``; ``since_at`` changes only with the state."""
    held = known_host(w, host)
    row = {
        "host": host,
        "state": state,
        "since_at": held.since_at if held is not None and held.state == state else moment.at,
        "last_asked_at": moment.at,
        "last_ok_at": moment.at if state == "ok" else held.last_ok_at if held is not None else None,
        "not_before_at": not_before,
        "reason": reason,
        "run_id": moment.run_id,
    }
    with transaction(w.connection):
        w.connection.execute("DELETE FROM base.hosts WHERE host = ?", [host])
        insert_rows(w.connection, "base.hosts", [row])
        touch_ledger(w.connection)


def paused_hosts(w: Warehouse) -> list[str]:
    """Return the hosts that asked to be left alone, by name, whether or not the time is over."""
    found = w.connection.execute("SELECT host FROM base.hosts WHERE not_before_at IS NOT NULL ORDER BY host").fetchall()
    return [host for (host,) in found]


def lift_pause(w: Warehouse, host: str) -> datetime | None:
    """Forget the pause that a host asked for. Return its end (UTC), ``None`` where there is none."""
    held = known_host(w, host)
    if held is None or held.not_before_at is None:
        return None
    with transaction(w.connection):
        w.connection.execute("UPDATE base.hosts SET not_before_at = NULL WHERE host = ?", [host])
        touch_ledger(w.connection)
    return held.not_before_at
