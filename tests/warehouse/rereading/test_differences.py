"""What two published files are told to differ in: which rows pair, and what counts as a difference."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from warehouse.errors import WarehouseUnwritable
from warehouse.rereading.differences import RowDifference, compare

EFFECTS = """CREATE TABLE effects AS SELECT * FROM (VALUES {rows}) AS t
    (effect_id, file_id, effect, reference_key, annexes, points, item_title, quote, span_start, span_end, run_id)"""


def effect(
    turn: int, number: int, quote: str, start: int, *, file: str = "r/1!f", run: str = "a", kind: str = "revoke"
) -> str:
    meant = f"'{kind}', 'k/{number}', ['1'], NULL, NULL"
    return f"('{file}#effect{turn}', '{file}', {meant}, '{quote}', {start}, {start + 9}, '{run}')"


def published(path: Path, *rows: str, more: str = "") -> Path:
    with duckdb.connect(str(path)) as con:
        con.execute(EFFECTS.format(rows=", ".join(rows)))
        con.execute(more)
    return path


def changes(before: Path | None, after: Path, table: str = "effects") -> dict[str, list[str]]:
    """The keys of the rows that differ, by change."""
    told: dict[str, list[str]] = {}
    with compare(before, after) as found:
        for row in found.rows(table, 100):
            told.setdefault(row.change, []).append(row.key)
    return told


def test_the_same_rows_in_another_order_do_not_differ(tmp_path: Path) -> None:
    first, second = effect(1, 5, "x", 0), effect(2, 6, "y", 20)
    old = published(tmp_path / "old", first, second)
    with compare(old, published(tmp_path / "new", second, first)) as found:
        assert found.is_same
        assert (found.table("effects").before, found.table("effects").after) == (2, 2)


def test_another_run_is_no_difference(tmp_path: Path) -> None:
    old = published(tmp_path / "old", effect(1, 5, "x", 0))
    assert changes(old, published(tmp_path / "new", effect(1, 5, "x", 0, run="b"))) == {}


def test_a_sentence_found_before_the_others_is_gained_and_they_have_only_moved(tmp_path: Path) -> None:
    """By their ids every row would have changed: their turn in the file did."""
    old = published(tmp_path / "old", effect(1, 5, "x", 20), effect(2, 6, "y", 40))
    new = published(tmp_path / "new", effect(1, 4, "z", 0), effect(2, 5, "x", 20), effect(3, 6, "y", 40))
    assert changes(old, new) == {"gained": ["r/1!f#effect1"], "moved": ["r/1!f#effect2", "r/1!f#effect3"]}


def test_the_same_place_read_otherwise_is_changed_and_says_in_what(tmp_path: Path) -> None:
    old = published(tmp_path / "old", effect(1, 5, "x", 20))
    new = published(tmp_path / "new", effect(1, 5, "x", 20, kind="amend"))
    with compare(old, new) as found:
        assert found.rows("effects", 9) == [
            RowDifference("effects", "changed", "r/1!f#effect1", (("effect", "revoke", "amend"),))
        ]


@pytest.mark.parametrize(("before", "after"), [("NULL", "[]"), ("[]", "[NULL]"), ("[NULL]", "NULL")])
def test_a_list_that_is_not_there_an_empty_one_and_one_of_nothing_differ(
    tmp_path: Path, before: str, after: str
) -> None:
    """DuckDB's hash is the same for the three."""
    row, lost = effect(1, 5, "x", 20), "UPDATE effects SET annexes = {}"
    old = published(tmp_path / "old", row, more=lost.format(before))
    assert changes(old, published(tmp_path / "new", row, more=lost.format(after))) == {"changed": ["r/1!f#effect1"]}


def test_alike_sentences_pair_one_to_one(tmp_path: Path) -> None:
    """Three that say the same and then two: one is lost, not all and not none."""
    old = published(tmp_path / "old", *(effect(n, 5, "x", 20 * n) for n in (1, 2, 3)))
    new = published(tmp_path / "new", *(effect(n, 5, "x", 20 * n) for n in (1, 2)))
    assert changes(old, new) == {"lost": ["r/1!f#effect3"]}


def test_rows_that_are_the_same_twice_are_counted_twice(tmp_path: Path) -> None:
    row = effect(1, 5, "x", 20)
    assert changes(published(tmp_path / "old", row, row), published(tmp_path / "new", row)) == {
        "lost": ["r/1!f#effect1"]
    }


def test_a_row_of_another_file_is_never_the_same_row(tmp_path: Path) -> None:
    old = published(tmp_path / "old", effect(1, 5, "x", 20))
    new = published(tmp_path / "new", effect(1, 5, "x", 20, file="r/2!f"))
    assert changes(old, new) == {"lost": ["r/1!f#effect1"], "gained": ["r/2!f#effect1"]}


def test_before_the_first_publish_everything_is_gained(tmp_path: Path) -> None:
    assert changes(None, published(tmp_path / "new", effect(1, 5, "x", 20))) == {"gained": ["r/1!f#effect1"]}


def test_a_table_that_is_not_there_any_more_is_lost_whole(tmp_path: Path) -> None:
    more = "CREATE TABLE duties AS SELECT 'p' AS position_id, 1 AS ordinal, 'd' AS duty, 'n' AS number, 0 AS span_start"
    old = published(tmp_path / "old", effect(1, 5, "x", 0), more=more)
    new = published(tmp_path / "new", effect(1, 5, "x", 0))
    with compare(old, new) as found:
        assert (found.table("duties").lost, found.table("duties").before) == (1, 1)


def test_a_column_that_only_one_side_has_is_named_and_makes_no_row_differ(tmp_path: Path) -> None:
    old = published(tmp_path / "old", effect(1, 5, "x", 0))
    new = published(
        tmp_path / "new", effect(1, 5, "x", 0), more="ALTER TABLE effects ADD COLUMN mood VARCHAR DEFAULT 'm'"
    )
    with compare(old, new) as found:
        assert found.is_same
        assert found.table("effects").uncompared == ("mood",)


def test_all_differences_are_written_in_every_format(tmp_path: Path) -> None:
    old = published(tmp_path / "old", effect(1, 5, "x", 20), effect(2, 6, "y", 40))
    new = published(tmp_path / "new", effect(1, 5, "x", 21))
    with compare(old, new) as found:
        written = [found.write(tmp_path / f"all.{ending}") for ending in ("csv", "json", "parquet")]
    lines = list(csv.DictReader((tmp_path / "all.csv").read_text("utf-8").splitlines()))
    told = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert len(lines) == len(told) == pyarrow.parquet.read_table(tmp_path / "all.parquet").num_rows == written[0]
    [moved] = [line for line in told if line["change"] == "moved" and line["column_name"] == "span_start"]
    assert (moved["table_name"], moved["key"], moved["before"], moved["after"]) == (
        "effects",
        "r/1!f#effect1",
        "20",
        "21",
    )
    assert {line["column_name"] for line in lines if line["change"] == "lost"} >= {"effect_id", "quote", "annexes"}


def test_no_cell_of_the_written_differences_is_run_as_a_formula(tmp_path: Path) -> None:
    new = published(tmp_path / "new", effect(1, 5, '=HYPERLINK("http://a.example")', 0))
    with compare(None, new) as found:
        assert found.write(tmp_path / "d.csv") > 0
    with (tmp_path / "d.csv").open(newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert """'=HYPERLINK("http://a.example")""" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_an_ending_without_a_format_is_refused(tmp_path: Path) -> None:
    new = published(tmp_path / "new", effect(1, 5, "x", 20))
    with compare(None, new) as found, pytest.raises(WarehouseUnwritable, match="parquet"):
        found.write(tmp_path / "all.txt")


def test_comparing_writes_to_neither_file(tmp_path: Path) -> None:
    old = published(tmp_path / "old", effect(1, 5, "x", 20))
    new = published(tmp_path / "new", effect(1, 6, "x", 20))
    bytes_before = old.read_bytes(), new.read_bytes()
    changes(old, new)
    assert (old.read_bytes(), new.read_bytes()) == bytes_before
