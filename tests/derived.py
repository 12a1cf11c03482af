"""Derive in tests only what a query reads: a whole publish writes a hundred tables, of which most tests look at one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from warehouse.ask.queries import find_query, run_query
from warehouse.connection import WORKING_NAME, Warehouse, open_published
from warehouse.publish.comparing import write_compared
from warehouse.publish.order import nodes, ordered_views, read_by, tables_read
from warehouse.publish.publish import publish
from warehouse.sources import SQL_FOLDER, Source, read_source, read_tree

_PLACE = "derived"
"""The database in memory, attached to the working file's connection, that the tables stand in."""

Rows = list[tuple[Any, ...]]


class Derived:
    """Answers SQL over public tables, each derived by its view when a query first reads it, and again after a load."""

    def __init__(self, working: Warehouse) -> None:
        self._working = working
        self._tables: set[str] = set()
        self._revision: Any = None

    def __call__(self, sql: str, *values: Any) -> Rows:
        """Return the rows of a query. One that needs more than views, such as the macros of a day, is asked of a
        published file.
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
        con.execute("SET VARIABLE current_run_id = $run_id", {"run_id": self._working.run_id})
        try:
            if self._revision is None:
                con.execute(_functions())
            if revision != self._revision:
                self._tables.clear()
                self._revision = revision
            for view in needed:
                if view.name not in self._tables:
                    _derive(con, view)
                    self._tables.add(view.name)
            yield
        finally:
            con.execute("RESET VARIABLE current_run_id")
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


def _derive(con: duckdb.DuckDBPyConnection, view: Source) -> None:
    table = f"TABLE {_PLACE}.main.{view.name}"
    if view.field("compared") is not None:
        write_compared(con, view, table)
    else:
        con.execute(f"CREATE OR REPLACE {table} AS {view.sql}")


@cache
def _functions() -> str:
    sql = read_source(SQL_FOLDER / "macros" / "functions.sql").sql
    return sql.replace("CREATE OR REPLACE MACRO ", f"CREATE OR REPLACE MACRO {_PLACE}.main.")


@cache
def _needed(sql: str) -> tuple[Source, ...] | None:
    """Return the views behind what ``sql`` reads, in order; ``None`` where views alone do not answer it."""
    with duckdb.connect() as con:
        parsed = json.loads(con.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()[0][0])
        if parsed["error"] or _calls_of_tables(parsed) - {"unnest", "range"}:
            return None
        waiting, reads = tables_read(con, sql), _reads()
        if not waiting <= reads.keys():
            return None
    found: set[str] = set()
    while waiting:
        found |= waiting
        waiting = {name for view in waiting for name in reads[view]} - found
    return tuple(view for view in ordered_views() if view.name in found)


@cache
def _reads() -> dict[str, set[str]]:
    return read_by(read_tree("views"))


def _calls_of_tables(tree: Any) -> set[str]:
    return {str(node["function"]["function_name"]) for node in nodes(tree) if node.get("type") == "TABLE_FUNCTION"}
