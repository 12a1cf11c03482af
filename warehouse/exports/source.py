"""Open a published file to write exports from it: what it holds, in which order, and as which version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.connection import OFFLINE, PUBLISHED_NAME, open_aside
from warehouse.errors import NoWarehouse, QueryError
from warehouse.exports.rows import Rows, stream
from warehouse.sources import fingerprint, literal, read_folder, read_tree

_NUMBER = re.compile(r"warehouse-(\d+)\.duckdb")
_ALIAS = "held"

# Sorting and grouping a large warehouse spills to the data folder, where a take-down clears it.
_CONFIG = {**OFFLINE, "threads": "2", "memory_limit": "768MB"}


@dataclass(frozen=True)
class Column:
    """A column of a published table: its name, DuckDB's name of its type, and its comment."""

    name: str
    sql_type: str
    meaning: str


@dataclass(frozen=True)
class PublishedTable:
    """A published table. ``key`` names the columns that tell its rows apart, in the order by which it is sorted."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def order(self) -> str:
        """The ORDER BY clause under which equal rows are written as equal bytes."""
        return ", ".join(f'"{name}" NULLS FIRST' for name in self.key) or "ALL"

    @property
    def select(self) -> str:
        """The query for all rows, sorted by the key."""
        names = ", ".join(f'"{column.name}"' for column in self.columns)
        return f'SELECT {names} FROM "{self.name}" ORDER BY {self.order}'


@dataclass(frozen=True)
class Macro:
    """A macro of the published file: how it is called, and its comment."""

    name: str
    parameters: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Sheet:
    """A query that fills a sheet of a workbook: its name and title, and the widths of its columns in characters."""

    query: str
    title: str
    widths: tuple[int, ...]


@dataclass(frozen=True)
class ExportSource:
    """A published file, open for exports. ``number`` counts publishes; ``sql_version`` names the SQL that derived it.

    ``tables`` are those that mean something anywhere; ``whole`` are all tables with all columns, as the macros need
    them. ``number`` is 0 for a file that was not named by a publish.
    """

    connection: duckdb.DuckDBPyConnection
    number: int
    sql_version: str
    tables: tuple[PublishedTable, ...]
    whole: tuple[PublishedTable, ...]
    macros: tuple[Macro, ...]

    def rows_of(self, table: PublishedTable) -> Rows:
        """Return all rows of a table, sorted by its key, to be read batch by batch."""
        return self._stream(table.select)

    def ask(self, name: str, **params: Any) -> Rows:
        """Return the answer to a query of ``sql/exports``, to be read batch by batch. Raises ``QueryError``."""
        sql = next((source.sql for source in read_folder("exports") if source.name == name), None)
        if sql is None:
            raise QueryError(f"there is no export query {name!r}")
        return self._stream(sql, params)

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets of the workbook, in their order."""
        ordered = []
        for source in read_folder("exports"):
            if title := source.field("sheet"):
                number, _, words = title.partition(" ")
                widths = tuple(int(width) for width in (source.field("widths") or "").split())
                ordered.append((int(number), Sheet(source.name, words, widths)))
        return [sheet for _, sheet in sorted(ordered, key=lambda pair: pair[0])]

    def write_parquet(self, table: PublishedTable, path: Path) -> None:
        """Write a table as Parquet: sorted by its key, compressed with zstd, with its comments in the metadata.

        The same rows give the same bytes under the same version of DuckDB.
        """
        cursor = self._cursor()
        comments = {"table": table.meaning} | {f"column:{column.name}": column.meaning for column in table.columns}
        metadata = ", ".join(f"{literal(key)}: {literal(words)}" for key, words in comments.items())
        cursor.execute(
            f"COPY ({table.select}) TO {literal(path)}"
            f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000, KV_METADATA {{{metadata}}})"
        )
        cursor.close()

    def read_whole(self, table: PublishedTable, batch_rows: int) -> pa.RecordBatchReader:
        """Return the rows of one of ``whole`` as Arrow, in the order in which they are held."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        return self._cursor().execute(f'SELECT {names} FROM "{table.name}"').to_arrow_reader(batch_rows)

    def _stream(self, sql: str, params: Mapping[str, Any] | None = None) -> Rows:
        return stream(self._cursor(), sql, params)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a connection of its own, so that several answers can be read at the same time."""
        cursor = self.connection.cursor()
        cursor.execute(f"USE {_ALIAS}")
        cursor.execute("SET TimeZone = 'UTC'")
        cursor.execute("SET enable_progress_bar = false")
        return cursor


@contextmanager
def open_source(data_dir: Path) -> Iterator[ExportSource]:
    """Open what was last published in a data folder. Raises ``NoWarehouse``, and ``WarehouseError`` for
    DuckDB's own errors in the body.

    What does not fit in memory is spilled into the data folder: the caller holds the folder, so that nothing is
    withdrawn meanwhile.
    """
    link = data_dir / PUBLISHED_NAME
    if not link.exists():
        raise NoWarehouse(f"there is no warehouse in {data_dir} yet: run `kehtiv ingest` or `kehtiv add` first")
    path = link.resolve()
    match = _NUMBER.fullmatch(path.name)
    with open_aside(data_dir, _CONFIG) as connection, _errors_told(path):
        connection.execute(f"ATTACH {literal(path)} AS {_ALIAS} (READ_ONLY)")
        whole = tuple(_tables(connection))
        yield ExportSource(
            connection=connection,
            number=int(match[1]) if match else 0,
            sql_version=fingerprint()[:12],
            tables=tuple(_exported(whole)),
            whole=whole,
            macros=tuple(_macros(connection)),
        )


@contextmanager
def _errors_told(path: Path) -> Iterator[None]:
    """Turn errors of DuckDB in the body into those of the warehouse."""
    try:
        yield
    except duckdb.Error as error:
        raise QueryError(f"{path.name} cannot be exported: {error}") from error


def _tables(connection: duckdb.DuckDBPyConnection) -> Iterator[PublishedTable]:
    columns: dict[str, list[Column]] = {}
    for table, *values in connection.execute(
        "SELECT table_name, column_name, data_type, coalesce(comment, '') FROM duckdb_columns()"
        " WHERE database_name = ? AND schema_name = 'main' ORDER BY table_name, column_index",
        [_ALIAS],
    ).fetchall():
        columns.setdefault(table, []).append(Column(*values))
    for name, meaning in connection.execute(
        "SELECT table_name, coalesce(comment, '') FROM duckdb_tables()"
        " WHERE database_name = ? AND schema_name = 'main' ORDER BY 1",
        [_ALIAS],
    ).fetchall():
        yield PublishedTable(name, meaning, tuple(columns[name]), ())


def _exported(whole: Iterable[PublishedTable]) -> Iterator[PublishedTable]:
    views = read_tree("views")
    for table in whole:
        if table.name not in views:  # the index of searches and the answers, which follow from the others
            continue
        header = views[table.name].field("key") or ""
        key = tuple(word.strip() for word in header.split(",") if word.strip())
        exported = tuple(column for column in table.columns if column.name not in views[table.name].inner)
        yield PublishedTable(table.name, table.meaning, exported, key)


def _macros(connection: duckdb.DuckDBPyConnection) -> Iterator[Macro]:
    for name, parameters, meaning in connection.execute(
        "SELECT function_name, parameters, coalesce(comment, '') FROM duckdb_functions() WHERE database_name = ?"
        " AND NOT internal AND function_type IN ('macro', 'table_macro') ORDER BY 1",
        [_ALIAS],
    ).fetchall():
        yield Macro(name, tuple(parameters), meaning)
