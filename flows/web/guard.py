"""Keep other sites out: answer only known host names, and give each answer its headers."""

from __future__ import annotations

import logging
import time
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.loopback import is_loopback

LOG = logging.getLogger("kehtiv.web")

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # A search engine would go on showing what was withdrawn here.
    "x-robots-tag": "noindex, noarchive",
}
_LOOPBACK_NAMES = frozenset(("localhost", "127.0.0.1", "[::1]"))


def is_reached_by_others(host: str, base_url: str | None) -> bool:
    """Return whether other machines reach the page: at the address listened on, or through a proxy at ``base_url``."""
    named = urlsplit(base_url).hostname if base_url else None
    return not is_loopback(host) or (named is not None and not is_loopback(named))


def allowed_hosts(host: str, base_url: str | None) -> frozenset[str]:
    """Return the names in ``Host`` that are answered: loopback, the address listened on, and that of ``base_url``.

    A page elsewhere that points its own name at this machine (DNS rebinding) is refused by that name.
    """
    names = set(_LOOPBACK_NAMES)
    names.add(f"[{host}]" if ":" in host and not host.startswith("[") else host.lower())
    named = urlsplit(base_url).hostname if base_url else None
    if named:
        names.add(named.lower())
    return frozenset(names)


class Guard:
    """ASGI middleware: refuse unknown hosts and any method that could change something; add headers; log a line.

    ``written``: how the path of an allowed POST begins; ``None``: the operator lets no forms be sent.

    A line of the log names method, path, status and milliseconds, never the part of the address after the "?".
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], written: str | None = None) -> None:
        self.app = app
        self._hosts = hosts
        self._written = written

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.monotonic()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refusal(scope)
        try:
            await (refused or self.app)(scope, receive, sending)
        finally:
            LOG.info("%s %s %d %.0f ms", scope["method"], scope["path"], status, (time.monotonic() - started) * 1000)

    def _refusal(self, scope: Scope) -> Response | None:
        name = Headers(scope=scope).get("host", "").lower()
        if name.rpartition(":")[0] and not name.endswith("]"):
            name = name.rpartition(":")[0]
        if name not in self._hosts:
            return _refuse(
                scope, "unknown_host", "this host name is not answered: start kehtiv web with --base-url", 421
            )
        is_form = self._written is not None and scope["method"] == "POST" and scope["path"].startswith(self._written)
        if scope["method"] not in ("GET", "HEAD") and not is_form:
            refused = _refuse(scope, "wrong_method", "only GET and HEAD are answered", 405)
            refused.headers["allow"] = "GET, HEAD"
            return refused
        return None


def _refuse(scope: Scope, refusal: str, message: str, status: int) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"refusal": refusal, "message": message}, status)
    return PlainTextResponse(f"{message}\n", status)
