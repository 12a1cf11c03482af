"""The rules of a robots.txt hold however an editor saved the file, and the client keeps to them."""

from __future__ import annotations

import httpx
import pytest

from flows.http import errors
from flows.http.robots import parse_robots
from tests.flows.http.world import NOON, World, get, redirect

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


@pytest.mark.parametrize(
    "rules",
    [
        "ï»¿User-agent: *\nDisallow: /mets/fail",
        "\u200bUser-agent: *\nDisallow: /mets/fail",
        "User agent = *\nDisallow = /mets/fail",
        "User–agent: *\nDisallow: mets/fail",
        'User-agent: "*"\nDisallow: "/mets/fail"',
        "User-agent: *\nDisallow: http://naidis.example/mets/fail",
        "User-agent: Kehtiv/1.0\nDisallow: /mets/fail",
        "Disallow: /mets/fail",
        "User-agent：＊\nDisallow：/mets/fail",
        "User-agent: *\nDisallow: /mets/fail # keelatud",
        "User-agent: *\n\nDisallow: /mets/*ail/1$",
    ],
)
def test_rules_hold_as_people_write_them(rules: str) -> None:
    read = parse_robots(rules.encode())
    assert not read.allows("http://naidis.example/mets/fail/1")
    assert read.allows("http://naidis.example/mets/dokument/1")


def test_an_empty_disallow_and_another_programs_group_forbid_nothing() -> None:
    read = parse_robots(b"User-agent: muu/2.0\nDisallow: /\n\nUser-agent: *\nDisallow:\n")
    assert read.allows("http://naidis.example/mets/fail/1")


@pytest.mark.parametrize("body", [b"", MARK, MARK + b"<html><body>Disallow: /</body></html>", b"\x00\x01\xff"])
def test_what_is_no_robots_txt_forbids_nothing(body: bytes) -> None:
    assert parse_robots(body).allows("http://naidis.example/mets/fail/1")


# --- what the client makes of them


def test_robots_txt_is_asked_for_once_per_host_before_anything_else_and_is_kept() -> None:
    world = World(robots=[httpx.Response(200, text="User-agent: *\nDisallow: /rama/fail/")])
    client = world.client()
    client.send(get())
    client.send(get("/dokument/2"))
    assert world.paths == ["/robots.txt", "/rama/dokument/1", "/rama/dokument/2"]
    assert [(capture.url, capture.body[:10]) for capture in world.kept] == [
        ("http://127.0.0.1:8000/robots.txt", b"User-agent")
    ]


def test_what_robots_txt_forbids_is_not_asked_for() -> None:
    world = World(robots=[httpx.Response(200, text="User-agent: kehtiv\nDisallow: /rama/fail/")])
    client = world.client()
    with pytest.raises(errors.RobotsDisallow, match="forbids"):
        client.send(get("/fail/1/a.pdf"))
    assert world.paths == ["/robots.txt"]
    assert client.send(get()).status == 200


@pytest.mark.parametrize(
    "rule", ["Crawl-delay: 5", "Request-rate: 1/5", "Request-rate: 12/1m", "Request-rate: 1/5 1100-1300"]
)
def test_a_host_that_asks_for_longer_pauses_gets_them(rule: str) -> None:
    world = World(robots=[httpx.Response(200, text=f"User-agent: *\n{rule}")])
    client = world.client()
    for _ in range(3):
        client.send(get())
    assert [later - earlier for earlier, later in zip(world.at[1:], world.at[2:], strict=False)] == [5.0, 5.0]


def test_a_request_rate_for_other_hours_does_not_hold_now() -> None:
    world = World(robots=[httpx.Response(200, text="User-agent: *\nRequest-rate: 1/60 0600-0700")])
    client = world.client()
    client.send(get())
    client.send(get())
    assert sum(world.slept) == 1.5


def test_an_hour_at_which_the_host_wants_no_visits_is_respected() -> None:
    world = World(robots=[httpx.Response(200, text="User-agent: *\nVisit-time: 2200-0500")])
    client = world.client()
    with pytest.raises(errors.VisitHoursOver, match="Visit-time"):
        client.send(get())
    world.now = NOON.replace(hour=23)
    assert client.send(get()).status == 200


def test_a_delay_that_would_never_end_is_a_refusal() -> None:
    world = World(robots=[httpx.Response(200, text="User-agent: *\nCrawl-delay: 86400")])
    with pytest.raises(errors.HostRefuses, match="86400 s between requests"):
        world.client().send(get())


@pytest.mark.parametrize(
    "answer", [httpx.Response(404), httpx.Response(403), redirect("https://elsewhere.example/robots.txt")]
)
def test_without_a_robots_txt_of_its_own_a_host_has_no_rules(answer: httpx.Response) -> None:
    assert World(robots=[answer]).client().send(get()).status == 200


def test_an_html_page_in_place_of_robots_txt_forbids_nothing() -> None:
    page = "<html>Disallow: everything</html>"
    assert World(robots=[httpx.Response(200, html=page)]).client().send(get()).status == 200


def test_robots_txt_that_fails_means_that_nothing_may_be_asked() -> None:
    world = World(robots=[httpx.Response(500)])
    client = world.client()
    with pytest.raises(errors.HostUnavailable, match=r"does not serve its robots\.txt"):
        client.send(get())
    assert set(world.paths) == {"/robots.txt"}
