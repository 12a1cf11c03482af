"""Boxes count from the page as it is shown, whatever its boxes and its turn: what is drawn there is the word."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image, ImageOps
from reportlab.pdfgen.canvas import Canvas

from extractors.model.evidence import Box
from extractors.pages.draw import draw_page
from extractors.pages.frame import shown_frame
from extractors.pages.layout import read_pdf

SIZE = (400.0, 600.0)
CROP = (60.0, 110.0, 380.0, 570.0)
SCALE = 3.0


def turned_page(rotation: int, *, crop: tuple[float, ...] | None = CROP, shift: tuple[float, float] = (0, 0)) -> bytes:
    """A page with the words "Lisa" and "juhataja", level as shown; ``shift`` moves the corner of its media box."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=1)
    canvas.setFont("Helvetica", 12)
    canvas.translate(220, 330)
    canvas.rotate(rotation)
    canvas.drawString(0, 0, "Lisa")
    canvas.drawString(20, -40, "juhataja")
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    page = document[0]
    page.set_mediabox(*shift, *SIZE)
    if crop:
        page.set_cropbox(*crop)
    page.set_rotation(rotation)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def ink(picture: Image.Image, box: Box) -> tuple[float, ...]:
    """Where the dark pixels in and around a box begin and end, in points."""
    near = tuple(round(SCALE * value) for value in (box.x0 - 8, box.top - 8, box.x1 + 8, box.bottom + 8))
    found = ImageOps.invert(picture.convert("L").crop(near)).point(lambda value: 255 * (value > 100)).getbbox()
    assert found is not None, "nothing is drawn there"
    corner = near[:2] * 2
    return tuple((value + start) / SCALE for value, start in zip(found, corner, strict=True))


@pytest.mark.parametrize("shift", [(0, 0), (30, 20)], ids=["corner at 0", "corner elsewhere"])
@pytest.mark.parametrize("crop", [CROP, None], ids=["cropped", "whole"])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_word_is_drawn_where_its_box_is(
    rotation: int, crop: tuple[float, ...] | None, shift: tuple[float, float]
) -> None:
    data = turned_page(rotation, crop=crop, shift=shift)
    text, _ = read_pdf(data, "sha")
    png, scale = draw_page(data, 1, SCALE)
    picture = Image.open(io.BytesIO(png))
    assert scale == SCALE
    assert [round(side / SCALE) for side in picture.size] == [round(side) for side in text.page_sizes[0]]
    assert text.text.split() == ["Lisa", "juhataja"]
    for place in text.places:
        x0, top, x1, bottom = ink(picture, place.box)
        assert place.box.x0 - 1 <= x0 <= place.box.x0 + 3
        assert place.box.x1 - 3 <= x1 <= place.box.x1 + 1
        assert place.box.top - 1 <= top <= bottom <= place.box.bottom + 1


def test_a_mark_is_drawn_over_its_place_and_only_on_its_page() -> None:
    data = turned_page(90)
    box = read_pdf(data, "sha")[0].places[0].box
    marked, _ = draw_page(data, 1, SCALE, [box, Box(2, 0, 0, 300, 300)])
    picture = Image.open(io.BytesIO(marked)).convert("RGB")
    red, green, blue = picture.getpixel((round(SCALE * (box.x0 + box.x1) / 2), round(SCALE * box.top) + 2))
    assert blue < green <= red
    assert picture.getpixel((picture.width - 2, picture.height - 2)) == (255, 255, 255)


def test_a_crop_box_beside_the_page_counts_for_nothing() -> None:
    """Viewers show the whole page then, and so is it measured."""
    frame = shown_frame((0, 0), (0, 0, 400, 600), (500, 700, 900, 900), 0)
    assert (frame.left, frame.top, frame.width, frame.height) == (0, 0, 400, 600)
