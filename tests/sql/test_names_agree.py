"""Names agree but for endings that inflection changes: a figure, a short last word and a group are none."""

from __future__ import annotations

import duckdb
import pytest


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
def test_only_endings_may_differ(
    macros: duckdb.DuckDBPyConnection, macro: str, one: str, other: str, agree: bool
) -> None:
    assert macros.execute(f"SELECT {macro}(?, ?)", [one, other]).fetchall() == [(agree,)]


@pytest.mark.parametrize(
    "said, number, is_said",
    [(["1", " 2A "], "2a", True), (["1"], "2", False), ([], "1", False), (None, "1", False), (["1"], None, False)],
)
def test_an_annex_is_said_by_its_number(
    macros: duckdb.DuckDBPyConnection, said: list[str] | None, number: str | None, is_said: bool
) -> None:
    assert macros.execute("SELECT says_annex(?::VARCHAR[], ?)", [said, number]).fetchall() == [(is_said,)]
