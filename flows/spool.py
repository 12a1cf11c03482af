"""Keep small records by a key in a file without a name, so that memory does not grow with what they say.

A night remembers something of each document of a register: what a search showed, the last answer of an address. In
memory a thousand of these take a megabyte. Here each takes some thirty bytes of memory, and the file goes with the
process.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import weakref
from array import array

_DIGEST = 16
_SIZE = 4
_HEAD = _DIGEST + 2 * _SIZE
"""A record begins with the digest of its key, the room that it has and the length of what it holds."""
_FIRST_SLOTS = 1024


class Spool:
    """Records by key; the last one written counts. One thread at a time may use it. Raise ``OSError`` where full."""

    def __init__(self) -> None:
        self._file, name = tempfile.mkstemp(prefix="kehtiv-")
        os.unlink(name)
        self._close = weakref.finalize(self, os.close, self._file)
        self._end = 0
        self._used = 0
        # Pairs of a key's first eight bytes and the place of its record, counted from one: zero is an empty slot.
        self._slots = array("Q", bytes(16 * _FIRST_SLOTS))

    def __len__(self) -> int:
        return self._used

    def put(self, key: str, record: bytes) -> None:
        """Keep a record, in the place of an earlier one where it fits."""
        digest = _digest(key)
        slot, head = self._find(digest)
        size = len(record).to_bytes(_SIZE, "big")
        if head is not None and int.from_bytes(head[_DIGEST : _DIGEST + _SIZE], "big") >= len(record):
            os.pwrite(self._file, size + record, self._slots[slot + 1] - 1 + _DIGEST + _SIZE)
            return
        os.pwrite(self._file, digest + size + size + record, self._end)
        self._slots[slot], self._slots[slot + 1] = _short(digest), self._end + 1
        self._end += _HEAD + len(record)
        if head is None:
            self._used += 1
            if 3 * self._used > len(self._slots):  # two thirds of the slots, of which each takes two numbers
                self._grow()

    def get(self, key: str) -> bytes | None:
        """Return the record of a key; ``None`` where there is none."""
        slot, head = self._find(_digest(key))
        if head is None:
            return None
        size = int.from_bytes(head[_DIGEST + _SIZE :], "big")
        return os.pread(self._file, size, self._slots[slot + 1] - 1 + _HEAD)

    def close(self) -> None:
        """Drop all records; the spool cannot be used any more."""
        self._close()

    def _find(self, digest: bytes) -> tuple[int, bytes | None]:
        """Return the slot of a key with the head of its record, or the slot where it belongs with ``None``."""
        short = _short(digest)
        slot = self._first(short)
        while (place := self._slots[slot + 1]) != 0:
            if self._slots[slot] == short:
                head = os.pread(self._file, _HEAD, place - 1)
                if head[:_DIGEST] == digest:
                    return slot, head
            slot = (slot + 2) % len(self._slots)
        return slot, None

    def _first(self, short: int) -> int:
        return 2 * (short % (len(self._slots) // 2))

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(16 * len(old)))
        for at in range(0, len(old), 2):
            if old[at + 1]:
                slot = self._first(old[at])
                while self._slots[slot + 1]:
                    slot = (slot + 2) % len(self._slots)
                self._slots[slot], self._slots[slot + 1] = old[at], old[at + 1]


def _digest(key: str) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=_DIGEST).digest()


def _short(digest: bytes) -> int:
    return int.from_bytes(digest[:8], "big")
