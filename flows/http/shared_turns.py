"""Let all processes of this machine take turns at a host, so that together they ask it as one run would.

Two data folders, two versions, or a run that is begun again right after it was killed: the host sees one asker. Each
host has a file, locked while a request is under way; it holds the instant before which the next one may not begin. The
kernel releases the lock of a process that dies.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from flows.http.errors import TurnsUnusable

_LONGEST_LINE = 64


@dataclass(frozen=True, slots=True)
class SharedTurn:
    """A host's turn, held by this process. Instants are seconds of the machine's monotonic clock."""

    descriptor: int

    def next_at(self) -> float:
        """Return the instant before which no request may begin; minus infinity where none was made."""
        try:
            return float(os.pread(self.descriptor, _LONGEST_LINE, 0))
        except ValueError:  # empty, or cut short when the power failed
            return float("-inf")

    def note(self, next_at: float) -> None:
        """Tell the next asker, whoever it is, from when on it may ask. Raise ``OSError``."""
        os.pwrite(self.descriptor, f"{next_at!r:<{_LONGEST_LINE}}".encode(), 0)


class SharedTurns:
    """The turns at all hosts, in a folder that the processes share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def hold(self, host: str) -> Iterator[SharedTurn]:
        """Wait until no other process asks the host, and keep them waiting until the body is done.

        Raises ``TurnsUnusable`` where the folder is another user's or cannot be written.
        """
        descriptor = self._open(host)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield SharedTurn(descriptor)
        finally:
            os.close(descriptor)

    def _open(self, host: str) -> int:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._folder.stat().st_uid != os.getuid():
                raise PermissionError(1, "it belongs to another user")
            # A link that somebody laid there must not lead to another file.
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            return os.open(self._folder / quote(host, safe="[]:"), flags, 0o600)
        except OSError as error:
            raise TurnsUnusable(
                f"{self._folder}, where the runs of this machine take turns at a host, cannot be used:"
                f" {error.strerror or error}; name another folder with KEHTIV_TURNS_DIR"
            ) from error


def turns_folder(chosen: Path | None) -> Path:
    """Return the folder that the settings name; else the one of this user among the machine's temporary files."""
    return chosen or Path(tempfile.gettempdir()) / f"kehtiv-turns-{os.getuid()}"
