"""The client's answers and its names for errors, in a world that is a transport; time is told, never waited for."""

from __future__ import annotations

import httpx
import pytest

from extractors.model.register import Request
from flows.http import errors
from flows.http.client import HostTrouble, RegisterError
from tests.flows.http.world import BASE, CHECK, REAL, World, get, redirect


def test_an_answer_comes_back_whole_with_its_address_and_the_time_in_utc() -> None:
    world = World()
    with world.client() as client:
        capture = client.send(get())
    assert (capture.status, capture.body, capture.url) == (200, b"<html>raba</html>", f"{BASE}/dokument/1")
    assert capture.fetched_at == world.now
    assert capture.header("content-type") == "text/html; charset=utf-8"


def test_the_user_agent_names_the_software_its_version_and_whom_to_write_to() -> None:
    world = World()
    world.client().send(get())
    agent = world.asked[-1].headers["user-agent"]
    assert agent.startswith("kehtiv/")
    assert agent.endswith(" (+register@rabamaa.example)")


def test_a_form_is_posted_with_its_pairs_in_order() -> None:
    world = World()
    world.client().send(
        Request("POST", f"{BASE}/otsing", (("title", "õ & ä"), ("documentTypes", "1"), ("documentTypes", "2")))
    )
    sent = world.asked[-1]
    assert sent.headers["content-type"] == "application/x-www-form-urlencoded"
    assert sent.content == b"title=%C3%B5+%26+%C3%A4&documentTypes=1&documentTypes=2"


@pytest.mark.parametrize("status", [404, 410, 451, 400])
def test_an_answer_that_says_something_of_the_document_is_handed_on(status: int) -> None:
    assert World([httpx.Response(status, text="x")]).client().send(get()).status == status


def test_validators_of_a_copy_are_sent_and_304_is_handed_on() -> None:
    world = World([httpx.Response(304, headers={"content-length": "999"})])
    capture = world.client().send(get(), etag='"7"', last_modified="Wed, 07 Jan 2026 00:00:00 GMT")
    assert (capture.status, capture.body) == (304, b"")
    assert world.asked[-1].headers["if-none-match"] == '"7"'
    assert world.asked[-1].headers["if-modified-since"] == "Wed, 07 Jan 2026 00:00:00 GMT"


def test_a_real_host_is_not_asked_without_a_contact_and_loopback_is() -> None:
    world = World()
    with pytest.raises(errors.ContactMissing, match="KEHTIV_CONTACT"):
        world.client(contact=None).send(get(base=REAL))
    assert world.asked == []
    world.client(contact=None).send(get())
    assert "(" not in world.asked[-1].headers["user-agent"]


def test_429_to_the_last_attempt_is_a_refusal_by_the_host() -> None:
    world = World([httpx.Response(429)])
    with pytest.raises(errors.HostRefuses, match="receives too many requests") as caught:
        world.client(max_attempts=3).send(get())
    assert world.paths == ["/robots.txt"] + ["/rama/dokument/1"] * 3
    assert caught.value.capture is not None
    assert caught.value.capture.status == 429


def test_403_is_not_asked_again_and_concerns_its_address() -> None:
    world = World([httpx.Response(403), httpx.Response(200)])
    client = world.client()
    with pytest.raises(errors.AddressRefused, match="403") as caught:
        client.send(get())
    assert not isinstance(caught.value, HostTrouble)
    assert client.send(get("/dokument/2")).status == 200


def test_403_one_after_another_is_a_refusal_by_the_host() -> None:
    world = World([httpx.Response(403)])
    client = world.client(failures_before_giving_up=3)
    for number in (1, 2):
        with pytest.raises(errors.AddressRefused):
            client.send(get(f"/dokument/{number}"))
    with pytest.raises(errors.HostRefuses, match="refused 3 addresses"):
        client.send(get("/dokument/3"))


def test_one_failing_address_does_not_stop_the_host_and_several_in_a_row_do() -> None:
    world = World([httpx.Response(500), httpx.Response(500), httpx.Response(200), httpx.Response(500)])
    client = world.client(max_attempts=2, failures_before_giving_up=2)
    with pytest.raises(errors.AddressFails, match=r"dokument/1.*status 500.*2 attempts") as caught:
        client.send(get())
    assert not isinstance(caught.value, HostTrouble)
    assert client.send(get("/dokument/2")).status == 200
    with pytest.raises(errors.AddressFails):
        client.send(get("/dokument/3"))
    with pytest.raises(errors.HostUnavailable, match="2 addresses one after another"):
        client.send(get("/dokument/4"))


def test_no_connection_at_all_means_the_host_at_once() -> None:
    world = World(robots=[httpx.ConnectError("Connection refused")])
    with pytest.raises(errors.HostUnavailable, match=r"cannot be reached.*Connection refused"):
        world.client().send(get())


def test_answers_that_are_not_handed_on_are_kept_all_the_same() -> None:
    world = World([httpx.Response(500, text="viga"), redirect("/rama/dokument/2"), httpx.Response(200)])
    world.client().send(get())
    assert [capture.status for capture in world.kept] == [404, 500, 302]


def test_every_error_has_a_code_for_quarantine() -> None:
    assert errors.OffRegisterRedirect("x").code == "off_register_redirect"
    assert issubclass(errors.HostTrouble, RegisterError)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, html=CHECK),
        httpx.Response(403, html=CHECK),
        httpx.Response(503, html=CHECK),
        redirect("/?returnUrl=%2Frama%2Fdokument%2F1"),
    ],
)
def test_a_robot_check_ends_the_asking_of_that_host_and_of_no_other(answer: httpx.Response) -> None:
    world = World([answer, httpx.Response(200)])
    client = world.client()
    with pytest.raises(errors.RobotCheckMet, match="check"):
        client.send(get())
    with pytest.raises(errors.RobotCheckMet, match="does not ask it again"):
        client.send(get("/dokument/2"))
    assert len(world.paths) == 2
    assert client.send(get(base=REAL)).status == 200


def test_a_robot_check_in_place_of_robots_txt_counts_as_one() -> None:
    with pytest.raises(errors.RobotCheckMet):
        World(robots=[redirect("/?returnUrl=/robots.txt")]).client().send(get())


@pytest.mark.parametrize(
    "url", ["", "dokument/1", "ftp://127.0.0.1/x", "http:///x", "http://[broken/x", "http://127.0.0.1:99999/x"]
)
def test_an_address_that_cannot_be_asked_for_is_named(url: str) -> None:
    world = World()
    with pytest.raises(errors.BadAddress):
        world.client().send(Request("GET", url))
    assert world.asked == []
