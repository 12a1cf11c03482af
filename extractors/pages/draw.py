"""Draw a page of a PDF as an image: for OCR, and to show a person where a value stands."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
from PIL import Image, ImageDraw

from extractors.errors import UnreadableFile
from extractors.model.evidence import Box

MAX_PIXELS = 60_000_000
"""A page may declare any size; a larger one is drawn at a smaller scale."""


def draw_page(data: bytes, page_number: int, scale: float, marks: Sequence[Box] = ()) -> tuple[bytes, float]:
    """Return a PNG of the page (from 1) and its scale: pixels per PDF point, smaller than requested on a huge page.

    ``marks`` on this page are framed and tinted; their points count from the top left corner of the page as shown.
    Raises ``UnreadableFile`` where the PDF has no such page or PDFium cannot draw it.
    """
    picture, scale = render_page(data, page_number, scale)
    return as_png(
        _marked(picture.convert("RGB"), [mark for mark in marks if mark.page_number == page_number], scale)
    ), scale


def render_page(data: bytes, page_number: int, scale: float, *, is_gray: bool = False) -> tuple[Image.Image, float]:
    """Return the page as an image, and its scale, as in ``draw_page``. Raises ``UnreadableFile`` likewise."""
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[page_number - 1]
            scale = scale_within(page, scale)
            return page.render(scale=scale, grayscale=is_gray).to_pil(), scale
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise UnreadableFile(f"page {page_number} cannot be drawn: {error}") from error


def scale_within(page: pypdfium2.PdfPage, wanted: float) -> float:
    """Return the scale at which a page is drawn: the wanted one, a smaller one on a page beyond ``MAX_PIXELS``."""
    width, height = page.get_size()
    most: float = (MAX_PIXELS / max(1.0, width * height)) ** 0.5
    return min(wanted, most)


def _marked(picture: Image.Image, marks: Sequence[Box], scale: float) -> Image.Image:
    if not marks:
        return picture
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for mark in marks:
        corners = (mark.x0 * scale - 2, mark.top * scale - 2, mark.x1 * scale + 2, mark.bottom * scale + 2)
        pen.rectangle(corners, fill=(255, 213, 0, 70), outline=(214, 40, 40, 255), width=max(1, round(scale)))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def as_png(picture: Image.Image) -> bytes:
    """Return the image as the bytes of a PNG file."""
    out = io.BytesIO()
    # The next level makes a noisy scan a twentieth smaller in five times the time.
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()
