"""Write answers as files: CSV, JSON, Parquet, XLSX."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet

from warehouse.ask.queries import QueryResult
from warehouse.errors import QueryError

# Excel allows this many characters in a cell and refuses the file above that; longer values are cut and marked.
_XLSX_CELL = 32_767

# What a spreadsheet takes for the beginning of a formula; it skips the blanks of the second row (OWASP, CSV Injection).
# The full-width forms count in an East Asian locale.
_FORMULA = ("=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}",
            "\N{FULLWIDTH COMMERCIAL AT}", "\t", "\r", "\n")  # fmt: skip

# A sum is a decimal in DuckDB.
_NUMBER = bool | int | float | Decimal


def encode(result: QueryResult, output_format: str) -> bytes:
    """Return the bytes of a file in one of ``FORMATS``; dates are ISO, lists are JSON where the format has none.

    In CSV and XLSX a text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers stay numbers.
    Raises ``QueryError`` for another format.
    """
    if output_format not in FORMATS:
        raise QueryError(f"{output_format!r} is not an output format; choose one of: {', '.join(FORMATS)}")
    return FORMATS[output_format](result)


class _Lines(list[str]):
    """Lines as the writer of CSV hands them over, each ended by a line feed alone."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def _csv(result: QueryResult) -> bytes:
    lines = _Lines()
    # The writer quotes the characters of its line end alone. A bare carriage return would begin a row, past the guard.
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(_guarded(column) for column in result.columns)
    writer.writerows([_flat(value) for value in row] for row in result.rows)
    return "".join(lines).encode()


def _json(result: QueryResult) -> bytes:
    rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    return (json.dumps(rows, ensure_ascii=False, indent=2, default=_plain) + "\n").encode()


def _parquet(result: QueryResult) -> bytes:
    out = pa.BufferOutputStream()
    pyarrow.parquet.write_table(result.arrow, out)
    return bytes(out.getvalue().to_pybytes())


def _xlsx(result: QueryResult) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("kehtiv")
    sheet.append([_cell(column) for column in result.columns])
    for row in result.rows:
        sheet.append([_cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _flat(value: Any) -> Any:
    """Return a value as CSV writes it: numbers and nothing as they are, everything else as guarded text."""
    if isinstance(value, _NUMBER) or value is None:
        return value
    return _guarded(_text(value))


def _cell(value: Any) -> Any:
    """Return a value fit for a spreadsheet: no time zone, no control characters, no text that reads as a formula."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, _NUMBER | date) or value is None:
        return value
    text = _guarded("".join(c for c in _text(value) if c >= " " or c in "\n\t"))
    return text if len(text) <= _XLSX_CELL else text[: _XLSX_CELL - 1] + "…"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain) if isinstance(value, list | dict) else _plain(value)


def _guarded(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text


FORMATS: dict[str, Callable[[QueryResult], bytes]] = {"csv": _csv, "json": _json, "parquet": _parquet, "xlsx": _xlsx}
