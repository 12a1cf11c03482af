"""No test says how long something takes: a newcomer's machine may be busy with other things."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from flows.settings import Settings
from tests.patience import PATIENCE_S, SETTINGS, wait_until

TESTS = Path(__file__).resolve().parent
BY_THE_CLOCK = re.compile(
    r"\btimeout=\d|\.(?:wait|join)\((?:\d|(?!PATIENCE_S|DRIVER_S)[A-Z][A-Z_]*_S\b)|\bdeadline=|\btime\.(?:sleep|monotonic|perf_counter|time)\b"
    r"|\bhttpx\.(?:get|post|stream)\((?![^\n]*timeout=)|\bhttpx\.Client\((?![^\n]*(?:timeout|transport)=)"
)
HOME = ("conftest.py", "patience.py", "test_patience.py")


def test_hypothesis_measures_nothing_by_the_clock() -> None:
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check


def test_every_wait_is_bounded_by_the_one_limit_for_what_hangs() -> None:
    found = [
        f"{path.relative_to(TESTS)}: {match[0]}"
        for path in sorted(TESTS.rglob("*.py"))
        if not (path.parent == TESTS and path.name in HOME)
        for match in BY_THE_CLOCK.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_nights_in_tests_meet_no_limit_of_time_unless_they_set_one() -> None:
    unknown = {name.removeprefix("KEHTIV_").lower() for name in SETTINGS} - Settings.model_fields.keys()
    assert unknown == set()
    assert Settings().read_timeout_s == PATIENCE_S


def test_waiting_ends_with_what_was_seen_or_says_what_was_not(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = iter([[], [], [7]])
    assert wait_until(lambda: next(seen), "nothing came") == [7]
    monkeypatch.setattr("tests.patience.PATIENCE_S", -1.0)
    with pytest.raises(AssertionError, match="nothing came"):
        wait_until(lambda: None, "nothing came")
