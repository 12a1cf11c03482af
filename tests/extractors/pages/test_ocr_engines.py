"""The real engines on a small page of a scan, where they are installed."""

from __future__ import annotations

import random

import pytest
from PIL import Image

from extractors.pages.layout import read_pdf
from extractors.tools import OcrEngine, Tools
from flows.reading.tools.rapidocr import find_rapidocr
from flows.reading.tools.tesseract import find_tesseract
from tests.extractors.pages.conftest import Draw, Sheet
from tests.extractors.pages.scanned import as_scan
from tests.patience import PATIENCE_S

SHA = "ab" * 32


def engine_named(name: str) -> OcrEngine:
    found, why = find_tesseract(("est",), PATIENCE_S) if name == "tesseract" else find_rapidocr()
    if found is None:
        pytest.skip(why)
    return found


def speckled(picture: Image.Image) -> Image.Image:
    """As a careless scanner hands it over: a little askew, with dust."""
    picture = picture.rotate(-0.8, Image.Resampling.BICUBIC, fillcolor=255)
    dice = random.Random(4)
    for _ in range(picture.width * picture.height // 900):
        picture.putpixel((dice.randrange(picture.width), dice.randrange(picture.height)), 40)
    return picture


@pytest.mark.parametrize("name", ["tesseract", "rapidocr"])
def test_a_speckled_scan_of_a_table_is_read_with_its_rows_paired(draw: Draw, name: str) -> None:
    engine = engine_named(name)
    sheet = Sheet()
    sheet.write(72, 80, "Peaspetsialisti ametijuhend")
    sheet.write(78, 124, "Peamised teenistusülesanded")
    sheet.write(306, 124, "Oodatavad tulemused")
    sheet.write(78, 154, "2.1. Õigusaktide eelnõude", "koostamine ja kooskõlastamine.")
    sheet.write(306, 154, "Eelnõud on nõuetekohased", "ja esitatud tähtaegselt.")
    sheet.write(78, 204, "2.2. Töötajate nõustamine.")
    sheet.write(306, 204, "Küsimused on lahendatud.")
    sheet.rule_grid([72, 300, 530], [120, 150, 200, 240])
    text, findings = read_pdf(as_scan(draw(sheet), speckled), SHA, Tools(ocr=engine))
    rows = [tuple(cell.of(text.text).replace("\n", " ") for cell in block.cells) for block in text.blocks]
    assert ("Peamised teenistusülesanded", "Oodatavad tulemused") in rows
    assert (
        "2.1. Õigusaktide eelnõude koostamine ja kooskõlastamine.",
        "Eelnõud on nõuetekohased ja esitatud tähtaegselt.",
    ) in rows
    assert ("2.2. Töötajate nõustamine.", "Küsimused on lahendatud.") in rows
    assert findings[0].code == "ocr_page"
    assert name in findings[0].message
    place = text.boxes(text.blocks[-1].cells[0])[0]
    assert place.page_number == 1
    assert 60 < place.x0 < 90
    assert 190 < place.top < 225
