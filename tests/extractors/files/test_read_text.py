"""One door for all files that are no containers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.errors import EmptyFile, ErrorPageInsteadOfFile, UnreadableFile
from extractors.files import media
from extractors.files.read_text import read_text

Word = Callable[..., bytes]
Pack = Callable[..., bytes]


def test_each_type_finds_its_reader(word: Word) -> None:
    body = "<w:p><w:r><w:t>Tere</w:t></w:r></w:p>"
    assert read_text(word(body), "a.bin", "0")[:1] == (media.DOCX,)
    assert read_text(b"<html><p>Tere</html>", "a.bin", "0")[1].text == "Tere\n"
    assert read_text(b"Tere", "a.bin", "0")[1].text == "Tere"
    assert read_text(b"Tere", "a.txt", "f00")[1].file_sha256 == "f00"


@pytest.mark.parametrize("name", ["lisa.pdf", "lisa.docx", "kiri.asice", "LISA.PDF"])
def test_a_web_page_under_a_documents_name_is_an_error_page(name: str) -> None:
    with pytest.raises(ErrorPageInsteadOfFile, match=name):
        read_text(b"<!doctype html><title>404</title><p>Ei leitud", name, "0")


def test_text_under_a_documents_name_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match="plain text"):
        read_text(b"Service unavailable", "lisa.pdf", "0")


@pytest.mark.parametrize(
    "data, name, words",
    [
        (b"\x00\x00\x01\x00\x01\x00\x10\x10", "a.ico", "application/octet-stream"),
    ],
)
def test_types_that_are_not_read_yet_are_named(data: bytes, name: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=f"{words}.*not read yet"):
        read_text(data, name, "0")


def test_a_container_has_no_text_of_its_own(pack: Pack) -> None:
    """Mail is one too: its text is a member beside the attachments."""
    mail = b"From: a@b.ee\nTo: c@d.ee\nSubject: x\n\nTere"
    for data, name in ((pack({"a.txt": b"1"}), "a.zip"), (mail, "a.eml"), (b"<SignedDoc/>", "a.ddoc")):
        with pytest.raises(UnreadableFile, match="container"):
            read_text(data, name, "0")


@pytest.mark.parametrize("name", ["body.pdf", "grid_lisa01.pdf", "grid_lisa06.pdf"])
def test_real_scans_say_that_they_are_scans(shared: Path, name: str) -> None:
    with pytest.raises(EmptyFile, match="scan"):
        read_text((shared / "originals" / "scan" / name).read_bytes(), name, "0")


def test_real_texts_keep_every_character(shared: Path) -> None:
    """Seeds are read as they stand: only line ends may change."""
    for path in sorted((shared / "real" / "seeds").glob("*.txt")):
        data = path.read_bytes()
        assert read_text(data, path.name, "0")[1].text == data.decode("utf-8").replace("\r\n", "\n")
