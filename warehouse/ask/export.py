"""Write answers as files: CSV, JSON, Parquet, XLSX."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Context, Decimal
from typing import Any, Literal, TextIO

import openpyxl
import pyarrow as pa
import pyarrow.parquet

from warehouse.ask.queries import QueryResult
from warehouse.ask.values import values_of
from warehouse.errors import QueryError

# Excel allows this many characters in a cell and refuses the file above that; longer values are cut and marked.
_XLSX_CELL = 32_767

# What a spreadsheet takes for the beginning of a formula; it skips the blanks of the second row (OWASP, CSV Injection).
# The full-width forms count in an East Asian locale.
_FORMULA = ("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}",
            "\N{FULLWIDTH COMMERCIAL AT}", "\t", "\r", "\n")  # fmt: skip

# A sum is a decimal in DuckDB.
_NUMBER = bool | int | float | Decimal

# What a sheet holds: rows with the heading, columns, the digits of a number and the first day of its calendar. Excel
# opens no file with more, shows other digits as zeros and earlier days as "####".
_XLSX_ROWS, _XLSX_COLUMNS, _XLSX_DIGITS, _XLSX_FIRST_DAY = 1_048_576, 16_384, 15, date(1900, 3, 1)

_EXACT = Context(prec=100)
_NOT_IN_PARQUET = (pa.ArrowInvalid, pa.ArrowNotImplementedError)

# Neither characters of XML nor of any script: Excel calls the file damaged.
_NO_XML = ("\ufffe", "\uffff")


def encode(result: QueryResult, output_format: str) -> bytes:
    """Return the bytes of a file in one of ``FORMATS``; dates are ISO, lists are JSON where the format has none.

    Bytes are hexadecimal digits, except in Parquet, which has a type for them.

    In CSV and XLSX a text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers stay numbers,
    except those that JSON (NaN, infinities) or a sheet (the same, and more than 15 digits) has no number for: they are
    text. Of equal column names JSON and Parquet number the later ones ("day", "day_1"). Raises ``QueryError`` for
    another format and for an answer that does not fit into a sheet.
    """
    if output_format not in FORMATS:
        raise QueryError(f"{output_format!r} is not an output format; choose one of: {', '.join(FORMATS)}")
    return FORMATS[output_format](result)


class _LineFeeds:
    """Pass lines on as the writer of CSV hands them over, each ended by a line feed alone."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, line: str) -> None:
        self._file.write(line.removesuffix("\r\n") + "\n")


def write_csv(
    file: TextIO, columns: Iterable[str], rows: Iterable[Sequence[Any]], *, line_end: Literal["\n", "\r\n"] = "\n"
) -> int:
    """Write CSV with its heading, guarded as ``encode`` says; return the number of rows."""
    # The writer quotes the characters of its line end alone. A bare carriage return would begin a row, past the guard.
    writer = csv.writer(_LineFeeds(file) if line_end == "\n" else file, lineterminator="\r\n")
    writer.writerow(guarded(column) for column in columns)
    number = 0
    for row in rows:
        writer.writerow([_flat(value) for value in row])
        number += 1
    return number


def _csv(result: QueryResult) -> bytes:
    lines = io.StringIO(newline="")
    write_csv(lines, result.columns, result.rows)
    return lines.getvalue().encode()


def _json(result: QueryResult) -> bytes:
    names = _told_apart(result.columns)
    rows = [dict(zip(names, map(_sound, row), strict=True)) for row in result.rows]
    return (json.dumps(rows, ensure_ascii=False, indent=2, default=_plain) + "\n").encode()


def _parquet(result: QueryResult) -> bytes:
    names = _told_apart(result.columns)
    try:
        return _as_parquet(pa.table(result.arrow.columns, names=names))
    except _NOT_IN_PARQUET:
        return _as_parquet(pa.table([_storable(column) for column in result.arrow.columns], names=names))


def _as_parquet(table: pa.Table) -> bytes:
    out = pa.BufferOutputStream()
    pyarrow.parquet.write_table(table, out)
    return bytes(out.getvalue().to_pybytes())


def _storable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column that Parquet can hold: text where it has no such type, or overflows in its units of time."""
    try:
        _as_parquet(pa.table({"column": column}))
    except _NOT_IN_PARQUET:
        told = [None if value is None else _text(value) for value in values_of(column)]
        return pa.chunked_array([pa.array(told, pa.string())])
    return column


def _told_apart(columns: Sequence[str]) -> list[str]:
    """Return column names of which none is equal to another: later ones get a number."""
    names: list[str] = []
    for column in columns:
        name, turn = column, 0
        while name in names or (turn and name in columns):
            turn += 1
            name = f"{column}_{turn}"
        names.append(name)
    return names


def _xlsx(result: QueryResult) -> bytes:
    _refuse_too_large(result)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("kehtiv")
    sheet.append([sheet_value(column) for column in result.columns])
    for row in result.rows:
        sheet.append([sheet_value(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _refuse_too_large(result: QueryResult) -> None:
    if result.number >= _XLSX_ROWS or len(result.columns) > _XLSX_COLUMNS:
        size = f"{result.number:,} rows and {len(result.columns):,} columns"
        limit = f"an XLSX sheet holds {_XLSX_ROWS - 1:,} rows below its heading and {_XLSX_COLUMNS:,} columns"
        raise QueryError(f"the answer has {size}, {limit}: choose csv or parquet, or ask for less")


def _sound(value: Any) -> Any:
    """Return a value that JSON can say: "NaN", "Infinity" and "-Infinity" are text, also inside lists."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, list | tuple):
        return [_sound(each) for each in value]
    return {key: _sound(each) for key, each in value.items()} if isinstance(value, dict) else value


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _flat(value: Any) -> Any:
    """Return a value as CSV writes it: numbers and nothing as they are, everything else as guarded text."""
    if isinstance(value, _NUMBER) or value is None:
        return value
    return guarded(_text(value))


def sheet_value(value: Any) -> Any:
    """Return a value fit for a spreadsheet: no time zone, no control characters, no text that reads as a formula."""
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
    if value is None or isinstance(value, bool) or (isinstance(value, _NUMBER | date) and _is_shown(value)):
        return value
    if isinstance(value, _NUMBER):  # as it is: an apostrophe before the minus would be part of the figure
        return str(_sound(value))
    text = guarded("".join(c for c in _text(value) if (c >= " " or c in "\n\t") and c not in _NO_XML))
    return text if len(text) <= _XLSX_CELL else text[: _XLSX_CELL - 1] + "…"


def _is_shown(value: float | Decimal | date) -> bool:
    """Return whether a sheet shows a number with all its digits, or a day of its calendar."""
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value) >= _XLSX_FIRST_DAY
    if isinstance(value, float):
        return math.isfinite(value)
    return len(Decimal(value).normalize(_EXACT).as_tuple().digits) <= _XLSX_DIGITS


def _text(value: Any) -> str:
    if isinstance(value, list | dict):
        return json.dumps(_sound(value), ensure_ascii=False, default=_plain)
    return _plain(value)


def guarded(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


FORMATS: dict[str, Callable[[QueryResult], bytes]] = {"csv": _csv, "json": _json, "parquet": _parquet, "xlsx": _xlsx}
