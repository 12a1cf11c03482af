"""Serve the bundled sample register on loopback like the ADR platform, with faults on request and a request log.

    with SampleRegister() as register:
        register.base_url      # http://127.0.0.1:PORT/naidis/

``python -m flows.sample.server --port 8000`` serves it until it is interrupted.
"""

from __future__ import annotations

import argparse
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

from flows.sample.aggregator_api import AggregatorRules, BothPlatforms
from flows.sample.answers import Answer, Asked
from flows.sample.catalogue import DOCUMENTS, LAST_DAY, Catalogue, load_catalogue
from flows.sample.faults import Fault, Faults
from flows.sample.search import Form
from flows.sample.wrong_answers import faulty_answer

MAX_FORM_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """A request as it arrived. ``at`` is on the register's clock (s); ``fault`` is the kind of fault in answer."""

    at: float
    method: str
    path: str
    form: Form
    headers: tuple[tuple[str, str], ...]
    fault: str | None


class SampleRegister:
    """A context manager that runs a register in daemon threads of this process.

    ``visible_on`` may be set while it runs, so that two nights see one register at one address.
    """

    def __init__(
        self,
        documents: Path = DOCUMENTS,
        *,
        catalogue: Catalogue | None = None,
        faults: Faults | None = None,
        visible_on: date | None = None,
        crawl_delay: float | None = None,
        port: int = 0,
        clock: Callable[[], float] = time.monotonic,
        rules: AggregatorRules | None = None,
    ) -> None:
        robots = "User-agent: *\nAllow: /\n" + (f"Crawl-delay: {crawl_delay:g}\n" if crawl_delay is not None else "")
        self.answers = BothPlatforms(
            catalogue or load_catalogue(documents),
            documents,
            visible_on=visible_on or LAST_DAY,
            robots=robots,
            rules=rules,
        )
        self.faults = faults or Faults()
        self.log: list[LoggedRequest] = []
        self.max_in_flight = 0
        self.max_connections = 0
        self._in_flight = 0
        self._connections: set[socket.socket] = set()
        self._changed = threading.Condition()
        self.errors: list[BaseException] = []
        self._stopping = threading.Event()
        self._port = port
        self._clock = clock
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def visible_on(self) -> date:
        return self.answers.visible_on

    @visible_on.setter
    def visible_on(self, day: date) -> None:
        self.answers.visible_on = day

    @property
    def host_url(self) -> str:
        if self._server is None:
            raise RuntimeError("the sample register is not running: use it in a with statement")
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def base_url(self) -> str:
        """Return the authority's address with a final slash, as in a register list."""
        return f"{self.host_url}/{self.answers.catalogue.code}/"

    @property
    def api_url(self) -> str:
        """Return the address of the aggregator's interface, which shows the same documents."""
        return f"{self.host_url}/api/"

    @property
    def max_concurrency(self) -> int:
        """Return the largest number of requests answered at the same time."""
        return self.max_in_flight

    def __enter__(self) -> SampleRegister:
        self._stopping.clear()
        self._server = _Server(self, self._port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._close_connections()
        self._server = None
        if self.errors and error is None:
            raise RuntimeError("the sample register broke while answering") from self.errors[0]

    def _close_connections(self) -> None:
        """End idle keep-alive connections, because their threads would outlive the register and hold their sockets."""
        with self._changed:
            for connection in self._connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
            self._changed.wait_for(lambda: not self._connections, timeout=60)

    def connection_opened(self, connection: socket.socket) -> None:
        with self._changed:
            self._connections.add(connection)
            self.max_connections = max(self.max_connections, len(self._connections))

    def connection_closed(self, connection: socket.socket) -> None:
        with self._changed:
            self._connections.discard(connection)
            self._changed.notify_all()

    def request_began(self, method: str, path: str, form: Form, headers: tuple[tuple[str, str], ...]) -> Fault | None:
        """Log the request and return the fault that is due for it."""
        with self._changed:
            fault = self.faults.next_for(method, path)
            self.log.append(LoggedRequest(self._clock(), method, path, form, headers, fault.kind if fault else None))
            self._in_flight += 1
            self.max_in_flight = max(self.max_in_flight, self._in_flight)
            self._changed.notify_all()
        return fault

    def request_ended(self) -> None:
        with self._changed:
            self._in_flight -= 1

    def wait_for_requests(self, count: int, timeout: float = 60.0) -> bool:
        """Wait until ``count`` requests have arrived. Return ``False`` if they have not within ``timeout`` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.log) >= count, timeout)

    def pause(self, seconds: float) -> None:
        """Wait, but not past the end of the register."""
        self._stopping.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, register: SampleRegister, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.register = register

    def process_request(self, request: Any, client_address: Any) -> None:
        self.register.connection_opened(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        self.register.connection_closed(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a client that hangs up. Any other error is a bug of ours and is raised when the register ends."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError | TimeoutError):
            self.register.errors.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two writes; waiting for the acknowledgement of the first costs 40 ms an answer.
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing; the register keeps its own log."""

    def do_GET(self) -> None:
        self._serve("GET", ())

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > MAX_FORM_BYTES:
            self.send_error(413)
            return
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        self._serve("POST", tuple(parse_qsl(body, keep_blank_values=True)))

    def _serve(self, method: str, form: Form) -> None:
        register = self.server.register
        fault = register.request_began(method, self.path, form, tuple(self.headers.items()))
        try:
            asked = Asked(method, self.path, form, _lower(self.headers))
            self._send_with(fault, asked) if fault else self._send(register.answers.answer(asked))
        finally:
            register.request_ended()

    def _send_with(self, fault: Fault, asked: Asked) -> None:
        register = self.server.register
        if fault.kind == "hang":
            register.pause(fault.seconds)
            self.close_connection = True
        elif fault.kind == "reset":
            self._reset()
        elif fault.kind in ("short_body", "wrong_length"):
            answer = register.answers.answer(asked)
            half = len(answer.body) // 2
            if fault.kind == "short_body":
                self._send(answer, body=answer.body[:half], length=len(answer.body))
            else:
                self._send(answer, length=half)
        elif fault.kind == "slow_body":
            self._send(register.answers.answer(asked), pause=fault.seconds / 10)
        else:
            self._send(faulty_answer(fault, asked, register.answers))

    def _send(self, answer: Answer, *, body: bytes | None = None, length: int | None = None, pause: float = 0) -> None:
        """Send ``answer``. A fault may pass another ``body`` or ``length`` to make them disagree."""
        body = answer.body if body is None else body
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        if length is not None:
            self.close_connection = True
            self.send_header("Connection", "close")
        self.end_headers()
        step = -(-len(body) // 10) if pause else max(1, len(body))
        for start in range(0, len(body), max(1, step)):
            self.wfile.write(body[start : start + step])
            if pause:
                self.server.register.pause(pause)

    def _reset(self) -> None:
        """Close with RST: SO_LINGER of zero seconds discards unsent data."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve the bundled sample register on loopback until interrupted.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--day", type=date.fromisoformat, default=LAST_DAY, help="the register's today (ISO)")
    arguments = parser.parse_args()
    with SampleRegister(port=arguments.port, visible_on=arguments.day) as register:
        print(register.base_url, flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("stopped")


if __name__ == "__main__":
    main()
