"""Reading files in worker processes: one that dies takes its file with it, not the run."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass

from extractors.errors import ExtractionError
from extractors.model.extraction import ActContext, Failure, FileExtraction
from extractors.read import read_file
from extractors.tools import NO_TOOLS, Tools


@dataclass(frozen=True)
class FileToRead:
    """``key`` is the caller's own name for the file and comes back with the result."""

    key: str
    name: str
    data: bytes
    context: ActContext


Outcome = FileExtraction | Failure


def read_one(file: FileToRead, tools: Tools = NO_TOOLS) -> Outcome:
    """Reads one file; whatever goes wrong with it comes back as a ``Failure``, never as an exception.

    A bug in a reader is caught too: it must cost the night one document, and its traceback's last line stands in
    quarantine under ``reader_error``, which no bad file alone can cause.
    """
    try:
        return read_file(file.data, file.name, file.context, tools=tools)
    except ExtractionError as error:
        return _failure(file, error.code, str(error))
    except (MemoryError, RecursionError) as error:
        return _failure(file, "file_too_complex", f"reading needs more than a file may take: {error!r}")
    except Exception as error:  # the edge of the untrusted: see the docstring
        return _failure(file, "reader_error", f"a reader failed on this file: {error!r}")


def _failure(file: FileToRead, code: str, message: str) -> Failure:
    """With the digest of the bytes: a file that is held back must be found again in the archive."""
    return Failure(file.name, hashlib.sha256(file.data).hexdigest(), code, message)


READ_ONE = read_one
"""What a worker runs: tests put a reader in its place that dies."""


class Reader:
    """Reads files with ``workers`` processes; with one worker in this process itself."""

    def __init__(self, workers: int, tools: Tools = NO_TOOLS) -> None:
        self._workers = workers
        self._tools = tools
        self._pool: ProcessPoolExecutor | None = None

    def read(self, files: Iterable[FileToRead]) -> Iterator[tuple[FileToRead, Outcome]]:
        """Each file with its outcome, in the order given. Files are taken from ``files`` only as workers get free."""
        if self._workers <= 1:
            for file in files:
                yield file, read_one(file, self._tools)
            return
        # A few more than there are workers: none waits for the parent, and memory holds a handful of files.
        under_way: deque[tuple[FileToRead, Future[Outcome]]] = deque()
        for file in files:
            under_way.append((file, self._submit(file)))
            if len(under_way) > 2 * self._workers:
                yield self._result(*under_way.popleft())
        while under_way:
            yield self._result(*under_way.popleft())

    def _submit(self, file: FileToRead) -> Future[Outcome]:
        try:
            return self._running_pool().submit(READ_ONE, file, self._tools)
        except BrokenProcessPool:
            self.close()
            return self._running_pool().submit(READ_ONE, file, self._tools)

    def _result(self, file: FileToRead, future: Future[Outcome]) -> tuple[FileToRead, Outcome]:
        try:
            return file, future.result()
        except (BrokenProcessPool, CancelledError):
            return file, self._read_alone(file)

    def _read_alone(self, file: FileToRead) -> Outcome:
        """After a worker died nobody knows on which file: each that was under way gets a process of its own."""
        with _pool(1) as pool:
            try:
                return pool.submit(READ_ONE, file, self._tools).result()
            except BrokenProcessPool:
                return _failure(file, "worker_died", "the process that read this file was killed")

    def _running_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _new_pool(self._workers)
        return self._pool

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _new_pool(workers: int) -> ProcessPoolExecutor:
    # spawn, not fork: the parent holds an open DuckDB, and a forked copy of its threads and locks hangs.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    pool = _new_pool(workers)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
