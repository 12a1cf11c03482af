"""Make the pages that people ask for most ready from a new file, before it takes over and while nobody is asking."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

from starlette.concurrency import run_in_threadpool

from flows.ask.held import HeldWarehouse
from flows.ask.site import WarehouseError
from flows.clock import Clock
from flows.web.again import Again, version_of

LOG = logging.getLogger("kehtiv.web")

GRACE_S = 2.0
"""How long after a publish the last file may still answer requests. Nobody who reloads a page notices so short a time,
and some hundred pages are ready by then."""
LOOK_S = 0.1
"""Seconds between two checks of what is published; a check takes some microseconds."""
YIELD_S = 0.02
"""Seconds to wait before checking again whether requests are being answered."""


class Ready:
    """Watches what is published, and makes beforehand the pages that most people will ask for.

    Pages are made one by one, so that they take at most one processor. Before a file takes over, they are made while
    requests are answered, until the grace is over; afterwards, and when a day begins, only while no request is being
    answered. Without ``is_patient`` a new file always takes over at once.
    """

    def __init__(self, again: Again, held: HeldWarehouse, clock: Clock, *, is_patient: bool) -> None:
        self._again, self._held, self._clock, self._is_patient = again, held, clock, is_patient
        self._done: tuple[str, date] | None = None

    async def watch(self) -> None:
        """Check again and again what is published."""
        while True:
            try:
                await self.look()
            except WarehouseError as error:  # whoever asks for a page is told
                LOG.debug("nothing was made ready: %s", error)
            except Exception as error:  # pages can be made without being ready
                LOG.warning("nothing was made ready", exc_info=error)
            await asyncio.sleep(LOOK_S)

    async def look(self) -> None:
        """Make pages ready if something was published or a day began since the last check. Raises as a lease does."""
        # Without a page to make ready, the new file need not wait.
        self._held.grace_s = GRACE_S if self._is_patient and self._again.most_asked else 0.0
        version = await version_of(self._held)
        following = self._held.waiting_version()
        if following is not None:
            made = await self._make(following, lambda: self._held.waiting_version() == following)
            await run_in_threadpool(self._held.switch, following)
            LOG.info("%s is answered from, %d pages were ready", following, made)
            version = following
        asked_of = (version, self._clock.today())
        if asked_of == self._done:
            return
        last, self._done = self._done, asked_of
        if last is not None:
            await self._make(version, lambda: self._is_newest(asked_of), is_yielding=True)
        if last is not None and last[0] != version:
            self._again.most_asked.fade()

    def stop(self) -> None:
        """Let each file published from now on take over at once."""
        self._held.grace_s = 0.0

    def _is_newest(self, asked_of: tuple[str, date]) -> bool:
        return (self._held.known_version(), self._clock.today()) == asked_of

    async def _make(self, version: str, goes_on: Callable[[], bool], *, is_yielding: bool = False) -> int:
        """Make pages from a version while ``goes_on`` says so and there is room; return how many were made."""
        made = 0
        for scope in self._again.most_asked.scopes():
            while is_yielding and self._again.in_hand and goes_on():
                await asyncio.sleep(YIELD_S)
            if not goes_on():
                break
            made += 1
            try:
                if not await self._again.make_ready(scope, version):
                    break
            except Exception as error:  # whoever asks for this page is told
                LOG.debug("%s could not be made ready: %s", scope["path"], error)
        return made


@asynccontextmanager
async def kept_ready(ready: Ready) -> AsyncIterator[None]:
    """Keep pages ready while the body runs."""
    task = asyncio.create_task(ready.watch())
    try:
        yield
    finally:
        ready.stop()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
