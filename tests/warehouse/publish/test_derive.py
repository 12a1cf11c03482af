"""The files that are being built stand beside the working file, and keep no log."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.connection import Warehouse
from warehouse.publish.derive import attached
from warehouse.publish.writing import ALIAS, IN_MEMORY, ON_DISK, STEPS, Pace
from warehouse.sources import literal


@pytest.mark.parametrize("pace", [IN_MEMORY, ON_DISK], ids=["in memory", "on disk"])
def test_files_that_are_being_built_have_no_log_and_hold_all_when_they_are_detached(
    pace: Pace, working: Warehouse, tmp_path: Path
) -> None:
    path, con = tmp_path / "new" / ".building", working.connection
    path.parent.mkdir()
    files = [ALIAS, STEPS] if pace.is_on_disk else [ALIAS]
    with attached(con, path, pace, keep_steps=True):
        for file in files:
            con.execute(f"CREATE TABLE {file}.main.numbers AS SELECT 1 AS number")
            con.execute(f"INSERT INTO {file}.main.numbers VALUES (2)")
        assert {one.name for one in path.parent.iterdir()} == {".building", ".building-steps"} - (
            set() if pace.is_on_disk else {".building-steps"}
        )
    for one in path.parent.iterdir():
        with duckdb.connect() as other:
            other.execute(f"ATTACH {literal(one)} AS built (READ_ONLY)")
            assert other.execute("FROM built.numbers").fetchall() == [(1,), (2,)]
