"""The rules of a robots.txt hold however an editor saved the file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.http.robots import parse_robots

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RULES = "User-agent: *\r\nDisallow: /mets/fail\r\nCrawl-delay: 3\r\n"
MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    "body",
    [
        RULES.encode(),
        MARK + RULES.encode(),
        MARK * 3 + RULES.encode(),
        b"\n" + MARK + RULES.encode(),
        b"# rada\n" + MARK + RULES.encode(),
        MARK + b"User-agent: muu\nDisallow:\n\n" + MARK + RULES.encode(),
        RULES.encode().replace(b"\n", b"\n" + MARK),
        RULES.encode("utf-16"),
        b"\xfe\xff" + RULES.encode("utf-16-be"),
        RULES.replace("\r\n", "\r").encode(),
        RULES.encode() + "# kõrv\n".encode("cp1257"),
    ],
)
def test_rules_hold_behind_byte_order_marks_and_in_other_encodings(body: bytes) -> None:
    rules = parse_robots(body)
    assert not rules.allows("http://naidis.example/mets/fail/1")
    assert rules.allows("http://naidis.example/mets/dokument/1")
    assert rules.interval_s(NOON) == 3


@pytest.mark.parametrize("body", [b"", MARK, MARK + b"<html><body>Disallow: /</body></html>", b"\x00\x01\xff"])
def test_what_is_no_robots_txt_forbids_nothing(body: bytes) -> None:
    assert parse_robots(body).allows("http://naidis.example/mets/fail/1")
