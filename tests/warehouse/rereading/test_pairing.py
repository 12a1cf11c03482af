"""Every published table says how its rows are paired, and a change in any of them is seen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.factory import act, directive
from warehouse.connection import open_working
from warehouse.publish.inside import INSIDE
from warehouse.publish.publish import publish
from warehouse.rereading.difference_sql import compared_columns
from warehouse.rereading.differences import compare
from warehouse.rereading.pairing import BOOKKEEPING, pairings, pairings_of
from warehouse.sources import Source

TABLES = [pairing.table for pairing in pairings()]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with open_working(folder) as w:
        directive(w, "na/1", "192", "2024-12-23", "1", "2")
        directive(
            w, "na/2", "1", "2026-01-07", "1", revokes=(act("192", "2024-12-23", annexes=("1",), scope="annexes"),)
        )
        return publish(w, folder)


@pytest.fixture(scope="module")
def con(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(published), read_only=True) as connection:
        yield connection


def test_every_published_table_is_compared(con: duckdb.DuckDBPyConnection, published: Path) -> None:
    found = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY 1").fetchall()
    assert [row[0] for row in found if row[0] not in INSIDE] == TABLES
    assert len(TABLES) >= 34


@pytest.mark.parametrize("pairing", pairings(), ids=TABLES)
def test_rows_are_paired_by_columns_that_there_are(con: duckdb.DuckDBPyConnection, pairing: object) -> None:
    """By none that says in which run something was read: unless it is what names the row."""
    from warehouse.rereading.pairing import Pairing

    assert isinstance(pairing, Pairing)
    columns = {row[0] for row in con.execute(f"DESCRIBE {pairing.table}").fetchall()}
    compared = columns - (BOOKKEEPING - set(pairing.key))
    for tier in (pairing.key, *pairing.tiers):
        assert {name for name in tier if "(" not in name} <= compared
        con.execute(f"SELECT {', '.join(tier)} FROM {pairing.table}")
    con.execute(f"SELECT 1 FROM {pairing.table} WHERE {pairing.apart or 'true'}")


def test_the_number_of_a_row_is_no_difference(con: duckdb.DuckDBPyConnection) -> None:
    """One annex more shifts the numbers of all after it."""
    numbered = {each.table for each in pairings() if each.inner}
    assert numbered == {"annexes", "annex_statuses"}
    for pairing in pairings():
        columns = [row[0] for row in con.execute(f"DESCRIBE {pairing.table}").fetchall()]
        assert ("annex_row" in columns) == (pairing.table in numbered)
        assert pairing.inner <= set(columns)
        assert not pairing.inner & set(compared_columns(pairing, columns))


def test_rows_more_are_seen_in_every_table(published: Path, tmp_path: Path) -> None:
    """Each table gains another number of rows, so that no table can stand for another."""
    more = Path(shutil.copyfile(published, tmp_path / "more.duckdb"))
    added = {table: number for number, table in enumerate(TABLES, 1)}
    with duckdb.connect(str(more)) as con:
        for table, number in added.items():
            [(first,), *_] = con.execute(f"SELECT column_name FROM (DESCRIBE {table})").fetchall()
            con.execute(f"INSERT INTO {table} ({first}) SELECT NULL FROM range({number})")
    with compare(published, more) as found:
        assert {each.table: (each.gained, each.lost) for each in found.tables} == {
            table: (number, 0) for table, number in added.items()
        }
    with compare(more, published) as found:
        assert {each.table: (each.gained, each.lost) for each in found.tables} == {
            table: (0, number) for table, number in added.items()
        }


@pytest.mark.parametrize("table", ["annexes", "runs"])
def test_a_row_more_in_one_table_is_no_difference_of_another(published: Path, tmp_path: Path, table: str) -> None:
    more = Path(shutil.copyfile(published, tmp_path / "more.duckdb"))
    with duckdb.connect(str(more)) as con:
        [(first,), *_] = con.execute(f"SELECT column_name FROM (DESCRIBE {table})").fetchall()
        con.execute(f"INSERT INTO {table} ({first}) VALUES (NULL)")
    with compare(published, more) as found:
        assert {each.table for each in found.tables if not each.is_same} == {table}
        assert (found.table(table).gained, found.table(table).lost) == (1, 0)


def test_the_run_that_reads_again_is_no_difference_and_another_one_is(published: Path, tmp_path: Path) -> None:
    more = Path(shutil.copyfile(published, tmp_path / "more.duckdb"))
    with duckdb.connect(str(more)) as con:
        con.execute("INSERT INTO runs (run_id, kind) VALUES ('r1', 'reextract')")
    with compare(published, more) as found:
        assert found.is_same
    with duckdb.connect(str(more)) as con:
        con.execute("INSERT INTO runs (run_id, kind) VALUES ('r2', 'ingest')")
    with compare(published, more) as found:
        assert [(row.change, row.key) for row in found.rows("runs", 9)] == [("gained", "r2")]


def test_a_table_that_is_not_published_any_more_is_lost_row_by_row(published: Path, tmp_path: Path) -> None:
    more = Path(shutil.copyfile(published, tmp_path / "more.duckdb"))
    with duckdb.connect(str(more)) as con:
        con.execute("CREATE TABLE minutes AS SELECT 'm1' AS minute_id UNION ALL SELECT 'm2'")
    with compare(more, published) as found:
        assert found.table("minutes").lost == 2


def test_a_view_that_does_not_say_how_its_rows_are_paired_is_named() -> None:
    with pytest.raises(LookupError, match="the header of the view minutes lacks the lines -- key: and -- pair:"):
        pairings_of([Source("minutes", (("table", "x"), ("key", "minute_id")), "SELECT 1 AS minute_id")])


def test_arguments_of_a_function_are_one_expression() -> None:
    header = (("key", "a, b"), ("pair", "a, split_part(b, '#', 1), c"), ("pair", "a"))
    [pairing] = pairings_of([Source("minutes", header, ""), Source("step", (("publish", "no"),), "")])
    assert pairing.key == ("a", "b")
    assert pairing.tiers == (("a", "split_part(b, '#', 1)", "c"), ("a",))
