"""Comparing wordings part by part: every part once, in a table that is there even where nothing is compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest

from warehouse.publish import comparing
from warehouse.publish.comparing import write_compared
from warehouse.publish.order import ordered_views
from warehouse.sources import Source

VIEW = Source(
    "changes",
    (("compared", "pairs"),),
    "SELECT annex_id, NULL AS old_duties, NULL AS new_duties,"
    " [struct_pack(field := 'title', old := old, new := new)] AS fields FROM pairs WHERE part = getvariable('part')",
)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute("CREATE TABLE pairs (part INTEGER, annex_id VARCHAR, old VARCHAR, new VARCHAR)")
        yield con


def test_each_part_is_compared_once(con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "_BATCH", 2)
    con.execute("INSERT INTO pairs VALUES (0, 'a', 'Vaht', 'Valvur'), (0, 'b', 'Kokk', NULL), (0, 'c', NULL, 'Loots')")
    con.execute("INSERT INTO pairs VALUES (2, 'd', 'Giid', 'Teejuht'), (3, 'e', 'Meier', 'Meier')")
    write_compared(con, VIEW, "TABLE changes")
    rows = con.execute(
        "SELECT annex_id, ordinal, field, change, old_words, new_words FROM changes ORDER BY 1"
    ).fetchall()
    assert rows == [
        ("a", 1, "title", "reworded", "Vaht", "Valvur"),
        ("b", 1, "title", "dropped", "Kokk", None),
        ("c", 1, "title", "added", None, "Loots"),
        ("d", 1, "title", "reworded", "Giid", "Teejuht"),
    ]
    assert con.execute("SELECT getvariable('part')").fetchall() == [(None,)]


def test_without_pairs_there_is_a_table_without_rows(con: duckdb.DuckDBPyConnection) -> None:
    write_compared(con, VIEW, "TEMP TABLE changes")
    assert con.execute("FROM changes").fetchall() == []


def test_a_part_ends_where_its_letters_are_enough(con: duckdb.DuckDBPyConnection) -> None:
    """Four versions of each of two posts; a thousand letters are counted for each pair beside those of its duties."""
    con.execute(
        "CREATE TABLE position_versions AS SELECT chain AS chain_key, chain || '#' || n AS annex_id,"
        " annex_id || '#position' AS position_id, CASE WHEN n > 1 THEN chain || '#' || (n - 1) END AS previous_annex_id"
        " FROM range(2) AS c (chain), range(1, 5) AS v (n)"
    )
    con.execute(
        "CREATE TABLE duties AS SELECT position_id, repeat('a', 600) AS duty, [repeat('b', 400)] AS outcomes"
        " FROM position_versions WHERE position_id <> '0#1#position'"
    )
    view = next(view for view in ordered_views() if view.name == "version_pairs")
    sized = replace(view, sql=re.sub(r"60_000_000", "6_000", view.sql))
    assert sized != view
    # The first pair has 2,000 letters (one description without duties), each other one 3,000.
    parts = con.execute(f"SELECT annex_id, part FROM ({sized.sql}) ORDER BY 1").fetchall()
    assert parts == [("0#2", 0), ("0#3", 0), ("0#4", 1), ("1#2", 1), ("1#3", 2), ("1#4", 2)]
    assert con.execute(f"SELECT DISTINCT part FROM ({view.sql})").fetchall() == [(0,)]
