"""Read the entries of a ZIP (PKWARE APPNOTE 6.3) only where its directory, its headers and its bytes agree.

Where these three disagree, programs differ on what an archive holds, and what one person signed is not what another
reads. So the directory is compared with the header of each entry, no two entries may share bytes, nothing may hide
between them, and an entry must unpack to exactly its declared size.
"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from extractors.errors import UnreadableFile, UnsafeContainer
from extractors.files.encodings import decode_name
from extractors.files.members import Budget, path_fault

MAX_DIRECTORY = 4 * 1024 * 1024
"""Bytes of central directory: enough for 2,000 entries with long names, too few to fill the memory with rows."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AES = 99
_UTF8, _DESCRIPTOR = 0x800, 0x8
_ENCRYPTED = 0x1 | 0x40 | 0x2000  # encrypted, strongly encrypted, and with masked headers (APPNOTE 4.4.4)
_LOCAL = struct.Struct("<4s2xHH4xLLLHH")
_IN_ZIP64 = 0xFFFFFFFF


class _Place(NamedTuple):
    """The place of an entry's bytes in the archive: [start, end) with its header, data from ``data_start``."""

    start: int
    data_start: int
    end: int
    info: zipfile.ZipInfo


def read_entries(data: bytes, name: str, budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Return path and bytes of each entry that is a file. All are checked before the first is read.

    Raises ``UnsafeContainer`` with the rule that is broken, ``UnreadableFile`` where the archive is damaged.
    """
    infos = list_entries(data, name)
    check_entries(infos, name, budget)
    for place in _check_places(data, infos, name):
        if not is_folder(place.info):
            yield entry_path(place.info), _read_entry(data, place, name)


def list_entries(data: bytes, name: str) -> list[zipfile.ZipInfo]:
    """Return the directory's rows, unchecked. Raises ``UnsafeContainer`` where there are too many."""
    size = _directory_size(data)
    if size > MAX_DIRECTORY:
        raise UnsafeContainer(f"{name}: a directory of {size} bytes, more than {MAX_DIRECTORY} are not read")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except Exception as error:  # damaged headers raise struct, value, key, unicode and zip errors
        raise UnreadableFile(f"{name}: the archive is damaged: {error or type(error).__name__}") from error


def entry_path(info: zipfile.ZipInfo) -> str:
    """Return the entry's path, with the folders of programs that part them by backslashes (APPNOTE 4.4.17.1 wants "/").

    A name without the UTF-8 flag is tried as UTF-8, which many tools write unflagged, then as cp775, which Windows
    wrote in Estonia, or in the encoding of Windows itself where that reads better; ``zipfile`` itself knows only the
    American cp437.
    """
    name = info.orig_filename
    if not (info.flag_bits & _UTF8 or name.isascii()):
        name = decode_name(name.encode("cp437"), "cp775")
    return name.replace("\\", "/")


def is_folder(info: zipfile.ZipInfo) -> bool:
    return entry_path(info).endswith("/")


def check_entries(infos: list[zipfile.ZipInfo], name: str, budget: Budget) -> None:
    """Raise ``UnsafeContainer`` for the first rule that an entry breaks according to the directory."""
    seen: set[str] = set()
    for info in infos:
        path = entry_path(info)
        label = f"{name}: entry {path[:80]!r}"
        rule = path_fault(path) or _forbidden_kind(info)
        if rule:
            raise UnsafeContainer(f"{label} {rule}")
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold()).rstrip("/")
        if key in seen:
            raise UnsafeContainer(f"{label} is present twice (ignoring case)")
        seen.add(key)
    budget.spend(name, len(infos), sum(info.file_size for info in infos))


def _forbidden_kind(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & _ENCRYPTED or info.compress_type == _AES:
        return "is encrypted"
    if info.compress_type not in _METHODS:
        return f"uses compression method {info.compress_type}"
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a symbolic link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a device, pipe or socket"
    if is_folder(info) and info.file_size:
        return "is a folder with data of its own"
    return None


def _check_places(data: bytes, infos: list[zipfile.ZipInfo], name: str) -> list[_Place]:
    """Return the place of each entry, in the directory's order.

    Raises ``UnsafeContainer`` where headers contradict the directory, where entries share bytes (a bomb without
    nesting), and where the archive holds an entry that the directory does not list.
    """
    places = [_place(data, info, name) for info in infos]
    at = 0
    for place in sorted(places, key=lambda each: each.start):
        if place.start < at:
            raise UnsafeContainer(f"{name}: entry {entry_path(place.info)[:80]!r} overlaps another entry")
        if data.find(b"PK\x03\x04", at, place.start) >= 0:
            raise UnsafeContainer(f"{name}: holds an entry that its directory does not list")
        at = place.end
    directory = data.find(b"PK\x01\x02", at)
    if data.find(b"PK\x03\x04", at, directory if directory >= 0 else len(data)) >= 0:
        raise UnsafeContainer(f"{name}: holds an entry that its directory does not list")
    return places


def _place(data: bytes, info: zipfile.ZipInfo, name: str) -> _Place:
    label = f"{name}: entry {entry_path(info)[:80]!r}"
    start = info.header_offset
    if start < 0 or start + _LOCAL.size > len(data):
        raise UnreadableFile(f"{label} is missing: the archive is cut short")
    mark, flags, method, crc, packed, size, name_length, extra_length = _LOCAL.unpack_from(data, start)
    if mark != b"PK\x03\x04":
        raise UnreadableFile(f"{label} is damaged: no header at the place that the directory gives")
    name_end = start + _LOCAL.size + name_length
    raw_name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437", errors="replace")
    wrong = [
        word
        for word, differs in (
            ("name", data[start + _LOCAL.size : name_end] != raw_name),
            ("compression", method != info.compress_type),
            ("encryption", bool(flags & _ENCRYPTED)),
            ("size", _contradicts(flags, size, info.file_size)),
            ("packed size", _contradicts(flags, packed, info.compress_size)),
            ("checksum", _contradicts(flags, crc, info.CRC)),
        )
        if differs
    ]
    if wrong:
        raise UnsafeContainer(f"{label} has a different {wrong[0]} in its header than in the directory")
    data_start = name_end + extra_length
    end = data_start + info.compress_size
    if end > len(data):
        raise UnreadableFile(f"{label} is damaged: it extends past the archive's end")
    return _Place(start, data_start, end, info)


def _contradicts(flags: int, local: int, listed: int) -> bool:
    """Return whether a header contradicts the directory. It may leave sizes and checksum to a descriptor after the data
    (as 0) or to its ZIP64 field.
    """
    if flags & _DESCRIPTOR and local == 0:
        return False
    return local not in (listed, _IN_ZIP64)


def _read_entry(data: bytes, place: _Place, name: str) -> bytes:
    """Return exactly the declared number of bytes; an entry that unpacks to more or less is refused."""
    info = place.info
    label = f"{name}: entry {entry_path(info)[:80]!r}"
    packed = data[place.data_start : place.end]
    content = packed if info.compress_type == zipfile.ZIP_STORED else _inflate(packed, info.file_size, label)
    if len(content) != info.file_size:
        raise UnsafeContainer(f"{label} is not of its declared size")
    if zlib.crc32(content) != info.CRC:
        raise UnreadableFile(f"{label} is damaged: its checksum is wrong")
    return content


def _inflate(packed: bytes, size: int, label: str) -> bytes:
    """Unpack at most one byte more than ``size``: enough to detect a false size at no cost."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = stream.decompress(packed, size + 1)
    except zlib.error as error:
        raise UnreadableFile(f"{label} is damaged: {error}") from error
    if len(content) <= size and not stream.eof:
        raise UnreadableFile(f"{label} is damaged: its data are cut short")
    if stream.unused_data:
        raise UnsafeContainer(f"{label} hides {len(stream.unused_data)} bytes after its data")
    return content


def _directory_size(data: bytes) -> int:
    """Return the size in bytes of the central directory that ``zipfile`` will read; 0 where there is none."""
    end = len(data) - 22
    if not (end >= 0 and data[end : end + 4] == b"PK\x05\x06" and data[-2:] == b"\0\0"):
        end = data.rfind(b"PK\x05\x06", max(0, len(data) - 22 - 0x10000))
    if end < 0 or end + 16 > len(data):
        return 0
    if end >= 76 and data[end - 20 : end - 16] == b"PK\x06\x07" and data[end - 76 : end - 72] == b"PK\x06\x06":
        return int.from_bytes(data[end - 36 : end - 28], "little")
    return int.from_bytes(data[end + 12 : end + 16], "little")


def read_one_entry(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return one entry, unchecked but for its size, to tell the archive's type. Raises as ``read_entries``."""
    return _read_entry(data, _place(data, info, "the archive"), "the archive")
