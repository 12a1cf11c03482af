"""`import kehtiv`: the same answers as the command's, as Arrow tables."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import kehtiv
from flows.run.summary import Summary
from tests.flows.conftest import sample_night  # noqa: F401  the same night as the other tests of this process

Night = tuple[Path, Summary]


def test_annexes_in_force_come_as_a_table(sample_night: Night) -> None:  # noqa: F811
    with kehtiv.open(sample_night[0]) as held:
        before, after = held.in_force(date(2023, 4, 2)), held.in_force("03.04.2023")
        ids = [set(table.column("annex_id").to_pylist()) for table in (before, after)]
        assert "sample/700110#1" in ids[0]
        assert "sample/700110#1" not in ids[1]
        assert held.in_force("2023-04-02", known_on="2020-01-01").num_rows == 0


def test_sql_and_shipped_queries_answer_with_parameters(sample_night: Night) -> None:  # noqa: F811
    with kehtiv.open(sample_night[0]) as held:
        told = held.sql("SELECT number FROM directives WHERE directive_id = $id", id="sample/700110")
        assert told.to_pylist() == [{"number": "5"}]
        assert held.ask("taken_down").num_rows == 0
        with pytest.raises(kehtiv.QueryError):
            held.sql("DROP TABLE annexes")
        with pytest.raises(ValueError, match="is not a day"):
            held.in_force("tomorrow")


def test_a_folder_may_be_opened_twice_at_once_and_closed_in_any_order(sample_night: Night) -> None:  # noqa: F811
    first = kehtiv.open(sample_night[0])
    with kehtiv.open(sample_night[0]) as second:
        first.close()
        told = second.sql("SELECT current_setting('TimeZone') AS zone, current_setting('lock_configuration') AS locked")
        assert told.to_pylist() == [{"zone": "UTC", "locked": True}]
        with pytest.raises(kehtiv.QueryError):
            second.sql("SET memory_limit = '1GB'")


def test_a_folder_without_a_warehouse_is_told(tmp_path: Path) -> None:
    with pytest.raises(kehtiv.NoWarehouse):
        kehtiv.open(tmp_path)


def test_the_module_is_the_command() -> None:
    told = subprocess.run([sys.executable, "-m", "kehtiv", "--version"], capture_output=True, text=True, check=True)
    assert told.stdout.startswith(f"kehtiv {kehtiv.__version__} ")
