"""Damaged PDFs are read as viewers show them, or held with a reason that a person understands."""

from __future__ import annotations

import re

import pytest

from extractors.errors import UnreadableFile
from extractors.pages.layout import read_pdf
from extractors.pages.pdf import read_pages
from extractors.pages.text_layer import find_wrong_letters
from extractors.read import read_file
from extractors.tools import Tools
from tests.extractors.pages.scanned import FakeEngine
from tests.extractors.pages.situations import Bar, Letters, Note, assembled, by_hand, lines

SHA = "0" * 64
TEXT = ("Korrapidaja hoiab tuld ja kütab ahju.", "Tuletorni uksed on lahti kella kaheksani.")
PLAIN = by_hand([lines(*TEXT)])
PYTHONIC = re.compile(r"NoneType|Error\b|recursion|object is not|iterable|attribute|subscript|Traceback|\bkey\b", re.I)


def test_a_page_without_a_size_has_the_one_that_viewers_take() -> None:
    text, findings = read_pdf(PLAIN.replace(b"/MediaBox[0 0 595 842]", b""), SHA)
    assert text.text.splitlines() == list(TEXT)
    assert text.page_sizes == ((612.0, 792.0),)
    assert findings == ()


HELD = {
    "a size of three figures": (b"/MediaBox[0 0 595 842]", b"/MediaBox[0 0 595]"),
    "a size of names": (b"/MediaBox[0 0 595 842]", b"/MediaBox[/a /b /c /d]"),
    "a rotation that is a name": (b"/Type/Page/", b"/Rotate/x/Type/Page/"),
    "pages that hold themselves": (b"/Kids[10 0 R]", b"/Kids[2 0 R]"),
    "no catalogue": (b"/Root 1 0 R", b"/Rxxt 1 0 R"),
    "pages in a list": (b"/Pages 2 0 R", b"/Pages [2 0 R]"),
}


@pytest.mark.parametrize(("old", "new"), HELD.values(), ids=HELD)
def test_what_cannot_be_opened_is_held_with_a_plain_reason(old: bytes, new: bytes) -> None:
    with pytest.raises(UnreadableFile) as held:
        read_pdf(PLAIN.replace(old, new), SHA)
    assert not PYTHONIC.search(str(held.value))
    assert len(str(held.value)) > 15


LOOPED = re.sub(rb"/Size (\d+)>>\nstartxref\n(\d+)", rb"/Size \1/Prev \2>>\nstartxref\n\2", PLAIN)


MENDED = {
    "a circle": LOOPED,
    "no place": PLAIN.replace(b"startxref", b"startxrfe"),
    "wrong places": re.sub(rb"(0{5}\d{3})\d\d 00000 n", rb"\g<1>99 00000 n", PLAIN),
    "a place before the file": re.sub(rb"/Size (\d+)>>\nstartxref", rb"/Size \1/Prev -5>>\nstartxref", PLAIN),
}


@pytest.mark.parametrize("data", MENDED.values(), ids=MENDED)
def test_tables_of_places_that_viewers_mend_are_read_and_told(data: bytes) -> None:
    text, findings = read_pdf(data, SHA)
    assert text.text.splitlines() == list(TEXT)
    (told,) = findings
    assert told.code == "tables_mended"
    assert not PYTHONIC.search(told.message)


def test_what_marks_strike_out_of_a_mended_file_is_struck() -> None:
    """Else a sentence that everybody sees struck would count because the file is damaged."""
    struck = by_hand([[*lines(*TEXT), Note("StrikeOut", 70, 98, 400, 114)]])
    for data in (struck, struck.replace(b"startxref", b"startxrfe")):
        found = read_file(data, "a.pdf")
        assert found.text is not None
        assert found.text.text.splitlines() == [TEXT[0]]


def doubling_forms(count: int) -> bytes:
    """A page that draws a form which draws the next one twice, and so on."""
    drawn = b"BT /F1 11 Tf 70 700 Td (Tere tulemast) Tj ET /X Do"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>",
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        10: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 11 0 R"
        b"/Resources<</Font<</F1 3 0 R>>/XObject<</X 20 0 R>>>>>>",
        11: b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
    }
    for at in range(count):
        inside = b"/X Do /X Do" if at < count - 1 else b"0 0 m"
        objects[20 + at] = (
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>"
            b"stream\n%s\nendstream" % (21 + at, len(inside), inside)
        )
    return assembled(objects)


def test_forms_that_draw_one_another_without_end_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pages.interpret.MOST_DRAWN", 500)
    assert next(read_pages(doubling_forms(4))).failure is None
    (page,) = read_pages(doubling_forms(40))
    assert page.failure == "its forms draw one another without end"
    engine = FakeEngine(words=[("Tere", 70, 100, 0.9)])
    with pytest.raises(UnreadableFile, match="without end"):
        read_pdf(doubling_forms(40), SHA, Tools(ocr=engine))
    assert engine.asked == [], "PDFium would draw for ever as well"


@pytest.mark.parametrize(("again", "is_read"), [(b"/X Do", True), (b"/X Do /X Do", False)])
def test_a_form_that_draws_itself_is_left_out_and_one_that_does_twice_ends_the_page(
    again: bytes, is_read: bool
) -> None:
    """Twice is no matter for pdfminer, which leaves it out; PDFium would draw it 2⁴⁰ times."""
    inside = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 20 0 R>>>>/Length"
    once = doubling_forms(1).replace(
        inside.replace(b"20 0", b"21 0") + b" 5>>stream\n0 0 m", b"%s %d>>stream\n%s" % (inside, len(again), again)
    )
    assert once != doubling_forms(1)
    (page,) = read_pages(once)
    assert page.failure == (None if is_read else "its forms draw one another without end")
    assert bool(page.words) == is_read


def shifted(text: str) -> str:
    return re.sub(r"[a-yA-Y]", lambda match: chr(ord(match.group()) + 1), text)


def test_a_layer_of_unknown_words_is_doubted_and_read_from_the_picture() -> None:
    wrong = [shifted(line) for line in (*TEXT, "Tuletorni valvur kirjutab paevikusse tuule suuna ja kiiruse.")]
    data = by_hand([lines(*wrong)])
    _, findings = read_pdf(data, SHA)
    assert "text_layer_doubtful" in {finding.code for finding in findings}
    words = " ".join(TEXT).split()
    engine = FakeEngine(
        words=[(word, 70.0 + 60 * (at % 7), 80.0 + 20 * (at // 7), 0.95) for at, word in enumerate(words)]
    )
    text, findings = read_pdf(data, SHA, Tools(ocr=engine))
    assert "Korrapidaja hoiab" in text.text
    assert "text_layer_replaced" in {finding.code for finding in findings}


@pytest.mark.parametrize(
    "text",
    [
        "The keeper of the lighthouse writes the direction and the speed of the wind into the journal with ink.",
        "Смотритель маяка записывает направление и скорость ветра в журнал и на доску по утрам чернилами",
        "Der Wärter des Leuchtturms und die Gehilfen schreiben mit der Tinte von gestern",
        "AS KLOOSTRI OÜ 12 345 678 m2",
        "Kinnitan vrk tgh bnm klp rst vwx prq jkl mnb zxc",
    ],
)
def test_other_languages_and_short_texts_are_not_doubted(text: str) -> None:
    assert find_wrong_letters(text) is None


def test_print_without_words_is_named_and_makes_its_sentence_doubtful() -> None:
    """A number drawn as strokes, as forms and converted letters are."""
    head = ("PAJUMETSA AMET", "PEADIREKTORI KÄSKKIRI", "", "Paju, 03.05.2021 nr 48", "", "Kehtetuks tunnistamine", "")
    sentence = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1,"
    at = 72 + 7 * 20
    strokes = [Bar(430 + 6 * n, at + (n % 3), 434 + 6 * n, at + 9 - (n % 2)) for n in range(12)]
    page = [*lines(*head, sentence, "5 ja 8.", "2. Käskkiri jõustub allkirjastamisest."), *strokes]
    found = read_file(outlined(page), "a.pdf")
    assert "unread_ink" in {finding.code for finding in found.findings}
    assert [e.doubt for e in found.effects if e.effect == "revoke"] == ["unread_ink"]


def outlined(page: list[Letters | Bar]) -> bytes:
    """The page with its bars drawn as shapes of three corners and a curve, which no reader takes for a box."""
    shape = re.compile(rb"(\d[\d.]*) (\d[\d.]*) (\d[\d.]*) (\d[\d.]*) re f")

    def as_shape(match: re.Match[bytes]) -> bytes:
        x, y, width, height = (float(figure) for figure in match.groups())
        corners = (x, y, x + width, y, x + width, y + height, x + width / 2, y + height, x, y + height, x, y)
        return b"%.1f %.1f m %.1f %.1f l %.1f %.1f l %.1f %.1f %.1f %.1f %.1f %.1f c f" % corners

    content = shape.sub(as_shape, by_hand([page]))
    length = re.search(rb"/Length \d+>>stream\n(.*?)\nendstream", content, re.DOTALL)
    assert length is not None
    return assembled(_objects(content, length.group(1)))


def _objects(data: bytes, content: bytes) -> dict[int, bytes]:
    objects = {int(m[1]): m[2] for m in re.finditer(rb"(\d+) 0 obj\n(.*?)\nendobj", data, re.DOTALL)}
    objects[11] = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return objects
