"""Second attempts: which failures are worth one, and how the pauses between them grow."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from flows.http import errors
from tests.flows.http.world import Answer, World, get


def failures() -> Iterator[Answer]:
    yield httpx.Response(500)
    yield httpx.Response(503)
    yield httpx.Response(524)
    yield httpx.Response(429)
    yield httpx.ReadTimeout("slow")
    yield httpx.ConnectError("refused")
    yield httpx.ReadError("reset by peer")
    yield httpx.RemoteProtocolError("peer closed connection without sending complete message body")
    yield httpx.Response(200, content=b"half", headers={"content-length": "8"})
    yield httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(b"no gzip at all"))


@pytest.mark.parametrize("failure", list(failures()), ids=str)
def test_a_passing_failure_is_asked_again(failure: Answer) -> None:
    world = World([failure, httpx.Response(200, text="raba")])
    assert world.client().send(get()).body == b"raba"
    assert len(world.paths) == 3


def test_pauses_between_attempts_grow_with_jitter_and_are_bounded() -> None:
    world = World([httpx.Response(500)])
    with pytest.raises(errors.AddressFails):
        world.client(max_attempts=6, backoff_s=10, longest_pause_s=60, request_interval_s=0).send(get())
    assert len(world.slept) == 5
    for pause, least in zip(world.slept, (10, 20, 40, 60, 60), strict=True):
        assert least <= pause <= min(60, least + 10)
