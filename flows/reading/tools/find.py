"""Find the programs installed on this machine."""

from __future__ import annotations

from pathlib import Path

from extractors.tools import Tools
from flows.reading.tools.ocr_cache import KeptOcr
from flows.reading.tools.ocr_engine import find_ocr
from flows.reading.tools.soffice import find_soffice
from flows.settings import Settings

_NO_OFFICE = (
    "LibreOffice is not installed (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui): "
    "DOC, RTF, ODT, XLS and ODS files are held back"
)


def find_tools(settings: Settings, *, keeps: bool = False, new_results: Path | None = None) -> Tools:
    """Return the programs that reading may use here, made from ``settings``; ``missing`` names those not installed.

    ``keeps``: keep OCR results in the data folder and reuse them. ``new_results``: another folder for new results.
    """
    office = find_soffice(settings.office_timeout_s, settings.office_memory_bytes, settings.office_output_bytes)
    ocr, missing = find_ocr(settings)
    if ocr is not None and keeps:
        ocr = KeptOcr(ocr, settings.folder.ocr, new_results)
    return Tools(ocr, office, missing if office else (*missing, _NO_OFFICE), ocr_dpi=settings.ocr_dpi)
