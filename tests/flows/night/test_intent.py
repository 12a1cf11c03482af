"""What a night would do is told from what is published; nobody is asked and nothing is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from flows.night.intent import tell_intent
from flows.registers.config import RegisterConfig
from flows.settings import Settings
from tests.flows.conftest import Run, clock_at
from tests.flows.small_register import FIRST_DAY, SmallRegister, files_with

METS = RegisterConfig("mets", "Metsaamet", "adr", "http://127.0.0.1:9/mets/", since=date(2026, 1, 1))


def told(data: Path, at: datetime, **settings: int) -> list[str]:
    return list(tell_intent(METS, Settings(data=data, **settings), clock_at(at), None, None))


def test_before_the_first_night_all_days_are_to_be_searched(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    lines = told(data, datetime(2026, 3, 2, 1, 0, tzinfo=UTC))
    assert "would search 61 days in 1 stretches, each for restricted documents and for all" in lines
    assert "  2026-01-01 to 2026-03-02" in lines
    status, out, _ = run("ingest", "som", "--dry-run", "--data", data)
    assert status == 0
    assert out.splitlines()[0].startswith("register: som (Sotsiaalministeerium), https://")
    assert not data.exists()


def test_afterwards_the_window_and_what_is_due(tmp_path: Path) -> None:
    register = SmallRegister(tmp_path)
    register.add("100", "1", FIRST_DAY, None)
    register.night(FIRST_DAY, window_days=366, proof_after_days=0)
    before = files_with(register.data, "")
    lines = told(register.data, datetime(2026, 3, 30, 1, 0, tzinfo=UTC), window_days=10)
    assert "  2026-03-21 to 2026-03-30" in lines
    assert any("would look again at 1 documents that are due" in line for line in lines)
    assert files_with(register.data, "") == before


def test_a_register_behind_a_robot_check_is_told_as_such(tmp_path: Path) -> None:
    closed = replace(METS, has_robot_check=True)
    lines = list(tell_intent(closed, Settings(data=tmp_path), clock_at(datetime(2026, 3, 2, tzinfo=UTC)), None, None))
    assert lines[-1].startswith("nothing: the register is behind a robot check")
