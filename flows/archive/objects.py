"""Keep the bytes of answers, each once, named by their sha256."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from flows.archive.durable import sync_folder, unwritable, write_whole
from flows.archive.errors import ArchiveDamaged, NotArchived

_SHA256 = re.compile(r"[0-9a-f]{64}")


def digest(body: bytes) -> str:
    """Return the name under which bytes are kept: their sha256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


class Objects:
    """The folders ``objects`` and ``tmp`` of an archive."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "objects"
        self._aside = folder / "tmp"
        self._is_tidied = False

    def keep(self, body: bytes) -> str:
        """Store bytes unless they are held already; return their sha256. Raise ``ArchiveUnwritable``."""
        sha256 = digest(body)
        path = self.path(sha256)
        with unwritable(path):
            # A file of another length was damaged on the disk; writing it again repairs it.
            if not (path.is_file() and path.stat().st_size == len(body)):
                self._tidy_once()
                write_whole(path, body, self._aside)
        return sha256

    def load(self, sha256: str) -> bytes:
        """Return the bytes kept under a hash, verified against it. Raise ``NotArchived`` or ``ArchiveDamaged``."""
        path = self.path(sha256)
        try:
            body = path.read_bytes()
        except FileNotFoundError as error:
            raise NotArchived(f"the archive holds no {sha256}: {path}") from error
        except OSError as error:
            raise ArchiveDamaged(f"{path} cannot be read: {error.strerror or error}") from error
        if digest(body) != sha256:
            raise ArchiveDamaged(f"{path} is damaged: its {len(body)} bytes do not have the sha256 it is named after")
        return body

    def holds(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def size(self, sha256: str) -> int:
        """Return the size in bytes of what is kept under a hash. Raise ``NotArchived``."""
        try:
            return self.path(sha256).stat().st_size
        except FileNotFoundError as error:
            raise NotArchived(f"the archive holds no {sha256}") from error

    def names(self) -> list[str]:
        """Return the sha256 of every object, sorted."""
        return sorted(path.name for path in self._folder.glob("??/*") if _SHA256.fullmatch(path.name))

    def forget(self, sha256: str) -> bool:
        """Delete bytes; return whether they were held. Raise ``ArchiveUnwritable`` where they cannot be deleted."""
        path = self.path(sha256)
        with unwritable(path):
            try:
                path.unlink()
            except FileNotFoundError:
                return False
            sync_folder(path.parent)
        return True

    def tidy(self) -> None:
        """Delete what a killed run was writing: no ledger line names that content, so no take-down would find it."""
        with unwritable(self._aside):
            for left in self._aside.iterdir() if self._aside.is_dir() else ():
                left.unlink()
        self._is_tidied = True

    def _tidy_once(self) -> None:
        if not self._is_tidied:
            self.tidy()

    def path(self, sha256: str) -> Path:
        if _SHA256.fullmatch(sha256) is None:
            raise NotArchived(f"{sha256!r} is not a sha256")
        return self._folder / sha256[:2] / sha256
