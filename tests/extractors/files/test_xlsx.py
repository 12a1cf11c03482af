"""Workbooks as tables of text: what the cells show, and what was left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook.workbook import Workbook

from extractors.errors import EmptyFile, ExtractionError, UnreadableFile, UnsafeContainer
from extractors.files import media
from extractors.files.read_text import read_text
from extractors.files.xlsx import read_xlsx
from extractors.files.xlsx_values import Formats, show_number

Pack = Callable[..., bytes]
HALF_PAST_NINE = datetime(2026, 1, 7, 9, 30, tzinfo=UTC).replace(tzinfo=None)  # workbooks know no time zones


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(data: bytes) -> list[list[str]]:
    document, _ = read_xlsx(data, "0")
    return [[cell.of(document.text) for cell in block.cells] for block in document.blocks]


def sheet(pack: Pack, body: str, **parts: str) -> bytes:
    """A workbook of one sheet from the XML of its rows."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = '<Relationship Id="s" Type="{0}/worksheet" Target="s.xml"/>'
    links += '<Relationship Id="t" Type="{0}/sharedStrings" Target="t.xml"/>'
    sheets = f'<sheets xmlns:r="{office}"><sheet name="Sheet1" r:id="s"/></sheets>'
    return pack(
        {
            "xl/workbook.xml": f"<workbook {main}>{sheets}</workbook>".encode(),
            "xl/_rels/workbook.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f"{links.format(office)}</Relationships>"
            ).encode(),
            "xl/s.xml": f"{parts.get('head', '')}<worksheet {main}>{body}</worksheet>".encode(),
            "xl/t.xml": f"<sst {main}>{parts.get('strings', '')}</sst>".encode(),
        }
    )


def test_sheets_stand_in_their_order_under_their_titles() -> None:
    """Rows are ruled, evidence has no pages; empty rows and columns are left out, an empty cell keeps its place."""
    book = openpyxl.Workbook()
    book.active.title = "Palgaastmed"
    for place, value in {"B2": "Ametikoht", "D2": "Palk", "E2": "Märkus", "B4": "Kapten", "E4": "täidab"}.items():
        book.active[place] = value
    book.create_sheet("Lisa 2").append(["Üks", None, "Kaks"])
    document, findings = read_xlsx(saved(book), "0")
    assert rows(saved(book)) == [
        ["Palgaastmed"],
        ["Ametikoht", "Palk", "Märkus"],
        ["Kapten", "", "täidab"],
        ["Lisa 2"],
        ["Üks", "Kaks"],
    ]
    assert [block.is_ruled for block in document.blocks] == [False, True, True, False, True]
    assert document.evidence(document.blocks[1].span).page_number is None
    assert findings == ()


def test_values_are_shown_as_their_cells_show_them() -> None:
    book = openpyxl.Workbook()
    for value, form in (
        (5.0, "General"), (0.25, "0%"), (1234.5, "#,##0.00"), (3.14159, "General"), (7, "000"), (-2.5, "0.0"),
        (12.5, '#,##0.00 "€"'), (True, "General"), (date(2026, 1, 7), "dd.mm.yyyy"), (date(2026, 1, 7), "mm-dd-yy"),
        (HALF_PAST_NINE, "dd.mm.yyyy hh:mm"), (" a\u0303\u00a0 b\nc\td ", "General"), (0.5, "hh:mm"),
    ):  # fmt: skip
        book.active.append([value])
        book.active.cell(book.active.max_row, 1).number_format = form
    assert [row[0] for row in rows(saved(book))] == [
        "5", "25%", "1 234,50", "3,14159", "007", "-2,5",
        "12,50 €", "TÕENE", "07.01.2026", "07.01.2026",
        "07.01.2026 09:30", "ã b\nc d", "12:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "value, code, want",
    [
        (0.126, "0.0%", "12,6%"),
        (1000000.0, "#,##0", "1 000 000"),
        (-3.0, "0;(0)", "(3)"),
        (-3.0, "0", "-3"),
        (-0.001, "0", "0"),
        (1.5, "0.##", "1,5"),
        (1.0, "0.00E+00", "1"),
        (2.0, '"lk "0', "lk 2"),
        (2.0, '"1. tase: "0', "1. tase: 2"),
        (2.0, "[Red]0 [$€-425]", "2 €"),
        (1e300, "General", "1e+300"),
        (float("nan"), "0", "nan"),
        (float("inf"), "General", "inf"),
        (0.1 + 0.2, "General", "0,3"),
        (5.0, "@", "5"),
        (5.0, "", "5"),
    ],
)
def test_numbers_follow_their_format(value: float, code: str, want: str) -> None:
    assert show_number(value, code) == want


@pytest.mark.parametrize(
    "value, code, want",
    [
        (1.25 + 5 / 1440, "[h]:mm", "30:05"),
        (0.5, "[h]:mm", "12:00"),
        (-0.0625, "[h]:mm", "-1:30"),
        (1.25, "hh:mm", "06:00"),
    ],
)
def test_a_duration_counts_its_days_as_hours_and_a_time_of_day_leaves_them_out(
    value: float, code: str, want: str
) -> None:
    """ "[h]" is how a workbook asks for a sum of hours."""
    assert Formats((code,)).show(repr(value), 0) == want


def test_what_is_hidden_is_left_out_and_named() -> None:
    book = openpyxl.Workbook()
    book.active.append(["nähtav", "peidus"])
    book.active.append(["peidetud rida"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("Salaleht").append(["x"])
    book["Salaleht"].sheet_state = "veryHidden"
    _, findings = read_xlsx(saved(book), "0")
    assert rows(saved(book)) == [["nähtav"]]
    assert [(f.code, f.message) for f in findings] == [
        ("hidden_text", "2 hidden rows and cells were left out"),
        ("hidden_sheet", "1 hidden sheets were left out: Salaleht"),
    ]


def test_a_formula_stands_for_its_kept_value(pack: Pack) -> None:
    """One that was never calculated is empty and named, never shown as its code."""
    body = '<sheetData><row><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A()</f><v>kokku</v></c></row>'
    body += '<row><c r="A2"><f>SUM(A1)</f></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>'
    assert rows(sheet(pack, body)) == [["2", "kokku"], ["", "#DIV/0!"]]
    _, findings = read_xlsx(sheet(pack, body), "0")
    assert [f.code for f in findings] == ["formula_without_value"]


def test_merged_cells_keep_their_place() -> None:
    book = openpyxl.Workbook()
    for row in (["Sadam", "Kapten"], [None, "Tüürimees"]):
        book.active.append(row)
    book.active.merge_cells("A1:A2")
    assert rows(saved(book)) == [["Sadam", "Kapten"], ["", "Tüürimees"]]


def test_a_page_header_stands_above_its_sheet() -> None:
    """Approval marks are set there; page numbers are not words."""
    book = openpyxl.Workbook()
    book.active.append(["Tabel"])
    book.active.oddHeader.left.text = "Lisa 1 & 2"
    book.active.oddHeader.right.text = "&P / &N"
    assert rows(saved(book)) == [["Lisa 1 & 2"], ["Tabel"]]


def test_rich_and_inline_strings_are_read_whole(pack: Pack) -> None:
    strings = "<si><r><t>Sada</t></r><r><t>makapten</t></r><rPh><t>x</t></rPh></si>"
    body = '<c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>Kai</t></r></is></c><c t="s"><v>9</v></c>'
    body = f"<sheetData><row>{body}</row></sheetData>"
    assert rows(sheet(pack, body, strings=strings)) == [["Sadamakapten", "Kai"]]


@pytest.mark.long
def test_a_million_empty_rows_are_nothing(pack: Pack) -> None:
    body = "<sheetData>" + '<row><c s="1"/></row>' * 1_000_000 + "<row><c><v>1</v></c></row></sheetData>"
    assert rows(sheet(pack, body)) == [["1"]]


def test_shared_strings_that_swell_are_refused(pack: Pack) -> None:
    """As one part of a hundred megabytes, and as one string shown in every cell."""
    with pytest.raises(UnsafeContainer, match="more than"):
        read_xlsx(sheet(pack, "<sheetData/>", strings="<si><t>" + "a" * 100_000_000 + "</t></si>"), "0")
    body = "<sheetData>" + '<row><c t="s"><v>0</v></c></row>' * 600 + "</sheetData>"
    with pytest.raises(UnsafeContainer, match="expands"):
        read_xlsx(sheet(pack, body, strings=f"<si><t>{'a' * 32_000}</t></si>"), "0")


def test_a_document_type_in_a_sheet_is_unsafe(pack: Pack) -> None:
    head = '<!DOCTYPE worksheet [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(UnsafeContainer, match="document type"):
        read_xlsx(sheet(pack, "<sheetData><row><c t='str'><v>&e;</v></c></row></sheetData>", head=head), "0")


def test_damaged_and_empty_workbooks_are_told_apart(pack: Pack) -> None:
    with pytest.raises(EmptyFile):
        read_xlsx(saved(openpyxl.Workbook()), "0")
    with pytest.raises(UnreadableFile, match="damaged XML"):
        read_xlsx(sheet(pack, "<sheetData><row>"), "0")
    with pytest.raises(UnreadableFile, match="main document"):
        read_xlsx(pack({"xl/x.xml": b""}), "0")


def test_a_workbook_finds_its_reader() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Kapten"])
    kind, document, _ = read_text(saved(book), "lisa.xlsx", "0")
    assert (kind, document.text) == (media.XLSX, "Kapten\n")


@given(st.text("<>/rowcvtsfi=\"' 0123456789AZ%E-", max_size=80))
def test_arbitrary_sheets_raise_nothing_else(body: str) -> None:
    def pack(entries: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in entries.items():
                archive.writestr(zipfile.ZipInfo(name), data)
        return out.getvalue()

    with suppress(ExtractionError):
        assert read_xlsx(sheet(pack, f"<sheetData><row><c>{body}</c></row></sheetData>"), "0")[0].blocks


def test_rows_and_columns_without_room_and_tiny_words_are_hidden() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row, text in enumerate(("Kinnitan", "Tühistan", "Peatan"), 1):
        sheet.cell(row, 1, text)
    sheet.cell(1, 2, "Muudan")
    sheet.row_dimensions[2].height = 0.75
    sheet.column_dimensions["B"].width = 0.1
    sheet.cell(3, 1).font = Font(size=1)
    text, findings = read_xlsx(saved(book), "0")
    assert text.text.split() == ["Kinnitan"]
    assert [(each.code, each.message[:1]) for each in findings] == [("hidden_text", "3")]


@pytest.mark.parametrize(
    ("font", "codes"),
    [
        (Font(color="FFFFFFFF"), ["looks_by_condition"]),
        (Font(strike=True), ["looks_by_condition"]),
        (Font(color="FFFF0000"), []),
    ],
)
def test_rules_that_may_hide_cells_are_told(font: Font, codes: list[str]) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Kinnitan"
    book.active.conditional_formatting.add("A1", FormulaRule(formula=["TRUE"], font=font))
    text, findings = read_xlsx(saved(book), "0")
    assert (text.text.strip(), [each.code for each in findings]) == ("Kinnitan", codes)


def test_comments_of_cells_are_told() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Kinnitan"
    book.active["A1"].comment = Comment("Lisa 6 jääb kehtima", "kantselei")
    text, findings = read_xlsx(saved(book), "0")
    assert (text.text.strip(), [each.code for each in findings]) == ("Kinnitan", ["comments_dropped"])
