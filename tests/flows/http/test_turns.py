"""The turns of requests: an interval apart on each host, whatever else the run does in between."""

from __future__ import annotations

import pytest

from flows.http import errors
from tests.flows.http.world import REAL, World, get


def test_requests_to_one_host_start_an_interval_apart() -> None:
    world = World()
    client = world.client()
    for number in range(4):
        client.send(get(f"/dokument/{number}"))
    gaps = [later - earlier for earlier, later in zip(world.at, world.at[1:], strict=False)]
    assert gaps == [0.75] * 4


def test_time_spent_otherwise_counts_towards_the_interval() -> None:
    world = World()
    client = world.client()
    client.send(get())
    world.time += 0.5
    client.send(get())
    assert world.slept == [0.75, 0.25]
    world.time += 60
    client.send(get())
    assert len(world.slept) == 2


def test_authorities_on_one_host_share_its_interval_and_other_hosts_do_not() -> None:
    world = World()
    client = world.client()
    client.send(get(base="https://adr.rabamaa.example/rama"))
    client.send(get(base="https://adr.rabamaa.example/muu"))
    assert world.slept == [0.75, 0.75]
    client.send(get(base="https://adr.laukasoo.example/rama"))
    assert world.slept == [0.75, 0.75, 0.75], "only between the other host's robots.txt and its page"


def test_loopback_may_be_asked_faster_and_real_hosts_may_not() -> None:
    world = World()
    world.client(request_interval_s=0).send(get())
    assert world.slept == []
    with pytest.raises(errors.IntervalTooShort, match=r"0\.5 s between requests is allowed for loopback only"):
        world.client(request_interval_s=0.5).send(get(base=REAL))
