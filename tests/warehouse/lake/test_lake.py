"""A lake holds what is published, answers the same questions, and nothing of an edition stays after it is dropped."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.run.summary import Summary
from tests.patience import DRIVER_S
from tests.warehouse.lake.opened import open_lake
from warehouse.ask.queries import find_query, list_queries
from warehouse.connection import open_published
from warehouse.errors import BadLake, LakeTrouble
from warehouse.exports.source import open_source
from warehouse.lake.place import LakePlace, is_edition, name_place
from warehouse.lake.write import clear_lake, refuse_place, write_lake

Night = tuple[Path, Summary]
WORDS = ("nõustamistalitus", "Tunnistan kehtetuks", "vaneminspektor")
"""Of documents of the sample; no macro and no comment has them."""
GIVEN = {
    "annex_id": "sample/700240#4", "authority": "näidisamet", "code": "annex_not_held", "directive_id": "sample/700240",
    "from": "2022-01-01", "to": "2026-12-31", "since": "2022-01-01", "title": "vaneminspektor", "words": "juhataja",
}  # fmt: skip


def test_every_published_table_has_the_same_rows_in_the_same_order(
    lake: duckdb.DuckDBPyConnection, sample_night: Night
) -> None:
    with open_published(sample_night[0]) as w:
        for (name,) in w.connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
            ours, theirs = (c.execute(f'FROM main."{name}"') for c in (lake, w.connection))
            assert [column[0] for column in ours.description] == [column[0] for column in theirs.description], name
            assert ours.fetchall() == theirs.fetchall(), name


def answered(connection: duckdb.DuckDBPyConnection, sql: str, given: dict[str, Any]) -> list[str]:
    """Return the rows as texts, sorted: where a query leaves the order of equal rows open, the two may differ."""
    used = {name: value for name, value in given.items() if f"${name}" in sql}
    return sorted(map(repr, connection.execute(sql, used or None).fetchall()))


def test_every_named_query_answers_as_the_published_file_does(
    lake: duckdb.DuckDBPyConnection, sample_night: Night
) -> None:
    filled = 0
    with open_published(sample_night[0]) as w:
        for query in list_queries():
            given = {name.rstrip("?"): GIVEN.get(name) for name in query.parameters}
            sql = find_query(query.name).sql
            expected = answered(w.connection, sql, given)
            filled += bool(expected)
            assert answered(lake, sql, given) == expected, query.name
    assert filled > 40, "most of them have rows to compare"


@pytest.mark.parametrize(
    "asked",
    [
        "annex_status_on()",
        "annex_status_on('2026-06-01')",
        "annex_status_on(DATE '2026-06-01')",
        "annexes_in_force_on(by_rulings := false)",
        "annexes_in_force_as_known('2026-06-01', '2026-11-22')",
        "unit_tree()",
        "search('juhataja')",
        "search('juhataja', most := NULL)",
        "search('juhataja', of_year := 2022, of_kind := 'position')",
        "search('juhataja', of_status := 'in_force', status_day := DATE '2023-01-01')",
        "search('inspektor', on_day := '2023-06-01')",
    ],
)
def test_macros_with_and_without_values_answer_as_the_published_file_does(
    lake: duckdb.DuckDBPyConnection, sample_night: Night, asked: str
) -> None:
    with open_published(sample_night[0]) as w:
        expected = answered(w.connection, f"FROM {asked}", {})
        assert expected
        assert answered(lake, f"FROM {asked}", {}) == expected


def test_tables_and_columns_say_what_they_mean(lake: duckdb.DuckDBPyConnection) -> None:
    [table] = lake.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'annexes'").fetchone() or ()
    assert table
    columns = lake.execute(
        "SELECT count(comment), count(*) FROM duckdb_columns() WHERE table_name = 'annexes'"
    ).fetchone()
    assert columns
    assert columns[0] == columns[1] > 10


def test_the_catalog_has_no_words_of_documents(place: LakePlace) -> None:
    """DuckLake would copy the smallest and largest words of each column into it, and they stay in logs."""
    held = b"".join(path.read_bytes() for path in Path(place.catalog).parent.glob("lake*"))
    assert b"ducklake_table" in held
    for words in WORDS:
        assert words.encode() not in held, words


def editions_of(place: LakePlace) -> tuple[set[str], set[str]]:
    """Return the editions that have a catalog, and those that have data files."""
    catalog = Path(place.catalog)
    found = {path.stem.removeprefix("lake-") for path in catalog.parent.glob("lake-*.ducklake")}
    return found, {path.name for path in Path(place.data).glob("*")}


@pytest.fixture
def own(tmp_path: Path) -> LakePlace:
    return name_place(str(tmp_path / "lake.ducklake"), str(tmp_path / "data"))


def test_a_publish_keeps_the_edition_before_it_and_no_other(sample_night: Night, own: LakePlace) -> None:
    """A reader that has the one before open still gets its answers, all from one state."""
    with open_source(sample_night[0]) as source:
        write_lake(source, own)
        with open_lake(own) as reader:
            before = reader.execute("SELECT count(*) FROM duties").fetchone()
            write_lake(source, own)
            assert reader.execute("SELECT count(*) FROM duties").fetchone() == before
        left = Path(own.data) / "000001-00000000"  # as a killed write leaves it
        left.mkdir()
        write_lake(source, own)
    catalogs, data = editions_of(own)
    assert catalogs == data
    assert len(catalogs) == 2
    assert all(map(is_edition, catalogs))


def test_a_lake_that_is_cleared_leaves_nothing(sample_night: Night, own: LakePlace, tmp_path: Path) -> None:
    with open_source(sample_night[0]) as source:
        write_lake(source, own)
    assert clear_lake(own)
    assert [path for path in tmp_path.rglob("*") if not path.is_dir()] == []
    assert not clear_lake(own)


@pytest.mark.long
def test_a_write_that_fails_leaves_readers_where_they_were(
    sample_night: Night, own: LakePlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_source(sample_night[0]) as source:
        write_lake(source, own)
        led_to = Path(own.catalog).resolve()

        def fail() -> tuple[str, ...]:
            raise OSError("No space left on device")

        monkeypatch.setattr("warehouse.lake.write.lake_macros", fail)
        with pytest.raises(LakeTrouble, match=r"lake\.ducklake: No space left"):
            write_lake(source, own)
        assert Path(own.catalog).resolve() == led_to
        monkeypatch.undo()
        write_lake(source, own)
    assert len(editions_of(own)[1]) == 2, "what the failed one left is gone"


def test_foreign_files_are_left_alone_and_told(own: LakePlace, tmp_path: Path) -> None:
    Path(own.data).mkdir()
    (Path(own.data) / "thesis.txt").write_text("mine")
    with pytest.raises(BadLake, match=r"holds thesis\.txt, which no lake wrote"):
        refuse_place(own)
    Path(own.catalog).write_text("mine")
    with pytest.raises(BadLake, match="is a file that no lake wrote"):
        refuse_place(own)


@pytest.mark.long
def test_the_catalog_may_lie_among_the_data(sample_night: Night, tmp_path: Path) -> None:
    together = name_place(str(tmp_path / "lake.ducklake"), str(tmp_path))
    with open_source(sample_night[0]) as source:
        write_lake(source, together)
    refuse_place(together)
    assert clear_lake(together)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("catalog", "data", "reason"),
    [
        ("postgresql://me:secret@host/lake", "data", "PGPASSWORD"),
        ("mysql://host/lake", "data", "a file or postgresql"),
        ("lake.ducklake", "gs://bucket", "s3://"),
        ("lake.ducklake", "s3://", "name a bucket"),
        ("la'ke", "data", "quotation mark"),
        ("lake.ducklake", "", "empty"),
    ],
)
def test_a_place_that_cannot_be_is_refused(catalog: str, data: str, reason: str) -> None:
    with pytest.raises(BadLake, match=reason) as refused:
        name_place(catalog, data)
    assert "secret" not in str(refused.value)


def test_without_the_extension_the_command_says_what_to_install(sample_night: Night, tmp_path: Path) -> None:
    """A process of its own: a loaded extension stays loaded."""
    program = (
        "import sys; from warehouse.lake import extensions; extensions.find_extension = lambda name: None;"
        " from flows.cli import main; main()"
    )
    folder = str(tmp_path / "data")
    command = [
        sys.executable,
        "-c",
        program,
        "export",
        folder,
        "--lake",
        "lake.ducklake",
        "--data",
        str(sample_night[0]),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=DRIVER_S, cwd=tmp_path)
    assert done.returncode == 2
    assert "pip install 'kehtiv[lake]'" in done.stderr
    assert not Path(folder).exists()
