"""Write XLSX: one workbook for people, with Estonian headings, filters and links to the register.

A text that a spreadsheet would run as a formula has an apostrophe before it, as in CSV.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from flows.exports.data_package import PUBLIC_DOMAIN
from flows.exports.values import Occasion, WrittenFile
from warehouse.ask.export import sheet_value
from warehouse.exports.source import ExportSource

NAME = "xlsx/kehtiv.xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LONGEST = 1_048_575
"""Rows of a sheet below its heading; a longer answer continues in another sheet."""
MOST_LINKS = 65_530
"""Excel opens no sheet with more links; what follows is the address as text."""

_HEADING_FONT = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_HEADING_FILL = PatternFill("solid", fgColor="1F3864")
_DICTIONARY = ("Tabel", "Veerg", "Tüüp", "Tähendus (inglise keeles)")
_WRAPPED = Alignment(wrap_text=True, horizontal="left", vertical="top")
_TOP = Alignment(horizontal="left", vertical="top")
_LINK = Font(name="Calibri", size=11, color="0563C1", underline="single")
_DAY = "dd.mm.yyyy"
_WIDE = 20
"""The width, in characters, from which a column's words are wrapped."""
_LINE_POINTS, _TALLEST_POINTS = 15, 405
"""Height of a line, and of the tallest row that Excel allows."""

_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write(source: ExportSource, folder: Path, occasion: Occasion) -> Iterator[WrittenFile]:
    """Write the workbook below ``xlsx/`` and yield it."""
    path = folder / NAME
    path.parent.mkdir()
    made = path.with_suffix(".made")
    with _temporary_in(path.parent):
        book = openpyxl.Workbook(write_only=True)
        _fill(book, "Teave", ("Teave", "Selgitus"), _about(source, occasion), (24, 110))
        for sheet in source.sheets:
            rows = source.ask(sheet.query, day=occasion.day)
            _fill(book, sheet.title, rows.columns, rows, sheet.widths)
        _fill(book, "Andmesõnastik", _DICTIONARY, _meanings(source), (24, 28, 24, 120))
        book.save(made)
    _settle(made, path, occasion.day)
    yield WrittenFile(NAME, MEDIA_TYPE, "A workbook for people, in Estonian.")


def _about(source: ExportSource, occasion: Occasion) -> list[tuple[str, Any]]:
    """Return the lines that say what the workbook is."""
    return [
        ("Mis see on", "Eesti asutuste avalikest dokumendiregistritest loetud käskkirjad ja nende lisad"),
        ("Päev", occasion.day),
        ("Kehtivus", "Lehed näitavad, mis sel päeval kehtib; „Lõpeb päeval“ on esimene päev, mil enam ei kehti"),
        ("Kahtlused", "Mida ei saa otsustada, on lehel „Kahtlused“ ja kehtivate hulgas seda ei ole"),
        ("Alus", "Õiguslik tähendus on ainult registris avaldatud aktil; veerg „Registris“ viib selleni"),
        ("Kaitse", "Tekst, mille tabelprogramm võtaks valemiks, algab ülakomaga"),
        ("Andmestiku number", source.number),
        ("Programm", f"kehtiv {occasion.version}, SQL {source.sql_version}"),
        ("Litsents", "käskkirjad ei ole autoriõiguse objektid" if occasion.licence is None else "vt aadress"),
        ("Litsentsi aadress", occasion.licence or PUBLIC_DOMAIN["path"]),
    ]


def _meanings(source: ExportSource) -> Iterator[tuple[str, str | None, str | None, str]]:
    for table in source.tables:
        yield table.name, None, None, table.meaning
        yield from ((table.name, column.name, column.sql_type, column.meaning) for column in table.columns)


def _fill(
    book: openpyxl.Workbook, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]
) -> None:
    """Write an answer into a sheet, and into further ones where it is too long."""
    number, part, sheet, links = 0, 1, _new_sheet(book, title, columns, widths), 0
    for row in rows:
        if number == part * LONGEST:
            _close(sheet, columns, LONGEST)
            part, links = part + 1, 0
            sheet = _new_sheet(book, f"{title} {part}", columns, widths)
        cells = [_cell(sheet, value, width) for value, width in zip(row, widths, strict=True)]
        if links < MOST_LINKS and _is_address(row[-1]):
            cells[-1].hyperlink, cells[-1].font = row[-1], _LINK
            links += 1
        _append(sheet, cells, number - (part - 1) * LONGEST + 2, _lines(row, widths))
        number += 1
    _close(sheet, columns, number - (part - 1) * LONGEST)


def _new_sheet(book: openpyxl.Workbook, title: str, columns: Sequence[str], widths: Sequence[int]) -> Any:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_heading(sheet, column) for column in columns])
    return sheet


def _append(sheet: Any, cells: list[Any], place: int, lines: int) -> None:
    """Append a row that is as high as its lines: not every program finds the height itself."""
    if lines > 1:
        sheet.row_dimensions[place].height = min(lines * _LINE_POINTS, _TALLEST_POINTS)
    sheet.append(cells)
    sheet.row_dimensions.pop(place, None)  # it is written; a million of them would fill the memory


def _lines(row: Sequence[Any], widths: Sequence[int]) -> int:
    """Return how many lines the words of the wrapped columns take, about."""
    wrapped = (
        (value, width)
        for value, width in zip(row, widths, strict=True)
        if width >= _WIDE and isinstance(value, str) and not _is_address(value)
    )
    return max((sum(1 + len(line) // width for line in value.split("\n")) for value, width in wrapped), default=1)


def _close(sheet: Any, columns: Sequence[str], number: int) -> None:
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{number + 1}"


def _heading(sheet: Any, words: str) -> Any:
    cell = WriteOnlyCell(sheet, sheet_value(words))
    cell.font, cell.fill, cell.alignment = _HEADING_FONT, _HEADING_FILL, _WRAPPED
    return cell


def _cell(sheet: Any, value: Any, width: int) -> Any:
    cell = WriteOnlyCell(sheet, sheet_value(value))
    if isinstance(value, date):
        cell.number_format = _DAY
    cell.alignment = _WRAPPED if width >= _WIDE and not _is_address(value) else _TOP
    return cell


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value


@contextmanager
def _temporary_in(folder: Path) -> Iterator[None]:
    """Let openpyxl write its sheets meanwhile into the export, which a withdrawal reaches, and not into the system's
    folder, where a kill would leave them."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _settle(made: Path, path: Path, day: date) -> None:
    """Write the workbook again without the times at which it was made, so that equal content gives equal bytes."""
    at = f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            told = zipfile.ZipInfo(entry.filename, _ZIP_TIME)
            told.compress_type = zipfile.ZIP_DEFLATED
            told.file_size = entry.file_size  # above 2 GiB the writer must know that before
            with new.open(told, "w") as target:
                if entry.filename == "docProps/core.xml":
                    target.write(_TIMES.sub(rb"\g<1>" + at, old.read(entry)))
                else:
                    with old.open(entry) as body:
                        shutil.copyfileobj(body, target, 1 << 20)
    made.unlink()
