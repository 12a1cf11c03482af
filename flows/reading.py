"""Reading files in worker processes: whatever a file does to its worker, it costs that file and not the run.

Nothing that came from outside is parsed in kehtiv's own process. A worker that hangs, takes too much memory or dies is
ended with all it had started, its file is held back with the reason, and the next file gets a fresh worker.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from extractors.errors import ExtractionError
from extractors.model.extraction import ActContext, Failure, FileExtraction
from extractors.tools import NO_TOOLS, Tools
from flows import limits as allowed
from flows.limits import Limits
from flows.workers import DIED, OUT_OF_MEMORY, Worker, WorkerLost, hire, release


@dataclass(frozen=True)
class FileToRead:
    """``key`` is the caller's own name for the file and comes back with the result."""

    key: str
    name: str
    data: bytes
    context: ActContext


Outcome = FileExtraction | Failure


def read_one(file: FileToRead, tools: Tools = NO_TOOLS) -> Outcome:
    """Reads one file in this process; whatever goes wrong with it comes back as a ``Failure``, never as an exception.

    A bug in a reader is caught too: it must cost the night one document, and its traceback's last line stands in
    quarantine under ``reader_error``, which no bad file alone can cause.
    """
    from extractors import read  # in workers alone: whoever only hands files out needs no reader loaded

    try:
        return read.read_file(file.data, file.name, file.context, tools=tools)
    except ExtractionError as error:
        return _failure(file, error.code, str(error))
    except MemoryError as error:
        return out_of_memory(file, repr(error))
    except RecursionError as error:
        return _failure(file, "file_too_complex", f"reading needs more than a file may take: {error!r}")
    except Exception as error:  # the edge of the untrusted: see the docstring
        return _failure(file, "reader_error", f"a reader failed on this file: {error!r}")


def out_of_memory(file: FileToRead, told: str) -> Failure:
    """For a file that a worker could not read, or could not report, within its memory."""
    return _failure(file, OUT_OF_MEMORY, f"reading needs more memory than a file may take: {told}")


def _failure(file: FileToRead, code: str, message: str) -> Failure:
    """With the digest of the bytes: a file that is held back must be found again in the archive."""
    return Failure(file.name, hashlib.sha256(file.data).hexdigest(), code, message)


def _done(file: FileToRead, future: Future[Outcome]) -> tuple[FileToRead, Outcome]:
    return file, future.result()


READ_ONE = read_one
"""What a worker runs: tests put a reader in its place that dies."""


class Reader:
    """Reads files with ``workers`` processes, each file under ``limits``. None is started before the first file."""

    def __init__(self, workers: int, tools: Tools = NO_TOOLS, limits: Limits = allowed.DEFAULT) -> None:
        self._workers = max(1, workers)
        self._tools = tools
        self._limits = limits
        self._threads: ThreadPoolExecutor | None = None
        self._busy: set[Worker] = set()
        self._is_closed = False

    @property
    def tools(self) -> Tools:
        """The programs that reading may lean on here."""
        return self._tools

    def read(self, files: Iterable[FileToRead]) -> Iterator[tuple[FileToRead, Outcome]]:
        """Each file with its outcome, in the order given. Files are taken from ``files`` only as workers get free."""
        # A few more than there are workers: none waits for the parent, and memory holds a handful of files.
        under_way: deque[tuple[FileToRead, Future[Outcome]]] = deque()
        try:
            for file in files:
                under_way.append((file, self._waiting_threads().submit(self._read, file)))
                if len(under_way) > 2 * self._workers:
                    yield _done(*under_way.popleft())
            while under_way:
                yield _done(*under_way.popleft())
        except BaseException:  # Ctrl-C, or nobody wants the rest: else the interpreter waits for it before it ends
            self.close()
            raise

    def _waiting_threads(self) -> ThreadPoolExecutor:
        """A thread for each worker does nothing but wait for it: so time limits hold while the caller is busy."""
        if self._threads is None:
            self._is_closed = False
            self._threads = ThreadPoolExecutor(self._workers, thread_name_prefix="kehtiv-worker")
        return self._threads

    def _read(self, file: FileToRead) -> Outcome:
        try:
            worker = hire(self._limits)
        except OSError as error:
            return _failure(file, DIED, f"no process could be started to read this file: {error}")
        self._busy.add(worker)
        try:
            if self._is_closed:
                raise WorkerLost(DIED, "the run was ended before this file was read")
            outcome: Outcome = worker.read(READ_ONE, file, self._tools)
        except WorkerLost as lost:
            worker.close()
            return _failure(file, lost.code, str(lost))
        finally:
            self._busy.discard(worker)
        if isinstance(outcome, Failure) and outcome.code == OUT_OF_MEMORY:
            worker.close()  # what is left of its memory is in pieces
        else:
            release(worker)
        return outcome

    def close(self) -> None:
        """Ends what is still being read; workers that are idle are kept for the next reader of this process."""
        self._is_closed = True
        for worker in list(self._busy):
            worker.stop()
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)
            self._threads = None
