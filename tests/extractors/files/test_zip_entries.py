"""An archive is read only where its directory, its headers and its bytes agree; else the broken rule is named."""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ExtractionError, UnreadableFile, UnsafeContainer
from extractors.files import zip_entries
from extractors.files.containers import MAX_BYTES, Budget, Member, open_container
from extractors.files.zip_entries import list_entries, read_entries

Pack = Callable[..., bytes]


@dataclass
class Row:
    """One entry; whatever differs between its header and the directory's row is given by name."""

    name: bytes
    content: bytes = b""
    flags: int = 0x800
    method: int = zipfile.ZIP_DEFLATED
    attributes: int = 0
    listed: dict[str, int | bytes] = field(default_factory=dict)
    offset: int | None = None


def pack_by_hand(*rows: Row, between: bytes = b"", before: bytes = b"") -> bytes:
    """A ZIP whose headers and directory say what they are told to say."""
    out, directory = bytearray(before), bytearray()
    for row in rows:
        body = row.content
        if row.method == zipfile.ZIP_DEFLATED:
            squeeze = zlib.compressobj(wbits=-15)
            body = squeeze.compress(row.content) + squeeze.flush()
        local = {"crc": zlib.crc32(row.content), "packed": len(body), "size": len(row.content)}
        told = local | {"name": row.name, "method": row.method, "flags": row.flags} | row.listed
        start = len(out) if row.offset is None else row.offset
        if row.offset is None:
            head = struct.pack("<4s5H", b"PK\x03\x04", 20, row.flags, row.method, 0, 33)
            out += head + struct.pack("<3L2H", local["crc"], local["packed"], local["size"], len(row.name), 0)
            out += row.name + body + between
        directory += struct.pack("<4s6H", b"PK\x01\x02", 0x314, 20, told["flags"], told["method"], 0, 33)
        directory += struct.pack("<3L", told["crc"], told["packed"], told["size"])
        directory += struct.pack("<5H2L", len(told["name"]), 0, 0, 0, 0, row.attributes, start) + told["name"]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(rows), len(rows), len(directory), len(out), 0)
    return bytes(out + directory + end)


def test_the_archives_made_here_by_hand_are_good_ones() -> None:
    """Else every refusal below would prove nothing."""
    data = pack_by_hand(Row(b"a.txt", b"aa"), Row(b"b.txt", b"bb", method=zipfile.ZIP_STORED))
    assert open_container(data, "a.zip").members == (Member("a.txt", b"aa"), Member("b.txt", b"bb"))


@pytest.mark.parametrize(
    "path, rule",
    [
        ("../lisa.pdf", r"\.\."),
        ("a/../../lisa.pdf", r"\.\."),
        ("a/..", r"\.\."),
        ("/etc/lisa.pdf", "absolute"),
        ("//server/jagatud/lisa.pdf", "absolute"),
        ("C:lisa.pdf", "absolute"),
        ("c:/lisa.pdf", "absolute"),
        ("..\\lisa.pdf", r"\.\."),
        ("\\etc\\lisa.pdf", "absolute"),
        ("C:\\lisa.pdf", "absolute"),
        ("lisa.pdf\0.exe", "NUL"),
        ("", "no usable name"),
        ("  ", "no usable name"),
    ],
)
def test_paths_that_lead_astray_are_refused(path: str, rule: str) -> None:
    with pytest.raises(UnsafeContainer, match=rule):
        open_container(pack_by_hand(Row(b"hea.pdf", b"1"), Row(path.encode(), b"2")), "a.zip")


@pytest.mark.parametrize(
    "first, second",
    [
        ("lisa.pdf", "lisa.pdf"),
        ("Lisa.PDF", "lisa.pdf"),
        ("käskkiri.pdf", unicodedata.normalize("NFD", "käskkiri.pdf")),
        ("ÕIGUS.pdf", unicodedata.normalize("NFD", "õigus.pdf")),
        ("STRASSE.pdf", "straße.pdf"),
        ("kaust/", "kaust"),
        ("kaust\\lisa.pdf", "kaust/lisa.pdf"),
    ],
)
def test_two_entries_of_one_name_are_refused(first: str, second: str) -> None:
    """Readers differ on which of them was signed, and disks on whether they are one name."""
    with pytest.raises(UnsafeContainer, match="twice"):
        open_container(pack_by_hand(Row(first.encode()), Row(second.encode(), b"2")), "a.zip")


def test_folders_that_a_program_parts_by_backslashes_are_folders() -> None:
    rows = Row(b"kaust\\", method=zipfile.ZIP_STORED), Row(b"kaust\\lisa.txt", b"2"), Row(b"a.txt", b"1")
    members = open_container(pack_by_hand(*rows), "a.zip").members
    assert members == (Member("kaust/lisa.txt", b"2"), Member("a.txt", b"1"))


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000])
def test_an_encrypted_entry_is_refused(flag: int) -> None:
    with pytest.raises(UnsafeContainer, match="encrypted"):
        open_container(pack_by_hand(Row(b"lisa.pdf", b"1", flags=0x800 | flag)), "a.zip")


def test_encryption_that_only_the_header_admits_is_refused() -> None:
    with pytest.raises(UnsafeContainer, match="encryption"):
        open_container(pack_by_hand(Row(b"lisa.pdf", b"1", flags=0x801, listed={"flags": 0x800})), "a.zip")


def test_winzips_encryption_is_called_so() -> None:
    """AES stands as compression method 99, and a person should hear of the password, not of the number."""
    with pytest.raises(UnsafeContainer, match="encrypted"):
        open_container(pack_by_hand(Row(b"lisa.pdf", b"1", method=99)), "a.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_compressions_are_refused(pack: Pack, method: int) -> None:
    with pytest.raises(UnsafeContainer, match=f"compression method {method}"):
        open_container(pack({"lisa.pdf": b"1"}, method), "a.zip")


@pytest.mark.parametrize(
    "mode, rule", [(stat.S_IFLNK, "symbolic link"), (stat.S_IFIFO, "device"), (stat.S_IFCHR, "device")]
)
def test_links_and_devices_are_refused(mode: int, rule: str) -> None:
    row = Row(b"lisa.pdf", b"/etc/passwd", attributes=(mode | 0o777) << 16)
    with pytest.raises(UnsafeContainer, match=rule):
        open_container(pack_by_hand(row), "a.zip")


def test_ordinary_files_and_folders_with_a_mode_are_read() -> None:
    """Archives made on Unix say the kind of each entry."""
    folder = Row(b"kaust/", attributes=(stat.S_IFDIR | 0o755) << 16)
    file = Row(b"kaust/a.txt", b"1", attributes=(stat.S_IFREG | 0o644) << 16)
    assert open_container(pack_by_hand(folder, file), "a.zip").members == (Member("kaust/a.txt", b"1"),)


def test_a_folder_with_content_is_refused() -> None:
    """Most readers would never show it."""
    with pytest.raises(UnsafeContainer, match="folder with data of its own"):
        open_container(pack_by_hand(Row(b"kaust/", b"peidetud")), "a.zip")


@pytest.mark.parametrize(
    "listed, what",
    [
        ({"name": b"teine.txt"}, "different name"),
        ({"size": 3}, "different size"),
        ({"size": 5_000}, "different size"),
        ({"packed": 4}, "different packed size"),
        ({"crc": 7}, "different checksum"),
        ({"method": 0}, "different compression"),
    ],
)
def test_a_directory_that_contradicts_the_header_is_refused(listed: dict[str, int | bytes], what: str) -> None:
    """Readers that trust the one and readers that trust the other would see two different documents."""
    with pytest.raises(UnsafeContainer, match=what):
        open_container(pack_by_hand(Row(b"lisa.txt", b"0123456789", listed=listed)), "a.zip")


@pytest.mark.parametrize("size", [4, 5_000])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_declared_size_that_lies_everywhere_is_refused(size: int, method: int) -> None:
    """Larger or smaller: the budget counts what is declared. The checksum fits the first bytes, as liars arrange."""
    data = bytearray(pack_by_hand(Row(b"lisa.txt", b"0123456789", method=method)))
    for at, mark in ((22, b"PK\x03\x04"), (24, b"PK\x01\x02")):
        struct.pack_into("<I", data, data.index(mark) + at, size)
    for at, mark in ((14, b"PK\x03\x04"), (16, b"PK\x01\x02")):
        struct.pack_into("<I", data, data.index(mark) + at, zlib.crc32(b"0123456789"[:size]))
    with pytest.raises(UnsafeContainer, match="declared size"):
        open_container(bytes(data), "a.zip")


def test_bytes_hidden_behind_the_data_of_an_entry_are_refused() -> None:
    squeeze = zlib.compressobj(wbits=-15)
    body = squeeze.compress(b"1") + squeeze.flush() + b"peidetud"
    data = bytearray(pack_by_hand(Row(b"a.txt", body, method=zipfile.ZIP_STORED)))
    for mark, method_at, crc_at in ((b"PK\x03\x04", 8, 14), (b"PK\x01\x02", 10, 16)):
        struct.pack_into("<H", data, data.index(mark) + method_at, zipfile.ZIP_DEFLATED)
        struct.pack_into("<I", data, data.index(mark) + crc_at, zlib.crc32(b"1"))
        struct.pack_into("<I", data, data.index(mark) + crc_at + 8, 1)
    with pytest.raises(UnsafeContainer, match="hides 8 bytes"):
        open_container(bytes(data), "a.zip")


def test_entries_that_share_their_bytes_are_refused() -> None:
    """A kernel quoted by a thousand headers unpacks to terabytes without any nesting (Fifield's bomb)."""
    inner = pack_by_hand(Row(b"tuum.txt", b"\0" * 1000))
    inner = inner[: inner.index(b"PK\x01\x02")]
    packed = struct.unpack_from("<L", inner, 18)[0]
    outer = Row(b"kate.txt", inner, method=zipfile.ZIP_STORED)
    start = 30 + len(outer.name)
    kernel = {"packed": packed, "size": 1000, "crc": zlib.crc32(b"\0" * 1000)}
    data = pack_by_hand(outer, Row(b"tuum.txt", offset=start, listed=kernel))
    with pytest.raises(UnsafeContainer, match="overlaps"):
        open_container(data, "a.zip")


def test_an_archive_that_contains_itself_is_refused() -> None:
    """A quine's entry is the archive: its bytes begin at the first byte and run over its own header."""
    size = 30 + 5
    quine = Row(b"r.zip", offset=0, method=0, listed={"packed": size, "size": size, "crc": 0})
    data = pack_by_hand(Row(b"a.zip", b"", method=0), quine)
    with pytest.raises(UnsafeContainer, match=r"different name|overlaps"):
        open_container(data, "a.zip")


def test_an_entry_that_the_directory_does_not_list_is_refused() -> None:
    """Readers that go from header to header would show it, and nobody's directory would."""
    hidden = pack_by_hand(Row(b"peidetud.txt", b"1"))
    hidden = hidden[: hidden.index(b"PK\x01\x02")]
    for data in (
        pack_by_hand(Row(b"a.txt", b"1"), between=hidden),
        pack_by_hand(Row(b"a.txt", b"1"), before=hidden),
    ):
        with pytest.raises(UnsafeContainer, match="does not list"):
            open_container(data, "a.zip")


def test_an_archive_within_an_archive_is_no_hidden_entry(pack: Pack) -> None:
    """Stored unpacked, its headers stand in the outer one's bytes."""
    data = pack({"sees.zip": pack({"a.txt": b"1"}), "b.txt": b"2"}, zipfile.ZIP_STORED)
    assert [member.name for member in open_container(data, "a.zip").members] == ["sees.zip", "b.txt"]


def test_descriptors_after_the_data_are_accepted() -> None:
    """Signing services write while they pack: sizes stand behind the data and are 0 in the header."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "1" * 100)
        archive.writestr("b.txt", "2" * 100)
    assert [len(member.data) for member in open_container(out.getvalue(), "a.zip").members] == [100, 100]


def test_long_archives_fields_are_accepted() -> None:
    """Some writers use the 64-bit fields for small files too."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as entry:
        entry.write(b"1" * 100)
    assert open_container(out.getvalue(), "a.zip").members == (Member("a.txt", b"1" * 100),)


@pytest.mark.parametrize(
    "raw, want", [("lisa õ.pdf".encode(), "lisa õ.pdf"), ("käskkiri õ.pdf".encode("cp775"), "käskkiri õ.pdf")]
)
def test_names_without_the_utf8_flag_are_read_as_estonian_computers_wrote_them(raw: bytes, want: str) -> None:
    data = pack_by_hand(Row(raw, b"1", flags=0))
    assert [member.name for member in open_container(data, "a.zip").members] == [want]


def test_sizes_are_refused_before_anything_is_unpacked(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError("an entry was unpacked")

    monkeypatch.setattr(zip_entries, "_read_entry", never)
    data = bytearray(pack({"lisa.pdf": b"1"}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, MAX_BYTES + 1)
    with pytest.raises(UnsafeContainer, match="bytes in all"):
        list(read_entries(bytes(data), "a.zip", Budget()))


def test_a_directory_of_a_million_rows_is_refused_unread() -> None:
    """Its rows alone would fill the memory before anybody could count them."""
    row = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = row * 100_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), 0, 0)
    with pytest.raises(UnsafeContainer, match="directory of"):
        list_entries(b"PK\x03\x04" + directory + end, "a.zip")


def test_a_long_directory_named_by_the_64_bit_record_is_refused_too() -> None:
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 1 << 30, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    with pytest.raises(UnsafeContainer, match=f"directory of {1 << 30}"):
        list_entries(record + locator + end, "a.zip")


def test_a_highly_compressed_entry_is_no_bomb_by_itself(pack: Pack) -> None:
    """Valid containers hold entries that shrink a thousandfold."""
    data = pack({"tühi.txt": b"\0" * 1_000_000})
    assert len(open_container(data, "a.zip").members[0].data) == 1_000_000


def test_a_torn_archive_is_unreadable(pack: Pack) -> None:
    data = pack({"lisa.pdf": b"x" * 500}, zipfile.ZIP_STORED)
    with pytest.raises(UnreadableFile, match=r"a\.zip"):
        open_container(data[: len(data) // 2], "a.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_damaged_entry_is_unreadable(pack: Pack, method: int) -> None:
    data = bytearray(pack({"lisa.pdf": bytes(range(256))}, method))
    data[30 + len("lisa.pdf") + 20] ^= 0xFF
    with pytest.raises(UnreadableFile, match=r"lisa\.pdf.*damaged"):
        open_container(bytes(data), "a.zip")


@given(
    st.lists(
        st.builds(
            Row,
            name=st.sampled_from([b"a", b"b", b"c/d", b"../e", b"\xff", b"", b"mimetype", b"META-INF/manifest.xml"]),
            content=st.binary(max_size=40),
            flags=st.sampled_from([0, 0x800, 0x1, 0x8, 0xFFFF]),
            method=st.sampled_from([0, 8, 14, 99]),
            attributes=st.integers(0, 0xFFFFFFFF),
            listed=st.dictionaries(st.sampled_from(["crc", "packed", "size"]), st.integers(0, 0xFFFFFFFF), max_size=2),
            offset=st.none() | st.integers(0, 0xFFFFFFFF),
        ),
        max_size=4,
    ),
    st.binary(max_size=60),
)
def test_archives_of_any_make_raise_nothing_else(rows: list[Row], between: bytes) -> None:
    """Whatever headers and directory say, the answer is a container or an error of ours."""
    with suppress(ExtractionError):
        open_container(pack_by_hand(*rows, between=between), "a.zip")
