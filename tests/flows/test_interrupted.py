"""A night that is killed at any moment and run again ends with the warehouse of an undisturbed one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

DRIVER = Path(__file__).with_name("killed_runs.py")
POINTS = 7


def test_a_killed_night_run_again_says_the_same_as_an_undisturbed_one(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(DRIVER), str(tmp_path), str(POINTS)], capture_output=True, text=True, timeout=400
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    assert len(told["results"]) == POINTS
    assert [step for step, is_same in told["results"].items() if not is_same] == []
