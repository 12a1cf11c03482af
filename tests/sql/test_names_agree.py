"""Names that differ by a figure, a short last word or a group are two names: inflection changes other letters."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.sources import SQL_FOLDER


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute((SQL_FOLDER / "macros" / "functions.sql").read_text("utf-8"))
        yield connection


@pytest.mark.parametrize(
    "macro, one, other, agree",
    [
        ("word_agrees", "jurist", "juristi", True),
        ("word_agrees", "2021", "2021", True),
        ("word_agrees", "2021", "2022", False),
        ("word_agrees", "10121", "101215", False),
        ("word_agrees", "a1021", "a1022", False),
        ("post_agrees", "projektijuhi 2021", "Projektijuht 2021", True),
        ("post_agrees", "projektijuhi 2022", "Projektijuht 2021", False),
        ("post_agrees", "juristi (ametnik)", "Jurist", True),
        ("post_agrees", "juristi (ametnik)", "Jurist (ametnik)", True),
        ("post_agrees", "juristi (ametnik)", "Jurist (töötaja)", False),
        ("title_agrees", "2022. aasta hankeplaan", "2022. aasta hankeplaani kinnitamine", True),
        ("title_agrees", "2022. aasta hankeplaan", "2021. aasta hankeplaani kinnitamine", False),
        ("issuer_agrees", "Näidislinna gümnaasiumi direktor", "Näidislinna Gümnaasium", True),
        ("issuer_agrees", "Näidislinna Kool nr 21", "Näidislinna Kool nr 21", True),
        ("issuer_agrees", "Näidislinna Kool nr 22", "Näidislinna Kool nr 21", False),
        ("issuer_agrees", "Näidispanga president", "Näidispank", True),
        ("issuer_agrees", "Näidislinna Kool A", "Näidislinna Kool A", True),
        ("issuer_agrees", "Näidislinna Kool B", "Näidislinna Kool A", False),
        ("issuer_agrees", "Näidislinna Kool I", "Näidislinna Kool II", False),
        ("issuer_agrees", "Näidislinna Kool nr 2", "Näidislinna Kool nr 21", False),
    ],
)
def test_only_endings_may_differ(con: duckdb.DuckDBPyConnection, macro: str, one: str, other: str, agree: bool) -> None:
    assert con.execute(f"SELECT {macro}(?, ?)", [one, other]).fetchall() == [(agree,)]
