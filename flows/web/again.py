"""Answer what was asked before from memory, and what is asked several times at once only once."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.ask.held import HeldWarehouse
from flows.ask.site import NoWarehouse
from flows.clock import Clock
from flows.web.kept import Kept

KEEPING = "kehtiv.keeping"
"""Where a request has its ``Keeping``."""
_OTHERS = ("/static/", "/sql", "/tervis", "/api/v1/queries/")
"""Addresses whose answers are never kept: files, health, and queries, which are counted and may tell the moment."""

_KEPT_STATUSES = (200, 303)
"""Answers, and the ways from a reference to its act. A refusal is never kept."""


@dataclass(frozen=True)
class KeptAnswer:
    """An answer with its headers, as it was sent."""

    start: Message
    content: bytes

    def __len__(self) -> int:
        return len(self.content) + sum(len(name) + len(value) for name, value in self.start["headers"])


@dataclass
class Keeping:
    """What an answer says of itself: from which version it may be kept (``None``: not at all)."""

    version: str | None = None


def may_be_kept(scope: Scope, version: str) -> None:
    """Let the answer to a request be given again as long as this version is published."""
    keeping = scope.get(KEEPING)
    if isinstance(keeping, Keeping):
        keeping.version = version


def etag_of(scope: Scope, version: str, today: date) -> str:
    """Return what stands for the question of a request and the data that answer it.

    Whole addresses in an answer hold the name under which it was asked.
    """
    query = scope["query_string"].decode("latin-1")
    asked = f"{version} {today} {Headers(scope=scope).get('host')} {scope['path']}?{query}"
    return f'"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'


class Again:
    """ASGI middleware: give a kept answer again as long as nothing else is published and the day lasts.

    Who asks what another is being answered just now waits for that answer, so that many who ask a page at once after a
    publish cost one. Nobody waits for one who is slow to read: an answer is kept before it is sent.
    """

    def __init__(self, app: ASGIApp, held: HeldWarehouse, clock: Clock, kept: Kept[KeptAnswer]) -> None:
        self._app, self._held, self._clock, self._kept = app, held, clock, kept
        self._being_made: dict[str, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_OTHERS):
            await self._app(scope, receive, send)
            return
        try:
            version = self._held.newest_version()
        except NoWarehouse:
            await self._app(scope, receive, send)
            return
        etag = etag_of(scope, version, self._clock.today())
        other = self._being_made.get(etag)
        if other is not None:
            await other.wait()
        answer = self._kept.find(version, etag)
        if answer is not None:
            await _give(answer, etag, scope, send)
        elif other is not None:  # it may not be kept, so each makes its own
            await self._app(scope, receive, send)
        else:
            await self._make(etag, scope, receive, send)

    async def _make(self, etag: str, scope: Scope, receive: Receive, send: Send) -> None:
        made = self._being_made[etag] = asyncio.Event()

        def over() -> None:
            if self._being_made.get(etag) is made:
                del self._being_made[etag]
            made.set()

        keeping = Keeping()
        try:
            sending = _Sending(send, keeping, lambda version, answer: self._kept.keep(version, etag, answer), over)
            await self._app({**scope, KEEPING: keeping}, receive, sending)
        finally:
            over()


class _Sending:
    """Keep an answer that may be kept, let those who wait for it go on, and then send it."""

    def __init__(
        self, send: Send, keeping: Keeping, keep: Callable[[str, KeptAnswer], None], over: Callable[[], None]
    ) -> None:
        self._send, self._keeping, self._keep, self._over = send, keeping, keep, over
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        start, self._start = self._start, None
        is_start = message["type"] == "http.response.start"
        if is_start and message["status"] in _KEPT_STATUSES and self._keeping.version is not None:
            self._start = message
            return
        if start is not None and self._keeping.version is not None and not message.get("more_body", False):
            self._keep(self._keeping.version, KeptAnswer(start, message.get("body", b"")))
        self._over()
        if start is not None:
            await self._send({**start, "headers": list(start["headers"])})
        await self._send(message)


async def _give(answer: KeptAnswer, etag: str, scope: Scope, send: Send) -> None:
    headers = list(answer.start["headers"])
    if etag in Headers(scope=scope).get("if-none-match", ""):
        told = [(name, value) for name, value in headers if name in (b"etag", b"cache-control")]
        await send({"type": "http.response.start", "status": 304, "headers": told})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({**answer.start, "headers": headers})
    await send({"type": "http.response.body", "body": answer.content})
