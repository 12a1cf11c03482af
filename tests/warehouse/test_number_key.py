"""Numbers compare by one rule: in Python, and in the macro that serves derivation and analysts."""

from __future__ import annotations

import duckdb
import pytest

from extractors.citations.reference_key import canonical_number

DASHES = "\u002d\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_is_a_hyphen(macros: duckdb.DuckDBPyConnection, dash: str) -> None:
    number = f"1{dash}3/22"
    assert canonical_number(number) == "1-3/22"
    assert macros.execute("SELECT number_key(?)", [number]).fetchall() == [("1-3/22",)]


@pytest.mark.parametrize(
    "number", ["192", "1-3/22-8.", " 1-1 / 12 K ", "31Ü", "316\u2013k", "12..", ".", "", "\u00a07", None]
)
def test_both_say_the_same(macros: duckdb.DuckDBPyConnection, number: str | None) -> None:
    assert macros.execute("SELECT number_key(?)", [number]).fetchall() == [(canonical_number(number),)]
