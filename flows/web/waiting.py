"""Let requests wait on the event loop for their turn to ask, and ask once more where memory was too short."""

from __future__ import annotations

from asyncio import Lock, Semaphore
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TypeVar

from flows.ask.held import MOST_AT_ONCE, MOST_LONG
from flows.ask.site import QueryTooLarge

T = TypeVar("T")


class Waiting:
    """The turns of one application: those of pages, and those of requests that may take seconds.

    A lease would make threads wait, and a thread that has asked once keeps memory for the next time: twenty threads of
    which two ask at a time kept 100 MiB more than two threads.
    """

    def __init__(self) -> None:
        self._pages, self._long, self._alone = Semaphore(MOST_AT_ONCE), Semaphore(MOST_LONG), Lock()

    async def ask(self, asked: Callable[[], Awaitable[T]], *, is_long: bool) -> T:
        """Return what ``asked`` gives, once it is its turn. Raises what ``asked`` does.

        All queries share the memory. A page that runs out of it beside others is asked for once more while no other
        page is, so that ``QueryTooLarge`` is raised only for a page that needs too much by itself.
        """
        if is_long:
            async with self._long:
                return await asked()
        try:
            async with self._pages:
                return await asked()
        except QueryTooLarge:
            async with self._no_other_page():
                return await asked()

    @asynccontextmanager
    async def _no_other_page(self) -> AsyncIterator[None]:
        # One at a time: two requests that each held some of the turns would wait for each other forever.
        async with self._alone, AsyncExitStack() as turns:
            for _ in range(MOST_AT_ONCE):
                await turns.enter_async_context(self._pages)
            yield
