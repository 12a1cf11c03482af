"""Write Parquet: one file per published table, in the table's own types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flows.exports.values import Occasion, WrittenFile
from warehouse.exports.source import ExportSource

MEDIA_TYPE = "application/vnd.apache.parquet"


def write(source: ExportSource, folder: Path, occasion: Occasion) -> Iterator[WrittenFile]:
    """Write every published table below ``parquet/`` and yield each file."""
    (folder / "parquet").mkdir()
    for table in source.tables:
        path = f"parquet/{table.name}.parquet"
        source.write_parquet(table, folder / path)
        yield WrittenFile(path, MEDIA_TYPE, table.meaning, table)
