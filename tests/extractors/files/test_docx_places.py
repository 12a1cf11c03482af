"""Words that Word sets where nobody sees them are no text; formulas, ruby and fields to merge are read as they show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.files.docx import read_docx

Word = Callable[..., bytes]
SEEN = "Kinnitan lisa 2."
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


def paragraph(text: str, inside: str = "", look: str = "") -> str:
    return f'<w:p>{inside}<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def row(text: str, inside: str) -> str:
    return f"<w:tbl><w:tr><w:trPr>{inside}</w:trPr><w:tc>{paragraph(text)}</w:tc></w:tr></w:tbl>"


def box(text: str, named: str, offset: int) -> str:
    place = f'<wp:positionH><wp:posOffset>{offset}</wp:posOffset></wp:positionH><wp:docPr id="1" {named}/>'
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return f"<w:p><w:r><w:drawing><wp:anchor {WP}>{place}{inside}</wp:anchor></w:drawing></w:r></w:p>"


def read(word: Word, body: str) -> tuple[str, set[str]]:
    text, findings = read_docx(word(paragraph(SEEN) + body), "0")
    return text.text.strip(), {finding.code for finding in findings}


@pytest.mark.parametrize(
    "body",
    [
        paragraph("Tühistan", '<w:pPr><w:ind w:left="-30000" w:right="30000"/></w:pPr>'),
        paragraph("Tühistan", '<w:pPr><w:framePr w:w="10" w:x="-20000"/></w:pPr>'),
        paragraph("Tühistan", look='<w:w w:val="1"/>'),
        paragraph("Tühistan", look='<w:spacing w:val="-400"/>'),
        row("Tühistan", '<w:trHeight w:val="1" w:hRule="exact"/>'),
        row("Tühistan", "<w:hidden/>"),
        box("Tühistan", 'hidden="1"', 0),
        box("Tühistan", "", -9_000_000),
    ],
    ids=["indent", "frame", "narrow", "collapsed", "flat row", "hidden row", "hidden box", "box beside the paper"],
)
def test_words_where_nobody_sees_them_are_no_text(word: Word, body: str) -> None:
    assert read(word, body) == (SEEN, {"hidden_text"})


@pytest.mark.parametrize(
    "body",
    [
        paragraph("Tühistan", '<w:pPr><w:ind w:left="-700" w:hanging="360"/></w:pPr>'),
        paragraph("Tühistan", look='<w:w w:val="80"/><w:spacing w:val="-20"/>'),
        row("Tühistan", '<w:trHeight w:val="1" w:hRule="atLeast"/>'),
        box("Tühistan", "", 900_000),
    ],
    ids=["indent", "narrow", "row", "box"],
)
def test_words_in_their_usual_places_are_text(word: Word, body: str) -> None:
    assert read(word, body) == (f"{SEEN}\nTühistan", set())


def test_figures_of_formulas_stay_apart(word: Word) -> None:
    one, two = (f"<m:r><m:t>{each}</m:t></m:r>" for each in "12")
    raised = f"<m:sSup><m:e>{one}</m:e><m:sup>{two}</m:sup></m:sSup>"
    lowered = f"<m:sSub><m:e>{one}</m:e><m:sub>{two}</m:sub></m:sSub>"
    parted = f"<m:f><m:num>{one}</m:num><m:den>{two}</m:den></m:f>"
    body = "".join(f"<w:p><m:oMath {M}>{each}</m:oMath></w:p>" for each in (raised, lowered, parted, one + two))
    assert read(word, body)[0] == f"{SEEN}\n1²\n1₂\n1/2\n12"


def test_the_base_of_ruby_is_text(word: Word) -> None:
    ruby = "<w:ruby><w:rt><w:r><w:t>1</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>5</w:t></w:r></w:rubyBase></w:ruby>"
    assert read(word, f"<w:p><w:r>{ruby}</w:r></w:p>")[0] == f"{SEEN}\n5"


@pytest.mark.parametrize(("shown", "text"), [("«lisa»", "____"), ("7", "7")])
def test_a_field_to_merge_is_a_blank(word: Word, shown: str, text: str) -> None:
    marks = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end"))
    begin, separate, end = marks
    asked = "<w:r><w:instrText> MERGEFIELD lisa </w:instrText></w:r>"
    body = f"<w:p>{begin}{asked}{separate}<w:r><w:t>{shown}</w:t></w:r>{end}</w:p>"
    assert read(word, body)[0] == f"{SEEN}\n{text}"
