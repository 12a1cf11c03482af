"""Read what another program put into a DOCX as a piece in its own format (17.17.2.1 altChunk): HTML, text, a DOCX.

Word shows such a piece as part of the text, at its place, and writes it as paragraphs only when somebody saves the
file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractors.errors import EmptyFile, ExtractionError
from extractors.files import media
from extractors.files.html import read_html
from extractors.files.mhtml import is_mhtml, read_mhtml
from extractors.files.plain import read_plain
from extractors.model.finding import Finding
from extractors.model.text import DocumentText

Read = tuple[DocumentText, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The rows of a piece, the words that it strikes out, and findings on it."""

    rows: list[list[str]]
    struck: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_chunk(data: bytes, name: str, read_docx: Callable[[bytes], Read]) -> Chunk:
    """Return a piece's rows; none, with the finding ``embedded_document``, where its format is not read here."""
    try:
        read = _read(data, name, read_docx)
    except EmptyFile:
        return Chunk([])
    except ExtractionError as error:
        return Chunk([], findings=(Finding("embedded_document", f"a part of the text is not read: {error}"),))
    if read is None:
        return Chunk([], findings=(Finding("embedded_document", f"a part of the text is not read: {name}"),))
    text, findings = read
    rows = [[span.of(text.text) for span in block.cells] for block in text.blocks]
    struck = tuple(each.words for each in text.unseen if each.words)
    return Chunk(rows, struck, tuple(each for each in findings if each.code != "struck_words"))


def _read(data: bytes, name: str, read_docx: Callable[[bytes], Read]) -> Read | None:
    kind = media.media_type(data, name)
    if kind == media.DOCX:
        return read_docx(data)
    if kind == media.HTML:
        return read_html(data, "")
    if kind in (media.PLAIN, media.EML) and is_mhtml(data):
        return read_mhtml(data, name, "")
    return read_plain(data, "") if kind == media.PLAIN else None
