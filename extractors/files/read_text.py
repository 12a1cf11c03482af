"""Read one file that is not a container: its type, its text, and its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.errors import EmptyFile, UnreadableFile
from extractors.files import media
from extractors.files.containers import Budget
from extractors.files.docx import read_docx
from extractors.files.docx_pictures import find_pictures
from extractors.files.flat_packages import as_package
from extractors.files.html import read_html
from extractors.files.image import MEDIA_TYPES, read_image, read_pictures
from extractors.files.mhtml import is_mhtml, read_mhtml
from extractors.files.office import is_office, read_office
from extractors.files.plain import read_plain, text_document
from extractors.files.promise import check_promise, check_whole
from extractors.files.xlsx import read_xlsx
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.pages.layout import read_pdf
from extractors.pages.marks import Marks
from extractors.tools import NO_TOOLS, Tools

_TYPE_NAMES = {
    media.PPTX: "a PowerPoint presentation",
}


def read_text(
    data: bytes,
    name: str,
    sha256: str,
    tools: Tools = NO_TOOLS,
    budget: Budget | None = None,
    marks: Sequence[Marks] = (),
) -> tuple[str, DocumentText, tuple[Finding, ...]]:
    """Return media type, text and findings of a PDF, office document, workbook, HTML or plain text.

    ``budget`` is that of the container around the file, ``marks`` what annotations mark on the pages of a PDF. Raises
    ``AnswerInsteadOfFile`` where something else came under a document's name, ``TruncatedFile`` where the file ends
    early, ``EmptyFile`` where there is no text, ``UnreadableFile`` for damaged files and for types that are not read
    yet (the message names the type), and ``UnsafeContainer`` where a DOCX breaks the rules of archives.
    Containers are for ``open_container``.
    """
    kind = media.media_type(data, name)
    check_promise(data, kind, name, is_saved_page=is_mhtml(data))
    check_whole(data, kind, name)
    if kind == media.PDF:
        return kind, *read_pdf(data, sha256, tools, marks)
    if kind in (media.DOCX, media.FLAT_DOCX):
        return kind, *_read_word(data if kind == media.DOCX else as_package(data, name), sha256, tools, budget)
    if kind == media.XLSX:
        return kind, *read_xlsx(data, sha256, budget)
    if is_office(kind):
        return kind, *read_office(data, kind, name, sha256, tools, budget)
    if kind in MEDIA_TYPES:
        return kind, *read_image(data, sha256, tools)
    if kind == media.HTML:
        return kind, *read_html(data, sha256)
    if kind in (media.PLAIN, media.EML) and is_mhtml(data):
        return kind, *read_mhtml(data, name, sha256)
    if kind == media.PLAIN:
        return kind, *read_plain(data, sha256)
    if media.is_container(kind):
        raise UnreadableFile(f"{name}: {kind} is a container and has no text of its own")
    raise UnreadableFile(f"{name}: {_TYPE_NAMES.get(kind, 'a file of type ' + kind)}, which is not read yet")


def _read_word(
    data: bytes, sha256: str, tools: Tools, budget: Budget | None
) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return the text of a DOCX, or that of its pictures where it holds nothing else: scans pasted into Word.

    Such text has no pages, as no DOCX has: nobody sees where Word breaks them.
    """
    try:
        return read_docx(data, sha256, budget, tools)
    except EmptyFile:
        pictures = find_pictures(data)
        if not pictures:
            raise
    scanned, findings = read_pictures(pictures, sha256, tools)
    told = Finding("pictures_read", f"the document holds no text; its pictures ({len(pictures)}) were read by OCR")
    return text_document(scanned.text, sha256), (told, *(replace(each, span=None) for each in findings))
