"""Several questions at once: in order, each by a connection like the first, and none left when one fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import duckdb
import pytest

from warehouse.publish.partly.hands import Hands


@pytest.fixture(params=[1, 2], ids=["one thread", "two threads"])
def hands(request: pytest.FixtureRequest) -> Iterator[Hands]:
    with duckdb.connect(config={"threads": request.param}) as con:
        con.execute("SET TimeZone = 'America/Lima'")
        con.execute("CREATE SCHEMA aside")
        con.execute("CREATE MACRO aside.said() AS 'aside'")
        con.execute("SET search_path = 'aside,main'")
        with closing(Hands(con)) as made:
            yield made


def one(hands: Hands, sql: str) -> object:
    return hands.con.execute(sql).fetchall()[0][0]


def test_answers_come_in_the_order_of_the_questions(hands: Hands) -> None:
    assert hands.each(lambda turn=turn: one(hands, f"SELECT {turn}") for turn in range(9)) == list(range(9))
    assert hands.each(()) == []


def test_each_connection_is_like_the_first(hands: Hands) -> None:
    asked = "SELECT concat_ws(' ', said(), CAST(TIMESTAMPTZ '2025-01-01 00:00:00+00' AS VARCHAR))"
    assert set(hands.each(lambda: one(hands, asked) for _ in range(4))) == {"aside 2024-12-31 19:00:00-05"}


def test_what_one_raises_is_raised_when_the_others_are_done() -> None:
    done: list[str] = []
    told = threading.Event()

    def fail() -> None:
        told.set()
        raise duckdb.OutOfMemoryException

    def work() -> None:
        told.wait()
        done.append("worked")

    with duckdb.connect(config={"threads": 2}) as con:
        hands = Hands(con)
        with pytest.raises(duckdb.OutOfMemoryException):
            hands.each((work, fail))
        with pytest.raises(duckdb.OutOfMemoryException), hands.meanwhile(work):
            raise duckdb.OutOfMemoryException
        hands.close()
    assert done == ["worked", "worked"]


def test_what_is_asked_meanwhile_is_answered_after_the_body(hands: Hands) -> None:
    with hands.meanwhile(lambda: one(hands, "SELECT 7")) as answer:
        assert one(hands, "SELECT 8") == 8
        assert answer() == 7
