"""Objects and ledger as one: what is asked of the archive by those who fetch and read."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from extractors.model.register import Capture, Request
from flows.archive.errors import NotArchived
from flows.archive.ledger import KEPT_HEADERS, Ledger, StoredCapture
from flows.archive.objects import Objects, digest


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """What is kept in memory of an address's last usable answer: a ledger line each would be two kilobytes a document.

    ``status`` is 304 where the register said last that nothing had changed; ``etag`` and ``last_modified`` are the
    validators to ask with, ``None`` where it sent none; ``size`` is in bytes.
    """

    digest: bytes
    size: int
    status: int
    etag: str | None
    last_modified: str | None

    @property
    def sha256(self) -> str:
        return self.digest.hex()


class Archive:
    """The store in one folder. One process writes at a time (the run's lock sees to it); threads may share it."""

    is_replayed = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._objects = Objects(folder)
        self._ledger = Ledger(folder)
        self._lock = threading.Lock()
        self._latest: dict[str, dict[bytes, HeldAnswer]] = {}

    @staticmethod
    def digest(body: bytes) -> str:
        """The name under which bytes are kept."""
        return digest(body)

    def store(self, capture: Capture, register: str) -> str:
        """Keeps an answer; back comes the sha256 of its bytes. Bytes that are held already are not written again.

        A 304 has no bytes of its own: its line names those of the last answer from the same address (``NotArchived``
        where there is none). Raises ``ArchiveUnwritable``.
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
        """The bytes kept under a hash, proven to be those. Raises ``NotArchived``, ``ArchiveDamaged``."""
        return self._objects.load(sha256)

    def holds(self, sha256: str) -> bool:
        return self._objects.holds(sha256)

    def size(self, sha256: str) -> int:
        """Bytes of what is kept under a hash. Raises ``NotArchived``."""
        return self._objects.size(sha256)

    def captures(self, register: str, naming: Collection[str] | None = None) -> Iterator[StoredCapture]:
        """Every answer of a register in the order of arrival; ``naming`` as for ``Ledger.read``.

        Raises ``ArchiveDamaged`` naming file and line.
        """
        return self._ledger.read(register, naming)

    def registers(self) -> list[str]:
        """The registers of which anything was ever kept."""
        return self._ledger.registers()

    def last_answer(self, register: str, url: str) -> HeldAnswer | None:
        """The last usable answer (200, or 304 with its bytes) to a GET of ``url``; ``None`` where none is held."""
        with self._lock:
            row = self._index(register).get(_key("GET", url))
        return row if row is not None and self.holds(row.sha256) else None

    def forget(self, sha256: str) -> bool:
        """Deletes bytes that may be held no longer; the ledger's lines stay. False where they were not held.

        Raises ``ArchiveUnwritable`` when they cannot be deleted: a take-down that fails must be heard of.
        """
        with self._lock:
            return self._objects.forget(sha256)

    @contextmanager
    def changing(self) -> Iterator[tuple[Objects, Ledger]]:
        """Give objects and ledger to whoever takes content away; nothing else uses the archive meanwhile."""
        with self._lock:
            self._latest.clear()
            yield self._objects, self._ledger

    def open_capture(self, row: StoredCapture) -> Capture:
        """An answer as it came, from the archive: what a replay works on.

        Its bytes are proven whole by their sha256. A line that tells another size than theirs is of a page that a
        take-down made blank in part before lines were brought in step: it promises what it holds.
        """
        body = self.load(row.sha256)
        if row.size != len(body):
            row = row.with_body(row.sha256, len(body))
        request = Request("POST" if row.method == "POST" else "GET", row.url, row.form)
        return Capture(request, row.final_url, row.status, row.headers, body, row.fetched_at)

    def _keep_body(self, capture: Capture, register: str) -> tuple[str, int]:
        if capture.status == 304:
            known = self._index(register).get(_key(capture.request.method, capture.request.url))
            if known is None or not self.holds(known.sha256):
                raise NotArchived(f"the register says that {capture.request.url} is unchanged, but it is not held")
            return known.sha256, known.size
        return self._objects.keep(capture.body), len(capture.body)

    def _index(self, register: str) -> dict[bytes, HeldAnswer]:
        """The last usable answer per address, read once: reading the ledger for each of 10,000 files takes hours."""
        if register not in self._latest:
            latest: dict[bytes, HeldAnswer] = {}
            for row in self._ledger.read(register):
                _remember(latest, row)
            self._latest[register] = latest
        return self._latest[register]


def _key(method: str, url: str) -> bytes:
    """Sixteen bytes in place of an address of two hundred."""
    return hashlib.blake2b(f"{method} {url}".encode(), digest_size=16).digest()


def _remember(latest: dict[bytes, HeldAnswer], row: StoredCapture) -> None:
    if row.status in (200, 304) and not row.form and not row.is_withdrawn:
        latest[_key(row.method, row.url)] = HeldAnswer(
            digest=bytes.fromhex(row.sha256),
            size=row.size,
            status=row.status,
            etag=row.header("etag"),
            last_modified=row.header("last-modified"),
        )
