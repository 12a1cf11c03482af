"""Deriving: the views of ``sql/views`` run in their order, each into a table, with its comments and the macros."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import duckdb

from warehouse.connection import WORKING_NAME, Warehouse
from warehouse.sources import SQL_FOLDER, Source, read_ordered, read_source
from warehouse.transactions import transaction

_ALIAS = "published"
# Keys of a view's header that are not columns.
_NO_COLUMN = {"table", "publish", "ledger", "note"}
_VIEWS_TOGETHER = 10
"""Views per transaction: a table takes memory until it is committed, and each commit waits for the disk. Nobody reads
the file before it is whole."""
_LARGE_BYTES = 100 * 2**20


def build(w: Warehouse, path: Path, *, ledgers_only: bool) -> None:
    """Writes all tables and macros of the public face into the file at ``path``.

    With ``ledgers_only`` the file has them already, and only the views marked as ledgers are run anew.
    """
    con = w.connection
    views = [view for view in read_ordered("views") if not ledgers_only or view.field("ledger") == "yes"]
    with _attached(con, path), _threads(con, w.path), _running(con, w.run_id), _internal(con, views):
        if not ledgers_only:
            with transaction(con):
                _create_macros(con, "functions")
        for together in _batches(views):
            with transaction(con):
                for view in together:
                    _materialise(con, view)
        if not ledgers_only:
            with transaction(con):
                _create_macros(con, "as_of")
        con.execute(f"CHECKPOINT {_ALIAS}")


@contextmanager
def _attached(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """The file beside the working one; names without a schema are looked up in it, ``base`` is the working file's."""
    working = Path(WORKING_NAME).stem
    quoted = str(path).replace("'", "''")
    con.execute(f"ATTACH '{quoted}' AS {_ALIAS}")
    try:
        # The working file comes first because DuckDB looks for the schema "base" in the first catalog alone.
        con.execute(f"SET search_path = '{working}.main,{_ALIAS}.main'")
        yield
    finally:
        con.execute(f"SET search_path = '{working}.main'")
        con.execute(f"DETACH {_ALIAS}")


@contextmanager
def _threads(con: duckdb.DuckDBPyConnection, working: Path) -> Iterator[None]:
    """All processors for a large file, where they save a third of the time; a small one is done before they wake."""
    if working.stat().st_size < _LARGE_BYTES:
        yield
        return
    con.execute(f"SET threads = {len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()}")
    try:
        yield
    finally:
        con.execute("SET threads = 1")


@contextmanager
def _running(con: duckdb.DuckDBPyConnection, run_id: str | None) -> Iterator[None]:
    """Tells the view of runs which one is going on now: all others without an end were interrupted."""
    con.execute("SET VARIABLE current_run_id = $run_id", {"run_id": run_id})
    try:
        yield
    finally:
        con.execute("RESET VARIABLE current_run_id")


@contextmanager
def _internal(con: duckdb.DuckDBPyConnection, views: list[Source]) -> Iterator[None]:
    """Steps that are not published are temporary tables, gone afterwards whatever happened."""
    try:
        yield
    finally:
        for view in views:
            if view.field("publish") == "no":
                con.execute(f"DROP TABLE IF EXISTS temp.main.{view.name}")


def _batches(views: list[Source]) -> Iterator[list[Source]]:
    waiting = iter(views)
    while together := list(islice(waiting, _VIEWS_TOGETHER)):
        yield together


def _materialise(con: duckdb.DuckDBPyConnection, view: Source) -> None:
    if view.field("publish") == "no":
        con.execute(f"CREATE OR REPLACE TEMP TABLE {view.name} AS {view.sql}")
        return
    table = f"{_ALIAS}.main.{view.name}"
    con.execute(f"CREATE OR REPLACE TABLE {table} AS {view.sql}")
    comments = [
        f"COMMENT ON {'TABLE ' + table if key == 'table' else f'COLUMN {table}.{key}'} IS {_literal(words)};"
        for key, words in view.header
        if key not in _NO_COLUMN - {"table"}
    ]
    con.execute("\n".join(comments))


def _create_macros(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Macros are created in the published file by their bare names: their bodies must hold where it is opened alone."""
    source = read_source(SQL_FOLDER / "macros" / f"{name}.sql")
    con.execute(source.sql.replace("CREATE OR REPLACE MACRO ", f"CREATE OR REPLACE MACRO {_ALIAS}.main."))
    kind = source.field("macros") or ""
    for macro, words in source.header:
        if macro not in {"answers", "macros"}:
            con.execute(f"COMMENT ON MACRO {kind} {_ALIAS}.main.{macro} IS {_literal(words)}")


def _literal(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
