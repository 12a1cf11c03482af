"""Programs that reading may lean on: protocols only, so that extractors stay pure.

Whoever composes a run (``flows.reading.tools``) hands in what the machine has. Every value here must survive pickling,
because files are read in worker processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractors.model.evidence import Box


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word an OCR engine saw; ``box`` in PDF points, ``confidence`` from 0 to 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page drawn for an OCR engine. ``scale`` is pixels per PDF point; file and page name it in a cache."""

    file_sha256: str
    page_number: int
    png: bytes
    scale: float


class ToolFailed(Exception):
    """A program broke, took too long or said nothing useful; the message names it. Costs a page or a file."""


class OcrEngine(Protocol):
    """Reads the words of a drawn page."""

    @property
    def version(self) -> str:
        """Engine, its version and its languages: what a kept result depends on besides the page."""

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        """Words in the engine's reading order. Raises ``ToolFailed``."""


class OfficeConverter(Protocol):
    """Turns the formats of office programs into those that kehtiv reads."""

    def convert(self, data: bytes, ending: str, target: str) -> bytes:
        """``ending`` (".doc") says what ``data`` is, ``target`` ("docx") what to make. Raises ``ToolFailed``."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What this machine offers; ``None`` where it does not have it, and ``missing`` says so to a person.

    ``ocr_dpi``: pixels per inch at which pages are drawn for ``ocr``.
    """

    ocr: OcrEngine | None = None
    office: OfficeConverter | None = None
    missing: tuple[str, ...] = ()
    ocr_dpi: int = 200


NO_TOOLS = Tools()
