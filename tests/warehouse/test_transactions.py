"""What is left of a query that a signal ended."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import duckdb
import pytest

from warehouse.connection import open_aside
from warehouse.transactions import end_query, transaction

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
