"""Define protocols for the programs that reading may use, so that extractors stay pure.

The caller (``flows.reading.tools``) passes in what the machine has. Every value here must be picklable, because worker
processes read the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractors.model.evidence import Box


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word that an OCR engine recognised; ``box`` in PDF points, ``confidence`` from 0 to 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page image for an OCR engine. ``scale`` is pixels per PDF point; file and page name it in a cache."""

    file_sha256: str
    page_number: int
    png: bytes
    scale: float


class ToolFailed(Exception):
    """A program failed, timed out or gave no usable answer; the message names it. Costs a page or a file."""


class OcrEngine(Protocol):
    """Read the words of a page image."""

    @property
    def version(self) -> str:
        """Return engine, version and languages: all that a cached result depends on besides the page."""

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        """Return the words in the engine's reading order. Raises ``ToolFailed``."""


class OfficeConverter(Protocol):
    """Convert the formats of office programs into those that kehtiv reads."""

    @property
    def version(self) -> str:
        """Return program and version: all that a kept reading depends on besides the file."""

    def convert(self, data: bytes, ending: str, target: str) -> bytes:
        """Convert ``data`` of type ``ending`` (".doc") to ``target`` ("docx"). Raises ``ToolFailed``."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The programs that this machine has. A missing one is ``None``, and ``missing`` explains it to the user.

    ``ocr_dpi``: pixels per inch at which pages are drawn for ``ocr``.
    """

    ocr: OcrEngine | None = None
    office: OfficeConverter | None = None
    missing: tuple[str, ...] = ()
    ocr_dpi: int = 200


NO_TOOLS = Tools()
