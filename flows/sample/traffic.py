"""Log what arrives at the sample register: requests in order, how many at once, over how many connections."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

from flows.sample.faults import Fault, Faults
from flows.sample.search import Form


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """A request as it arrived. ``at`` is on the register's clock (s); ``fault`` is the kind of fault in answer."""

    at: float
    method: str
    path: str
    form: Form
    headers: tuple[tuple[str, str], ...]
    fault: str | None


class Traffic:
    """The requests and connections of one register; safe to use from the threads that serve it.

    ``max_in_flight`` is the largest number of requests answered at the same time.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.log: list[LoggedRequest] = []
        self.max_in_flight = 0
        self.max_connections = 0
        self._in_flight = 0
        self._connections: set[socket.socket] = set()
        self._changed = threading.Condition()
        self._clock = clock

    def connection_opened(self, connection: socket.socket) -> None:
        with self._changed:
            self._connections.add(connection)
            self.max_connections = max(self.max_connections, len(self._connections))

    def connection_closed(self, connection: socket.socket) -> None:
        with self._changed:
            self._connections.discard(connection)
            self._changed.notify_all()

    def request_began(
        self, method: str, path: str, form: Form, headers: tuple[tuple[str, str], ...], faults: Faults
    ) -> Fault | None:
        """Log a request and return the fault of ``faults`` that is due for it."""
        with self._changed:
            fault = faults.next_for(method, path)
            self.log.append(LoggedRequest(self._clock(), method, path, form, headers, fault.kind if fault else None))
            self._in_flight += 1
            self.max_in_flight = max(self.max_in_flight, self._in_flight)
            self._changed.notify_all()
        return fault

    def request_ended(self) -> None:
        with self._changed:
            self._in_flight -= 1

    def wait_for_requests(self, count: int, timeout: float) -> bool:
        """Wait until ``count`` requests have arrived. Return ``False`` if they have not within ``timeout`` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.log) >= count, timeout)

    def close_connections(self) -> None:
        """End idle keep-alive connections, because their threads would outlive the register and hold their sockets."""
        with self._changed:
            for connection in self._connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
            self._changed.wait_for(lambda: not self._connections, timeout=60)
