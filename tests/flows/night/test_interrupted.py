"""A night that is killed at any moment and run again ends with the warehouse of an undisturbed one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import DRIVER_S

DRIVER = Path(__file__).resolve().parents[1] / "killed_runs.py"
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("points", [2, pytest.param(42, marks=pytest.mark.long)])
def test_a_killed_night_run_again_says_the_same_as_an_undisturbed_one(tmp_path: Path, points: int) -> None:
    """The moments are spread evenly over the calls of our own functions in a night."""
    ran = subprocess.run(
        [sys.executable, str(DRIVER), str(tmp_path), str(points)],
        capture_output=True,
        text=True,
        timeout=DRIVER_S,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    assert len(told["results"]) == points
    assert [step for step, is_same in told["results"].items() if not is_same] == []
