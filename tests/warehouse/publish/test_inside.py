"""The tables of answers are written part by part: the rows are those of one statement, in the same order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.factory import act, directive
from warehouse.connection import Warehouse, open_published
from warehouse.publish import inside
from warehouse.publish.publish import publish


def written(folder: Path) -> dict[str, list[Any]]:
    with open_published(folder) as w:
        return {one.name: w.connection.execute(f"SELECT * FROM {one.name}").fetchall() for one in inside.answers()}


def test_many_parts_give_the_rows_of_one(working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 8):
        directive(working, f"na/{number}", str(number), "2025-01-02", "1", "2")
    directive(working, "na/8", "8", "2025-06-01", revokes=(act("3", "2025-01-02", scope="act"),))
    for name in ("whole", "parts"):
        (tmp_path / name).mkdir()
    publish(working, tmp_path / "whole")
    monkeypatch.setattr(inside, "ACTS_TOGETHER", 1)
    publish(working, tmp_path / "parts")
    whole, parts = written(tmp_path / "whole"), written(tmp_path / "parts")
    assert set(whole) == {"act_sheets", "annex_steps", "outcome_stretches"}
    assert parts == whole
    for rows in whole.values():
        keys = [row[0] for row in rows]
        assert len(set(keys)) >= 8
        assert keys == sorted(keys)
