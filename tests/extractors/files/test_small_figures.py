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
