"""Give readers and programs folders for temporary files, and remove what killed ones left there.

A document's bytes lie in these files. Each reading of a file has one folder, in which everything lies that a library or
a program writes meanwhile. It lies in the data folder, where a take-down finds it; elsewhere nobody would look.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME = re.compile(r"kehtiv-[a-z]+-(\d+)_.+")
"""The name of a folder, with the id of the process that uses it."""
_TRIES = 50
_PAUSE_S = 0.1


@contextmanager
def temporary_folder(program: str) -> Iterator[Path]:
    """Yield an empty folder that only this user can open, removed afterwards.

    It lies in this process's temporary folder, which in a worker is the worker's own.
    """
    prefix = f"kehtiv-{program}-{os.getpid()}_"
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextmanager
def scratch_folder(parent: Path | None) -> Iterator[Path]:
    """Yield a new folder, by its absolute path, for the reading of one file; removed afterwards.

    It lies in ``parent``, made where it is missing; ``None`` means the system's temporary folder. Only this user can
    open either. Raises ``OSError``.
    """
    if parent is not None:
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        parent.chmod(0o700)
    prefix = f"kehtiv-worker-{os.getpid()}_"
    # Programs run in folders of their own, so a relative path would lead elsewhere.
    scratch = Path(tempfile.mkdtemp(prefix=prefix, dir=parent.absolute() if parent else None))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def clear(parent: Path) -> None:
    """Remove ``parent`` with everything in it. No reader may be at work there. Raises ``OSError``.

    The guard of a run that was killed a moment ago may be removing the same folders: what it takes first is no error.
    """
    for _ in range(_TRIES):
        shutil.rmtree(parent, ignore_errors=True)
        if not parent.exists():
            return
        time.sleep(_PAUSE_S)
    shutil.rmtree(parent)


def clear_left(parent: Path) -> None:
    """Remove everything in ``parent`` except the folders of processes that are alive. Raises ``OSError``."""
    for path in sorted(parent.iterdir()) if parent.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match is None or not _is_alive(int(match[1])):
            _remove(path)


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
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
