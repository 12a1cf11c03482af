"""Write to the warehouse: in transactions, and rows in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

Row = dict[str, Any]

_TOGETHER = 1_000
"""Rows of a query that are in memory at a time, where they are read in turn."""


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit the body as a whole, or roll it back and pass the error on. Within ``as_one`` the body is a part of that.

    After an error DuckDB would answer COMMIT with OK and keep nothing.
    """
    whole = _wholes.get(id(connection))
    if whole is not None:
        with whole.part():
            yield
        return
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        # After a failed write DuckDB may have closed the file: then there is nothing to roll back, and the first
        # error is the one to report.
        with suppress(duckdb.Error):
            end_query(connection)
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


class PartLost(Exception):
    """A transaction that was a part of a greater one failed, so that nothing of the greater one is kept."""


@dataclass
class _Whole:
    """A transaction made of others. ``error`` is what the first of them that failed raised."""

    error: BaseException | None = None

    @contextmanager
    def part(self) -> Iterator[None]:
        """Run the body as a part. Raise ``PartLost`` where an earlier part failed: its rows may be there by half."""
        self.refuse_lost()
        try:
            yield
        except BaseException as error:
            self.error = self.error or error
            raise

    def refuse_lost(self) -> None:
        if self.error is not None:
            raise PartLost(f"nothing of this transaction is kept, because a part of it failed: {self.error}")


_wholes: dict[int, _Whole] = {}
"""The transactions that are made of others now, by the id of their connection."""


@contextmanager
def as_one(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Make the transactions of the body one: what they write is kept as a whole, or not at all.

    DuckDB has no savepoints. So where one of them failed nothing is kept, even if the body caught the error: raise
    ``PartLost`` then.
    """
    if id(connection) in _wholes:
        with transaction(connection):
            yield
        return
    with transaction(connection):
        whole = _wholes[id(connection)] = _Whole()
        try:
            yield
            whole.refuse_lost()
        finally:
            del _wholes[id(connection)]


def end_query(connection: duckdb.DuckDBPyConnection) -> None:
    """End what a connection still computes; do nothing where that is nothing, or it is closed.

    A signal ends a query for Python alone: DuckDB's other threads compute on, and the connection's next use, be it
    closing, waits for them, for hours if need be (DuckDB 1.5.5). The next query is not touched.
    """
    with suppress(duckdb.Error):
        connection.interrupt()


def fetch_row(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """Return the first row, or ``None``. Fetch all rows, because DuckDB 2 refuses other work during a partial read."""
    rows = connection.execute(sql, list(values)).fetchall()
    return rows[0] if rows else None


def rows_in_turn(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query, of which few are in memory at a time. The connection can do nothing else meanwhile."""
    for rows in rows_in_pieces(found):
        yield from rows


def rows_in_pieces(found: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of a query as ``rows_in_turn`` does, but those that are in memory at a time as one list."""
    while rows := found.fetchmany(_TOGETHER):
        yield rows


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows through one Arrow table (executemany is a hundred times slower). Missing keys become NULL."""
    if not rows:
        return
    schema = _schema_of(connection, table)
    unknown = {key for row in rows for key in row} - set(schema.names)
    if unknown:
        raise LookupError(f"{table} has no column {', '.join(sorted(unknown))}")
    staged = pa.Table.from_pylist(list(rows), schema=schema)
    connection.register("staged_rows", staged)
    try:
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM staged_rows")
    finally:
        connection.unregister("staged_rows")


_schemas: dict[str, pa.Schema] = {}


def _schema_of(connection: duckdb.DuckDBPyConnection, table: str) -> pa.Schema:
    """Return a table's schema, looked up once: it is the same in every file, and a lookup takes a third of a load."""
    if table not in _schemas:
        _schemas[table] = connection.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
    return _schemas[table]


def forget_schemas() -> None:
    """Forget the schemas that were looked up. Migrations call this, because they change tables."""
    _schemas.clear()


def touch_content(connection: duckdb.DuckDBPyConnection) -> None:
    """Record that derived content may change, so that the next publish derives everything again."""
    connection.execute("UPDATE base.state SET content_revision = content_revision + 1")


def touch_ledger(connection: duckdb.DuckDBPyConnection) -> None:
    """Record that a ledger (runs, coverage, quarantine, checks of documents) changed."""
    connection.execute("UPDATE base.state SET ledger_revision = ledger_revision + 1")
