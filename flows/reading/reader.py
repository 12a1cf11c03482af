"""Read files in worker processes, so that a bad file costs only itself and not the run.

kehtiv's own process never parses content from outside. When a worker hangs, takes too much memory or dies, it is ended
with everything it started. Its file is held back with the reason, and the next file gets a new worker.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

from extractors.model.extraction import Failure
from extractors.tools import NO_TOOLS, Tools
from flows.clock import LOOKED_S
from flows.reading.kept import KeptReadings
from flows.reading.limits import DEFAULT, Limits
from flows.reading.one import OUT_OF_MEMORY, FileToRead, Outcome, failure, read_one
from flows.reading.tools.temporary import scratch_folder
from flows.reading.workers import DIED, Worker, WorkerLost, hire, release

READ_ONE = read_one
"""The function that a worker runs; tests replace it with a reader that dies."""


class _UnderWay:
    """Files that were handed to workers and not yet back to the caller, in order. ``size`` is that of their bytes."""

    def __init__(self) -> None:
        self.files: deque[tuple[FileToRead, Future[Outcome]]] = deque()
        self.size = 0

    def add(self, file: FileToRead, future: Future[Outcome]) -> None:
        self.files.append((file, future))
        self.size += len(file.data)

    def next(self) -> tuple[FileToRead, Future[Outcome]]:
        file, future = self.files.popleft()
        self.size -= len(file.data)
        return file, future


class Reader:
    """Read files with ``workers`` processes, each file under ``limits``. No process starts before the first file.

    ``temporary`` is the folder for everything that is written meanwhile, ``None`` the system's: there it goes with the
    process that wrote it, also where kehtiv is killed, but not where its guard is killed too or the power fails.
    A file of which ``kept`` has a reading is not read; ``None``: every file is read. ``check`` raises where reading is
    to end; the main thread needs none, a signal ends its waiting. Files of ``ahead_bytes`` together are taken before
    their turn, so that workers read on while the caller is busy; without it only a handful is.
    """

    def __init__(
        self,
        workers: int,
        tools: Tools = NO_TOOLS,
        limits: Limits = DEFAULT,
        temporary: Path | None = None,
        kept: KeptReadings | None = None,
        check: Callable[[], object] | None = None,
        ahead_bytes: int = 0,
    ) -> None:
        self._workers = max(1, workers)
        self._tools = tools
        self._limits = limits
        self._temporary = temporary
        self._kept = kept
        self._check = check
        self._ahead_bytes = ahead_bytes
        self._threads: ThreadPoolExecutor | None = None
        self._busy: set[Worker] = set()
        self._closing = threading.Lock()
        self._is_closed = False

    @property
    def tools(self) -> Tools:
        """The programs that reading may use here."""
        return self._tools

    def read(self, files: Iterable[FileToRead]) -> Iterator[tuple[FileToRead, Outcome]]:
        """Begin to read at once; yield each file with its outcome, in the given order.

        Take from ``files`` only as workers become free, and ahead of them as far as the reader may.
        """
        waiting, under_way = iter(files), _UnderWay()
        with self._closed_on_error():
            self._take(waiting, under_way)
        return self._outcomes(waiting, under_way)

    def _outcomes(self, waiting: Iterator[FileToRead], under_way: _UnderWay) -> Iterator[tuple[FileToRead, Outcome]]:
        with self._closed_on_error():
            while under_way.files:
                yield self._done(*under_way.next())
                self._take(waiting, under_way)

    def _take(self, waiting: Iterator[FileToRead], under_way: _UnderWay) -> None:
        # A few more than the workers: no worker waits for the parent.
        while len(under_way.files) <= 2 * self._workers or under_way.size < self._ahead_bytes:
            file = next(waiting, None)
            if file is None:
                return
            under_way.add(file, self._waiting_threads().submit(self._find_or_read, file))

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        """Close on Ctrl-C, or where the caller stops early: else the interpreter waits for the rest before it exits."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    def _done(self, file: FileToRead, future: Future[Outcome]) -> tuple[FileToRead, Outcome]:
        while self._check is not None and not wait([future], LOOKED_S).done:
            self._check()
        return file, future.result()

    def _waiting_threads(self) -> ThreadPoolExecutor:
        """Wait for one worker in a thread of its own, so that time limits hold while the caller is busy."""
        if self._threads is None:
            self._is_closed = False
            self._threads = ThreadPoolExecutor(self._workers, thread_name_prefix="kehtiv-worker")
        return self._threads

    def _find_or_read(self, file: FileToRead) -> Outcome:
        if self._kept is None:
            return self._read(file)
        name = self._kept.name_of(file, self._tools)
        outcome = self._kept.find(name)
        if outcome is None:
            outcome = self._read(file)
            self._kept.keep(name, outcome)
        return outcome

    def _read(self, file: FileToRead) -> Outcome:
        try:
            with scratch_folder(self._temporary) as scratch:
                return self._read_with(hire(self._limits), file, scratch)
        except OSError as error:
            return failure(file, DIED, f"cannot start a process to read this file: {error}")

    def _read_with(self, worker: Worker, file: FileToRead, scratch: Path) -> Outcome:
        with self._closing:
            self._busy.add(worker)
            is_closed = self._is_closed
        try:
            if is_closed:
                raise WorkerLost(DIED, "the run ended before this file was read")
            outcome: Outcome = worker.read(READ_ONE, file, self._tools, scratch)
        except WorkerLost as lost:
            self._let_go(worker, is_usable=False)
            return failure(file, lost.code, str(lost))
        except BaseException:
            self._let_go(worker, is_usable=False)
            raise
        # A worker that ran out of memory is left with fragmented memory.
        self._let_go(worker, is_usable=not (isinstance(outcome, Failure) and outcome.code == OUT_OF_MEMORY))
        return outcome

    def _let_go(self, worker: Worker, *, is_usable: bool) -> None:
        """Keep a worker for the next reader, or end it.

        ``close`` stops busy workers under the same lock; else it could stop one that the next reader just took over.
        """
        with self._closing:
            self._busy.discard(worker)
            is_kept = is_usable and not self._is_closed
        if is_kept:
            release(worker)
        else:
            worker.close()

    def close(self) -> None:
        """Stop workers still reading; keep idle ones for the next reader of this process. Threads may call it."""
        with self._closing:
            self._is_closed = True
            threads, self._threads = self._threads, None
            for worker in self._busy:
                worker.stop()
        if threads is not None:
            threads.shutdown(wait=True, cancel_futures=True)
