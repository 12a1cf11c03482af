"""Bring a copy of the last published file, and of the steps behind it, up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import duckdb

from warehouse.connection import WORKING_NAME, Warehouse
from warehouse.memory import checkpoint
from warehouse.publish import index, inside
from warehouse.publish.derive import attached, resources, running
from warehouse.publish.order import ordered_views
from warehouse.publish.partly.changes import Changes, place_of
from warehouse.publish.partly.declared import part_of
from warehouse.publish.partly.deriving import Deriving, prepare
from warehouse.publish.partly.documents import TODAY, find_changed, write_digests
from warehouse.publish.partly.finding import few_rows_at_once
from warehouse.publish.partly.searching import index_changes
from warehouse.publish.writing import ALIAS, LARGE_IN_PART, ON_DISK, STEPS, Pace
from warehouse.sources import Source

_WRITTEN_TOGETHER = 12
"""Tables that changed and are written into their files at once. Where little memory is left, one derived whole is not
kept waiting."""

VERY_LARGE_BYTES = 150 * 2**20
"""A working file of this size has more memory for each step: a million annexes, and no register of 100,000 documents,
whose nights keep to 400 MiB."""


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

    What is loaded now is ``digested``.
    """
    con = w.connection
    working = Path(WORKING_NAME).stem
    pace = _pace(w)
    with (
        attached(con, path, ON_DISK, keep_steps=True),
        resources(con, w.path),
        running(con, w.run_ids),
        few_rows_at_once(con),
        _written_when_told(con),
    ):
        # Small blocks, as in the working file: each column of each small table holds one.
        con.execute("ATTACH ':memory:' AS part (BLOCK_SIZE 16384)")
        try:
            prepare(con, working)
            views = ordered_views()
            lists = pace.write(con, partial(find_changed, con))
            checkpoint(con, STEPS)
            deriving = Deriving(
                con=con,
                views={view.name: view for view in views},
                changes=Changes(con),
                lists=lists,
                base=working,
                path=(f"{working}.main", f"{STEPS}.main", f"{ALIAS}.main", "part.main"),
            )
            with closing(deriving.hands):
                _derive(deriving, views, pace)
        finally:
            con.execute(f"SET search_path = '{working}.main'")
            con.execute("DETACH part")


def _pace(w: Warehouse) -> Pace:
    return LARGE_IN_PART if w.path.stat().st_size >= VERY_LARGE_BYTES else ON_DISK


def _derive(deriving: Deriving, views: Sequence[Source], pace: Pace) -> None:
    con = deriving.con
    # Those that are always derived whole last: what was found is forgotten before them.
    answers = sorted(inside.answers(), key=lambda source: part_of(source) is None)
    read_last = _read_last(deriving, [*views, *answers, index.search_source("search_items")])
    waiting: list[str] = []
    for view in views:
        # A step that is begun again begins with the rows as they are: nothing was put in its place yet.
        is_whole = pace.write(con, partial(deriving.derive, view))
        if view.name in deriving.changes.changed:
            waiting.append(place_of(view))
            if (is_whole and not pace.keeps_blocks) or len(waiting) == _WRITTEN_TOGETHER:
                _write(deriving, waiting)
        deriving.finder.forget(read_last[view.name])
    if waiting:
        _write(deriving, waiting)
    for source in answers:
        with inside.divided(con, 1):
            pace.write(con, partial(deriving.derive, source, partial(inside.write, con, source, pace)))
    checkpoint(con, ALIAS)
    if not pace.write(con, partial(index_changes, deriving)):
        deriving.finder.forget_all()
        index.build(con, ON_DISK)
    checkpoint(con, STEPS, ALIAS)


@contextmanager
def _written_when_told(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Keep DuckDB from writing changes into the files by itself, in the little memory of a step."""
    con.execute("SET checkpoint_threshold = '1TB'")
    try:
        yield
    finally:
        con.execute("RESET checkpoint_threshold")


def _read_last(deriving: Deriving, views: Sequence[Source]) -> Mapping[str, list[str]]:
    """Return which tables each view is the last one to read in part: what was found in them takes memory until then."""
    last = {
        deriving.full_name(reading): view.name
        for view in views
        for part in [part_of(view)]
        for reading in (part.readings if part is not None else ())
    }
    read: dict[str, list[str]] = defaultdict(list)
    for table, name in last.items():
        read[name].append(table)
    return read


def _write(deriving: Deriving, waiting: list[str]) -> None:
    """Write the tables that wait for it into their files. Their rows have other numbers then."""
    checkpoint(deriving.con, *dict.fromkeys(place.partition(".")[0] for place in waiting))
    deriving.finder.forget(waiting)
    waiting.clear()
