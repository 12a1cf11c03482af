"""Every table of ``base`` is declared once, as the migrations make it, and what is declared is what happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from warehouse.connection import Warehouse, open_working
from warehouse.rereading import rebuilding
from warehouse.tables import TABLES, declared, owned_by, rebuilt_as
from warehouse.withdrawal.content import FILE_TABLES, remove_document_content
from warehouse.withdrawal.withdrawable import count_rows

NAMES = [table.name for table in TABLES]
DOCUMENT = "na/7"
AT = datetime(2026, 3, 1, tzinfo=UTC)
SAID = "sõnad mis peavad kaduma"
VALUES: dict[str, Any] = {
    "VARCHAR": SAID, "INTEGER": 1, "BIGINT": 1, "DOUBLE": 1.0, "BOOLEAN": True, "DATE": date(2026, 3, 1),
    "TIMESTAMP WITH TIME ZONE": AT, "VARCHAR[]": [SAID],
}  # fmt: skip
"""One value for each type of column; NULL for others."""
NAMED: dict[str, Any] = {
    "document_id": DOCUMENT, "file_id": f"{DOCUMENT}!f", "root_file_id": f"{DOCUMENT}!f", "parent_file_id": None,
    "register": "na", "external_id": "7", "closed_at": None, "stage": "read", "is_public": True, "kind": "add",
    "lifted_at": None, "source_url": "http://127.0.0.1/na/dokument/7",
}  # fmt: skip


def columns(w: Warehouse, table: str) -> dict[str, str]:
    """Name and type."""
    found = w.connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'base' AND table_name = ? ORDER BY ordinal_position",
        [table],
    )
    return dict(found.fetchall())


def fill(w: Warehouse, **given: Any) -> None:
    """One row of the document in every table."""
    for table in NAMES:
        if table == "state":
            continue
        row = {name: (NAMED | given).get(name, VALUES.get(kind)) for name, kind in columns(w, table).items()}
        row |= {name: None for name in row if name in NAMED and NAMED[name] is None and name not in given}
        marks = ", ".join("?" for _ in row)
        w.connection.execute(f"INSERT INTO base.{table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def rows(w: Warehouse, table: str) -> list[dict[str, Any]]:
    found = w.connection.execute(f"FROM base.{table} ORDER BY ALL")
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A working file as the migrations make it, to look at."""
    with open_working(tmp_path_factory.mktemp("made")) as w:
        yield w


# --- what is declared, beside the migrations ---


def test_the_tables_declared_are_those_that_the_migrations_make(made: Warehouse) -> None:
    found = made.connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'base'").fetchall()
    assert sorted(NAMES) == sorted(row[0] for row in found)


def test_what_the_load_of_a_file_writes_is_owned_by_files(made: Warehouse) -> None:
    """A table left out would keep what an earlier reading said, and what was withdrawn."""
    with_root = {table for table in NAMES if "root_file_id" in columns(made, table)}
    assert set(owned_by("file")) == set(FILE_TABLES) == with_root


def test_what_tells_of_a_document_says_what_a_withdrawal_does_to_it(made: Warehouse) -> None:
    """The ledgers of wanted and withdrawn acts keep metadata alone."""
    kept = {
        table.name for table in TABLES if table.on_withdrawal == "kept" and "document_id" in columns(made, table.name)
    }
    assert kept == {"wanted", "tombstones", "withdrawn_effects"}


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_blanked_columns_exist(made: Warehouse, table: Any) -> None:
    assert set(table.blanked) <= set(columns(made, table.name))
    assert bool(table.blanked) == (table.on_withdrawal == "blanked")
    assert table.comment.endswith((".", ";"))


def test_a_table_that_nobody_declared_is_named() -> None:
    with pytest.raises(LookupError, match="no table 'minutes'"):
        declared("minutes")


# --- what a withdrawal does ---


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """All rows before and after the withdrawal of the document, by table."""
    with open_working(tmp_path_factory.mktemp("withdrawn")) as w:
        fill(w, finished_at=None, cause="restricted")
        before = {table: rows(w, table) for table in NAMES}
        assert all(before.values())
        remove_document_content(w, document_id=DOCUMENT, run_id="r", at=AT, keeps_description=False)
        return before, {table: rows(w, table) for table in NAMES}


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_a_withdrawal_does_to_each_table_what_is_declared(
    withdrawn: tuple[dict[str, Any], dict[str, Any]], table: Any
) -> None:
    before, after = (told[table.name] for told in withdrawn)
    if table.on_withdrawal == "deleted":
        assert [row for row in after if row.get("code") != "content_removed"] == []
    elif table.on_withdrawal == "blanked":
        [was], [now] = before, after
        assert {name for name in was if now[name] != was[name]} - {"closed_at"} == set(table.blanked)
        assert not any(SAID in str(now[name]) for name in table.blanked)
    elif table.name != "state":
        assert after == before


def test_a_dry_run_counts_every_published_table_of_which_rows_go(working: Warehouse, tmp_path: Path) -> None:
    from tests.warehouse.factory import directive
    from warehouse.connection import open_published
    from warehouse.publish.publish import publish

    directive(working, DOCUMENT, "7", "2026-02-02", "1")
    publish(working, tmp_path)
    with open_published(tmp_path) as w:
        counts = count_rows(w, DOCUMENT)
        published = {row[0] for row in w.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    gone = {table.name for table in TABLES if table.on_withdrawal == "deleted"}
    assert set(counts) == gone & published | {"annexes", "document_versions"}
    assert (counts["files"], counts["annexes"], counts["parts"], counts["effects"]) == (1, 1, 2, 1)


# --- what a rebuilding does ---


@pytest.fixture(scope="module", params=[None, AT], ids=["stands", "lifted"])
def rebuilt(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bool, dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Whether the tombstone stands; all rows of the working file of before, of the new one with the ledgers, and after
    what was withdrawn came back to it."""
    data = tmp_path_factory.mktemp("data")
    with open_working(data) as w:
        fill(w, lifted_at=request.param)
        before = {table: rows(w, table) for table in NAMES}
    with rebuilding.room_aside(data) as aside, open_working(aside) as w:
        assert rebuilding.take_over_ledgers(w, data, aside) is None
        ledgers = {table: rows(w, table) for table in NAMES}
        rebuilding.forget_tombstones(w)
        rebuilding.restore_withdrawn(w, aside)
        return request.param is None, before, ledgers, {table: rows(w, table) for table in NAMES}


@pytest.mark.parametrize("table", [name for name in NAMES if name != "state"])
def test_a_rebuilding_carries_what_is_declared_and_nothing_else(
    rebuilt: tuple[bool, dict[str, Any], dict[str, Any], dict[str, Any]], table: str
) -> None:
    stands, before, ledgers, after = rebuilt
    is_carried = table in rebuilt_as("carried")
    assert ledgers[table] == (before[table] if is_carried else [])
    is_of_withdrawn = table in rebuilt_as("derived, days carried") or (
        stands and table in rebuilt_as("derived, withdrawn carried")
    )
    assert after[table] == (before[table] if is_carried or is_of_withdrawn else [])
