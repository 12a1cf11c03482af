"""Reading again that is killed at any moment leaves the old warehouse or the new one, each whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.killed_rereadings import STEPS_KILLED
from tests.patience import DRIVER_S

ROOT = Path(__file__).resolve().parents[3]


class Killed:
    """A class for each way: pytest gives a whole class to one worker process, and the other to the next."""

    way: str
    least: int

    def test_whenever_it_is_killed_the_old_is_published_or_the_new_and_the_next_run_works(self, tmp_path: Path) -> None:
        ran = subprocess.run(
            [sys.executable, "-m", "tests.flows.killed_rereadings", str(tmp_path), self.way],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=DRIVER_S,
        )
        assert ran.returncode == 0, ran.stderr[-2000:]
        told = json.loads(ran.stdout.splitlines()[-1])
        assert told["is_read_otherwise"]
        assert len(told["points"]) >= self.least
        assert {
            point: found for point, found in told["points"].items() if found not in (["old", True], ["new", True])
        } == {}


@pytest.mark.long
class TestInPlace(Killed):
    way, least = "in place", STEPS_KILLED + 1


@pytest.mark.long
class TestFromScratch(Killed):
    way, least = "from scratch", STEPS_KILLED
