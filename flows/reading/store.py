"""Keep readings as bytes beside the archive, in a folder or a bucket: each whole or not at all, named by what was read.

    readings/<version of the readers>/<first two of sha256>/<sha256>-<key>.json.gz

One folder for each version of the readers, so that what no reader asks for any more goes as a whole. The names of all
readings of one original begin with its sha256: they are found without being opened when the original is withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from flows.folder import DataFolder
from flows.stores import Place
from flows.stores.whereabouts import Whereabouts, find_whereabouts, open_place

_SHA256 = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.]*\+[0-9A-Za-z.+]+")
"""What versions of readers are named. Nothing else that lies in the same place is touched."""
_PREFIX = re.compile(r"[0-9a-f]{2}")


@dataclass(frozen=True, slots=True)
class ReadingName:
    """What a reading is kept under: version of the readers, sha256 of the original, key of all else it depends on."""

    version: str
    sha256: str
    key: str


class ReadingStore(Protocol):
    """Where readings lie. ``StoredReadings`` is one in any place that keeps files."""

    def load(self, name: ReadingName) -> bytes | None:
        """Return the bytes kept under a name, unchecked; ``None`` where there are none. Raise ``OSError``."""
        ...

    def store(self, name: ReadingName, data: bytes) -> None:
        """Keep bytes in place of any under that name; they are kept for good on return. Raise ``OSError``."""
        ...

    def forget(self, hashes: Collection[str]) -> int:
        """Delete every reading of these originals, of all versions; return how many. Raise ``OSError``."""
        ...


@dataclass(frozen=True, slots=True)
class Size:
    """How many readings lie there, and how many bytes they take."""

    files: int
    bytes: int


class StoredReadings:
    """A ``ReadingStore`` in a place that keeps files. Threads may share an instance."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def prepare(self) -> None:
        """Prove that readings can be written and deleted for good. Raise ``OSError``."""
        self.place.prepare()

    def load(self, name: ReadingName) -> bytes | None:
        try:
            return self.place.read(_file_of(name))
        except FileNotFoundError:
            return None

    def store(self, name: ReadingName, data: bytes) -> None:
        self.place.write(_file_of(name), data)

    def forget(self, hashes: Collection[str]) -> int:
        self.place.tidy(lambda name: _original_of(name) in hashes)
        prefixes = sorted({sha256[:2] for sha256 in hashes if _SHA256.fullmatch(sha256)})
        folders = [f"{version}/{prefix}" for version in self.versions() for prefix in prefixes]
        return sum(self._delete_in(folder, hashes) for folder in folders)

    def versions(self) -> list[str]:
        """Return the versions of readers of which readings may lie here, sorted. Raise ``OSError``."""
        return [name for name in self.place.folders("") if _VERSION.fullmatch(name)]

    def clear_others(self, version: str | None) -> None:
        """Delete what other versions of the readers read; with ``None`` all. What cannot be deleted stays."""
        with suppress(OSError):
            for other in self.versions():
                if other != version:
                    self.place.clear(other)

    def forget_unheld(self, held_of: Callable[[str], Collection[str]]) -> int:
        """Delete readings of originals that the archive does not hold (any more); return how many. Raise ``OSError``.

        ``held_of`` returns the sha256 of all that the archive holds that begin with two digits: a question for each
        original would take hours where the archive is not on this machine. A process that was killed may leave a
        reading that no withdrawal would look for.
        """
        self.place.tidy(lambda name: True)
        versions = self.versions()
        prefixes = {name for version in versions for name in self.place.folders(version) if _PREFIX.fullmatch(name)}
        number = 0
        for prefix in sorted(prefixes):
            held = held_of(prefix)
            for version in versions:
                lying = {_original_of(name) for name in self.place.names(f"{version}/{prefix}")}
                number += self._delete_in(f"{version}/{prefix}", lying.difference(held))
        return number

    def size(self) -> Size:
        """Return the size of everything here. It looks at each file: a second for some hundred thousand on a disk.

        Raise ``OSError``.
        """
        number = total = 0
        for size in self._sizes():
            number, total = number + 1, total + size
        return Size(number, total)

    def _sizes(self) -> Iterator[int]:
        for version in self.versions():
            yield from self.place.sizes(version)

    def _delete_in(self, folder: str, hashes: Collection[str]) -> int:
        if not hashes:
            return 0
        return self.place.delete_all([name for name in self.place.names(folder) if _original_of(name) in hashes])


def open_readings(folder: DataFolder, wanted: Whereabouts | None = None) -> StoredReadings:
    """Return the readings of a data folder: where the folder remembers them, else where they are wanted, else in it.

    Raise ``BadConfig`` where these contradict one another, and ``StoreFailed``.
    """
    where = find_whereabouts(folder, wanted or Whereabouts())
    return StoredReadings(open_place(where.readings, folder.readings))


def _file_of(name: ReadingName) -> str:
    if _SHA256.fullmatch(name.sha256) is None or _VERSION.fullmatch(name.version) is None:
        raise ValueError(f"{name} cannot name a reading")
    return f"{name.version}/{name.sha256[:2]}/{name.sha256}-{name.key}.json.gz"


def _original_of(name: str) -> str:
    return name.rpartition("/")[2].partition("-")[0]
