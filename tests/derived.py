"""Derive in tests only what a query reads: a whole publish writes a hundred tables, of which most tests look at one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from warehouse.ask.queries import find_query, run_query
from warehouse.connection import WORKING_NAME, Warehouse, open_published
from warehouse.publish.comparing import write_view
from warehouse.publish.order import nodes, ordered_views, read_by, tables_read
from warehouse.publish.publish import publish
from warehouse.sources import SQL_FOLDER, Source, read_source, read_tree

_PLACE = "derived"
"""The database in memory, attached to the working file's connection, that the tables stand in."""

_CREATE = "CREATE OR REPLACE MACRO "
_MACRO = re.compile(_CREATE + r"(\w+)\([^)]*\) AS TABLE\n(.*?);(?:\n|\Z)", re.DOTALL)

Rows = list[tuple[Any, ...]]


class Derived:
    """Answers SQL over public tables, each derived by its view when a query first reads it, and again after a load."""

    def __init__(self, working: Warehouse) -> None:
        self._working = working
        self._tables: set[str] = set()
        self._revision: Any = None

    def __call__(self, sql: str, *values: Any) -> Rows:
        """Return the rows of a query. One that needs more than views and the macros of a day, such as a search, is
        asked of a published file.
        """
        needed = _needed(sql)
        if needed is None:
            return publish_and_ask(self._working, sql, *values)
        with self._holding(needed):
            return self._working.connection.execute(sql, list(values)).fetchall()

    def query(self, name: str, **params: Any) -> list[dict[str, Any]]:
        """Return the rows of a shipped query."""
        needed = _needed(find_query(name).sql)
        if needed is None:
            with _published(self._working) as published:
                return run_query(published, name=name, params=params).named_rows
        with self._holding(needed):
            return run_query(self._working, name=name, params=params).named_rows

    @contextmanager
    def _holding(self, needed: tuple[Source, ...]) -> Iterator[None]:
        """Hold these tables while bare names are looked for among them."""
        con, working = self._working.connection, Path(WORKING_NAME).stem
        revision = con.execute("SELECT content_revision, ledger_revision FROM base.state").fetchall()
        if self._revision is None:
            con.execute(f"ATTACH OR REPLACE ':memory:' AS {_PLACE}")
        con.execute(f"SET search_path = '{working}.main,{_PLACE}.main'")
        con.execute("SET VARIABLE current_run_ids = $run_ids::VARCHAR[]", {"run_ids": sorted(self._working.run_ids)})
        try:
            if self._revision is None:
                con.execute(_placed(read_source(SQL_FOLDER / "macros" / "functions.sql").sql))
            if revision != self._revision:
                self._tables.clear()
                self._revision = revision
            for source in needed:
                if source.name not in self._tables:
                    _derive(con, source)
                    self._tables.add(source.name)
            yield
        finally:
            con.execute("RESET VARIABLE current_run_ids")
            con.execute(f"SET search_path = '{working}.main'")


def publish_and_ask(working: Warehouse, sql: str, *values: Any) -> Rows:
    """Return the rows of a query over the published file of what was loaded."""
    with _published(working) as published:
        return published.connection.execute(sql, list(values)).fetchall()


@contextmanager
def _published(working: Warehouse) -> Iterator[Warehouse]:
    folder = working.path.parent
    publish(working, folder)
    with open_published(folder) as published:
        yield published


def _derive(con: duckdb.DuckDBPyConnection, source: Source) -> None:
    if source.sql.startswith(_CREATE):
        con.execute(_placed(source.sql))
    else:
        write_view(con, source, f"TABLE {_PLACE}.main.{source.name}")


def _placed(macros: str) -> str:
    return macros.replace(_CREATE, f"{_CREATE}{_PLACE}.main.")


@cache
def _needed(sql: str) -> tuple[Source, ...] | None:
    """Return the views and macros of days that ``sql`` needs, in order; ``None`` where these do not answer it."""
    with duckdb.connect() as con:
        waiting, reads = _read_or_called(con, sql), _reads()
    found: set[str] = set()
    while waiting:
        if not waiting <= reads.keys():
            return None
        found |= waiting
        waiting = {name for source in waiting for name in reads[source]} - found
    return tuple(source for source in (*ordered_views(), *_macros_of_days()) if source.name in found)


@cache
def _macros_of_days() -> tuple[Source, ...]:
    sql = read_source(SQL_FOLDER / "macros" / "as_of.sql").sql
    return tuple(Source(macro[1], (), macro[0]) for macro in _MACRO.finditer(sql))


@cache
def _reads() -> dict[str, set[str]]:
    """Return what each view and each macro of a day reads or calls, by name."""
    with duckdb.connect() as con:
        called = {macro.name: _read_or_called(con, macro.sql.partition("AS TABLE")[2]) for macro in _macros_of_days()}
    return read_by(read_tree("views")) | called


def _read_or_called(con: duckdb.DuckDBPyConnection, sql: str) -> set[str]:
    """Return the names of the tables and table functions of a SELECT; "?" where it is none."""
    parsed = json.loads(con.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()[0][0])
    if parsed["error"]:
        return {"?"}
    called = {str(node["function"]["function_name"]) for node in nodes(parsed) if node.get("type") == "TABLE_FUNCTION"}
    return tables_read(con, sql) | called - {"unnest", "range"}
