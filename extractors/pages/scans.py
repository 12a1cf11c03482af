"""Which pages of a PDF are read from their picture, and what is told about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from extractors.errors import UnreadableFile
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.pages.draw import render_page
from extractors.pages.label_words import restore_labels
from extractors.pages.ocr import POINTS_PER_INCH, Scan, is_blank, mean_confidence, read_scan
from extractors.pages.text_layer import find_damage, is_better
from extractors.pages.words import PageWords
from extractors.tools import OcrEngine, ToolFailed, Tools

DOUBTED = 0.6
"""A word that the engine is less sure of than this is named in a finding."""

_FEW_LETTERS = 200
_COVERS = 0.6
_NO_ENGINE = (
    "scans cannot be read here: install an OCR engine"
    " (apt install tesseract-ocr tesseract-ocr-est, or pip install kehtiv[rapidocr])"
)
_QUOTED = 300
_MOST_LINES = 25


@dataclass(slots=True)
class ScanReport:
    """What OCR did for one file. ``unread`` are pages that nobody could read for want of an engine."""

    read: list[PageWords] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def told(self, tools: Tools) -> Iterator[Finding]:
        """The findings, those that speak of several pages first."""
        if self.read and tools.ocr is not None:
            pages = ", ".join(f"{page.page_number} ({mean_confidence(page.words):.2f})" for page in self.read)
            yield Finding("ocr_page", f"read by OCR ({tools.ocr.version}), page (mean confidence): {pages}")
        if self.unread:
            yield Finding("scan_unread", f"pages {', '.join(map(str, self.unread))}: {why_no_engine(tools)}")
        yield from self.findings


def why_no_engine(tools: Tools) -> str:
    """What a person can do so that scans are read."""
    told = next((message for message in tools.missing if message.startswith("scans")), None)
    return told or _NO_ENGINE


def read_scans(
    data: bytes, sha256: str, pages: Iterable[PageWords], tools: Tools
) -> tuple[list[PageWords], ScanReport]:
    """The pages, each with what OCR read where its text layer is missing or damaged and OCR read it better."""
    report = ScanReport()
    return [_read_page(data, sha256, page, tools, report) for page in pages], report


def _read_page(data: bytes, sha256: str, page: PageWords, tools: Tools, report: ScanReport) -> PageWords:
    reason = _why_doubted(data, page)
    if reason is None:
        return page
    try:
        picture, scale = render_page(data, page.page_number, tools.ocr_dpi / POINTS_PER_INCH, is_gray=True)
    except UnreadableFile:
        return page  # what is wrong with it stands in its failure, or it has no text and nothing to show
    if is_blank(picture):
        return page
    if tools.ocr is None:
        _note_unread(page, reason, report)
        return page
    return _choose(page, Scan(picture, scale, sha256, page.page_number), reason, tools.ocr, report)


def _why_doubted(data: bytes, page: PageWords) -> str | None:
    if page.failure or not page.words:
        return page.failure or "no text layer"
    damage = find_damage(page)
    if damage is not None:
        return damage
    letters = sum(char.isalpha() for word in page.words for char in word.text)
    if letters < _FEW_LETTERS and pictured_share(data, page.page_number) > _COVERS:
        return f"a picture covers the page, and its text layer holds {letters} letters"
    return None


def _note_unread(page: PageWords, reason: str, report: ScanReport) -> None:
    if page.words:
        report.findings.append(
            Finding("text_layer_doubtful", f"page {page.page_number}: {reason}; no OCR engine to ask")
        )
    report.unread.append(page.page_number)


def _choose(page: PageWords, scan: Scan, reason: str, engine: OcrEngine, report: ScanReport) -> PageWords:
    """The better of both readings; that the other existed is told."""
    number = page.page_number
    try:
        found = read_scan(scan, engine)
    except ToolFailed as error:
        report.findings.append(Finding("ocr_failed", f"page {number} could not be read by OCR: {error}"))
        return page
    if not found.words:
        return page
    if page.words and not _is_fuller(found, page) and not is_better(found, page):
        told = f"page {number}: {reason}; OCR read it no better, so its text layer was kept"
        report.findings.append(Finding("text_layer_doubtful", told))
        return page
    if page.words:
        old = " ".join(word.text for word in page.words)
        told = f"page {number}: {reason}; read by OCR instead. The text layer began: {old[:_QUOTED]}"
        report.findings.append(Finding("text_layer_replaced", told))
    found, restored = restore_labels(found)
    report.findings += restored
    report.read.append(found)
    return found


def _is_fuller(found: PageWords, page: PageWords) -> bool:
    """Whether OCR saw a page of text where the layer holds a stamp or a header."""
    new, old = (sum(len(word.text) for word in each.words) for each in (found, page))
    return old < 2 * _FEW_LETTERS and new > 2 * old and mean_confidence(found.words) > DOUBTED


def pictured_share(data: bytes, page_number: int) -> float:
    """How much of a page its largest picture covers, from 0 to 1; 0 where PDFium cannot tell."""
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[page_number - 1]
            width, height = page.get_mediabox()[2:]
            found = [item.get_bounds() for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)]
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError):
        return 0.0
    largest = max(((right - left) * (top - bottom) for left, bottom, right, top in found), default=0.0)
    return float(min(1.0, max(0.0, largest / max(1.0, width * height))))


def find_doubted(text: DocumentText, pages: Sequence[PageWords]) -> Iterator[Finding]:
    """Findings on the lines in which OCR was unsure of a word, each at the words it was unsure of."""
    for page in pages:
        doubted = [word for word in page.words if word.confidence is not None and word.confidence < DOUBTED]
        doubted = [word for word in doubted if any(char.isalnum() for char in word.text)]
        if not doubted:
            continue
        lines = list(_lines_with(text, page, {word.text: word.confidence or 0.0 for word in doubted}))
        for span, told in lines[:_MOST_LINES]:
            yield Finding("low_confidence", f"page {page.page_number}: OCR is unsure of {told}", span)
        if len(lines) > _MOST_LINES:
            told = f"page {page.page_number}: OCR is unsure of words in {len(lines)} lines; the first are named"
            yield Finding("low_confidence", told)


def _lines_with(text: DocumentText, page: PageWords, doubted: dict[str, float]) -> Iterator[tuple[Span, str]]:
    for place in text.places:
        if place.box.page_number != page.page_number:
            continue
        line = place.span.of(text.text)
        at, found = 0, []
        for word in line.split(" "):
            if word in doubted:
                found.append((at, word))
            at += len(word) + 1
        if found:
            span = Span(place.span.start + found[0][0], place.span.start + found[-1][0] + len(found[-1][1]))
            yield span, ", ".join(f"{word} ({doubted[word]:.2f})" for _, word in found)
