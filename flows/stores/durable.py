"""Write files so that each is complete and on the disk, or not there at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def write_whole(path: Path, data: bytes, aside: Path) -> None:
    """Write ``data`` to ``path`` by way of the folder ``aside``. Raise ``OSError``, leaving ``path`` unchanged."""
    make_folder(aside)
    make_folder(path.parent)
    temporary = aside / f"{path.name}.{os.getpid()}.{threading.get_ident()}"
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def append_line(path: Path, line: bytes) -> None:
    """Append a line, after removing an incomplete last line that a killed run left. Raise ``OSError``."""
    make_folder(path.parent)
    is_new = not path.exists()
    with path.open("ab+") as file:
        _cut_torn_line(file.fileno())
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folder(path.parent)


def _cut_torn_line(descriptor: int) -> None:
    """Remove an incomplete last line: appending to it would damage the next one."""
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


def make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Sync a folder: without that, a rename or a new file in it does not survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
