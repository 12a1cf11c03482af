"""The write-once store of what was fetched: bytes by sha256, and a ledger of when and how they came.

    archive/
      objects/ab/ab12…          the bytes of an answer, once, however often they come
      captures/som/2026-01.jsonl  one line per answer, in the order of arrival; months by ``fetched_at`` (UTC)
      tmp/                      objects being written

An object is complete before it bears its name (temporary file, fsync, rename), and a ledger line is written after its
object; so a line never names bytes that are not there, whenever the process is killed. A line cut short by that is no
line: it is passed over when reading and cut off before the next one is written.

    ArchiveError
    ├── ArchiveUnwritable      the folder cannot be made or written, or the disk is full
    ├── ArchiveDamaged         bytes that do not match their sha256, or a ledger line that cannot be read
    └── NotArchived            no such object
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extractors.model.register import Capture, Request

KEPT_HEADERS = (
    "etag",
    "last-modified",
    "content-type",
    "content-disposition",
    "content-length",
    "content-encoding",
    "location",
    "retry-after",
)
"""Cookies are never kept, nor what a front adds about the visitor."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_REGISTER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class ArchiveError(Exception):
    """Base of the archive's errors; the message names the path."""

    @property
    def code(self) -> str:
        """This class's name in snake_case, for quarantine."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class ArchiveUnwritable(ArchiveError):
    """Nothing can be kept: the run must stop, because what is not archived must not be read."""


class ArchiveDamaged(ArchiveError):
    """What lies there is not what was stored."""


class NotArchived(ArchiveError):
    """The archive holds no such bytes."""


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """A line of the ledger: one answer. ``url`` is what was asked, ``final_url`` where the answer came from.

    ``headers`` are those of ``KEPT_HEADERS``, names in lower case; ``fetched_at`` is UTC; ``size`` is in bytes.
    """

    register: str
    url: str
    method: str
    form: tuple[tuple[str, str], ...]
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    fetched_at: datetime
    sha256: str
    size: int

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name.lower()), None)


class Archive:
    """The store in one folder. One process writes at a time (the run's lock sees to it); threads may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._latest: dict[str, dict[tuple[str, str], StoredCapture]] = {}
        self._is_tidied = False

    @staticmethod
    def digest(body: bytes) -> str:
        """The name under which bytes are kept."""
        return hashlib.sha256(body).hexdigest()

    def store(self, capture: Capture, register: str) -> str:
        """Keeps an answer; back comes the sha256 of its bytes. Bytes that are held already are not written again.

        A 304 has no bytes of its own: its line names those of the last answer from the same address (``NotArchived``
        where there is none). Raises ``ArchiveUnwritable``.
        """
        with self._lock:
            sha256, size = self._keep_body(capture, register)
            row = StoredCapture(
                register,
                capture.request.url,
                capture.request.method,
                capture.request.form,
                capture.url,
                capture.status,
                tuple((k.lower(), v) for k, v in capture.headers if k.lower() in KEPT_HEADERS),
                capture.fetched_at.astimezone(UTC),
                sha256,
                size,
            )
            latest = self._index(register)
            self._append(row)
            _remember(latest, row)
        return sha256

    def load(self, sha256: str) -> bytes:
        """The bytes kept under a hash, proven to be those. Raises ``NotArchived``, ``ArchiveDamaged``."""
        path = self._object(sha256)
        try:
            body = path.read_bytes()
        except FileNotFoundError as error:
            raise NotArchived(f"the archive holds no {sha256}: {path}") from error
        except OSError as error:
            raise ArchiveDamaged(f"{path} cannot be read: {error.strerror or error}") from error
        if self.digest(body) != sha256:
            raise ArchiveDamaged(f"{path} is damaged: its {len(body)} bytes do not have the sha256 it is named after")
        return body

    def holds(self, sha256: str) -> bool:
        return self._object(sha256).is_file()

    def captures(self, register: str) -> Iterator[StoredCapture]:
        """Every answer of a register in the order of arrival. Raises ``ArchiveDamaged`` naming file and line."""
        folder = self._ledger_folder(register)
        for path in sorted(folder.glob("*.jsonl")) if folder.is_dir() else ():
            yield from _read_ledger(path, register)

    def last_capture(self, register: str, url: str) -> StoredCapture | None:
        """The last usable answer (200, or 304 with its bytes) to a GET of ``url``; ``None`` where none is held."""
        with self._lock:
            row = self._index(register).get(("GET", url))
        return row if row is not None and self.holds(row.sha256) else None

    def forget(self, sha256: str) -> bool:
        """Deletes bytes that may be held no longer; the ledger's lines stay. False where they were not held.

        Raises ``ArchiveUnwritable`` when they cannot be deleted: a take-down that fails must be heard of.
        """
        path = self._object(sha256)
        with self._lock, _unwritable(path):
            try:
                path.unlink()
            except FileNotFoundError:
                return False
            _sync_folder(path.parent)
        return True

    def open_capture(self, row: StoredCapture) -> Capture:
        """An answer as it came, from the archive: what a replay works on."""
        request = Request("POST" if row.method == "POST" else "GET", row.url, row.form)
        return Capture(request, row.final_url, row.status, row.headers, self.load(row.sha256), row.fetched_at)

    def _keep_body(self, capture: Capture, register: str) -> tuple[str, int]:
        if capture.status == 304:
            known = self._index(register).get((capture.request.method, capture.request.url))
            if known is None or not self.holds(known.sha256):
                raise NotArchived(f"the register says that {capture.request.url} is unchanged, but it is not held")
            return known.sha256, known.size
        sha256 = self.digest(capture.body)
        path = self._object(sha256)
        with _unwritable(path):
            # A file of another length is what a dying disk left; writing it again heals it.
            if not (path.is_file() and path.stat().st_size == len(capture.body)):
                self._write_object(path, capture.body)
        return sha256, len(capture.body)

    def _write_object(self, path: Path, body: bytes) -> None:
        folder = self.folder / "tmp"
        _make_folder(folder)
        _make_folder(path.parent)
        if not self._is_tidied:
            # What a killed run was writing: content that nothing names, and that no take-down would find.
            for left in folder.iterdir():
                left.unlink()
            self._is_tidied = True
        temporary = folder / f"{path.name}.{os.getpid()}.{threading.get_ident()}"
        try:
            with temporary.open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)

    def _append(self, row: StoredCapture) -> None:
        path = self._ledger_folder(row.register) / f"{row.fetched_at:%Y-%m}.jsonl"
        line = json.dumps(_to_json(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        with _unwritable(path):
            _make_folder(path.parent)
            is_new = not path.exists()
            with path.open("ab+") as file:
                _cut_torn_line(file.fileno())
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
            if is_new:
                _sync_folder(path.parent)

    def _index(self, register: str) -> dict[tuple[str, str], StoredCapture]:
        """The last usable answer per address, read once: reading the ledger for each of 10,000 files takes hours."""
        if register not in self._latest:
            latest: dict[tuple[str, str], StoredCapture] = {}
            for row in self.captures(register):
                _remember(latest, row)
            self._latest[register] = latest
        return self._latest[register]

    def _object(self, sha256: str) -> Path:
        if _SHA256.fullmatch(sha256) is None:
            raise NotArchived(f"{sha256!r} is no sha256")
        return self.folder / "objects" / sha256[:2] / sha256

    def _ledger_folder(self, register: str) -> Path:
        if _REGISTER.fullmatch(register) is None:
            raise ValueError(f"{register!r} cannot name a folder of the archive")
        return self.folder / "captures" / register


def _remember(latest: dict[tuple[str, str], StoredCapture], row: StoredCapture) -> None:
    if row.status in (200, 304) and not row.form:
        latest[row.method, row.url] = row


def _to_json(row: StoredCapture) -> dict[str, object]:
    return {
        "url": row.url,
        "method": row.method,
        "form": row.form,
        "final_url": row.final_url,
        "status": row.status,
        "headers": row.headers,
        "fetched_at": row.fetched_at.isoformat(),
        "sha256": row.sha256,
        "size": row.size,
    }


def _read_ledger(path: Path, register: str) -> Iterator[StoredCapture]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise ArchiveDamaged(f"{path} cannot be read: {error.strerror or error}") from error
    # What follows the last line feed is empty, or a line that a killed run could not finish.
    for number, line in enumerate(lines[:-1], 1):
        try:
            yield _from_json(json.loads(line), register)
        except (ValueError, KeyError, TypeError) as error:
            raise ArchiveDamaged(f"{path}, line {number} cannot be read: {error}") from error


def _from_json(row: dict[str, object], register: str) -> StoredCapture:
    values = {**row, "register": register}
    for name in ("form", "headers"):
        values[name] = tuple((str(key), str(value)) for key, value in row[name])  # type: ignore[attr-defined]
    values["fetched_at"] = datetime.fromisoformat(str(row["fetched_at"]))
    return StoredCapture(**values)  # type: ignore[arg-type]


def _cut_torn_line(descriptor: int) -> None:
    """Cuts off what a killed run left of its last line; appending to it would damage the next one."""
    size = os.fstat(descriptor).st_size
    end = size
    while end > 0:
        start = max(0, end - 65536)
        newline = os.pread(descriptor, end - start, start).rfind(b"\n")
        if newline >= 0:
            end = start + newline + 1
            break
        end = start
    if end != size:
        os.ftruncate(descriptor, end)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """A rename or a new file survives a power cut only when its folder is synced as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _unwritable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveUnwritable(f"the archive cannot write {path}: {error.strerror or error}") from error
