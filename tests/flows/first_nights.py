"""Nights that several tests of a module begin with: played once, and from then on copied, which costs a hundredth."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Told = TypeVar("Told")

_KEPT = tempfile.TemporaryDirectory(prefix="kehtiv-first-nights-")
_played: dict[str, tuple[Path, Any]] = {}


def play_once(night: str, data: Path, play: Callable[[], Told]) -> Told:
    """What ``play`` returns, and in ``data`` what it leaves there.

    ``night`` has to name all that the night depends on; a test that changes what a night runs through plays its own.
    """
    assert not data.exists()
    if night not in _played:
        told, kept = play(), Path(tempfile.mkdtemp(dir=_KEPT.name)) / "data"
        shutil.copytree(data, kept, symlinks=True)
        _played[night] = (kept, told)
        return told
    kept, told = _played[night]
    shutil.copytree(kept, data, symlinks=True)
    return told


def files_of(folder: Path) -> list[tuple[str, bytes]]:
    """Names and bytes of the files that a register shows, as part of a night's name."""
    return sorted((path.name, path.read_bytes()) for path in folder.iterdir())
