"""Let requests wait on the event loop until it is their turn to ask, and ask once more where memory did not suffice."""

from __future__ import annotations

from asyncio import Lock, Semaphore
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TypeVar

from flows.ask.held import MOST_AT_ONCE, MOST_LONG
from flows.ask.site import QueryTooLarge

T = TypeVar("T")


class Waiting:
    """The turns of one application: of pages, and of what may take seconds.

    A lease would let threads wait, and each thread that has asked once keeps memory for the next time: twenty, of which
    two ask, kept 100 MiB more than two.
    """

    def __init__(self) -> None:
        self._pages, self._long, self._alone = Semaphore(MOST_AT_ONCE), Semaphore(MOST_LONG), Lock()

    async def ask(self, asked: Callable[[], Awaitable[T]], *, is_long: bool) -> T:
        """Return what is asked, once it is its turn. Raises what the asking does.

        All queries share the memory. A page for which it did not suffice beside others is asked once more while no
        other page is, so that ``QueryTooLarge`` is raised only where it needs too much by itself.
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
        # One at a time: two that each hold some of the turns would wait for each other.
        async with self._alone, AsyncExitStack() as turns:
            for _ in range(MOST_AT_ONCE):
                await turns.enter_async_context(self._pages)
            yield
