"""Searches that split, types that are chosen, and what an answer means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import UnexpectedPage
from extractors.model.register import Capture, Request
from extractors.registers.adr import AdrConnector
from extractors.registers.base import (
    AnswerKind,
    SearchCell,
    classify_answer,
    directive_types,
    is_robot_check,
    leads_to_robot_check,
    looks_like_markup,
)

DAY = date(2026, 1, 7)
PAGE = (
    "<!DOCTYPE html><html><body><table class='form'><tr><th>Registreerimise kpv:</th><td>07.01.2026</td></tr>"
    "<tr><th>\n Juurdepääsupiirang: </th><td><span>{}</span></td></tr></table>"
    "<script>var a='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script></body></html>"
)


def capture(status: int = 200, body: str | bytes = "", **headers: str) -> Capture:
    data = body if isinstance(body, bytes) else body.encode()
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Capture(
        Request("GET", "https://adr.example/rama/dokument/1"), "", status, named, data, datetime(2026, 1, 7, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    "answer, kind",
    [
        (capture(body=PAGE.format("Avalik")), AnswerKind.PUBLIC),
        (capture(body=PAGE.format("AK")), AnswerKind.RESTRICTED),
        # an unknown word and an empty one keep the content out
        (capture(body=PAGE.format("Asutusesiseseks kasutamiseks")), AnswerKind.RESTRICTED),
        (capture(body=PAGE.format("")), AnswerKind.RESTRICTED),
        # an encoded page reads the same
        (capture(body=PAGE.format("AK").replace("ää", "&auml;&auml;")), AnswerKind.RESTRICTED),
        (capture(404, "<html><h2>Lehekülge ei leitud!</h2></html>"), AnswerKind.GONE),
        (capture(410), AnswerKind.GONE),
        (capture(451, "<html>x</html>"), AnswerKind.RESTRICTED),
        (capture(304), AnswerKind.UNCHANGED),
        (capture(403, "<html>Forbidden</html>"), AnswerKind.SAYS_NOTHING),
        (capture(429, retry_after="60"), AnswerKind.SAYS_NOTHING),
        (capture(500), AnswerKind.SAYS_NOTHING),
        (capture(502), AnswerKind.SAYS_NOTHING),
        (capture(524), AnswerKind.SAYS_NOTHING),
        (capture(408), AnswerKind.SAYS_NOTHING),
        # 200 without a byte, and with fewer bytes than promised
        (capture(), AnswerKind.SAYS_NOTHING),
        (capture(body=PAGE.format("Avalik"), content_length="9999999"), AnswerKind.SAYS_NOTHING),
        # a packed answer's length counts packed bytes
        (capture(body=PAGE.format("AK"), content_length="9999999", content_encoding="gzip"), AnswerKind.RESTRICTED),
        (capture(302, location="/?returnUrl=/rama/dokument/1"), AnswerKind.ROBOT_CHECK),
        (capture(302, location="https://elsewhere.example/"), AnswerKind.UNREADABLE),
        (capture(200, '<html><p id="turnstile-wait">Palun oodake</p></html>'), AnswerKind.ROBOT_CHECK),
        (capture(200, '<html><div class="x adr-turnstile-widget"></div></html>'), AnswerKind.ROBOT_CHECK),
        # a front that checks with a 403 is a robot check, not merely a refusal
        (capture(403, '<html><div id="adr-turnstile-widget"></div></html>'), AnswerKind.ROBOT_CHECK),
        (capture(200, "<html><h2>Hooldustööd</h2></html>"), AnswerKind.UNREADABLE),
        (capture(200, '<html><form id="advancedSearch"></form><div id="content"></div></html>'), AnswerKind.UNREADABLE),
        # a restriction without a registration date is no document page
        (capture(200, "<html><tr><th>Juurdepääsupiirang:</th><td>Avalik</td></tr></html>"), AnswerKind.UNREADABLE),
        (capture(400, "<html>x</html>"), AnswerKind.UNREADABLE),
        (capture(200, b"%PDF-1.7 turnstile id='turnstile'"), AnswerKind.FILE),
        (capture(200, b"<?xml version='1.0'?><SignedDoc format='DIGIDOC-XML'/>"), AnswerKind.FILE),
    ],
)
def test_an_answer_means_what_the_register_means_by_it(answer: Capture, kind: AnswerKind) -> None:
    assert classify_answer(answer, AdrConnector) is kind


def test_the_recorded_pages_are_classified(shared: Path) -> None:
    folder = shared / "real" / "adr"
    expected = {
        "som_document_18270648": AnswerKind.PUBLIC,
        "adr_document_ak_18976496": AnswerKind.RESTRICTED,
        "adr_turnstile": AnswerKind.ROBOT_CHECK,
        "adr_document_404": AnswerKind.UNREADABLE,  # with status 200; its own is 404
        "som_otsing_form": AnswerKind.UNREADABLE,
    }
    assert {
        name: classify_answer(capture(body=(folder / f"{name}.html").read_bytes()), AdrConnector) for name in expected
    } == expected
    gone = capture(404, (folder / "adr_document_404.html").read_bytes())
    assert classify_answer(gone, AdrConnector) is AnswerKind.GONE


def test_a_title_that_speaks_of_robots_and_the_passive_script_are_no_robot_check() -> None:
    """Taking either for a check would stop a register that answers well."""
    title = "<html><title>challenge-platform</title><td>turnstile-wait ja robotkontroll</td></html>"
    assert not is_robot_check(title.encode())
    assert not is_robot_check(PAGE.format("Avalik").encode())


def test_a_redirect_leads_to_the_robot_check_only_by_its_return_address() -> None:
    assert leads_to_robot_check("/?returnUrl=%2Fppa%2Fdokument%2F1")
    assert not leads_to_robot_check("/som/dokument/1")


@pytest.mark.parametrize(
    "body, is_markup",
    [
        (b"\xef\xbb\xbf\n <!DOCTYPE html>", True),
        (b"<?xml version='1.0'?><html xmlns='x'>", True),
        (b"<?xml version='1.0'?><SignedDoc>", False),
        (b"PK\x03\x04", False),
        (b"", False),
    ],
)
def test_a_page_is_told_from_a_file_by_how_it_begins(body: bytes, is_markup: bool) -> None:
    assert looks_like_markup(body) is is_markup


def test_a_search_is_split_by_days_then_types_then_access() -> None:
    month = SearchCell(date(2026, 1, 1), date(2026, 1, 31), ("1", "2", "3"))
    first, second = month.split()
    assert (first.begin, first.end, second.begin, second.end) == (
        date(2026, 1, 1),
        date(2026, 1, 16),
        date(2026, 1, 17),
        date(2026, 1, 31),
    )
    day = SearchCell(DAY, DAY, ("1", "2", "3"))
    assert [cell.document_types for cell in day.split()] == [("1",), ("2", "3")]
    kind = SearchCell(DAY, DAY, ("1",))
    assert [cell.access for cell in kind.split(("Avalik", "AK"))] == ["Avalik", "AK"]


def test_a_single_day_type_and_access_cannot_be_split() -> None:
    assert SearchCell(DAY, DAY, ("1",), "AK").split(("Avalik", "AK")) == ()
    assert SearchCell(DAY, DAY, (), "AK").split(("Avalik", "AK")) == ()


def test_a_search_backwards_in_time_is_refused() -> None:
    with pytest.raises(ValueError, match="runs forwards"):
        SearchCell(DAY, DAY - timedelta(days=1))


def days_and_types(cell: SearchCell) -> set[tuple[date, str, str]]:
    days = [cell.begin + timedelta(days=n) for n in range((cell.end - cell.begin).days + 1)]
    words = [cell.access] if cell.access else ["Avalik", "AK"]
    return {(day, kind, word) for day in days for kind in cell.document_types for word in words}


@given(st.integers(0, 400), st.integers(1, 6), st.sampled_from([None, "AK"]))
def test_the_parts_of_a_search_cover_it_exactly_once_down_to_the_last(
    days: int, kinds: int, access: str | None
) -> None:
    """A gap loses documents without a word; an overlap only costs requests, but there is none."""
    whole = SearchCell(DAY, DAY + timedelta(days=days), tuple(str(n) for n in range(kinds)), access)
    parts = whole.split(("Avalik", "AK"))
    if not parts:
        assert days == 0
        assert kinds == 1
        assert access is not None
        return
    covered = [triple for part in parts for triple in days_and_types(part)]
    assert len(covered) == len(set(covered))
    assert set(covered) == days_and_types(whole)
    assert all(len(days_and_types(part)) < len(days_and_types(whole)) for part in parts)


TYPES = (
    ("1", "Personalikäskkiri"),
    ("2", "KORRALDUS"),
    ("3", "Leping"),
    ("4", "Hanke OTSUS"),
    ("5", "Käskkirja eelnõu"),
)


def test_directive_types_are_those_whose_name_holds_one_of_the_three_words() -> None:
    assert directive_types(TYPES) == ("1", "2", "4")


def test_a_name_with_its_dots_written_apart_is_the_same_name() -> None:
    decomposed = "Personalika\u0308skkiri"
    assert directive_types([("9", decomposed)]) == ("9",)


def test_named_types_replace_the_rule_and_keep_the_forms_order() -> None:
    assert directive_types(TYPES, ("leping", "Personalikäskkiri")) == ("1", "3")


def test_a_named_type_that_the_form_no_longer_offers_is_an_error() -> None:
    with pytest.raises(UnexpectedPage, match="Tööleping"):
        directive_types(TYPES, ("Tööleping", "Leping"))
