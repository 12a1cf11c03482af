"""A stamp that lies over the lines as a picture is told; signatures, emblems, grounds and the scan itself are not."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.model.extraction import FileExtraction
from extractors.read import read_file
from tests.extractors.pages.situations import HEIGHT, WIDTH

ACT = (
    "PAJUMETSA AMET",
    "PEADIREKTORI KÄSKKIRI",
    "Paju, 03.05.2021 nr 48",
    "",
    "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 ja 5.",
    "2. Käskkiri jõustub selle allkirjastamisest ja tehakse teatavaks asjaosalistele.",
    "",
    "Leida Kask",
    "peadirektor",
)


def stamp(colour: tuple[int, int, int]) -> Image.Image:
    picture = Image.new("RGBA", (400, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    for at in range(6):
        pen.line((40 + 55 * at, 40, 70 + 55 * at, 120), fill=(*colour, 255), width=10)
    return picture


def read(picture: Image.Image, x: float, top: float, width: float, height: float) -> FileExtraction:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont("Helvetica", 11)
    for at, text in enumerate(ACT):
        canvas.drawString(70, HEIGHT - 160 - 20 * at, text)
    canvas.drawImage(ImageReader(picture), x, HEIGHT - top - height, width, height, mask="auto")
    canvas.save()
    return read_file(out.getvalue(), "a.pdf")


def codes(found: FileExtraction) -> set[str]:
    return {finding.code for finding in found.findings}


def test_a_stamp_over_the_lines_is_told_and_the_lines_are_read() -> None:
    found = read(stamp((200, 0, 0)), 200, 215, 200, 60)
    assert codes(found) == {"picture_over_text"}
    assert [(e.affected.annexes, e.doubt) for e in found.effects if e.effect == "revoke"] == [(("1", "5"), None)]
    assert found.text is not None
    assert [(aside.why, aside.words) for aside in found.text.unseen] == [("pictured", None)]


@pytest.mark.parametrize(
    ("colour", "place"),
    [
        ((200, 0, 0), (60, 285, 150, 45)),
        ((200, 0, 0), (300, 330, 200, 60)),
        ((230, 230, 230), (200, 215, 200, 60)),
        ((200, 0, 0), (200, 225, 16, 16)),
        ((60, 60, 60), (0, 0, WIDTH, HEIGHT)),
    ],
    ids=["over a name", "beside the lines", "pale", "a speck", "the page itself"],
)
def test_other_pictures_are_not_told(colour: tuple[int, int, int], place: tuple[float, float, float, float]) -> None:
    assert "picture_over_text" not in codes(read(stamp(colour), *place))
