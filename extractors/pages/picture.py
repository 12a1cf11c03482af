"""Draw pages as a viewer shows them, and measure where on them ink is.

Places are PDF points from the top left corner of the page as shown.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from extractors.pages.draw import scale_within
from extractors.pages.figure_judge import Verdicts
from extractors.pages.near import Corners, Near, holds_middle

SCALE = 1.5
"""Pixels per point: letters of 6 points leave ink, and a page is drawn in two to four milliseconds."""

_WHITE = 255
_GRAYS = bytes(range(_WHITE + 1))


@dataclass(slots=True)
class Picture:
    """A page in gray, from 0 (black) to 255, and its letters as PDFium places them."""

    image: Image.Image
    scale: float
    page: pypdfium2.PdfPage
    _grays: bytes
    _stride: int
    verdicts: Verdicts = field(default_factory=dict)
    """What the outlines of the file's fonts say of the names of their figures, on this page and those before."""
    _glyphs: dict[str, Near[Corners]] | None = field(default=None)

    def has_ink_within(self, corners: Corners, least: int) -> bool:
        """Return whether a few rows of a rectangle show grays ``least`` apart; ``False`` proves nothing.

        It takes a tenth of the time of ``extremes``, and on a plain page it settles every word.
        """
        x0, top, x1, bottom = corners
        scale, stride, width = self.scale, self._stride, self.image.width
        light = _GRAYS[_WHITE + 1 - least :]
        left, right, lower = max(0, int(x0 * scale)), min(width, round(x1 * scale)), round(bottom * scale)
        if left >= right or top < 0 or lower > self.image.height:
            return False
        for row in range(int((top + bottom) / 2 * scale), lower):
            grays = self._grays[row * stride + left : row * stride + right]
            # White is found and light grays are taken out faster than the extremes are told.
            if (_WHITE in grays and grays.translate(None, light)) or max(grays) - min(grays) >= least:
                return True
        return False

    def extremes(self, corners: Corners) -> tuple[int, int]:
        """Return the darkest and the lightest gray in a rectangle; (255, 255) outside the page."""
        box = self._pixels(corners)
        if box is None:
            return 255, 255
        darkest, lightest = self.image.crop(box).getextrema()
        return int(str(darkest)), int(str(lightest))

    def columns(self, corners: Corners, count: int) -> bytes:
        """Return the mean grays of ``count`` columns of a rectangle; empty outside the page."""
        box = self._pixels(corners)
        if box is None:
            return b""
        return self.image.crop(box).resize((count, 1), Image.Resampling.BOX).tobytes()

    def glyphs_near(self, letter: str, corners: Corners) -> Iterator[Corners]:
        """Yield the ink, drawn or not, of each such letter whose middle lies in a rectangle."""
        if self._glyphs is None:
            self._glyphs = {}
            for text, ink in dict.fromkeys(_glyphs(self.page)):  # letters printed on one another count once
                self._glyphs.setdefault(text, Near()).put(ink, ink)
        if letter not in self._glyphs:
            return
        for ink in dict.fromkeys(self._glyphs[letter].at(corners)):
            if holds_middle(corners, ink):
                yield ink

    def _pixels(self, corners: Corners) -> tuple[int, int, int, int] | None:
        x0, top, x1, bottom = (value * self.scale for value in corners)
        left, upper = max(0, int(x0)), max(0, int(top))
        right, lower = (
            min(self.image.width, max(left + 1, round(x1))),
            min(self.image.height, max(upper + 1, round(bottom))),
        )
        return (left, upper, right, lower) if left < right and upper < lower else None


class Pictures:
    """The pages of one PDF, drawn on demand."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: pypdfium2.PdfDocument | None = None
        self._is_lost = False
        self._verdicts: Verdicts = {}

    @contextmanager
    def of(self, page_number: int) -> Iterator[Picture | None]:
        """Lend the picture of a page, from 1; ``None`` where PDFium cannot draw it."""
        page = self._open(page_number)
        if page is None:
            yield None
            return
        try:
            yield _drawn(page, self._verdicts)
        finally:
            page.close()

    def close(self) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None

    def _open(self, page_number: int) -> pypdfium2.PdfPage | None:
        if self._is_lost:
            return None
        try:
            if self._document is None:
                self._document = pypdfium2.PdfDocument(self._data)
            return self._document[page_number - 1]
        except (pypdfium2.PdfiumError, IndexError):
            self._is_lost = self._document is None
            return None


def _drawn(page: pypdfium2.PdfPage, verdicts: Verdicts) -> Picture | None:
    try:
        scale = scale_within(page, SCALE)
        bitmap = page.render(scale=scale, grayscale=True)
        return Picture(bitmap.to_pil(), scale, page, bytes(bitmap.buffer), bitmap.stride, verdicts)
    except (pypdfium2.PdfiumError, ValueError):
        return None


def corners_of(page: pypdfium2.PdfPage, bounds: tuple[float, float, float, float]) -> Corners:
    """Return the place on the page as shown of what has these bounds (left, bottom, right, top) in user space."""
    width, height = (round(10 * side) for side in page.get_size())
    left, bottom, right, top = bounds
    xs, ys = zip(*(_shown(page, width, height, x, y) for x, y in ((left, top), (right, bottom))), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Corners]]:
    text = page.get_textpage()
    try:
        width, height = (round(10 * side) for side in page.get_size())
        for at in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, at)
            if code <= 32 or code > 0x10FFFF:
                continue
            left, bottom, right, top = text.get_charbox(at)
            corners = [_shown(page, width, height, x, y) for x, y in ((left, top), (right, bottom))]
            xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
            yield chr(code), (xs[0], ys[0], xs[1], ys[1])
    finally:
        text.close()


def _shown(page: pypdfium2.PdfPage, width: int, height: int, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value / 10, down.value / 10
