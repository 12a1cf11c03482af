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


def results_of(folder: Path, points: int, share: int = 0, of: int = 1) -> dict[str, bool]:
    """Return for each step of the night at which it was killed whether the night after it said the same.

    Kills must find the night at several points. While ordering the views made 19 of 20 calls, all fell into that.
    """
    ran = subprocess.run(
        [sys.executable, str(DRIVER), str(folder), *map(str, (points, share, of))],
        capture_output=True,
        text=True,
        timeout=DRIVER_S,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    assert len(set(told["left"].values())) >= min(2, len(told["results"])), told["left"]
    results: dict[str, bool] = told["results"]
    return results


@pytest.mark.long
def test_a_killed_night_run_again_says_the_same_as_an_undisturbed_one(tmp_path: Path) -> None:
    """One moment of those that ``make test-long`` spreads evenly over the calls of our own functions in a night."""
    results = results_of(tmp_path, 1)
    assert len(results) == 1
    assert [step for step, is_same in results.items() if not is_same] == []


class OneShareOfMoments:
    """A class for each third of 9 moments: pytest gives a whole class to one worker process, and another to the next.

    More of them: ``python tests/flows/killed_runs.py FOLDER 42``.

    Their wall time is that of the slowest third, where one test for all of them took seven minutes at the end of
    ``make test-long`` while the other processor had nothing left to do.
    """

    share: int

    def test_a_night_killed_at_any_moment_and_run_again_says_the_same(self, tmp_path: Path) -> None:
        results = results_of(tmp_path, 9, self.share, 3)
        assert len(results) == 3
        assert [step for step, is_same in results.items() if not is_same] == []


@pytest.mark.long
class TestFirstThirdOfMoments(OneShareOfMoments):
    share = 0


@pytest.mark.long
class TestSecondThirdOfMoments(OneShareOfMoments):
    share = 1


@pytest.mark.long
class TestLastThirdOfMoments(OneShareOfMoments):
    share = 2
