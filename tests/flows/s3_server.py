"""An S3 server on loopback for the tests (moto, as a process of its own), and a gate before it that can be shut."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import quote
from xml.etree import ElementTree

KEY, SECRET = "KEHTIVTESTKEY", "kehtiv/test/secret"
_SIGNED = f"AWS4-HMAC-SHA256 Credential={KEY}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
"""The server looks at the form of a signature alone."""
_NS = "{http://s3.amazonaws.com/doc/2006-03-01/}"


class Gate:
    """Passes connections on to the server, until it is shut: then it breaks them and lets none in.

    ``shut_after(n)`` shuts it at the write after the next ``n`` writes.
    """

    def __init__(self, port: int) -> None:
        self._server = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._writes_left: int | None = None
        self.is_shut = False
        self.writes = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def shut_after(self, writes: int) -> None:
        self._writes_left = writes

    def shut(self) -> None:
        self.is_shut = True
        for end in list(self._open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def reopen(self) -> None:
        self.is_shut, self._writes_left = False, None

    def close(self) -> None:
        self.shut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.is_shut:
                client.close()
            else:
                threading.Thread(target=self._relay, args=(client,), daemon=True).start()

    def _relay(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self._server)) as server:
            ends = {client: server, server: client}
            self._open |= ends.keys()
            with suppress(OSError):
                while not self.is_shut:
                    for end in select.select(list(ends), [], [])[0]:
                        data = end.recv(65536)
                        if not data or (end is client and not self._may_pass(data)):
                            return
                        ends[end].sendall(data)
            self._open -= ends.keys()

    def _may_pass(self, data: bytes) -> bool:
        if data.startswith(b"PUT "):
            self.writes += 1
            if self._writes_left is not None:
                self._writes_left -= 1
                if self._writes_left < 0:
                    self.shut()
        return not self.is_shut


@dataclass
class Bucket:
    """A bucket of one test, seen past the gate: what lies in it, byte for byte."""

    port: int
    name: str
    gate: Gate

    @property
    def address(self) -> str:
        return f"s3://{self.name}/kept"

    @property
    def readings(self) -> str:
        return f"s3://{self.name}/read"

    def objects(self, folder: str = "") -> dict[str, bytes]:
        """Every object and every old version of one, by its key."""
        status, body = self.call("GET", "?versions")
        assert status == 200, body
        assert b"<IsTruncated>true" not in body
        held = {}
        for each in ElementTree.fromstring(body).iter(f"{_NS}Version"):
            key, version = str(each.findtext(f"{_NS}Key")), str(each.findtext(f"{_NS}VersionId"))
            if key.startswith(folder):
                told = f"?versionId={version}" if version != "null" else ""
                held[key + told] = self.call("GET", f"/{quote(key)}{told}")[1]
        return held

    def with_words(self, *sought: str) -> dict[str, list[str]]:
        """Those of ``sought`` that are found, with the objects whose name or bytes, unpacked where gzip, hold them."""
        held = {key: _unpacked(data) for key, data in self.objects().items()}
        places = {
            words: sorted(key for key, data in held.items() if words in key or words.encode() in data)
            for words in sought
        }
        return {words: found for words, found in places.items() if found}

    def put(self, key: str, data: bytes) -> None:
        status, body = self.call("PUT", f"/{quote(key)}", data)
        assert status == 200, body

    def keep_versions(self) -> None:
        status, body = self.call(
            "PUT",
            "?versioning",
            b'<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
            b"<Status>Enabled</Status></VersioningConfiguration>",
        )
        assert status == 200, body

    def call(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        try:
            connection.request(method, f"/{self.name}{path}", body, {"Authorization": _SIGNED})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def _unpacked(data: bytes) -> bytes:
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


@contextmanager
def served() -> Iterator[int]:
    """The port of a server that keeps its buckets in memory."""
    command = [sys.executable, "-c", "from moto.server import main; main(['-H', '127.0.0.1', '-p', '0'])"]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment) as server:
        assert server.stderr is not None
        try:
            lines = []
            for line in server.stderr:
                lines.append(line.decode())
                if found := re.search(r"http://127\.0\.0\.1:(\d+)", lines[-1]):
                    # What it says of each request is read, so that it never waits for a reader.
                    threading.Thread(target=server.stderr.read, daemon=True).start()
                    yield int(found[1])
                    return
            raise AssertionError("".join(lines))
        finally:
            server.kill()
