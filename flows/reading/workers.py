"""Worker processes as kehtiv sees them: given a file, each comes back with its result, or is stopped and says why.

Own code over ``subprocess`` and pipes. Process pools of libraries share one pipe among their workers (one killed while
it writes spoils it for all), know a time limit for a task but no signs of progress, and leave running what a killed
worker had started.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from flows.reading.limits import Deadline, Limits
from flows.reading.one import OUT_OF_MEMORY
from flows.reading.worker_process import READY, RESULT

_START_S = 600.0
"""For a worker to load its libraries. That takes a second, minutes on a machine under heavy load; one that dies while
it starts is noticed at once."""
_STOP_S = 300.0
"""For a guard to end its reader and all programs of it; a guard that is killed instead leaves the programs running."""
_START = "import sys; from flows.reading.worker_process import main; main(*map(int, sys.argv[1:]))"

TIMED_OUT, DIED = "reading_timed_out", "worker_died"
"""Quarantine codes of files whose worker did not come back with a result."""

_CRASHES = frozenset({signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGSEGV, signal.SIGTRAP})
"""How native libraries end a process that gets no memory."""


class WorkerLost(Exception):
    """The worker is gone, and all it had started; ``code`` is the file's quarantine code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class End:
    """How a reader ended: exit status as ``subprocess`` gives it (negative: a signal), resident MiB at the most."""

    status: int
    peak_mib: float


class Worker:
    """One worker. Not for several threads at once, except ``stop``, which may come from any."""

    def __init__(self, limits: Limits) -> None:
        """Starts it; raises ``OSError`` where the machine has no room for a process."""
        self.limits = limits
        self._is_ready = False
        self._stopping = threading.Lock()
        ours, jobs = socket.socketpair()
        self._control, control = socket.socketpair()
        with jobs, control:
            self._jobs = Connection(ours.detach())
            arguments = [str(number) for number in (jobs.fileno(), control.fileno(), limits.memory_bytes)]
            self._process = subprocess.Popen(
                [sys.executable, "-P", *_warnings(), "-c", _START, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # what a library prints must not stand among the answers
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
                pass_fds=(jobs.fileno(), control.fileno()),
                start_new_session=True,  # Ctrl-C is for kehtiv, which then stops its workers
            )
        _STARTED.add(self)

    def read(self, reader: Callable[..., Any], file: Any, tools: Any) -> Any:
        """What ``reader(file, tools)`` returns in the worker. Raises ``WorkerLost``; this worker is of no use then."""
        try:
            self._wait_until_ready()
            self._jobs.send((reader, file, tools))
            return self._result(Deadline(self.limits))
        except (EOFError, OSError):
            raise self._lost() from None

    def _wait_until_ready(self) -> None:
        if self._is_ready:
            return
        if not self._jobs.poll(_START_S):
            self.stop()
            raise WorkerLost(DIED, f"a worker did not start within {_START_S:g} seconds")
        self._is_ready = self._receive()[0] == READY

    def _result(self, deadline: Deadline) -> Any:
        while self._jobs.poll(deadline.left_s):
            kind, value = self._receive()
            if kind == RESULT:
                return value
            deadline.hear()
        told = deadline.broken_rule()
        self.stop()
        raise WorkerLost(TIMED_OUT, told)

    def _receive(self) -> tuple[str, Any]:
        try:
            packed = self._jobs.recv_bytes(self.limits.result_bytes)
        except EOFError:
            raise
        except OSError as error:
            if self._process.poll() is None and "length" in str(error):
                self.stop()
                told = f"what was read is larger than {self.limits.result_bytes} bytes"
                raise WorkerLost(OUT_OF_MEMORY, told) from None
            raise
        kind, value = pickle.loads(packed)
        return kind, value

    def _lost(self) -> WorkerLost:
        end = self.stop()
        if end is None:
            return WorkerLost(DIED, "the process that read this file was stopped")
        if end.status >= 0:
            return WorkerLost(DIED, f"the process that read this file ended by itself with status {end.status}")
        name = signal.Signals(-end.status).name
        told = f"the process that read this file was ended by {name}, with {end.peak_mib:.0f} MiB in use"
        if -end.status in _CRASHES and end.peak_mib > self.limits.memory_bytes / 2**20 / 2:
            return WorkerLost(OUT_OF_MEMORY, f"{told}: a file may take {self.limits.memory_bytes / 2**20:.0f} MiB")
        return WorkerLost(DIED, told)

    def stop(self) -> End | None:
        """Ends the worker and everything it started, and waits for that. ``None``: how it ended is not known."""
        with self._stopping:
            _STARTED.discard(self)
            with suppress(OSError):
                self._control.shutdown(socket.SHUT_WR)
            try:
                self._process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            told = b""
            with suppress(OSError):
                told = self._control.recv(100)
            self._control.close()
            status, _, peak_kib = told.partition(b" ")
            return End(int(status), int(peak_kib) / 1024) if peak_kib else None

    def close(self) -> None:
        """Ends it and frees what this process holds of it."""
        self.stop()
        self._jobs.close()

    @property
    def pid(self) -> int:
        """Of the guard, the parent of the process that reads."""
        return self._process.pid


def _warnings() -> list[str]:
    return [f"-W{option}" for option in sys.warnoptions]


_STARTED: set[Worker] = set()
_IDLE: list[Worker] = []
_LOCK = threading.Lock()


def hire(limits: Limits) -> Worker:
    """A worker under these limits: one that an earlier reader of this process is done with, or a new one."""
    with _LOCK:
        for number, worker in enumerate(_IDLE):
            if worker.limits == limits:
                return _IDLE.pop(number)
    return Worker(limits)


def release(worker: Worker) -> None:
    """Keeps a worker that came back with its result for the next reader: starting one costs a second."""
    with _LOCK:
        _IDLE.append(worker)
        surplus = _IDLE.pop(0) if len(_IDLE) > 2 * (os.cpu_count() or 1) else None
    if surplus is not None:
        surplus.close()


@atexit.register
def _end_all() -> None:
    with _LOCK:
        _IDLE.clear()
    for worker in list(_STARTED):
        worker.close()


def _forget_all() -> None:
    """In a forked child: the workers are its parent's, and two that talk to one worker would mix up their files."""
    global _LOCK
    _LOCK = threading.Lock()
    _IDLE.clear()
    _STARTED.clear()


os.register_at_fork(after_in_child=_forget_all)
