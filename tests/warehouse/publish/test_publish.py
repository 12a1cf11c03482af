"""Publishing and opening: readers never wait, never see half, and always get a plain answer when they cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.model.ids import DocumentId
from extractors.model.register import OriginalFile
from tests.warehouse.factory import NIGHT, directive, entry, load
from warehouse.ask.queries import run_query
from warehouse.connection import PUBLISHED_NAME, WORKING_NAME, Warehouse, open_published, open_working
from warehouse.errors import (
    NoWarehouse,
    QueryRefused,
    WarehouseDamaged,
    WarehouseLocked,
    WarehouseTooNew,
    WarehouseUnwritable,
)
from warehouse.ledgers.coverage import Search, record
from warehouse.ledgers.quarantine import Trouble, hold, open_documents, release
from warehouse.ledgers.runs import finish_run, start_run
from warehouse.load import mark_checked
from warehouse.migrations import current_version, known_migrations
from warehouse.moment import Moment
from warehouse.publish import derive, index, inside, soundness
from warehouse.publish.order import ordered_views
from warehouse.publish.publish import publish
from warehouse.publish.writing import BLOCK_SIZE


def published_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("warehouse-*.duckdb"))


def count_documents(folder: Path) -> int:
    with open_published(folder) as w:
        return len(w.connection.execute("FROM documents WHERE is_public").fetchall())


@pytest.fixture
def few_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish ledgers, documents and texts alone, which takes a tenth of the time: how files follow one another, and
    which of them stay, is the same with nine tables as with a hundred.
    """
    few = tuple(view for view in ordered_views() if view.field("ledger") == "yes" or view.name == "texts")
    for module in (derive, soundness):
        monkeypatch.setattr(module, "ordered_views", lambda: few)
    for module in (index, inside):
        monkeypatch.setattr(module, "build", lambda con, pace: None)
    create = derive._create_macros
    monkeypatch.setattr(derive, "_create_macros", lambda con, name: create(con, name) if name == "functions" else None)
    monkeypatch.setattr(soundness, "INSIDE", ())


@pytest.mark.usefixtures("few_tables")
def test_the_link_names_the_newest_file_which_nobody_may_write(working: Warehouse, tmp_path: Path) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    path = publish(working, tmp_path)
    assert path.name == "warehouse-000001.duckdb"
    assert os.readlink(tmp_path / PUBLISHED_NAME) == path.name
    assert path.stat().st_mode & 0o222 == 0
    assert not list(tmp_path.glob(".*building*"))


@pytest.mark.usefixtures("few_tables")
def test_nothing_new_publishes_nothing(working: Warehouse, tmp_path: Path) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    first = publish(working, tmp_path)
    directive(working, "na/1", "1", "2025-01-01", "1")
    assert publish(working, tmp_path) == first
    assert published_names(tmp_path) == [first.name]


@pytest.mark.usefixtures("few_tables")
def test_a_reader_keeps_its_file_while_others_are_published_and_the_last_three_stay(
    working: Warehouse, tmp_path: Path
) -> None:
    directive(working, "na/0", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    with open_published(tmp_path) as reader:
        for n in range(1, 4):
            directive(working, f"na/{n}", str(n + 1), "2025-01-01", "1")
            publish(working, tmp_path)
            assert len(reader.connection.execute("FROM documents").fetchall()) == 1
    assert published_names(tmp_path) == [f"warehouse-00000{n}.duckdb" for n in (2, 3, 4)]
    assert count_documents(tmp_path) == 4


@pytest.mark.usefixtures("few_tables")
def test_after_content_was_withdrawn_no_older_file_that_holds_it_stays(working: Warehouse, tmp_path: Path) -> None:
    for n in range(3):
        directive(working, f"na/{n}", str(n + 1), "2025-01-01", "1")
        publish(working, tmp_path)
    load(working, "na/0", entry("1", "2025-01-01", access="AK"))
    last = publish(working, tmp_path)
    assert published_names(tmp_path) == [last.name]
    assert count_documents(tmp_path) == 2


def test_a_night_without_new_content_refreshes_the_ledgers_alone(
    working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = (OriginalFile("kaskkiri.pdf", "http://127.0.0.1/kaskkiri.pdf"),)
    directive(working, "na/1", "1", "2025-01-01", "1", files=files)
    publish(working, tmp_path)
    start_run(working, "r2", "ingest", "na", NIGHT, {"since": "2025-01-01"})
    mark_checked(working, Moment("r2", NIGHT), [DocumentId("na/1")])
    finish_run(working, "r2", NIGHT + timedelta(minutes=1), "done", {"unchanged": 1})
    made: list[str] = []
    materialise = derive.materialise
    monkeypatch.setattr(derive, "materialise", lambda con, view: (made.append(view.name), materialise(con, view)))
    publish(working, tmp_path)
    assert "annexes" not in made
    assert "runs" in made
    with open_published(tmp_path) as w:
        assert w.connection.execute("SELECT outcome, counts FROM runs").fetchall() == [("done", '{"unchanged": 1}')]
        assert w.connection.execute("SELECT last_checked_at FROM documents").fetchall() == [(NIGHT,)]
        assert len(w.connection.execute("FROM annexes_in_force_on('2025-06-01')").fetchall()) == 1
        comment = w.connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'runs'").fetchall()
        assert comment[0][0]


def test_a_build_that_fails_leaves_the_last_published_file_and_the_working_one_usable(
    working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    directive(working, "na/2", "2", "2025-01-01", "1")

    def failing(*_: Any) -> None:
        raise RuntimeError("the plug was pulled")

    with monkeypatch.context() as patched:
        patched.setattr(derive, "_create_macros", failing)
        with pytest.raises(RuntimeError):
            publish(working, tmp_path)
    assert count_documents(tmp_path) == 1
    publish(working, tmp_path)
    assert count_documents(tmp_path) == 2
    assert not list(tmp_path.glob(".*building*"))


@pytest.mark.long
def test_a_published_file_that_was_deleted_is_built_again(working: Warehouse, tmp_path: Path) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path).unlink()
    assert publish(working, tmp_path).exists()
    assert count_documents(tmp_path) == 1


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def overwrite(path: Path) -> None:
    """Other bytes in the last third, as of a bad disk: the file still opens."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size * 2 // 3)
        file.write(b"\xa5" * (size // 3))


def drop_table(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE texts")


@pytest.mark.usefixtures("few_tables")
@pytest.mark.parametrize("has_new_ledger", [False, True], ids=["nothing new", "new ledgers"])
@pytest.mark.parametrize("damage", [cut, empty, overwrite, drop_table])
def test_a_damaged_published_file_is_derived_anew_and_said(
    working: Warehouse, tmp_path: Path, damage: Callable[[Path], None], has_new_ledger: bool
) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    first = publish(working, tmp_path)
    first.chmod(0o644)
    damage(first)
    if has_new_ledger:
        start_run(working, "r1", "ingest", "na", NIGHT, {})
    notes: list[str] = []
    second = publish(working, tmp_path, notes.append)
    assert second.name == "warehouse-000002.duckdb"
    assert os.readlink(tmp_path / PUBLISHED_NAME) == second.name
    assert count_documents(tmp_path) == 1
    assert soundness.find_damage(second) is None
    assert len(notes) == 1
    assert "warehouse-000001.duckdb was damaged" in notes[0]
    assert publish(working, tmp_path, notes.append) == second
    assert len(notes) == 1


@pytest.mark.usefixtures("few_tables")
def test_a_file_is_read_for_damage_in_the_memory_of_a_step(
    working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB would keep what it has read: of a million annexes two gigabytes, in a night that changes nothing."""
    asked: list[str] = []

    def read(connection: duckdb.DuckDBPyConnection, table: str) -> None:
        [(limit,)] = connection.execute("SELECT current_setting('memory_limit')").fetchall()
        asked.append(limit)
        if len(asked) == 1:
            raise duckdb.OutOfMemoryException("a wide table")

    monkeypatch.setattr(soundness, "_read", read)
    assert soundness.find_damage(publish(working, tmp_path)) is None
    assert asked[:3] == ["38.1 MiB", "53.4 MiB", "38.1 MiB"]


@pytest.mark.usefixtures("few_tables")
def test_other_sql_or_other_blocks_publish_anew(
    working: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import warehouse.publish.publish as module

    directive(working, "na/1", "1", "2025-01-01", "1")
    publish(working, tmp_path)
    monkeypatch.setattr(module, "fingerprint", lambda: "other")
    assert publish(working, tmp_path).name == "warehouse-000002.duckdb"
    monkeypatch.setattr(module, "BLOCK_SIZE", BLOCK_SIZE * 4)
    assert publish(working, tmp_path).name == "warehouse-000003.duckdb"


def test_the_published_file_opens_alone_and_in_another_place(working: Warehouse, tmp_path: Path) -> None:
    directive(working, "na/1", "1", "2025-01-01", "1")
    moved = tmp_path / "elsewhere.duckdb"
    moved.write_bytes(publish(working, tmp_path).read_bytes())
    with duckdb.connect(str(moved), read_only=True) as connection:
        assert len(connection.execute("FROM annexes_in_force_on('2025-06-01')").fetchall()) == 1
        assert len(connection.execute("FROM annexes_in_force_as_known('2025-06-01', '2026-06-01')").fetchall()) == 1
        assert len(connection.execute("FROM directives_in_force_on('2025-06-01')").fetchall()) == 1
        assert connection.execute("SELECT block_size FROM pragma_database_size()").fetchone() == (BLOCK_SIZE,)


def test_a_reader_can_neither_write_nor_reach_other_files_nor_unlock_itself(working: Warehouse, tmp_path: Path) -> None:
    publish(working, tmp_path)
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    with open_published(tmp_path) as w:
        for sql in (
            "CREATE TABLE t AS SELECT 1",
            f"FROM read_csv('{other}')",
            f"COPY (SELECT 1) TO '{tmp_path / 'out.csv'}'",
            f"ATTACH '{tmp_path / 'x.duckdb'}'",
            "SET enable_external_access = true",
            "SET memory_limit = '1GB'",
        ):
            with pytest.raises(duckdb.Error):
                w.connection.execute(sql)
        with pytest.raises(QueryRefused):
            run_query(w, "DELETE FROM annexes")


def test_without_a_published_file_the_message_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="kehtiv ingest"):
        open_published(tmp_path)


def test_a_working_file_in_use_by_another_process_is_locked(tmp_path: Path) -> None:
    with open_working(tmp_path):
        pass
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import duckdb, sys; c = duckdb.connect({str(tmp_path / WORKING_NAME)!r}); print('open', flush=True);"
            " sys.stdin.read()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(WarehouseLocked, match="another process"):
            open_working(tmp_path)
    finally:
        holder.communicate()


def test_a_warehouse_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with open_working(tmp_path) as w:
        w.connection.execute("INSERT INTO schema_versions VALUES (99, 'from the future', now())")
    with pytest.raises(WarehouseTooNew, match="version 99"):
        open_working(tmp_path)


def test_migrations_run_once_and_each_in_its_transaction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import warehouse.migrations as module

    with open_working(tmp_path) as w:
        held = current_version(w.connection)
        assert held == len(known_migrations())
    broken = module.Migration(held + 1, "broken", "CREATE TABLE base.half (x INTEGER); SELECT no_such_thing")
    monkeypatch.setattr(module, "known_migrations", lambda: (*known_migrations(), broken))
    with pytest.raises(duckdb.Error):
        open_working(tmp_path)
    monkeypatch.undo()
    with open_working(tmp_path) as w:
        assert current_version(w.connection) == held
        with pytest.raises(duckdb.CatalogException):
            w.connection.execute("FROM base.half")


def test_a_file_that_is_no_database_is_damaged_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / WORKING_NAME).write_bytes(b"this is no database" * 1000)
    with pytest.raises(WarehouseDamaged):
        open_working(tmp_path)


def test_a_folder_that_cannot_be_made_is_unwritable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WarehouseUnwritable):
        open_working(tmp_path / "file" / "data")


def test_a_run_that_never_ended_is_interrupted_and_the_one_going_on_is_running(
    working: Warehouse, tmp_path: Path, ask: Any
) -> None:
    start_run(working, "r1", "ingest", "na", NIGHT, {})
    working.run_ids.clear()  # its process was killed
    start_run(working, "r2", "ingest", "na", NIGHT + timedelta(days=1), {})
    assert ask("SELECT run_id, outcome FROM runs ORDER BY 1") == [("r1", "interrupted"), ("r2", "running")]
    finish_run(working, "r2", NIGHT + timedelta(days=1), "done", {})
    assert ask("SELECT outcome FROM runs ORDER BY run_id") == [("interrupted",), ("done",)]


def test_a_search_is_whole_only_when_uncut_and_read_to_its_end(working: Warehouse, ask: Any) -> None:
    def note(filter: str, expected: int | None, seen: int, *, is_capped: bool) -> None:
        made = Search(
            register="na",
            filter=filter,
            begin_on=NIGHT.date(),
            end_on=NIGHT.date(),
            expected=expected,
            seen=seen,
            is_capped=is_capped,
        )
        record(working, Moment("r", NIGHT), made)

    note("a", 100, 100, is_capped=True)
    note("b", 7, 5, is_capped=False)
    note("b", 7, 7, is_capped=False)
    note("c", None, 0, is_capped=False)
    note("d", 3, 2, is_capped=False)
    rows = ask("SELECT filter, is_whole FROM register_coverage ORDER BY 1")
    assert rows == [("a", False), ("b", True), ("c", True), ("d", False)]


def test_quarantine_rows_are_seen_again_closed_and_never_deleted(working: Warehouse, ask: Any) -> None:
    def held(code: str, days: int, sha256: str = "s") -> None:
        trouble = Trouble("na/1", "k.pdf", sha256, "read", code, "m", "1")
        hold(working, trouble, run_id="r", at=NIGHT + timedelta(days=days))

    held("truncated_file", 0)
    held("truncated_file", 1)
    held("encrypted_file", 2)
    assert open_documents(working, ("read",)) == {"na/1"}
    assert open_documents(working, ("file",)) == set()
    release(working, "na/1", "k.pdf", "read", NIGHT + timedelta(days=3))
    release(working, "na/1", "k.pdf", "read", NIGHT + timedelta(days=4))
    held("encrypted_file", 5)
    rows = ask(
        "SELECT code, day(first_seen_at), day(last_seen_at), day(closed_at) FROM quarantine ORDER BY first_seen_at"
    )
    assert rows == [
        ("truncated_file", 1, 2, 3),
        ("encrypted_file", 3, 3, 4),
        ("encrypted_file", 6, 6, None),
    ]
