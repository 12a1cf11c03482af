"""What keeps a night from beginning is found before anything is started."""

from __future__ import annotations

import socket

import pytest

from flows.http.errors import ContactMissing, HostUnavailable, IntervalTooShort
from flows.http.reach import refuse_settings, refuse_unreachable
from flows.settings import Settings


def test_loopback_may_be_asked_by_anybody_at_any_pace() -> None:
    refuse_settings("127.0.0.1", Settings(request_interval_s=0))


def test_another_host_wants_a_contact_and_a_pause() -> None:
    with pytest.raises(ContactMissing, match="set KEHTIV_CONTACT"):
        refuse_settings("adr.example.ee", Settings())
    with pytest.raises(IntervalTooShort, match=r"0\.1 s between requests"):
        refuse_settings("adr.example.ee", Settings(contact="mari@example.ee", request_interval_s=0.1))
    refuse_settings("adr.example.ee", Settings(contact="mari@example.ee"))


def test_a_host_that_answers_is_reachable_and_one_that_does_not_is_named() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        with pytest.raises(HostUnavailable, match=rf"127\.0\.0\.1 cannot be reached on port {port}"):
            refuse_unreachable(f"http://127.0.0.1:{port}/som/", 5)
        listening.listen()
        refuse_unreachable(f"http://127.0.0.1:{port}/som/", 5)
