"""Saved pages as the browser shows them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import EmptyFile, ExtractionError
from extractors.files.html import read_html


def rows(markup: str) -> list[list[str]]:
    document = read_html(markup.encode(), "0")
    assert document.text == "".join(
        "\t".join(cell.of(document.text) for cell in block.cells) + "\n" for block in document.blocks
    )
    return [[cell.of(document.text) for cell in block.cells] for block in document.blocks]


def test_paragraphs_and_breaks_are_lines() -> None:
    """Words across inline tags stay together, white space shrinks to blanks."""
    markup = "<div>KÄSK<b>KIRI</b><p>07.01.2026\n  nr <i>1</i><br>Rannaküla&nbsp;vald</div>"
    assert rows(markup) == [["KÄSKKIRI"], ["07.01.2026 nr 1"], ["Rannaküla vald"]]


def test_tables_are_rows_and_cells_keep_their_lines() -> None:
    markup = """<table><tr><th>Allub</th><td>Sadamakapten</td></tr>
      <tr><td>2.1. Kaide pühkimine</td><td><ul><li>Kaid on puhtad.</li><li>Lumi on lükatud.</li></ul></td></tr>
      <tr><td></td><td> </td></tr></table>"""
    assert rows(markup) == [
        ["Allub", "Sadamakapten"],
        ["2.1. Kaide pühkimine", "• Kaid on puhtad.\n• Lumi on lükatud."],
    ]


def test_a_table_that_frames_tables_is_no_row() -> None:
    markup = "<table><tr><td>Päis<table><tr><td>Viit</td><td>1-3/7</td></tr></table></td></tr></table>"
    assert rows(markup) == [["Päis"], ["Viit", "1-3/7"]]


def test_list_items_keep_the_mark_that_a_browser_prints() -> None:
    markup = "<ol start=3><li>Kinnitan.</li><li>Muudan.</li></ol><ul><li>lisa</li><li></li></ul>"
    assert rows(markup) == [["3. Kinnitan."], ["4. Muudan."], ["• lisa"]]


def test_what_is_never_shown_is_left_out() -> None:
    markup = "<head><title>t</title><style>p{}</style></head><script>x()</script><!-- salajane --><p>Nähtav"
    assert rows(markup) == [["Nähtav"]]


def test_preformatted_text_keeps_its_lines() -> None:
    assert rows("<pre>esimene\n  teine\n</pre>") == [["esimene"], ["teine"]]


def test_the_declared_encoding_is_used() -> None:
    data = '<meta charset="windows-1257"><p>Žürii šokk'.encode("cp1257")
    assert read_html(data, "0").text == "Žürii šokk\n"


def test_a_declared_encoding_that_does_not_exist_is_passed_over() -> None:
    assert read_html('<meta charset="eesti"><p>Jõgi'.encode(), "0").text == "Jõgi\n"


def test_a_page_that_shows_nothing_is_an_empty_file() -> None:
    with pytest.raises(EmptyFile):
        read_html(b"<html><script>x()</script></html>", "0")


def test_markup_nested_without_end_is_read_or_refused() -> None:
    """Thousands of open tags end in text or in an error of ours."""
    with suppress(ExtractionError):
        assert "põhi" in read_html(("<div>" * 5000 + "põhi").encode(), "0").text


@given(st.one_of(st.binary(max_size=300), st.text("<>/!-=\"' ptdrbliou&;#x?[]a\n", max_size=200).map(str.encode)))
def test_arbitrary_bytes_raise_nothing_else(data: bytes) -> None:
    try:
        document = read_html(data, "0")
    except ExtractionError:
        return
    assert document.blocks
