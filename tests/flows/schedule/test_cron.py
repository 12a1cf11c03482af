"""Cron lines: refused at once where they name no time, and when they are due next."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.clock import TALLINN
from flows.schedule.cron import BadCron, parse_cron

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=TALLINN)  # a Saturday


@pytest.mark.parametrize(
    "line, part",
    [
        ("61 3 * * *", "'61' is not a valid minute"),
        ("0 24 * * *", "'24' is not a valid hour"),
        ("0 3 0 * *", "'0' is not a valid day"),
        ("0 3 * 13 *", "'13' is not a valid month"),
        ("0 3 * * 8", "'8' is not a valid weekday"),
        ("0 3 * *", "is not a cron line"),
        ("0 3 * * * *", "is not a cron line"),
        ("*/0 3 * * *", "'*/0' contains no minute"),
        ("0 5-3 * * *", "'5-3' contains no hour"),
        ("x 3 * * *", "'x' is not a valid minute"),
        ("0 3 30 2 *", "a day that never comes"),
        ("", "is not a cron line"),
    ],
)
def test_a_line_that_names_no_time_is_refused_with_the_part(line: str, part: str) -> None:
    with pytest.raises(BadCron, match=part.replace("*", r"\*")):
        parse_cron(line)


@pytest.mark.parametrize(
    "line, due",
    [
        ("0 3 * * *", "2026-11-29 03:00"),
        ("30 12 * * *", "2026-11-28 12:30"),
        ("*/15 * * * *", "2026-11-28 12:15"),
        ("0 3 * * 1-5", "2026-11-30 03:00"),
        ("0 3 * * mon,thu", "2026-11-30 03:00"),
        ("0 3 * * 7", "2026-11-29 03:00"),
        ("0 3 1 jan *", "2027-01-01 03:00"),
        ("0 3 29 2 *", "2028-02-29 03:00"),
        ("0 3 13 * fri", "2026-12-04 03:00"),
        ("5/20 4 * * *", "2026-11-29 04:05"),
    ],
)
def test_the_next_time_is_told_in_tallinn(line: str, due: str) -> None:
    for now in (NOON, NOON.astimezone(UTC)):
        found = parse_cron(line).next_after(now)
        assert found is not None
        assert f"{found:%F %R}" == due
