"""Read the pause that a host asks for before it is contacted again (Retry-After)."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_HOST_PAUSE_S = 7 * 86_400.0
"""The longest pause that a host gets from one run to the next: a wrong date must not silence a register for years."""


def retry_after(value: str | None, now: datetime) -> float:
    """Return the seconds that a Retry-After asks for, as a number or a date (RFC 9110, 10.2.3); 0 for anything else.

    A number of more than nine digits, or a date that its zone moves out of the calendar, counts as for ever.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text) if len(text) <= 9 else math.inf
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return 0.0
    except OverflowError:
        return math.inf
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    try:
        return max(0.0, (until - now).total_seconds())
    except OverflowError:
        return math.inf


def say_honoured(pause_s: float) -> str:
    """Return in words how long a host asks to be left alone, and how much of it is honoured."""
    if pause_s > LONGEST_HOST_PAUSE_S:
        return f"{_said(pause_s)}; {_said(LONGEST_HOST_PAUSE_S)} of it are honoured"
    return _said(pause_s)


def _said(pause_s: float) -> str:
    if pause_s < 2 * 86_400:
        return f"{pause_s:.0f} s"
    return f"{pause_s / 86_400:.0f} days" if math.isfinite(pause_s) else "longer than can be counted"
