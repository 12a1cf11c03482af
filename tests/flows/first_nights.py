"""Nights that several tests begin with: played once for all worker processes of pytest, and from then on copied."""

from __future__ import annotations

import hashlib
import pickle
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

Told = TypeVar("Told")

_own: list[tempfile.TemporaryDirectory[str]] = []
_shared: list[Path] = []


def keep_nights_in(folder: Path) -> None:
    """Keep the nights where the other worker processes of this test run look for them too."""
    folder.mkdir(exist_ok=True)
    _shared[:] = [folder]


def _kept() -> Path:
    """Return the shared folder, or one of this process where no test run named one."""
    if _shared:
        return _shared[0]
    if not _own:
        _own.append(tempfile.TemporaryDirectory(prefix="kehtiv-first-nights-"))
    return Path(_own[0].name)


def play_once(night: str, data: Path, play: Callable[[], Told]) -> Told:
    """Return what ``play`` returned, and leave in ``data`` what it left there.

    ``night`` has to name all that the night depends on; a test that changes what a night runs through plays its own.
    A second process that begins with the same night waits until the first one has played it.
    """
    assert not data.exists()
    assert " at 0x" not in night, "a name that differs in each process is no name"
    kept = _kept() / hashlib.sha256(night.encode()).hexdigest()
    told = kept / "told"
    with FileLock(f"{kept}.lock"):
        if not told.exists():
            result = play()
            shutil.rmtree(kept, ignore_errors=True)  # a process that was killed here left a part of a copy
            shutil.copytree(data, kept / "data", symlinks=True)
            told.write_bytes(pickle.dumps(result))
            return result
    shutil.copytree(kept / "data", data, symlinks=True)
    again: Told = pickle.loads(told.read_bytes())
    return again


def files_of(folder: Path) -> list[tuple[str, bytes]]:
    """Names and bytes of the files that a register shows, as part of a night's name."""
    return sorted((path.name, path.read_bytes()) for path in folder.iterdir())
