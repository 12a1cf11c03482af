"""Forms and lemmas have numbers, and keep those that they had."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from extractors.words.searched import PASSED_OVER
from warehouse.publish import index
from warehouse.publish.forms import NAMED, PIECES, pieces, staged
from warehouse.publish.index import Writing
from warehouse.publish.writing import IN_MEMORY

Known = tuple[str, int, str, int | None]


class Words(Writing):
    """Writes the words of some pieces of text, and keeps the steps to them."""

    def __init__(self, con: duckdb.DuckDBPyConnection, written: list[str], known: list[Known]) -> None:
        super().__init__(con, IN_MEMORY, is_limited=False)
        con.execute("CREATE TABLE known (form VARCHAR, form_no INTEGER, lemma VARCHAR, lemma_no INTEGER)")
        con.execute("CREATE TABLE search_raw (written VARCHAR)")
        for row in known:
            con.execute("INSERT INTO known VALUES (?, ?, ?, ?)", list(row))
        for one in written:
            con.execute("INSERT INTO search_raw VALUES (?)", [one])
        self.known = "known"

    def numbered(self) -> dict[str, tuple[int, str, int | None]]:
        rows = self.con.execute("SELECT form, form_no, lemma, lemma_no FROM search_forms").fetchall()
        return {row[0]: row[1:] for row in rows}

    def written(self) -> set[tuple[str, int, int]]:
        return set(self.con.execute("SELECT written, form_no, lemma_no FROM search_written").fetchall())


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        yield con


def test_forms_and_lemmas_have_a_number_each_and_what_searches_pass_over_none_of_a_lemma(
    con: duckdb.DuckDBPyConnection,
) -> None:
    words = Words(con, ["Lisa,", "lisad", "ja", "lisa"], [])
    index._write_words(words)
    numbered = words.numbered()
    assert set(numbered) == {"lisa", "lisad"} | PASSED_OVER, "those are known even where no passage has them"
    assert sorted(row[0] for row in numbered.values()) == list(range(len(numbered)))
    assert {form for form, row in numbered.items() if row[2] is None} == PASSED_OVER
    assert {form: row[1:] for form, row in numbered.items() if form not in PASSED_OVER} == {
        "lisa": ("lisa", 0), "lisad": ("lisa", 0)
    }  # fmt: skip
    lisa, lisad = (numbered[form][0] for form in ("lisa", "lisad"))
    assert words.written() == {("Lisa,", lisa, 0), ("lisad", lisad, 0), ("lisa", lisa, 0)}


def test_what_is_known_keeps_its_numbers_and_new_ones_come_after(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_BATCH", 1)
    passed_over: list[Known] = [(form, turn + 10, form, None) for turn, form in enumerate(sorted(PASSED_OVER))]
    after = 10 + len(PASSED_OVER)
    words = Words(
        con,
        ["lisa", "lisad", "käskkirja", "amet", "ja"],
        [("lisa", 4, "lisa", 7), ("käskkiri", 5, "käskkiri", 2), *passed_over],
    )
    index._write_words(words)
    assert words.numbered() == {
        "amet": (after, "amet", 8), "käskkirja": (after + 1, "käskkiri", 2), "lisad": (after + 2, "lisa", 7)
    }  # fmt: skip
    assert words.written() == {("lisa", 4, 7), ("amet", after, 8), ("käskkirja", after + 1, 2), ("lisad", after + 2, 7)}


def test_a_piece_is_told_with_each_of_its_forms() -> None:
    assert pieces(["Lisa,", "lisa/lisad", "§"]) == [("Lisa,", "lisa"), ("lisa/lisad", "lisa"), ("lisa/lisad", "lisad")]


@pytest.mark.parametrize("rows", [[], [("Lisa,", "lisa"), ("lisad", "lisad")]])
def test_rows_have_a_name_for_a_while_even_where_there_are_none(
    con: duckdb.DuckDBPyConnection, rows: list[tuple[str, str]]
) -> None:
    for schema, columns in ((PIECES, "written, form"), (NAMED, "form, lemma")):
        with staged(con, schema, rows) as name:
            assert con.execute(f"SELECT {columns} FROM {name}").fetchall() == rows
    with pytest.raises(duckdb.CatalogException):
        con.execute(f"FROM {name}")
