"""What is left of a query that a signal ended, and of a transaction in a greater one that failed; rows in turn."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress

import duckdb
import pytest

from warehouse import transactions
from warehouse.connection import open_aside
from warehouse.transactions import PartLost, as_one, end_query, rows_in_turn, transaction

ENDLESS = "SELECT sum(sqrt(range)) FROM range(1000000000000)"


class Ended(Exception):
    """What the handler of the signal raises."""


def _end(number: int, frame: object) -> None:
    raise Ended


@pytest.fixture
def handled() -> Iterator[None]:
    before = signal.signal(signal.SIGTERM, _end)
    yield
    signal.signal(signal.SIGTERM, before)


def run_until_a_signal_comes(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute without end in several threads, of which Python's signal ends the first alone."""
    connection.execute("SET threads = 2")
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()
    connection.execute(ENDLESS)


def test_a_transaction_that_a_signal_ends_waits_for_no_thread_of_duckdb(handled: None) -> None:
    """Without an end to the query the rollback waits until it is computed, an hour on this machine."""
    with open_aside(None) as connection:
        for _ in range(3):
            with pytest.raises((Ended, RuntimeError)), transaction(connection):
                run_until_a_signal_comes(connection)
            assert connection.execute("SELECT 42").fetchall() == [(42,)]


def test_closing_after_a_signal_waits_for_no_thread_of_duckdb(handled: None) -> None:
    for _ in range(3):
        with pytest.raises((Ended, RuntimeError)), open_aside(None) as connection:
            run_until_a_signal_comes(connection)


def test_ending_no_query_does_nothing() -> None:
    with duckdb.connect() as connection:
        end_query(connection)
        assert connection.execute("SELECT 42").fetchall() == [(42,)]
    end_query(connection)


# --- transactions made of others ---


@pytest.fixture
def numbers() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE numbers (n INTEGER CHECK (n > 0))")
        yield connection


def note(connection: duckdb.DuckDBPyConnection, n: int) -> None:
    with transaction(connection):
        connection.execute("INSERT INTO numbers VALUES (?)", [n])
        if n > 100:
            raise ValueError(f"{n} is much")


def noted(connection: duckdb.DuckDBPyConnection) -> list[int]:
    return [row[0] for row in connection.execute("FROM numbers ORDER BY 1").fetchall()]


def test_transactions_within_a_greater_one_are_kept_with_it(numbers: duckdb.DuckDBPyConnection) -> None:
    with as_one(numbers):
        note(numbers, 1)
        with as_one(numbers):
            note(numbers, 2)
        note(numbers, 3)
    assert noted(numbers) == [1, 2, 3]
    note(numbers, 4)
    assert noted(numbers) == [1, 2, 3, 4]


@pytest.mark.parametrize("wrong, error", [(101, ValueError), (0, duckdb.ConstraintException)])
def test_a_greater_one_in_which_one_fails_leaves_nothing(
    numbers: duckdb.DuckDBPyConnection, wrong: int, error: type[Exception]
) -> None:
    with pytest.raises(error), as_one(numbers):
        note(numbers, 1)
        note(numbers, wrong)
    assert noted(numbers) == []
    note(numbers, 2)
    assert noted(numbers) == [2]


@pytest.mark.parametrize("wrong", [101, 0])
def test_an_error_that_was_caught_within_leaves_nothing_either(numbers: duckdb.DuckDBPyConnection, wrong: int) -> None:
    """The row of the failed one is there by then: what goes on would take it for loaded."""
    with pytest.raises(PartLost), as_one(numbers), suppress(ValueError, duckdb.Error):
        note(numbers, wrong)
    assert noted(numbers) == []


def test_after_an_error_that_was_caught_no_further_one_begins(numbers: duckdb.DuckDBPyConnection) -> None:
    begun: list[int] = []
    with pytest.raises(PartLost, match="101 is much"), as_one(numbers):
        with suppress(ValueError):
            note(numbers, 101)
        with transaction(numbers):
            begun.append(1)
    assert (begun, noted(numbers)) == ([], [])


def test_rows_are_read_in_turn_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "_TOGETHER", 2)
    with duckdb.connect() as con:
        rows = rows_in_turn(con.execute("FROM range(5)"))
        assert [next(rows), con.fetchone(), *rows] == [(0,), (2,), (1,), (3,), (4,)]
        assert list(rows_in_turn(con.execute("FROM range(0)"))) == []
