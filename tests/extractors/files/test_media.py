"""What a file is follows from its bytes; the name decides only where they do not."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.errors import EmptyFile
from extractors.files import media
from extractors.files.containers import open_container
from extractors.files.media import media_type

Pack = Callable[..., bytes]


@pytest.mark.parametrize(
    "data, name, want",
    [
        (b"%PDF-1.7\n", "kiri.docx", media.PDF),
        (b"\n\n%PDF-1.4\n", "", media.PDF),
        (b"{\\rtf1\\ansi}", "kiri.doc", media.RTF),
        (b"<!DOCTYPE html><p>Viga", "kiri.pdf", media.HTML),
        (b"\xef\xbb\xbf  <HTML><body>", "x", media.HTML),
        ("<html><body>täht".encode("utf-16"), "x", media.HTML),
        (b"<!-- saved --><html>", "x", media.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', "x", media.HTML),
        (b"<p>jupp</p>", "jupp.html", media.HTML),
        (b"<p>jupp</p>", "jupp.txt", media.PLAIN),
        (b'<?xml version="1.0"?><SignedDoc format="DIGIDOC-XML">', "x", media.DDOC),
        (b'<?xml version="1.0"?><a/>', "x", media.XML),
        (b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\nTere", "x", media.EML),
        (b"Subject: x\r\n\r\nTere", "kiri.eml", media.EML),
        (b"Date: homme\nToo leib.", "x.txt", media.PLAIN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40 + "WordDocument".encode("utf-16-le"), "x", media.DOC),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40, "x.msg", media.MSG),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40, "x", media.OLE),
        (b"\x89PNG\r\n\x1a\n", "kiri.pdf", "image/png"),
        ("Käskkiri".encode(), "x", media.PLAIN),
        ("Käskkiri nr 1".encode("utf-16"), "x", media.PLAIN),
        (bytes(range(256)), "x", media.UNKNOWN),
        (b"Rar!\x1a\x07\0", "kiri.pdf", media.RAR),
        (b"<SignedDoc format='x'>", "kiri.pdf", media.DDOC),
        (b"<!-- <SignedDoc> --><a/>", "x.xml", media.PLAIN),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><SignedDoc/>', "x", media.DDOC),
        (b'<?xml version="1.0"?><d:EncryptedData xmlns:d="x"/>', "x.txt", media.CDOC),
        (b'<?xml version="1.0"?><!-- unfinished <SignedDoc/>', "x", media.XML),
        (b"From mari@example.org Mon Jan 5 2026\nFrom: a\nTo: b\nSubject: c\n\nTere", "x", media.EML),
        (b"\xef\xbb\xbfReceived: x\nDate: y\nMessage-ID: z\n\n%PDF-1.4", "kiri.pdf", media.EML),
        (b"PK\x03\x04 torn", "kiri.docx", media.DOCX),
        (b"PK\x03\x04 torn", "kiri.asics", media.ASICS),
        (b"PK\x03\x04 torn", "kiri", media.ZIP),
    ],
)
def test_bytes_tell_the_type(data: bytes, name: str, want: str) -> None:
    assert media_type(data, name) == want


@pytest.mark.parametrize("method", [0, 8])
def test_a_container_is_known_by_its_mimetype_stored_or_deflated(pack: Pack, method: int) -> None:
    """Real containers deflate the entry although the standard stores it."""
    data = pack({"mimetype": b"application/vnd.etsi.asic-e+zip", "a.pdf": b"x"}, method)
    assert media_type(data, "a.zip") == media.ASICE


def test_packages_are_told_apart_by_what_they_hold(pack: Pack) -> None:
    types = {"[Content_Types].xml": b"<Types/>"}
    assert media_type(pack(types | {"word/document.xml": b""}), "x.zip") == media.DOCX
    assert media_type(pack(types | {"xl/workbook.xml": b""}), "x.docx") == media.XLSX
    assert media_type(pack({"mimetype": b"application/vnd.oasis.opendocument.text"}), "x") == media.ODT
    assert media_type(pack({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "x") == media.ODS
    bare = {"content.xml": b"", "styles.xml": b"", "META-INF/manifest.xml": b""}
    assert media_type(pack(bare), "x") == media.ODT
    assert media_type(pack(bare | {"META-INF/documentsignatures.xml": b""}), "x") == media.ODT
    assert media_type(pack({"META-INF/signatures0.xml": b"", "a.pdf": b""}), "x") == media.ASICE
    assert media_type(pack({"lisa.pdf": b""}), "x.docx") == media.ZIP


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", 3 * b"\xef\xbb\xbf", b"\r\n", b"\xef\xbb\xbf\r\n\xef\xbb\xbf\r\n"])
def test_an_archive_behind_marks_is_one_and_opens(pack: Pack, before: bytes) -> None:
    data = before + pack({"lisa.txt": b"Lisa"})
    assert media_type(data, "") == media.ZIP
    assert [(member.name, member.data) for member in open_container(data, "a.zip").members] == [("lisa.txt", b"Lisa")]


def test_a_container_that_begins_with_a_stored_pdf_is_a_container(pack: Pack) -> None:
    """The PDF mark of the first member stands among the first bytes, and must not decide."""
    data = pack({"mimetype": b"application/vnd.etsi.asic-e+zip", "a.pdf": b"%PDF-1.4 ..."}, zipfile.ZIP_STORED)
    assert media_type(data, "a.asice") == "application/vnd.etsi.asic-e+zip"


def ole(*names: str, inner: str = "", later: bool = False) -> bytes:
    """An OLE file of these streams under its root, and one within a folder, as far as its directory goes."""
    entries = ["Root Entry", *names, "kaust", inner]
    rows = bytearray()
    for number, name in enumerate(entries):
        raw = name.encode("utf-16-le")
        nothing, last = 0xFFFFFFFF, len(entries) - 2
        right = number + 1 if 0 < number < last else nothing
        child = {0: 1, last: last + 1}.get(number, nothing)
        rows += raw.ljust(64, b"\0") + struct.pack("<HBB3L", len(raw) + 2, 2, 1, nothing, right, child) + bytes(48)
    rows = rows.ljust(-(-len(rows) // 512) * 512, b"\0")
    sectors = len(rows) // 512
    table = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE] if not later else [0xFFFFFFFD, 0, 0]
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<L", head, 48, 1)
    struct.pack_into("<L", head, 76, 0)
    return bytes(head) + struct.pack(f"<{len(table)}L", *table).ljust(512, b"\xff") + bytes(rows)


@pytest.mark.parametrize(
    "data, want",
    [
        (ole("WordDocument", inner="__properties_version1.0"), media.DOC),
        (ole("__properties_version1.0", inner="WordDocument"), media.MSG),
        (ole("a", "b", "c", "d", "Workbook", inner="WordDocument"), media.XLS),
        (ole("PowerPoint Document"), media.PPT),
        (ole("EncryptionInfo", "EncryptedPackage"), media.ENCRYPTED_OFFICE),
        (ole("midagi", inner="WordDocument"), media.OLE),
    ],
)
def test_office_files_are_told_by_what_lies_at_their_top(data: bytes, want: str) -> None:
    """A message that encloses a document, and a document that encloses a message, are what they are outside."""
    assert media_type(data, "x") == want


def test_an_office_file_whose_directory_runs_in_circles_is_still_told() -> None:
    assert media_type(ole("WordDocument", later=True), "x.doc") == media.DOC


def test_no_bytes_are_an_empty_file() -> None:
    with pytest.raises(EmptyFile, match=r"lisa\.pdf"):
        media_type(b"", "lisa.pdf")


def test_real_files_are_known_without_their_names(shared: Path) -> None:
    folder = shared / "real" / "originals"
    want = {"50k.asice": media.ASICE, "Vastus.msg": media.MSG, "ekiri.eml": media.EML}
    assert {name: media_type((folder / name).read_bytes(), "") for name in want} == want
