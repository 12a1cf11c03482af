"""Derive the public tables: run the views of ``sql/views`` in order, each into a table, and add comments and macros."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path

import duckdb

from warehouse.connection import WORKING_NAME, Warehouse
from warehouse.memory import MEMORY_LIMIT, checkpoint, limit_memory
from warehouse.publish import index, inside
from warehouse.publish.comparing import write_view
from warehouse.publish.files import remove
from warehouse.publish.order import ordered_views
from warehouse.publish.partly.documents import KEPT, write_digests
from warehouse.publish.ranges import turns
from warehouse.publish.writing import ALIAS, BLOCK_SIZE, IN_MEMORY, ON_DISK, STEPS, Pace, add, materialise
from warehouse.sources import SQL_FOLDER, Source, literal, read_source
from warehouse.transactions import transaction

LARGE_BYTES = 100 * 2**20
"""A working file of this size is worth all processors."""

_ON_DISK_BYTES = 4 * 2**20
# Deriving in part asks some thousand small questions, whatever changed: a smaller file is derived whole as fast.
_IN_PART_BYTES = 16 * 2**20


def is_on_disk(w: Warehouse) -> bool:
    """Return whether unpublished steps go to a file of their own, so that memory does not grow with the warehouse."""
    return w.path.stat().st_size >= _ON_DISK_BYTES


def is_large(w: Warehouse) -> bool:
    """Return whether steps are kept, so that the next publish can go on from them."""
    return w.path.stat().st_size >= _IN_PART_BYTES


def build(w: Warehouse, path: Path, *, ledgers_only: bool, keep_steps: bool = False) -> None:
    """Write all public tables and macros into the file at ``path``.

    With ``ledgers_only`` the file already has them, and only the views marked as ledgers run again. With
    ``keep_steps`` the file of the steps of a large warehouse stays beside it: a publish in part can go on from both.
    """
    con = w.connection
    views = [view for view in ordered_views() if not ledgers_only or view.field("ledger") == "yes"]
    pace = ON_DISK if is_on_disk(w) else IN_MEMORY
    with (
        attached(con, path, pace, keep_steps=keep_steps),
        resources(con, w.path),
        running(con, w.run_ids),
        _internal(con, views, pace),
    ):
        if not ledgers_only:
            with transaction(con):
                _create_macros(con, "functions")
        for together in _batches(views, pace.together):
            pace.write_alike(
                con, (partial(_write, con, together, pace, adds=adds) for adds in turns(con, together, pace))
            )
        if not ledgers_only:
            inside.build(con, pace)
            index.build(con, pace)
            with transaction(con):
                _create_macros(con, "as_of")
                _create_macros(con, "search")
            if pace.is_on_disk and keep_steps:
                pace.write(con, partial(write_digests, con, f"TABLE {KEPT}"))
                checkpoint(con, STEPS)
        checkpoint(con, ALIAS)


@contextmanager
def attached(con: duckdb.DuckDBPyConnection, path: Path, pace: Pace, *, keep_steps: bool) -> Iterator[None]:
    """Attach the file being built and resolve unqualified names in it; ``base`` remains the working file's schema.

    Unpublished steps go to another file, which is deleted afterwards unless it is kept. After a kill the next run
    deletes both files. DuckDB writes into them only when told to, and at the end whatever is left.
    """
    working = Path(WORKING_NAME).stem
    aside = path.with_name(f"{path.name}-{STEPS}")
    with ExitStack() as stack:
        _attach(con, path, ALIAS, stack)
        if pace.is_on_disk:
            if not keep_steps:
                stack.callback(remove, aside)
            _attach(con, aside, STEPS, stack)
        # Left to itself, DuckDB would do so during a step, which has little memory.
        stack.callback(con.execute, "RESET checkpoint_threshold")
        con.execute("SET checkpoint_threshold = '1TB'")
        # The working file comes first because DuckDB looks up the schema "base" in the first catalog only.
        places = [working, *([STEPS] if pace.is_on_disk else []), ALIAS]
        con.execute(f"SET search_path = '{','.join(f'{place}.main' for place in places)}'")
        stack.callback(con.execute, f"SET search_path = '{working}.main'")
        yield


def _attach(con: duckdb.DuckDBPyConnection, path: Path, alias: str, stack: ExitStack) -> None:
    # Without a log: a file whose building was cut off is deleted, and each commit would wait for the disk.
    con.execute(f"ATTACH {literal(path)} AS {alias} (BLOCK_SIZE {BLOCK_SIZE}, RECOVERY_MODE no_wal_writes)")
    stack.callback(con.execute, f"DETACH {alias}")


@contextmanager
def resources(con: duckdb.DuckDBPyConnection, working: Path) -> Iterator[None]:
    """Use all processors for a large file, which saves a third of the time; for a small one threads do not pay."""
    if working.stat().st_size >= LARGE_BYTES:
        number = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        con.execute(f"SET threads = {number}")
    try:
        yield
    finally:
        con.execute("SET threads = 1")
        limit_memory(con, MEMORY_LIMIT)


@contextmanager
def running(con: duckdb.DuckDBPyConnection, run_ids: Collection[str]) -> Iterator[None]:
    """Tell the view of runs which runs are in progress: every other run without an end was interrupted."""
    con.execute("SET VARIABLE current_run_ids = $run_ids::VARCHAR[]", {"run_ids": sorted(run_ids)})
    try:
        yield
    finally:
        con.execute("RESET VARIABLE current_run_ids")


@contextmanager
def _internal(con: duckdb.DuckDBPyConnection, views: list[Source], pace: Pace) -> Iterator[None]:
    """Drop the temporary tables afterwards in every case, because the connection is used further."""
    try:
        yield
    finally:
        for view in () if pace.is_on_disk else views:
            if view.field("publish") == "no":
                con.execute(f"DROP TABLE IF EXISTS temp.main.{view.name}")


def _batches(views: list[Source], size: int) -> Iterator[list[Source]]:
    waiting = iter(views)
    while together := list(islice(waiting, size)):
        yield together


def _write(con: duckdb.DuckDBPyConnection, together: list[Source], pace: Pace, *, adds: bool) -> None:
    with transaction(con):
        for view in together:
            if view.field("publish") == "no":
                write_view(con, view, pace.step(view.name))
            elif adds:
                add(con, view)
            else:
                materialise(con, view)
    if pace.is_on_disk:
        # With the memory of a run, not of a step: a step that failed here and was tried again would add its rows twice.
        checkpoint(con, STEPS if together[-1].field("publish") == "no" else ALIAS)


def _create_macros(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Create macros by their bare names, so that their bodies are valid where the published file is opened alone."""
    source = read_source(SQL_FOLDER / "macros" / f"{name}.sql")
    con.execute(source.sql.replace("CREATE OR REPLACE MACRO ", f"CREATE OR REPLACE MACRO {ALIAS}.main."))
    kind = source.field("macros") or ""
    for macro, words in source.header:
        if macro not in {"answers", "macros"}:
            con.execute(f"COMMENT ON MACRO {kind} {ALIAS}.main.{macro} IS {literal(words)}")
