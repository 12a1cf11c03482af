"""A night that several tests begin with is played once, and each test has a folder of its own to change."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flows.run.runs import Runs
from tests.flows.first_nights import play_once
from tests.flows.small_register import UNPUBLISHED, published_if
from warehouse.connection import PUBLISHED_NAME

ROOT = Path(__file__).resolve().parents[2]
PLAY = """
import sys
from pathlib import Path
from tests.flows.first_nights import keep_nights_in, play_once

keep_nights_in(Path(sys.argv[1]))
print(play_once(sys.argv[2], Path(sys.argv[3]), lambda: "played again"))
"""


def leave(data: Path, told: str) -> str:
    data.mkdir()
    (data / "rows").write_text(told)
    return told


def test_a_second_test_gets_a_copy_of_what_the_first_began_with(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    night = str(tmp_path)
    assert play_once(night, first, lambda: leave(first, "played")) == "played"
    (first / "rows").write_text("changed by the first test")
    assert play_once(night, second, lambda: leave(second, "played again")) == "played"
    (second / "rows").write_text("changed by the second test")
    assert play_once(night, third, lambda: leave(third, "played again")) == "played"
    assert (third / "rows").read_text() == "played"


def test_a_night_that_failed_is_played_anew(tmp_path: Path) -> None:
    data = tmp_path / "data"

    def fail() -> str:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        play_once(str(tmp_path), data, fail)
    assert play_once(str(tmp_path), data, lambda: leave(data, "played")) == "played"


def test_another_process_of_the_run_finds_the_night(tmp_path: Path, first_nights: Path) -> None:
    mine, others = tmp_path / "mine", tmp_path / "others"
    play_once(str(tmp_path), mine, lambda: leave(mine, "played"))
    command = [sys.executable, "-c", PLAY, str(first_nights), str(tmp_path), str(others)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    assert told == "played\n"
    assert (others / "rows").read_text() == "played"


def test_a_name_that_differs_in_each_process_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no name"):
        play_once(repr(object()), tmp_path / "data", lambda: None)


def test_what_was_published_before_an_unpublished_night_is_not_taken_for_what_it_left(tmp_path: Path) -> None:
    link = tmp_path / PUBLISHED_NAME
    link.symlink_to("warehouse-000001.duckdb")
    with published_if(True, tmp_path):
        pass
    assert link.is_symlink()
    with published_if(False, tmp_path):
        assert Runs.publish(None) == (None, [])  # type: ignore[arg-type]
    assert not link.exists()
    assert link.readlink() == Path(UNPUBLISHED)
