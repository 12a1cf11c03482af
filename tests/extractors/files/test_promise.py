"""What comes under a document's name and is not the document: it must be fetched again, not read."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from extractors.errors import (
    AnswerInsteadOfFile,
    ErrorPageInsteadOfFile,
    ExtractionError,
    TruncatedFile,
    UnreadableFile,
)
from extractors.files.media import media_type
from extractors.files.promise import check_promise, check_whole
from extractors.read import read_file

Word = Callable[..., bytes]
Pack = Callable[..., bytes]

JSON = b'\xef\xbb\xbf {"status": 404, "message": "not found"}'
ERROR = b"<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>"
SENT_HEAD = b"Date: Mon, 02 Mar 2026\r\nContent-Type: application/pdf\r\nContent-Length: 9\r\n\r\n%PDF-1.4"


@pytest.mark.parametrize(
    "name",
    ["lisa.pdf", "LISA.DOCX", "kiri.asice", "kiri.bdoc", "vana.ddoc", "tabel.xlsx", "scan.jpg", "a.zip", "a.odt"],
)
@pytest.mark.parametrize(
    "data",
    [
        b"Service unavailable",
        JSON,
        b"[]",
        b"<?xml version='1.0'?><Error/>",
        SENT_HEAD,
        SENT_HEAD + bytes(200),
        b"HTTP/1.1 200 OK\r\n" + SENT_HEAD,
        ERROR,
        b"<html><p>Palun oodake</p></html>",
        # A fixed time: xdist refuses names of cases that differ between its processes.
        gzip.compress(b"%PDF-1.4", mtime=0),
    ],
)
def test_a_servers_answer_under_a_documents_name_is_fetched_again(data: bytes, name: str) -> None:
    with pytest.raises(AnswerInsteadOfFile, match="fetch it again") as raised:
        read_file(data, name)
    assert raised.value.code in ("answer_instead_of_file", "error_page_instead_of_file")


@pytest.mark.parametrize("name", ["kiri", "kiri.txt", "leht.html", "leht.doc"])
def test_errors_are_known_under_names_that_promise_nothing(name: str) -> None:
    with pytest.raises(ErrorPageInsteadOfFile):
        read_file(ERROR, name)


@pytest.mark.parametrize("name", ["kiri", "kiri.txt"])
def test_json_is_no_text_of_an_act(name: str) -> None:
    with pytest.raises(AnswerInsteadOfFile, match="JSON"):
        read_file(JSON, name)


@pytest.mark.parametrize(
    "data, name",
    [
        ("KÄSKKIRI\n[1] Kinnitan korra.".encode(), "a.txt"),
        (b'{"a": 1}', "andmed.json"),
        (b"{1} Kinnitan.", "a.txt"),
        (b"<html><title>Viga otsuses parandatud</title><p>Kinnitan korra.</p></html>", "otsus.html"),
        (b"<html><title>404. otsus</title><p>Kinnitan korra.</p></html>".replace(b"404.", b"nr 404"), "otsus.html"),
        (b"<p>Kinnitan korra.</p>", "a.html"),
        (b"{\\rtf1 Tere} \0\0", "a.doc"),
    ],
)
def test_what_is_the_file_is_not_refused(data: bytes, name: str) -> None:
    kind = media_type(data, name)
    check_promise(data, kind, name)
    check_whole(data, kind, name)


@pytest.mark.parametrize("data", [b"7z\xbc\xaf\x27\x1c\0\4", b"Rar!\x1a\x07\0"])
def test_what_a_person_packed_is_not_the_servers_fault(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="not supported") as raised:
        read_file(data, "failid.zip")
    assert not isinstance(raised.value, AnswerInsteadOfFile)


def drawn(form: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((120, 160), 60).save(out, form)
    return out.getvalue()


def whole_files(word: Word, pack: Pack) -> dict[str, bytes]:
    lines = b"".join(b"<p>%d. Kinnitan korra.</p>" % n for n in range(90))
    ddoc = b"<SignedDoc version='1.3'><DataFile Id='D0' ContentType='EMBEDDED_BASE64' Filename='a.txt'>"
    return {
        "a.docx": word("<w:p><w:r><w:t>Kinnitan korra</w:t></w:r></w:p>" * 50),
        "a.zip": pack({"a.txt": b"Kinnitan korra. " * 90, "b.txt": b"Teine"}),
        "a.ddoc": ddoc + b"S2lubml0YW4=" * 40 + b"</DataFile></SignedDoc>",
        "a.png": drawn("PNG"),
        "a.jpg": drawn("JPEG"),
        "a.tif": drawn("TIFF"),
        "a.rtf": b"{\\rtf1 {\\b Kinnitan} " + b"{\\i korra} \\{ " * 90 + b"}",
        "a.html": b"<html><body>" + lines + b"</body></html>",
    }


def test_a_file_that_ends_early_is_cut_short_wherever_it_ends(word: Word, pack: Pack) -> None:
    """Whole files pass the same check, also with bytes after their end."""
    for name, data in whole_files(word, pack).items():
        check_whole(data, media_type(data, name), name)
        if name not in ("a.ddoc", "a.zip", "a.docx"):
            check_whole(data + b"\r\n", media_type(data, name), name)
        for length in (len(data) * 3 // 10, len(data) * 6 // 10, len(data) * 95 // 100, len(data) - 12):
            if data[:length].endswith(b">"):
                continue  # a page without its last tags may be whole
            with pytest.raises(TruncatedFile):
                read_file(data[:length], name)


def test_an_office_file_that_lacks_sectors_is_cut_short() -> None:
    """A header, one sector of table that uses five sectors, and their bytes."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = (9).to_bytes(2, "little")
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[76:] = b"\xff" * 436
    header[76:80] = bytes(4)
    table = b"\xfe\xff\xff\xff" * 5 + b"\xff" * (512 - 20)
    data = bytes(header) + table + bytes(4 * 512)
    for length, is_whole in ((len(data), True), (len(data) - 100, True), (len(data) - 512, False), (700, False)):
        try:
            check_whole(data[:length], "application/msword", "a.doc")
            told = True
        except TruncatedFile:
            told = False
        assert told is is_whole, length


def test_real_files_are_whole(shared: Path) -> None:
    files = [path for path in (shared / "originals").rglob("*") if path.is_file()]
    for path in [*files, *(shared / "real" / "originals").iterdir()]:
        data = path.read_bytes()
        try:
            kind = media_type(data, path.name)
            check_promise(data, kind, path.name)
            check_whole(data, kind, path.name)
        except ExtractionError as error:
            pytest.fail(f"{path.name}: {error}")
