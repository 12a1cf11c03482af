"""Which way a file is published: in part, or whole where that must be; and what is kept for the next time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.factory import NIGHT as AT
from tests.warehouse.factory import act, directive, effect, entry, load
from warehouse.connection import Warehouse, open_published
from warehouse.ledgers.runs import start_run
from warehouse.publish import content, derive
from warehouse.publish.partly import build
from warehouse.publish.partly.checking import find_differences
from warehouse.publish.partly.deriving import Deriving
from warehouse.publish.partly.keeping import STEPS_NAME
from warehouse.publish.publish import publish, want_whole

NIGHT = date(2026, 3, 2)
SECRET = "Salajane Kohtumenetlus"


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every warehouse is large; the list gets which ways files were built."""
    built: list[str] = []
    build, build_part = derive.build, content.build_part

    def whole(w: Warehouse, path: Path, *, ledgers_only: bool, keep_steps: bool = False) -> None:
        built.append("ledgers" if ledgers_only else "whole")
        build(w, path, ledgers_only=ledgers_only, keep_steps=keep_steps)

    def part(w: Warehouse, path: Path) -> None:
        built.append("part")
        build_part(w, path)

    monkeypatch.setattr(derive, "_ON_DISK_BYTES", 0)
    monkeypatch.setattr(derive, "_IN_PART_BYTES", 0)
    monkeypatch.setattr(derive, "build", whole)
    monkeypatch.setattr(content, "build_part", part)
    return built


def holds(folder: Path, words: str) -> list[str]:
    """Names of the files in which these words stand, anywhere in their bytes."""
    return sorted(path.name for path in folder.iterdir() if path.is_file() and words.encode() in path.read_bytes())


@pytest.mark.long
def test_a_withdrawal_derives_everything_and_leaves_no_words_in_free_blocks(
    working: Warehouse, tmp_path: Path, ways: list[str]
) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    directive(
        working, "na/2", "2", "2025-01-02", "1", revokes=(act("1", "2025-01-01", scope="act"),),
        more=lambda writer: [effect(writer, "suspend", act("1", "2025-01-01", scope="act"), words=SECRET)],
    )  # fmt: skip
    publish(working, tmp_path)
    assert ways == ["whole", "part"]
    assert "warehouse-000002.duckdb" in holds(tmp_path, SECRET)
    load(working, "na/2", entry("2", "2025-01-02", access="AK"))
    publish(working, tmp_path)
    assert ways == ["whole", "part", "whole"]
    assert holds(tmp_path, SECRET) == []
    assert sorted(path.name for path in tmp_path.glob("*.duckdb")) == [
        STEPS_NAME, "warehouse-000003.duckdb", "warehouse.duckdb", "working.duckdb"
    ]  # fmt: skip
    directive(working, "na/3", "3", "2025-01-03", "1")
    publish(working, tmp_path)
    assert ways[3:] == ["part"]


@pytest.mark.long
def test_a_step_in_part_begins_without_blocks_of_earlier_ones(
    working: Warehouse, tmp_path: Path, ways: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    con, held, derive_one = working.connection, list[int](), Deriving.derive
    con.execute("CREATE TABLE large AS SELECT hash(range) AS number FROM range(200_000)")
    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    directive(working, "na/2", "2", "2025-01-02", "1")

    def reading(deriving: Deriving, *rest: Any) -> bool:
        used = "SELECT sum(memory_usage_bytes) FROM duckdb_memory() WHERE tag = 'BASE_TABLE'"
        held.extend(con.execute(used).fetchall()[0])
        is_whole = derive_one(deriving, *rest)
        con.execute(f"SELECT sum(number) FROM {deriving.base}.large").fetchall()
        return is_whole

    monkeypatch.setattr(Deriving, "derive", reading)
    publish(working, tmp_path)
    assert ways == ["whole", "part"]
    assert len(held) > 100
    assert max(held) < 2**20, "of what the step before has read, a table of 1.6 MB"


def spoil(path: Path) -> None:
    path.chmod(0o644)
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xa5" * 64)


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "damage"),
    [("warehouse-000001.duckdb", spoil), (STEPS_NAME, spoil), (STEPS_NAME, Path.unlink)],
    ids=["published", "steps", "no steps"],
)
def test_a_file_that_is_not_as_it_was_published_is_not_gone_on_from(
    working: Warehouse, tmp_path: Path, ways: list[str], name: str, damage: Callable[[Path], None]
) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    damage(tmp_path / name)
    directive(working, "na/2", "2", "2025-01-02", "1")
    notes: list[str] = []
    publish(working, tmp_path, notes.append)
    assert ways == ["whole", "whole"]
    assert len(notes) == 1
    assert "is not as it was published" in notes[0]


@pytest.mark.long
@pytest.mark.parametrize("error", [duckdb.OutOfMemoryException, duckdb.IOException], ids=["memory", "disk"])
@pytest.mark.parametrize("least", [derive.LARGE_BYTES, 0], ids=["one table after another", "two at once"])
def test_where_deriving_in_part_fails_everything_is_derived(
    working: Warehouse,
    tmp_path: Path,
    ways: list[str],
    monkeypatch: pytest.MonkeyPatch,
    error: type[duckdb.Error],
    least: int,
) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    directive(working, "na/2", "2", "2025-01-02", "1")
    notes: list[str] = []

    def failing(*_: object) -> None:
        raise error("could not allocate block")

    with monkeypatch.context() as patched:
        patched.setattr(derive, "LARGE_BYTES", least)
        patched.setattr(build, "VERY_LARGE_BYTES", least)
        patched.setattr("warehouse.publish.partly.changes.Changes.replace_part", failing)
        path = publish(working, tmp_path, notes.append)
    assert ways == ["whole", "part", "whole"]
    assert notes == ["what changed could not be derived alone (could not allocate block): everything was"]
    assert path.name == "warehouse-000002.duckdb"
    with open_published(tmp_path) as p:
        assert p.connection.execute("SELECT count(*) FROM annexes").fetchall() == [(2,)]


@pytest.mark.long
def test_a_publish_of_ledgers_keeps_the_steps_for_the_next_one_in_part(
    working: Warehouse, tmp_path: Path, ways: list[str]
) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    start_run(working, "r2", "ingest", "na", AT, {})
    publish(working, tmp_path)
    directive(working, "na/2", "2", "2025-01-02", "1")
    publish(working, tmp_path)
    assert ways == ["whole", "ledgers", "part"]
    with open_published(tmp_path) as p:
        assert p.connection.execute("SELECT count(*) FROM runs").fetchall() == [(1,)]
        assert len(p.connection.execute("FROM annexes_in_force_on('2025-06-01')").fetchall()) == 2
        [(found,)] = p.connection.execute("SELECT count(*) FROM search('ametijuhend')").fetchall()
        assert found == 2


@pytest.mark.long
def test_steps_that_were_damaged_before_a_publish_of_ledgers_are_not_gone_on_from(
    working: Warehouse, tmp_path: Path, ways: list[str]
) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    spoil(tmp_path / STEPS_NAME)
    start_run(working, "r2", "ingest", "na", AT, {})
    publish(working, tmp_path)
    directive(working, "na/2", "2", "2025-01-02", "1")
    notes: list[str] = []
    publish(working, tmp_path, notes.append)
    assert ways == ["whole", "ledgers", "whole"]
    assert len(notes) == 1
    assert "is not as it was published" in notes[0]


@pytest.mark.parametrize(("most", "way"), [(2, "whole"), pytest.param(3, "part", marks=pytest.mark.long)])
def test_where_very_many_documents_changed_everything_is_derived(
    most: int, way: str, working: Warehouse, tmp_path: Path, ways: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "MANY_CHANGED", most)
    notes: list[str] = []
    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    for number in (2, 3, 4):
        directive(working, f"na/{number}", str(number), "2025-01-01", "1")
    path = publish(working, tmp_path, notes.append)
    assert (ways, notes) == (["whole", "part", *(["whole"] if way == "whole" else [])], [])
    with open_published(tmp_path) as p:
        assert p.connection.execute("SELECT count(*) FROM annexes").fetchall() == [(4,)]
    assert (tmp_path / STEPS_NAME).exists()
    assert not list(tmp_path.glob(f".{path.name}*"))


@pytest.mark.long
def test_few_of_all_documents_are_derived_alone_however_many_they_are(
    working: Warehouse, tmp_path: Path, ways: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "MANY_CHANGED", 0)
    monkeypatch.setattr(build, "MUCH_CHANGED", 0.5)
    for number in (1, 2):
        directive(working, f"na/{number}", str(number), "2025-01-01", "1")
    publish(working, tmp_path)
    directive(working, "na/3", "3", "2025-01-01", "1")
    publish(working, tmp_path)
    assert ways == ["whole", "part"]


@pytest.mark.long
def test_a_month_later_a_night_derives_everything_and_tells_what_differs(
    working: Warehouse, tmp_path: Path, ways: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    alarms: list[str] = []

    def night(day: date) -> None:
        directive(working, f"na/{day}", f"{len(ways) + 1}", "2025-01-01", "1")
        publish(working, tmp_path, night=day, alarm=alarms.append)

    night(NIGHT)
    night(NIGHT + timedelta(days=29))
    night(NIGHT + timedelta(days=30))
    assert ways == ["whole", "part", "part", "whole"]
    assert alarms == []
    build_part = content.build_part

    def wrong(w: Warehouse, path: Path) -> None:
        build_part(w, path)
        with duckdb.connect(str(path)) as con:
            con.execute("UPDATE annexes SET in_force_until = DATE '2025-02-01' WHERE directive_id LIKE '%02'")
            con.execute("UPDATE outcome_stretches SET until_on = DATE '2025-02-01' WHERE annex_id LIKE '%02#1'")
            con.execute("UPDATE search_words SET form_item_number = 9 WHERE form = 'ametijuhend'")

    monkeypatch.setattr(content, "build_part", wrong)
    want_whole(working)
    path = publish(working, tmp_path, alarm=alarms.append)
    assert ways[4:] == ["part", "whole"]
    assert alarms[0] == "annexes: 2 rows differ between deriving all and deriving what changed: na/2026-03-02#1"
    assert [alarm.partition(":")[0] for alarm in alarms] == ["annexes", "outcome_stretches", "search_words"]
    with open_published(tmp_path) as p:
        assert p.connection.execute("SELECT count(*) FROM annexes WHERE in_force_until IS NOT NULL").fetchall() == [
            (0,)
        ]
    assert not list(tmp_path.glob(f".{path.name}*"))
    publish(working, tmp_path, alarm=alarms.append)
    assert len(ways) == 6


def test_equal_files_differ_in_nothing_and_a_lost_row_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from warehouse.publish.partly import checking
    from warehouse.sources import Source

    view = Source("acts", (("key", "act_id"), ("inner", "row")), "SELECT 1")
    monkeypatch.setattr(checking, "ordered_views", lambda: (view,))
    monkeypatch.setattr(checking, "answers", lambda: ())
    monkeypatch.setattr(checking, "SEARCHED", {})
    for name, last in (("a", 3), ("b", 3), ("c", 2)):
        with duckdb.connect(str(tmp_path / name)) as con:
            con.execute(f"CREATE TABLE acts AS SELECT 'r/' || n AS act_id, random() AS row FROM range({last}) AS r (n)")
    assert find_differences(tmp_path / "a", tmp_path / "b") == []
    assert find_differences(tmp_path / "a", tmp_path / "c") == [
        "acts: 1 rows differ between deriving all and deriving what changed: r/2"
    ]
