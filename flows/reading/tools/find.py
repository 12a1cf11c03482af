"""Find the programs installed on this machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractors.tools import Tools
from flows.reading.tools.ocr_cache import KeptOcr
from flows.reading.tools.ocr_engine import find_ocr
from flows.reading.tools.soffice import find_soffice
from flows.reading.tools.tesseract import Tesseract
from flows.settings import Settings

_NO_OFFICE = (
    "LibreOffice is not installed (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui): "
    "DOC, RTF, ODT, XLS and ODS files are held back"
)


def find_tools(settings: Settings, *, keeps: bool = False, new_results: Path | None = None) -> Tools:
    """Return the programs that reading may use here, made from ``settings``; ``missing`` names those not installed.

    ``keeps``: keep OCR results in the data folder and reuse them, and write temporary files there. ``new_results``:
    another folder for new results.
    """
    # Programs run in folders of their own, so a relative path would lead elsewhere.
    temporary = settings.folder.temporary.absolute() if keeps else None
    office = find_soffice(
        settings.office_timeout_s, settings.office_memory_bytes, settings.office_output_bytes, temporary
    )
    ocr, missing = find_ocr(settings)
    if isinstance(ocr, Tesseract):
        ocr = replace(ocr, temporary=temporary)
    if ocr is not None and keeps:
        ocr = KeptOcr(ocr, settings.folder.ocr, new_results)
    return Tools(ocr, office, missing if office else (*missing, _NO_OFFICE), ocr_dpi=settings.ocr_dpi)
