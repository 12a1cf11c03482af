"""What is asked again comes from memory, many at once cost one, and a publish or a take-down leaves nothing of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import httpx
import pytest
from starlette.types import Message

from flows.settings import Settings
from flows.takedown import find_target, take_down
from tests.flows.conftest import clock_at
from tests.flows.small_register import FIRST_DAY, SmallRegister
from tests.flows.web.conftest import Site


@pytest.fixture
def register(tmp_path: Path) -> SmallRegister:
    made = SmallRegister(tmp_path)
    made.add("300", "7", date(2026, 1, 5), "Kinnitan töökorra (lisa 1).\nLisa 1\nTöökord\nSaladuslik tekst")
    made.first_night(FIRST_DAY)
    return made


@pytest.fixture
def site(register: SmallRegister) -> Site:
    return Site(register.data, datetime.combine(FIRST_DAY, time(9), UTC))


async def at_once(site: Site, paths: list[str]) -> list[httpx.Response]:
    transport = httpx.ASGITransport(app=site.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await asyncio.gather(*(client.get(path) for path in paths))


def test_who_ask_the_same_at_once_get_one_page_and_others_their_own(site: Site, rendered: list[str]) -> None:
    answers = asyncio.run(at_once(site, ["/asutused"] * 8 + ["/katvus"]))
    assert sorted(rendered) == ["authorities.html", "coverage.html"]
    assert len({answer.text for answer in answers}) == 2
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.headers["etag"] for answer in answers[:8]}) == 1


def test_what_may_not_be_kept_is_answered_to_each(site: Site) -> None:
    """A refusal is nobody else's answer, and who waited for it asks for himself."""
    answers = asyncio.run(at_once(site, ["/kaskkiri/mets/none"] * 4 + ["/sql?q=SELECT uuid()&vorm=leht"] * 2))
    assert [answer.status_code for answer in answers] == [404] * 4 + [200] * 2
    assert answers[4].text != answers[5].text


def test_a_kept_answer_is_the_same_to_the_header_and_not_sent_to_who_has_it(site: Site, rendered: list[str]) -> None:
    for path in ("/kaskkiri/mets/300/lisa/1", "/api/v1/status?ref=mets/300"):
        first, again = site.get(path), site.get(path)
        assert (again.content, again.headers) == (first.content, first.headers)
        unchanged = site.get(path, {"if-none-match": first.headers["etag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged.headers["etag"] == first.headers["etag"]
    assert rendered == ["annex.html"]


def test_the_way_from_a_reference_to_its_act_is_found_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = site.get("/otsi?q=7/2026")
    assert (first.status_code, first.headers["location"]) == (303, "/kaskkiri/mets/300")
    monkeypatch.setattr("flows.ask.site.find_answer", None)
    assert site.get("/otsi?q=7/2026").headers == first.headers
    assert site.get("/otsi?q=8/2026").status_code == 500


def test_another_day_or_host_is_another_question(register: SmallRegister, site: Site, rendered: list[str]) -> None:
    first = site.get("/")
    site.host = "127.0.0.1"
    assert site.get("/").headers["etag"] != first.headers["etag"]
    tomorrow = Site(register.data, datetime.combine(FIRST_DAY + timedelta(days=1), time(9), UTC))
    assert tomorrow.get("/").headers["etag"] != first.headers["etag"]
    assert rendered == ["front.html"] * 3


def test_a_slow_reader_holds_up_no_other(site: Site, rendered: list[str]) -> None:
    """The first reader never takes the page; the second gets it."""

    async def both() -> list[Message]:
        scope = {
            "type": "http", "method": "GET", "path": "/asutused", "raw_path": b"/asutused", "query_string": b"",
            "headers": [(b"host", b"localhost")], "scheme": "http", "server": ("localhost", 80), "root_path": "",
            "http_version": "1.1", "client": ("127.0.0.1", 1),
        }  # fmt: skip
        is_sent, forever, got = asyncio.Event(), asyncio.Event(), []

        async def receive() -> Message:
            await forever.wait()
            return {"type": "http.disconnect"}

        async def slow(message: Message) -> None:
            is_sent.set()
            await forever.wait()

        async def quick(message: Message) -> None:
            got.append(message)

        first = asyncio.create_task(site.app(dict(scope), receive, slow))
        await is_sent.wait()
        await site.app(dict(scope), receive, quick)
        forever.set()
        await first
        return got

    assert [message["type"] for message in asyncio.run(both())] == ["http.response.start", "http.response.body"]
    assert rendered == ["authorities.html"]


def test_a_take_down_leaves_no_page_and_no_answer_of_the_api(register: SmallRegister, site: Site) -> None:
    paths = ("/kaskkiri/mets/300/lisa/1", "/api/v1/status?ref=mets/300", "/api/v1/history?ref=7/2026")
    before = [site.get(path) for path in paths]
    assert [answer.status_code for answer in before] == [200] * 3
    settings = Settings(data=register.data, workers=1)
    take_down(settings, clock_at(site.now), find_target(settings, "mets/300"), "a person asked for it")
    for path, answer in zip(paths, before, strict=True):
        assert site.get(path, {"if-none-match": answer.headers["etag"]}).status_code == 451, path
