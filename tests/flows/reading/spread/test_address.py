"""A scheduler on another machine is reached by TLS alone."""

from __future__ import annotations

import pytest

from flows.reading.spread.address import BadAddress, SchedulerAddress, parse_address


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dask://127.0.0.1:8786", SchedulerAddress("127.0.0.1", 8786)),
        ("readers.example:8786", SchedulerAddress("readers.example", 8786)),
        ("dask://[::1]:8786", SchedulerAddress("[::1]", 8786)),
    ],
)
def test_host_and_port_are_understood(words: str, found: SchedulerAddress) -> None:
    assert parse_address(words) == found


@pytest.mark.parametrize(
    "words", ["", "dask://", "127.0.0.1", "dask://:8786", "dask://a:0", "dask://a:65536", "tcp://a:1", "a b:1", "a:1/x"]
)
def test_anything_else_is_refused(words: str) -> None:
    with pytest.raises(BadAddress, match="write dask://HOST:PORT"):
        parse_address(words)


def test_without_keys_only_loopback_is_reached() -> None:
    assert parse_address("localhost:8786").reached(has_tls=False) == "tcp://localhost:8786"
    assert parse_address("[::1]:8786").reached(has_tls=False) == "tcp://[::1]:8786"
    for elsewhere in ("readers.example:8786", "0.0.0.0:8786", "10.0.0.1:8786"):
        with pytest.raises(BadAddress, match="reached by TLS alone"):
            parse_address(elsewhere).reached(has_tls=False)


def test_with_keys_everything_is_reached_by_tls() -> None:
    assert parse_address("readers.example:8786").reached(has_tls=True) == "tls://readers.example:8786"
    assert parse_address("127.0.0.1:8786").reached(has_tls=True) == "tls://127.0.0.1:8786"
