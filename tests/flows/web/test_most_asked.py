"""Which addresses are made ready: those asked most, lately; no more than a few thousand are known."""

from __future__ import annotations

from typing import Any

import pytest

from flows.web.most_asked import MostAsked


def asked(path: str, query: bytes = b"", host: bytes = b"localhost") -> dict[str, Any]:
    headers = [(b"host", host), (b"if-none-match", b'"x"'), (b"user-agent", b"somebody")]
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query,
        "headers": headers,
        "client": ("9", 1),
    }


def addresses(most: MostAsked) -> list[tuple[str, bytes, bytes]]:
    return [(scope["path"], scope["query_string"], dict(scope["headers"])[b"host"]) for scope in most.scopes()]


def test_what_is_asked_more_often_comes_first_and_hosts_and_questions_are_apart() -> None:
    most = MostAsked()
    assert not most
    for scope in (asked("/a"), *[asked("/b", b"q=1")] * 3, *[asked("/b", b"q=1", b"127.0.0.1")] * 2):
        most.count(scope)
    assert most
    assert addresses(most) == [
        ("/b", b"q=1", b"localhost"),
        ("/b", b"q=1", b"127.0.0.1"),
        ("/a", b"", b"localhost"),
    ]


def test_nothing_is_known_of_who_asked() -> None:
    most = MostAsked()
    most.count(asked("/a"))
    [scope] = most.scopes()
    assert (scope["headers"], scope["client"]) == ([(b"host", b"localhost")], None)


def test_what_was_asked_before_counts_less_with_each_publish_and_is_forgotten() -> None:
    most = MostAsked()
    for _ in range(2):
        most.count(asked("/before"))
    for _ in range(8):
        most.fade()
    most.count(asked("/now"))
    assert [path for path, *_ in addresses(most)] == ["/now", "/before"]
    for _ in range(13):
        most.fade()
    assert [path for path, *_ in addresses(most)] == ["/now"]
    most.fade()
    assert not most


def test_of_too_many_addresses_those_asked_least_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.web.most_asked.MOST_COUNTED", 4)
    most = MostAsked()
    for path in ("/a", "/b", "/b", "/c", "/d", "/d", "/e"):
        most.count(asked(path))
    assert [path for path, *_ in addresses(most)] == ["/b", "/d", "/e"]


def test_a_very_long_address_is_not_counted() -> None:
    most = MostAsked()
    most.count(asked("/a", b"q=" + b"x" * 600))
    assert not most
