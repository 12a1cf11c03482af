"""Keep the bytes of answers, each once, named by their sha256."""

from __future__ import annotations

import hashlib
import re

from flows.archive.errors import ArchiveDamaged, NotArchived
from flows.archive.trouble import unreadable, unwritable
from flows.stores import Place

_SHA256 = re.compile(r"[0-9a-f]{64}")
_FOLDER = "objects"


def digest(body: bytes) -> str:
    """Return the name under which bytes are kept: their sha256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


class Objects:
    """The files of an archive under ``objects/``, and in a folder those under ``tmp/``."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._is_tidied = False

    def keep(self, body: bytes) -> str:
        """Store bytes unless they are held already; return their sha256. Raise ``ArchiveUnwritable``."""
        sha256 = digest(body)
        name = self._name(sha256)
        with unwritable(self._place.told(name)):
            # A file of another length was damaged where it lies; writing it again repairs it.
            if self._place.size(name) != len(body):
                self._tidy_once()
                self._place.write(name, body)
        return sha256

    def load(self, sha256: str) -> bytes:
        """Return the bytes kept under a hash, verified against it.

        Raise ``NotArchived``, ``ArchiveDamaged`` or ``ArchiveUnreachable``.
        """
        body = self.find_unverified(sha256)
        told = self._place.told(self._name(sha256))
        if body is None:
            raise NotArchived(f"the archive holds no {sha256}: {told}")
        if digest(body) != sha256:
            raise ArchiveDamaged(f"{told} is damaged: its {len(body)} bytes do not have the sha256 it is named after")
        return body

    def find_unverified(self, sha256: str) -> bytes | None:
        """Return the bytes kept under a hash as they are, in one request; ``None`` where none are.

        Raise ``ArchiveDamaged`` or ``ArchiveUnreachable``.
        """
        name = self._name(sha256)
        with unreadable(self._place.told(name)):
            try:
                return self._place.read(name)
            except FileNotFoundError:
                return None

    def holds(self, sha256: str) -> bool:
        """Return whether bytes are kept under a hash. Raise ``ArchiveUnreachable``."""
        return self._size(sha256) is not None

    def size(self, sha256: str) -> int:
        """Return the size in bytes of what is kept under a hash. Raise ``NotArchived`` or ``ArchiveUnreachable``."""
        size = self._size(sha256)
        if size is None:
            raise NotArchived(f"the archive holds no {sha256}")
        return size

    def names(self, prefix: str = "") -> list[str]:
        """Return the sha256 of every object, sorted; with the first two digits as ``prefix``, of those alone.

        Raise ``ArchiveUnreachable``.
        """
        folder = f"{_FOLDER}/{prefix}".rstrip("/")
        with unreadable(self._place.told(folder)):
            names = [name.rpartition("/")[2] for name in self._place.names(folder)]
        return sorted(name for name in names if _SHA256.fullmatch(name))

    def forget(self, sha256: str) -> bool:
        """Delete bytes; return whether they were held. Raise ``ArchiveUnwritable`` where they cannot be deleted."""
        name = self._name(sha256)
        with unwritable(self._place.told(name)):
            return self._place.delete(name)

    def tidy(self) -> None:
        """Delete what a killed run was writing: no ledger line names that content, so no take-down would find it."""
        with unwritable(self._place.told()):
            self._place.tidy(lambda name: True)
        self._is_tidied = True

    def _tidy_once(self) -> None:
        if not self._is_tidied:
            self.tidy()

    def _size(self, sha256: str) -> int | None:
        name = self._name(sha256)
        with unreadable(self._place.told(name)):
            return self._place.size(name)

    @staticmethod
    def _name(sha256: str) -> str:
        if _SHA256.fullmatch(sha256) is None:
            raise NotArchived(f"{sha256!r} is not a sha256")
        return f"{_FOLDER}/{sha256[:2]}/{sha256}"
