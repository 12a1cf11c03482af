"""Limits on a whole request: a host that drips, and a body that grows when it is unpacked."""

from __future__ import annotations

import gzip
import socket
import threading
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from extractors.model.register import Request
from flows.http import errors
from flows.http.client import PoliteClient
from flows.http.unpack import PIECE_BYTES, NotPacked, Unpacker
from flows.settings import Settings
from tests.patience import PATIENCE_S

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@contextmanager
def dripping(at_once: bytes, drops: bytes, pause_s: float = 0.02) -> Iterator[str]:
    """The address of a host that answers every request with a few bytes, and with one of ``drops`` each pause."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)  # closing a socket wakes nobody who waits at it
    is_over = threading.Event()

    def serve() -> None:
        while not is_over.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            connection.settimeout(PATIENCE_S)
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection: socket.socket) -> None:
        with connection:
            try:
                if b"/robots.txt" in connection.recv(65536):
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    return
                connection.sendall(at_once)
                while not is_over.wait(pause_s):
                    connection.sendall(drops)
            except OSError:
                return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/na/dokument/1"
    finally:
        is_over.set()
        thread.join(PATIENCE_S)
        listener.close()


@pytest.mark.parametrize(
    "at_once, drops, said",
    [
        (HEAD, b"X-Drop: 1\r\n", "the head of the answer takes longer than 2.1 s"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", "the head of the answer"),
        (HEAD + b"Content-Length: 100000000\r\n\r\n", b"x", "the answer takes longer than 2.2 s"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", "the answer takes longer than 2.2 s"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x", "the answer takes longer than 2.2 s"),
    ],
    ids=["headers", "interim answers", "body", "chunks", "a chunk's head"],
)
def test_a_host_that_drips_is_left_by_the_clock_whatever_it_drips(at_once: bytes, drops: bytes, said: str) -> None:
    settings = Settings(
        connect_timeout_s=0.1, read_timeout_s=2, answer_timeout_s=2.2, request_interval_s=0, max_attempts=1
    )
    with (
        dripping(at_once, drops) as url,
        PoliteClient(settings) as client,
        pytest.raises(errors.AddressFails, match=said),
    ):
        client.send(Request("GET", url))


def test_who_waits_for_a_host_can_be_told_to_end() -> None:
    """A lane of a night hears no signal while it waits: each drop, or half a second without one, is a look."""

    class Told(BaseException): ...

    looks: list[int] = []

    def check() -> None:
        looks.append(1)
        if len(looks) == 5:
            raise Told

    settings = Settings(request_interval_s=0, max_attempts=1)
    with dripping(HEAD, b"") as url, PoliteClient(settings, check=check) as client, pytest.raises(Told):
        client.send(Request("GET", url))


def test_limits_hold_for_who_can_be_told_to_end() -> None:
    settings = Settings(
        connect_timeout_s=0.1, read_timeout_s=0.6, answer_timeout_s=600, request_interval_s=0, max_attempts=1
    )
    with (
        dripping(HEAD, b"") as url,
        PoliteClient(settings, check=lambda: None) as client,
        pytest.raises(errors.AddressFails, match="ReadTimeout: timed out"),
    ):
        client.send(Request("GET", url))


def test_a_body_without_an_end_is_left_at_the_limit() -> None:
    settings = Settings(request_interval_s=0, max_attempts=1)
    head = HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    packed = gzip.compress(b"raba")
    first = f"{len(packed):x}\r\n".encode() + packed + b"\r\n"
    drops = b"10000\r\n" + bytes(65536) + b"\r\n"
    # What comes behind the end of a packed body unpacks to nothing, and counts all the same.
    with (
        dripping(head + first, drops, 0) as url,
        PoliteClient(settings) as client,
        pytest.raises(errors.BodyTooLarge),
    ):
        client.send(Request("GET", url), most_bytes=2**20)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "bare"])
def test_a_body_is_unpacked_in_pieces_and_never_beyond_the_limit(encoding: str) -> None:
    bits = {"gzip": 31, "deflate": 15, "bare": -15}[encoding]
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    packed = packer.compress(bytes(64 * PIECE_BYTES)) + packer.flush()
    unpacker = Unpacker("gzip" if encoding == "gzip" else "deflate")
    tracemalloc.start()
    try:
        size = 0
        for piece in unpacker.feed(packed):
            assert len(piece) <= PIECE_BYTES
            size += len(piece)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size == 64 * PIECE_BYTES
    assert unpacker.is_whole
    assert peak < 6 * PIECE_BYTES


def test_a_packed_body_in_a_packed_body_is_bytes_of_one_layer() -> None:
    inner = gzip.compress(bytes(2**20))
    assert b"".join(Unpacker("gzip").feed(gzip.compress(inner))) == inner


def test_what_is_not_packed_as_it_says_is_named() -> None:
    with pytest.raises(NotPacked):
        list(Unpacker("gzip").feed(b"raba"))
    with pytest.raises(NotPacked):
        list(Unpacker("deflate").feed(b"\xff\xff\xff\xff"))
    assert list(Unpacker("").feed(b"raba")) == [b"raba"]
