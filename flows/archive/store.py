"""Combine objects and ledger into the archive that the rest of kehtiv uses."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC

from extractors.model.register import Capture, Request
from flows.archive.errors import NotArchived
from flows.archive.ledger import KEPT_HEADERS, Ledger, StoredCapture
from flows.archive.objects import Objects, digest
from flows.archive.trouble import unwritable
from flows.spool import Spool
from flows.stores import Place


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """The last usable answer of an address.

    ``status`` is 304 where the register's last answer was "not modified". ``etag`` and ``last_modified`` are the
    validators for the next conditional request, ``None`` where the register sent none. ``size`` is in bytes.
    """

    sha256: str
    size: int
    status: int
    etag: str | None
    last_modified: str | None


class Archive:
    """The archive in one place. The run's lock lets one process write at a time; threads may share an instance."""

    is_replayed = False

    def __init__(self, place: Place) -> None:
        self.place = place
        self._objects = Objects(place)
        self._ledger = Ledger(place)
        self._lock = threading.Lock()
        self._latest: dict[str, Spool] = {}

    def prepare(self) -> None:
        """Prove that answers can be written and deleted for good. Raise ``ArchiveUnwritable``."""
        with unwritable(self.place.told()):
            self.place.prepare()

    def settle(self) -> None:
        """Bring the ledger into the form in which it rests, which any tool may copy. Raise ``ArchiveUnwritable``."""
        with self._lock, unwritable(self.place.told()):
            self.place.lines.settle()

    @staticmethod
    def digest(body: bytes) -> str:
        """Return the name under which bytes are kept: their sha256 in hexadecimal."""
        return digest(body)

    def store(self, capture: Capture, register: str) -> str:
        """Store an answer and return the sha256 of its bytes. Bytes that are already held are not written again.

        A 304 has no bytes: its line names those of the last answer from the same address. Raise ``NotArchived`` where
        that answer is missing, and ``ArchiveUnwritable``.
        """
        with self._lock:
            sha256, size = self._keep_body(capture, register)
            row = StoredCapture(
                register=register,
                url=capture.request.url,
                method=capture.request.method,
                form=capture.request.form,
                final_url=capture.url,
                status=capture.status,
                headers=tuple((k.lower(), v) for k, v in capture.headers if k.lower() in KEPT_HEADERS),
                fetched_at=capture.fetched_at.astimezone(UTC),
                sha256=sha256,
                size=size,
            )
            latest = self._index(register)
            self._ledger.append(row)
            _remember(latest, row)
        return sha256

    def load(self, sha256: str) -> bytes:
        """Return the bytes kept under a hash, verified against it. Raise as ``Objects.load``."""
        return self._objects.load(sha256)

    def holds(self, sha256: str) -> bool:
        """Return whether bytes are kept under a hash. Raise ``ArchiveUnreachable``."""
        return self._objects.holds(sha256)

    def size(self, sha256: str) -> int:
        """Return the size in bytes of what is kept under a hash. Raise as ``Objects.size``."""
        return self._objects.size(sha256)

    def hashes(self, prefix: str) -> set[str]:
        """Return the sha256 of every object that begins with these two digits. Raise ``ArchiveUnreachable``."""
        return set(self._objects.names(prefix))

    def captures(self, register: str, naming: Collection[str] | None = None) -> Iterator[StoredCapture]:
        """Yield every answer of a register in the order of arrival; ``naming`` selects as in ``Ledger.read``.

        Raise ``ArchiveDamaged`` with file and line, or ``ArchiveUnreachable``.
        """
        return self._ledger.read(register, naming)

    def registers(self) -> list[str]:
        """Return the registers from which anything was ever stored. Raise ``ArchiveUnreachable``."""
        return self._ledger.registers()

    def last_answer(self, register: str, url: str) -> HeldAnswer | None:
        """Return the last usable answer (200, or 304 with bytes) to a GET of ``url``; ``None`` where none is held.

        Raise ``ArchiveDamaged`` or ``ArchiveUnreachable``.
        """
        with self._lock:
            row = _recall(self._index(register), "GET", url)
        return row if row is not None and self.holds(row.sha256) else None

    def forget_index(self, register: str) -> None:
        """Drop from memory what is remembered of a register's answers; the next use reads its ledger again."""
        with self._lock:
            if (latest := self._latest.pop(register, None)) is not None:
                latest.close()

    def forget(self, sha256: str) -> bool:
        """Delete bytes that must no longer be held, and keep the ledger's lines; return whether they were held.

        Raise ``ArchiveUnwritable`` where they cannot be deleted, because a failed take-down must not pass unnoticed.
        """
        with self._lock:
            return self._objects.forget(sha256)

    @contextmanager
    def changing(self) -> Iterator[tuple[Objects, Ledger]]:
        """Yield objects and ledger to a withdrawal; all other use of the archive waits meanwhile."""
        with self._lock:
            for latest in self._latest.values():
                latest.close()
            self._latest.clear()
            yield self._objects, self._ledger

    def open_capture(self, row: StoredCapture) -> Capture:
        """Return an archived answer as it arrived, for a replay.

        The bytes are verified against their sha256. Where a line gives another size, an early version of a take-down
        blanked part of the page without updating the line; the answer returned gives the actual size.
        """
        body = self.load(row.sha256)
        if row.size != len(body):
            row = row.with_body(row.sha256, len(body))
        request = Request("POST" if row.method == "POST" else "GET", row.url, row.form)
        return Capture(request, row.final_url, row.status, row.headers, body, row.fetched_at)

    def _keep_body(self, capture: Capture, register: str) -> tuple[str, int]:
        if capture.status == 304:
            known = _recall(self._index(register), capture.request.method, capture.request.url)
            if known is None or not self.holds(known.sha256):
                raise NotArchived(f"the register says that {capture.request.url} is unchanged, but no copy is held")
            return known.sha256, known.size
        return self._objects.keep(capture.body), len(capture.body)

    def _index(self, register: str) -> Spool:
        """Return the last usable answer per address, read once: a ledger read for each of 10,000 files takes hours."""
        if register not in self._latest:
            latest = Spool()
            for row in self._ledger.read(register):
                _remember(latest, row)
            self._latest[register] = latest
        return self._latest[register]


def _remember(latest: Spool, row: StoredCapture) -> None:
    if row.status in (200, 304) and not row.form and not row.is_withdrawn:
        told = [row.sha256, row.size, row.status, row.header("etag"), row.header("last-modified")]
        latest.put(f"{row.method} {row.url}", json.dumps(told, ensure_ascii=False).encode())


def _recall(latest: Spool, method: str, url: str) -> HeldAnswer | None:
    told = latest.get(f"{method} {url}")
    return HeldAnswer(*json.loads(told)) if told is not None else None
