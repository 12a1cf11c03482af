"""Files that are whole and on the disk, or not there at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.archive.errors import ArchiveUnwritable


def write_whole(path: Path, data: bytes, aside: Path) -> None:
    """Puts ``data`` at ``path`` by way of a file in the folder ``aside``. Raises ``OSError``; then nothing changed."""
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
    """Appends a line, after cutting off what a killed run left of the last one. Raises ``OSError``."""
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
    """Appending to half a line would damage the next one."""
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
    """A rename or a new file survives a power cut only when its folder is synced as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Turns an ``OSError`` of the body into ``ArchiveUnwritable`` with the path."""
    try:
        yield
    except OSError as error:
        raise ArchiveUnwritable(f"the archive cannot write {path}: {error.strerror or error}") from error
