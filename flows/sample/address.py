"""The bundled register under one address, whichever port it got.

Addresses are facts: they stand in the warehouse and in the archive's ledger, and a file is known again by its address.
A port drawn anew each night would make every document look changed. So the register is asked for at ``HOME``, and the
transport leads those requests to the port where it listens. ``python -m flows.sample.server --port 8000`` makes the
same addresses open in a browser.
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
    """Sends what is asked of ``HOME`` to another port of loopback; anything else is refused, not sent."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._wire = httpx.HTTPTransport(verify=False, trust_env=False)  # loopback, without TLS

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = request.url
        if f"{asked.scheme}://{asked.netloc.decode()}" != HOME:
            raise httpx.UnsupportedProtocol(f"the bundled register lives at {HOME}, not at {asked}", request=request)
        # A new request: the given one keeps the address that is written down.
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
    """Serves the bundled register; gives its base URL under ``HOME`` and the transport that leads there."""
    with SampleRegister(catalogue=catalogue) as register:
        parts = urlsplit(register.api_url if platform == "aggregator" else register.base_url)
        assert parts.port is not None
        yield f"{HOME}{parts.path}", ToPort(parts.port)
