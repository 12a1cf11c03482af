"""Words of passages that are laid out already are taken as they are; all others are laid out."""

from __future__ import annotations

import re

import duckdb
import pytest

from warehouse.publish.index import search_source


def laid_out(words: str) -> str:
    """Lay words out as the SQL of the passages does."""
    found = re.search(
        r"CASE WHEN regexp_full_match\(s\.words.*?END(?= AS words)", search_source("search_passages").sql, re.S
    )
    assert found is not None
    with duckdb.connect() as con:
        row = con.execute(f"SELECT {found[0]} FROM (SELECT ? AS words) AS s", [words]).fetchone()
    assert row is not None
    return str(row[0])


def test_no_sign_that_counts_as_laid_out_is_changed_by_laying_out() -> None:
    found = re.search(r"regexp_full_match\(s\.words, '(\[.*?\])\+", search_source("search_passages").sql)
    assert found is not None
    with duckdb.connect() as con:
        taken = con.execute(
            "SELECT n FROM (SELECT unnest(range(1, 1114112)) AS n) WHERE n NOT BETWEEN 55296 AND 57343"
            f" AND regexp_full_match(chr(CAST(n AS INTEGER)), '{found[1]}')"
        ).fetchall()
        signs = "".join(chr(number) for (number,) in taken)
        rows = con.execute(
            "SELECT nfc_normalize(?), regexp_matches(?, '[\\s\\p{Z}\\p{Cf}]')", [signs, signs]
        ).fetchall()
    assert {"õ", "Š", "–", "„", "a", "0"} <= set(signs)
    assert rows == [(signs, False)]


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Täidab „ülesandeid“ – 5 €", "Täidab „ülesandeid“ – 5 €"),
        (" Täidab  ülesandeid ", "Täidab ülesandeid"),
        ("Täidab\nülesandeid\tja", "Täidab ülesandeid ja"),
        ("Täidab\u00a0üles\u00adandeid", "Täidab ülesandeid"),
        ("To\u0303endab", "Tõendab"),
        ("Täidab ülesandeid ", "Täidab ülesandeid"),
        ("ж õ", "ж õ"),
    ],
)
def test_words_are_laid_out_on_one_line(words: str, right: str) -> None:
    assert laid_out(words) == right
