"""Send the sample register's answers over HTTP/1.1: whole, or broken on the way as a fault demands."""

from __future__ import annotations

import socket
import struct
import sys
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import parse_qsl

from flows.sample.aggregator_api import BothPlatforms
from flows.sample.answers import Answer, Asked
from flows.sample.faults import Fault, Faults
from flows.sample.search import Form
from flows.sample.traffic import Traffic
from flows.sample.wrong_answers import faulty_answer

MAX_FORM_BYTES = 1_000_000


class Served(Protocol):
    """The register that a server answers for. ``errors`` collects the bugs that come up while it answers."""

    answers: BothPlatforms
    faults: Faults
    traffic: Traffic
    errors: list[BaseException]

    def pause(self, seconds: float) -> None:
        """Wait, but not past the end of the register."""
        ...


class Server(ThreadingHTTPServer):
    """A server on loopback with a thread for each connection; port 0 is any free one."""

    daemon_threads = True

    def __init__(self, register: Served, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.register = register

    def process_request(self, request: Any, client_address: Any) -> None:
        self.register.traffic.connection_opened(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        self.register.traffic.connection_closed(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a client that hangs up. Any other error is a bug of ours and is raised when the register ends."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError | TimeoutError):
            self.register.errors.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two writes; waiting for the acknowledgement of the first costs 40 ms an answer.
    disable_nagle_algorithm = True
    server: Server

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
        fault = register.traffic.request_began(method, self.path, form, tuple(self.headers.items()), register.faults)
        try:
            asked = Asked(method, self.path, form, _lower(self.headers))
            self._send_with(fault, asked) if fault else self._send(register.answers.answer(asked))
        finally:
            register.traffic.request_ended()

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
