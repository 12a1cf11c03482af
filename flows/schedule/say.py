"""Format the lines of `kehtiv serve` and its nights for a journal, each with the time in Tallinn."""

from __future__ import annotations

from flows.clock import TALLINN, Clock
from flows.terminal import printing


def say(clock: Clock, words: str) -> None:
    """Write a line on standard error."""
    printing.note(f"{clock.now().astimezone(TALLINN).isoformat(timespec='seconds')} {words}")
