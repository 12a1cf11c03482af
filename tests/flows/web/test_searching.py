"""A search narrowed by kind, status, day and year, with counts, page by page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from flows.ask.search import ENGLISH, ESTONIAN, Fact, SearchPage, search_page
from flows.web.searching import count_hits
from tests.flows.web.conftest import Site


def page(site: Site, path: str) -> BeautifulSoup:
    answer = site.get(path)
    assert answer.status_code == 200, answer.text[:500]
    return BeautifulSoup(answer.text, "lxml")


def badges(shown: BeautifulSoup) -> set[str]:
    return {badge.get_text() for badge in shown.select(".hits .badge")}


def test_a_status_on_a_day_and_a_year_narrow_what_words_find(site: Site) -> None:
    everything = page(site, "/otsi?q=juhataja")
    assert {"kehtib", "ei kehti enam"} <= badges(everything)
    before = page(site, "/otsi?q=nõustamistalituse juhataja&olek=in_force&paev=2023-04-02&liik=annex")
    after = page(site, "/otsi?q=nõustamistalituse juhataja&olek=in_force&paev=2023-04-03&liik=annex")
    assert badges(before) == badges(after) == {"kehtib"}
    assert "/kaskkiri/sample/700110/lisa/1?paev=2023-04-02" in hrefs(before)
    assert "/kaskkiri/sample/710188/lisa/1?paev=2023-04-03" in hrefs(after)
    assert not any("700110" in href for href in hrefs(after))
    of_2023 = page(site, "/otsi?q=juhataja&aasta=2023")
    acts = [words.get_text() for words in of_2023.select(".hits .small span")]
    assert acts
    assert all(".2023 nr" in words for words in acts)


def hrefs(shown: BeautifulSoup) -> set[str]:
    return {str(link["href"]) for link in shown.select(".hits a")}


def test_counts_are_those_that_the_narrowed_search_finds_and_keep_the_rest_of_the_question(site: Site) -> None:
    shown = page(site, "/otsi?q=juhataja&liik=duty&paev=2024-01-01&keel=en")
    counted = [link for link in shown.select(".counts a") if "(" in link.get_text()]
    assert len(counted) >= 3
    for link in counted:
        asked = parse_qs(urlsplit(str(link["href"])).query)
        assert (asked["q"], asked["paev"], asked["keel"]) == (["juhataja"], ["2024-01-01"], ["en"])
        number = link.get_text().rpartition("(")[2].rstrip(")")
        assert f"Found: {number}." in page(site, str(link["href"])).get_text(), link


def test_pages_of_a_search_hold_each_hit_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "/otsi?q=juhataja&olek=ended&liik=position"
    monkeypatch.setattr("flows.web.searching.HITS_A_PAGE", 500)
    whole = [words.get_text() for words in page(Site(site.data), path).select(".hits > li")]
    monkeypatch.setattr("flows.web.searching.HITS_A_PAGE", 5)
    other, seen = Site(site.data), []
    for _ in range(len(whole)):
        shown = page(other, path)
        seen += [words.get_text() for words in shown.select(".hits > li")]
        following = shown.select_one("a[rel=next]")
        if following is None:
            break
        path = str(following["href"])
        assert "olek=ended" in path
    assert len(whole) > 5
    assert seen == whole


def test_a_hit_of_no_act_leads_to_the_place_of_its_words_and_says_so(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a job description in a file of its own is found (test_alone.py)."""

    def without_acts(*asked: Any) -> SearchPage:
        found = search_page(*asked)
        no_act = {"directive_id": None, "annex_id": None, "act_kind": None, "number": None, "directive_date": None}
        rows = [hit | no_act | {"evidence_id": hit["evidence_id"] if turn else None}
                for turn, hit in enumerate(found.found.rows)]  # fmt: skip
        return replace(found, found=replace(found.found, rows=rows))

    monkeypatch.setattr("flows.web.searching.search_page", without_acts)
    hits = page(Site(site.data), "/otsi?q=juhataja&liik=duty").select(".hits > li")
    assert len(hits) > 2
    assert all("selle akti ei leitud" in hit.get_text() for hit in hits)
    titles = [hit.select_one("p > a") for hit in hits]
    assert titles[0] is None
    assert all(title is not None and str(title["href"]).startswith("/toend/") for title in titles[1:])


def test_a_page_after_the_last_is_the_last(site: Site) -> None:
    assert page(site, "/otsi?q=juhataja&lk=900").select(".hits > li")
    assert site.get("/otsi?q=juhataja&lk=0").status_code == 400


@pytest.mark.parametrize("query", ["olek=x", "aasta=22", "aasta=١٩٩٩", "aasta=-202"])
def test_a_facet_that_there_is_not_is_no_question(site: Site, query: str) -> None:
    assert site.get(f"/otsi?q=juhataja&{query}").status_code == 400


def test_hits_without_a_day_or_a_status_are_not_counted() -> None:
    facts = [Fact("annex", "ended", None), Fact("annex", None, None)]
    assert count_hits(facts) == (("liik", [("annex", 2)]), ("olek", [("ended", 1)]), ("aasta", []))


def test_what_became_of_words_is_said_in_the_language_of_the_page(site: Site) -> None:
    assert "üheski tekstis ei ole sõna „xyzzy“ üheski vormis" in page(site, "/otsi?q=xyzzy").get_text()
    assert "no text has “xyzzy” in any form" in page(site, "/otsi?q=xyzzy&keel=en").get_text()
    assert ENGLISH.keys() == ESTONIAN.keys()
    for name, phrase in ENGLISH.items():
        assert set(re.findall(r"{\w+}", phrase)) == set(re.findall(r"{\w+}", ESTONIAN[name])), name
