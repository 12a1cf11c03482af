"""Scans made for the tests: pages drawn, then turned into pictures; and an engine that knows what stands on them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image

from extractors.model.evidence import Box
from extractors.pages.draw import render_page
from extractors.tools import OcrWord, PageImage, ToolFailed

DPI = 200


def picture_of(pdf: bytes, page_number: int = 1, *, dpi: int = DPI) -> Image.Image:
    """The page as a gray picture."""
    return render_page(pdf, page_number, dpi / 72, is_gray=True)[0]


def as_scan(
    pdf: bytes, change: Callable[[Image.Image], Image.Image] = lambda picture: picture, *, pages: int = 1
) -> bytes:
    """The same pages as pictures in a PDF without a text layer."""
    pictures = [change(picture_of(pdf, number)) for number in range(1, pages + 1)]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=DPI)
    return out.getvalue()


@dataclass
class FakeEngine:
    """Reads the same words on every page, or fails; notes what it was asked."""

    words: list[tuple[str, float, float, float]] = field(default_factory=list)
    failure: str = ""
    asked: list[PageImage] = field(default_factory=list)
    version: str = "fake 1"

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        self.asked.append(page)
        if self.failure:
            raise ToolFailed(self.failure)
        return tuple(
            OcrWord(text, Box(page.page_number, x, top, x + 6.0 * len(text), top + 10), sure)
            for text, x, top, sure in self.words
        )
