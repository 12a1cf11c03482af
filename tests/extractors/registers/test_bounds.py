"""Numbers and dates that no register counts: a named trouble of the page, never an error of Python."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from extractors.errors import UnexpectedPage
from extractors.model.register import Capture, Request
from extractors.registers.access_ground import is_personal_data_ground
from extractors.registers.adr import AdrConnector
from extractors.registers.aggregator_api import AggregatorConnector
from extractors.registers.base import AnswerKind, classify_answer
from extractors.registers.markup import parse_day

CONNECTOR = AdrConnector("http://127.0.0.1/na/")
LONG = "9" * 5000
HUGE = str(2**64)


def listing(count: str = "1", shown: str = "1 - 1", active: str = "1", link: str = "2") -> bytes:
    heads = "".join(
        f"<th>{name}</th>" for name in ("Viit", "Reg. kpv", "Pealkiri", "Dokumendi liik", "Teised osapooled")
    )
    cells = '<td><a href="/na/dokument/7">11</a></td><td>10.03.2025</td><td>Töökord</td><td>Käskkiri</td><td></td>'
    return (
        f'<html><body><div id="content"><h1>Otsingu tulemused</h1><div class="pager">Kokku: {count} Näitan: {shown}'
        f'<ul><li class="active">{active}</li><li><a href="/na/otsing/{link}">x</a></li></ul></div>'
        f'<table class="data"><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>'
        "</div></body></html>"
    ).encode()


def test_the_page_of_these_tests_can_be_read() -> None:
    assert CONNECTOR.parse_listing(listing(count="1", link="1"), "http://127.0.0.1/na/otsing").total == 1


@pytest.mark.parametrize("number", [LONG, HUGE, "1000000000"])
@pytest.mark.parametrize("field", ["count", "active", "link"])
def test_a_number_beyond_all_registers_is_trouble_of_the_page(field: str, number: str) -> None:
    with pytest.raises(UnexpectedPage, match="digits"):
        CONNECTOR.parse_listing(listing(**{field: number}), "http://127.0.0.1/na/otsing")


@pytest.mark.parametrize("shown", [f"1 - {LONG}", f"{LONG} - 1", f"{HUGE} - {HUGE}"])
def test_a_range_beyond_all_registers_is_trouble_of_the_page(shown: str) -> None:
    with pytest.raises(UnexpectedPage, match="digits"):
        CONNECTOR.parse_listing(listing(shown=shown), "http://127.0.0.1/na/otsing")


def test_a_pager_that_names_more_pages_than_rows_is_not_followed() -> None:
    with pytest.raises(UnexpectedPage, match="page 99999 and count 1 rows"):
        CONNECTOR.parse_listing(listing(link="99999"), "http://127.0.0.1/na/otsing")


@pytest.mark.parametrize("name", ["total", "current_page", "per_page", "last_page"])
@pytest.mark.parametrize("number", [LONG, HUGE, "1e999", "-1", "NaN", "Infinity"])
def test_the_aggregators_numbers_have_bounds(name: str, number: str) -> None:
    told = {"data": [], "current_page": 1, "per_page": 100, "total": 0, "last_page": 1}
    body = json.dumps(told | {name: "@"}).replace('"@"', number).encode()
    connector = AggregatorConnector("http://127.0.0.1/api/")
    with pytest.raises(UnexpectedPage):
        connector.parse_listing(body, "http://127.0.0.1/api/documents?page=1")


def test_the_aggregators_last_page_is_not_followed_beyond_its_rows() -> None:
    told = {"data": [], "current_page": 1, "per_page": 100, "total": 5, "last_page": 10**12}
    with pytest.raises(UnexpectedPage, match="of 1000000000000"):
        AggregatorConnector("http://127.0.0.1/api/").parse_listing(json.dumps(told).encode(), "http://127.0.0.1/api/")


@pytest.mark.parametrize("basis", [f"AvTS § {LONG}", f"AvTS § 35 lg {LONG} p 12", f"AvTS § 35 lg 1 p {LONG}", LONG])
def test_a_ground_of_thousands_of_digits_is_no_ground_of_personal_data(basis: str) -> None:
    assert not is_personal_data_ground(basis)


@pytest.mark.parametrize("day", ["31.12.9999", "01.01.0001", "31.12.1899", "99.99.9999", f"1.1.{LONG}"])
def test_a_year_that_no_register_has_is_no_date(day: str) -> None:
    assert parse_day(day) is None


@pytest.mark.parametrize("length", [LONG, HUGE])
def test_a_content_length_of_thousands_of_digits_promises_more_than_came(length: str) -> None:
    answer = Capture(
        request=Request("GET", "http://127.0.0.1/na/dokument/7"),
        url="http://127.0.0.1/na/dokument/7",
        status=200,
        headers=(("content-length", length),),
        body=b"<html></html>",
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    assert classify_answer(answer, CONNECTOR) is AnswerKind.SAYS_NOTHING
