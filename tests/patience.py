"""Wait in tests for events, not for times.

A busy machine stops any process for seconds. So no test says how long something takes: it waits for the event itself,
and the limits here only end a test that would hang for ever.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Seen = TypeVar("Seen")

PATIENCE_S = 900.0
"""Seconds for one event: an answer, a file that appears, a process that ends."""
DRIVER_S = 7200.0
"""Seconds for a process that runs many nights."""
_LIMITS = (
    "KEHTIV_CONNECT_TIMEOUT_S",
    "KEHTIV_FILE_TIMEOUT_S",
    "KEHTIV_NOTIFY_TIMEOUT_S",
    "KEHTIV_OCR_PAGE_TIMEOUT_S",
    "KEHTIV_OFFICE_TIMEOUT_S",
    "KEHTIV_READ_TIMEOUT_S",
)
SETTINGS = dict.fromkeys(_LIMITS, f"{PATIENCE_S:g}")
"""For nights in which no limit is meant to be reached; ``tests/conftest.py`` puts them into the environment."""


def wait_until(look: Callable[[], Seen], otherwise: str) -> Seen:
    """Return what ``look`` returns once that is true. Raise ``AssertionError`` with ``otherwise`` after the limit."""
    until = time.monotonic() + PATIENCE_S
    while not (seen := look()):
        if time.monotonic() > until:
            raise AssertionError(otherwise)
        time.sleep(0.02)
    return seen


def is_alive(process: int) -> bool:
    """Return whether a process runs (Linux). One that ended and is not yet waited for does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")


def worked_s(process: int) -> float:
    """Return the seconds of processor time that a running process has used (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
