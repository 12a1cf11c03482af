"""Signals to end a night under Prefect: Ctrl-C, as a terminal sends it to every process of the command, and SIGTERM."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.run.interrupt import GOES_ON, status_of
from flows.sample.server import SampleRegister
from tests.patience import DRIVER_S, wait_until

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.long
@pytest.mark.prefect
@pytest.mark.parametrize(("number", "name"), [(signal.SIGINT, "Ctrl-C"), (signal.SIGTERM, "SIGTERM")])
def test_it_ends_a_night_with_one_line_and_no_process_is_left(tmp_path: Path, number: int, name: str) -> None:
    """Sent twice in nights that go on with one another: in a search, and among documents."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
        "PYTHONPATH": str(ROOT),
        "KEHTIV_DATA": str(tmp_path / "data"),
        "KEHTIV_REQUEST_INTERVAL_S": "0.2",
    }
    with SampleRegister() as register:
        command = [sys.executable, "-c", "from flows.cli import main; main()", "ingest", register.base_url]
        for asked in (3, 12):
            before = len(register.log)
            night = subprocess.Popen(
                command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
            )
            enough = before + asked
            wait_until(lambda enough=enough: len(register.log) >= enough, "the night asked for nothing")
            if number == signal.SIGINT:
                os.killpg(night.pid, number)
            else:
                night.send_signal(number)
            _, said = night.communicate(timeout=DRIVER_S)
            assert night.returncode == status_of(number), said
            assert said.splitlines()[-1] == f"kehtiv: stopped by {name}: {GOES_ON}"
            assert "Traceback" not in said
            assert "ERROR" not in said
    assert not _processes_of(tmp_path / "data")


def _processes_of(data: Path) -> list[str]:
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"KEHTIV_DATA={data}".encode() in environ.read_bytes().split(b"\0"):
                found.append((environ.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found
