"""Serve the bundled register under one address, on any port.

Addresses are facts: the warehouse and the archive's ledger hold them, and kehtiv recognises a file by its address. A
new port each night would make every document look changed. So requests go to ``HOME``, and the transport redirects
them to the port where the register listens. With ``python -m flows.sample.server --port 8000`` the same addresses work
in a browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

from flows.sample.catalogue import Catalogue
from flows.sample.server import SampleRegister

HOME = "http://127.0.0.1:8000"


class ToPort(httpx.BaseTransport):
    """Send requests for ``HOME`` to another loopback port, and refuse all others."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._wire = httpx.HTTPTransport(verify=False, trust_env=False)  # loopback, without TLS

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = request.url
        if f"{asked.scheme}://{asked.netloc.decode()}" != HOME:
            raise httpx.UnsupportedProtocol(f"the bundled register is at {HOME}, not at {asked}", request=request)
        # Send a new request: the original keeps the address to record.
        led = httpx.Request(
            request.method,
            asked.copy_with(port=self._port),
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        return self._wire.handle_request(led)

    def close(self) -> None:
        self._wire.close()


@contextmanager
def serve_at_home(
    catalogue: Catalogue | None = None, *, platform: str = "adr"
) -> Iterator[tuple[str, httpx.BaseTransport]]:
    """Serve the bundled register; yield its base URL under ``HOME`` and the transport that leads there."""
    with SampleRegister(catalogue=catalogue) as register:
        parts = urlsplit(register.api_url if platform == "aggregator" else register.base_url)
        assert parts.port is not None
        yield f"{HOME}{parts.path}", ToPort(parts.port)
