"""Formats that only an office program reads: handed over converted, or held back with what to do."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field

import openpyxl
import pytest

from extractors.errors import EncryptedFile, UnreadableFile, UnsafeContainer
from extractors.files import media
from extractors.files.containers import Budget
from extractors.files.office import is_office, read_office
from extractors.files.read_text import read_text
from extractors.tools import NO_TOOLS, ToolFailed, Tools

Word = Callable[..., bytes]
Pack = Callable[..., bytes]
RTF = b"{\\rtf1 x}"


@dataclass
class Office:
    """An office program that makes the same of everything."""

    answer: bytes
    asked: list[tuple[str, str]] = field(default_factory=list)

    def convert(self, data: bytes, ending: str, target: str) -> bytes:
        self.asked.append((ending, target))
        if not self.answer:
            raise ToolFailed("the office took longer than 60 s")
        return self.answer


def odt(pack: Pack, manifest: bytes = b"<m/>") -> bytes:
    return pack({"mimetype": media.ODT.encode(), "content.xml": b"<c/>", "META-INF/manifest.xml": manifest})


@pytest.mark.parametrize("kind, ending", [(media.DOC, ".doc"), (media.RTF, ".rtf")])
def test_a_document_is_read_as_the_docx_made_of_it(word: Word, kind: str, ending: str) -> None:
    """With its findings and under its own digest."""
    office = Office(word("<w:p><w:r><w:t>Tere</w:t></w:r><w:del><w:r><w:t>kadunud</w:t></w:r></w:del></w:p>"))
    document, findings = read_office(b"x", kind, "a", "f00", Tools(office=office))
    assert (document.text, document.file_sha256) == ("Tere\n", "f00")
    assert [f.code for f in findings] == ["tracked_changes"]
    assert office.asked == [(ending, "docx")]


def test_a_workbook_is_read_as_the_xlsx_made_of_it() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Kapten"])
    book.save(out)
    office = Office(out.getvalue())
    assert read_office(b"x", media.XLS, "a.xls", "0", Tools(office=office))[0].text == "Kapten\n"
    assert office.asked == [(".xls", "xlsx")]


@pytest.mark.parametrize(
    "kind, package",
    [(media.DOC, "libreoffice-writer-nogui"), (media.RTF, "writer"), (media.XLS, "libreoffice-calc-nogui")],
)
def test_without_an_office_program_the_file_is_held_back_with_what_to_install(kind: str, package: str) -> None:
    with pytest.raises(UnreadableFile, match=rf"a\.bin: .*apt install .*{package}.*the next run") as caught:
        read_office(b"x", kind, "a.bin", "0", NO_TOOLS)
    assert caught.value.code == "office_missing"


def test_what_the_program_says_is_passed_on() -> None:
    with pytest.raises(UnreadableFile, match=r"a\.rtf: the office took longer"):
        read_text(RTF, "a.rtf", "0", Tools(office=Office(b"")))


def test_a_conversion_that_is_no_docx_is_unreadable() -> None:
    with pytest.raises(UnreadableFile):
        read_text(RTF, "a.rtf", "0", Tools(office=Office(b"PK\x03\x04 torn")))


def test_a_password_is_told_without_asking_the_program(pack: Pack) -> None:
    """It would wait for somebody to type it."""
    office = Office(b"")
    locked = odt(pack, b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>')
    doc = b"\xd0\xcf\x11\xe0" + bytes(508) + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(99)
    for data, kind in ((locked, media.ODT), (doc, media.DOC)):
        with pytest.raises(EncryptedFile, match="password"):
            read_office(data, kind, "a", "0", Tools(office=office))
    assert office.asked == []


def test_a_bomb_or_a_torn_package_never_reaches_the_program(pack: Pack) -> None:
    office = Office(b"")
    with pytest.raises(UnsafeContainer):
        read_office(odt(pack, b"a" * 5000), media.ODT, "a.odt", "0", Tools(office=office), Budget(size=4000))
    with pytest.raises(UnreadableFile, match="damaged"):
        read_office(b"PK\x03\x04 torn", media.ODT, "a.odt", "0", Tools(office=office))
    assert office.asked == []


def test_office_types_find_their_way(pack: Pack, word: Word) -> None:
    office = Office(word("<w:p><w:r><w:t>Tere</w:t></w:r></w:p>"))
    assert read_text(RTF, "a.rtf", "0", Tools(office=office))[:2][0] == media.RTF
    assert read_text(odt(pack), "a.odt", "0", Tools(office=office))[1].text == "Tere\n"
    assert not is_office(media.PDF)
