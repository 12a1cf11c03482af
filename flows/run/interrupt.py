"""Handle signals to end: the first ends a command at its next safe point, the second one at once.

They are Ctrl-C, SIGTERM, and the SIGHUP of a terminal that closes.

A run is safe to end wherever our own code stands: each load is whole in itself, and the ledger says what is done.
Prefect's code is not, because it would go on talking to its server about its own end; there a signal waits.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from extractors.errors import with_causes

NAMES = {signal.SIGINT: "Ctrl-C", signal.SIGTERM: "SIGTERM", signal.SIGHUP: "SIGHUP"}
"""The signals that end a command, as messages name them."""

GOES_ON = "what was done is kept, and the next run continues from there"


def status_of(number: int) -> int:
    """Return the exit status of a command that a signal ended, as shells expect it: 128 and the signal's number."""
    return 128 + number


class Interrupted(BaseException):
    """A signal to end came; the message is for the person who sent it.

    This is not a ``KeyboardInterrupt``: libraries around our code catch that one, and end in their own time.
    """

    def __init__(self, number: int = signal.SIGINT, consequence: str | None = None) -> None:
        self.number = number
        message = f"stopped by {NAMES[signal.Signals(number)]}"
        super().__init__(f"{message}: {consequence}" if consequence else message)


class Stopping:
    """What a signal to end does in this process. ``last_steps`` run before the process ends at once."""

    def __init__(self) -> None:
        self.last_steps: list[Callable[[], object]] = []
        self._noted: int | None = None
        self._raised: Interrupted | None = None
        self._is_held_back = False
        self._is_heeded = False

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Take the signals in this way while the body runs. Outside the main thread nothing changes."""
        if not _is_main_thread():
            yield
            return
        self.forget()
        self._is_held_back, self._is_heeded = False, True
        before = self._take(*_heeded_signals())
        try:
            yield
        finally:
            _give_back(before)
            self.forget()  # a later error comes from none of these signals
            self._is_heeded = False

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Let a signal wait while foreign code runs. Raise ``Interrupted`` before it where one came already.

        Foreign code may answer a signal itself: Prefect ends its flow on SIGTERM, then hands the signal on to us. What
        it raises then is raised as ``Interrupted``.
        """
        self.check()
        if not _is_main_thread():
            # Signals come to the main thread alone, which knows what it stands in.
            yield
            return
        try:
            with self._set(True):
                yield
        except (Interrupted, Exception):
            raise
        except BaseException as error:
            if self._noted is None:
                raise
            raise Interrupted(self._noted, GOES_ON) from error

    @contextmanager
    def let_through(self) -> Iterator[None]:
        """Let a signal end our own code, called back from foreign code, at once; foreign handlers wait meanwhile."""
        if not _is_main_thread():
            self.check()
            yield
            return
        with self._set(False):
            self.check()
            before = self._take(signal.SIGTERM) if self._is_heeded else {}
            try:
                yield
            finally:
                _give_back(before)

    def forget(self) -> None:
        """Let the next signal be a first one again: what the last one ended has ended, and the command continues."""
        self._noted, self._raised = None, None

    def check(self) -> None:
        """Raise ``Interrupted`` where a signal came: it waits, or a library swallowed what was raised for it."""
        if self._noted is not None:
            self._raise(self._noted)

    def behind(self, error: BaseException | None) -> Interrupted | None:
        """Return the signal to end that an error comes from; ``None`` where none does.

        When a signal comes during a query, DuckDB ends the query with an error of its own. Ours is the cause of that
        error or, if the signal came between two steps of the query, appears only in its message. So an error that
        follows a raised signal comes from it.
        """
        if error is None:
            return None
        return next((each for each in with_causes(error) if isinstance(each, Interrupted)), self._raised)

    def end_at_once(self, number: int) -> None:
        """End the process without tidying up: workers end by themselves, and the lock of the folder is let go."""
        for step in self.last_steps:
            step()
        sys.stderr.flush()
        os._exit(status_of(number))

    @contextmanager
    def _set(self, is_held_back: bool) -> Iterator[None]:
        before, self._is_held_back = self._is_held_back, is_held_back
        try:
            yield
        finally:
            self._is_held_back = before

    def _take(self, *numbers: int) -> dict[int, Any]:
        """Let these signals come to us; return who took them before."""
        return {number: signal.signal(number, self._note) for number in numbers}

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self._noted is not None:
            self.end_at_once(number)
        self._noted = number
        if not self._is_held_back:
            self._raise(number)

    def _raise(self, number: int) -> NoReturn:
        self._raised = Interrupted(number)
        raise self._raised


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _heeded_signals() -> list[int]:
    """Return the signals to heed. A SIGHUP that ``nohup`` made ignored stays ignored."""
    return [number for number in NAMES if number is not signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN]


def _give_back(handlers: dict[int, Any]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)


STOPPING = Stopping()
