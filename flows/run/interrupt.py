"""Ctrl-C: the first one ends a command at its next safe point, the second one at once.

A run is safe to end wherever our own code stands: each load is whole in itself, and the ledger says what is done.
Prefect's code is not, because it would go on talking to its server about its own end; there Ctrl-C waits.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

STATUS = 130
"""The exit status of a command that Ctrl-C ended, as shells expect it: 128 and the number of the signal."""

GOES_ON = "stopped by Ctrl-C: what was done is kept, and the next run goes on from there"


class Interrupted(BaseException):
    """Ctrl-C was pressed; the message is for the person who pressed it.

    It is no ``KeyboardInterrupt``: libraries around our code catch that one, and end in their own time.
    """

    def __init__(self, message: str = "stopped by Ctrl-C") -> None:
        super().__init__(message)


class CtrlC:
    """What a Ctrl-C does in this process. ``last_steps`` run before the process ends at once."""

    def __init__(self) -> None:
        self.last_steps: list[Callable[[], object]] = []
        self._is_noted = False
        self._is_held_back = False

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Take Ctrl-C in this way while the body runs. Outside the main thread nothing changes."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._note)
        self._is_noted = self._is_held_back = False
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Let a Ctrl-C wait while foreign code runs. Raise ``Interrupted`` before it where one came already."""
        self.check()
        with self._set(True):
            yield

    @contextmanager
    def let_through(self) -> Iterator[None]:
        """Let a Ctrl-C end our own code, called back from foreign code, at once."""
        with self._set(False):
            self.check()
            yield

    def check(self) -> None:
        """Raise ``Interrupted`` where a Ctrl-C came and waits."""
        if self._is_noted:
            raise Interrupted

    @contextmanager
    def _set(self, is_held_back: bool) -> Iterator[None]:
        before, self._is_held_back = self._is_held_back, is_held_back
        try:
            yield
        finally:
            self._is_held_back = before

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self._is_noted:
            self.end_at_once()
        self._is_noted = True
        if not self._is_held_back:
            raise Interrupted

    def end_at_once(self) -> None:
        """End the process without tidying up: workers end by themselves, and the lock of the folder is let go."""
        for step in self.last_steps:
            step()
        sys.stderr.flush()
        os._exit(STATUS)


CTRL_C = CtrlC()
