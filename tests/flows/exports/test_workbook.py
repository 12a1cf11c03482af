"""The workbook answers a person: right rows for the day, headings that stay, links that lead to the register."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from flows.exports import workbook
from flows.exports.values import Occasion
from flows.exports.write import write_export
from flows.settings import Settings
from tests.warehouse.factory import directive
from warehouse.connection import open_working
from warehouse.exports.source import open_source
from warehouse.publish.publish import publish


@pytest.fixture(scope="module")
def book(exported: Path) -> Workbook:
    return openpyxl.load_workbook(exported / "xlsx" / "kehtiv.xlsx")


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    heading, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in body]


def test_the_sheets_stand_in_their_order_with_heads_that_stay_and_filters(book: Workbook) -> None:
    assert book.sheetnames == [
        "Teave", "Kehtivad lisad", "Ametikohad", "Ülesanded", "Kehtetuks tunnistamised", "Kahtlused", "Andmesõnastik",
    ]  # fmt: skip
    for sheet in book:
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref == sheet.dimensions, sheet.title
        assert all(cell.font.bold for cell in sheet[1]), sheet.title


def test_what_is_in_force_on_the_day_is_listed_with_its_act(book: Workbook) -> None:
    """By hand from the sample's README: directive 21 of 14 September 2026 approves two job descriptions."""
    found = [row for row in rows(book, "Kehtivad lisad") if row["Akti nr"] == "21"]
    assert [(row["Lisa nr"], row["Lisa pealkiri"]) for row in found] == [
        ("1", "nõustaja (ametnik)"), ("2", "menetleja"),
    ]  # fmt: skip
    assert found[0]["Akti kuupäev"].date() == date(2026, 9, 14)
    assert found[0]["Registris"].startswith("http")


def test_links_lead_to_the_register(book: Workbook) -> None:
    cell = book["Kehtivad lisad"].cell(row=2, column=12)
    assert cell.hyperlink is not None
    assert cell.hyperlink.target == cell.value


def test_every_table_and_column_is_in_the_dictionary_with_its_meaning(book: Workbook, exported: Path) -> None:
    told = rows(book, "Andmesõnastik")
    assert {row["Tabel"] for row in told} == {path.stem for path in (exported / "parquet").iterdir()}
    assert all(row["Tähendus (inglise keeles)"] for row in told)


def test_the_day_decides_what_is_listed(exported_data: Path, tmp_path: Path) -> None:
    """Directive 5 of 14 February 2022 has three annexes, which end on 3 April 2023."""
    for day, number in ((date(2023, 4, 2), 3), (date(2023, 4, 3), 0)):
        folder = tmp_path / day.isoformat()
        write_export(Settings(data=exported_data, workers=1), folder, ("xlsx",), today=date(2026, 11, 22), day=day)
        found = rows(openpyxl.load_workbook(folder / "xlsx" / "kehtiv.xlsx"), "Kehtivad lisad")
        assert len([row for row in found if row["Akti kuupäev"].date() == date(2022, 2, 14)]) == number, day


def test_the_file_says_nothing_of_when_and_where_it_was_made(exported: Path) -> None:
    path = exported / "xlsx" / "kehtiv.xlsx"
    with zipfile.ZipFile(path) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read("docProps/core.xml").count(b"2026-11-22T00:00:00Z") == 2
    assert [found.name for found in path.parent.iterdir()] == ["kehtiv.xlsx"], "nothing of the writing is left"


def test_a_title_that_would_run_is_text_and_a_long_answer_goes_on_in_a_further_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_working(tmp_path) as w:
        directive(w, "na/1", "192", "2024-12-23", "1", "2", institution="=cmd|' /C calc'!A0")
        publish(w, tmp_path)
    monkeypatch.setattr(workbook, "LONGEST", 1)
    (tmp_path / "out").mkdir()
    with open_source(tmp_path) as source:
        [file] = workbook.write(source, tmp_path / "out", Occasion(date(2025, 1, 1), None, "0"))
    book = openpyxl.load_workbook(tmp_path / "out" / file.path)
    assert [row["Lisa nr"] for row in rows(book, "Kehtivad lisad") + rows(book, "Kehtivad lisad 2")] == ["1", "2"]
    assert rows(book, "Kehtivad lisad")[0]["Asutus"] == "'=cmd|' /C calc'!A0"
    assert book["Kehtivad lisad 2"].auto_filter.ref == "A1:L2"
