"""Feeds of the page: each kind of choice over the sample night, with the days of 2023 in which it changed most."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup

from benchmarks.web_site import PAGES
from flows.run.summary import Summary
from flows.web.app import Choices
from tests.flows.web.conftest import Site

POST = {
    "asutus": "näidisamet",
    "yksus": "nõustamisosakond, nõustamistalitus",
    "koht": "nõustamistalituse juhataja",
}


@pytest.fixture(scope="module")
def then(sample_night: tuple[Path, Summary]) -> Site:
    return Site(sample_night[0], now=datetime(2023, 4, 10, 10, 0, tzinfo=UTC))


def entries(site: Site, **choice: str) -> list[str]:
    answer = site.get(f"/voog.atom?{urlencode(choice)}")
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return [str(title.get_text()) for title in BeautifulSoup(answer.content, "xml").select("entry > title")]


def test_the_feed_of_an_authority_tells_what_began_and_ended(then: Site) -> None:
    told = entries(then, asutus="näidisamet")
    assert any("ei kehti alates 03.04.2023, aluseks käskkiri 03.04.2023" in title for title in told)
    assert any("kehtib alates 03.04.2023" in title for title in told)
    assert set(told) <= set(entries(then))


def test_the_feed_of_a_unit_and_of_a_post_leave_out_what_is_not_theirs(then: Site) -> None:
    whole = entries(then, asutus="näidisamet")
    unit = entries(then, asutus="näidisamet", yksus="nõustamisosakond, nõustamistalitus")
    assert 0 < len(unit) < len(whole)
    post = entries(then, **POST)
    assert post
    assert all(title.lower().startswith("nõustamistalituse juhataja") for title in post)


def test_the_feed_of_an_act_tells_its_annexes_and_nothing_else(then: Site) -> None:
    told = entries(then, akt="sample/700110")
    assert len(told) == 3
    assert all("käskkiri 14.02.2022 nr 5" in title for title in told)


def test_the_feed_of_a_search_follows_what_it_finds(then: Site) -> None:
    told = entries(then, q="nõustamistalituse juhataja")
    assert set(entries(then, **POST)) <= set(told)
    assert len(told) < len(entries(then))
    assert entries(then, q="xyzzy") == []


def test_links_are_absolute_and_begin_where_people_reach_the_page(sample_night: tuple[Path, Summary]) -> None:
    here = Site(sample_night[0], now=datetime(2023, 4, 10, 10, 0, tzinfo=UTC))
    reached = Choices(base_url="https://kehtiv.example/register/")
    there = Site(sample_night[0], now=here.now, host="kehtiv.example", choices=reached)
    for site, begins in ((here, "http://localhost/"), (there, "https://kehtiv.example/register/")):
        feed = BeautifulSoup(site.get("/voog.atom?akt=sample/700110").content, "xml")
        links = [str(link["href"]) for link in feed.select("entry > link")]
        assert links
        assert all(link.startswith(f"{begins}kaskkiri/sample/700110") for link in links)


def test_the_calendar_has_a_day_for_each_change_that_has_one(then: Site) -> None:
    answer = then.get("/voog.ics?akt=sample/700110")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text.count("BEGIN:VEVENT") == answer.text.count("DTSTART;VALUE=DATE:20230403") == 3


def test_what_is_known_to_come_is_told(site: Site) -> None:
    assert any("alates 01.01.2027" in title for title in entries(site, akt="sample/740289"))


def test_the_same_choice_is_the_same_feed_and_a_reader_that_has_it_is_told_so(then: Site) -> None:
    first, again = (then.get(f"/voog.atom?{urlencode(choice)}") for choice in (POST, dict(reversed(POST.items()))))
    ids = [BeautifulSoup(one.content, "xml").select_one("feed > id") for one in (first, again)]
    assert ids[0] == ids[1]
    path = "/voog.atom?akt=sample/700110"
    assert then.get(path, {"if-none-match": then.get(path).headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    ("choice", "status"),
    [
        ({"asutus": "pole olemas"}, 404),
        ({"asutus": "näidisamet", "yksus": "-", "koht": "pole olemas"}, 404),
        ({"akt": "sample/999999"}, 404),
        ({"akt": "sample/730161"}, 451),
        ({"yksus": "nõustamisosakond"}, 400),
        ({"akt": "sample/700110", "q": "juhataja"}, 400),
        ({"q": "x" * 2001}, 400),
    ],
)
def test_what_cannot_be_followed_says_why(site: Site, choice: dict[str, str], status: int) -> None:
    for form in ("atom", "ics"):
        assert site.get(f"/voog.{form}?{urlencode(choice)}").status_code == status


@pytest.mark.parametrize("name", ["front", "authority", "post", "act", "annex", "search"])
def test_a_page_leads_to_its_feed_and_the_feed_answers(site: Site, name: str) -> None:
    shown = BeautifulSoup(site.get(quote(PAGES[name], safe="/?=&%#,")).text, "lxml")
    head = shown.select_one("head link[rel=alternate]")
    assert head is not None
    feeds = [str(link["href"]) for link in shown.select("p.feeds a")]
    assert str(head["href"]) in feeds
    assert [site.get(path).status_code for path in feeds] == [200, 200]
