"""`kehtiv export` writes a folder whole or not at all, equal bytes for equal content, and over nothing of others."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.exports import write
from flows.exports.journal import JournalDamaged, read_journal
from flows.exports.write import FORMATS, write_export
from flows.settings import Settings
from tests.flows.conftest import Run
from tests.flows.exports.conftest import DAY
from warehouse.connection import open_published
from warehouse.publish.inside import INSIDE


@pytest.fixture(scope="module")
def data(exported_data: Path) -> Path:
    return exported_data


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def published_tables(data: Path) -> list[str]:
    with open_published(data) as w:
        names = w.connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
    return [name for (name,) in names if name not in INSIDE]


# --- the command ---


def test_the_command_writes_the_formats_that_it_is_told(run: Run, data: Path, tmp_path: Path) -> None:
    status, told, said = run("export", tmp_path / "a", "--format", "csv", "--on", "07.01.2026", "--data", data)
    assert (status, told) == (0, ""), said
    assert "files written to" in said
    assert not (tmp_path / "a" / "parquet").exists()
    assert '"day": "2026-01-07"' in (tmp_path / "a" / "datapackage.json").read_text("utf-8")
    assert str(tmp_path / "a") in {entry.folder for entry in read_journal(data)}


@pytest.mark.parametrize("wrong", [["--format", "pdf"], ["--on", "yesterday"]])
def test_an_impossible_argument_is_wrong_use(run: Run, data: Path, tmp_path: Path, wrong: list[str]) -> None:
    assert run("export", tmp_path / "a", *wrong, "--data", data)[0] == 2
    assert not (tmp_path / "a").exists()


def test_a_folder_with_other_files_is_refused(run: Run, data: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    status, _, said = run("export", tmp_path / "mine", "--data", data)
    assert status == 2
    assert "files that are not an export" in said
    assert contents(tmp_path / "mine").keys() == {"thesis.txt"}


def test_a_file_a_link_and_the_data_folder_are_refused(run: Run, data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    for folder in (tmp_path / "file", tmp_path / "link", data, data / "archive" / "x"):
        assert run("export", folder, "--data", data)[0] == 2, folder


def test_without_a_warehouse_nothing_is_written(run: Run, tmp_path: Path) -> None:
    status, _, said = run("export", tmp_path / "a", "--data", tmp_path / "none")
    assert status == 1
    assert "kehtiv ingest" in said
    assert not (tmp_path / "a").exists()


def test_while_a_run_goes_on_nothing_is_exported(run: Run, data: Path, tmp_path: Path) -> None:
    """It may be about to withdraw what would be copied."""
    from flows.run.data_folder import locked

    with locked(data):
        status, _, said = run("export", tmp_path / "a", "--data", data)
    assert status == 1
    assert "another run" in said
    assert not (tmp_path / "a").exists()


# --- whole or not at all ---


def test_the_same_warehouse_gives_the_same_bytes(data: Path, exported: Path, tmp_path: Path) -> None:
    write_export(Settings(data=data, workers=1), tmp_path / "again", tuple(FORMATS), today=DAY, day=None)
    assert contents(tmp_path / "again") == contents(exported)


@pytest.mark.long
def test_an_export_that_fails_leaves_the_earlier_one(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, chosen = tmp_path / "a", Settings(data=data, workers=1)
    write_export(chosen, folder, ("csv",), today=DAY, day=None)
    before = contents(folder)

    def fails(*arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr(write.dcat, "write_dcat", fails)
        write_export(chosen, folder, ("csv", "parquet"), today=DAY, day=None)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["a"], "nothing is left beside it"
    write_export(chosen, folder, ("parquet",), today=DAY, day=None)
    assert not (folder / "csv").exists(), "an export replaces the one before it whole"


def test_a_journal_that_cannot_be_read_stops_an_export(data: Path, tmp_path: Path) -> None:
    """An export that is not remembered would be out of every withdrawal's reach."""
    copied = shutil.copytree(data, tmp_path / "data", symlinks=True)
    (copied / "exports.json").write_text("[{]")
    with pytest.raises(JournalDamaged, match="cannot be read"):
        write_export(Settings(data=copied, workers=1), tmp_path / "a", ("csv",), today=DAY, day=None)
    assert not (tmp_path / "a").exists()


# --- Parquet and CSV ---


def test_every_published_table_is_there_with_every_row(data: Path, exported: Path) -> None:
    tables = published_tables(data)
    assert {path.stem for path in (exported / "parquet").iterdir()} == set(tables)
    with open_published(data) as w:
        for table in tables:
            number = len(w.connection.execute(f"FROM {table}").fetchall())
            assert pq.read_metadata(exported / "parquet" / f"{table}.parquet").num_rows == number, table
            text = (exported / "csv" / f"{table}.csv").read_bytes().decode()
            assert len(list(csv.reader(io.StringIO(text, newline="")))) == number + 1, table


def test_parquet_gives_the_values_and_types_back_in_order(data: Path, exported: Path) -> None:
    with open_published(data) as w:
        there = w.connection.execute("SELECT * EXCLUDE (annex_row) FROM annexes ORDER BY annex_id").to_arrow_table()
    back = duckdb.sql(f"SELECT * FROM '{exported / 'parquet' / 'annexes.parquet'}'").to_arrow_table()
    assert back.equals(there.cast(back.schema))
    file = pq.ParquetFile(exported / "parquet" / "annexes.parquet")
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert file.metadata.metadata[b"column:annex_id"], "the comments go along"


def test_csv_is_rfc_4180_with_guarded_cells(exported: Path) -> None:
    text = (exported / "csv" / "directives.csv").read_bytes().decode("utf-8")
    assert text.count("\r\n") >= 20
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    held = {row["directive_id"]: row for row in rows}
    one = held["sample/700110"]
    assert (one["number"], one["signed_on"], one["is_gone"]) == ("5", "2022-02-14", "false")
    assert list(held) == sorted(held)
