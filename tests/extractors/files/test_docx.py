"""DOCX as printed: numbers, headers, insertions in; deletions out."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import EmptyFile, ExtractionError, UnreadableFile, UnsafeContainer
from extractors.files.docx import read_docx
from extractors.model.text import DocumentText

Word = Callable[..., bytes]
Pack = Callable[..., bytes]

NUMBERING = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def read(data: bytes) -> DocumentText:
    return read_docx(data, "0")[0]


def rows(document: DocumentText) -> list[list[str]]:
    return [[cell.of(document.text) for cell in block.cells] for block in document.blocks]


def p(text: str, number: str = "", level: int = 0, style: str = "") -> str:
    """A paragraph; ``number`` is the list it belongs to."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def test_automatic_numbers_are_printed(word: Word) -> None:
    """Levels count on their own, start again below a new parent, and keep their formats."""
    body = p("A", "1") + p("B", "1", 1) + p("C", "1", 1) + p("D", "1", 2) + p("E", "1") + p("F", "1", 1)
    body += p("G", "2") + p("H", "2", 1) + p("I", "3") + p("J", "1")
    found = read(word(body, numbering=NUMBERING))
    assert found.text.split("\n")[:-1] == [
        "1. A", "1.1. B", "1.2. C", "a) D", "2. E", "2.1. F", "• G", "IV H", "5. I", "6. J",
    ]  # fmt: skip


def test_numbers_come_from_styles_too(word: Word) -> None:
    """A paragraph may be numbered by its style or by the style that one is based on; zero turns it off."""
    styles = """<w:style w:type="paragraph" w:styleId="Punkt"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
      </w:style><w:style w:type="paragraph" w:styleId="Alampunkt"><w:basedOn w:val="Punkt"/>
      <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>"""
    body = p("A", style="Punkt") + p("B", style="Alampunkt") + p("C", "0", style="Punkt")
    assert read(word(body, numbering=NUMBERING, styles=styles)).text == "1. A\n1.1. B\nC\n"


def test_tables_are_rows_with_numbers_in_their_cells(word: Word) -> None:
    table = "<w:tbl>" + row(p("Ülesanded", "1"), p("Tulemused"))
    table += row(p("Kaide pühkimine", "1", 1), p("Kaid on puhtad.", "2") + p("Lumi on lükatud.", "2"))
    table += row(p(""), p("")) + "</w:tbl>"
    assert rows(read(word(table, numbering=NUMBERING))) == [
        ["1. Ülesanded", "Tulemused"],
        ["1.1. Kaide pühkimine", "• Kaid on puhtad.\n• Lumi on lükatud."],
    ]


def test_a_number_column_joins_the_duty(word: Word) -> None:
    table = "<w:tbl>" + row(p("Nr"), p("Ülesanded"), p("Tulemused")) + row(p("2.1."), p("Valve."), p("Peetud."))
    assert rows(read(word(table + "</w:tbl>"))) == [
        ["Nr Ülesanded", "Tulemused"],
        ["2.1. Valve.", "Peetud."],
    ]


def test_a_table_in_a_frame_keeps_its_rows(word: Word) -> None:
    """One cell around a table is layout; a table beside other cells is their text."""
    inner = "<w:tbl>" + row(p("Allub"), p("Kapten")) + "</w:tbl>"
    framed = "<w:tbl>" + row(p("Päis") + inner) + "</w:tbl>"
    beside = "<w:tbl>" + row(p("Juht"), inner) + "</w:tbl>"
    assert rows(read(word(framed + beside))) == [["Päis"], ["Allub", "Kapten"], ["Juht", "Allub Kapten"]]


def test_insertions_stay_and_deletions_go(word: Word) -> None:
    """Moved text stands where it was moved to; a deleted row, field codes and hidden words are not printed."""
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format
    body = (
        "<w:p>" + run("Kinnitan ") + "<w:ins>" + run("uue ") + "</w:ins>"
        "<w:del><w:r><w:delText>vana </w:delText></w:r></w:del><w:moveFrom>" + run("siit ") + "</w:moveFrom>"
        "<w:moveTo>" + run("siia ") + "</w:moveTo><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>peidus</w:t></w:r>" + run("juhendi.") + "</w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("kustutatud") + "</w:tc></w:tr>" + row(p("a"), p("b"))
    )
    assert read(word(body + "</w:tbl>")).text == "Kinnitan uue siia juhendi.\na\tb\n"


def test_a_deleted_paragraph_end_joins_two_paragraphs(word: Word) -> None:
    """And uses up no number."""
    first = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:r><w:t xml:space='preserve'>Kinnitan </w:t></w:r></w:p>"
    )
    found = read(word(first + p("juhendi.", "1") + p("Muudan.", "1"), numbering=NUMBERING))
    assert found.text == "1. Kinnitan juhendi.\n2. Muudan.\n"


def test_a_page_header_stands_once_where_its_section_begins(word: Word) -> None:
    """Two annexes in two sections have two marks; a section without a header of its own repeats none."""

    def section(header: str) -> str:
        reference = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
        return f"<w:p><w:pPr><w:sectPr>{reference}</w:sectPr></w:pPr></w:p>"

    body = p("Esimene") + section("header1") + p("Veel") + section("") + p("Teine")
    body += '<w:sectPr><w:headerReference w:type="default" r:id="header2"/></w:sectPr>'
    found = read(word(body, header1=p("Lisa 1"), header2=p("Lisa 2")))
    assert found.text == "Lisa 1\nEsimene\nVeel\nLisa 2\nTeine\n"


def test_text_boxes_and_footnotes_are_read_once(word: Word) -> None:
    box = "<w:txbxContent>" + p("KINNITATUD") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>" + box + "</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback></mc:AlternateContent><w:t>Tekst</w:t></w:r></w:p>"
    )
    notes = '<w:footnote w:type="separator">' + p("joon") + '</w:footnote><w:footnote w:id="1">' + p("Märkus.")
    found = read(word(body, footnotes=notes + "</w:footnote>"))
    assert found.text == "KINNITATUD\nTekst\nMärkus.\n"


def test_tabs_part_cells_and_breaks_part_lines(word: Word) -> None:
    """A tab after a number only indents."""
    body = "<w:p><w:r><w:t>Allub</w:t><w:tab/><w:t>Kapten</w:t><w:br/><w:t>1.</w:t><w:tab/><w:t>Kinnitan</w:t></w:r>"
    assert rows(read(word(body + "</w:p>"))) == [["Allub", "Kapten"], ["1. Kinnitan"]]


def test_capitals_by_format_are_capitals_in_print(word: Word) -> None:
    body = "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>kinnitatud</w:t></w:r></w:p>"
    assert read(word(body)).text == "KINNITATUD\n"


def test_a_document_without_text_is_an_empty_file(word: Word) -> None:
    with pytest.raises(EmptyFile):
        read(word(p("")))


def test_a_package_without_a_document_is_unreadable(pack: Pack) -> None:
    with pytest.raises(UnreadableFile, match="main document"):
        read(pack({"[Content_Types].xml": b"<Types/>"}))


def test_broken_xml_is_unreadable(pack: Pack) -> None:
    with pytest.raises(UnreadableFile, match=r"word/document\.xml"):
        read(pack({"word/document.xml": b"<w:document"}))


def test_a_document_type_is_unsafe(pack: Pack) -> None:
    """Entities could swell to any size, or read files of this machine."""
    xml = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'
    with pytest.raises(UnsafeContainer, match="document type"):
        read(pack({"word/document.xml": xml}))


@given(st.text("<>/wptrc:=\"' abl0123", max_size=80))
def test_arbitrary_bodies_raise_nothing_else(body: str) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), f'<w:d xmlns:w="{space}"><w:body>{body}</w:body></w:d>')
    with suppress(ExtractionError):
        assert read(out.getvalue()).blocks


def key(text: str) -> str:
    return re.sub(r"[\s\-–—•▪.,;:\uf0b7]+", "", text).casefold()


@pytest.mark.parametrize("name", ["grid_lisa01", "grid_lisa02", "grid_lisa03", "labelrow_lisa01", "labelrow_lisa02"])
def test_every_duty_of_a_real_annex_is_one_row(shared: Path, name: str) -> None:
    """Numbers are automatic there and must be printed."""
    truth = json.loads((shared / "gold" / "originals.json").read_text("utf-8"))["annexes"]
    annex = next(a for a in truth if a["nr"] == int(name[-2:]))
    document = read((shared / "originals" / name.split("_")[0] / f"{name}.docx").read_bytes())
    found = Counter(tuple(key(cell) for cell in cells) for cells in rows(document))
    want = [(key(r["no"] + r["duty"]), key("".join(r["outcomes"]))) for r in annex["rows"]]
    assert [pair for pair in want if found[pair] != 1] == []
    assert document.text.startswith("KINNITATUD\n")


def test_a_real_tracked_document_reads_as_accepted(shared: Path) -> None:
    text = read((shared / "originals" / "tracked.docx").read_bytes()).text
    assert "LISATUD" in text
    assert "LISATUDLAHTER" in text
    assert "KUSTUTATUD" not in text
