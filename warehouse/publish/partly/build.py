"""Bring a copy of the last published file, and of the steps behind it, up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path

import duckdb

from warehouse.connection import WORKING_NAME, Warehouse
from warehouse.memory import checkpoint, limit_memory
from warehouse.publish.derive import attached, resources, running
from warehouse.publish.order import ordered_views
from warehouse.publish.partly.changes import Changes
from warehouse.publish.partly.deriving import Deriving
from warehouse.publish.partly.documents import TODAY, count_changed, find_changed, write_digests
from warehouse.publish.partly.finding import few_rows_at_once
from warehouse.publish.partly.lanes import lane, side_by_side
from warehouse.publish.partly.places import SHARED, memory
from warehouse.publish.partly.tables import Tables
from warehouse.publish.writing import ALIAS, LARGE_IN_PART, ON_DISK, STEPS, Pace

VERY_LARGE_BYTES = 150 * 2**20
"""A working file of this size gets more memory for each step. One of a million annexes does; that of a register of
100,000 documents does not, so that its nights keep to 400 MiB."""
MANY_CHANGED, MUCH_CHANGED = 5_000, 0.1
"""Where more documents changed than this, and more than this share of all, everything is derived. A first night does so
at each of its publishes. In part, 14,000 documents of 84,000 took 542 MiB, because the tables that a whole publish
writes in ranges of documents are written at once; whole they took 348 MiB, and half as much time again."""


class TooMuchChanged(Exception):
    """So many documents changed that everything is to be derived."""


@contextmanager
def digested(w: Warehouse) -> Iterator[None]:
    """Write the digests of what is loaded now; they are there while the body runs."""
    con = w.connection
    try:
        with resources(con, w.path):
            _pace(w).write(con, partial(write_digests, con, f"TEMP TABLE {TODAY}"))
        yield
    finally:
        con.execute(f"DROP TABLE IF EXISTS {TODAY}")


def build_part(w: Warehouse, path: Path) -> None:
    """Derive what changed since the last publish into ``path`` and ``path``-steps, which are copies of what it left.

    What is loaded now is ``digested``. Raise ``TooMuchChanged``.
    """
    con = w.connection
    working = Path(WORKING_NAME).stem
    pace = _pace(w)
    with (
        attached(con, path, ON_DISK, keep_steps=True),
        resources(con, w.path),
        running(con, w.run_ids),
        few_rows_at_once(con),
        memory(con, working, SHARED),
    ):
        lists = pace.write(con, partial(find_changed, con))
        changed, held = count_changed(con)
        if changed > MANY_CHANGED and changed > MUCH_CHANGED * held:
            raise TooMuchChanged
        if not pace.keeps_blocks:
            checkpoint(con, STEPS)
        deriving = Deriving(
            con=con,
            views={view.name: view for view in ordered_views()},
            changes=Changes(con),
            lists=lists,
            base=working,
            path=(f"{working}.main", f"{STEPS}.main", f"{ALIAS}.main", f"{SHARED}.main"),
        )
        with closing(deriving.hands), _lanes(deriving, pace, w.run_ids) as lanes:
            _derive(deriving, lanes, pace)


@contextmanager
def _lanes(first: Deriving, pace: Pace, run_ids: Collection[str]) -> Iterator[list[Deriving]]:
    """Yield what derives at once, as many as there are processors; none where a step is to have little memory."""
    with ExitStack() as stack:
        lanes: list[Deriving] = []
        for number in range(first.hands.number if pace.keeps_blocks else 0):
            lanes.append(stack.enter_context(lane(first, number)))
            stack.enter_context(running(lanes[-1].con, run_ids))
        yield lanes


@contextmanager
def _one_thread_each(con: duckdb.DuckDBPyConnection, lanes: Sequence[Deriving]) -> Iterator[None]:
    """Let DuckDB use no thread but the one that asks, where several do: to share small work costs a tenth of it."""
    [(number,)] = con.execute("SELECT current_setting('threads')").fetchall()
    if lanes:
        con.execute("SET threads = 1")
    try:
        yield
    finally:
        con.execute(f"SET threads = {number}")


def _pace(w: Warehouse) -> Pace:
    return LARGE_IN_PART if w.path.stat().st_size >= VERY_LARGE_BYTES else ON_DISK


def _derive(deriving: Deriving, lanes: Sequence[Deriving], pace: Pace) -> None:
    con = deriving.con
    tables = Tables(deriving, pace)
    limit_memory(con, pace.limits[0])
    with _one_thread_each(con, lanes):
        side_by_side(tables.before, lanes, tables.write_beside, tables.write_alone, tables.note)
    tables.write_last()
    checkpoint(con, STEPS, ALIAS)
