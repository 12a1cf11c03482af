"""Requests wait for their turn on the event loop, so that few threads ask and keep memory."""

from __future__ import annotations

import asyncio
import threading

import httpx
import pytest

from flows.ask import site as asked
from flows.ask.held import MOST_AT_ONCE
from tests.flows.web.conftest import Site


def test_however_many_ask_at_once_no_more_threads_than_turns_ask_the_warehouse(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads, inside, most = set(), [], []
    ask = asked.ask

    def watched(*given: object, **params: object) -> object:
        threads.add(threading.get_ident())
        inside.append(1)
        most.append(len(inside))
        try:
            return ask(*given, **params)  # type: ignore[arg-type]
        finally:
            inside.pop()

    monkeypatch.setattr("flows.ask.site.ask", watched)
    fresh = Site(site.data)

    async def many() -> list[int]:
        transport = httpx.ASGITransport(app=fresh.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            await client.get("/asutused?paev=2023-01-01")  # looks at the file, in a thread too
            days = [f"/asutused?paev=2024-01-{day:02}" for day in range(1, 13)]
            return [answer.status_code for answer in await asyncio.gather(*map(client.get, days))]

    assert asyncio.run(many()) == [200] * 12
    assert len(most) == 13
    assert max(most) <= MOST_AT_ONCE
    assert len(threads) <= MOST_AT_ONCE
