"""Keep readings as bytes in a folder beside the archive: each whole or not at all, named by what was read.

    readings/<version of the readers>/<first two of sha256>/<sha256>-<key>.json.gz

One folder for each version of the readers, so that what no reader asks for any more goes as a whole. The names of all
readings of one original begin with its sha256: they are found without being opened when the original is withdrawn.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from flows.archive.durable import sync_folder, write_whole

_SHA256 = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+]*")
_ASIDE = "tmp"


@dataclass(frozen=True, slots=True)
class ReadingName:
    """What a reading is kept under: version of the readers, sha256 of the original, key of all else it depends on."""

    version: str
    sha256: str
    key: str


class ReadingStore(Protocol):
    """Where readings lie: a folder (``ReadingFolder``), or another place that can do the same."""

    def load(self, name: ReadingName) -> bytes | None:
        """Return the bytes kept under a name, unchecked; ``None`` where there are none. Raise ``OSError``."""
        ...

    def store(self, name: ReadingName, data: bytes) -> None:
        """Keep bytes in place of any under that name; they are on the disk on return. Raise ``OSError``."""
        ...

    def forget(self, hashes: Collection[str]) -> int:
        """Delete every reading of these originals, of all versions; return how many. Raise ``OSError``."""
        ...


@dataclass(frozen=True, slots=True)
class Size:
    """How many readings lie there, and how many bytes they take."""

    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class ReadingFolder:
    """A ``ReadingStore`` in a folder, which need not be there."""

    folder: Path

    def load(self, name: ReadingName) -> bytes | None:
        try:
            return self._place(name).read_bytes()
        except FileNotFoundError:
            return None

    def store(self, name: ReadingName, data: bytes) -> None:
        write_whole(self._place(name), data, self.folder / _ASIDE)

    def forget(self, hashes: Collection[str]) -> int:
        self._delete_unfinished(hashes)
        prefixes = sorted({sha256[:2] for sha256 in hashes if _SHA256.fullmatch(sha256)})
        places = [self.folder / version / prefix for version in self.versions() for prefix in prefixes]
        return sum(_delete_in(place, hashes) for place in places if place.is_dir())

    def versions(self) -> list[str]:
        """Return the versions of readers of which readings may lie here, sorted."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.iterdir() if path.is_dir() and path.name != _ASIDE)

    def clear_others(self, version: str | None) -> None:
        """Delete what other versions of the readers read; with ``None`` all. What cannot be deleted stays."""
        for other in self.versions():
            if other != version:
                shutil.rmtree(self.folder / other, ignore_errors=True)

    def forget_unheld(self, is_held: Callable[[str], bool]) -> int:
        """Delete readings of originals that the archive does not hold (any more); return how many. Raise ``OSError``.

        A process that was killed may leave one that no withdrawal would look for.
        """
        self._delete_unfinished(None)
        return self.forget({sha256 for path in self._files() if not is_held(sha256 := _original_of(path))})

    def size(self) -> Size:
        """Return the size of everything here. It looks at each file: a second for some hundred thousand."""
        number = total = 0
        for path in self._files():
            with suppress(FileNotFoundError):  # a run goes on and deletes it
                total += os.stat(path).st_size
                number += 1
        return Size(number, total)

    def _files(self) -> Iterator[Path]:
        for version in self.versions():
            yield from (self.folder / version).glob("??/*")

    def _delete_unfinished(self, hashes: Collection[str] | None) -> None:
        """Delete what a killed run was writing of these originals, or (``None``) of any."""
        aside = self.folder / _ASIDE
        for left in aside.iterdir() if aside.is_dir() else ():
            if hashes is None or _original_of(left) in hashes:
                left.unlink(missing_ok=True)

    def _place(self, name: ReadingName) -> Path:
        if _SHA256.fullmatch(name.sha256) is None or _VERSION.fullmatch(name.version) is None:
            raise ValueError(f"{name} cannot name a reading")
        return self.folder / name.version / name.sha256[:2] / f"{name.sha256}-{name.key}.json.gz"


def _original_of(path: Path) -> str:
    return path.name.partition("-")[0]


def _delete_in(place: Path, hashes: Collection[str]) -> int:
    found = [path for path in place.iterdir() if _original_of(path) in hashes]
    for path in found:
        path.unlink(missing_ok=True)
    if found:
        sync_folder(place)
    return len(found)
