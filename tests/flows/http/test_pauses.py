"""The pause that a host asks for: waited for within limits, else the host is left alone."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from flows.http import errors
from tests.flows.http.world import NOON, World, get


def test_retry_after_in_seconds_is_waited_for() -> None:
    world = World([httpx.Response(429, headers={"retry-after": "77"}), httpx.Response(200)])
    world.client().send(get())
    assert 77 in world.slept


def test_retry_after_as_a_date_is_waited_for() -> None:
    until = format_datetime(NOON + timedelta(seconds=90), usegmt=True)
    world = World([httpx.Response(503, headers={"retry-after": until}), httpx.Response(200)])
    world.client().send(get())
    assert max(world.slept) == pytest.approx(90 - 0.75)


@pytest.mark.parametrize(
    "value",
    ["soon", "-5", "", "Wed, 99 Foo 2026 99:99:99 GMT", "1e9", format_datetime(NOON - timedelta(days=1), usegmt=True)],
)
def test_a_retry_after_that_says_nothing_costs_no_more_than_the_usual_pause(value: str) -> None:
    world = World([httpx.Response(429, headers={"retry-after": value}), httpx.Response(200)])
    assert world.client().send(get()).status == 200
    assert max(world.slept) <= 4


@pytest.mark.parametrize(
    "value, said",
    [
        ("999999999", "11574 days; 7 days of it are honoured"),
        ("9" * 5000, "longer than can be counted; 7 days of it are honoured"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "days; 7 days of it are honoured"),
        ("Fri, 31 Dec 9999 23:59:59 -2359", "days; 7 days of it are honoured"),
        ("Fri, 31 Dec 2990 23:59:59 +0200", "days; 7 days of it are honoured"),
        ("604800", "7 days$"),
    ],
)
def test_a_pause_of_years_is_honoured_for_seven_days(value: str, said: str) -> None:
    world = World([httpx.Response(503, headers={"retry-after": value})])
    with pytest.raises(errors.HostRefuses, match=said) as raised:
        world.client().send(get())
    assert raised.value.wait_s == 7 * 86_400


@pytest.mark.parametrize(
    "value",
    ["Fri, 31 Dec 9999 23:59:59 +9999", "Fri, 31 Dec 99999 23:59:59 GMT", f"Fri, 31 Dec {'9' * 5000} 23:59:59 GMT"],
)
def test_a_retry_after_outside_of_the_calendar_is_the_usual_pause(value: str) -> None:
    world = World([httpx.Response(429, headers={"retry-after": value}), httpx.Response(200)])
    assert world.client().send(get()).status == 200
    assert max(world.slept) <= 4


def test_a_pause_too_long_to_wait_for_ends_the_asking_of_that_host() -> None:
    """Asking again sooner than the host wants is rude, waiting an hour would run the night into the working day."""
    world = World([httpx.Response(429, headers={"retry-after": "3600"})])
    client = world.client()
    with pytest.raises(errors.HostRefuses, match="left alone for 3600 s"):
        client.send(get())
    with pytest.raises(errors.HostRefuses, match="this run does not ask it again"):
        client.send(get("/dokument/2"))
    assert len(world.paths) == 2
