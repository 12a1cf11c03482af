"""Let all processes of this machine take turns at a host, so that together they ask it as one run would.

Two data folders, two versions, or a run that is begun again right after it was killed: the host sees one asker. Each
host has a file, locked while a request is under way; it holds the instant before which the next one may not begin. The
kernel releases the lock of a process that dies.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from flows.clock import LOOKED_S
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


class _Waiter(threading.Thread):
    """Waits for a lock and closes its descriptor then: whoever gave up closed the other, and the lock goes on."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(name="kehtiv-turn", daemon=True)
        self.has_lock = threading.Event()
        self._descriptor = descriptor
        self.start()

    def run(self) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            self.has_lock.set()
        finally:
            os.close(self._descriptor)


class SharedTurns:
    """The turns at all hosts, in a folder that the processes share."""

    def __init__(self, folder: Path, check: Callable[[], object] | None = None) -> None:
        self._folder, self._check = folder, check

    @contextmanager
    def hold(self, host: str) -> Iterator[SharedTurn]:
        """Wait until no other process asks the host, and keep them waiting until the body is done.

        Raises ``TurnsUnusable`` where the folder is another user's or cannot be written.
        """
        descriptor = self._open(host)
        try:
            self._lock(descriptor)
            yield SharedTurn(descriptor)
        finally:
            os.close(descriptor)

    def close(self) -> None:
        """Do nothing: a turn is let go when it is over."""

    def _lock(self, descriptor: int) -> None:
        """Wait for the lock. Where ``check`` must be heard, another thread waits, on a descriptor of its own.

        The kernel hands the lock on in turn to those who wait; whoever only tries now and then hardly ever gets it.
        """
        if self._check is None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            return
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # Both descriptors are of one opening: the lock is theirs together, and lasts until both are closed.
            waiter = _Waiter(os.dup(descriptor))
            while not waiter.has_lock.wait(LOOKED_S):
                self._check()

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
