"""What goes over the wire: bodies within limits, encodings asked for, cookies of one search alone."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator

import httpx
import pytest

from flows.http import errors
from flows.http.client import PoliteClient
from flows.settings import Settings
from tests.flows.http.world import World, get


@pytest.mark.parametrize("length", ["9" * 5000, str(2**64)])
def test_a_content_length_beyond_all_limits_is_too_large(length: str) -> None:
    world = World([httpx.Response(200, headers={"content-length": length}, content=b"x")])
    with pytest.raises(errors.BodyTooLarge):
        world.client().send(get())


def test_a_body_that_promises_too_much_is_not_read() -> None:
    world = World([httpx.Response(200, content=b"x", headers={"content-length": "2000"})])
    with pytest.raises(errors.BodyTooLarge, match="2000 bytes; 1000 are allowed"):
        world.client(max_body_bytes=1000).send(get())
    assert len(world.paths) == 2


class Endless(httpx.SyncByteStream):
    def __init__(self, make: Callable[[], Iterator[bytes]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[bytes]:
        return self._make()


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


# --- proxies


def test_a_proxy_of_the_environment_never_sees_loopback_traffic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a transport of its own the client would pick the proxy up when it is made."""
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("ALL_PROXY", "http://proxy.example:3128")
    with PoliteClient(Settings()) as client:
        mounts = client._wire._http._mounts
    assert mounts == {}
