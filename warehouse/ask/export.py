"""Write answers as files: CSV, JSON, Parquet, XLSX."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet

from warehouse.ask.queries import QueryResult
from warehouse.errors import QueryError

# Excel allows this many characters in a cell and refuses the file above that; longer values are cut and marked.
_XLSX_CELL = 32_767


def encode(result: QueryResult, output_format: str) -> bytes:
    """Return the bytes of a file in one of ``FORMATS``; dates are ISO, lists are JSON where the format has none.

    Raises ``QueryError`` for another format.
    """
    if output_format not in FORMATS:
        raise QueryError(f"{output_format!r} is not an output format; choose one of: {', '.join(FORMATS)}")
    return FORMATS[output_format](result)


def _csv(result: QueryResult) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_flat(value) for value in row] for row in result.rows)
    return out.getvalue().encode()


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
    sheet.append(list(result.columns))
    for row in result.rows:
        sheet.append([_cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _flat(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return _plain(value) if isinstance(value, date | datetime) else value


def _cell(value: Any) -> Any:
    """Return a value fit for a spreadsheet: no time zone, no control characters, no text that reads as a formula."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, bool | int | float | date) or value is None:
        return value
    text = "".join(c for c in str(_flat(value)) if c >= " " or c in "\n\t")
    text = text if len(text) <= _XLSX_CELL else text[: _XLSX_CELL - 1] + "…"
    return "'" + text if text.startswith("=") else text


FORMATS: dict[str, Callable[[QueryResult], bytes]] = {"csv": _csv, "json": _json, "parquet": _parquet, "xlsx": _xlsx}
