"""Files that commands write: anywhere but into the data folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.run.summary import Summary
from tests.flows.conftest import Run
from tests.flows.rereadings import bytes_of


@pytest.fixture
def data(sample_night: tuple[Path, Summary]) -> Path:
    return sample_night[0]


@pytest.fixture
def own_data(data: Path, tmp_path: Path) -> Path:
    """A data folder that may be damaged."""
    return Path(shutil.copytree(data, tmp_path / "own", symlinks=True))


@pytest.mark.parametrize(
    "place", ["warehouse.duckdb", "working.duckdb", "warehouse-000999.duckdb", "archive/new", "reports/x.json", ".lock"]
)
@pytest.mark.parametrize("way", ["plain", "through a link", "around"])
def test_an_answer_is_not_written_over_the_data_folder(
    run: Run, own_data: Path, tmp_path: Path, place: str, way: str
) -> None:
    (tmp_path / "link").symlink_to(own_data / place)
    output = {
        "plain": own_data / place,
        "through a link": tmp_path / "link",
        "around": own_data / "reports" / ".." / place,
    }[way]
    before = bytes_of(own_data)
    status, _, said = run("sql", "SELECT 1 AS n", "--format", "csv", "--output", output, "--data", own_data)
    assert status == 2
    assert "would be written into" in said
    assert bytes_of(own_data) == before


def test_an_answer_is_not_written_into_an_archive_on_another_disk(run: Run, own_data: Path, tmp_path: Path) -> None:
    elsewhere = (own_data / "archive").rename(tmp_path / "disk")
    (own_data / "archive").symlink_to(elsewhere)
    before = bytes_of(elsewhere)
    victim = next(path for path in elsewhere.rglob("*") if path.is_file())
    status, _, said = run("sql", "SELECT 1 AS n", "--format", "csv", "--output", victim, "--data", own_data)
    assert status == 2, said
    assert bytes_of(elsewhere) == before


def test_the_other_commands_that_write_a_file_spare_the_data_folder_too(run: Run, own_data: Path) -> None:
    before = bytes_of(own_data)
    assert run("show", "x", "--png", own_data / "archive" / "p.png", "--data", own_data)[0] == 2
    status, _, said = run("reextract", "--dry-run", "--output", own_data / "reports" / "d.json", "--data", own_data)
    assert status == 2
    assert "would be written into" in said
    assert bytes_of(own_data) == before


def test_exports_are_written_beside_the_data_and_in_its_folder_for_them(
    run: Run, own_data: Path, tmp_path: Path
) -> None:
    (own_data / "exports").mkdir(exist_ok=True)
    for output in (tmp_path / "a.csv", own_data / "exports" / "a.csv"):
        for _ in range(2):
            status, _, said = run("sql", "SELECT 1 AS n", "--format", "csv", "--output", output, "--data", own_data)
            assert status == 0, said
        assert output.read_text() == "n\n1\n"
