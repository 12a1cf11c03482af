"""Which nights that were cut off begin again, and when: decided without processes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.clock import Clock
from flows.http.own_hosts import OwnHostFails
from flows.report.keep import load_report
from flows.schedule import unfinished
from flows.schedule.cut_off import CutOff
from flows.settings import Settings

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def cut_off(data: Path, at: datetime, **values: Any) -> CutOff:
    return CutOff(Settings(data=data, **values), Clock(now=lambda: at), {"mets"}, lambda register: True)


def look(data: Path, at: datetime, **values: Any) -> dict[str, int]:
    """The attempts that are begun again where nothing is running."""
    nights = cut_off(data, at, **values)
    for night in unfinished.list_unfinished(data):
        nights.resume(night)
    return nights.begun


def test_the_pauses_between_attempts_grow(tmp_path: Path) -> None:
    unfinished.begin(tmp_path, "mets", NOW)
    assert look(tmp_path, NOW + timedelta(seconds=59), serve_pause_s=60) == {}
    assert look(tmp_path, NOW + timedelta(seconds=60), serve_pause_s=60) == {"mets": 1}
    unfinished.begin(tmp_path, "mets", NOW)
    assert look(tmp_path, NOW + timedelta(seconds=119), serve_pause_s=60) == {}
    assert look(tmp_path, NOW + timedelta(seconds=120), serve_pause_s=60) == {"mets": 2}


def test_after_the_last_attempt_somebody_is_told_and_the_night_waits_for_its_hour(tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    script = tmp_path / "hook.sh"
    script.write_text(f"cat > {told}\n")
    for _ in range(3):
        unfinished.begin(tmp_path, "mets", NOW)
    later = NOW + timedelta(hours=1)
    assert look(tmp_path, later, serve_attempts=3, notify_command=f"sh {script}") == {}
    assert unfinished.list_unfinished(tmp_path) == []
    assert '"cut off 3 times"' in told.read_text()
    assert load_report(tmp_path)["outcome"] == "interrupted"


def test_a_night_cut_off_a_day_ago_is_left_to_the_next_one(tmp_path: Path) -> None:
    unfinished.begin(tmp_path, "mets", NOW)
    assert look(tmp_path, NOW + timedelta(hours=21)) == {}
    assert unfinished.list_unfinished(tmp_path) == []


def test_nights_of_registers_that_are_not_served_are_left_alone(tmp_path: Path) -> None:
    unfinished.begin(tmp_path, "other", NOW)
    assert look(tmp_path, NOW + timedelta(hours=1)) == {}
    assert len(unfinished.list_unfinished(tmp_path)) == 1


def test_a_night_is_ordered_once_an_attempt_and_again_where_the_server_could_not_be_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night = unfinished.begin(tmp_path, "mets", NOW)
    answers: list[bool | OwnHostFails] = [OwnHostFails("it answers 500"), False, True]

    def order(register: str) -> bool:
        answer = answers.pop(0)
        if isinstance(answer, OwnHostFails):
            raise answer
        return answer

    nights = cut_off(tmp_path, NOW + timedelta(hours=1))
    nights.order = order
    for left in (2, 1, 0, 0):
        nights.resume(night)
        assert len(answers) == left
    said = capsys.readouterr().err.splitlines()
    assert said[0].endswith("could not be asked to begin again: it answers 500")
    assert said[1:] == ["2026-03-02T06:00:00+02:00 mets: the night was interrupted and begins again (attempt 2)"]
