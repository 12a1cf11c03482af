"""Asking: SQL that only reads, answers as files, references as people write them, and histories with their evidence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet
import pytest

from tests.warehouse.factory import act, day, directive
from warehouse.ask.export import encode
from warehouse.ask.history import history
from warehouse.ask.queries import annexes_in_force, run_query
from warehouse.ask.references import find_directives
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.errors import QueryError, QueryRefused
from warehouse.publish.publish import publish


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder: Path = tmp_path_factory.mktemp("data")
    with open_working(folder) as w:
        url = "http://127.0.0.1/na/dokument/1"
        directive(w, "na/1", "192", "2024-12-23", "1", "2", source_url=url, registered_on="2024-12-30")
        directive(w, "na/3", "192", "2023-05-05")
        revoked = act("192", "2024-12-23", annexes=("1",), scope="annexes")
        directive(w, "na/2", "1", "2026-01-07", revokes=(revoked,), source_url="http://127.0.0.1/na/dokument/2")
        publish(w, folder)
    with open_published(folder) as w:
        yield w


@pytest.mark.parametrize(
    "reference, expected",
    [
        ("na/1", ["na/1"]),
        ("192", ["na/1", "na/3"]),
        ("nr 192", ["na/1", "na/3"]),
        ("23.12.2024 nr 192", ["na/1"]),
        ("23.12.2024 192", ["na/1"]),
        ("23.12.2024 käskkiri nr 192", ["na/1"]),
        ("2024-12-23/192", ["na/1"]),
        ("2024-12-30/192", ["na/1"]),
        ("05.05.2023", ["na/3"]),
        ("32.12.2024 nr 192", []),
        ("19", []),
        ("", []),
        ("nr", []),
    ],
)
def test_a_directive_is_found_by_what_people_write(published: Warehouse, reference: str, expected: list[str]) -> None:
    assert find_directives(published, reference) == expected


def test_the_history_of_an_annex_names_the_sentence_page_and_act_that_ended_it(published: Warehouse) -> None:
    steps = history(published, "23.12.2024 nr 192", "1")
    last = steps[-1]
    assert [step.step for step in steps] == ["signed", "approved", "in_force", "in_force", "registered", "revoked"]
    assert (last.on, last.by_directive_id, last.page_number) == (day("2026-01-07"), "na/2", 1)
    assert last.quote is not None
    assert "192" in last.quote
    assert last.source_url == "http://127.0.0.1/na/dokument/2"
    assert {step.annex_id for step in steps} == {None, "na/1#1"}


def test_the_history_of_an_annex_that_is_not_held_is_empty(published: Warehouse) -> None:
    assert history(published, "na/1", "9") == []
    assert history(published, "999") == []


def test_the_history_of_a_revoking_directive_says_what_it_revokes(published: Warehouse) -> None:
    assert [step.what for step in history(published, "na/2") if step.step == "revokes"] == [
        "revokes annex 1 of nr 192 of 2024-12-23 (resolved)"
    ]


def test_annexes_in_force_of_some_directives_and_as_known(published: Warehouse) -> None:
    assert len(annexes_in_force(published, day("2025-06-01")).rows) == 2
    assert len(annexes_in_force(published, day("2026-01-07")).rows) == 1
    assert annexes_in_force(published, day("2026-01-07"), directive_ids=[]).rows == ()
    assert annexes_in_force(published, day("2026-01-07"), known_on=day("2025-01-01")).rows == ()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM annexes",
        "CREATE TABLE t (a INT)",
        "COPY annexes TO 'x.csv'",
        "SET threads = 1",
        "SELECT 1; SELECT 2",
    ],
)
def test_whatever_does_more_than_read_is_refused(published: Warehouse, sql: str) -> None:
    with pytest.raises(QueryRefused):
        run_query(published, sql)


@pytest.mark.parametrize("sql", ["SELEC 1", "SELECT nothing FROM annexes", "FROM no_such_table", "SELECT 1/0 FROM", ""])
def test_sql_that_cannot_be_answered_is_a_query_error(published: Warehouse, sql: str) -> None:
    with pytest.raises(QueryError):
        run_query(published, sql)


@pytest.mark.parametrize(
    "sql",
    ["SELECT 1", "FROM annexes", "WITH a AS (SELECT 1) FROM a", "DESCRIBE annexes", "SHOW TABLES", "SUMMARIZE annexes"],
)
def test_all_ways_of_reading_are_answered(published: Warehouse, sql: str) -> None:
    assert run_query(published, sql).rows


def test_an_unknown_query_or_parameter_names_what_there_is(published: Warehouse) -> None:
    with pytest.raises(QueryError, match="in_force"):
        run_query(published, name="nothing")
    with pytest.raises(QueryError, match="parameter directive_id is missing"):
        run_query(published, name="revoked_by")
    with pytest.raises(QueryError, match="unknown parameter dya"):
        run_query(published, name="in_force", params={"dya": "2025-01-01"})
    with pytest.raises(QueryError, match="either"):
        run_query(published)


def test_a_wrong_date_in_a_parameter_is_a_query_error(published: Warehouse) -> None:
    with pytest.raises(QueryError):
        run_query(published, name="in_force", params={"day": "2025-13-01"})


ODD = "SELECT DATE '2025-01-02' AS day, ['a', 'ö'] AS words, NULL AS nothing, '=1+1' AS formula, 1.5 AS number"


def test_an_answer_is_written_in_every_format(published: Warehouse) -> None:
    result = run_query(published, ODD)
    assert (
        encode(result, "csv").decode() == 'day,words,nothing,formula,number\n2025-01-02,"[""a"", ""ö""]",,\'=1+1,1.5\n'
    )
    told = json.loads(encode(result, "json"))[0]
    assert (told["day"], told["words"], told["nothing"]) == ("2025-01-02", ["a", "ö"], None)
    table = pyarrow.parquet.read_table(io.BytesIO(encode(result, "parquet")))
    assert table.column("day").to_pylist() == [date(2025, 1, 2)]
    sheet = openpyxl.load_workbook(io.BytesIO(encode(result, "xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["day", "words", "nothing", "formula", "number"]
    assert sheet["D2"].data_type == "s"


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "\uff1d1", "- lisa 1", '=HYPERLINK("x")']
)
def test_a_text_that_a_spreadsheet_would_run_is_guarded(published: Warehouse, words: str) -> None:
    """Also as the name of a column, and where only the removal of a control character brings the sign to the front."""
    result = run_query(published, f"""SELECT $words AS "{words.replace('"', '""')}" """, params={"words": words})
    rows = list(csv.reader(io.StringIO(encode(result, "csv").decode(), newline="")))
    assert rows == [["'" + words], ["'" + words]]
    sheet = openpyxl.load_workbook(io.BytesIO(encode(result, "xlsx"))).active
    assert sheet is not None
    kept = words.replace("\r", "")
    assert [(sheet[at].value, sheet[at].data_type) for at in ("A1", "A2")] == [("'" + kept, "s")] * 2


def test_negative_numbers_of_numeric_columns_stay_numbers(published: Warehouse) -> None:
    result = run_query(
        published, "SELECT -5 AS whole, -1.5::DOUBLE AS real, -2.25::DECIMAL(5, 2) AS exact, sum(-7) AS s"
    )
    assert encode(result, "csv").decode() == "whole,real,exact,s\n-5,-1.5,-2.25,-7\n"
    sheet = openpyxl.load_workbook(io.BytesIO(encode(result, "xlsx"))).active
    assert sheet is not None
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [(-5, "n"), (-1.5, "n"), (-2.25, "n"), (-7, "n")]


def test_json_and_parquet_keep_the_words(published: Warehouse) -> None:
    result = run_query(published, "SELECT '=1+1' AS words")
    assert json.loads(encode(result, "json")) == [{"words": "=1+1"}]
    assert pyarrow.parquet.read_table(io.BytesIO(encode(result, "parquet"))).to_pylist() == [{"words": "=1+1"}]


def test_an_unknown_format_is_a_query_error(published: Warehouse) -> None:
    with pytest.raises(QueryError, match="parquet"):
        encode(run_query(published, "SELECT 1"), "docx")


def test_a_file_that_an_older_version_published_says_so_and_what_mends_it(tmp_path: Path) -> None:
    """Between an upgrade and the next run, shipped queries may ask for what the file does not have yet."""
    path = tmp_path / "warehouse-000007.duckdb"
    duckdb.connect(str(path)).execute("CREATE TABLE documents (document_id VARCHAR)").close()
    (tmp_path / "warehouse.duckdb").symlink_to(path.name)
    with open_published(tmp_path) as w:
        with pytest.raises(QueryError, match=r"warehouse-000007.duckdb was published by another version") as raised:
            run_query(w, name="taken_down")
        assert "the next run publishes a new one" in str(raised.value)
        with pytest.raises(QueryError) as own:
            run_query(w, "SELECT * FROM takedown")
        assert "another version" not in str(own.value)
