"""What a run's DuckDB may use, lets go of, and does where a step does not fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import duckdb
import pytest

from warehouse import memory
from warehouse.connection import Warehouse
from warehouse.memory import STEP_LIMITS, checkpoint, let_go, let_go_of_all, within_limits


def limit_of(con: duckdb.DuckDBPyConnection) -> str:
    return str(con.execute("SELECT current_setting('memory_limit')").fetchall()[0][0])


def used(con: duckdb.DuckDBPyConnection) -> int:
    return int(con.execute("SELECT sum(memory_usage_bytes) FROM duckdb_memory()").fetchall()[0][0])


def full_for(turns: int, seen: list[str], con: duckdb.DuckDBPyConnection) -> Callable[[], int]:
    """A step for which there is no room so many times. It tells which turn it was."""

    def write() -> int:
        seen.append(limit_of(con))
        if len(seen) <= turns:
            raise duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block")
        return len(seen)

    return write


def test_a_step_has_more_memory_only_where_it_needs_it(working: Warehouse) -> None:
    con = working.connection
    whole = limit_of(con)
    number_of = len(STEP_LIMITS)
    for turns in range(number_of + 1):
        seen: list[str] = []
        assert within_limits(con, full_for(turns, seen, con)) == turns + 1
        assert len(seen) == len(set(seen)) == turns + 1, "each time with more"
        assert (whole in seen) == (turns >= number_of - 1)
    with pytest.raises(duckdb.OutOfMemoryException):
        within_limits(con, full_for(number_of + 1, [], con))


def failing_commits(message: str, seen: list[str]) -> Callable[[], None]:
    """A step whose first commit fails as DuckDB tells it."""

    def write() -> None:
        seen.append(message)
        if len(seen) == 1:
            raise duckdb.TransactionException(f"TransactionContext Error: Failed to commit: {message}")

    return write


def test_a_commit_without_room_is_tried_again_with_more_memory_and_no_other_is(working: Warehouse) -> None:
    seen: list[str] = []
    room = "could not allocate block of size 64.0 KiB (53.3 MiB/53.4 MiB used)\n\n* (SET memory_limit='...GB')"
    within_limits(working.connection, failing_commits(room, seen))
    assert seen == [room, room]
    with pytest.raises(duckdb.TransactionException):
        within_limits(working.connection, failing_commits("another transaction has altered this table", []))


def test_after_a_step_without_a_limit_the_next_one_begins_with_the_least_that_its_like_may_have(
    working: Warehouse,
) -> None:
    con, seen = working.connection, list[str]()
    within_limits(con, full_for(2, seen, con), ("384MB", "500MB"))
    assert len(set(seen)) == 3
    assert limit_of(con) == seen[0]


@pytest.mark.parametrize("limit", ["112MB", "384MB", "1TB"])
def test_what_changed_is_written_with_the_memory_of_a_run_whatever_a_step_has(working: Warehouse, limit: str) -> None:
    con, seen = working.connection, list[str]()

    class Noting:
        def execute(self, sql: str) -> duckdb.DuckDBPyConnection:
            if sql.startswith("CHECKPOINT"):
                seen.append(limit_of(con))
            return con.execute(sql)

    run = limit_of(con)
    con.execute(f"SET memory_limit = '{limit}'")
    before = limit_of(con)
    for _ in range(3):
        checkpoint(cast("duckdb.DuckDBPyConnection", Noting()), "working")
        assert limit_of(con) == before
    assert seen == [before if limit == "1TB" else run] * 3


@pytest.mark.parametrize("limit", ["80MB", "160MB", "384MB"])
def test_a_limit_that_stands_is_not_set_again_for_a_step_that_keeps_blocks(
    working: Warehouse, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    con, told, set_limit = working.connection, list[str](), memory.limit_memory
    con.execute("SET memory_limit = '200MB'")

    def noted(con: duckdb.DuckDBPyConnection, limit: str) -> None:
        told.append(limit)
        set_limit(con, limit)

    monkeypatch.setattr(memory, "limit_memory", noted)
    for _ in range(3):
        within_limits(con, lambda: None, (limit, "900MB"), keeps_blocks=True)
        checkpoint(con, "working")
    assert [one for one in told if one == limit] == [limit]


def test_for_several_files_the_limit_of_a_step_waits_once(working: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB looks through all its lists whenever a limit is set."""
    con, told = working.connection, list[str]()
    con.execute("ATTACH ':memory:' AS other")
    con.execute("SET memory_limit = '112MB'")
    monkeypatch.setattr(memory, "limit_memory", lambda _, limit: told.append(limit))
    checkpoint(con, "working", "other")
    assert len(told) == 2


def test_another_error_of_a_step_is_no_reason_for_more_memory(working: Warehouse) -> None:
    seen: list[str] = []

    def write() -> None:
        seen.append("")
        raise duckdb.ConversionException("a fault of the step")

    with pytest.raises(duckdb.ConversionException):
        within_limits(working.connection, write)
    assert len(seen) == 1


def test_blocks_that_nothing_uses_are_let_go_of_and_the_limit_is_as_before(
    working: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    con = working.connection
    con.execute("CREATE TABLE base.many AS SELECT hash(n) AS number FROM range(1000000) AS r (n)")
    con.execute("CHECKPOINT")
    before = limit_of(con)
    monkeypatch.setattr(memory, "KEPT_LIMIT", "2MB")
    let_go(con, working.path)
    con.execute("SELECT sum(number % 7) FROM base.many")
    held = used(con)
    assert held > 6_000_000, "what was read stays"
    let_go(con, working.path)
    assert used(con) < held / 2
    assert limit_of(con) == before
    assert con.execute("SELECT count(DISTINCT number) FROM base.many").fetchall() == [(1_000_000,)]


def test_a_long_log_is_written_into_the_file_and_its_rows_leave_memory(working: Warehouse) -> None:
    con, log = working.connection, working.path.with_name(f"{working.path.name}.wal")
    con.execute("CREATE TABLE base.few AS SELECT 1 AS number")
    let_go(con, working.path)
    assert log.stat().st_size > 0, "a short log waits"
    # Fewer than 122,880: DuckDB writes whole groups of rows into the file at once, past the log.
    con.execute("CREATE TABLE base.many AS SELECT md5(n::VARCHAR) AS word FROM range(100000) AS r (n)")
    held, before = used(con), limit_of(con)
    let_go(con, working.path)
    assert not log.exists() or log.stat().st_size < memory.LOG_BYTES
    assert used(con) < held / 2
    assert limit_of(con) == before
    assert con.execute("SELECT count(DISTINCT word) FROM base.many").fetchall() == [(100_000,)]


def test_while_another_transaction_writes_there_is_no_checkpoint_and_no_error(working: Warehouse) -> None:
    con = working.connection
    con.execute("CREATE TABLE base.one AS SELECT 0 AS number")
    with con.cursor() as other:
        other.execute("BEGIN")
        other.execute("UPDATE base.one SET number = 1")
        let_go_of_all(con)
        other.execute("COMMIT")
    assert con.execute("SELECT number FROM base.one").fetchall() == [(1,)]
