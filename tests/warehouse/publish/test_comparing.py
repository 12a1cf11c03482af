"""Comparing wordings part by part: every part once, in a table that is there even where nothing is compared."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import duckdb
import pyarrow as pa
import pytest

from extractors.compare.pairing import Item
from extractors.compare.posts import compare_duties
from warehouse.publish import comparing
from warehouse.publish.comparing import compare_versions, write_compared
from warehouse.publish.order import ordered_views
from warehouse.sources import SQL_FOLDER, Source, read_source

DUTIES = "STRUCT(ordinal INTEGER, number VARCHAR, words VARCHAR)[]"
VIEW = Source(
    "changes",
    (("compared", "pairs"),),
    f"SELECT annex_id, NULL::{DUTIES} AS old_duties, NULL::{DUTIES} AS new_duties,"
    " [struct_pack(field := 'title', old := old, new := new)] AS fields FROM pairs WHERE part = getvariable('part')",
)

NO_FIELDS = "fields::STRUCT(field VARCHAR, old VARCHAR, new VARCHAR)[]"
WORDINGS = (
    "Kirjade hoidmine",
    "Kirjade hoidmine ja jagamine",
    "kirjade hoidmine;",
    "Akende pesemine",
    "Näituse avamine",
)
SIDES = "(VALUES ('old'), ('new')) AS sides (s)"
FIELDS = (
    "title",
    "unit",
    "reports_to",
    "subordinates",
    "substitutes_for",
    "substituted_by",
    "staff_group",
    "purpose",
    "special_conditions",
    "education",
    "experience",
    "rights",
    "liability",
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


def test_pairs_that_differ_in_the_same_words_are_compared_once(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[Mapping[str, object]] = []

    def compare(row: Mapping[str, object]) -> Iterator[dict[str, object]]:
        compared.append(row)
        return compare_versions(row)

    monkeypatch.setattr(comparing, "compare_versions", compare)
    words = {"ordinal": 3, "number": None, "words": "Akna pesemine"}
    con.execute(f"CREATE TABLE described (annex_id VARCHAR, old {DUTIES}, new {DUTIES})")
    for annex, old, new in (("a", 3, 4), ("b", 7, 1)):
        duties = [[words | {"ordinal": old}], [words | {"ordinal": new, "words": "Akende pesemine"}]]
        con.execute("INSERT INTO pairs VALUES (0, $annex, NULL, NULL)", {"annex": annex})
        con.execute("INSERT INTO described VALUES (?, ?, ?)", [annex, *duties])
    sql = "SELECT annex_id, [] AS fields, old AS old_duties, new AS new_duties FROM described"
    write_compared(con, replace(VIEW, sql=f"SELECT * REPLACE ({NO_FIELDS} AS fields) FROM ({sql})"), "TABLE changes")
    rows = con.execute("SELECT annex_id, ordinal, change, old_ordinal, new_ordinal FROM changes ORDER BY 1").fetchall()
    assert rows == [("a", 1, "reworded", 3, 4), ("b", 1, "reworded", 7, 1)]
    assert len(compared) == 1


@pytest.mark.parametrize("number", [400])
def test_what_both_begin_and_end_with_changes_nothing(con: duckdb.DuckDBPyConnection, number: int) -> None:
    """Compare duties as the view lays them out and whole: it leaves out what both versions begin and end with."""
    con.execute(read_source(SQL_FOLDER / "macros" / "functions.sql").sql)
    con.execute("CREATE TABLE positions (position_id VARCHAR, other STRUCT(label VARCHAR, value VARCHAR)[])")
    for field in FIELDS:
        con.execute(f"ALTER TABLE positions ADD COLUMN {field} VARCHAR")
    con.execute("CREATE TABLE language_requirements (position_id VARCHAR, ordinal INTEGER, language VARCHAR)")
    con.execute("ALTER TABLE language_requirements ADD COLUMN level VARCHAR")
    con.execute("CREATE TABLE duties (position_id VARCHAR, ordinal INTEGER, number VARCHAR, duty VARCHAR)")
    con.execute("ALTER TABLE duties ADD COLUMN outcomes VARCHAR[]")
    con.execute("CREATE TABLE version_pairs (annex_id VARCHAR, position_id VARCHAR, previous_position_id VARCHAR)")
    con.execute("ALTER TABLE version_pairs ADD COLUMN part INTEGER DEFAULT 0")
    lots = random.Random(number)
    expected, rows = [], []
    for turn in range(number):
        old = [lots.choice(WORDINGS) for _ in range(lots.randrange(7))]
        new = old.copy()
        for _ in range(lots.randrange(3)):
            place = lots.randrange(len(new) + 1)
            new[place : place + lots.randrange(2)] = lots.choices(WORDINGS, k=lots.randrange(3))
        both = [[Item(f"2.{place}", words) for place, words in enumerate(words_of, 1)] for words_of in (old, new)]
        expected += [
            (turn, one.change, one.is_moved, one.old_place, one.new_place, one.old_words, one.new_words)
            for one in compare_duties(*both)
        ]
        for side, items in zip(("old", "new"), both, strict=True):
            rows += [
                {"position_id": f"{turn}{side}", "ordinal": place, "number": item.number, "duty": item.words}
                for place, item in enumerate(items)
            ]
    staged = pa.Table.from_pylist(rows)
    con.register("staged", staged)
    con.execute("INSERT INTO duties BY NAME SELECT *, [] AS outcomes FROM staged")
    con.execute(f"INSERT INTO positions BY NAME SELECT n || s AS position_id FROM range({number}) AS r (n), {SIDES}")
    con.execute(f"INSERT INTO version_pairs SELECT n, n || 'new', n || 'old', n % 3 FROM range({number}) AS r (n)")
    write_compared(con, next(view for view in ordered_views() if view.name == "version_changes"), "TABLE changes")
    found = con.execute(
        "SELECT CAST(annex_id AS INTEGER), change, is_moved, old_ordinal, new_ordinal, old_words, new_words"
        " FROM changes ORDER BY 1, ordinal"
    ).fetchall()
    assert found == expected
    assert {row[1] for row in found} == {"added", "dropped", "moved", "reworded"}


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
