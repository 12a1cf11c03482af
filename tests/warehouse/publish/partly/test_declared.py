"""The declarations of kehtiv's own views: each names all that its view reads, and holds over a warehouse."""

from __future__ import annotations

import random
import tempfile
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.sql.views.test_history_property import HISTORIES, Worlds, load_histories
from tests.warehouse.publish.partly.changed_acts import load_changed_acts
from tests.warehouse.publish.partly.test_nights import load_posts
from tests.warehouse.publish.partly.toys import PATH, disagreements
from warehouse.connection import Warehouse, open_working
from warehouse.publish import derive, inside
from warehouse.publish.derive import attached
from warehouse.publish.index import STEPS_OF_FOUND, search_source
from warehouse.publish.index import TABLES as TABLES_OF_SEARCH
from warehouse.publish.order import inputs_of, ordered_views
from warehouse.publish.partly.changes import Changes, key_of, place_of
from warehouse.publish.partly.declared import part_of
from warehouse.publish.partly.deriving import Deriving
from warehouse.publish.partly.documents import LISTS, PASSED_OVER, is_of_documents
from warehouse.publish.partly.places import SHARED, prepare
from warehouse.publish.writing import ON_DISK
from warehouse.sources import Source
from warehouse.tables import TABLES

DECLARED = [view for view in (*ordered_views(), *inside.answers()) if part_of(view) is not None]


@pytest.mark.parametrize("view", DECLARED, ids=lambda view: view.name)
def test_a_declaration_names_all_that_its_view_reads(view: Source) -> None:
    part = part_of(view)
    assert part is not None
    with duckdb.connect() as con:
        tables, base = inputs_of(con, view.sql)
    assert part.tables == tables | {f"base.{name}" for name in base}


def test_the_index_of_searches_names_all_that_its_steps_read() -> None:
    part = part_of(search_source("search_items"))
    assert part is not None
    steps = [search_source(name) for name in (*STEPS_OF_FOUND, "said", *TABLES_OF_SEARCH)]
    with duckdb.connect() as con:
        read = {name for step in steps for name in inputs_of(con, step.sql)[0]}
        assert not any(inputs_of(con, step.sql)[1] for step in steps)
    assert part.tables == {name for name in read if not name.startswith("search_")}


@pytest.mark.parametrize("view", DECLARED, ids=lambda view: view.name)
def test_rows_of_base_that_are_read_belong_to_documents(view: Source) -> None:
    part = part_of(view)
    assert part is not None
    for reading in part.readings:
        if reading.is_of_base:
            assert is_of_documents(reading.table.removeprefix("base."))
            assert reading.parent is not None or reading.by.startswith("document_of(")
            assert reading.parent is not None or part.key.startswith("document_of(")


def test_each_table_that_views_read_has_digests_or_is_a_ledger() -> None:
    """A table without digests could change unseen. Views of ledgers are derived whenever anything is published."""
    views = [view for view in ordered_views() if view.field("ledger") != "yes"]
    with duckdb.connect() as con:
        read = {name for view in views for name in inputs_of(con, view.sql)[1]}
    assert {name for name in read if not is_of_documents(name) and name not in LISTS} == set()
    assert {table.name for table in TABLES if table.owner == "file"} <= {name for name in read if is_of_documents(name)}


@pytest.mark.parametrize("column", sorted(PASSED_OVER))
def test_columns_without_digests_are_shown_by_ledgers_alone(column: str) -> None:
    """Ledgers that are derived in part say which of them they show."""
    for view in ordered_views():
        part = part_of(view)
        if part is not None and column in view.sql:
            assert column in part.noted
    reading = [view.name for view in ordered_views() if view.field("ledger") != "yes" and column in view.sql]
    assert reading == []


@pytest.mark.long
@settings(max_examples=3, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(HISTORIES, st.integers(0, 2**32))
def test_each_declaration_holds_for_some_keys_of_a_warehouse(worlds: Worlds, seed: int) -> None:
    """Over the rows that it needs each view gives what it gives over all rows: the rule that all else rests on."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(derive, "_ON_DISK_BYTES", 0)
        with open_working(Path(folder)) as w:
            load_histories(w, worlds)
            load_posts(w)
            load_changed_acts(w)
            assert_declarations_hold(w, Path(folder) / "out.duckdb", random.Random(seed))


def assert_declarations_hold(w: Warehouse, path: Path, chance: random.Random) -> None:
    derive.build(w, path, ledgers_only=False, keep_steps=True)
    con, views = w.connection, ordered_views()
    with attached(con, path, ON_DISK, keep_steps=True):
        con.execute(f"ATTACH ':memory:' AS {SHARED}")
        prepare(con, "working")
        con.execute(f"SET search_path = '{','.join(PATH)}'")
        made = Deriving(con, {view.name: view for view in views}, Changes(con), frozenset(), "working", PATH)
        with closing(made.hands):
            for view in DECLARED:
                part = part_of(view)
                assert part is not None
                found = con.execute(f"SELECT DISTINCT {key_of(part.key)} FROM {place_of(view)} ORDER BY 1").fetchall()
                keys = [key for (key,) in found]
                assert not (part.is_keyed and None in keys), view.name
                for number in (1, 4):
                    some = chance.sample(keys, min(number, len(keys)))
                    with inside.divided(con, 1):
                        assert disagreements(made, view, some) == [], (view.name, some)
