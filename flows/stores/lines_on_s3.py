"""Let files grow by lines in a bucket, whose objects can only be written as a whole.

    captures/som/2026-01.jsonl                           the file, as in a folder
    growing/captures/som/2026-01.jsonl/000000000000731   lines that follow from that byte on, until joined to it

A line goes into a part of some kilobytes, which is written again with each line, so that a line is kept for good when
``append`` returns and costs little. Many parts are joined to the file, and all of them when a run ends. A part's name
says from which byte on it counts: one whose bytes the file has already, because a kill came between joining and
deleting, does not count. Every write names the state that it replaces, so that a second writer is found out.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from flows.stores.place import StoreFailed

PART_BYTES = 64 * 1024
"""A part that has reached this size is followed by a new one."""
MOST_PARTS = 32
"""With more parts than this they are joined to the file."""
_GROWING = "growing"
_ATTEMPTS = 5


class Bucket(Protocol):
    """What is needed of the bucket. ``OnS3`` documents each method."""

    def told(self, name: str = "") -> str: ...

    def read_tagged(self, name: str) -> tuple[bytes, str]: ...

    def stream(self, name: str) -> tuple[int, Iterator[bytes]]: ...

    def size(self, name: str) -> int | None: ...

    def put_if(self, name: str, data: bytes, tag: str | None) -> str: ...

    def delete_all(self, names: list[str]) -> int: ...

    def names(self, folder: str) -> Iterator[str]: ...

    def listed(self, folder: str) -> Iterator[tuple[str, int]]: ...

    def folders(self, folder: str) -> list[str]: ...


@dataclass
class _Growing:
    """The part that grows: where it begins, its bytes, the tag of its state (``None``: not written yet)."""

    start: int
    data: bytes
    tag: str | None
    part_number: int


class LinesOnS3:
    """``LineFiles`` in a bucket. Threads may share an instance."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._growing: dict[str, _Growing] = {}
        self._lock = threading.Lock()

    def append(self, name: str, line: bytes) -> None:
        with self._lock:
            growing = self._growing.pop(name, None) or self._open(name)
            growing.data += line + b"\n"
            growing.tag = self._bucket.put_if(_part(name, growing.start), growing.data, growing.tag)
            if len(growing.data) >= PART_BYTES:
                following = growing.start + len(growing.data)
                growing = _Growing(following, b"", None, growing.part_number + 1)
            if growing.part_number > MOST_PARTS:
                self._join(name)
            else:
                self._growing[name] = growing  # after a failure it is read anew: nobody knows what was written

    def read(self, name: str) -> Iterator[bytes]:
        pieces = self._whole(name)
        rest = b""
        for piece in pieces:
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines

    def replace(self, name: str, data: bytes) -> None:
        with self._lock:
            # First no part may be left: after the change its name would say another place.
            tag = self._join(name)
            self._bucket.put_if(name, data, tag)

    def drop(self, name: str) -> None:
        with self._lock:
            self._growing.pop(name, None)
            self._bucket.delete_all([*self._bucket.names(f"{_GROWING}/{name}"), name])

    def names(self, folder: str) -> list[str]:
        whole = {name for name in self._bucket.names(folder) if name.rpartition("/")[0] == folder}
        return sorted(whole | {f"{folder}/{each}" for each in self._bucket.folders(f"{_GROWING}/{folder}")})

    def folders(self, folder: str) -> list[str]:
        return sorted({*self._bucket.folders(folder), *self._bucket.folders(f"{_GROWING}/{folder}")})

    def settle(self) -> None:
        with self._lock:
            growing = {name.removeprefix(f"{_GROWING}/").rpartition("/")[0] for name in self._bucket.names(_GROWING)}
            for name in sorted(growing):
                self._join(name)

    def _open(self, name: str) -> _Growing:
        """Return the part to go on with, after deleting parts that were joined to the file already."""
        base = self._bucket.size(name) or 0
        parts = self._parts(name)
        if joined := [start for start, _ in parts if start < base]:
            self._bucket.delete_all([_part(name, start) for start in joined])
        parts = [(start, size) for start, size in parts if start >= base]
        end = self._end_of(name, base, parts)
        if not parts or parts[-1][1] >= PART_BYTES:
            return _Growing(end, b"", None, len(parts) + 1)
        start, _ = parts[-1]
        return _Growing(start, *self._bucket.read_tagged(_part(name, start)), len(parts))

    def _join(self, name: str) -> str | None:
        """Write file and parts as one file, delete the parts, return the file's tag; ``None`` where there is none."""
        self._growing.pop(name, None)
        try:
            data, tag = self._bucket.read_tagged(name)
        except FileNotFoundError:
            data, tag = b"", None
        every = self._parts(name)
        parts = [(start, self._bucket.read_tagged(_part(name, start))[0]) for start, _ in every if start >= len(data)]
        self._end_of(name, len(data), [(start, len(part)) for start, part in parts])
        if parts:
            tag = self._bucket.put_if(name, data + b"".join(part for _, part in parts), tag)
        self._bucket.delete_all([_part(name, start) for start, _ in every])
        return tag

    def _whole(self, name: str) -> Iterator[bytes]:
        """Return the bytes of file and parts in pieces, also while another process joins them."""
        for _ in range(_ATTEMPTS):
            try:
                parts = [(start, self._bucket.read_tagged(_part(name, start))[0]) for start, _ in self._parts(name)]
            except FileNotFoundError:
                continue  # it was joined to the file between the list and this
            # The file comes after the parts: what was joined meanwhile is then in both, and counts once.
            size, pieces = self._bucket.stream(name)
            rest = [(start, part) for start, part in parts if start >= size]
            if _is_gapless(size, [(start, len(part)) for start, part in rest]):
                return _chained(pieces, [part for _, part in rest])
        raise StoreFailed(f"{self._bucket.told(name)} cannot be read: its parts under {_GROWING}/ do not follow it")

    def _parts(self, name: str) -> list[tuple[int, int]]:
        """Return start and size of each part, in order."""
        folder = f"{_GROWING}/{name}"
        return sorted((int(part.rpartition("/")[2]), size) for part, size in self._bucket.listed(folder))

    def _end_of(self, name: str, base: int, parts: list[tuple[int, int]]) -> int:
        if not _is_gapless(base, parts):
            raise StoreFailed(f"{self._bucket.told(name)} cannot grow: its parts under {_GROWING}/ do not follow it")
        return base + sum(size for _, size in parts)


def _chained(pieces: Iterator[bytes], parts: list[bytes]) -> Iterator[bytes]:
    yield from pieces
    yield from parts


def _is_gapless(base: int, parts: list[tuple[int, int]]) -> bool:
    for start, size in parts:
        if start != base:
            return False
        base += size
    return True


def _part(name: str, start: int) -> str:
    return f"{_GROWING}/{name}/{start:015}"
