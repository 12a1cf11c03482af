"""What a run asks of the archive, so that a replay may put another one in its place: giving, and keeping."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from extractors.model.register import Capture
from flows.archive.ledger import Ledger, StoredCapture
from flows.archive.objects import Objects
from flows.archive.store import HeldAnswer


class ArchiveReader(Protocol):
    """What gives bytes and tells how they came; see ``Archive`` for each."""

    @property
    def is_replayed(self) -> bool:
        """Whether it holds answers that came after the moment of the run."""
        ...

    def load(self, sha256: str) -> bytes: ...

    def holds(self, sha256: str) -> bool: ...

    def captures(self, register: str, naming: Collection[str] | None = None) -> Iterator[StoredCapture]: ...

    def last_answer(self, register: str, url: str) -> HeldAnswer | None: ...

    def open_capture(self, row: StoredCapture) -> Capture: ...


class ArchiveWriter(Protocol):
    """What keeps answers and lets go of bytes; see ``Archive`` for each."""

    def store(self, capture: Capture, register: str) -> str: ...

    def forget(self, sha256: str) -> bool: ...


class RunArchive(ArchiveReader, ArchiveWriter, Protocol):
    """The archive of a run. ``folder`` is where the journal of take-downs lies; ``changing`` is for withdrawals."""

    @property
    def folder(self) -> Path: ...

    def changing(self) -> AbstractContextManager[tuple[Objects, Ledger]]: ...
