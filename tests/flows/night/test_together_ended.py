"""A signal to end reaches every lane of a night over several hosts; Prefect runs such a night as well."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.run.interrupt import GOES_ON, status_of
from flows.sample.faults import Fault, Faults
from flows.sample.server import SampleRegister
from tests.flows.small_register import ask
from tests.patience import DRIVER_S, PATIENCE_S, wait_until
from warehouse.connection import open_working

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-c", "from flows.cli import main; main()", "ingest"]


def environment(data: Path, **values: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    given = {"PYTHONPATH": str(ROOT), "KEHTIV_DATA": str(data), "KEHTIV_REQUEST_INTERVAL_S": "0"}
    return {**own, **given, **values}


@pytest.mark.long
def test_ctrl_c_ends_a_night_over_two_hosts_that_do_not_answer(tmp_path: Path) -> None:
    """One host is silent for as long as the test waits, the other sends its answer drop by drop."""
    hanging = Faults(Fault("hang", seconds=PATIENCE_S, path="/otsing"))
    slow = Faults(Fault("slow_body", seconds=PATIENCE_S, path="/otsing"))
    with SampleRegister(faults=hanging) as one, SampleRegister(faults=slow) as two:
        registers = write_registers(tmp_path, one, two)
        night = subprocess.Popen(
            [*COMMAND, "one", "two", "--plain"],
            env=environment(tmp_path / "data", KEHTIV_REGISTERS=str(registers)),
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        wait_until(lambda: len(one.log) >= 2 and len(two.log) >= 2, "the night asked for nothing")
        os.killpg(night.pid, signal.SIGINT)
        _, said = night.communicate(timeout=DRIVER_S)
    assert night.returncode == status_of(signal.SIGINT), said
    assert said.splitlines()[-1] == f"kehtiv: stopped by Ctrl-C: {GOES_ON}"
    assert "Traceback" not in said
    with open_working(tmp_path / "data") as w:
        rows = w.connection.execute("SELECT register, outcome FROM base.runs ORDER BY register").fetchall()
    assert rows == [("one", "interrupted"), ("two", "interrupted")]


def write_registers(folder: Path, one: SampleRegister, two: SampleRegister) -> Path:
    path = folder / "registers.toml"
    path.write_text(
        "".join(
            f'[[register]]\ncode = "{code}"\nauthority = "{code.title()}"\nplatform = "adr"\n'
            f'base_url = "{register.base_url}"\nsince = 2021-01-01\n\n'
            for code, register in (("one", one), ("two", two))
        )
    )
    return path


@pytest.mark.long
@pytest.mark.prefect
def test_prefect_runs_a_night_over_two_hosts(tmp_path: Path) -> None:
    with SampleRegister() as one, SampleRegister() as two:
        registers = write_registers(tmp_path, one, two)
        ran = subprocess.run(
            [*COMMAND, "one", "two"],
            env=environment(tmp_path / "data", KEHTIV_REGISTERS=str(registers)),
            capture_output=True,
            text=True,
            timeout=DRIVER_S,
        )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert "Traceback" not in ran.stderr
    assert "ERROR" not in ran.stderr
    assert ask(tmp_path / "data", "SELECT register, outcome FROM runs ORDER BY 1") == [("one", "done"), ("two", "done")]
    counts = ask(tmp_path / "data", "SELECT register, count(*) FROM documents GROUP BY 1 ORDER BY 1")
    assert counts[0][1] == counts[1][1] > 20
