"""A font that gives a figure the name of another one is found by the figure's shape, and its words are not trusted."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pypdfium2
import pytest
import reportlab
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from extractors.model.extraction import FileExtraction
from extractors.pages.pdf import read_pages
from extractors.read import read_file
from extractors.tools import Tools
from tests.extractors.pages.scanned import FakeEngine
from tests.extractors.pages.situations import HEIGHT, WIDTH

VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
ACT = (
    "PAJUMETSA AMET",
    "PEADIREKTORI KÄSKKIRI",
    "Paju, 03.05.2021 nr 48",
    "1. Tunnistan kehtetuks peadirektori 16.01.2019 käskkirja nr 7 lisad 4, 5 ja 8.",
    "2. Käskkiri jõustub allkirjastamisest.",
)


def act(exchanged: str = "", *, both_ways: bool = True, pages: Sequence[Sequence[str]] = (ACT,)) -> bytes:
    """The act, whose file says of two figures that each is the other, or of one alone; one font draws all pages."""
    write = ttfonts.makeToUnicodeCMap
    ways = (exchanged, exchanged[::-1] if both_ways else exchanged) if exchanged else ()
    other = {ord(one): ord(two) for one, two in ways}

    def written(name: str, codes: list[int]) -> str:
        return str(write(name, [other.get(code, code) for code in codes]))

    pdfmetrics.registerFont(ttfonts.TTFont("Vera", str(VERA)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page in pages:
        canvas.setFont("Vera", 11)
        for at, text in enumerate(page):
            canvas.drawString(60, HEIGHT - 160 - 20 * at, text)
        canvas.showPage()
    with patch.object(ttfonts, "makeToUnicodeCMap", written):
        canvas.save()
    return out.getvalue()


def doubts(found: FileExtraction) -> list[str | None]:
    return [effect.doubt for effect in found.effects if effect.effect == "revoke"]


def codes(found: FileExtraction) -> set[str]:
    return {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    "exchanged", ["79", "69", "18", "06", "38", "20", "89", "56", "47", "15", "12", "57", "49", "04", ",-"]
)
def test_an_exchanged_figure_makes_its_sentence_doubtful(exchanged: str) -> None:
    found = read_file(act(exchanged), "a.pdf")
    assert all(doubts(found))
    assert codes(found) >= {"layer_contradicted", "text_layer_doubtful"}


def test_a_figure_with_two_shapes_is_judged_at_each_place() -> None:
    """PDFium shows one shape for each name, and may show the right one."""
    assert all(doubts(read_file(act("54", both_ways=False), "a.pdf")))
    assert all(doubts(read_file(act("45", both_ways=False), "a.pdf")))


def test_a_figure_that_gets_a_second_shape_later_is_judged_anew() -> None:
    """The first page draws each 5 as a 5, the second page some of them as a 4."""
    first = [line.replace("4", "5") for line in ACT]
    pages = read_pages(act("45", both_ways=False, pages=(first, ACT)))
    assert [bool(page.contradicted) for page in pages] == [False, True]


def test_a_font_is_not_trusted_for_its_name() -> None:
    """Merged files have several fonts of one name; the one on the first page is no proof for that on the second."""
    out = io.BytesIO()
    with closing(pypdfium2.PdfDocument(act())) as merged, closing(pypdfium2.PdfDocument(act("49"))) as other:
        merged.import_pages(other)
        merged.save(out)
    contradicted = [bool(page.contradicted) for page in read_pages(out.getvalue())]
    assert contradicted == [False, True]


def test_figures_of_their_own_shape_are_trusted() -> None:
    found = read_file(act(), "a.pdf")
    assert doubts(found) == [None]
    assert codes(found) == set()


def test_an_engine_reads_the_page_instead() -> None:
    """Also where its words are no more than those of the file: the file's figures are wrong."""
    read = [
        (word, 60.0 + 40 * at, 80.0 + 20 * line, 0.95)
        for line, text in enumerate(ACT)
        for at, word in enumerate(text.split())
    ]
    found = read_file(act("69"), "a.pdf", tools=Tools(ocr=FakeEngine(read)))
    assert "text_layer_replaced" in codes(found)
    assert found.text is not None
    assert "16.01.2019" in found.text.text
    assert "19.01.2016" not in found.text.text


def test_an_engine_that_fails_leaves_the_doubt() -> None:
    found = read_file(act("69"), "a.pdf", tools=Tools(ocr=FakeEngine(failure="no")))
    assert doubts(found) == ["layer_contradicted"]
