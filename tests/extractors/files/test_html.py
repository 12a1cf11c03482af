"""Saved pages as the browser shows them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import EmptyFile, ExtractionError, UnreadableFile
from extractors.files.html import read_html


def rows(markup: str) -> list[list[str]]:
    document = read_html(markup.encode(), "0")[0]
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
    assert read_html(data, "0")[0].text == "Žürii šokk\n"


def test_a_declared_encoding_that_does_not_exist_is_passed_over() -> None:
    assert read_html('<meta charset="eesti"><p>Jõgi'.encode(), "0")[0].text == "Jõgi\n"


def test_a_page_that_shows_nothing_is_an_empty_file() -> None:
    with pytest.raises(EmptyFile):
        read_html(b"<html><script>x()</script></html>", "0")


def findings(markup: str) -> list[str]:
    return [finding.code for finding in read_html(markup.encode(), "0")[1]]


def test_lists_count_as_their_tags_say() -> None:
    """Start, type, values, styles and backwards; a list inside an item counts on its own."""
    markup = (
        "<ol type=a start=2><li>b<ol><li>üks</ol><li value=5>e</ol><ol style='list-style-type:upper-roman'><li>I</ol>"
    )
    markup += "<ol reversed><li>kaks<li>üks</ol><ul style='list-style:none'><li>paljas</ul>"
    markup += "<ol start=x><li>esimene</ol>"
    assert [row[0] for row in rows(markup)] == [
        "b. b", "1. üks", "e. e", "I. I", "2. kaks", "1. üks", "paljas", "1. esimene",
    ]  # fmt: skip


def test_hidden_and_deleted_words_are_left_out_and_named() -> None:
    markup = "<p>näha<span style='display: none'>peidus</span></p><p hidden>ka</p><table><tr><td>a<td hidden>b</table>"
    assert rows(markup) == [["näha"], ["a"]]
    assert findings(markup) == ["hidden_text"]
    tracked = "<p>Kinnitan <del>vana</del><ins>uue</ins></p>"
    assert rows(tracked) == [["Kinnitan uue"]]
    assert findings(tracked) == ["tracked_changes"]


def test_raised_digits_stay_raised() -> None:
    """§ 136¹ is another provision than § 1361; raised words are words."""
    assert rows("<p>§ 136<sup>1</sup> ja m<sup>2</sup>, 3<sup>a</sup>") == [["§ 136¹ ja m², 3ᵃ"]]


def test_cells_that_reach_over_rows_keep_the_columns() -> None:
    markup = "<table><tr><td rowspan=2>Valve<td>Peetud<tr><td>Kirjas<tr><td colspan=2>Kokku<tr><td>a<td>b</table>"
    assert rows(markup) == [["Valve", "Peetud"], ["", "Kirjas"], ["Kokku"], ["a", "b"]]


def test_pages_saved_by_word_are_read_as_word_shows_them() -> None:
    """Conditional comments, list marks in spans of their own, comments at the end."""
    markup = (
        "<html><body><!--[if gte mso 9]><xml>salaja</xml><![endif]-->"
        "<p><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Kinnitan"
        "</p>"
        "<p><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>lisa</p>"
        "<p><span style='mso-list:Ignore'>o </span>osa</p>"
        "<div style='mso-element:comment-list'>märkus</div></body></html>"
    )
    assert rows(markup) == [["1. Kinnitan"], ["• lisa"], ["• osa"]]
    assert findings(markup) == ["comments_dropped"]


def test_soft_hyphens_and_entities_are_letters() -> None:
    assert rows("<p>koos&shy;töö &otilde;&#353; &amp; &lt;a&gt;") == [["koostöö õš & <a>"]]


def test_a_guessed_encoding_is_a_finding() -> None:
    """The declaration is a hint that may lie."""
    text, found = read_html('<meta charset="iso-8859-15"><p>Žürii šokk õhtul'.encode("cp1257"), "0")
    assert text.text == "Žürii šokk õhtul\n"
    assert [finding.code for finding in found] == ["encoding_guessed"]


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "span", "ul><li"])
def test_ten_thousand_nested_elements_are_refused_with_the_reason(tag: str) -> None:
    data = (f"<{tag}>" * 10_000 + "põhi").encode()
    with pytest.raises(UnreadableFile, match="deep"):
        read_html(data, "0")


def test_markup_nested_without_end_is_read_or_refused() -> None:
    """Thousands of open tags end in text or in an error of ours."""
    with suppress(ExtractionError):
        assert "põhi" in read_html(("<div>" * 5000 + "põhi").encode(), "0")[0].text


@given(st.one_of(st.binary(max_size=300), st.text("<>/!-=\"' ptdrbliou&;#x?[]a\n", max_size=200).map(str.encode)))
def test_arbitrary_bytes_raise_nothing_else(data: bytes) -> None:
    try:
        document = read_html(data, "0")[0]
    except ExtractionError:
        return
    assert document.blocks
