"""Give programs folders for temporary files, and remove what killed ones left there.

A document's bytes lie in these files. Under the data folder a take-down finds them; elsewhere nobody would look.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = re.compile(r"kehtiv-[a-z]+-(\d+)_.+")
"""The name of a folder, with the id of the process that uses it."""


@contextmanager
def temporary_folder(program: str, parent: Path | None) -> Iterator[Path]:
    """Yield an empty folder that only this user can open, removed afterwards.

    It lies in ``parent``, made where it is missing; ``None`` means the system's temporary folder.
    """
    if parent is not None:
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    prefix = f"kehtiv-{program}-{os.getpid()}_"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


def clear(parent: Path) -> None:
    """Remove ``parent`` with everything in it. No reader may be at work there."""
    if parent.is_dir():
        shutil.rmtree(parent)


def clear_left(parent: Path) -> None:
    """Remove everything in ``parent`` except the folders of processes that are alive."""
    for path in sorted(parent.iterdir()) if parent.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match is not None and _is_alive(int(match[1])):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it is another user's, but it is there
        return True
    return True
