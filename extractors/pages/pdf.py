"""Read PDF bytes as words and rules, page by page. Only here does pdfplumber open a file."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFNoValidXRef, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.pdftypes import PDFObjectNotFound, resolve1

from extractors.errors import EncryptedFile, TruncatedFile, UnreadableFile
from extractors.pages.fill import Fill, fill_pages, held_together
from extractors.pages.marks import NO_MARKS, Marks
from extractors.pages.picture import Pictures
from extractors.pages.sheet import read_sheet
from extractors.pages.words import PageWords

# pdfminer warns about every odd font and colour; what matters here becomes an error or a finding.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_TAIL = 4096
_LETTER = (0, 0, 612, 792)


class DamagedTables(UnreadableFile):
    """The tables by which a PDF's objects are found are damaged; ``what`` says in which way."""

    code = "unreadable_file"

    def __init__(self, what: str) -> None:
        super().__init__(f"the PDF cannot be opened: {what}; fetch it again, or save it anew in a viewer")
        self.what = what


def read_pages(data: bytes, fill: Fill = fill_pages, marks: Sequence[Marks] = ()) -> Iterator[PageWords]:
    """Yield the pages in order; each is closed after it is used, so that memory stays flat.

    A page that cannot be interpreted comes with ``failure`` set and without words. Raises ``EncryptedFile`` where a
    password is required, ``TruncatedFile`` where the end of the file is missing, ``DamagedTables`` where it cannot be
    opened, else ``UnreadableFile``. ``fill``
    changes the speed, never the content: ``layered_pages`` is the reference. ``marks`` are those of the annotations,
    for each page in order; pages beyond them have none.
    """
    check_end(data)
    try:
        document = pdfplumber.open(io.BytesIO(data))
        _give_size(document)
        pages = fill(document)
    except Exception as error:
        raise _opening_error(error) from error
    with document, closing(Pictures(data)) as pictures:
        if not pages:
            raise DamagedTables("its tables lead to no page")
        for number, page in enumerate(pages, 1):
            with held_together(page):
                try:
                    found = read_sheet(page, number, pictures, marks[number - 1] if number <= len(marks) else NO_MARKS)
                finally:
                    page.close()
            yield found


def check_end(data: bytes) -> None:
    """Raise ``TruncatedFile`` where the end-of-file mark (ISO 32000-1, 7.5.5) is missing.

    A file made for the web also has an early mark, so no objects may follow the last one.
    """
    end = data.rfind(b"%%EOF")
    rest = data[end:] if end >= 0 else b""
    if end < 0 or (len(rest) > _TAIL and re.search(rb"\d\s+\d\s+obj\b", rest)):
        raise TruncatedFile("the PDF has no end-of-file mark and is cut short; fetch it again")


def _opening_error(error: Exception) -> UnreadableFile:
    causes: list[object] = [error, error.__cause__, error.__context__, *error.args]
    if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes):
        return EncryptedFile("the PDF is protected by a password")
    return DamagedTables(_plain_reason(error))


def _plain_reason(error: Exception) -> str:
    """Return what is wrong, for a person: Python's own words help nobody."""
    if isinstance(error, RecursionError):
        return "its parts refer to one another in a circle"
    causes: list[object] = [error, error.__cause__, error.__context__, *error.args]
    if any(isinstance(cause, PDFNoValidXRef) for cause in causes):
        return "the table of its parts is missing or damaged"
    if any(isinstance(cause, PDFSyntaxError | PDFObjectNotFound) for cause in causes):
        return "it has no catalogue of pages, or a damaged one"
    return "its page tree or one of its tables is damaged"


def _give_size(document: Any) -> None:
    """Give pages without a size the one that viewers take (ISO 32000-1 requires a MediaBox; they draw Letter)."""
    tree = resolve1(document.doc.catalog.get("Pages"))
    if isinstance(tree, dict):
        tree.setdefault("MediaBox", list(_LETTER))
