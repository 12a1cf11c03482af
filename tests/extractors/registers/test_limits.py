"""Pages that would keep a night's own process busy for minutes are named trouble before they are parsed."""

from __future__ import annotations

import time

import pytest

from extractors.errors import UnexpectedPage
from extractors.registers.adr import AdrConnector
from extractors.registers.aggregator_api import AggregatorConnector
from extractors.registers.base import AnswerKind
from extractors.registers.markup import DEEPEST_TABLES, MOST_BYTES, MOST_TAGS
from tests.extractors.registers.test_access import LABEL, URL, page, row
from tests.extractors.registers.test_bounds import listing

CONNECTOR = AdrConnector("http://127.0.0.1/na/")
API = AggregatorConnector("http://127.0.0.1/api/")
PUBLIC = page(row(LABEL, "Avalik"))


def with_more(more: bytes, body: bytes = PUBLIC) -> bytes:
    return body.replace(b"</div></body>", more + b"</div></body>")


@pytest.mark.parametrize(
    "more, said",
    [
        (b"<br>" * 500_000, "tags"),
        (b"<table class=form>" + b"<tr><th>a<td>b" * 300_000 + b"</table>", "bytes"),
        (b"<table class=data>" + b"<tr><td>b" * 20_000 + b"</table>", "tags"),
        (b"a " * MOST_BYTES, "bytes"),
        (b"<p " + b"a=1 " * 1_000_000 + b">", "bytes"),
        (b"<table><tr><td>" * (DEEPEST_TABLES + 1), "tables within one another"),
    ],
    ids=["flat tags", "many rows", "rows of files", "text", "attributes", "nested tables"],
)
def test_a_page_that_costs_minutes_is_refused_at_once(more: bytes, said: str) -> None:
    began = time.process_time()
    with pytest.raises(UnexpectedPage, match=said):
        CONNECTOR.parse_document(with_more(more), URL)
    with pytest.raises(UnexpectedPage, match=said):
        CONNECTOR.parse_listing(with_more(more, listing(link="1")), URL)
    assert CONNECTOR.classify_page(with_more(more)) is AnswerKind.UNREADABLE
    assert time.process_time() - began < 2


def test_a_page_at_the_limit_costs_seconds() -> None:
    """Headings and tables, a form's boxes and labels: each was looked up anew from each before."""
    tables = b"<h2>Seosed</h2><table class=data><tr><td>a</table>" * (MOST_TAGS // 6 - 20)
    boxes = b"".join(
        b"<input name=documentTypes id=a%d value=v><label for=a%d>x</label>" % (number, number)
        for number in range(MOST_TAGS // 3 - 20)
    )
    began = time.process_time()
    CONNECTOR.parse_document(with_more(tables), URL)
    assert len(CONNECTOR.parse_form(b"<html><form id=advancedSearch>" + boxes).document_types) == MOST_TAGS // 3 - 20
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "body", [b"[" + b"{}," * 1_000_000 + b"{}]", b"[" * 300_000, b"[" + b"1," * 2_000_000 + b"1]", b"[" * 5000]
)
def test_an_answer_of_more_values_than_any_has_is_refused(body: bytes) -> None:
    began = time.process_time()
    with pytest.raises(UnexpectedPage):
        API.parse_listing(body, "http://127.0.0.1/api/documents?page=1")
    assert API.blank(body, "30", ("Salme Kuldnokk",), ()) == body
    assert time.process_time() - began < 5


@pytest.mark.parametrize("deep", [400, 900])
def test_values_nested_deeply_are_blanked_or_given_up_but_never_an_error(deep: int) -> None:
    body = b'{"a":' * deep + b'{"id": 30, "title": "Salme Kuldnokk", "registration_date": "2025-03-10"}' + b"}" * deep
    blank = API.blank(body, "30", ("Salme Kuldnokk",), ())
    assert blank is None or b"Kuldnokk" not in blank


def test_a_name_that_comes_twice_hides_nothing_from_a_take_down() -> None:
    body = b'{"data": [{"id": 30, "title": "x", "registration_date": null}], "a": "Salme Kuldnokk", "a": ""}'
    assert API.blank(body, "30", ("Salme Kuldnokk",), ()) is None


@pytest.mark.parametrize(
    "body",
    [
        b"<tr>" * 300_000,
        b"<tr " * 300_000,
        b"<tr><td>" + b"a" * 1_000_000 + b"></tr>",
        b"<tr>" + b"data-" * 200_000 + b"</tr>",
        b"<tr><td>" + b" " * 1_000_000 + b"></tr" + b" " * 1_000_000,
    ],
    ids=["rows without an end", "tags without an end", "a long text", "a long name", "blanks"],
)
def test_making_a_page_blank_takes_time_by_its_size_alone(body: bytes) -> None:
    link = b'<table><tr><td><a href="/na/dokument/30">x</a></td></tr></table>'
    began = time.process_time()
    for page_body in (link + body, body + link):
        AdrConnector.blank(
            page_body.replace(b"</tr", b'<a href="/dokument/30"></a></tr'), "30", ("Salme Kuldnokk",), ()
        )
    assert time.process_time() - began < 10
