"""Share the published file among requests, and switch to the next one at once, or as soon as its pages are ready."""

from __future__ import annotations

import hashlib
import os
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.ask.fetching import memory_told
from warehouse.ask.shown import shows_less
from warehouse.connection import PUBLISHED_NAME, Warehouse, open_file
from warehouse.errors import NoWarehouse

MOST_AT_ONCE = 6
"""How many requests ask at the same time; further ones wait. Each may hold Python's lock for milliseconds while it
renders: with fewer, answers from memory wait less; with more, pages asked for the first time do."""
MOST_LONG = 2
"""The same for queries that people write or choose. These may take seconds, so pages do not wait for them."""
MEMORY_LIMIT = "160MB"
"""Memory that the queries of all requests to one file share; a request that needs more fails alone. A file of a million
annexes fills whatever is allowed, and while one file replaces another, two are open."""
THREADS = 1
"""Threads of one query. Requests are answered side by side already, and parts of a short query wait for each other."""
MOST_BYTES_BESIDE = 256 * 2**20
"""The most bytes of two published files that are read side by side. Larger ones could each fill their ``MEMORY_LIMIT``,
and there is not memory enough for two: then the next file replaces the last one at once."""


@dataclass(frozen=True)
class PublishedFile:
    """What identifies a published file: its digest, and the instant (UTC, whole seconds) of its last change."""

    sha256: str
    published_at: datetime


class _Open:
    """A published file that is open, and how many requests read it."""

    def __init__(self, path: Path, version: str) -> None:
        # A replaced file is removed from the folder, but its bytes can be read as long as it is open.
        self._bytes = os.open(path, os.O_RDONLY)
        self._close_bytes = weakref.finalize(self, os.close, self._bytes)
        self.warehouse = open_file(path, MEMORY_LIMIT, THREADS)
        self.version = version
        self.readers = 0
        self._describing = threading.Lock()
        self._described: PublishedFile | None = None

    def describe(self) -> PublishedFile:
        """Return what identifies the file. Its bytes are read once, on the first call."""
        with self._describing:
            if self._described is None:
                with open(self._bytes, "rb", closefd=False) as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                changed_at = int(os.fstat(self._bytes).st_mtime)
                self._described = PublishedFile(sha256=digest, published_at=datetime.fromtimestamp(changed_at, UTC))
            return self._described

    @property
    def size(self) -> int:
        """Return the size of the file in bytes, even after it was removed."""
        return os.fstat(self._bytes).st_size

    def close(self) -> None:
        self.warehouse.close()
        self._close_bytes()


class HeldWarehouse:
    """The published file of a data folder, held open for many threads.

    Each lease reads one file from its beginning to its end. A file that is replaced is closed when its last lease ends,
    so that its bytes leave the disk.

    The next lease reads whatever is published by then, unless whoever makes pages ready has set ``grace_s``. Then the
    next file is opened beside the last one, and leases read the last one until ``switch``, or until that many seconds
    after the publish. They switch at once where the next file shows less, and when the last one is gone from the disk:
    a publish that follows a withdrawal removes all earlier files, while others keep them.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self.grace_s = 0.0
        self._lock = threading.Lock()
        # ``known_version`` reads these without the lock, so _next is set only once it may wait, and _current is
        # replaced first.
        self._current: _Open | None = None
        self._next: _Open | None = None
        self._until: float | None = None
        self._leased: dict[str, _Open] = {}
        self._turns = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._long_turns = threading.BoundedSemaphore(MOST_LONG)

    # The application has as many turns of its own, for which requests wait on its event loop. The turns here bound
    # whoever else takes a lease.
    @contextmanager
    def lease(self, version: str | None = None, *, is_long: bool = False) -> Iterator[tuple[Warehouse, str]]:
        """Yield a warehouse for one thread, and its version, once it is this thread's turn.

        ``is_long``: its queries may take seconds. With a ``version`` it reads that file and waits for no turn, for
        pages that are made ready one by one. Raises ``NoWarehouse`` before the first publish, and where that version is
        no longer held; ``QueryTooLarge`` where the body needs more memory than there is.
        """
        turns = self._long_turns if is_long else self._turns
        with turns if version is None else nullcontext():
            held = self._take(version)
            try:
                cursor = held.warehouse.connection.cursor()
                try:
                    with memory_told():
                        yield Warehouse(cursor, held.warehouse.path, is_published=True), held.version
                finally:
                    cursor.close()
            finally:
                self._give_back(held)

    def known_version(self) -> str | None:
        """Return the version that the next lease reads; ``None`` where it first has to look at a file.

        Opens nothing and waits for nobody. Raises ``NoWarehouse`` before the first publish.
        """
        newest, waiting = _newest(self.data)[1], self.waiting_version()
        # Read last: if it is another file by now, leases have been switched to it.
        current = self._current
        return current.version if current is not None and newest in (current.version, waiting) else None

    def answering_version(self) -> str:
        """Return the version that the next lease reads, which is decided now if need be. Raises as a lease does."""
        with self._lock:
            return self._turn().version

    def waiting_version(self) -> str | None:
        """Return the version that waits to replace the one that is read now; ``None`` where none does."""
        current, following = self._current, self._next
        is_waiting = current is not None and following is not None and self._may_wait(current)
        return following.version if following is not None and is_waiting else None

    def switch(self, version: str) -> None:
        """Let leases read this version from now on, if it is the one that waits."""
        with self._lock:
            if self._next is not None and self._next.version == version:
                self._replace(self._next)

    def describe(self, version: str) -> PublishedFile:
        """Return what identifies the file of a lease, while the lease lasts. Raises ``KeyError`` without one."""
        with self._lock:
            held = self._leased[version]
        return held.describe()

    def close(self) -> None:
        """Close the files that are held, once no lease reads them."""
        with self._lock:
            held, self._current, self._next = (self._current, self._next), None, None
            for one in held:
                self._close_unread(one)

    def _take(self, version: str | None) -> _Open:
        with self._lock:
            held = self._turn() if version is None else self._held_as(version)
            held.readers += 1
            self._leased[held.version] = held
            return held

    def _held_as(self, version: str) -> _Open:
        for held in (self._current, self._next):
            if held is not None and held.version == version:
                return held
        raise NoWarehouse(f"{version} is read no more: something else was published")

    def _turn(self) -> _Open:
        """Return what the next lease reads, after looking at what is published now."""
        path, version = _newest(self.data)
        current, following = self._current, self._next
        if current is None:
            return self._replace(_Open(path, version))
        if version == current.version:
            return current if following is None else self._replace(current)
        if following is not None and following.version == version:
            return current if self._may_wait(current) else self._replace(following)
        fresh = _Open(path, version)
        # However many publishes follow, nobody is answered from a file that was replaced longer ago than the grace.
        self._until = self._until or time.monotonic() + self.grace_s - _published_s_ago(self.data)
        if not self._may_wait(current) or not _may_lie_beside(current, fresh):
            return self._replace(fresh)
        self._next = fresh
        self._close_unread(following)
        return current

    def _may_wait(self, current: _Open) -> bool:
        return self._until is not None and time.monotonic() < self._until and current.warehouse.path.exists()

    def _replace(self, fresh: _Open) -> _Open:
        replaced = (self._current, self._next)
        self._current, self._next, self._until = fresh, None, None
        for old in replaced:
            self._close_unread(old)
        return fresh

    def _close_unread(self, held: _Open | None) -> None:
        if held is not None and held.readers == 0 and held not in (self._current, self._next):
            held.close()

    def _give_back(self, held: _Open) -> None:
        with self._lock:
            held.readers -= 1
            if held.readers == 0:
                del self._leased[held.version]
                self._close_unread(held)


def _may_lie_beside(old: _Open, new: _Open) -> bool:
    return old.size + new.size <= MOST_BYTES_BESIDE and not shows_less(new.warehouse, old.warehouse)


def _newest(data: Path) -> tuple[Path, str]:
    """Return the published file and its version: its name with the instant of its last change."""
    link = data / PUBLISHED_NAME
    try:
        path = link.resolve(strict=True)
        return path, f"{path.stem}-{path.stat().st_mtime_ns:x}"
    except OSError as error:
        raise NoWarehouse(f"there is no warehouse in {data} yet: run `kehtiv ingest` or `kehtiv add` first") from error


def _published_s_ago(data: Path) -> float:
    """Return how many seconds ago the link was last changed: 0 if the clock is wrong, infinity if there is no link."""
    try:
        return max(0.0, time.time() - (data / PUBLISHED_NAME).lstat().st_ctime)
    except OSError:
        return float("inf")
