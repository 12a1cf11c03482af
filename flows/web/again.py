"""Answer from memory what was asked before, and make only once what several ask for at the same time."""

from __future__ import annotations

import asyncio
import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.ask.held import HeldWarehouse
from flows.ask.site import WarehouseError
from flows.clock import Clock
from flows.web.kept import Kept
from flows.web.most_asked import MostAsked

KEEPING = "kehtiv.keeping"
"""Where a request has its ``Keeping``."""
WANTED = "kehtiv.wanted"
"""Where a request that nobody waits for names the version to answer it from."""
_OTHERS = ("/static/", "/sql", "/tervis", "/api/v1/queries/")
"""Addresses whose answers are never kept: files, health, and queries, which are counted and may ask for the time."""

_KEPT_STATUSES = (200, 303)
"""Answers, and redirects from a reference to its act. A refusal is never kept."""


async def version_of(held: HeldWarehouse) -> str:
    """Return the version that the next lease reads; raise as a lease does. A file is looked at in a thread."""
    known = held.known_version()
    return known if known is not None else await run_in_threadpool(held.answering_version)


@dataclass(frozen=True)
class KeptAnswer:
    """An answer with its headers, as it was sent; its content is packed.

    Packed, a page takes a quarter of its bytes, and 0.03 ms to unpack, so that four times as many can be ready.
    """

    start: Message
    packed: bytes

    def __len__(self) -> int:
        return len(self.packed) + sum(len(name) + len(value) for name, value in self.start["headers"])


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
    """Return a digest of what a request asks and of the data that answer it.

    It includes the host name, because answers may contain whole addresses under that name.
    """
    query = scope["query_string"].decode("latin-1")
    asked = f"{version} {today} {Headers(scope=scope).get('host')} {scope['path']}?{query}"
    return f'"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'


class Again:
    """ASGI middleware: give a kept answer again until something else is published or the day ends.

    A request for an answer that is just being made waits for it, so that many requests for one page after a publish
    cost no more than one. Nobody waits for a slow client: an answer is kept before it is sent. The ``others`` are
    emptied at the same time.
    """

    def __init__(
        self, app: ASGIApp, held: HeldWarehouse, clock: Clock, kept: Kept[KeptAnswer], others: Sequence[Kept[Any]] = ()
    ) -> None:
        self.app, self.held, self._clock, self._kept, self._others = app, held, clock, kept, others
        self._being_made: dict[str, asyncio.Event] = {}
        self.most_asked = MostAsked()
        self.in_hand = 0
        """How many requests are being answered, except from memory."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] != "GET" or scope["path"].startswith(_OTHERS):
            with self._in_hand():
                await self.app(scope, receive, send)
            return
        try:
            version = await version_of(self.held)
        except WarehouseError:  # the lease will say so
            await self.app(scope, receive, send)
            return
        for kept in (self._kept, *self._others):
            kept.switch_to(version)
        etag = etag_of(scope, version, self._clock.today())
        other = self._being_made.get(etag)
        if other is not None:
            await other.wait()
        answer = self._kept.find(version, etag)
        if answer is not None:
            self.most_asked.count(scope)
            await _give(answer, etag, scope, send)
            return
        with self._in_hand():
            if other is not None:  # that answer may not be kept, so each request makes its own
                await self.app(scope, receive, send)
            elif await self._make(etag, scope, receive, send):
                self.most_asked.count(scope)

    async def make_ready(self, scope: Scope, version: str) -> bool:
        """Make and keep an answer from a version, unless it is kept already; return whether there is room for more."""
        self._kept.expect(version)
        etag = etag_of(scope, version, self._clock.today())
        if etag not in self._being_made and self._kept.find(version, etag) is None:
            await self._make(etag, {**scope, WANTED: version}, _nothing, _drop)
        return not self._kept.is_half_full(version)

    @contextmanager
    def _in_hand(self) -> Iterator[None]:
        self.in_hand += 1
        try:
            yield
        finally:
            self.in_hand -= 1

    async def _make(self, etag: str, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer, and return whether the answer was kept."""
        made = self._being_made[etag] = asyncio.Event()

        def over() -> None:
            if self._being_made.get(etag) is made:
                del self._being_made[etag]
            made.set()

        keeping = Keeping()
        try:
            sending = _Sending(send, keeping, lambda version, answer: self._kept.keep(version, etag, answer), over)
            await self.app({**scope, KEEPING: keeping}, receive, sending)
        finally:
            over()
        return sending.is_kept


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _drop(message: Message) -> None:
    """Send to nobody."""


class _Sending:
    """Keep an answer that may be kept, let those who wait for it go on, and then send it."""

    def __init__(
        self, send: Send, keeping: Keeping, keep: Callable[[str, KeptAnswer], None], over: Callable[[], None]
    ) -> None:
        self._send, self._keeping, self._keep, self._over = send, keeping, keep, over
        self._start: Message | None = None
        self.is_kept = False

    async def __call__(self, message: Message) -> None:
        start, self._start = self._start, None
        is_start = message["type"] == "http.response.start"
        if is_start and message["status"] in _KEPT_STATUSES and self._keeping.version is not None:
            self._start = message
            return
        if start is not None and self._keeping.version is not None and not message.get("more_body", False):
            self._keep(self._keeping.version, KeptAnswer(start, zlib.compress(message.get("body", b""), 1)))
            self.is_kept = True
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
    await send({"type": "http.response.body", "body": zlib.decompress(answer.packed)})
