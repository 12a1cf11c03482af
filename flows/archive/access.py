"""Define what a run needs from the archive, so that a replay can substitute another one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from extractors.model.register import Capture
from flows.archive.ledger import Ledger, StoredCapture
from flows.archive.objects import Objects
from flows.archive.store import HeldAnswer
from flows.stores import Place


class ArchiveReader(Protocol):
    """Gives bytes and says how they arrived. ``Archive`` documents each method."""

    @property
    def is_replayed(self) -> bool:
        """Whether the archive holds answers that arrived after the moment of the run."""
        ...

    def load(self, sha256: str) -> bytes: ...

    def holds(self, sha256: str) -> bool: ...

    def size(self, sha256: str) -> int: ...

    def captures(self, register: str, naming: Collection[str] | None = None) -> Iterator[StoredCapture]: ...

    def last_answer(self, register: str, url: str) -> HeldAnswer | None: ...

    def open_capture(self, row: StoredCapture) -> Capture: ...


class ArchiveWriter(Protocol):
    """Stores answers and deletes bytes. ``Archive`` documents each method."""

    def store(self, capture: Capture, register: str) -> str: ...

    def forget(self, sha256: str) -> bool: ...


class RunArchive(ArchiveReader, ArchiveWriter, Protocol):
    """The archive of a run. ``place`` holds the journal of take-downs; only withdrawals use ``changing``."""

    @property
    def place(self) -> Place: ...

    def changing(self) -> AbstractContextManager[tuple[Objects, Ledger]]: ...
