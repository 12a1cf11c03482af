"""What is written on a command line becomes the value that a query takes, or a sentence that says what is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from warehouse.ask.dialects import encode_excel_et
from warehouse.ask.parameters import typed
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse
from warehouse.errors import QueryError

SQL = (
    "SELECT CAST($day AS DATE), CAST($n AS INTEGER), CAST($factor AS DOUBLE), CAST($at AS TIMESTAMPTZ),"
    " CAST($ids AS VARCHAR[]), CAST($title AS VARCHAR)"
)


@pytest.mark.parametrize(
    "name, words, value",
    [
        ("day", "07.01.2026", date(2026, 1, 7)),
        ("day", "2026-01-07", date(2026, 1, 7)),
        ("n", " 5 ", 5),
        ("factor", "1,5", 1.5),
        ("at", "2026-01-07T03:00:00", datetime(2026, 1, 7, 3, tzinfo=UTC)),
        ("at", "07.01.2026", datetime(2026, 1, 7, tzinfo=UTC)),
        ("ids", "na/1, na/2", ["na/1", "na/2"]),
        ("ids", '["na/1", "na/2"]', ["na/1", "na/2"]),
        ("title", "07.01.2026", "07.01.2026"),
    ],
)
def test_a_text_becomes_what_the_query_asks_for(name: str, words: str, value: Any) -> None:
    assert typed(SQL, {name: words}) == {name: value}


@pytest.mark.parametrize(
    "name, words, told",
    [
        ("day", "31.02.2026", "parameter day: '31.02.2026' is not a day: write 2026-01-07 or 07.01.2026"),
        ("n", "viis", "parameter n: 'viis' is not a whole number"),
        ("factor", "palju", "parameter factor: 'palju' is not a number"),
        ("at", "eile", "parameter at: 'eile' is not an instant"),
        ("ids", '["a"', "parameter ids: '[\"a\"' is not a list"),
    ],
)
def test_what_cannot_be_meant_is_said_in_a_sentence(name: str, words: str, told: str) -> None:
    with pytest.raises(QueryError) as raised:
        typed(SQL, {name: words})
    assert str(raised.value).startswith(told)


def test_estonian_excel_gets_semicolons_a_mark_commas_and_readable_lists(working: Warehouse) -> None:
    """Opened by a double click in Excel set to Estonian, each value is in its own cell."""
    result = run_query(
        working,
        "SELECT DATE '2025-01-02' AS päev, ['a', 'ö; ü'] AS sõnad, 1.5 AS arv, -2 AS miinus, '=1+1' AS valem,"
        " true AS jah, NULL AS tühi",
    )
    assert (
        encode_excel_et(result)
        == ('\ufeffpäev;sõnad;arv;miinus;valem;jah;tühi\r\n02.01.2025;"a; ö; ü";1,5;-2;\'=1+1;jah;\r\n').encode()
    )
