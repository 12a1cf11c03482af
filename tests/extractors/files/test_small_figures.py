"""A figure below the line, or much smaller than the one before it, is none of its number, whatever the format."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from lxml import etree

from extractors.files.docx import read_docx
from extractors.files.html import read_html
from extractors.files.xlsx_looks import set_text

LOWERED, RAISED, PLAIN = "lisad 2₁ ja 6", "lisad 2¹ ja 6", "lisad 21 ja 6"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("look", "read"),
    [
        ('<w:vertAlign w:val="subscript"/>', LOWERED),
        ('<w:position w:val="-6"/>', LOWERED),
        ('<w:sz w:val="12"/>', RAISED),
        ('<w:vertAlign w:val="superscript"/>', RAISED),
        ('<w:sz w:val="20"/>', PLAIN),
        ("<w:b/>", PLAIN),
    ],
)
def test_in_word(word: Callable[..., bytes], look: str, read: str) -> None:
    pieces = (("", "lisad 2"), (f"<w:rPr>{look}</w:rPr>", "1"), ("", " ja 6"))
    runs = "".join(f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>' for looks, text in pieces)
    assert read_docx(word(f"<w:p>{runs}</w:p>"), "0")[0].text == f"{read}\n"


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ("<sub>1</sub>", LOWERED),
        ("<span style='vertical-align:sub'>1</span>", LOWERED),
        ("<span style='vertical-align: -4px'>1</span>", LOWERED),
        ("<small>1</small>", RAISED),
        ("<span style='font-size:60%'>1</span>", RAISED),
        ("<sup>1</sup>", RAISED),
        ("<font size=1>1</font>", RAISED),
        ("<sup>a</sup>", "lisad 2ᵃ ja 6"),
        ("<small>a</small>", "lisad 2a ja 6"),
        ("<span style='display:inline-block;transform:translateY(-.4em) scale(.6)'>1</span>", RAISED),
        ("<span style='translate:0 -4px'>1</span>", RAISED),
        ("<font size=3>1</font>", PLAIN),
        ("<span style='transform:scale(1)'>1</span>", PLAIN),
        ("<span style='font-size:95%'>1</span>", PLAIN),
        ("<b>1</b>", PLAIN),
    ],
)
def test_in_html(markup: str, read: str) -> None:
    assert read_html(f"<html><p>lisad 2{markup} ja 6</p></html>".encode(), "0")[0].text == f"{read}\n"


def test_a_small_number_behind_a_word_is_itself() -> None:
    assert read_html(b"<html><p>lisad <small>21</small> ja 6</p></html>", "0")[0].text == f"{PLAIN}\n"


@pytest.mark.parametrize(("look", "read"), [("subscript", LOWERED), ("superscript", RAISED), ("baseline", PLAIN)])
def test_in_a_workbook(look: str, read: str) -> None:
    raised = f'<r><rPr><vertAlign val="{look}"/></rPr><t>1</t></r>'
    item = f'<si xmlns="{_MAIN}"><r><t>lisad 2</t></r>{raised}<r><t> ja 6</t></r></si>'
    assert set_text(etree.parse(io.BytesIO(item.encode())).getroot()).text == read


@pytest.mark.parametrize(
    ("mark", "read"),
    [("a", "nr 16ᵃ"), (" e ", "nr 16 ᵉ "), ("(b)", "nr 16⁽ᵇ⁾"), ("[2]", "nr 16⁽²⁾"), ("th", "nr 16th")],
)
def test_a_raised_letter_of_a_workbook_is_a_mark(mark: str, read: str) -> None:
    raised = f'<r><rPr><vertAlign val="superscript"/></rPr><t>{mark}</t></r>'
    item = f'<si xmlns="{_MAIN}"><r><t>nr 16</t></r>{raised}</si>'
    assert set_text(etree.parse(io.BytesIO(item.encode())).getroot()).text == read


@pytest.mark.parametrize(("kind", "read"), [("msup", RAISED), ("msub", LOWERED), ("mrow", PLAIN)])
def test_in_a_formula_of_a_page(kind: str, read: str) -> None:
    page = f"<html><p>lisad <math><{kind}><mn>2</mn><mn>1</mn></{kind}></math> ja 6</p></html>"
    assert read_html(page.encode(), "0")[0].text == f"{read}\n"


@pytest.mark.parametrize(("mark", "read"), [("2", "nr 7⁽²⁾ lisa 1"), ("*", "nr 7* lisa 1")])
def test_the_mark_that_a_writer_chose_for_a_note(word: Callable[..., bytes], mark: str, read: str) -> None:
    own = f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>{mark}</w:t></w:r>'
    body = f'<w:p><w:r><w:t>nr 7</w:t></w:r>{own}<w:r><w:t xml:space="preserve"> lisa 1</w:t></w:r></w:p>'
    assert read_docx(word(body), "0")[0].text == f"{read}\n"


@pytest.mark.parametrize(
    ("mark", "note", "read", "begins"),
    [
        ("*", "* Välja arvatud lisa 2.", "“*.", "* Välja"),
        ("*", "Välja arvatud lisa 2.", "“*.", "* Välja"),
        ("x", "x Välja arvatud lisa 2.", "“⁽x⁾.", "⁽x⁾ Välja"),
        ("a)", "a) Välja arvatud lisa 2.", "“⁽ᵃ⁾.", "⁽ᵃ⁾ Välja"),
        ("a", "avaldamata", "“⁽ᵃ⁾.", "⁽ᵃ⁾ avaldamata"),
        ("2", "2Välja arvatud lisa 2.", "“⁽²⁾.", "⁽²⁾ Välja"),
        ("†", "† Välja arvatud lisa 2.", "“†.", "† Välja"),
        ("", "Välja arvatud lisa 2.", "“⁽¹⁾.", "⁽¹⁾ Välja"),
    ],
)
def test_a_note_opens_with_the_mark_of_its_place(
    word: Callable[..., bytes], mark: str, note: str, read: str, begins: str
) -> None:
    """Whatever mark its writer chose: by it the note is found. Without a mark it is counted like the others."""
    chosen = f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>{mark}</w:t></w:r>'
    counted = '<w:r><w:footnoteReference w:id="4"/></w:r>'
    body = f"<w:p><w:r><w:t>käskkirja „Kord“</w:t></w:r>{chosen}<w:r><w:t>. Ja</w:t></w:r>{counted}</w:p>"
    notes = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for at, text in ((3, note), (4, "Teine."))
    )
    text = read_docx(word(body, footnotes=notes), "0")[0].text
    number = "⁽¹⁾" if mark else "⁽²⁾"
    assert text.startswith(f"käskkirja „Kord{read} Ja{number}\n{begins}")
    assert text.endswith(f"\n{number} Teine.\n")
