"""List the top level of an OLE file (MS-CFB): its names tell Word from Outlook from Excel. Tell whether it is whole."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_NONE = 0xFFFFFFFF
LAST_SECTOR = 0xFFFFFFFA
_MOST_ENTRIES = 20_000
_HEADER_TABLES = 109


def top_names(data: bytes) -> frozenset[str]:
    """Return the names directly under the root; empty where the file is too damaged.

    Only the top level counts: a Word document inside a message, or a message inside a Word document, has the names of
    its own kind further down.
    """
    try:
        entries = list(directory_rows(data))
        return frozenset(_children(entries))
    except (struct.error, IndexError, ValueError):
        return frozenset()


def holds_its_sectors(data: bytes) -> bool:
    """Return whether the file reaches to the last sector that its allocation table uses (MS-CFB 2.3).

    The last sector may be cut: some programs write no more of it than they need. A table that cannot be read says
    nothing, and the file counts as whole.
    """
    try:
        size = 1 << struct.unpack_from("<H", data, 30)[0]
        if size not in (512, 4096):
            return True
        count = min(struct.unpack_from("<I", data, 44)[0], _HEADER_TABLES)
        homes = struct.unpack_from(f"<{count}I", data, 76)
    except struct.error:
        return False
    if not homes or any(home >= LAST_SECTOR for home in homes):
        return True
    table = data[(homes[-1] + 1) * size : (homes[-1] + 2) * size]
    if len(table) < size:
        return False
    used = [at for at, mark in enumerate(struct.unpack(f"<{size // 4}I", table)) if mark != _NONE]
    last = (count - 1) * (size // 4) + used[-1] if used else 0
    is_reached: bool = len(data) > (last + 1) * size
    return is_reached


def directory_rows(data: bytes) -> Iterator[bytes]:
    """Yield the rows of the directory, whose sectors are chained through the allocation table (MS-CFB 2.3, 2.6)."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise ValueError("no size of a sector")
    table = SectorTable(data, size)
    sector = struct.unpack_from("<I", data, 48)[0]
    seen: set[int] = set()
    while sector < LAST_SECTOR and sector not in seen and len(seen) * size < _MOST_ENTRIES * _ENTRY:
        seen.add(sector)
        block = data[(sector + 1) * size : (sector + 2) * size]
        yield from (block[at : at + _ENTRY] for at in range(0, len(block) - _ENTRY + 1, _ENTRY))
        sector = table.follow(sector)


class SectorTable:
    """The allocation table, looked up on demand instead of read whole."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size, self._per_sector = data, size, size // 4

    def follow(self, sector: int) -> int:
        """Return the sector after this one."""
        part, at = divmod(sector, self._per_sector)
        home = self._word(76 + 4 * part) if part < 109 else self._further_home(part - 109)
        return self._word((home + 1) * self._size + 4 * at)

    def _further_home(self, part: int) -> int:
        """Return a sector of the table. The header lists the first 109, a chain the others (MS-CFB 2.5)."""
        hops, at = divmod(part, self._per_sector - 1)
        sector = self._word(68)
        for _ in range(hops):
            sector = self._word((sector + 2) * self._size - 4)
        return self._word((sector + 1) * self._size + 4 * at)

    def _word(self, offset: int) -> int:
        sector: int = struct.unpack_from("<I", self._data, offset)[0]
        return sector


def _children(entries: list[bytes]) -> Iterator[str]:
    """Return the names in the tree of siblings under the root, which is the first row."""
    waiting = [struct.unpack_from("<I", entries[0], 76)[0]]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number == _NONE or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        length = min(64, struct.unpack_from("<H", entry, 64)[0])
        yield entry[: max(0, length - 2)].decode("utf-16-le", errors="replace")
        waiting += struct.unpack_from("<II", entry, 68)
