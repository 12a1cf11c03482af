"""Pictures of print within a text are read at their place, or told; emblems, photographs and signatures are neither."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw

from extractors.files.pasted_pictures import MOST, PastedPictures, shows_print
from extractors.files.read_text import read_text
from extractors.model.evidence import Box
from extractors.tools import OcrWord, PageImage, ToolFailed, Tools
from tests.extractors.files.test_word_pieces import shown, with_parts

Word = Callable[[str], bytes]
SENTENCE = ("Tunnistan", "kehtetuks", "lisa", "9.")


def line(letters: int, height: int = 14, *, frame: tuple[int, int] = (900, 60)) -> Image.Image:
    """A picture with a line of as many strokes as letters."""
    sheet = Image.new("L", frame, 255)
    pen = ImageDraw.Draw(sheet)
    for at in range(letters):
        pen.rectangle((10 + 12 * at, 20, 16 + 12 * at, 20 + height), fill=0)
    return sheet


def as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


class Engine:
    """An engine that reads the sentence, as sure as it is told."""

    version = "test"

    def __init__(self, confidence: float = 0.9, words: tuple[str, ...] = SENTENCE) -> None:
        self.confidence, self.words, self.asked = confidence, words, list[int]()

    def read_words(self, page: PageImage) -> tuple[OcrWord, ...]:
        self.asked.append(page.page_number)
        if not self.words:
            raise ToolFailed("it fails")
        boxes = [Box(page.page_number, 20.0 + 90 * at, 20.0, 100.0 + 90 * at, 32.0) for at in range(len(self.words))]
        return tuple(OcrWord(text, box, self.confidence) for text, box in zip(self.words, boxes, strict=True))


def document(word: Word, picture: bytes, around: str = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>") -> bytes:
    body = around.format("enne") + shown("a", "a") + around.format("pärast")
    return with_parts(word(body), {"a": ("image", picture)})


def test_a_sentence_pasted_as_a_picture_is_read_at_its_place(word: Word) -> None:
    engine = Engine()
    _, text, findings = read_text(document(word, as_png(line(60))), "a.docx", "0", Tools(ocr=engine))
    sentence = " ".join(SENTENCE)
    assert text.text.splitlines() == ["enne", sentence, sentence, "pärast"]
    assert [finding.code for finding in findings] == ["drawn_lines_read"]
    assert len(engine.asked) == 1, "one picture is read once, however often it is shown"


@pytest.mark.parametrize(("switch", "is_read"), [("vanish", False), ("strike", True)])
def test_a_hidden_picture_costs_no_reading_and_a_line_through_words_is_none_through_a_picture(
    word: Word, switch: str, is_read: bool
) -> None:
    engine = Engine()
    body = shown("a").replace("<w:r>", f"<w:r><w:rPr><w:{switch}/></w:rPr>")
    data = with_parts(word(f"<w:p><w:r><w:t>enne</w:t></w:r></w:p>{body}"), {"a": ("image", as_png(line(60)))})
    _, text, _ = read_text(data, "a.docx", "0", Tools(ocr=engine))
    assert text.text.splitlines() == ["enne", *([" ".join(SENTENCE)] if is_read else [])]
    assert len(engine.asked) == is_read


@pytest.mark.parametrize(
    "engine", [None, Engine(0.5), Engine(words=("Tere",)), Engine(words=())], ids=["none", "unsure", "short", "failing"]
)
def test_print_that_is_not_read_is_told(word: Word, engine: Engine | None) -> None:
    _, text, findings = read_text(document(word, as_png(line(60))), "a.docx", "0", Tools(ocr=engine))
    assert text.text.splitlines() == ["enne", "pärast"]
    assert [finding.code for finding in findings] == ["unread_ink"]


NO_PRINT = {
    "name beside an emblem": line(12),
    "signature": line(30, 50, frame=(900, 90)),
    "photograph": Image.effect_noise((600, 400), 90),
    "white": line(0),
}


@pytest.mark.parametrize("picture", NO_PRINT.values(), ids=NO_PRINT)
def test_other_pictures_are_passed_over(word: Word, picture: Image.Image) -> None:
    engine = Engine()
    _, text, findings = read_text(document(word, as_png(picture)), "a.docx", "0", Tools(ocr=engine))
    assert (text.text.splitlines(), findings, engine.asked) == (["enne", "pärast"], (), [])


def test_a_picture_as_large_as_a_page_is_print() -> None:
    page = Image.new("L", (1200, 1600), 255)
    assert not shows_print(page)
    ImageDraw.Draw(page).line((100, 100, 1000, 300), fill=0, width=9)
    assert shows_print(page)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n broken", b"<svg/>"])
def test_a_damaged_picture_is_passed_over(data: bytes) -> None:
    pictures = PastedPictures("0", Tools(ocr=Engine()))
    assert pictures.words_of("a", lambda: data) == ""
    assert pictures.findings() == ()


def test_a_picture_that_is_damaged_in_the_archive_leaves_the_text_readable(word: Word) -> None:
    whole = document(word, b"\x89PNG\r\n\x1a\n" + b"a" * 99)
    damaged = whole.replace(b"a" * 99, b"a" * 98 + b"b")
    assert damaged != whole
    _, text, findings = read_text(damaged, "a.docx", "0", Tools(ocr=Engine()))
    assert (text.text.splitlines(), findings) == (["enne", "pärast"], ())


def test_a_picture_is_unpacked_once() -> None:
    unpacked: list[bytes] = []
    pictures = PastedPictures("0", Tools(ocr=Engine()))

    def unpack() -> bytes:
        unpacked.append(as_png(line(60)))
        return unpacked[-1]

    assert pictures.words_of("a", unpack) == pictures.words_of("a", unpack) != ""
    assert len(unpacked) == 1


def test_no_more_pictures_are_looked_at_than_the_limit() -> None:
    engine = Engine()
    pictures = PastedPictures("0", Tools(ocr=engine))
    data = as_png(line(60))
    assert [bool(pictures.words_of(str(at), lambda: data)) for at in range(MOST + 1)] == [True] * MOST + [False]
