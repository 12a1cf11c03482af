"""Share the published file among requests, and change to the next one as soon as it is published."""

from __future__ import annotations

import hashlib
import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.connection import PUBLISHED_NAME, Warehouse, open_file
from warehouse.errors import NoWarehouse, QueryError

MOST_AT_ONCE = 4
"""Requests that ask at the same time; further ones wait. The queries of twenty ran out of the memory below."""
MEMORY_LIMIT = "400MB"
"""Memory that the queries of all requests may use together; what needs more is an error of its own request."""
THREADS = 1
"""Threads of one query: requests are answered side by side, and parts of short queries wait for each other."""


@dataclass(frozen=True)
class PublishedFile:
    """What identifies a published file: its digest, and the instant (UTC, whole seconds) of its last change."""

    sha256: str
    published_at: datetime


class _Open:
    """A published file that is open, and how many requests read it."""

    def __init__(self, path: Path, version: str) -> None:
        # A file that is replaced is removed; its bytes can be read as long as it is open.
        self._bytes = os.open(path, os.O_RDONLY)
        self._close_bytes = weakref.finalize(self, os.close, self._bytes)
        self.warehouse = open_file(path, MEMORY_LIMIT, THREADS)
        self.version = version
        self.readers = 0
        self._describing = threading.Lock()
        self._described: PublishedFile | None = None

    def describe(self) -> PublishedFile:
        """Return what identifies the file. Its bytes are read once, when that is first asked."""
        with self._describing:
            if self._described is None:
                with open(self._bytes, "rb", closefd=False) as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                changed_at = int(os.fstat(self._bytes).st_mtime)
                self._described = PublishedFile(sha256=digest, published_at=datetime.fromtimestamp(changed_at, UTC))
            return self._described

    def close(self) -> None:
        self.warehouse.close()
        self._close_bytes()


class HeldWarehouse:
    """The published file of a data folder, held open for many threads.

    Each lease reads one file from its beginning to its end; the next lease reads whatever is published by then. A file
    that is replaced is closed when its last lease ends, so that its bytes leave the disk.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self._lock = threading.Lock()
        self._current: _Open | None = None
        self._leased: dict[str, _Open] = {}
        self._turns = threading.BoundedSemaphore(MOST_AT_ONCE)

    @contextmanager
    def lease(self) -> Iterator[tuple[Warehouse, str]]:
        """Yield a warehouse for one thread, and its version, once it is this thread's turn.

        Raises ``NoWarehouse`` before the first publish.
        """
        with self._turns:
            held = self._take()
            try:
                cursor = held.warehouse.connection.cursor()
                try:
                    yield Warehouse(cursor, held.warehouse.path, is_published=True), held.version
                finally:
                    cursor.close()
            finally:
                self._give_back(held)

    def newest_version(self) -> str:
        """Return the version that the next lease would read. Raises ``NoWarehouse`` before the first publish."""
        return _newest(self.data)[1]

    def describe(self, version: str) -> PublishedFile:
        """Return what identifies the file of a lease, while the lease lasts. Raises ``KeyError`` without one."""
        with self._lock:
            held = self._leased[version]
        return held.describe()

    def close(self) -> None:
        """Close the file that is held, once no lease reads it."""
        with self._lock:
            current, self._current = self._current, None
            if current is not None and current.readers == 0:
                current.close()

    def _take(self) -> _Open:
        with self._lock:
            path, version = _newest(self.data)
            if self._current is None or self._current.version != version:
                fresh = _Open(path, version)
                old, self._current = self._current, fresh
                if old is not None and old.readers == 0:
                    old.close()
            self._current.readers += 1
            self._leased[version] = self._current
            return self._current

    def _give_back(self, held: _Open) -> None:
        with self._lock:
            held.readers -= 1
            if held.readers == 0:
                del self._leased[held.version]
                if held is not self._current:
                    held.close()


def _newest(data: Path) -> tuple[Path, str]:
    """Return the published file and its version: its name with the instant of its last change."""
    link = data / PUBLISHED_NAME
    try:
        path = link.resolve(strict=True)
        return path, f"{path.stem}-{path.stat().st_mtime_ns:x}"
    except OSError as error:
        raise NoWarehouse(f"there is no warehouse in {data} yet: run `kehtiv ingest` or `kehtiv add` first") from error


@contextmanager
def time_limit(w: Warehouse, seconds: float) -> Iterator[None]:
    """Interrupt what ``w`` is asked in the body once the seconds have passed. Raises ``QueryError`` then."""
    over = threading.Event()

    def interrupt() -> None:
        over.set()
        w.connection.interrupt()

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except QueryError as error:
        if over.is_set():
            raise QueryError(f"the query took longer than {seconds:g} s and was ended") from error
        raise
    finally:
        timer.cancel()
