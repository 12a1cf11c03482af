"""Whether a published file shows a document no more: then nobody is answered from the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from warehouse.ask.shown import shows_less
from warehouse.connection import Warehouse

SHOWN = "('na/1', true, 'present'), ('na/2', true, 'present')"


@contextmanager
def published(documents: str, takedowns: str = "") -> Iterator[Warehouse]:
    """A warehouse with these rows of what is asked."""
    with duckdb.connect() as con:
        con.execute("CREATE TABLE documents (document_id VARCHAR, is_public BOOLEAN, state VARCHAR)")
        con.execute("CREATE TABLE takedowns (document_id VARCHAR, lifted_at TIMESTAMPTZ)")
        for table, rows in (("documents", documents), ("takedowns", takedowns)):
            if rows:
                con.execute(f"INSERT INTO {table} VALUES {rows}")
        yield Warehouse(con, Path("made.duckdb"), is_published=True)


@pytest.mark.parametrize(
    "documents, takedowns, is_less",
    [
        pytest.param(SHOWN, "", False, id="the same"),
        pytest.param(f"{SHOWN}, ('na/3', true, 'present')", "", False, id="a document more"),
        pytest.param("('na/1', true, 'present')", "", True, id="its register is forgotten"),
        pytest.param("('na/1', true, 'present'), ('na/2', false, 'present')", "", True, id="restricted"),
        pytest.param("('na/1', true, 'present'), ('na/2', true, 'gone')", "", True, id="gone"),
        pytest.param(SHOWN, "('na/2', NULL)", True, id="taken down"),
        pytest.param(SHOWN, "('na/2', now())", False, id="the take-down is lifted"),
    ],
)
def test_a_document_that_is_shown_no_more_is_less(documents: str, takedowns: str, is_less: bool) -> None:
    with published(SHOWN) as old, published(documents, takedowns) as new:
        assert shows_less(new, old) is is_less


def test_what_cannot_be_told_is_less() -> None:
    """A file of another version, say, has no such table."""
    with published(SHOWN) as old, duckdb.connect() as con:
        assert shows_less(Warehouse(con, Path("made.duckdb"), is_published=True), old)
