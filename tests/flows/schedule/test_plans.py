"""When a night is to begin, as operators write it."""

from __future__ import annotations

import pytest

from flows.schedule.plans import Plan, ServeError, parse_plan


def test_a_register_may_bring_a_cron_line_of_its_own() -> None:
    assert parse_plan("sample", "0 3 * * *", None) == Plan("sample", "0 3 * * *")
    assert parse_plan("sample=30 2 * * 1-5", "0 3 * * *", None) == Plan("sample", "30 2 * * 1-5")
    url = "http://127.0.0.1:8000/mets/"
    assert parse_plan(url, "0 3 * * *", None) == Plan(url, "0 3 * * *")
    assert parse_plan(f"{url}=5 4 * * *", "0 3 * * *", None).cron == "5 4 * * *"


def test_a_line_that_names_no_time_is_refused_before_anything_is_started() -> None:
    with pytest.raises(ServeError, match="'61' is not a valid minute"):
        parse_plan("sample", "61 3 * * *", None)
    with pytest.raises(ServeError, match="'25' is not a valid hour"):
        parse_plan("sample=0 25 * * *", "0 3 * * *", None)


def test_a_register_behind_a_robot_check_is_not_scheduled() -> None:
    with pytest.raises(ServeError, match="robot check"):
        parse_plan("ppa", "0 3 * * *", None)
