"""Answers without one document's words, platform by platform: rows of others stay, what cannot be told goes whole."""

from __future__ import annotations

import json

import pytest

from extractors.registers import PLATFORMS
from extractors.registers.adr import AdrConnector
from extractors.registers.aggregator_api import AggregatorConnector
from extractors.registers.base import AddressKind

TITLE = "Salajane töökord"
LINKED = f'<tr><td><a href="/m/dokument/30">7</a></td><td>{TITLE}</td></tr>'
UNLINKED = f"<tr><td>7</td><td>{TITLE}</td></tr>"
OTHERS = '<tr><td><a href="/m/dokument/31">8</a></td><td>Naabri kord</td></tr>'


@pytest.mark.parametrize("row", [LINKED, UNLINKED], ids=["linked", "without a link"])
def test_a_row_of_a_table_goes_and_the_next_one_stays(row: str) -> None:
    page = f"<table>{row}{OTHERS}</table>".encode()
    anew = AdrConnector.blank(page, "30", (TITLE,), ())
    assert anew is not None
    assert TITLE.encode() not in anew
    assert OTHERS.encode() in anew


@pytest.mark.parametrize(
    "page",
    [
        '<p><a href="/m/dokument/30">7</a></p>',
        f"<h1>{TITLE}</h1>",
        f"<table><tr><th>Pealkiri:</th><td>{TITLE}</td></tr></table>",
    ],
    ids=["a link outside of rows", "a heading", "the document's own page under another address"],
)
def test_a_page_whose_words_cannot_be_told_is_not_kept(page: str) -> None:
    assert AdrConnector.blank(page.encode(), "30", (TITLE,), ()) is None


def row(external_id: int, title: str) -> dict[str, object]:
    return {
        "id": external_id,
        "title": title,
        "ai_title": f"Masin: {title}",
        "reference": "7",
        "registration_date": "2026-02-02",
        "type": "Käskkiri",
        "restriction": "Avalik",
        "to": "Salme Kuldnokk",
        "organisation": {"id": 12, "name": "Metsaamet"},
    }


def test_a_row_of_json_keeps_what_a_tombstone_tells_and_is_still_a_row() -> None:
    listing = {"data": [row(30, TITLE), row(31, "Naabri kord")], "current_page": 1, "per_page": 100, "total": 2}
    body = json.dumps(listing | {"last_page": 1}).encode()
    anew = AggregatorConnector.blank(body, "30", (TITLE,), ("7",))
    assert anew is not None
    told = json.loads(anew)
    assert told["data"][1] == row(31, "Naabri kord")
    assert TITLE not in json.dumps(told["data"][0], ensure_ascii=False)
    assert "Kuldnokk" not in json.dumps(told["data"][0])
    assert (told["data"][0]["reference"], told["data"][0]["type"]) == ("7", None)
    page = AggregatorConnector("https://koond.example/api/").parse_listing(anew, "https://koond.example/api/documents")
    assert [entry.external_id for entry in page.entries] == ["30", "31"]


def test_another_documents_own_answer_is_left_as_it_is() -> None:
    """Its file may cite the one that goes: those are the other's words."""
    body = json.dumps(row(31, "Naabri kord") | {"files": [{"id": 30, "contents": TITLE}]}).encode()
    assert AggregatorConnector.blank(body, "30", (TITLE,), ()) == body
    assert AggregatorConnector.blank(body, "31", (), ()) is None


@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=list(PLATFORMS))
def test_a_platform_knows_its_own_requests_and_nothing_of_other_addresses(platform: type) -> None:
    connector = platform.connect("https://koond.example/x/", None, (), ())
    asked = connector.document_request("77")
    assert connector.address_of(asked.url).external_id == "77"
    form = connector.form_request()
    assert connector.address_of(form.url, form.method).kind is AddressKind.FORM
    assert connector.address_of("https://koond.example/robots.txt").kind is AddressKind.OTHER
    assert connector.address_of("http://[broken").kind is AddressKind.OTHER
