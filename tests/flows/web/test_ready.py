"""Pages that people ask are ready before what was published takes over, and while nobody asks."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.web_site import served
from tests.flows.conftest import clock_at
from tests.flows.web.conftest import Site
from tests.flows.web.watched import NOW, PAGES, Watched
from tests.patience import PATIENCE_S, wait_until
from warehouse.errors import WarehouseDamaged


def test_what_was_asked_is_ready_before_it_is_answered_from_what_was_published(
    nights: dict[str, Path], watched: Watched, rendered: list[str]
) -> None:
    before = watched.ask_all()
    watched.publish(nights["more"])
    # Until then everything is as it was, also what nobody had asked before.
    assert [(one.content, one.headers["etag"]) for one in map(watched.get, PAGES)] == [
        (one.content, one.headers["etag"]) for one in before
    ]
    assert watched.get("/kaskkiri/mets/301").status_code == 404
    old = watched.get("/tervis").text
    rendered.clear()
    watched.look()
    assert sorted(rendered) == ["annex.html", "authorities.html"]
    assert watched.get("/tervis").text != old
    assert watched.get("/kaskkiri/mets/301").status_code == 200
    rendered.clear()
    fresh = Site(watched.data, NOW)
    for path, was in zip(PAGES, before, strict=True):
        now = watched.get(path)
        assert now.headers["etag"] != was.headers["etag"]
        assert watched.get(path, {"if-none-match": was.headers["etag"]}).status_code == 200
        assert watched.get(path, {"if-none-match": now.headers["etag"]}).status_code == 304
        assert rendered == []
        alone = fresh.get(path)
        assert (alone.content, alone.headers) == (now.content, now.headers)
        rendered.clear()


def test_after_it_took_over_and_when_a_day_begins_pages_are_made_while_nobody_asks(
    nights: dict[str, Path], watched: Watched, rendered: list[str]
) -> None:
    watched.ask_all()
    watched.let_take_over(nights["more"])
    for _ in ("it took over", "a day begins"):
        rendered.clear()
        watched.look()
        assert sorted(rendered) == ["annex.html", "authorities.html"]
        rendered.clear()
        assert [watched.get(path).status_code for path in PAGES] == [200] * 3
        watched.look()
        assert rendered == []
        watched.now += timedelta(days=1)


def test_pages_are_made_ready_after_a_switch_only_while_no_request_is_answered(
    nights: dict[str, Path], watched: Watched, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.web.ready.YIELD_S", 0)
    watched.ask_all()
    watched.let_take_over(nights["more"])
    rendered.clear()

    async def while_asked() -> None:
        watched.again.in_hand += 1
        looking = asyncio.create_task(watched.ready.look())
        for _ in range(100):
            await asyncio.sleep(0)
        assert rendered == []
        watched.again.in_hand -= 1
        await looking

    asyncio.run(while_asked())
    assert sorted(rendered) == ["annex.html", "authorities.html"]
    assert watched.again.in_hand == 0


def test_a_page_that_fails_holds_up_no_other(
    nights: dict[str, Path], watched: Watched, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.ask_all()
    watched.publish(nights["more"])

    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError("made to fail")

    rendered.clear()
    with monkeypatch.context() as patched:
        patched.setattr("flows.ask.site.annex", fails)
        watched.look()
    assert "authorities.html" in rendered
    assert [watched.get(path).status_code for path in PAGES] == [200, 200, 200]


def test_a_page_that_is_made_ready_and_asked_at_once_is_made_once(
    nights: dict[str, Path], watched: Watched, rendered: list[str]
) -> None:
    watched.ask_all()
    watched.let_take_over(nights["more"])
    rendered.clear()

    async def at_once() -> list[int]:
        transport = httpx.ASGITransport(app=watched.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            looking = asyncio.create_task(watched.ready.look())
            answers = await asyncio.gather(*(client.get(path) for path in PAGES * 3))
            await looking
        return [answer.status_code for answer in answers]

    assert asyncio.run(at_once()) == [200] * 9
    assert sorted(rendered) == ["annex.html", "authorities.html"]


def test_watching_goes_on_after_whatever_fails(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be opened, then a fault of ours."""
    looks: list[Exception] = [WarehouseDamaged("made"), RuntimeError("made to fail")]
    is_over = asyncio.Event()

    async def look() -> None:
        if looks:
            raise looks.pop()
        is_over.set()

    async def watch() -> None:
        watching = asyncio.create_task(watched.ready.watch())
        await asyncio.wait_for(is_over.wait(), PATIENCE_S)
        watching.cancel()

    monkeypatch.setattr("flows.web.ready.LOOK_S", 0)
    monkeypatch.setattr(watched.ready, "look", look)
    asyncio.run(watch())
    assert looks == []


def test_a_server_answers_from_what_was_published_meanwhile(nights: dict[str, Path], watched: Watched) -> None:
    with served(watched.data, clock_at(NOW)) as base, httpx.Client(base_url=base, timeout=PATIENCE_S) as client:
        first = client.get("/asutused").headers["etag"]
        watched.publish(nights["more"])
        # Nothing but the watching ends the grace, which outlasts this test.
        wait_until(
            lambda: client.get("/asutused").headers["etag"] != first, "it is answered from the old file for ever"
        )
        assert client.get("/kaskkiri/mets/301").status_code == 200
