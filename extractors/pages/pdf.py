"""Read PDF bytes as words and rules, page by page. Only this module and its fast path know pdfplumber."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from extractors.errors import EncryptedFile, TruncatedFile, UnreadableFile
from extractors.pages.fill import Fill, fill_pages, held_together
from extractors.pages.frame import Frame, shown_frame
from extractors.pages.words import PageWords, Rule, Word

# pdfminer warns about every odd font and colour; what matters here becomes an error or a finding.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

THIN = 2.0
"""Points: a filled rectangle no thicker than this is a rule (word processors draw cell borders this way)."""

_TAIL = 4096
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\ufffe": "-", "\x02": "-"})
# Codes that WinAnsiEncoding leaves free print as bullets (ISO 32000-1, D.2, note 3); pdfminer has no letter for them.
_FREE_CODES = re.compile(r"\(cid:(?:127|129|141|143|144|157)\)")
# Nothing below changes these letters, and nearly every word consists of them.
_PLAIN = re.compile(r"[!-'*-~õäöüšžÕÄÖÜŠŽ]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff]")


def read_pages(data: bytes, fill: Fill = fill_pages) -> Iterator[PageWords]:
    """Yield the pages in order; each is closed after it is used, so that memory stays flat.

    A page that cannot be interpreted comes with ``failure`` set and without words. Raises ``EncryptedFile`` where a
    password is required, ``TruncatedFile`` where the end of the file is missing, else ``UnreadableFile``. ``fill``
    changes the speed, never the content: ``stock_pages`` is the reference.
    """
    check_end(data)
    try:
        document = pdfplumber.open(io.BytesIO(data))
        pages = fill(document)
    except Exception as error:
        raise _opening_error(error) from error
    with document:
        if not pages:
            raise UnreadableFile("the PDF has no pages")
        for number, page in enumerate(pages, 1):
            with held_together(page):
                try:
                    found = _read_page(page, number)
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
    reason = next((str(cause) for cause in causes if cause is not None and str(cause)), "")
    return UnreadableFile(f"the PDF cannot be opened: {reason or type(error).__name__}")


def _read_page(page: Any, number: int) -> PageWords:
    try:
        found = page.extract_words(x_tolerance_ratio=0.15, y_tolerance=2)
        frame = shown_frame(page.bbox[:2], page.page_obj.mediabox, page.page_obj.cropbox, page.rotation)
        rules = tuple(_rules(page, frame))
    except Exception as error:  # pdfminer raises any error for a broken stream
        return PageWords(number, 0.0, 0.0, failure=f"{type(error).__name__}: {error}")
    words = [(clean_text(str(w["text"])), w) for w in found]
    level = tuple(
        Word(
            text,
            float(w["x0"]) - frame.left,
            float(w["top"]) - frame.top,
            float(w["x1"]) - frame.left,
            float(w["bottom"]) - frame.top,
        )
        for text, w in words
        if text and w.get("upright", True)
    )
    turned = tuple(text for text, w in words if text and not w.get("upright", True))
    return PageWords(number, frame.width, frame.height, level, rules, turned)


def clean_text(text: str) -> str:
    """Return the text in NFC: ligatures split, final soft hyphens as hyphens, control characters removed."""
    if _PLAIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    text = "•" if _FREE_CODES.fullmatch(text) else text
    if text.endswith("\xad"):
        text = text[:-1] + "-"
    return _CONTROL.sub("", text.replace("\xad", "").replace("\xa0", " ")).strip()


def _rules(page: Any, frame: Frame) -> Iterator[Rule]:
    drawn = [(line, True) for line in page.lines] + [(rect, bool(rect.get("stroke"))) for rect in page.rects]
    for each, is_drawn in drawn:
        x0, x1 = (float(each[k]) - frame.left for k in ("x0", "x1"))
        top, bottom = (float(each[k]) - frame.top for k in ("top", "bottom"))
        yield from _as_rules(x0, top, x1, bottom, is_drawn=is_drawn)


def _as_rules(x0: float, top: float, x1: float, bottom: float, *, is_drawn: bool) -> Iterator[Rule]:
    width, height = x1 - x0, bottom - top
    if height <= THIN and height <= width:
        y = (top + bottom) / 2
        yield Rule(x0, y, x1, y)
    elif width <= THIN:
        x = (x0 + x1) / 2
        yield Rule(x, top, x, bottom)
    elif is_drawn:  # a frame; a filled box without a stroke is shading
        yield Rule(x0, top, x1, top)
        yield Rule(x0, bottom, x1, bottom)
        yield Rule(x0, top, x0, bottom)
        yield Rule(x1, top, x1, bottom)
