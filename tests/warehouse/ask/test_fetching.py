"""Rows that are fetched without Arrow are those that every other answer has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.factory import directive
from warehouse.ask.fetching import fetch, fetch_arrow, write_values
from warehouse.ask.queries import LongRows, fetch_rows, list_queries, run_query
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.errors import QueryError
from warehouse.publish.publish import publish

SAME = (
    "SELECT 1 AS a, 'x' AS b, NULL::DATE AS c, DATE '2026-01-07' AS d, true AS e, 1.5::DOUBLE AS f",
    "SELECT 9007199254740993 AS a, 255::UTINYINT AS b",
    "SELECT ['a', NULL] AS a, {'label': 'x', 'kinds': ['y'], 'n': 1} AS b, [{'a': 1, 'b(,': NULL::VARCHAR}] AS c",
    "SELECT TIMESTAMPTZ '2026-01-07 10:00:00+00' AS a, TIMESTAMP '2026-01-07 10:00:00' AS b",
    "SELECT DATE '0044-03-15 (BC)' AS a",
    "SELECT [{'a': DATE '2026-01-07', 'b': [DATE '2026-01-08', NULL]}] AS a",
    "SELECT 1 AS a WHERE false",
)
ODD = (
    "SELECT DATE 'infinity' AS a",
    "SELECT DATE '-infinity' AS a",
    "SELECT TIMESTAMPTZ 'infinity' AS a",
    "SELECT DATE '9999-12-31' AS a",
    "SELECT '\\x01'::BLOB AS a",
    "SELECT map {'a': 1} AS a",
    "SELECT 170141183460469231731687303715884105727::HUGEINT AS a",
    "SELECT [DATE 'infinity'] AS a",
    "SELECT [{'a': 1, 'b': TIMESTAMPTZ 'infinity'}] AS a",
    "SELECT {'a': [DATE 'infinity']} AS a",
    "SELECT INTERVAL 1 DAY AS a, TIME '24:00:00' AS b, 1.5::DECIMAL(5, 2) AS c",
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder: Path = tmp_path_factory.mktemp("data")
    with open_working(folder) as w:
        directive(w, "na/1", "1", "2025-01-02", "1", "2")
        publish(w, folder)
    with open_published(folder) as w:
        yield w


def test_each_kind_of_value_is_the_same_either_way(published: Warehouse) -> None:
    for sql in (*SAME, *ODD):
        assert fetch_rows(published, sql) == run_query(published, sql).named_rows, sql
        assert (fetch(published, sql, {}) is None) == (sql in ODD), sql


def test_a_whole_answer_is_the_same_either_way_and_gives_the_rows_that_are_asked_for(published: Warehouse) -> None:
    for sql in (*SAME, *ODD):
        whole, asked = fetch_arrow(published, sql, {}), run_query(published, sql)
        assert whole is not None or sql in ODD, sql
        assert whole is None or whole.equals(asked.arrow), sql
        assert LongRows(asked.arrow)[:] == asked.named_rows, sql
    found = LongRows(run_query(published, "SELECT n, 'x' || n AS words FROM range(10) AS r (n)").arrow)
    assert (found.number, found[3:5]) == (10, [{"n": 3, "words": "x3"}, {"n": 4, "words": "x4"}])
    assert [row["n"] for row in found[8:20]] == [8, 9]
    assert found[10:20] == found[12:20] == []


def test_numbers_and_days_are_written_and_whatever_a_reader_wrote_is_not() -> None:
    asked = "SELECT $a, $ab, '$a', \"$a\", 'it''s $a' -- $a\n, $a || $words, $none, $few, $empty, $at, $yes, $part"
    given = {
        "a": -7, "ab": date(2026, 1, 7), "words": "'; DROP TABLE x; --", "none": None, "few": [1, -2], "empty": [],
        "at": datetime(2026, 1, 7, tzinfo=UTC), "yes": True, "part": 0.5,
    }  # fmt: skip
    sql, left = write_values(asked, given)
    assert sql == (
        "SELECT (-7), DATE '2026-01-07', '$a', \"$a\", 'it''s $a' -- $a\n,"
        " (-7) || $words, NULL, [1, -2], $empty, $at, $yes, $part"
    )
    assert left == {name: given[name] for name in ("words", "empty", "at", "yes", "part")}


@pytest.mark.parametrize(
    "value",
    [
        0, -1, 2**31, 2**53 + 1, -(2**63), None, date(2026, 1, 7), date(1, 1, 2), date.min, date.max, [1, 2], [2**40],
        [], ["a'b"], "x", "$value", True, 1.5, datetime(2026, 1, 7, 10, tzinfo=UTC),
    ],
)  # fmt: skip
def test_each_value_is_the_same_written_or_given(published: Warehouse, value: Any) -> None:
    for sql in ("SELECT $value AS a, typeof($value) AS b", "SELECT $value = $value AS a, [$value] AS b"):
        written, left = write_values(sql, {"value": value})
        told = published.connection.execute(written, left or None).fetchall()
        assert told == published.connection.execute(sql, {"value": value}).fetchall()


def test_a_value_that_no_parameter_takes_is_refused_written_or_not(published: Warehouse) -> None:
    for value in (1, "x"):
        with pytest.raises(QueryError, match="other"):
            fetch_rows(published, "SELECT $value", params={"value": 1, "other": value})
    with pytest.raises(QueryError, match="value"):
        fetch_rows(published, "SELECT $value, $none", params={"none": None})


@pytest.mark.long
def test_each_shipped_query_is_the_same_either_way(published: Warehouse) -> None:
    day = dict.fromkeys(("at", "day", "from", "known_on", "since", "to"), "2026-01-07")
    lists = {name: ["na/1"] for name in ("authorities", "directive_ids", "found", "posts", "units")}
    given = day | lists | dict.fromkeys(("days", "factor", "least_days", "most", "year"), 2)
    rows = 0
    for query in list_queries():
        params = {name: given.get(name, "na/1") for name in (one.rstrip("?") for one in query.parameters)}
        fetched = fetch_rows(published, name=query.name, params=params)
        assert fetched == run_query(published, name=query.name, params=params).named_rows, query.name
        rows += len(fetched)
    assert rows > 10


def test_a_wrong_statement_or_parameter_is_told_as_of_other_queries(published: Warehouse) -> None:
    for sql, name, params in (
        ("SELECT nothing", None, {}),
        (None, "why", {"nothing": 1}),
        (None, "no_such", {}),
        (None, "outcome", {"day": "31.02.2026"}),
    ):
        with pytest.raises(QueryError) as slow:
            run_query(published, sql, name=name, params=params)
        with pytest.raises(QueryError) as light:
            fetch_rows(published, sql, name=name, params=params)
        # DuckDB shows the place in the one and not in the other.
        assert str(light.value).splitlines()[0] == str(slow.value).splitlines()[0]
