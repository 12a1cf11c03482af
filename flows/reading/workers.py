"""Start worker processes, give them files, take their results, and stop them with a reason.

This is own code over ``subprocess`` and pipes. The process pools of libraries share one pipe among their workers (a
worker killed while it writes breaks the pipe for all), limit the time of a task but know no signs of progress, and
leave the processes of a killed worker running.
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
from pathlib import Path
from typing import Any

from flows.reading.limits import Deadline, Limits
from flows.reading.one import OUT_OF_MEMORY
from flows.reading.worker_process import READY, RESULT

_START_S = 600.0
"""Seconds for a worker to load its libraries. That takes a second, or minutes on a machine under heavy load. A worker
that dies while it starts is noticed at once."""
_STOP_S = 300.0
"""Seconds for a guard to end its reader and the reader's programs; a killed guard leaves the programs running."""
_START = "import sys; from flows.reading.worker_process import main; main(*map(int, sys.argv[1:]))"

TIMED_OUT, DIED = "reading_timed_out", "worker_died"
"""Quarantine codes of files whose worker returned no result."""

_CRASHES = frozenset({signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGSEGV, signal.SIGTRAP})
"""Signals with which native libraries end a process that cannot allocate memory."""


class WorkerLost(Exception):
    """The worker and everything it started are gone. ``code`` is the file's quarantine code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class End:
    """How a reader ended: exit status as in ``subprocess`` (negative: a signal), and peak resident MiB."""

    status: int
    peak_mib: float


class Worker:
    """One worker. Only one thread at a time may use it, but any thread may call ``stop``."""

    def __init__(self, limits: Limits) -> None:
        """Start the worker. Raises ``OSError`` where the machine cannot start another process."""
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
                stdout=subprocess.DEVNULL,  # output printed by a library must not mix with the answers
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
                pass_fds=(jobs.fileno(), control.fileno()),
                start_new_session=True,  # Ctrl-C must reach only kehtiv, which then stops its workers
            )
        _STARTED.add(self)

    def read(self, reader: Callable[..., Any], file: Any, tools: Any, scratch: Path) -> Any:
        """Return the result of ``reader(file, tools)`` in the worker. Raises ``WorkerLost``, which ends the worker.

        ``scratch`` is the folder for all temporary files meanwhile. The caller removes it, or the worker's guard where
        kehtiv is killed.
        """
        try:
            self._wait_until_ready()
            self._control.sendall(os.fsencode(scratch) + b"\0")
            self._jobs.send((reader, file, tools, str(scratch)))
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
        reason = deadline.broken_rule()
        self.stop()
        raise WorkerLost(TIMED_OUT, reason)

    def _receive(self) -> tuple[str, Any]:
        try:
            packed = self._jobs.recv_bytes(self.limits.result_bytes)
        except EOFError:
            raise
        except OSError as error:
            if self._process.poll() is None and "length" in str(error):
                self.stop()
                reason = f"the result is larger than {self.limits.result_bytes} bytes"
                raise WorkerLost(OUT_OF_MEMORY, reason) from None
            raise
        kind, value = pickle.loads(packed)
        return kind, value

    def _lost(self) -> WorkerLost:
        end = self.stop()
        if end is None:
            return WorkerLost(DIED, "the process that read this file was stopped")
        if end.status >= 0:
            return WorkerLost(DIED, f"the process that read this file exited with status {end.status}")
        is_crash = -end.status in _CRASHES
        limit_mib = self.limits.memory_bytes / 2**20
        if is_crash and end.peak_mib > limit_mib / 2:
            reason = (
                f"reading this file took {end.peak_mib:.0f} MiB of memory; the limit for a file is {limit_mib:.0f} MiB"
            )
            return WorkerLost(OUT_OF_MEMORY, reason)
        ended = f"{'crashed' if is_crash else 'was killed'} (signal {-end.status})"
        return WorkerLost(DIED, f"the process that read this file {ended} with {end.peak_mib:.0f} MiB in use")

    def stop(self) -> End | None:
        """End the worker and everything it started, and wait for that. Return ``None`` where the end is unknown."""
        with self._stopping:
            _STARTED.discard(self)
            with suppress(OSError):
                self._control.shutdown(socket.SHUT_WR)
            try:
                self._process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            answer = b""
            with suppress(OSError):
                answer = self._control.recv(100)
            self._control.close()
            status, _, peak_kib = answer.partition(b" ")
            return End(int(status), int(peak_kib) / 1024) if peak_kib else None

    def close(self) -> None:
        """End the worker and free the resources of this process for it."""
        self.stop()
        self._jobs.close()

    @property
    def pid(self) -> int:
        """Return the process id of the guard, the parent of the reader."""
        return self._process.pid


def _warnings() -> list[str]:
    return [f"-W{option}" for option in sys.warnoptions]


_STARTED: set[Worker] = set()
_IDLE: list[Worker] = []
_LOCK = threading.Lock()


def hire(limits: Limits) -> Worker:
    """Return a worker under these limits: one that an earlier reader of this process released, or a new one."""
    with _LOCK:
        for number, worker in enumerate(_IDLE):
            if worker.limits == limits:
                return _IDLE.pop(number)
    return Worker(limits)


def release(worker: Worker) -> None:
    """Keep a worker that returned its result for the next reader, because starting one costs a second."""
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
    """Forget the workers in a forked child. They are its parent's; two processes on one worker would mix up files."""
    global _LOCK
    _LOCK = threading.Lock()
    _IDLE.clear()
    _STARTED.clear()


os.register_at_fork(after_in_child=_forget_all)
