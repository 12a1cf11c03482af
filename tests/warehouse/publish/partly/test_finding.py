"""Finding rows by values: the same whether they are few or many, and each only once."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.publish.partly import finding
from warehouse.publish.partly.finding import Finder
from warehouse.publish.partly.hands import Hands
from warehouse.publish.partly.places import FOUND, SHARED
from warehouse.publish.partly.values import Values

TABLE = f"{SHARED}.main.posts"


@pytest.fixture(params=[1, finding.FEW], ids=["many", "few"])
def finder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Finder]:
    monkeypatch.setattr(finding, "FEW", request.param)
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute(f"ATTACH ':memory:' AS {SHARED}")
        con.execute(f"CREATE SCHEMA {FOUND}")
        con.execute(
            f"CREATE TABLE {TABLE} AS FROM (VALUES ('a', ['x', 'y']), ('it''s', ['y', NULL]), (NULL, []), ('a', ['z']))"
            " AS p (name, duties)"
        )
        yield Finder(Hands(con))


def found(finder: Finder, expression: str, *values: str | None, with_null: bool = False) -> list[tuple[object, ...]]:
    numbers = finder.find(TABLE, expression, Values(frozenset(values)), with_null=with_null)
    rows = finder.con.execute(f"SELECT needed_row, name FROM ({finder.rows(TABLE, numbers)}) ORDER BY 1").fetchall()
    assert len(rows) == len(numbers)
    return rows


def test_rows_are_found_by_the_values_of_an_expression(finder: Finder) -> None:
    assert found(finder, "name", "it's") == [(1, "it's")]
    assert found(finder, "name", "a", "it's", "nobody") == [(0, "a"), (1, "it's"), (3, "a")]
    assert found(finder, "unnest(duties)", "x", "y") == [(0, "a"), (1, "it's")]
    assert found(finder, "name", "nobody") == found(finder, "name") == []


def test_null_is_looked_for_where_that_is_asked_alone(finder: Finder) -> None:
    assert found(finder, "name", None, "it's") == [(1, "it's")]
    assert found(finder, "name", None, "it's", with_null=True) == [(1, "it's"), (2, None)]
    assert found(finder, "name", None, "it's") == [(1, "it's")]


def test_values_are_given_once_each_and_put_together(finder: Finder) -> None:
    one, other = (finder.values(TABLE, "name", numbers) for numbers in (Values(frozenset({0, 3})), None))
    both = finder.union([one, finder.values(TABLE, "name", Values()), other])
    assert (len(one), len(other), len(both)) == (1, 3, 3)
    assert set(finder.con.execute(both.sql).fetchall()) == {("a",), ("it's",), (None,)}


def test_values_of_the_same_rows_are_asked_for_once_until_they_are_forgotten(finder: Finder) -> None:
    numbers = Values(frozenset({1}))
    told = [finder.values(TABLE, "name", numbers)]
    finder.con.execute(f"UPDATE {TABLE} SET name = 'b'")
    told.append(finder.values(TABLE, "name", numbers))
    finder.forget([TABLE])
    told.append(finder.values(TABLE, "name", numbers))
    assert [finder.con.execute(values.sql).fetchall() for values in told] == [[("it's",)], [("it's",)], [("b",)]]


def test_what_was_found_stays_until_it_is_forgotten(finder: Finder) -> None:
    found(finder, "name", "a")
    finder.con.execute(f"UPDATE {TABLE} SET name = 'b', duties = ['w'] WHERE duties = ['z']")
    finder.forget([TABLE])
    assert found(finder, "name", "a") == [(0, "a")]
    assert [name for _, name in found(finder, "name", "a", "b")] == ["a", "b"]


@pytest.mark.parametrize("finder", [finding.FEW], indirect=True, ids=["few"])
def test_a_table_is_scanned_only_for_values_that_nobody_looked_for(
    monkeypatch: pytest.MonkeyPatch, finder: Finder
) -> None:
    """What is many is not remembered."""
    looked_for: list[frozenset[str | int | None]] = []
    scan = Finder._scan

    def noting(self: Finder, table: str, expression: str, values: Values, with_null: bool) -> str:
        looked_for.append(values.few)
        return scan(self, table, expression, values, with_null)

    monkeypatch.setattr(Finder, "_scan", noting)
    for names in (("a",), ("a", "b"), ("b",), ("b", "c")):
        found(finder, "name", *names)
    assert looked_for == [{"a"}, {"b"}, {"c"}]


def test_what_is_many_goes_when_a_step_is_done(finder: Finder) -> None:
    found(finder, "name", "a", "it's")
    finder.let_go()
    left = finder.con.execute("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'many%'").fetchall()
    assert left == []


def numbers_of(finder: Finder, rows: str) -> list[int]:
    return [row for (row,) in finder.con.execute(f"SELECT len(duties) FROM ({rows}) ORDER BY 1").fetchall()]


def test_rows_that_went_and_came_are_known_without_another_look(finder: Finder) -> None:
    found(finder, "name", "a", "nobody")
    finder.con.execute(f"DELETE FROM {TABLE} WHERE rowid = 3")
    finder.con.execute(f"INSERT INTO {TABLE} VALUES ('nobody', ['w']), ('unasked', [])")
    finder.renew(TABLE, frozenset({3}), 3)
    finder.con.execute(f"UPDATE {TABLE} SET name = 'b' WHERE name = 'a'")
    kept = finding.FEW > 1
    assert [number for number, _ in found(finder, "name", "a")] == ([0] if kept else [])
    assert [number for number, _ in found(finder, "name", "nobody")] == [4]
    assert [number for number, _ in found(finder, "name", "unasked")] == [5]


def test_others_that_were_read_may_be_among_the_rows_unless_told(finder: Finder) -> None:
    several, one = Values(frozenset({0, 1})), Values(frozenset({1}))
    assert numbers_of(finder, finder.rows_or_more(TABLE, several)) == [2, 2]
    assert set(numbers_of(finder, finder.rows_or_more(TABLE, one))) == {2}
    assert numbers_of(finder, finder.rows_alone(TABLE, one)) == [2]
    assert numbers_of(finder, finder.rows_or_more(TABLE, Values())) == []


def test_rows_that_went_are_not_among_those_that_were_read(finder: Finder) -> None:
    finder.rows_or_more(TABLE, Values(frozenset({0, 3})))
    finder.con.execute(f"DELETE FROM {TABLE} WHERE rowid = 3")
    finder.renew(TABLE, frozenset({3}), 3)
    assert numbers_of(finder, finder.rows_or_more(TABLE, Values(frozenset({0})))) == [2]
