"""The night through Prefect, as the operator runs it: in a process of its own, watched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flows.run.summary import Summary
from flows.schedule import flow
from tests.patience import DRIVER_S, SETTINGS
from warehouse.connection import open_published

# Written into sitecustomize.py: every Python process of the run, Prefect's server among them, notes whom it addresses.
WATCH = """
import os, sys
def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        address = arguments[1] if event != "socket.getaddrinfo" else arguments[0]
        with open(os.environ["WATCH_LOG"], "a") as log:
            log.write(f"{event} {address!r}\\n")
sys.addaudithook(note)
"""


@pytest.fixture(scope="module")
def watched_night(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], subprocess.CompletedProcess[str]]:
    """The data folder, the addresses that any process of the run spoke to, and how the command ended."""
    folder = tmp_path_factory.mktemp("prefect")
    (folder / "sitecustomize.py").write_text(WATCH)
    log = folder / "addresses.log"
    log.touch()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "KEHTIV_"))},
        **SETTINGS,
        "PYTHONPATH": str(folder),
        "WATCH_LOG": str(log),
        "HOME": str(folder),
    }
    ran = subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", "ingest", "--data", str(folder / "data")],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=DRIVER_S,
    )
    return folder / "data", log.read_text().splitlines(), ran


@pytest.mark.prefect
def test_the_night_runs_without_a_server_and_quietly(
    watched_night: tuple[Path, list[str], subprocess.CompletedProcess[str]],
) -> None:
    """Nothing on standard output; on standard error what the run says of itself, one closing summary, status 0."""
    ran = watched_night[2]
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert ran.stdout == ""
    said = [line for line in ran.stderr.splitlines() if line.strip()]
    foreign = [line for line in said if not re.match(r"\d{4}-\d\d-\d\dT[\d:+]+ sample: ", line)]
    assert len(foreign) == 1, ran.stderr[-2000:]
    assert foreign == said[-1:]
    assert said[-1].startswith("done: ")
    assert "starting Prefect's server" in said[0]


@pytest.mark.prefect
def test_a_run_addresses_nobody_but_loopback(
    watched_night: tuple[Path, list[str], subprocess.CompletedProcess[str]],
) -> None:
    addresses = watched_night[1]
    assert any("socket.connect" in line for line in addresses), "the watch saw nothing: it proves nothing"
    elsewhere = [line for line in addresses if not any(own in line for own in ("127.0.0.1", "localhost", "::1"))]
    assert [line for line in elsewhere if "None" not in line and "/" not in line] == []


@pytest.mark.prefect
def test_with_and_without_prefect_the_warehouse_says_the_same(
    watched_night: tuple[Path, list[str], subprocess.CompletedProcess[str]], sample_night: tuple[Path, Summary]
) -> None:
    def told(data: Path) -> list[list[tuple[object, ...]]]:
        with open_published(data) as w:
            return [
                w.connection.execute(f"SELECT {columns} FROM {table} ORDER BY ALL").fetchall()
                for table, columns in (
                    ("annexes", "annex_id, in_force_from, applied_from, in_force_until, ended_by, text"),
                    ("revocations", "revocation_id, resolution, effective_on, quote"),
                    ("positions", "position_id, title, unit"),
                    ("findings", "code, message"),
                )
            ]

    assert told(watched_night[0]) == told(sample_night[0])


def test_what_the_operator_set_for_prefect_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A server of the operator's own outranks ours; everything else is set so that Prefect calls nobody."""
    for name in [*flow.QUIET, "PREFECT_HOME"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_HOME", "/somewhere")
    flow.prepare_environment(tmp_path)
    assert os.environ["PREFECT_HOME"] == "/somewhere"
    assert os.environ["DO_NOT_TRACK"] == "1"
    for name in flow.QUIET:
        monkeypatch.delenv(name)
