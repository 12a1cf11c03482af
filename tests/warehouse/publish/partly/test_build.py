"""What was found in a table is remembered until the last view has read it, and forgotten when the table is written."""

from __future__ import annotations

import duckdb
import pytest

from tests.warehouse.factory import directive
from tests.warehouse.publish.partly.test_deriving import ALL, NAMES, SIZES
from tests.warehouse.publish.partly.toys import deriving
from tests.warehouse.publish.partly.toys import view as toy
from warehouse.connection import Warehouse
from warehouse.publish import inside
from warehouse.publish.partly import build, finding, tables
from warehouse.publish.partly.build import digested
from warehouse.publish.partly.changes import place_of
from warehouse.publish.partly.declared import Part
from warehouse.publish.partly.deriving import Deriving
from warehouse.publish.partly.documents import TODAY
from warehouse.publish.partly.searching import index_changes
from warehouse.publish.partly.tables import Tables
from warehouse.publish.partly.values import NO_VALUES, Values
from warehouse.publish.writing import ON_DISK, Pace


def test_what_was_found_in_a_table_is_forgotten_when_all_have_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "answers", lambda: ())
    found = {"working.base.parts", place_of(SIZES), place_of(NAMES)}
    with deriving(*ALL) as made:
        written = Tables(made, ON_DISK)
        for name in sorted(found):
            made.finder.rows(name, Values(frozenset({0})))
        left = []
        for one in ALL:
            assert written.note(one.name) is None
            left.append(found - made.found.read.keys())
    assert left == [set(), {place_of(SIZES)}, found]


def test_what_was_found_in_a_table_is_forgotten_when_the_table_is_written() -> None:
    """DuckDB gives the rows of a table that changed other numbers then."""
    with deriving(*ALL, documents=("r/2",)) as made:
        made.con.execute("UPDATE working.base.parts SET name = 'b' WHERE document_id = 'r/2'")
        for view in ALL:
            made.derive(view)
        changed = {place_of(SIZES), place_of(NAMES)}
        assert {*changed, "working.base.parts"} <= made.found.rows.keys()
        written = Tables(made, ON_DISK)
        for view in (SIZES, NAMES):
            assert written.note(view.name) is None
        written.checkpoint()
        assert not changed & made.found.rows.keys()


def test_what_is_loaded_is_digested_for_as_long_as_it_is_published_in_part(working: Warehouse) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    asked = f"SELECT document FROM {TODAY} WHERE document IS NOT NULL"
    with digested(working):
        assert working.connection.execute(asked).fetchall() == [("na/1",)]
    with pytest.raises(duckdb.CatalogException):
        working.connection.execute(asked)


@pytest.mark.parametrize("is_index", [False, True], ids=["a table", "the index"])
def test_where_the_memory_of_a_step_ends_what_is_many_goes_before_it_is_done_again(
    is_index: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next try would run beside it."""
    monkeypatch.setattr(finding, "FEW", 1)
    with deriving(*ALL, documents=("r/1", "r/2")) as made:
        found: list[Values] = []

        def ending(part: Part, besides: Values = NO_VALUES) -> None:
            found.append(made.finder.values(place_of(NAMES), "name"))
            assert found[0].table is not None
            raise duckdb.OutOfMemoryException

        monkeypatch.setattr(made, "find_touched", ending)
        with pytest.raises(duckdb.OutOfMemoryException):
            index_changes(made) if is_index else made.derive(SIZES)
        with pytest.raises(duckdb.CatalogException):
            made.con.execute(found[0].sql)


def test_what_was_found_is_forgotten_before_all_is_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps of a whole index have little memory."""
    held: list[int] = []
    with deriving(*ALL, documents=("r/2",)) as made:
        made.views.clear()

        def refused(made: Deriving) -> bool:
            rows = made.finder.rows(place_of(SIZES), made.finder.find(place_of(SIZES), "document_id", made._documents))
            held.append(len(made.con.execute(rows).fetchall()))
            return False

        def whole(con: duckdb.DuckDBPyConnection, pace: Pace) -> None:
            left = con.execute("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'found'").fetchall()
            held.append(left[0][0] + len(made.found.rows))

        monkeypatch.setattr(inside, "answers", lambda: ())
        monkeypatch.setattr(tables, "index_changes", refused)
        monkeypatch.setattr(tables, "search_source", lambda name: toy(name, "SELECT 1"))
        monkeypatch.setattr(tables.index, "build", whole)
        build._derive(made, [], ON_DISK)
    assert held == [1, 0]
