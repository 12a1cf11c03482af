"""Write CSV by RFC 4180 (UTF-8, commas, CRLF, a heading): one file per published table, with its CSVW description.

Booleans are true and false, days and instants ISO 8601, lists JSON, bytes hexadecimal digits. A text that a spreadsheet
would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.exports.values import Occasion, WrittenFile
from warehouse.ask.export import write_csv
from warehouse.exports.rows import Rows
from warehouse.exports.source import Column, ExportSource, PublishedTable

MEDIA_TYPE = "text/csv"
METADATA = "csv/csvw-metadata.json"

_BASE_TYPES = {
    "BLOB": "hexBinary",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "double",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "TIMESTAMP WITH TIME ZONE": "dateTimeStamp",
    "VARCHAR": "string",
}
"""The datatypes of CSVW by DuckDB's types; every other type is JSON."""


def write(source: ExportSource, folder: Path, occasion: Occasion) -> Iterator[WrittenFile]:
    """Write every published table below ``csv/``, then the CSVW metadata, and yield each file."""
    (folder / "csv").mkdir()
    for table in source.tables:
        path = f"csv/{table.name}.csv"
        with (folder / path).open("w", encoding="utf-8", newline="") as file:
            write_csv(file, [column.name for column in table.columns], _rows(source, table), line_end="\r\n")
        yield WrittenFile(path, MEDIA_TYPE, table.meaning, table)
    text = json.dumps(_metadata(source, occasion), ensure_ascii=False, indent=1)
    (folder / METADATA).write_text(text + "\n", "utf-8")
    yield WrittenFile(METADATA, "application/csvm+json", "What CSVW says of the CSV files.")


def _rows(source: ExportSource, table: PublishedTable) -> Iterator[tuple[Any, ...]]:
    rows: Rows = source.rows_of(table)
    places = [place for place, column in enumerate(table.columns) if column.sql_type == "BOOLEAN"]
    return (_spelt(row, places) for row in rows) if places else iter(rows)


def _spelt(row: tuple[Any, ...], places: list[int]) -> tuple[Any, ...]:
    """Return a row with its booleans as CSVW and most readers spell them."""
    values = list(row)
    for place in places:
        if values[place] is not None:
            values[place] = "true" if values[place] else "false"
    return tuple(values)


def _metadata(source: ExportSource, occasion: Occasion) -> dict[str, Any]:
    """Return the table group of all CSV files, as the W3C's "Metadata Vocabulary for Tabular Data" has it."""
    told: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:modified": {"@value": occasion.day.isoformat(), "@type": "xsd:date"},
        "tables": [_table(table) for table in source.tables],
    }
    return told if occasion.licence is None else told | {"dc:license": {"@id": occasion.licence}}


def _table(table: PublishedTable) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {"url": f"{table.name}.csv", "dc:description": table.meaning, "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    kind = _BASE_TYPES.get(column.sql_type, "json")
    return {"name": column.name, "titles": column.name, "datatype": kind, "dc:description": column.meaning}
