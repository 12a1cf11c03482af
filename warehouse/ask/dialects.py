"""Write CSV as a spreadsheet of some country opens it by a double click."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from warehouse.ask.export import guarded
from warehouse.ask.queries import QueryResult


def encode_excel_et(result: QueryResult, headings: Sequence[str] | None = None) -> bytes:
    """Return CSV for Excel in Estonian: semicolons, a byte order mark, decimal commas, dates as dd.mm.yyyy.

    Lists are their items parted by "; ". A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(heading) for heading in headings or result.columns])
    writer.writerows([_cell(value) for value in row] for row in result.rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value if not isinstance(value, bool) else ("jah" if value else "ei")
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    return guarded(readable(value))


def readable(value: Any) -> str:
    """Return a value in words: lists as their items parted by "; ", structures as "name: value", days as dd.mm.yyyy."""
    if isinstance(value, list | tuple):
        return "; ".join(readable(item) for item in value if item is not None)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {readable(item)}" for name, item in value.items() if item is not None)
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M:%S}"
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
