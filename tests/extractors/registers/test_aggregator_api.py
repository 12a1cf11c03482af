"""The aggregator's JSON interface: what is asked, what its answers mean, and what is refused rather than guessed."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import UnexpectedPage
from extractors.model.register import Capture, OriginalFile, Request
from extractors.registers.adr import AdrConnector
from extractors.registers.aggregator_api import AggregatorConnector
from extractors.registers.base import (
    AnswerKind,
    Connector,
    HoldsTexts,
    Maintenance,
    OffRegister,
    PageNotFound,
    RobotCheck,
    SearchCell,
    classify_answer,
    directive_types,
    files_to_read,
    wants_contact,
)

BASE = "https://koond.example/api/"
ONE = AggregatorConnector(BASE, ("rama",))
ALL = AggregatorConnector(BASE)
DAY = date(2026, 3, 5)
CELL = SearchCell(DAY, DAY, ("12:käskkiri", "12:korraldus", "12:otsus"))
ORGANISATIONS = {"data": [{"id": 12, "name": "Rabamaa Amet", "slug": "rama"}]}


def row(number: int = 1, **values: Any) -> dict[str, Any]:
    return {
        "id": number,
        "title": "Korra kinnitamine",
        "reference": str(number),
        "registration_date": "2026-03-05",
        "type": "Üldkäskkiri",
        "restriction": "Avalik",
        "url": f"https://adr.rabamaa.example/rama/dokument/{number}",
        "organisation": {"id": 12, "name": "Rabamaa Amet", "slug": "rama"},
    } | values


def page(*rows: dict[str, Any], **values: Any) -> bytes:
    told = {"data": rows, "current_page": 1, "per_page": 100, "total": len(rows), "last_page": 1} | values
    return json.dumps(told).encode()


def file(number: int, parent: int | None = None, **values: Any) -> dict[str, Any]:
    return {"id": number, "name": f"fail {number}.pdf", "parent_id": parent, "url": None, "contents": "sõnad"} | values


def document(*files: dict[str, Any], **values: Any) -> bytes:
    return json.dumps(row(7) | {"files": files} | values).encode()


def answer(status: int, body: bytes = b"{}") -> Capture:
    return Capture(Request("GET", f"{BASE}documents/7"), f"{BASE}documents/7", status, (), body, datetime.now(UTC))


def query(request: Request) -> dict[str, list[str]]:
    return parse_qs(urlsplit(request.url).query)


def test_it_is_a_connector_that_holds_texts_and_has_no_cap() -> None:
    connector: Connector = ONE
    assert (connector.platform, connector.cap) == ("aggregator", None)
    assert isinstance(connector, HoldsTexts)
    assert not isinstance(AdrConnector(BASE), HoldsTexts)
    assert AdrConnector(BASE).cap == 100


def test_the_wanted_organisations_are_found_by_their_short_names() -> None:
    form = ONE.parse_form(json.dumps(ORGANISATIONS).encode())
    assert directive_types(form.document_types) == ("12:käskkiri", "12:korraldus", "12:otsus")
    assert directive_types(ALL.parse_form(json.dumps(ORGANISATIONS).encode()).document_types) == (
        "käskkiri", "korraldus", "otsus",
    )  # fmt: skip


def test_an_organisation_that_is_not_there_any_more_stops_the_night() -> None:
    with pytest.raises(UnexpectedPage, match=r"does not name the configured organisations soometsa"):
        AggregatorConnector(BASE, ("rama", "soometsa")).parse_form(json.dumps(ORGANISATIONS).encode())
    with pytest.raises(UnexpectedPage, match="is empty"):
        ALL.parse_form(b'{"data": []}')


def test_a_search_names_organisations_days_and_page_and_nothing_that_is_empty() -> None:
    assert query(ONE.listing_request(CELL, 3)) == {
        "org_ids": ["12"], "date_start": ["2026-03-05"], "date_end": ["2026-03-05"], "page": ["3"],
    }  # fmt: skip
    asked = query(ALL.listing_request(SearchCell(DAY, DAY, ("otsus",), "AK")))
    assert asked.keys() == {"with_restricted", "date_start", "date_end", "page"}
    assert ONE.listing_request(CELL).session is None


def test_rows_of_other_types_are_left_out_and_counted() -> None:
    told = ONE.parse_listing(page(row(1), row(2, type="Väljaminev kiri"), row(3, type="OTSUS")), "", CELL)
    assert [entry.external_id for entry in told.entries] == ["1", "3"]
    assert (told.total, told.left_out) == (3, ("2",))


def test_a_search_for_restricted_documents_leaves_the_public_ones_out() -> None:
    body = page(row(1), row(2, restriction="AK"), row(3, restriction=None))
    told = ONE.parse_listing(body, "", replace(CELL, access="AK"))
    assert [entry.external_id for entry in told.entries] == ["2", "3"]
    assert told.left_out == ("1",)


@pytest.mark.parametrize(
    "body, told",
    [
        (page(row(1, registration_date="2026-03-06")), "another search"),
        (page(row(1, registration_date=None)), "another search"),
        (page(row(1, registration_date="eile")), "a date that is none"),
        (page(row(1, organisation={"id": 3, "name": "Metsaamet", "slug": "mets"})), "not asked for: Metsaamet"),
        (page(row(1), current_page=2, last_page=2), "page 2 of 2"),
        (page(row(1), total=300), "with 100 rows of 300"),
        (page(row(1), total="1"), "gives for total no number"),
        (page(row(1), last_page=True), "gives for last_page no number"),
        (page(row(-1)), "gives for id no number"),
        (page(row(1, title=["x"])), "gives for title no text"),
        (json.dumps({"data": [], "total": 0}).encode(), "lacks the fields current_page, per_page, last_page"),
        (page(*[{"id": 1}]), "lacks the fields title, reference"),
        (b'{"data": {"id": 1}, "current_page":1,"per_page":1,"total":1,"last_page":1}', "no list of objects 'data'"),
        (b"[]", "is a list, not"),
        (b'{"data": [', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b'{"error": "Invalid search query."}', "answers 'Invalid search query.'"),
        (b"<!DOCTYPE html><html><h1>Tere</h1></html>", "HTML page instead"),
    ],
)
def test_a_page_of_another_shape_is_refused_and_says_why(body: bytes, told: str) -> None:
    with pytest.raises(UnexpectedPage, match=told):
        ONE.parse_listing(body, f"{BASE}documents?page=1", CELL)


def test_pages_that_stand_in_place_of_an_answer_keep_their_meaning() -> None:
    check = b'<!DOCTYPE html><html><body><div class="cf-turnstile turnstile-wait"></div></body></html>'
    with pytest.raises(RobotCheck):
        ONE.parse_listing(check, "")
    with pytest.raises(Maintenance):
        ONE.parse_form("<!DOCTYPE html><html><h1>Hooldustööd</h1></html>".encode())
    with pytest.raises(PageNotFound):
        ONE.parse_document(b'{"message": "No query results for model [Document] 7"}', "")


@pytest.mark.parametrize(
    "status, kind",
    [
        (451, AnswerKind.RESTRICTED),
        (404, AnswerKind.GONE),
        (410, AnswerKind.GONE),
        (403, AnswerKind.SAYS_NOTHING),
        (429, AnswerKind.SAYS_NOTHING),
        (500, AnswerKind.SAYS_NOTHING),
        (503, AnswerKind.SAYS_NOTHING),
        (400, AnswerKind.UNREADABLE),
        (422, AnswerKind.UNREADABLE),
    ],
)
def test_what_a_status_says_of_the_document(status: int, kind: AnswerKind) -> None:
    assert classify_answer(answer(status), AggregatorConnector) is kind


def test_a_refusal_for_want_of_a_contact_is_told_from_other_refusals() -> None:
    assert wants_contact(answer(400, b'{"error": "Missing User-Agent header."}'))
    assert not wants_contact(answer(400, b'{"error": "Bad page"}'))
    assert not wants_contact(answer(200, b'{"title": "User-Agent"}'))


def test_the_page_in_the_authoritys_own_register_is_the_source() -> None:
    entry = ONE.parse_document(document(), f"{BASE}documents/7")
    assert entry.source_url == "https://adr.rabamaa.example/rama/dokument/7"
    assert ONE.parse_document(document(url=None), f"{BASE}documents/7").source_url == f"{BASE}documents/7"


def test_words_that_a_machine_made_are_nowhere_in_the_entry() -> None:
    entry = ONE.parse_document(document(ai_title="masin pani", ai_summary="masin kirjutas"), "")
    assert "masin" not in repr(entry)


def test_a_restricted_document_lists_no_files_and_its_page_can_be_kept_without_content() -> None:
    body = document(file(1, contents="salajane lause"), restriction="AK", ai_summary="salajane kokkuvõte")
    assert ONE.parse_document(body, "").files == ()
    kept = ONE.without_content(body)
    assert b"salajane" not in kept
    assert ONE.parse_document(kept, "") == ONE.parse_document(body, "")


@pytest.mark.parametrize(
    "body, told",
    [
        (b'{"id": 7}', "lacks the fields title, reference"),
        (document(organisation="Rabamaa"), "an organisation that is no object"),
        (document(file(1), file(1)), "two files with the number 1"),
        (document({"id": 1, "name": "x"}), "lacks the fields parent_id, url, contents"),
        (document(file(1, contents=5)), "contents that are no text"),
        (document(file(1, parent="ülemine")), "gives for parent_id no number"),
        (document(created_at="homme"), "a date that is none"),
        (document(files=None), "no list of objects 'files'"),
    ],
)
def test_a_document_of_another_shape_is_refused_and_says_why(body: bytes, told: str) -> None:
    with pytest.raises(UnexpectedPage, match=told):
        ONE.parse_document(body, "")


def names_to_read(connector: AggregatorConnector, body: bytes) -> list[tuple[str, bool]]:
    """The files to read, and whether each is read from the aggregator's text."""
    plan = files_to_read(connector, body, connector.parse_document(body, ""))
    return [(each.name, text is not None) for each, text in plan]


def test_the_original_is_preferred_where_its_host_may_be_asked() -> None:
    body = document(
        file(1, url="https://koond.example/hoidla/1"),
        file(2, url="https://hoidla.example/2"),
        file(3, url="https://mujal.example/3"),
    )
    connector = AggregatorConnector(BASE, file_hosts=("hoidla.example",))
    assert names_to_read(connector, body) == [("fail 1.pdf", False), ("fail 2.pdf", False), ("fail 3.pdf.txt", True)]
    urls = [each.url for each in connector.parse_document(body, "").files]
    assert urls[2] == f"{BASE}documents/7#file-3"


def test_members_come_out_of_a_container_that_is_fetched_and_speak_for_one_that_is_not() -> None:
    container = file(1, name="kaskkiri.asice", contents="", url="https://hoidla.example/1")
    body = document(container, file(2, 1), file(3, 2, contents=None))
    asked = AggregatorConnector(BASE, file_hosts=("hoidla.example",))
    assert names_to_read(asked, body) == [("kaskkiri.asice", False)]
    assert names_to_read(ONE, body) == [("fail 2.pdf.txt", True), ("fail 3.pdf", False)]


def test_containers_in_a_circle_are_read_and_not_followed_for_ever() -> None:
    assert names_to_read(ONE, document(file(1, 2), file(2, 1))) == [("fail 1.pdf.txt", True), ("fail 2.pdf.txt", True)]


def test_text_that_no_encoding_holds_is_kept_readable() -> None:
    body = document(file(1)).replace(b'"s\\u00f5nad"', b'"s\\ud800nad"')
    [(_, text)] = files_to_read(ONE, body, ONE.parse_document(body, ""))
    assert text == b"s?nad"


@pytest.mark.parametrize("url", ["", "https://mujal.example/x", "ftp://koond.example/x", "https://[", "/hoidla/1"])
def test_a_file_elsewhere_is_not_asked_for(url: str) -> None:
    with pytest.raises(OffRegister, match=r"no text of the file 'x.pdf'"):
        ONE.file_request(OriginalFile("x.pdf", url))


@pytest.mark.parametrize("external_id", ["", "7/8", "../7", "٧", "-1", "7?x"])
def test_only_numbers_are_ids_of_documents(external_id: str) -> None:
    with pytest.raises(UnexpectedPage, match="no document id"):
        ONE.document_request(external_id)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = sorted({*row(), "files", "created_at", "data", "current_page", "per_page", "total", "last_page", "error"})


@given(st.sampled_from(FIELDS), JSON, st.sampled_from(["parse_form", "parse_listing", "parse_document"]))
def test_whatever_stands_in_a_field_an_answer_is_read_or_refused(field: str, value: Any, reading: str) -> None:
    told = json.loads(page(row(1))) | json.loads(document(file(1))) | {field: value}
    told["data"] = [json.loads(document()) | {field: value}] if field not in ("data", "files") else told["data"]
    with suppress(UnexpectedPage):
        assert getattr(ONE, reading)(json.dumps(told).encode(), f"{BASE}documents?page=1") is not None
