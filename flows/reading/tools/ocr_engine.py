"""Which OCR engine a run reads scans with."""

from __future__ import annotations

from extractors.tools import OcrEngine
from flows.reading.tools.rapidocr import find_rapidocr
from flows.reading.tools.tesseract import find_tesseract
from flows.settings import Settings


def find_ocr(settings: Settings) -> tuple[OcrEngine | None, tuple[str, ...]]:
    """The engine that ``settings`` ask for, and where there is none what a person can do about it.

    ``auto`` takes Tesseract, which reads Estonian better and six times faster, and RapidOCR where it is absent.
    """
    languages = tuple(settings.ocr_languages.split("+"))
    told: list[str] = []
    if settings.ocr_engine in ("auto", "tesseract"):
        tesseract, why = find_tesseract(languages, settings.ocr_page_timeout_s)
        if tesseract is not None:
            return tesseract, ()
        told.append(why)
    if settings.ocr_engine in ("auto", "rapidocr"):
        rapid, why = find_rapidocr()
        if rapid is not None:
            return rapid, ()
        told.append(why)
    return None, (f"scans cannot be read: {'; '.join(told) or 'OCR is switched off (KEHTIV_OCR_ENGINE=none)'}",)
