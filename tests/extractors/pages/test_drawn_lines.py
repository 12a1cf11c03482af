"""Lines that a page shows and its file has no words of are read by OCR, or named as unread: never passed over."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.model.evidence import Box
from extractors.model.extraction import FileExtraction
from extractors.pages.text_layer import find_damage
from extractors.pages.words import PageWords, Word
from extractors.read import read_file
from extractors.tools import OcrWord, PageImage, Tools
from tests.extractors.pages.scanned import FakeEngine, picture_of
from tests.extractors.pages.situations import HEIGHT, WIDTH, by_reportlab, lines, width_of

HEAD = ("PAJUMETSA AMET", "PEADIREKTORI KÄSKKIRI", "", "Paju, 03.05.2021 nr 48", "", "Lisade kehtetuks tunnistamine")
FIRST = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 ja 5."
DRAWN = "2. Tunnistan kehtetuks peadirektori 02.02.2018 käskkirja nr 33 lisad 3 ja 4."
LAST = "3. Käskkiri jõustub allkirjastamisest."
AT = 240.0
REST = "Leida Kask peadirektor, Pajumetsa Amet, see tekst on kirjutatud"


def typed(*draw: Callable[[Canvas], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont("Helvetica", 11)
    for at, text in enumerate((*HEAD, FIRST)):
        canvas.drawString(70, HEIGHT - 80 - 20 * at, text)
    canvas.drawString(70, HEIGHT - AT - 40, LAST)
    canvas.drawString(70, HEIGHT - AT - 80, REST)
    for each in draw:
        each(canvas)
    canvas.save()
    return out.getvalue()


def drawn_line(colour: int = 0) -> Image.Image:
    """The sentence as a picture of its own, cut from a page."""
    page = picture_of(by_reportlab([lines(DRAWN, top=AT)]))
    line = page.crop(
        (round(65 * 200 / 72), round((AT - 4) * 200 / 72), round(480 * 200 / 72), round((AT + 18) * 200 / 72))
    )
    return line.point([max(colour, gray) for gray in range(256)])


def pasted(picture: Image.Image) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture.convert("RGB")), 65, HEIGHT - AT - 18, 415, 22)

    return draw


def inline(picture: Image.Image) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(picture.convert("RGB"), 65, HEIGHT - AT - 18, 415, 22)

    return draw


def curves(canvas: Canvas) -> None:
    """Letters as filled outlines: here rings as wide as letters, for the engine of these tests knows what they say."""
    for at in range(int(width_of(DRAWN) / 5.6)):
        path = canvas.beginPath()
        path.ellipse(70 + 5.6 * at, HEIGHT - AT - 11, 4.4, 8)
        canvas.drawPath(path, stroke=1, fill=0)


CONSTRUCTS = {"picture": pasted(drawn_line()), "picture in the content": inline(drawn_line()), "curves": curves}


@dataclass(frozen=True)
class LineEngine:
    """Reads the sentence word by word where it stands, but for the ``missing`` ones, counted from the end."""

    confidence: float
    missing: tuple[int, ...] = ()
    more: tuple[OcrWord, ...] = ()
    version: str = "of one line 1"

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        words = DRAWN.split()
        starts = [70 + width_of(" ".join([*words[:at], ""])) for at in range(len(words))]
        said = [at for at in range(len(words)) if at - len(words) not in self.missing]
        boxes = {at: Box(1, starts[at], AT, starts[at] + width_of(words[at]), AT + 10) for at in said}
        return (*(OcrWord(words[at], boxes[at], self.confidence) for at in said), *self.more)


def revocations(found: FileExtraction) -> list[tuple[str | None, object, object]]:
    return [(e.affected.number, e.affected.annexes, e.doubt) for e in found.effects if e.effect == "revoke"]


def codes(found: FileExtraction) -> set[str]:
    return {finding.code for finding in found.findings}


@pytest.mark.parametrize("draw", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_a_drawn_sentence_is_read_where_an_engine_reads_it_well(draw: Callable[[Canvas], None]) -> None:
    found = read_file(typed(draw), "a.pdf", tools=Tools(ocr=LineEngine(0.95)))
    assert revocations(found) == [("7", ("1", "5"), None), ("33", ("3", "4"), None)]
    assert codes(found) == {"drawn_lines_read"}
    assert DRAWN in found.findings[0].message


@pytest.mark.parametrize("tools", [Tools(), Tools(ocr=LineEngine(0.3)), Tools(ocr=FakeEngine(failure="it broke"))])
@pytest.mark.parametrize("draw", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_a_drawn_sentence_that_is_not_read_is_named(draw: Callable[[Canvas], None], tools: Tools) -> None:
    found = read_file(typed(draw), "a.pdf", tools=tools)
    assert revocations(found) == [("7", ("1", "5"), None)]
    assert "unread_ink" in codes(found)


@pytest.mark.parametrize("missing", [(-4, -3, -2, -1), (-1,), (-3,), (-5,)], ids=["end", "last", "figure", "number"])
@pytest.mark.parametrize("draw", list(CONSTRUCTS.values())[:2], ids=list(CONSTRUCTS)[:2])
def test_a_sentence_of_which_words_are_missing_is_doubted(
    draw: Callable[[Canvas], None], missing: tuple[int, ...]
) -> None:
    """Without its last words it would revoke the whole act."""
    found = read_file(typed(draw), "a.pdf", tools=Tools(ocr=LineEngine(0.95, missing)))
    assert all(doubt for number, _, doubt in revocations(found) if number != "7")
    assert codes(found) >= {"drawn_lines_read", "unread_ink"}


def test_a_figure_set_apart_from_its_line_belongs_to_it() -> None:
    """Justified lines have wide gaps: a figure alone is no line, and must not be lost."""

    def draw(canvas: Canvas) -> None:
        for at in (*range(60), 65):
            path = canvas.beginPath()
            path.ellipse(70 + 5.6 * at, HEIGHT - AT - 11, 4.4, 8)
            canvas.drawPath(path, stroke=1, fill=0)

    found = read_file(typed(draw), "a.pdf")
    assert found.text is not None
    (place,) = [aside.box for aside in found.text.unseen if aside.why == "unread" and aside.box]
    assert place.x1 > 70 + 5.6 * 65


def test_words_that_the_file_has_are_not_read_twice() -> None:
    """The engine also sees what stands close to the line."""
    both = LineEngine(0.95, more=(OcrWord("allkirjastamisest.", Box(1, 160.0, AT + 33, 260.0, AT + 43), 0.95),))
    found = read_file(typed(curves), "a.pdf", tools=Tools(ocr=both))
    assert found.text is not None
    assert found.text.text.count("allkirjastamisest") == 1


SIGNATURE = Image.new("L", (300, 120), 255)
SIGNATURE.paste(40, (20, 10, 280, 100))


def test_a_signature_and_a_scan_with_its_layer_are_not_looked_into() -> None:
    def sign(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(SIGNATURE.convert("RGB")), 70, 300, 120, 48)

    asked = LineEngine(0.95)
    assert codes(read_file(typed(sign), "a.pdf", tools=Tools(ocr=asked))) == set()

    def whole(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture_of(typed()).convert("RGB")), 0, 0, WIDTH, HEIGHT)

    found = read_file(typed(whole), "a.pdf", tools=Tools(ocr=asked))
    assert revocations(found) == [("7", ("1", "5"), None)]
    assert "drawn_lines_read" not in codes(found)


@pytest.mark.parametrize(
    ("number", "over"), [("29", "84"), ("5", "2"), ("118", "113"), ("20183", "20185"), ("1-3/29", "1-3/84")]
)
def test_a_number_printed_over_another_is_neither(number: str, over: str) -> None:
    """Short as it is, one figure on another makes a third number of the two."""
    before = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr "
    page = [*lines(*HEAD, f"{before}{number} lisad 1 ja 5.", LAST), *lines(over, x=70 + width_of(before), top=192.0)]
    found = read_file(by_reportlab([page]), "a.pdf")
    assert {doubt for *_, doubt in revocations(found)} == {"letters_over_letters"}
    assert "letters_over_letters" in codes(found)


def layer(text: str) -> PageWords:
    return PageWords(1, 595.0, 842.0, tuple(Word(word, 0.0, 0.0, 9.0, 9.0) for word in text.split()))


def test_a_layer_of_codes_is_damaged_and_addresses_are_not() -> None:
    codes_only = '62935=!072< 13:25<8:3!5P;553:3 6AJCEN!"!’’$!LAJMAG?AK!(&()!HK!’$’#)%+ 0GAMCDNBAH@CMA!EABMAMNEL!M'
    assert find_damage(layer(3 * codes_only)) is not None
    in_turn = "79=25665B36=CK>N@5HAF=3@AB5CDEA6F 5FO=3>E5BAGB=P45H3=7QR=AE5BDH56HA6A 9:9=.D665HB36=GAEBABDGH=G36BH4A "
    assert find_damage(layer(3 * in_turn)) is not None
    plain = 'Vt https://naidis.ee/a?b=1&c=2#d ja isik@naidis.ee; nr 1-3/25 [lisa 2] "Kord" (lk 3), A*B=C ' * 3
    assert find_damage(layer(plain)) is None
    tables = "EE382200221020145685 A4-B7 C6H12O6 12.01.2026 nr 1-3/25-8 isik@naidis.ee 10:30-12 3f9a0c4e77b1d25a "
    assert find_damage(layer(9 * tables)) is None
