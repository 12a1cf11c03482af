"""Share the published file among requests, and change to the next one as soon as it is published."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.connection import PUBLISHED_NAME, Warehouse, open_file
from warehouse.errors import NoWarehouse, QueryError

MOST_AT_ONCE = 4
"""Requests that ask at the same time; further ones wait. The queries of twenty ran out of the memory below."""
MEMORY_LIMIT = "400MB"
"""Memory that the queries of all requests may use together; what needs more is an error of its own request."""


@dataclass
class _Open:
    """A published file that is open, and how many requests read it."""

    version: str
    warehouse: Warehouse
    readers: int = 0


class HeldWarehouse:
    """The published file of a data folder, held open for many threads.

    Each lease reads one file from its beginning to its end; the next lease reads whatever is published by then. A file
    that is replaced is closed when its last lease ends, so that its bytes leave the disk.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self._lock = threading.Lock()
        self._current: _Open | None = None
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

    def close(self) -> None:
        """Close the file that is held, once no lease reads it."""
        with self._lock:
            current, self._current = self._current, None
            if current is not None and current.readers == 0:
                current.warehouse.close()

    def _take(self) -> _Open:
        with self._lock:
            path, version = _newest(self.data)
            if self._current is None or self._current.version != version:
                fresh = _Open(version, open_file(path, MEMORY_LIMIT))
                old, self._current = self._current, fresh
                if old is not None and old.readers == 0:
                    old.warehouse.close()
            self._current.readers += 1
            return self._current

    def _give_back(self, held: _Open) -> None:
        with self._lock:
            held.readers -= 1
            if held.readers == 0 and held is not self._current:
                held.warehouse.close()


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
