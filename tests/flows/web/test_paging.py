"""Long tables stand on pages that follow one another, which together have each row once and say how many there are."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag

from flows.web import paging
from flows.web.searching import MOST_HITS
from tests.flows.web.conftest import Site
from warehouse.connection import open_published

PATH = "/asutus/näidisamet?paev=2024-06-01"


def rows_of(shown: BeautifulSoup) -> list[tuple[str, str]]:
    """Return the addresses and the words of the first cells of all rows, posts before acts."""
    links = shown.select("tbody th a[href]")
    return [(unquote(str(link["href"])), link.get_text()) for link in links]


def pages_from(site: Site, path: str) -> list[BeautifulSoup]:
    """Return the pages that follow one another from this one on."""
    pages = []
    following: str | None = path
    while following is not None:
        pages.append(BeautifulSoup(site.get(following).text, "html.parser"))
        link = pages[-1].select_one("a[rel=next]")
        following = unquote(str(link["href"])) if isinstance(link, Tag) else None
    return pages


def kinds(rows: list[tuple[str, str]], beginning: str) -> list[tuple[str, str]]:
    return [row for row in rows if row[0].startswith(beginning)]


@pytest.mark.parametrize("path", [PATH, "/asutus/näidisamet/järelevalveosakond?paev=2023-05-01&keel=en"])
def test_the_pages_of_an_authority_together_have_each_row_once_in_their_order(
    site: Site, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows_of(BeautifulSoup(site.get(path).text, "html.parser"))
    monkeypatch.setattr(paging, "ROWS_A_PAGE", 3)
    pages = pages_from(site, f"{path}&lk=1")
    assert len(pages) > 1
    each = [rows_of(page) for page in pages]
    for beginning in ("/koht/", "/kaskkiri/"):
        assert [row for rows in each for row in kinds(rows, beginning)] == kinds(whole, beginning)
        assert all(len(kinds(rows, beginning)) <= 3 for rows in each)
    numbers = {int(number) for number in re.findall(r"(?:kokku on ridu|–\d+ of) (\d+)", " ".join(map(str, pages)))}
    assert numbers <= {len(kinds(whole, "/koht/")), len(kinds(whole, "/kaskkiri/"))} != {0}
    assert numbers


@pytest.mark.parametrize("by", ["moju", "teada"])
def test_the_pages_of_changes_together_have_each_row_once(site: Site, by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"/muudatused?alates=2022-01-01&kuni=2026-11-25&jargi={by}&keel=en"

    def told(page: BeautifulSoup) -> list[str]:
        return [row.get_text("|") for row in page.select("tbody tr")]

    # Asked about another day, since pages are kept under their addresses.
    whole = [row for page in pages_from(site, f"{path}&paev=2026-11-20") for row in told(page)]
    monkeypatch.setattr(paging, "ROWS_A_PAGE", 9)
    pages = pages_from(site, f"{path}&lk=1")
    assert len(pages) > 2
    assert [row for page in pages for row in told(page)] == whole
    assert f"Rows 10–18 of {len(whole)}." in pages[1].get_text()


def test_a_page_beyond_the_last_is_the_last_and_leads_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "ROWS_A_PAGE", 3)
    last, beyond = (
        pages_from(site, f"{PATH}&lk=1")[-1],
        BeautifulSoup(site.get(f"{PATH}&lk=99999").text, "html.parser"),
    )
    assert rows_of(beyond) == rows_of(last)
    assert beyond.select_one("a[rel=prev]") is not None
    assert beyond.select_one("a[rel=next]") is None


@pytest.mark.parametrize("number", ["0", "-1", "x", "100001"])
def test_what_is_no_page_is_refused(site: Site, number: str) -> None:
    assert site.get(f"{PATH}&lk={number}").status_code == 400


def test_all_rows_of_a_page_are_looked_for_at_once(site: Site) -> None:
    """Of more DuckDB reads whatever lies between the first and the last."""
    with open_published(site.data) as w, w.connection.cursor() as cursor:
        [(number,)] = cursor.execute("SELECT current_setting('dynamic_or_filter_threshold')").fetchall()
    assert int(number) >= max(paging.ROWS_A_PAGE, MOST_HITS)
