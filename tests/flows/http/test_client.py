"""The client's manners and its names for errors, in a world that is a transport; time is told, never waited for."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from extractors.model.register import Capture, Request
from flows.http import errors
from flows.http.client import HostTrouble, PoliteClient, RegisterError
from flows.settings import Settings

BASE = "http://127.0.0.1:8000/rama"
REAL = "https://adr.rabamaa.example/rama"
NOON = datetime(2026, 1, 7, 12, 0, tzinfo=UTC)
CHECK = '<html><p id="turnstile-wait">Palun oodake</p></html>'

Answer = httpx.Response | Exception


@dataclass
class World:
    """A register behind a transport. ``answers`` are given in turn, the last one for ever."""

    answers: list[Answer] = field(default_factory=lambda: [httpx.Response(200, html="<html>raba</html>")])
    robots: list[Answer] = field(default_factory=lambda: [httpx.Response(404)])
    asked: list[httpx.Request] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    kept: list[Capture] = field(default_factory=list)
    time: float = 1000.0
    now: datetime = NOON

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        self.at.append(self.time)
        answers = self.robots if request.url.path == "/robots.txt" else self.answers
        given = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(given, Exception):
            raise given
        return given

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        self.now += timedelta(seconds=seconds)

    def client(self, **settings: Any) -> PoliteClient:
        chosen = Settings(**{"contact": "register@rabamaa.example", "backoff_s": 2.0, **settings})
        return PoliteClient(
            chosen,
            transport=httpx.MockTransport(self.answer),
            sleep=self.sleep,
            clock=lambda: self.time,
            now=lambda: self.now,
            keep=self.kept.append,
        )

    @property
    def paths(self) -> list[str]:
        return [request.url.raw_path.decode() for request in self.asked]


def get(path: str = "/dokument/1", base: str = BASE, session: str | None = None) -> Request:
    return Request("GET", base + path, session=session)


def redirect(location: str, status: int = 302, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers={"location": location, **headers})


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


# --- manners


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


def test_a_real_host_is_not_asked_without_a_contact_and_loopback_is() -> None:
    world = World()
    with pytest.raises(errors.ContactMissing, match="KEHTIV_CONTACT"):
        world.client(contact=None).send(get(base=REAL))
    assert world.asked == []
    world.client(contact=None).send(get())
    assert "(" not in world.asked[-1].headers["user-agent"]


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


# --- second attempts


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


def test_retry_after_in_seconds_is_waited_for() -> None:
    world = World([httpx.Response(429, headers={"retry-after": "77"}), httpx.Response(200)])
    world.client().send(get())
    assert 77 in world.slept


def test_retry_after_as_a_date_is_waited_for() -> None:
    until = format_datetime(NOON + timedelta(seconds=90), usegmt=True)
    world = World([httpx.Response(503, headers={"retry-after": until}), httpx.Response(200)])
    world.client().send(get())
    assert max(world.slept) == pytest.approx(90 - 0.75)


@pytest.mark.parametrize(
    "value",
    ["soon", "-5", "", "Wed, 99 Foo 2026 99:99:99 GMT", "1e9", format_datetime(NOON - timedelta(days=1), usegmt=True)],
)
def test_a_retry_after_that_says_nothing_costs_no_more_than_the_usual_pause(value: str) -> None:
    world = World([httpx.Response(429, headers={"retry-after": value}), httpx.Response(200)])
    assert world.client().send(get()).status == 200
    assert max(world.slept) <= 4


@pytest.mark.parametrize(
    "value, said",
    [
        ("999999999", "11574 days; 7 days of it are honoured"),
        ("9" * 5000, "longer than can be counted; 7 days of it are honoured"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "days; 7 days of it are honoured"),
        ("Fri, 31 Dec 9999 23:59:59 -2359", "days; 7 days of it are honoured"),
        ("Fri, 31 Dec 2990 23:59:59 +0200", "days; 7 days of it are honoured"),
        ("604800", "7 days$"),
    ],
)
def test_a_pause_of_years_is_honoured_for_seven_days(value: str, said: str) -> None:
    world = World([httpx.Response(503, headers={"retry-after": value})])
    with pytest.raises(errors.HostRefuses, match=said) as raised:
        world.client().send(get())
    assert raised.value.wait_s == 7 * 86_400


@pytest.mark.parametrize(
    "value",
    ["Fri, 31 Dec 9999 23:59:59 +9999", "Fri, 31 Dec 99999 23:59:59 GMT", f"Fri, 31 Dec {'9' * 5000} 23:59:59 GMT"],
)
def test_a_retry_after_outside_of_the_calendar_is_the_usual_pause(value: str) -> None:
    world = World([httpx.Response(429, headers={"retry-after": value}), httpx.Response(200)])
    assert world.client().send(get()).status == 200
    assert max(world.slept) <= 4


@pytest.mark.parametrize("length", ["9" * 5000, str(2**64)])
def test_a_content_length_beyond_all_limits_is_too_large(length: str) -> None:
    world = World([httpx.Response(200, headers={"content-length": length}, content=b"x")])
    with pytest.raises(errors.BodyTooLarge):
        world.client().send(get())


def test_a_pause_too_long_to_wait_for_ends_the_asking_of_that_host() -> None:
    """Asking again sooner than the host wants is rude, waiting an hour would run the night into the working day."""
    world = World([httpx.Response(429, headers={"retry-after": "3600"})])
    client = world.client()
    with pytest.raises(errors.HostRefuses, match="left alone for 3600 s"):
        client.send(get())
    with pytest.raises(errors.HostRefuses, match="this run does not ask it again"):
        client.send(get("/dokument/2"))
    assert len(world.paths) == 2


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


# --- bodies


def test_a_body_that_promises_too_much_is_not_read() -> None:
    world = World([httpx.Response(200, content=b"x", headers={"content-length": "2000"})])
    with pytest.raises(errors.BodyTooLarge, match="2000 bytes; 1000 are allowed"):
        world.client(max_body_bytes=1000).send(get())
    assert len(world.paths) == 2


def test_a_body_that_does_not_say_how_long_it_is_is_cut_off_at_the_limit() -> None:
    taken = []

    def endless() -> Iterator[bytes]:
        while True:
            taken.append(1)
            yield b"x" * 100

    world = World([httpx.Response(200, stream=Endless(endless))])
    with pytest.raises(errors.BodyTooLarge):
        world.client(max_body_bytes=1000).send(get())
    assert len(taken) <= 12


class Endless(httpx.SyncByteStream):
    def __init__(self, make: Callable[[], Iterator[bytes]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[bytes]:
        return self._make()


def test_a_packed_body_that_unpacks_to_too_much_is_cut_off() -> None:
    bomb = gzip.compress(b"\0" * 5_000_000)
    world = World([httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(bomb))])
    with pytest.raises(errors.BodyTooLarge):
        world.client(max_body_bytes=1_000_000).send(get())


def test_a_packed_body_is_unpacked_and_its_length_is_that_of_the_packed_bytes() -> None:
    packed = gzip.compress(b"raba " * 100)
    headers = {"content-encoding": "gzip", "content-length": str(len(packed))}
    world = World([httpx.Response(200, headers=headers, stream=httpx.ByteStream(packed))])
    assert world.client().send(get()).body == b"raba " * 100


class Watched(httpx.SyncByteStream):
    """A body that notes whether anybody read it."""

    def __init__(self, body: bytes) -> None:
        self.body, self.is_read = body, False

    def __iter__(self) -> Iterator[bytes]:
        self.is_read = True
        yield self.body


def encoded(encoding: str, body: Watched, status: int = 200, **headers: str) -> httpx.Response:
    """The body goes out as it is, whatever the header says of it."""
    return httpx.Response(status, headers={"content-encoding": encoding, **headers}, stream=body)


TWICE = gzip.compress(gzip.compress(b"<html>raba</html>"))


def test_the_encodings_that_are_undone_are_those_asked_for() -> None:
    world = World()
    world.client().send(get())
    assert world.asked[-1].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    "encoding", ["gzip, gzip", "gzip,deflate", "GZIP, identity", "br", "zstd", "x-gzip", "compress", ", gzip, gzip"]
)
def test_an_encoding_not_asked_for_is_refused_unread(encoding: str) -> None:
    """Trouble of that address alone: the next one is asked as before."""
    body = Watched(TWICE)
    world = World([encoded(encoding, body), httpx.Response(200, text="raba")])
    client = world.client()
    with pytest.raises(errors.EncodingNotAsked, match="dokument/1 comes in the encoding") as met:
        client.send(get())
    assert isinstance(met.value, errors.AddressTrouble)
    assert met.value.code == "encoding_not_asked"
    assert not body.is_read
    assert client.send(get("/dokument/2")).body == b"raba"
    assert world.paths == ["/robots.txt", "/rama/dokument/1", "/rama/dokument/2"]


def test_an_encoding_named_in_two_headers_is_stacked_too() -> None:
    headers = [("content-encoding", "gzip"), ("content-encoding", "gzip")]
    with pytest.raises(errors.EncodingNotAsked):
        World([httpx.Response(200, headers=headers, stream=httpx.ByteStream(TWICE))]).client().send(get())


@pytest.mark.parametrize("encoding", ["", "identity", "Identity", "gzip", "GZip", "deflate"])
def test_an_encoding_asked_for_or_none_is_read(encoding: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress}.get(encoding.lower(), bytes)
    answer = encoded(encoding, Watched(pack(b"<html>raba</html>")))
    assert World([answer]).client().send(get()).body == b"<html>raba</html>"


def test_a_host_that_wants_a_pause_gets_it_however_its_page_is_encoded() -> None:
    world = World(
        [encoded("br", Watched(b"raba"), status=429, **{"retry-after": "30"}), httpx.Response(200, text="raba")]
    )
    assert world.client().send(get()).body == b"raba"
    assert world.at[-1] - world.at[-2] >= 30


def test_a_robots_txt_in_an_encoding_not_asked_for_means_that_nothing_may_be_asked() -> None:
    """Its rules exist and cannot be read."""
    world = World(robots=[encoded("br", Watched(b"raba"))])
    with pytest.raises(errors.HostUnavailable, match=r"does not serve its robots\.txt"):
        world.client().send(get())
    assert world.paths == ["/robots.txt"]


def test_a_body_that_trickles_for_ever_is_given_up() -> None:
    world = World()

    def trickle() -> Iterator[bytes]:
        while True:
            world.time += 30
            yield b"."

    world.answers = [httpx.Response(200, stream=Endless(trickle)), httpx.Response(200, text="raba")]
    assert world.client(answer_timeout_s=600).send(get()).body == b"raba"


# --- redirects


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


# --- the robot check


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


# --- cookies


def test_a_search_keeps_its_cookies_and_no_other_request_gets_them() -> None:
    world = World([httpx.Response(200, headers={"set-cookie": "JSESSIONID=one; Path=/rama"}), httpx.Response(200)])
    client = world.client()
    client.send(get("/otsing", session="one"))
    for session in ("one", "two", None):
        client.send(get("/otsing/2", session=session))
    assert [request.headers.get("cookie") for request in world.asked[2:]] == ["JSESSIONID=one", None, None]


def test_a_search_that_is_over_leaves_no_cookies() -> None:
    world = World([httpx.Response(200, headers={"set-cookie": "JSESSIONID=one; Path=/rama"})])
    client = world.client()
    client.send(get("/otsing", session="one"))
    client.end_session("one")
    client.end_session("never begun")
    client.send(get("/otsing", session="one"))
    assert world.asked[-1].headers.get("cookie") is None


def test_cookies_of_searches_long_over_are_thrown_away_by_themselves() -> None:
    world = World([httpx.Response(200, headers={"set-cookie": "JSESSIONID=one; Path=/rama"})])
    client = world.client()
    for number in range(40):
        client.send(get("/otsing", session=str(number)))
    client.send(get("/otsing", session="0"))
    assert world.asked[-1].headers.get("cookie") is None


def test_cookies_are_not_handed_to_the_archive() -> None:
    world = World([httpx.Response(200, headers={"set-cookie": "JSESSIONID=one"})])
    assert world.client().send(get(session="s")).header("set-cookie") is None


# --- addresses and surroundings


@pytest.mark.parametrize(
    "url", ["", "dokument/1", "ftp://127.0.0.1/x", "http:///x", "http://[broken/x", "http://127.0.0.1:99999/x"]
)
def test_an_address_that_cannot_be_asked_for_is_named(url: str) -> None:
    world = World()
    with pytest.raises(errors.BadAddress):
        world.client().send(Request("GET", url))
    assert world.asked == []


def test_a_proxy_of_the_environment_never_sees_loopback_traffic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a transport of its own the client would pick the proxy up when it is made."""
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("ALL_PROXY", "http://proxy.example:3128")
    with PoliteClient(Settings()) as client:
        mounts = client._wire._http._mounts
    assert mounts == {}
