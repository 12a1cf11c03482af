"""The tables of answers are written part by part: the rows are those of one statement, in the same order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.sql.views.posts import Post, approve_posts
from tests.warehouse.factory import act, directive
from warehouse.connection import Warehouse, open_published
from warehouse.publish import inside
from warehouse.publish.publish import publish
from warehouse.publish.writing import Pace
from warehouse.sources import Source

BY_AUTHORITY = ("act_lines", "post_sheets", "status_counts")


def written(folder: Path) -> dict[str, list[Any]]:
    with open_published(folder) as w:
        return {one.name: w.connection.execute(f"SELECT * FROM {one.name}").fetchall() for one in inside.answers()}


def each_part_first_without_room(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let each part of a table find no room at first; return the parts in the order of asking."""
    asked: list[int] = []
    write_part = inside._write_part

    def too_small(con: duckdb.DuckDBPyConnection, source: Source, pace: Pace, part: int) -> None:
        asked.append(part)
        if asked.count(part) % 2:
            raise duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block")
        write_part(con, source, pace, part)

    monkeypatch.setattr(inside, "_write_part", too_small)
    return asked


def test_many_parts_give_the_rows_of_one(working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 8):
        posts: list[Post] = [(f"Nõunik {number}.{annex}", {}) for annex in (1, 2)]  # each of a name that no other bears
        approve_posts(working, f"na/{number}", str(number), "2025-01-02", *posts)
    directive(working, "na/8", "8", "2025-06-01", revokes=(act("3", "2025-01-02", scope="act"),))
    for name in ("whole", "parts"):
        (tmp_path / name).mkdir()
    publish(working, tmp_path / "whole")
    monkeypatch.setattr(inside, "parts_of", lambda source, acts: acts)
    asked = each_part_first_without_room(monkeypatch)
    publish(working, tmp_path / "parts")
    assert asked == [part for part in range(8) for _ in range(2)] * 10, (
        "what did not fit is written again, and no other"
    )
    whole, parts = written(tmp_path / "whole"), written(tmp_path / "parts")
    assert len(whole) == 10
    for name in BY_AUTHORITY:  # what one authority has stands together in each part
        whole[name], parts[name] = (sorted(rows[name], key=repr) for rows in (whole, parts))
        assert len(whole[name]) >= 8
    assert parts == whole
    for name, rows in whole.items():
        keys = [row[0] for row in rows]
        assert name in BY_AUTHORITY or len(set(keys)) >= 8
        assert name in BY_AUTHORITY or keys == sorted(keys)
    with open_published(tmp_path / "whole") as w:
        told = "SELECT n % 3 AS act, n AS turn, {words: n::VARCHAR} AS line FROM range(12) AS r(n) ORDER BY hash(n)"
        lists = w.connection.execute(
            "SELECT listed_in_turn(line, turn) FROM (" + told + ") GROUP BY act ORDER BY act"
        ).fetchall()
    assert [[one["words"] for one in lines] for (lines,) in lists] == [
        ["0", "3", "6", "9"],
        ["1", "4", "7", "10"],
        ["2", "5", "8", "11"],
    ]


def test_a_table_with_long_rows_has_more_parts_than_others() -> None:
    parts = {one.name: inside.parts_of(one, inside.ACTS_TOGETHER) for one in inside.answers()}
    assert parts["act_sheets"] == 5
    assert parts["annex_steps"] == parts["outcome_stretches"] == 1
    assert inside.parts_of(inside.answers()[0], 0) == 1
