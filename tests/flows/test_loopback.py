"""This machine and what only looks like it."""

from __future__ import annotations

import pytest

from flows.loopback import is_loopback


@pytest.mark.parametrize(
    "host, expected",
    [
        ("127.0.0.1", True),
        ("127.9.8.7", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("LOCALHOST.", True),
        ("128.0.0.1", False),
        ("adr.rik.ee", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("0.0.0.0", False),
        ("", False),
    ],
)
def test_loopback_is_this_machine_and_nothing_that_only_looks_like_it(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
