"""Read the clock in one place: everything else is given the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TALLINN = ZoneInfo("Europe/Tallinn")

LOOKED_S = 0.5
"""Seconds between two checks whether waiting is to end."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """``now`` is UTC; ``today`` is the calendar day in Tallinn, because registers and directives live by it."""

    now: Callable[[], datetime] = _utc_now

    def today(self) -> date:
        return self.now().astimezone(TALLINN).date()
