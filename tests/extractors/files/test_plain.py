"""Plain text in every encoding met, as lines and cells that keep their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import EmptyFile, ExtractionError
from extractors.files.plain import read_plain
from extractors.files.read_text import read_text


def test_tabs_part_cells_and_offsets_hold() -> None:
    """Indentation is no cell; an empty cell between two tabs is one."""
    document = read_plain(b"  Allub\tSadamakapten\n\n\tTaane\nA\t\tB\n", "0")[0]
    cells = [[cell.of(document.text) for cell in block.cells] for block in document.blocks]
    assert cells == [["Allub", "Sadamakapten"], ["Taane"], ["A", "", "B"]]
    assert document.pages == ()
    assert document.page_number(0) is None


def test_markup_left_in_a_cell_stays_as_it_is() -> None:
    """What a list means in the middle of plain text is for the reader of positions to say."""
    document = read_plain("3.1 Valvamine\t<ul><li>▪ Valve on peetud.</li></ul>\n".encode(), "0")[0]
    assert document.blocks[0].cells[1].of(document.text) == "<ul><li>▪ Valve on peetud.</li></ul>"


def test_form_feeds_part_pages() -> None:
    document = read_plain(b"esimene\n\fteine\nrida\n\fkolmas", "0")[0]
    assert [page.of(document.text).strip() for page in document.pages] == ["esimene", "teine\nrida", "kolmas"]
    assert [block.page_number for block in document.blocks] == [1, 2, 2, 3]
    assert [document.page_number(block.span.start) for block in document.blocks] == [1, 2, 2, 3]


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n", b"\xef\xbb\xbf", b"\x00\x00"])
def test_blank_bytes_are_an_empty_file(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        read_plain(data, "0")


@given(st.binary(max_size=400))
def test_arbitrary_bytes_raise_nothing_else(data: bytes) -> None:
    """Any bytes are text or an error of ours, and blocks lie within the text in order."""
    try:
        document = read_plain(data, "0")[0]
    except ExtractionError:
        return
    ends = [0] + [block.span.end for block in document.blocks]
    assert all(block.span.start >= end for block, end in zip(document.blocks, ends, strict=False))
    assert ends[-1] <= len(document.text)
    assert document.blocks


def test_letters_in_no_encoding_are_a_finding() -> None:
    """A byte order mark promises what the bytes do not keep: read on, and say so."""
    _, document, findings = read_text(b"\xef\xbb\xbfk\xff\xfeskkiri", "a.txt", "0")
    assert "skkiri" in document.text
    assert [finding.code for finding in findings] == ["unreadable_letters"]
