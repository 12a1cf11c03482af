"""Extract the file from an object that Word or Excel embedded by its icon (OLE package, [MS-OLEDS] 2.3.6).

Such an object is an OLE file whose stream "\\x01Ole10Native" holds the name and the bytes of the file; newer documents
stand in a stream "Package", PDF files in "CONTENTS".
"""

from __future__ import annotations

import struct

from extractors.files.ole_names import LAST_SECTOR, MAGIC, SectorTable, directory_rows

_NATIVE = "\x01Ole10Native"
_BARE = ("Package", "CONTENTS")
_LONGEST_NAME = 260
_MINI = 64


def packed_file(data: bytes) -> tuple[str, bytes] | None:
    """Return name and bytes of the file in an embedded object; the name is empty where the object states none.

    ``None`` where the object is of another kind or damaged.
    """
    if not data.startswith(MAGIC):
        return None
    try:
        streams = {name: (start, size) for name, start, size in _streams(data)}
        if _NATIVE in streams:
            return _native(_read(data, *streams[_NATIVE]))
        found = next((name for name in _BARE if name in streams), None)
        return None if found is None else ("", _read(data, *streams[found]))
    except (struct.error, IndexError, ValueError):
        return None


def _streams(data: bytes) -> list[tuple[str, int, int]]:
    """Return name, first sector and size of each stream, in the directory's order."""
    found = []
    for row in directory_rows(data):
        length, kind = struct.unpack_from("<HB", row, 64)
        if kind == 2:  # a stream ([MS-CFB] 2.6.1)
            start, size = struct.unpack_from("<II", row, 116)
            found.append((row[: max(0, min(64, length) - 2)].decode("utf-16-le", "replace"), start, size))
    return found


def _read(data: bytes, start: int, size: int) -> bytes:
    if size > len(data):
        raise ValueError("a stream larger than its file")
    if size >= struct.unpack_from("<I", data, 56)[0]:
        return _chain(data, start, size)
    root = next(iter(directory_rows(data)))
    small = _chain(data, *struct.unpack_from("<II", root, 116))
    table = _chain(data, struct.unpack_from("<I", data, 60)[0], 4 * (len(small) // _MINI))
    pieces: list[bytes] = []
    left = size
    while left > 0 and len(pieces) * _MINI <= size:
        pieces.append(small[start * _MINI : start * _MINI + min(_MINI, left)])
        left -= _MINI
        start = struct.unpack_from("<I", table, 4 * start)[0] if left > 0 else start
    return b"".join(pieces)


def _chain(data: bytes, sector: int, size: int) -> bytes:
    """Return the first ``size`` bytes of the sectors chained from this one."""
    width = 1 << struct.unpack_from("<H", data, 30)[0]
    if width not in (512, 4096) or size > len(data):
        raise ValueError("no size of a sector, or a chain longer than its file")
    table = SectorTable(data, width)
    pieces: list[bytes] = []
    while sector < LAST_SECTOR and len(pieces) * width < size:
        pieces.append(data[(sector + 1) * width : (sector + 2) * width])
        sector = table.follow(sector)
    found = b"".join(pieces)[:size]
    if len(found) < size:
        raise ValueError("a chain that ends early")
    return found


def _native(stream: bytes) -> tuple[str, bytes]:
    """Return label and bytes of a native package: size, flags, label, path, two words, path, size, bytes."""
    at = 6
    label, at = _word(stream, at)
    _, at = _word(stream, at)
    (path_size,) = struct.unpack_from("<I", stream, at + 4)
    at += 8 + path_size
    (size,) = struct.unpack_from("<I", stream, at)
    content = stream[at + 4 : at + 4 + size]
    if len(content) != size:
        raise ValueError("a package that ends early")
    return label, content


def _word(stream: bytes, at: int) -> tuple[str, int]:
    end = stream.index(b"\0", at, at + _LONGEST_NAME)
    return stream[at:end].decode("cp1257", "replace"), end + 1
