"""What a file is follows from its bytes; the name decides only where they do not."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.errors import EmptyFile
from extractors.files import media
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
        (b"PK\x03\x04 torn", "kiri.docx", media.DOCX),
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
    assert media_type(pack({"META-INF/signatures0.xml": b"", "a.pdf": b""}), "x") == media.ASICE
    assert media_type(pack({"lisa.pdf": b""}), "x.docx") == media.ZIP


def test_a_container_that_begins_with_a_stored_pdf_is_a_container(pack: Pack) -> None:
    """The PDF mark of the first member stands among the first bytes, and must not decide."""
    data = pack({"mimetype": b"application/vnd.etsi.asic-e+zip", "a.pdf": b"%PDF-1.4 ..."}, zipfile.ZIP_STORED)
    assert media_type(data, "a.asice") == "application/vnd.etsi.asic-e+zip"


def test_no_bytes_are_an_empty_file() -> None:
    with pytest.raises(EmptyFile, match=r"lisa\.pdf"):
        media_type(b"", "lisa.pdf")


def test_real_files_are_known_without_their_names(shared: Path) -> None:
    folder = shared / "real" / "originals"
    want = {"50k.asice": media.ASICE, "Vastus.msg": media.MSG, "ekiri.eml": media.EML}
    assert {name: media_type((folder / name).read_bytes(), "") for name in want} == want
