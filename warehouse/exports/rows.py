"""Read an answer batch by batch, so that no table is ever whole in Python's memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.ask.values import values_of

_BATCH_ROWS = 10_000


@dataclass(frozen=True)
class Rows:
    """An answer that is read once: the names of its columns, and its rows in order."""

    columns: tuple[str, ...]
    batches: Iterator[list[tuple[Any, ...]]]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for batch in self.batches:
            yield from batch

    def named(self) -> Iterator[dict[str, Any]]:
        """Yield each row as its values by name."""
        for row in self:
            yield dict(zip(self.columns, row, strict=True))


def stream(connection: duckdb.DuckDBPyConnection, sql: str, params: Mapping[str, Any] | None = None) -> Rows:
    """Run a query and return its answer. The connection is the answer's own and is closed with its last row."""
    reader = connection.execute(sql, dict(params) if params else None).to_arrow_reader(_BATCH_ROWS)

    def batches() -> Iterator[list[tuple[Any, ...]]]:
        try:
            for batch in reader:
                yield list(zip(*map(values_of, batch.columns), strict=True))
        finally:
            connection.close()

    return Rows(tuple(reader.schema.names), batches())
