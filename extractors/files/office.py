"""Read DOC, RTF, ODT and workbooks other than XLSX: an office program converts them to DOCX or XLSX.

They are converted to DOCX, never to text: in text the office program prints deleted words like any others.
"""

from __future__ import annotations

import io
import zipfile

from extractors.errors import EncryptedFile, ExtractionError, OfficeMissing, UnreadableFile
from extractors.files import media
from extractors.files.containers import Budget, check_entries
from extractors.files.docx import read_docx
from extractors.files.odf_hidden import without_hidden
from extractors.files.text_signs import without_marks
from extractors.files.xlsx import read_xlsx
from extractors.files.zip_entries import entry_path
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.tools import ToolFailed, Tools

# type → extension for the converter, target format, system package that provides the converter
_CONVERSIONS = {
    media.DOC: (".doc", "docx", "libreoffice-writer-nogui"),
    media.RTF: (".rtf", "docx", "libreoffice-writer-nogui"),
    media.ODT: (".odt", "docx", "libreoffice-writer-nogui"),
    media.FLAT_ODT: (".fodt", "docx", "libreoffice-writer-nogui"),
    media.WORD_XML: (".xml", "docx", "libreoffice-writer-nogui"),
    media.XLS: (".xls", "xlsx", "libreoffice-calc-nogui"),
    media.ODS: (".ods", "xlsx", "libreoffice-calc-nogui"),
}
_OLE_FIRST_SECTOR = 512
_WORD_SIGN, _WORD_FLAGS, _WORD_IS_ENCRYPTED = b"\xec\xa5", 11, 0x01


def is_office(kind: str) -> bool:
    """Return whether files of this media type are read through an office program."""
    return kind in _CONVERSIONS


def read_office(
    data: bytes, kind: str, name: str, sha256: str, tools: Tools, budget: Budget | None = None
) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return text and findings of a document of type ``kind``; rows and numbers as in the DOCX or XLSX made of it.

    Raises ``OfficeMissing`` naming what to install where no office program is available; ``UnreadableFile`` with that
    program's message; ``EncryptedFile`` where a password is needed; else as ``read_docx`` and ``read_xlsx``.
    """
    ending, target, package = _CONVERSIONS[kind]
    data = without_marks(data)
    _check_input(data, kind, name, budget or Budget())
    if tools.office is None:
        raise OfficeMissing(
            f"{name}: {kind} requires LibreOffice, which is not installed (Debian: apt install {package}); "
            "the next run then reads it"
        )
    hidden = 0
    if kind in (media.ODT, media.FLAT_ODT):
        data, hidden = without_hidden(data, name, is_flat=kind == media.FLAT_ODT)
    try:
        converted = tools.office.convert(data, ending, target)
    except ToolFailed as error:
        raise UnreadableFile(f"{name}: {error}") from error
    if target == "docx":
        text, findings = read_docx(converted, sha256, budget, tools)
    else:
        text, findings = read_xlsx(converted, sha256, budget)
    if hidden:
        told = f"{hidden} characters of hidden sections or paragraphs are not part of the text"
        findings = (*findings, Finding("hidden_text", told))
    return text, findings


def _check_input(data: bytes, kind: str, name: str, budget: Budget) -> None:
    """Refuse what would cost the converter minutes, or make it ask for a password that nobody can type."""
    if kind in (media.ODT, media.ODS):
        _check_package(data, name, budget)
    elif kind == media.DOC and _is_encrypted_doc(data):
        raise EncryptedFile(f"{name}: the file is protected by a password")


def _check_package(data: bytes, name: str, budget: Budget) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            check_entries(infos, name, budget)
            manifest = next((info for info in infos if entry_path(info) == "META-INF/manifest.xml"), None)
            if manifest is not None and b"encryption-data" in archive.open(manifest).read(1024 * 1024):
                raise EncryptedFile(f"{name}: the file is protected by a password")
    except ExtractionError:
        raise
    except Exception as error:  # damaged headers raise struct, value, key, unicode and zip errors
        raise UnreadableFile(f"{name}: the archive is damaged: {error}") from error


def _is_encrypted_doc(data: bytes) -> bool:
    """Check the flag in the head of the main stream ([MS-DOC] 2.5.2 FibBase), which as a rule is the first one."""
    head = data[_OLE_FIRST_SECTOR : _OLE_FIRST_SECTOR + 12]
    return head.startswith(_WORD_SIGN) and bool(head[_WORD_FLAGS] & _WORD_IS_ENCRYPTED)
