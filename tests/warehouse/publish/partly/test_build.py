"""What was found in a table is remembered until the last view has read it, and forgotten when the table is written."""

from __future__ import annotations

import duckdb
import pytest

from tests.warehouse.factory import directive
from tests.warehouse.publish.partly.test_deriving import ALL, NAMES, SIZES
from tests.warehouse.publish.partly.toys import deriving
from warehouse.connection import Warehouse
from warehouse.publish.partly.build import _read_last, _write, digested
from warehouse.publish.partly.changes import place_of
from warehouse.publish.partly.documents import TODAY


def test_each_table_is_read_last_by_one_view() -> None:
    with deriving(*ALL) as made:
        assert _read_last(made, ALL) == {
            "names": ["steps.main.sizes"],
            "shares": ["working.base.parts", "steps.main.names"],
        }


def test_what_was_found_in_a_table_is_forgotten_when_the_table_is_written() -> None:
    """DuckDB gives the rows of a table that changed other numbers then."""
    with deriving(*ALL, documents=("r/2",)) as made:
        made.con.execute("UPDATE working.base.parts SET name = 'b' WHERE document_id = 'r/2'")
        for view in ALL:
            made.derive(view)
        waiting = [place_of(SIZES), place_of(NAMES)]
        assert {*waiting, "working.base.parts"} <= made.finder._found.keys()
        _write(made, waiting)
        assert made.finder._found.keys() == {"working.base.parts"}
        assert waiting == []


def test_what_is_loaded_is_digested_for_as_long_as_it_is_published_in_part(working: Warehouse) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    asked = f"SELECT document FROM {TODAY} WHERE document IS NOT NULL"
    with digested(working):
        assert working.connection.execute(asked).fetchall() == [("na/1",)]
    with pytest.raises(duckdb.CatalogException):
        working.connection.execute(asked)
