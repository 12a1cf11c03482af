"""Decide which pages of a PDF OCR reads, whole, in part or for comparison, and report what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pypdfium2
from pypdfium2 import raw

from extractors.errors import UnreadableFile
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.pages.draw import render_page
from extractors.pages.drawn_lines import read_drawn_lines
from extractors.pages.label_words import restore_labels
from extractors.pages.marked_words import mark_scanned
from extractors.pages.ocr import POINTS_PER_INCH, Scan, is_blank, mean_confidence, read_scan
from extractors.pages.second_reading import find_contradicted, is_operative
from extractors.pages.sheet import ENDLESS
from extractors.pages.text_layer import find_damage, is_better
from extractors.pages.words import PageWords
from extractors.tools import OcrEngine, ToolFailed, Tools

DOUBTED = 0.6
"""A word with a lower confidence is named in a finding."""

_FEW_LETTERS = 200
_COVERS = 0.6
_NO_ENGINE = (
    "this machine cannot read scans; install an OCR engine"
    " (apt install tesseract-ocr tesseract-ocr-est, or pip install kehtiv[rapidocr])"
)
_QUOTED = 300
_MOST_LINES = 25


@dataclass(slots=True)
class ScanReport:
    """What OCR did for one file. ``unread`` are pages that were not read because there is no engine."""

    read: list[PageWords] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def all_findings(self, tools: Tools) -> Iterator[Finding]:
        """Return the findings, with those about several pages first."""
        if self.read and tools.ocr is not None:
            pages = ", ".join(f"{page.page_number} ({mean_confidence(page.words):.2f})" for page in self.read)
            yield Finding("ocr_page", f"read by OCR ({tools.ocr.version}), page (mean confidence): {pages}")
        if self.unread:
            yield Finding("scan_unread", f"pages {', '.join(map(str, self.unread))}: {why_no_engine(tools)}")
        yield from self.findings


def why_no_engine(tools: Tools) -> str:
    """Return what a person can do so that scans are read."""
    advice = next((message for message in tools.missing if message.startswith("scans")), None)
    return advice or _NO_ENGINE


def read_scans(
    data: bytes, sha256: str, pages: Iterable[PageWords], tools: Tools
) -> tuple[list[PageWords], ScanReport]:
    """Return the pages as OCR completes them.

    It replaces a missing text layer, or a damaged one where it reads better; it reads lines that are only drawn, and
    the figures of a scan that its text layer may have wrong.
    """
    report = ScanReport()
    return [_read_page(data, sha256, page, tools, report) for page in pages], report


def _read_page(data: bytes, sha256: str, page: PageWords, tools: Tools, report: ScanReport) -> PageWords:
    reason = _why_doubted(data, page)
    if reason is None:
        second = page.unread or (page.is_pictured and is_operative(page.words))
        return _read_again(data, sha256, page, tools, report) if second else page
    if reason == ENDLESS:
        return page  # PDFium would draw for ever too
    try:
        scan = _scan(data, sha256, page, tools)
    except UnreadableFile:
        return page  # its failure states what is wrong, or it has neither text nor content
    if is_blank(scan.picture):
        return page
    if tools.ocr is None:
        _note_unread(page, reason, report)
        return page
    return _choose(page, scan, reason, tools.ocr, report)


def _read_again(data: bytes, sha256: str, page: PageWords, tools: Tools, report: ScanReport) -> PageWords:
    """Return a page with the lines that are only drawn on it, or a scan with the words that its picture contradicts."""
    if tools.ocr is None:
        return page
    try:
        scan = _scan(data, sha256, page, tools)
        if page.is_pictured:
            return replace(page, contradicted=find_contradicted(page, read_scan(scan, tools.ocr)))
        read, findings = read_drawn_lines(page, scan, tools.ocr)
    except (UnreadableFile, ToolFailed) as error:
        report.findings.append(_ocr_failed(page, error))
        return page
    report.findings += findings
    return read


def _scan(data: bytes, sha256: str, page: PageWords, tools: Tools) -> Scan:
    """Return the picture of a page as shown. Raises ``UnreadableFile``."""
    picture, scale = render_page(data, page.page_number, tools.ocr_dpi / POINTS_PER_INCH, is_gray=True)
    return Scan(picture, scale, sha256, page.page_number)


def _ocr_failed(page: PageWords, error: Exception) -> Finding:
    return Finding("ocr_failed", f"page {page.page_number} could not be read by OCR: {error}")


def _why_doubted(data: bytes, page: PageWords) -> str | None:
    if page.failure or not page.words:
        return page.failure or "no text layer"
    if page.contradicted:
        return "figures are not surely drawn as its fonts name them"
    damage = find_damage(page)
    if damage is not None:
        return damage
    letters = sum(char.isalpha() for word in page.words for char in word.text)
    if letters < _FEW_LETTERS and pictured_share(data, page.page_number) > _COVERS:
        return f"an image covers the page, and its text layer has {letters} letters"
    return None


def _note_unread(page: PageWords, reason: str, report: ScanReport) -> None:
    if page.words:
        report.findings.append(
            Finding("text_layer_doubtful", f"page {page.page_number}: {reason}; no OCR engine is installed")
        )
    report.unread.append(page.page_number)


def _choose(page: PageWords, scan: Scan, reason: str, engine: OcrEngine, report: ScanReport) -> PageWords:
    """Return the better reading; a finding reports the other."""
    number = page.page_number
    try:
        ocr_page = mark_scanned(read_scan(scan, engine), page.marks)
    except ToolFailed as error:
        report.findings.append(_ocr_failed(page, error))
        return page
    if not ocr_page.words:
        return page
    if page.words and not page.contradicted and not _is_fuller(ocr_page, page) and not is_better(ocr_page, page):
        message = f"page {number}: {reason}; OCR read it no better, so its text layer was kept"
        report.findings.append(Finding("text_layer_doubtful", message))
        return page
    if page.words:
        old = " ".join(word.text for word in page.words)
        message = f"page {number}: {reason}; read by OCR instead. The text layer began: {old[:_QUOTED]}"
        report.findings.append(Finding("text_layer_replaced", message))
    ocr_page, restored = restore_labels(ocr_page)
    report.findings += restored
    report.read.append(ocr_page)
    return ocr_page


def _is_fuller(ocr_page: PageWords, page: PageWords) -> bool:
    """Return whether OCR read a full page where the layer has only a stamp or a header."""
    new, old = (sum(len(word.text) for word in each.words) for each in (ocr_page, page))
    return old < 2 * _FEW_LETTERS and new > 2 * old and mean_confidence(ocr_page.words) > DOUBTED


def pictured_share(data: bytes, page_number: int) -> float:
    """Return the share of a page that its largest image covers, from 0 to 1; 0 where PDFium cannot tell."""
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[page_number - 1]
            width, height = page.get_mediabox()[2:]
            bounds = [item.get_bounds() for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)]
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError):
        return 0.0
    largest = max(((right - left) * (top - bottom) for left, bottom, right, top in bounds), default=0.0)
    return float(min(1.0, max(0.0, largest / max(1.0, width * height))))


def find_doubted(text: DocumentText, pages: Sequence[PageWords]) -> Iterator[Finding]:
    """Yield findings on lines with words that OCR was unsure of, each at these words."""
    for page in pages:
        doubted = [word for word in page.words if word.confidence is not None and word.confidence < DOUBTED]
        doubted = [word for word in doubted if any(char.isalnum() for char in word.text)]
        if not doubted:
            continue
        lines = list(_lines_with(text, page, {word.text: word.confidence or 0.0 for word in doubted}))
        for span, doubts in lines[:_MOST_LINES]:
            yield Finding("low_confidence", f"page {page.page_number}: OCR is unsure of {doubts}", span)
        if len(lines) > _MOST_LINES:
            message = f"page {page.page_number}: OCR is unsure of words in {len(lines)} lines; only the first are named"
            yield Finding("low_confidence", message)


def _lines_with(text: DocumentText, page: PageWords, doubted: dict[str, float]) -> Iterator[tuple[Span, str]]:
    for place in text.places:
        if place.box.page_number != page.page_number:
            continue
        line = place.span.of(text.text)
        at, matches = 0, []
        for word in line.split(" "):
            if word in doubted:
                matches.append((at, word))
            at += len(word) + 1
        if matches:
            span = Span(place.span.start + matches[0][0], place.span.start + matches[-1][0] + len(matches[-1][1]))
            yield span, ", ".join(f"{word} ({doubted[word]:.2f})" for _, word in matches)
