"""What a run's DuckDB takes of the memory: small blocks, a limit, and steps of a large build on the disk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb
import pytest

from extractors.words import lemmas
from tests.warehouse.factory import act, directive
from tests.warehouse.test_memory import limit_of
from warehouse.connection import Warehouse, open_published
from warehouse.publish import comparing, derive, index, ranges
from warehouse.publish.compact import rewrite
from warehouse.publish.publish import publish
from warehouse.publish.writing import IN_MEMORY, ON_DISK, STEPS, Pace
from warehouse.sources import Source
from warehouse.transactions import transaction

NO_ROOM = (
    duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block"),
    duckdb.TransactionException("Failed to commit: could not allocate block (SET memory_limit='...GB')"),
)
"""How DuckDB tells that a step did not fit."""


def test_a_few_rows_in_every_table_take_little_memory_after_a_rewrite_too(working: Warehouse) -> None:
    """Each column that is written to takes a block at once: their size decides what twelve documents cost."""

    def block_size() -> object:
        return working.connection.execute("SELECT block_size FROM pragma_database_size()").fetchall()[0][0]

    assert block_size() == 2**14
    rewrite(working)
    assert block_size() == 2**14


def content(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_published(folder) as w:
        names = w.connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        return {name: w.connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for (name,) in names}


@pytest.mark.long
def test_a_large_build_says_the_same_and_leaves_nothing_beside_it(
    working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("3", "1", "2"):
        directive(working, f"na/{number}", number, "2025-01-01", "1")
    directive(working, "na/4", "4", "2025-06-01", revokes=(act("3", "2025-01-01", scope="act"),))
    publish(working, tmp_path)
    small = content(tmp_path)
    monkeypatch.setattr(derive, "_ON_DISK_BYTES", 0)
    monkeypatch.setattr(ranges, "IDS_TOGETHER", 1)
    derive.build(working, tmp_path / "again.duckdb", ledgers_only=False)
    assert not list(tmp_path.glob("again.duckdb-*"))
    with duckdb.connect(str(tmp_path / "again.duckdb"), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        assert {name: con.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in small} == small
        assert len(con.execute("FROM duckdb_tables()").fetchall()) == len(small)
    assert working.connection.execute("SELECT database_name FROM duckdb_databases() WHERE NOT internal").fetchall() == [
        ("working",)
    ]


@pytest.mark.parametrize("pace, is_kept", [(ON_DISK, False), (IN_MEMORY, True)])
def test_a_step_begins_without_blocks_of_earlier_ones_only_where_steps_lie_on_disk(
    working: Warehouse, pace: Pace, is_kept: bool
) -> None:
    """Elsewhere tables that are in memory alone would be written to disk, and read again."""
    con = working.connection
    held = "SELECT sum(memory_usage_bytes) FROM duckdb_memory() WHERE tag = 'BASE_TABLE'"
    con.execute("CREATE TABLE large AS SELECT hash(range) AS number FROM range(200_000)")
    con.execute("CHECKPOINT")
    con.execute("SELECT sum(number) FROM large").fetchall()
    seen: list[int] = []
    pace.write(con, lambda: seen.extend(con.execute(held).fetchall()[0]))
    assert [each > 2**20 for each in seen] == [is_kept]


@pytest.mark.parametrize("pace", [ON_DISK, IN_MEMORY])
def test_a_part_of_a_table_begins_with_the_memory_in_which_the_one_before_it_fitted(
    working: Warehouse, pace: Pace
) -> None:
    """Every part would else be tried in vain with less; the next table begins with the least again."""
    con, seen = working.connection, list[tuple[int, str]]()

    def part(number: int, fails: int) -> None:
        seen.append((number, limit_of(con)))
        if [one for one, _ in seen].count(number) <= fails:
            raise duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block")

    pace.write_alike(con, (partial(part, number, fails) for number, fails in ((1, 1), (2, 0), (3, 1), (4, 0))))
    pace.write_alike(con, [partial(part, 5, 0)])
    assert [number for number, _ in seen] == [1, 1, 2, 3, 3, 4, 5]
    least, more, _, _, most, _, _ = limits = [limit for _, limit in seen]
    assert limits == [least, more, more, more, most, most, least]
    assert len({least, more, most}) == 3


def test_a_killed_build_leaves_its_steps_to_the_next_one_which_removes_them(working: Warehouse, tmp_path: Path) -> None:
    """They hold content: a document that is withdrawn meanwhile must not be found in them."""
    left = tmp_path / f".warehouse-000001.duckdb.building-{STEPS}"
    left.write_bytes(b"content")
    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    assert not left.exists()


@pytest.mark.parametrize("on_disk_bytes", [0, 2**40])
@pytest.mark.parametrize("error", NO_ROOM, ids=["statement", "commit"])
def test_a_build_that_does_not_fit_its_limit_is_finished_without_one(
    working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_disk_bytes: int, error: duckdb.Error
) -> None:
    """Better a large night than no night; for the next step the limit holds again."""
    for number in ("2", "1", "3"):
        directive(working, f"na/{number}", number, "2025-01-01", "1")
    monkeypatch.setattr(derive, "_ON_DISK_BYTES", on_disk_bytes)
    monkeypatch.setattr(ranges, "IDS_TOGETHER", 1)
    write, asked = derive._write, []

    def too_small(con: duckdb.DuckDBPyConnection, *rest: object, adds: bool) -> None:
        asked.append(limit_of(con))
        if len(asked) == 2:
            raise error
        write(con, *rest, adds=adds)  # type: ignore[arg-type]

    monkeypatch.setattr(derive, "_write", too_small)
    whole = limit_of(working.connection)
    derive.build(working, tmp_path / "out.duckdb", ledgers_only=False)
    assert asked[0] == asked[1] != asked[2] != whole
    assert set(asked[3:]) == {asked[0]}
    assert limit_of(working.connection) == whole
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as con:
        written = con.execute("SELECT directive_id FROM directives").fetchall()
        assert written == [("na/1",), ("na/2",), ("na/3",)], "range after range, in order"


@pytest.mark.parametrize("on_disk_bytes", [0, 2**40])
@pytest.mark.parametrize("error", NO_ROOM, ids=["statement", "commit"])
def test_an_index_that_does_not_fit_the_limit_is_built_again_without_one(
    working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_disk_bytes: int, error: duckdb.Error
) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    monkeypatch.setattr(derive, "_ON_DISK_BYTES", on_disk_bytes)
    write, limits = index._write_words, []

    def too_small(writing: index.Writing) -> None:
        limits.append(limit_of(writing.con))
        if len(limits) == 1:
            with pytest.raises(duckdb.Error):
                writing.con.execute("SELECT error('DuckDB aborts the transaction')")
            raise error
        write(writing)

    monkeypatch.setattr(index, "_write_words", too_small)
    publish(working, tmp_path)
    assert len(limits) == 2
    assert limits[0] != limits[1]
    assert lemmas._dictionary.cache_info().currsize == (on_disk_bytes > 0), "a large build keeps no dictionary"
    with open_published(tmp_path) as w:
        assert w.connection.execute("SELECT count(*) FROM search('ametijuhend')").fetchall()[0][0] > 0


def test_what_ended_a_comparison_is_told_and_not_that_its_transaction_was_aborted(
    working: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the error for want of memory makes a publish try again with more."""
    con = working.connection

    def too_small(answer: duckdb.DuckDBPyConnection) -> None:
        with pytest.raises(duckdb.Error):
            con.execute("SELECT error('the transaction is aborted by this')")
        raise duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block")

    con.execute("CREATE TEMP TABLE pairs AS SELECT 1 AS part")
    view = Source(
        "changed",
        (("compared", "pairs"),),
        "SELECT 'a' AS annex_id, NULL::STRUCT(name VARCHAR) AS fields, NULL::STRUCT(ordinal INTEGER, number VARCHAR,"
        " words VARCHAR)[] AS old_duties, NULL::STRUCT(ordinal INTEGER, number VARCHAR, words VARCHAR)[] AS new_duties",
    )
    monkeypatch.setattr(comparing, "_changes", too_small)
    with pytest.raises(duckdb.OutOfMemoryException), transaction(con):
        comparing.write_compared(con, view, "TEMP TABLE changed")
