"""Forms and lemmas have numbers, and keep those that they had."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.publish.forms import ASKED, WRITTEN, Numbers, forms_of, pieces, staged


def test_forms_and_lemmas_are_numbered_as_they_are_met() -> None:
    numbers = Numbers()
    assert pieces(["Lisa,", "lisad", "ja", "lisa"], numbers) == [("Lisa,", 0, 0), ("lisad", 1, 0), ("lisa", 0, 0)]
    assert numbers.take_new() == [("lisa", 0, "lisa", 0), ("lisad", 1, "lisa", 0), ("ja", 2, "ja", None)]
    assert numbers.take_new() == []


def test_what_is_known_keeps_its_numbers_and_new_ones_come_after() -> None:
    numbers = Numbers([("lisa", 4, "lisa", 7)], {"käskkiri": 2, "lisa": 7}, forms_before=9, lemmas_before=8)
    assert pieces(["lisa", "lisad", "käskkirja", "amet"], numbers) == [
        ("lisa", 4, 7), ("lisad", 9, 7), ("käskkirja", 10, 2), ("amet", 11, 8)
    ]  # fmt: skip
    assert [row[0] for row in numbers.take_new()] == ["lisad", "käskkirja", "amet"]


def test_the_forms_of_pieces_are_each_told_once() -> None:
    assert forms_of(["Lisa,", "lisa/lisad"]) == {"lisa", "lisad"}


@pytest.mark.parametrize("rows", [[], [("Lisa,", 0, 0), ("lisad", 1, 0)]])
def test_rows_have_a_name_for_a_while_even_where_there_are_none(rows: list[tuple[str, int, int]]) -> None:
    with duckdb.connect() as con:
        with staged(con, WRITTEN, rows) as name:
            assert con.execute(f"SELECT written, form_no, lemma_no FROM {name}").fetchall() == rows
        with staged(con, ASKED, [row[:1] for row in rows]) as name:
            assert con.execute(f"SELECT word FROM {name}").fetchall() == [row[:1] for row in rows]
        with pytest.raises(duckdb.CatalogException):
            con.execute(f"FROM {name}")
