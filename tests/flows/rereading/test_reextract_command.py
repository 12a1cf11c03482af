"""`kehtiv reextract` at the command line: what it prints and writes, what it refuses, with which exit status."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet
import pytest
import pytest_socket

from flows import cli
from flows.reading.reader import Reader
from flows.rereading import reextract
from tests.flows.conftest import Run
from tests.flows.rereadings import BOTH_WAYS, bytes_of, eventful, read_here, read_otherwise
from tests.flows.small_register import ask

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return eventful(tmp_path_factory.mktemp("nights") / "made").data


@pytest.fixture
def data(nights: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(nights, tmp_path / "copy", symlinks=True))


@pytest.fixture
def again(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `kehtiv reextract` over ``data``; its exit status, standard output and standard error."""
    read_here(monkeypatch)
    return lambda *arguments: run("reextract", *arguments, "--data", data)


@pytest.fixture
def no_citations(again: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers that find no citations: nothing that the guard watches."""
    read_otherwise(monkeypatch, lambda read: replace(read, citations=()))


@BOTH_WAYS
def test_it_asks_nobody_outside(again: Run, data: Path, monkeypatch: pytest.MonkeyPatch, is_from_scratch: bool) -> None:
    """With worker processes as in a night, and no socket to be had."""
    monkeypatch.setattr(reextract, "Reader", Reader)
    pytest_socket.disable_socket()
    try:
        status, _, said = again(*(["--from-scratch"] if is_from_scratch else []))
    finally:
        pytest_socket.enable_socket()
    assert status == 0, said
    assert "nothing differs" in said
    assert ask(data, "SELECT kind, outcome FROM runs ORDER BY started_at DESC LIMIT 1") == [("reextract", "done")]


@pytest.mark.usefixtures("no_citations")
def test_a_dry_run_prints_the_figures_and_leaves_every_byte(again: Run, data: Path) -> None:
    before = bytes_of(data)
    status, told, _ = again("--dry-run", "--rows", "0")
    assert status == 0
    [figures] = [line.split() for line in told.splitlines() if line.startswith("citations ")]
    assert figures[1:] == [figures[1], "0", "0", figures[1], "0", "0"]
    assert int(figures[1]) > 0
    assert bytes_of(data) == before


@pytest.mark.usefixtures("no_citations")
def test_as_many_rows_are_printed_as_are_asked_for(again: Run) -> None:
    """And what is left out is said."""
    for rows, times in ((0, 0), (1, 1), (2, 2)):
        _, told, _ = again("--dry-run", "--rows", rows)
        section = told.partition("\ncitations\n")[2].partition("\n\n")[0]
        assert section.count("  lost  ") == times
        assert (" more (--rows" in section) == (times > 0)


@pytest.mark.usefixtures("no_citations")
@pytest.mark.parametrize("ending", ["json", "csv", "parquet"])
def test_all_rows_are_written_in_the_format_of_the_files_ending(
    again: Run, data: Path, tmp_path: Path, ending: str
) -> None:
    output = tmp_path / f"differences.{ending}"
    assert again("--dry-run", "--output", output)[0] == 0
    if ending == "json":
        lines = json.loads(output.read_text())
    elif ending == "csv":
        lines = list(csv.DictReader(output.read_text().splitlines()))
    else:
        lines = pyarrow.parquet.read_table(output).to_pylist()
    lost = {line["key"] for line in lines if line["table_name"] == "citations" and line["change"] == "lost"}
    assert lost == {row[0] for row in ask(data, "SELECT citation_id FROM citations")}


def test_readers_that_lose_too_much_end_with_1_and_publish_nothing(
    again: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_otherwise(monkeypatch, lambda read: replace(read, effects=()))
    before = bytes_of(data)
    status, _, said = again()
    assert status == 1
    assert "--max-lost" in said
    assert bytes_of(data) == before
    assert again("--max-lost", "100")[0] == 0
    assert ask(data, "SELECT count(*) FROM effects") == [(0,)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--output", "differences.xlsx"), ".csv, .json, .parquet"),
        (("--from-scratch", "mets"), "cannot be narrowed"),
        (("--since-version", "newest"), "not a version number"),
        (("--document", "mets/999"), "no document 'mets/999' is held"),
        (("--max-lost", "101"), "--max-lost"),
        (("--rows", "-1"), "--rows"),
        (("mets", "ska"), "unexpected"),
    ],
)
def test_wrong_use_says_what_was_wrong_and_ends_with_2(
    again: Run, data: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = bytes_of(data)
    status, _, said = again(*arguments)
    assert status == 2, said
    assert told in said
    assert bytes_of(data) == before


def test_without_a_warehouse_it_says_how_to_rebuild_one(again: Run, data: Path) -> None:
    for path in data.glob("*.duckdb*"):
        path.unlink()
    status, _, said = again()
    assert status == 1
    assert "--from-scratch" in said


def test_nobody_who_says_no_at_a_terminal_gets_it_published(
    again: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.terminal import differences

    monkeypatch.setattr(differences, "is_terminal", lambda: True)
    monkeypatch.setattr(cli.typer, "confirm", lambda *_, **__: False)
    before = bytes_of(data)
    status, _, said = again()
    assert (status, "nothing was published" in said) == (1, True)
    assert bytes_of(data) == before
    assert again("--yes")[0] == 0
