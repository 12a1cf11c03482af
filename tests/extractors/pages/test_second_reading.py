"""A scan's text layer is compared with its picture where figures decide what is in force."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.model.evidence import Box
from extractors.model.extraction import FileExtraction
from extractors.read import read_file
from extractors.tools import OcrWord, PageImage, Tools
from tests.extractors.pages.scanned import picture_of
from tests.extractors.pages.situations import HEIGHT, WIDTH, by_reportlab, lines, width_of

PICTURE = (
    "PAJUMETSA AMET",
    "PEADIREKTORI KÄSKKIRI",
    "03.05.2021 nr 48",
    "Pajumetsa Ameti põhimääruse § 12 punkti 3 alusel ja arvestades ameti uut koosseisu,",
    "mis muutus koos valitsemisala ümberkorraldamisega, mille järel senised juhendid enam",
    "tegelikule tööle ei vasta:",
    "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 4, 9 ja 11.",
    "2. Käskkiri jõustub allkirjastamisest.",
)
TOP, LEADING = 72.0, 20.0


@dataclass(frozen=True)
class PictureEngine:
    """Reads the words of the picture where they stand, ``lower`` than the layer has them."""

    confidence: float = 0.95
    lower: float = 0.0
    version: str = "of the picture 1"

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        found = []
        for at, line in enumerate(PICTURE):
            words, top = line.split(), TOP + at * LEADING + self.lower
            for number, word in enumerate(words):
                x = 70 + width_of(" ".join([*words[:number], ""]))
                found.append(OcrWord(word, Box(1, x, top + 2, x + width_of(word), top + 10), self.confidence))
        return tuple(found)


def scan(*layer: str) -> bytes:
    """The picture, with a text layer as invisible words."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    picture = picture_of(by_reportlab([lines(*PICTURE, top=TOP, leading=LEADING)]))
    canvas.drawImage(ImageReader(picture.convert("RGB")), 0, 0, WIDTH, HEIGHT)
    for at, text in enumerate(layer):
        words = canvas.beginText(70, HEIGHT - TOP - at * LEADING - 11)
        words.setFont("Helvetica", 11)
        words.setTextRenderMode(3)
        words.textOut(text)
        canvas.drawText(words)
    canvas.save()
    return out.getvalue()


def with_layer(old: str = "", new: str = "") -> bytes:
    return scan(*(line.replace(old, new) if old else line for line in PICTURE))


def doubts(found: FileExtraction) -> list[str | None]:
    return [e.doubt for e in found.effects if e.effect == "revoke"]


@pytest.mark.parametrize(
    ("old", "new"), [("ja 11.", "ja 17."), ("11.01.2019", "11.01.2016"), ("nr 7 ", "nr 77 "), ("9 ja", "8 ja")]
)
def test_a_layer_with_other_figures_than_the_picture_is_doubted(old: str, new: str) -> None:
    found = read_file(with_layer(old, new), "a.pdf", tools=Tools(ocr=PictureEngine()))
    assert doubts(found) == ["layer_contradicted"]
    assert "layer_contradicted" in {finding.code for finding in found.findings}


@pytest.mark.parametrize("engine", [PictureEngine(), PictureEngine(lower=LEADING), PictureEngine(0.5)])
def test_a_layer_that_says_the_same_is_not_doubted(engine: PictureEngine) -> None:
    """Nor is one that stands a line too high, or a reading that is not sure."""
    found = read_file(with_layer(), "a.pdf", tools=Tools(ocr=engine))
    assert doubts(found) == [None]
    assert {finding.code for finding in found.findings} == set()


def test_a_layer_is_not_compared_without_an_engine() -> None:
    assert doubts(read_file(with_layer("ja 11.", "ja 17."), "a.pdf")) == [None]
