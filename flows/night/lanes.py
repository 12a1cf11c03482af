"""Let nights go on side by side: one of them works at a time, while the others wait for their hosts.

The warehouse, the archive and all that decides are for one thread. A night that waits for its host needs none of them,
and waiting is nearly all that a night does. So each night has a thread, and the right to work is handed from one to
the next; only inside ``waiting`` is it let go.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context

from flows.run.interrupt import STOPPING


class LaneEnded(BaseException):
    """Another lane met what ends all of them. This is no ``Exception``: nothing may take it for trouble of a host."""


class Lanes:
    """The right to work, and what ends all lanes. ``check`` raises where a signal to end came."""

    def __init__(self, check: Callable[[], object] = STOPPING.check) -> None:
        self._check = check
        self._working = threading.Lock()
        self._ending = threading.Event()
        self._ended_by: BaseException | None = None

    def look(self) -> None:
        """Raise where all lanes are to end."""
        self._check()
        if self._ending.is_set():
            raise LaneEnded

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Let the others work meanwhile. The body may use nothing that they use."""
        self._working.release()
        try:
            yield
        finally:
            self._working.acquire()  # also to unwind: what an error passes through writes to the warehouse
        self.look()

    def sleep(self, seconds: float) -> None:
        """Sleep, or raise as soon as all lanes are to end."""
        self._ending.wait(seconds)
        self.look()

    def run(self, lanes: Sequence[Callable[[], None]], end_work: Callable[[], object]) -> None:
        """Run each in a thread of its own and return when all have ended. Raise what ended one of them.

        A signal to end reaches this thread alone: it ends the others, and ``end_work`` what one of them computes.
        """
        ended = threading.Semaphore(0)
        threads = [
            threading.Thread(target=copy_context().run, args=(self._run, lane, ended), name=f"kehtiv-lane-{number}")
            for number, lane in enumerate(lanes, 1)
        ]
        try:
            for thread in threads:
                thread.start()
            for _ in threads:
                ended.acquire()
        except BaseException as error:
            self._end(error)
            end_work()
            raise
        finally:
            for thread in threads:
                if thread.ident is not None:
                    thread.join()
        if self._ended_by is not None:
            raise self._ended_by

    def _run(self, lane: Callable[[], None], ended: threading.Semaphore) -> None:
        try:
            with self._working:
                self.look()
                lane()
        except LaneEnded:
            pass
        except BaseException as error:
            self._end(error)
        finally:
            ended.release()

    def _end(self, error: BaseException) -> None:
        if self._ended_by is None:
            self._ended_by = error
        self._ending.set()
