"""Redirects: followed within the register, refused outside of it and in circles."""

from __future__ import annotations

import httpx
import pytest

from extractors.model.register import Request
from flows.http import errors
from tests.flows.http.world import BASE, Answer, World, get, redirect


def test_a_redirect_within_the_register_is_followed_and_the_last_address_told() -> None:
    world = World([redirect("/rama/dokument/2"), httpx.Response(200, text="raba")])
    request = get()
    capture = world.client().send(request)
    assert (capture.request, capture.url, capture.body) == (request, f"{BASE}/dokument/2", b"raba")


def test_a_redirected_search_becomes_a_get_and_keeps_its_session() -> None:
    moved = redirect("/rama/otsing/1", 303, **{"set-cookie": "JSESSIONID=k1; Path=/rama"})
    world = World([moved, httpx.Response(200)])
    world.client().send(Request("POST", f"{BASE}/otsing", (("title", "x"),), "s"))
    last = world.asked[-1]
    assert (last.method, last.content, last.headers.get("cookie")) == ("GET", b"", "JSESSIONID=k1")


@pytest.mark.parametrize(
    "location",
    [
        "https://elsewhere.example/rama/dokument/1",
        "http://127.0.0.1:8000/muu/dokument/1",
        "http://127.0.0.1:8001/rama/dokument/1",
        "http://127.0.0.1:8000@elsewhere.example/rama/",
        "//elsewhere.example/rama/",
        "file:///etc/passwd",
        "/",
        "http://[broken/",
    ],
)
def test_a_redirect_off_the_register_is_never_followed(location: str) -> None:
    world = World([redirect(location)])
    with pytest.raises(errors.OffRegisterRedirect, match="outside the register"):
        world.client().send(get())
    assert world.paths == ["/robots.txt", "/rama/dokument/1"]


def test_the_way_up_to_https_is_followed_and_the_way_down_is_not() -> None:
    plain, safe = "http://adr.rabamaa.example/rama", "https://adr.rabamaa.example/rama"
    assert World([redirect(f"{safe}/x"), httpx.Response(200)]).client().send(get(base=plain)).url == f"{safe}/x"
    with pytest.raises(errors.OffRegisterRedirect):
        World([redirect(f"{plain}/x")]).client().send(get(base=safe))


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed() -> None:
    """The forbidden address is never asked for, and the host's other addresses still are."""
    rules = "User-agent: *\nDisallow: /rama/salajane/"
    answers: list[Answer] = [redirect("/rama/avalik/1"), redirect("/rama/salajane/1"), httpx.Response(200, text="raba")]
    world = World(answers, robots=[httpx.Response(200, text=rules)])
    client = world.client()
    with pytest.raises(errors.RobotsDisallow, match=r"forbids http://127\.0\.0\.1:8000/rama/salajane/1"):
        client.send(get())
    assert world.paths == ["/robots.txt", "/rama/dokument/1", "/rama/avalik/1"]
    assert client.send(get("/dokument/2")).body == b"raba"


def test_robots_txt_may_move_to_an_address_that_its_own_rules_forbid() -> None:
    """No rules are known before it is read."""
    moved: list[Answer] = [redirect("/rama/robots.txt"), httpx.Response(404)]
    rules = httpx.Response(200, text="User-agent: *\nDisallow: /rama/robots.txt\nDisallow: /rama/dokument/1")
    world = World(answers=[rules], robots=moved)
    with pytest.raises(errors.RobotsDisallow):
        world.client().send(get())
    assert world.paths == ["/robots.txt", "/rama/robots.txt"]


def test_redirects_in_a_circle_end() -> None:
    world = World([redirect("/rama/dokument/1")])
    with pytest.raises(errors.OffRegisterRedirect, match="without end"):
        world.client().send(get())
    assert len(world.paths) == 7


def test_a_redirect_without_an_address_is_handed_on() -> None:
    assert World([httpx.Response(302)]).client().send(get()).status == 302
