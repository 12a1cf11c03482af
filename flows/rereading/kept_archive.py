"""Give a replay read-only access to the archive: what the stages write or delete does not reach it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from extractors.model.register import Capture
from flows.archive import Archive, StoredCapture
from flows.archive.ledger import Ledger
from flows.archive.objects import Objects
from flows.archive.store import HeldAnswer
from flows.folder import DataFolder
from flows.stores import Place
from flows.stores.on_disk import OnDisk
from flows.withdrawal.journal import copy_journal


class KeptArchive:
    """Read from the archive ``kept``, and write to an empty one in the folder ``aside``.

    A replayed stage deletes the bytes of a document that was restricted that night. If the document became public again
    later, a later step of the replay still needs those bytes. The journal of take-downs is copied and grows aside.
    """

    def __init__(self, kept: Archive, aside: Path) -> None:
        self._kept = kept
        self._aside = Archive(OnDisk(DataFolder(aside).archive))
        copy_journal(kept.place, self._aside.place)

    @property
    def is_replayed(self) -> bool:
        return True

    @property
    def place(self) -> Place:
        return self._aside.place

    def load(self, sha256: str) -> bytes:
        return self._kept.load(sha256)

    def holds(self, sha256: str) -> bool:
        return self._kept.holds(sha256)

    def size(self, sha256: str) -> int:
        return self._kept.size(sha256)

    def captures(self, register: str, naming: Collection[str] | None = None) -> Iterator[StoredCapture]:
        return self._kept.captures(register, naming)

    def last_answer(self, register: str, url: str) -> HeldAnswer | None:
        return self._kept.last_answer(register, url)

    def open_capture(self, row: StoredCapture) -> Capture:
        return self._kept.open_capture(row)

    def store(self, capture: Capture, register: str) -> str:
        """Return the digest. The answer came out of the archive, so there is nothing to write."""
        return Archive.digest(capture.body)

    def forget(self, sha256: str) -> bool:
        return self._aside.forget(sha256)

    def changing(self) -> AbstractContextManager[tuple[Objects, Ledger]]:
        return self._aside.changing()
