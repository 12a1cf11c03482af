"""Whoever rules or publishes and is killed has lost nothing, and nothing counts twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.folder import DataFolder
from flows.rulings import journal
from tests.flows.conftest import Run
from tests.flows.killed_rulings import HALF_A_LINE
from tests.flows.small_register import SmallRegister, ask
from tests.patience import DRIVER_S

ROOT = Path(__file__).resolve().parents[3]
DRIVER = ROOT / "tests" / "flows" / "killed_rulings.py"
ENDED = "SELECT in_force_until::VARCHAR, in_force_until_basis FROM directives WHERE number = '5'"


@pytest.mark.long
def test_a_kill_between_journal_and_publish_loses_nothing(register: SmallRegister, run: Run) -> None:
    """In mid-write of the journal, after it, before the publish and at its end: SIGKILL each time."""
    data = register.data
    [(doubt,)] = ask(data, "SELECT doubt_id FROM doubts")
    told = subprocess.run(
        [sys.executable, str(DRIVER), str(data), doubt],
        capture_output=True, text=True, check=False, timeout=DRIVER_S,
        env={**os.environ, "KEHTIV_WORKERS": "1", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    torn, whole, after = json.loads(told.stdout.splitlines()[-1])
    assert (torn, after) == (HALF_A_LINE, whole)
    rulings, troubles = journal.read_rulings(data)
    assert (len(rulings), troubles) == (1, [])
    assert run("publish", "--data", data)[0] == 0
    assert ask(data, "SELECT state FROM rulings") == [("applied",)]
    assert ask(data, ENDED) == [("2026-04-01", "ruling")]
    assert DataFolder(data).rulings.read_bytes().count(b"\n") == 1
