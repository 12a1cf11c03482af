"""The index of searches goes on: what went has no kind and no entries, and words count the items that they are in."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from warehouse.publish.index import COUNTED, search_source
from warehouse.publish.partly.places import SHARED
from warehouse.publish.partly.searching import count_words, put_in_place

ENTRIES = (
    "lemma_no INTEGER, item_no INTEGER, times INTEGER, form_no INTEGER, forms STRUCT(form_no INTEGER, times INTEGER)[]"
)
WORDS = "form VARCHAR, form_no INT, lemma VARCHAR, lemma_no INT, form_item_number INT, lemma_item_number INT"


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two items, "lisa lisad" and "lisa ja"; the first goes, and "lisa kord" comes in its place."""
    with duckdb.connect() as con:
        for database in (SHARED, "published"):
            con.execute(f"ATTACH ':memory:' AS {database}")
            con.execute(f"USE {database}")
            con.execute(
                "CREATE TABLE search_items (item_no INTEGER, kind VARCHAR, suspensions DATE[], word_number INTEGER)"
            )
            con.execute("CREATE TABLE search_passages (passage_no INTEGER, item_no INTEGER, words VARCHAR)")
            con.execute(f"CREATE TABLE search_entries ({ENTRIES})")
            con.execute(f"CREATE TABLE search_words ({WORDS})")
        con.execute("INSERT INTO search_items VALUES (1, 'duty', [], 2), (2, 'annex', NULL, 2)")
        con.execute("INSERT INTO search_passages VALUES (1, 1, 'lisa lisad'), (2, 2, 'lisa ja')")
        con.execute(
            "INSERT INTO search_entries VALUES (0, 1, 2, NULL, [{form_no: 0, times: 1}, {form_no: 1, times: 1}]),"
            " (0, 2, 1, 0, NULL)"
        )
        con.execute(
            "INSERT INTO search_words VALUES ('lisa', 0, 'lisa', 0, 2, 2), ('lisad', 1, 'lisa', 0, 1, 2),"
            " ('ja', 2, 'ja', NULL, 0, 0)"
        )
        con.execute(f"CREATE TABLE search_measures AS {search_source('search_measures').sql}")
        con.execute(f"USE {SHARED}")
        con.execute("CREATE TABLE gone AS SELECT 1 AS item_no")
        con.execute("INSERT INTO search_items VALUES (3, 'duty', [], 3)")
        con.execute("INSERT INTO search_passages VALUES (3, 3, 'lisa kord lisale')")
        con.execute(
            "INSERT INTO search_entries VALUES (0, 3, 2, NULL, [{form_no: 0, times: 1}, {form_no: 4, times: 1}]),"
            " (1, 3, 1, 3, NULL)"
        )
        con.execute("INSERT INTO search_words VALUES ('kord', 3, 'kord', 1, 1, 1), ('lisale', 4, 'lisa', 0, 1, 1)")
        for kind, counted in COUNTED.items():
            lines = counted.format(entries="search_entries", among="")
            con.execute(f"CREATE TABLE search_{kind}_counts AS FROM ({lines}) AS c ({kind}_no, item_number)")
        con.execute("USE published")
        yield con


def test_what_went_keeps_its_row_and_loses_its_kind_and_entries(con: duckdb.DuckDBPyConnection) -> None:
    count_words(con, f"{SHARED}.main")
    put_in_place(con, f"{SHARED}.main")
    assert con.execute("SELECT rowid + 1, item_no, kind FROM search_items ORDER BY 1").fetchall() == [
        (1, 1, None), (2, 2, "annex"), (3, 3, "duty")
    ]  # fmt: skip
    assert con.execute("SELECT rowid + 1, passage_no FROM search_passages ORDER BY 1").fetchall() == [
        (1, 1), (2, 2), (3, 3)
    ]  # fmt: skip
    assert con.execute("SELECT lemma_no, item_no FROM search_entries ORDER BY ALL").fetchall() == [
        (0, 2), (0, 3), (1, 3)
    ]  # fmt: skip
    assert con.execute("FROM search_measures").fetchall() == [(2, 2.5)]


def test_words_count_their_items_on_and_go_with_the_last(con: duckdb.DuckDBPyConnection) -> None:
    count_words(con, f"{SHARED}.main")
    put_in_place(con, f"{SHARED}.main")
    assert con.execute("FROM search_words ORDER BY form").fetchall() == [
        ("ja", 2, "ja", None, 0, 0),
        ("kord", 3, "kord", 1, 1, 1),
        ("lisa", 0, "lisa", 0, 2, 2),
        ("lisale", 4, "lisa", 0, 1, 2),
    ]


def test_what_cannot_be_put_in_place_leaves_the_index_as_it_was(con: duckdb.DuckDBPyConnection) -> None:
    count_words(con, f"{SHARED}.main")
    con.execute("DROP TABLE search_measures")
    with pytest.raises(duckdb.CatalogException):
        put_in_place(con, f"{SHARED}.main")
    assert con.execute("SELECT kind FROM search_items ORDER BY item_no").fetchall() == [("duty",), ("annex",)]
    assert con.execute("SELECT count(*) FROM search_entries").fetchall() == [(2,)]
