"""Keep files in a folder, which need not be there."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from flows.stores.durable import append_line, sync_folder, write_whole

ASIDE = "tmp"
"""The folder in which files are written before they get their names."""


class OnDisk:
    """A ``Place`` in a folder. A file gets its name when it is complete: temporary file, fsync, rename."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def lines(self) -> LinesOnDisk:
        return LinesOnDisk(self.folder)

    def told(self, name: str = "") -> str:
        return str(self.folder / name)

    def prepare(self) -> None:
        """Do nothing: the data folder was proved writable before, and the run's lock keeps other writers out."""

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def size(self, name: str) -> int | None:
        try:
            found = (self.folder / name).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def write(self, name: str, data: bytes) -> None:
        write_whole(self.folder / name, data, self.folder / ASIDE)

    def delete(self, name: str) -> bool:
        path = self.folder / name
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        sync_folder(path.parent)
        return True

    def delete_all(self, names: Collection[str]) -> int:
        paths = [self.folder / name for name in names]
        for path in paths:
            path.unlink(missing_ok=True)
        for parent in {path.parent for path in paths}:
            if parent.is_dir():
                sync_folder(parent)
        return len(paths)

    def clear(self, folder: str) -> None:
        shutil.rmtree(self.folder / folder, ignore_errors=True)

    def names(self, folder: str) -> Iterator[str]:
        for parent, _, files in os.walk(self.folder / folder):
            within = Path(parent).relative_to(self.folder)
            prefix = f"{within.as_posix()}/" if within.parts else ""
            yield from (prefix + name for name in files)

    def sizes(self, folder: str) -> Iterator[int]:
        found = (self.size(name) for name in self.names(folder))
        return (size for size in found if size is not None)  # None: a run goes on and deleted it

    def folders(self, folder: str) -> list[str]:
        path = self.folder / folder
        return sorted(each.name for each in path.iterdir() if each.is_dir()) if path.is_dir() else []

    def tidy(self, is_wanted: Callable[[str], bool]) -> None:
        aside = self.folder / ASIDE
        for left in aside.iterdir() if aside.is_dir() else ():
            if is_wanted(left.name):
                left.unlink(missing_ok=True)


class LinesOnDisk:
    """``LineFiles`` in a folder. A last line that a killed process left incomplete does not count."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def append(self, name: str, line: bytes) -> None:
        append_line(self._folder / name, line)

    def read(self, name: str) -> Iterator[bytes]:
        try:
            file = (self._folder / name).open("rb")
        except (FileNotFoundError, NotADirectoryError):
            return
        with file:
            for line in file:
                if line.endswith(b"\n"):
                    yield line[:-1]

    def replace(self, name: str, data: bytes) -> None:
        write_whole(self._folder / name, data, self._folder / ASIDE)

    def drop(self, name: str) -> None:
        path = self._folder / name
        path.unlink(missing_ok=True)
        if path.parent != self._folder and path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()

    def names(self, folder: str) -> list[str]:
        path = self._folder / folder
        return sorted(f"{folder}/{each.name}" for each in path.iterdir()) if path.is_dir() else []

    def folders(self, folder: str) -> list[str]:
        path = self._folder / folder
        return sorted(each.name for each in path.iterdir()) if path.is_dir() else []

    def settle(self) -> None:
        """Do nothing: a file on a disk can grow where it is."""
