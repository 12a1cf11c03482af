"""Open connections whose every wait ends by a moment that the caller sets.

httpx limits each wait for the next bytes. A host that sends a byte a minute, in its headers as well as in its body,
never reaches such a limit: only the whole request by the clock ends it.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
import httpx

from flows.clock import LOOKED_S


class Deadline:
    """The moment (of ``clock``, in seconds) at which the waiting of this thread ends, and what is said then.

    ``check`` raises where it ends before; ``None`` where a signal does that.
    """

    def __init__(self, clock: Callable[[], float], check: Callable[[], object] | None = None) -> None:
        self._clock = clock
        self._check = check
        self._of_thread = threading.local()

    def set(self, at: float, reason: str) -> None:
        """Let all waits of this thread end at ``at``."""
        self._of_thread.at, self._of_thread.reason = at, reason

    def shorten(self, timeout: float | None) -> float | None:
        """Return the seconds to wait at most. Raises ``httpcore.ReadTimeout`` where the moment has come."""
        at = getattr(self._of_thread, "at", None)
        if at is None:
            return timeout
        left: float = at - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout(self._of_thread.reason)
        return left if timeout is None else min(timeout, left)

    def read(self, read: Callable[[float | None], bytes], timeout: float | None) -> bytes:
        """Return what ``read(timeout)`` returns, in pieces of time where somebody must be heard meanwhile."""
        if self._check is None:
            return read(self.shorten(timeout))
        ends = None if timeout is None else self._clock() + timeout
        while True:
            self._check()
            left = self.shorten(None if ends is None else max(0.0, ends - self._clock()))
            piece = LOOKED_S if left is None else min(left, LOOKED_S)
            try:
                return read(piece)
            except httpcore.ReadTimeout:
                if piece == left:
                    raise


class TimedTransport(httpx.HTTPTransport):
    """httpx's own way to the network, over connections that keep to a deadline."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__(trust_env=False)
        # httpx hands no network backend on, and its pool is the same class that it would make itself.
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=100,
            max_keepalive_connections=20,
            keepalive_expiry=5.0,
            network_backend=_TimedBackend(deadline),
        )


class _TimedBackend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._network.connect_tcp(host, port, self._deadline.shorten(timeout), local_address, socket_options)
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._deadline.read(lambda left: self._stream.read(max_bytes, left), timeout)
        except httpcore.ReadTimeout:
            self._deadline.shorten(timeout)  # says so where it was the deadline that ended this wait
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.shorten(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.shorten(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
