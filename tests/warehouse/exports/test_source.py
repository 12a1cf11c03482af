"""What exports read is described, in order, and comes in batches."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.warehouse.factory import directive
from warehouse.connection import open_working
from warehouse.errors import NoWarehouse, QueryError
from warehouse.exports.rows import stream
from warehouse.exports.source import open_source
from warehouse.publish.publish import publish
from warehouse.sources import read_folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with open_working(folder) as w:
        for number in (3, 1, 2):
            directive(w, f"na/{number}", str(number), "2024-12-23", "1", "2")
        publish(w, folder)
    return folder


def test_tables_are_told_with_types_meanings_and_keys(data: Path) -> None:
    with open_source(data) as source:
        held = {table.name: table for table in source.tables}
        macros = {macro.name: macro for macro in source.macros}
    assert held["annexes"].key == ("annex_id",)
    assert all(table.meaning and table.key for table in held.values())
    assert {column.name: column.sql_type for column in held["annexes"].columns}["in_force_from"] == "DATE"
    assert all(column.meaning for table in held.values() for column in table.columns)
    assert macros["annexes_in_force_on"].parameters == ("day", "by_rulings")
    assert source.number == 1


def test_rows_come_in_the_order_of_the_key(data: Path) -> None:
    with open_source(data) as source:
        [annexes] = [table for table in source.tables if table.name == "annexes"]
        found = [row[0] for row in source.rows_of(annexes)]
    assert found == [f"na/{act}#{annex}" for act in (1, 2, 3) for annex in (1, 2)]


def test_a_long_answer_comes_in_batches() -> None:
    """A batch ends with one of DuckDB's vectors of 2,048 rows, so it may be a little longer than asked for."""
    batches = list(stream(duckdb.connect(), "SELECT * FROM range(50000)").batches)
    assert len(batches) >= 4
    assert [row[0] for batch in batches for row in batch] == list(range(50_000))


def test_two_answers_are_read_side_by_side(data: Path) -> None:
    with open_source(data) as source:
        acts, annexes = (
            source.ask("acts", day="2025-01-01").named(),
            source.ask("act_annexes", day="2025-01-01").named(),
        )
        read = [(act["directive_id"], next(annexes)["directive_id"], next(annexes)["directive_id"]) for act in acts]
    assert read
    assert all(len(set(ids)) == 1 for ids in read)


@pytest.mark.parametrize("source", read_folder("exports"), ids=lambda source: source.name)
def test_each_export_query_says_what_it_answers_and_runs(data: Path, source: object) -> None:
    name = source.name  # type: ignore[attr-defined]
    assert source.field("answers"), name  # type: ignore[attr-defined]
    assert source.field("grain"), name  # type: ignore[attr-defined]
    with open_source(data) as opened:
        answer = opened.ask(name, **({"day": "2025-01-01"} if "$day" in source.sql else {}))  # type: ignore[attr-defined]
        widths = {sheet.query: sheet.widths for sheet in opened.sheets}.get(name)
        assert widths is None or len(widths) == len(answer.columns)
        assert all(len(row) == len(answer.columns) for row in answer)


def test_what_is_not_there_is_told(data: Path, tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="kehtiv ingest"), open_source(tmp_path):
        pass
    with open_source(data) as source, pytest.raises(QueryError, match="no export query"):
        source.ask("nothing")


def test_an_error_of_duckdb_is_one_of_the_warehouse(data: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="cannot be exported"), open_source(data) as source:
        source.write_parquet(source.tables[0], tmp_path / "missing" / "x.parquet")
