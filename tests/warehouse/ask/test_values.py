"""Answers that Python, JSON, Parquet or a sheet has no value for: text or a sentence, never a traceback or a loss."""

from __future__ import annotations

import csv
import io
import json

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest

from warehouse.ask import export
from warehouse.ask.export import FORMATS, encode
from warehouse.ask.queries import QueryResult
from warehouse.ask.values import with_texts
from warehouse.errors import QueryError


def ask(sql: str) -> QueryResult:
    """Return the answer as ``run_query`` does; the connection needs no warehouse."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return QueryResult(with_texts(connection.sql(sql)).to_arrow_table())


OUT_OF_REACH = [
    "DATE 'infinity'", "DATE '-infinity'", "DATE '9999-12-31' + 1", "DATE '12000-02-29'", "DATE '5881580-07-10'",
    "DATE '0001-01-01' - 1", "DATE '0044-03-15 (BC)'", "DATE '0005-02-29 (BC)'", "DATE '5877642-06-25 (BC)'",
    "TIMESTAMP 'infinity'", "TIMESTAMP '-infinity'", "TIMESTAMP '10000-01-01 00:00:00'",
    "TIMESTAMP '12000-12-31 23:59:59.25'", "TIMESTAMP '0044-03-15 (BC) 10:00:00'", "TIMESTAMPTZ 'infinity'",
    "TIMESTAMPTZ '12000-01-01 10:00:00+00'", "TIMESTAMP_S 'infinity'", "TIMESTAMP_MS '-infinity'",
    "TIMESTAMP_NS 'infinity'", "TIMESTAMP_NS '2020-01-01 00:00:00.123456789'", "TIME '24:00:00'",
    "TIMETZ '10:00:00+02'", "INTERVAL 3 DAY", "INTERVAL '1 year 2 months 3 days 04:05:06.789'",
    "TIMESTAMP '2020-01-01' - TIMESTAMP '1000-01-01'", "'101'::BIT",
    "340282366920938463463374607431768211455::UHUGEINT",
    "'123456789012345678901234567890'::BIGNUM", "union_value(span := INTERVAL 3 DAY)",
]  # fmt: skip


@pytest.mark.parametrize("sql", OUT_OF_REACH)
def test_a_value_that_python_lacks_is_the_text_that_duckdb_writes_for_it(sql: str) -> None:
    result = ask(f"SELECT {sql} AS value, ({sql})::VARCHAR AS told, NULL AS nothing")
    told = result.rows[0][1]
    assert result.rows == ((told, told, None),)
    lines = list(csv.reader(io.StringIO(encode(result, "csv").decode())))
    assert [cell.removeprefix("'") for cell in lines[1]] == [told, told, ""]
    assert json.loads(encode(result, "json")) == [{"value": told, "told": told, "nothing": None}]
    sheet = openpyxl.load_workbook(io.BytesIO(encode(result, "xlsx"))).active
    assert sheet is not None
    assert str(sheet["A2"].value).removeprefix("'") == told
    assert len(pyarrow.parquet.read_table(io.BytesIO(encode(result, "parquet")))) == 1


def test_days_of_all_ages_agree_with_duckdb() -> None:
    """Ends of February and of years over the whole range, each some odd number of days from the next."""
    far = "(SELECT DATE '1970-01-01' + (100_003 * i)::INTEGER FROM range(-21_470, 21_470) r(i)) r(day)"
    near = (
        "(SELECT DATE '0801-01-01 (BC)' + i::INTEGER FROM range(292_500) r(i)) r(day) WHERE year(day) % 100 IN (0, 4)"
    )
    for days in (far, near):
        rows = ask(f"SELECT day, day::VARCHAR FROM {days}").rows
        assert len(rows) > 3_000
        assert [row for row in rows if str(row[0]) != row[1]] == []


def test_values_within_lists_structures_and_maps_are_told_as_well() -> None:
    lists = "[DATE 'infinity', DATE '2020-01-01'] AS days, {'a': DATE 'infinity'} AS one"
    result = ask(f"SELECT {lists}, MAP {{'a': DATE 'infinity'}} AS pairs")
    days, one, pairs = result.rows[0]
    assert ([str(day) for day in days], one, pairs) == (
        ["infinity", "2020-01-01"],
        {"a": "infinity"},
        [("a", "infinity")],
    )
    assert json.loads(encode(result, "json"))[0]["days"] == ["infinity", "2020-01-01"]


def test_a_column_name_that_speaks_of_an_interval_changes_no_type() -> None:
    assert ask("""SELECT {'INTERVAL': 1} AS a, 'x'::ENUM('UNION(', 'x') AS "INTERVAL" """).rows == (
        ({"INTERVAL": 1}, "x"),
    )


def test_parquet_keeps_the_types_that_it_has() -> None:
    result = ask(
        "SELECT DATE 'infinity' AS day, INTERVAL 3 DAY AS span, 1 AS number, TIMESTAMP_S 'infinity' AS instant"
    )
    table = pyarrow.parquet.read_table(io.BytesIO(encode(result, "parquet")))
    assert [str(kind) for kind in table.schema.types] == ["date32[day]", "string", "int32", "string"]
    with duckdb.connect() as connection:
        assert connection.sql('SELECT day::VARCHAR, span, instant FROM "table"').fetchall() == [
            ("infinity", "3 days", "infinity")
        ]


NOT_FINITE = "SELECT 'nan'::DOUBLE AS a, 'inf'::FLOAT AS b, '-inf'::DOUBLE AS c, ['nan'::DOUBLE, 1.5] AS d"


def test_numbers_that_are_none_are_words_in_json_and_in_a_sheet() -> None:
    result = ask(NOT_FINITE)

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    told = json.loads(encode(result, "json"), parse_constant=refuse)
    assert told == [{"a": "NaN", "b": "Infinity", "c": "-Infinity", "d": ["NaN", 1.5]}]
    sheet = openpyxl.load_workbook(io.BytesIO(encode(result, "xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["NaN", "Infinity", "-Infinity", '["NaN", 1.5]']


def test_equal_column_names_lose_no_column() -> None:
    result = ask("SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a, 5 AS A")
    assert json.loads(encode(result, "json")) == [{"a": 1, "a_2": 2, "a_1": 3, "a_3": 4, "A": 5}]
    table = pyarrow.parquet.read_table(io.BytesIO(encode(result, "parquet")))
    assert table.to_pylist() == [{"a": 1, "a_2": 2, "a_1": 3, "a_3": 4, "A": 5}]
    assert encode(result, "csv").decode() == "a,a,a_1,a,A\n1,2,3,4,5\n"


def test_a_sheet_shows_every_digit_and_every_day() -> None:
    digits = "SELECT 12345678901234567 AS whole, 123456789012345 AS fits, 1.50::DECIMAL(38, 30) AS zeros"
    result = ask(digits + ", -1234567890.123456789 AS exact, DATE '1899-12-31' AS old, DATE '1918-02-24' AS day")
    sheet = openpyxl.load_workbook(io.BytesIO(encode(result, "xlsx"))).active
    assert sheet is not None
    shown = [cell.value for cell in sheet[2]]
    assert shown[:5] == ["12345678901234567", 123456789012345, 1.5, "-1234567890.123456789", "1899-12-31"]
    assert sheet["F2"].is_date


@pytest.mark.parametrize("rows, columns", [(1_048_576, 1), (1, 16_385)])
def test_an_answer_larger_than_a_sheet_is_refused_in_a_sentence(rows: int, columns: int) -> None:
    ones = pa.array([1] * rows, pa.int8())
    result = QueryResult(pa.table([ones] * columns, names=list(map(str, range(columns)))))
    with pytest.raises(QueryError, match=r"an XLSX sheet holds 1,048,575 rows .* choose csv or parquet"):
        encode(result, "xlsx")


def test_the_last_row_that_fits_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_XLSX_ROWS", 3)
    assert encode(ask("FROM range(2)"), "xlsx")
    with pytest.raises(QueryError, match="3 rows"):
        encode(ask("FROM range(3)"), "xlsx")


@pytest.mark.parametrize("output_format", FORMATS)
def test_an_answer_without_rows_is_written_in_every_format(output_format: str) -> None:
    assert encode(ask("SELECT INTERVAL 3 DAY AS span, DATE 'infinity' AS day WHERE false"), output_format)


def test_bytes_are_hexadecimal_digits_and_stay_bytes_in_parquet() -> None:
    """The bytes are those of "Å", a zero byte and 255: no text in any encoding."""
    result = ask(
        r"SELECT '\xC3\x85\x00\xFF'::BLOB AS one, ['\x01'::BLOB, NULL] AS many, {'a': ''::BLOB} AS named,"
        " NULL::BLOB AS nothing"
    )
    assert result.rows == (("c38500ff", ["01", None], {"a": ""}, None),)
    assert encode(result, "csv").decode() == 'one,many,named,nothing\nc38500ff,"[""01"", null]","{""a"": """"}",\n'
    assert json.loads(encode(result, "json")) == [
        {"one": "c38500ff", "many": ["01", None], "named": {"a": ""}, "nothing": None}
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(encode(result, "xlsx"))).active
    assert sheet is not None
    assert sheet["A2"].value == "c38500ff"
    table = pyarrow.parquet.read_table(io.BytesIO(encode(result, "parquet")))
    assert table["one"].to_pylist() == [b"\xc3\x85\x00\xff"]
    assert ask(f"SELECT unhex('{result.rows[0][0]}') = '\\xC3\\x85\\x00\\xFF'::BLOB").rows == ((True,),)
