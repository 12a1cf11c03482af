"""What the ADR connector asks, and what it makes of pages that are not as they should be."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import UnexpectedPage
from extractors.model.register import OriginalFile, Request
from extractors.registers import adr, connector_for
from extractors.registers.base import EmptyForm, Maintenance, OffRegister, PageNotFound, RobotCheck, SearchCell

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "registers"
BASE = "https://adr.rabamaa.example/rama"
URL = f"{BASE}/dokument/77"
CONNECTOR = adr.AdrConnector(BASE, "Rabamaa Amet")
CELL = SearchCell(date(2026, 2, 1), date(2026, 2, 28), ("501", "77"), "AK")


def example(case: str) -> str:
    return (EXAMPLES / case / "input.html").read_text(encoding="utf-8")


def document(**changes: str) -> bytes:
    """A document's page; a label's value can be changed, and a label whose value is "-" is left out."""
    values = {
        "Viit": "4",
        "Registreerimise kpv": "01.02.2026",
        "Dokumendi liik": "Otsus",
        "Pealkiri": "Laukad",
        "Juurdepääsupiirang": "Avalik",
        **{name.replace("_", " "): value for name, value in changes.items()},
    }
    rows = "".join(f"<tr><th>{name}:</th><td>{value}</td></tr>" for name, value in values.items() if value != "-")
    return f"<html><div id='content'><h1>Dokument</h1><table class='form'>{rows}</table></div></html>".encode()


def test_the_form_is_asked_for_with_a_get_at_the_registers_own_address() -> None:
    assert CONNECTOR.form_request() == Request("GET", f"{BASE}/otsing")
    assert adr.AdrConnector(f"{BASE}/").form_request() == CONNECTOR.form_request()


def test_a_search_fills_the_form_as_a_browser_would() -> None:
    request = CONNECTOR.listing_request(CELL, 3)
    assert (request.method, request.url) == ("POST", f"{BASE}/otsing")
    form = list(request.form)
    assert ("regDateBegin", "01.02.2026") in form
    assert ("regDateEnd", "28.02.2026") in form
    assert [value for name, value in form if name == "documentTypes"] == ["501", "77"]
    assert form.count(("_documentTypes", "on")) == 2
    assert ("accessRestriction", "AK") in form
    assert form[-1] == ("pageNumber", "3")


def test_a_search_over_all_types_ticks_no_box() -> None:
    request = CONNECTOR.listing_request(SearchCell(date(2026, 2, 1), date(2026, 2, 1)))
    assert not [pair for pair in request.form if pair[0] == "documentTypes"]
    assert ("accessRestriction", "") in request.form


def test_pages_of_one_search_share_a_session_and_no_two_searches_do() -> None:
    session = CONNECTOR.listing_request(CELL, 1).session
    assert session is not None
    assert CONNECTOR.listing_request(CELL, 2).session == session
    others = {CONNECTOR.listing_request(part, 1).session for part in CELL.split()}
    elsewhere = adr.AdrConnector("https://adr.rabamaa.example/muu").listing_request(CELL, 1).session
    assert session not in others | {elsewhere}
    assert len(others) == 2


def test_a_document_is_asked_for_by_its_id_alone() -> None:
    assert CONNECTOR.document_request("18270648").url == f"{BASE}/dokument/18270648"


@pytest.mark.parametrize("identifier", ["", "1/../../haldus", "1?x=1", "https://elsewhere.example/1", "1 2"])
def test_an_id_that_would_lead_elsewhere_is_refused(identifier: str) -> None:
    with pytest.raises(UnexpectedPage, match="no document id"):
        CONNECTOR.document_request(identifier)


def test_a_file_is_asked_for_at_its_own_address_with_blanks_encoded_once() -> None:
    file = OriginalFile("a.pdf", f"{BASE}/fail/9/a b%20c õ.pdf")
    assert CONNECTOR.file_request(file).url == f"{BASE}/fail/9/a%20b%20c%20%C3%B5.pdf"


@pytest.mark.parametrize(
    "url",
    [
        "https://pilv.example.org/fail/1/a.pdf",
        "https://adr.rabamaa.example.evil.example/fail/1/a.pdf",
        "https://adr.rabamaa.example:8443/rama/fail/1/a.pdf",
        "file:///etc/passwd",
        "javascript:void(0)",
        "",
    ],
)
def test_a_file_on_another_host_is_never_asked_for(url: str) -> None:
    with pytest.raises(OffRegister, match=r"a\.pdf"):
        CONNECTOR.file_request(OriginalFile("a.pdf", url))


@pytest.mark.parametrize("label", ["Viit", "Registreerimise kpv", "Dokumendi liik", "Pealkiri", "Juurdepääsupiirang"])
def test_a_missing_required_label_is_named(label: str) -> None:
    with pytest.raises(UnexpectedPage, match=label):
        CONNECTOR.parse_document(document(**{label: "-"}), URL)


def test_an_empty_number_and_title_are_none_and_no_error() -> None:
    entry = CONNECTOR.parse_document(document(Viit="", Pealkiri=" "), URL)
    assert (entry.number, entry.title, entry.findings) == (None, None, ())


def test_an_empty_word_for_access_keeps_the_document_out() -> None:
    assert not CONNECTOR.parse_document(document(Juurdepääsupiirang=""), URL).is_public


@pytest.mark.parametrize("day", ["2026-02-01", "30.02.2026", "eile"])
def test_a_registration_date_that_is_none_is_refused_rather_than_guessed(day: str) -> None:
    with pytest.raises(UnexpectedPage, match="Registreerimise kpv is no date"):
        CONNECTOR.parse_document(document(Registreerimise_kpv=day), URL)


def test_the_connectors_institution_stands_in_where_the_page_names_none() -> None:
    assert CONNECTOR.parse_document(document(), URL).institution == "Rabamaa Amet"


def test_files_and_relations_are_told_apart_by_heading_not_by_position() -> None:
    page = example("adr_document_public")
    before, files = page.split('<div class="title clear"><h2>Failid</h2></div>')
    files, relations = files.split('<div class="title clear"><h2>Seosed</h2></div>')
    end = relations.index("</table>") + len("</table>")
    swapped = f"{before}<h2>Seosed</h2>{relations[:end]}<h2>Failid</h2>{files}{relations[end:]}"
    plain, turned = (CONNECTOR.parse_document(html.encode(), URL) for html in (page, swapped))
    assert (turned.files, turned.related) == (plain.files, plain.related)
    assert len(plain.files) == 5


def test_without_headings_the_columns_tell_files_from_relations() -> None:
    page = example("adr_document_public").replace("<h2>Failid</h2>", "").replace("<h2>Seosed</h2>", "")
    entry = CONNECTOR.parse_document(page.encode(), URL)
    assert (len(entry.files), len(entry.related)) == (5, 2)


def test_a_table_that_is_not_known_is_a_finding() -> None:
    page = document().replace(b"</div>", b"<h2>Ajalugu</h2><table class='data'><tr><td>muudeti</td></tr></table></div>")
    codes = [finding.code for finding in CONNECTOR.parse_document(page, URL).findings]
    assert codes == ["unknown_register_section"]


@pytest.mark.parametrize("read", [CONNECTOR.parse_document, CONNECTOR.parse_listing, CONNECTOR.parse_form])
@pytest.mark.parametrize(
    "page, error",
    [
        ('<html><p id="turnstile-wait">Palun oodake</p></html>', RobotCheck),
        ('<html><div class="message"><h2>Hooldustööd</h2></div></html>', Maintenance),
        ("<html><body>Hooldustööd kuni kella 18-ni</body></html>", Maintenance),
        ('<html><div class="message msg-error"><h2>Lehekülge ei leitud!</h2></div></html>', PageNotFound),
        ("<html><title>Kasutaja sisselogimine</title></html>", UnexpectedPage),
        ("", UnexpectedPage),
        ("%PDF-1.7", UnexpectedPage),
    ],
)
def test_what_stands_in_place_of_a_page_is_named(read, page: str, error: type[Exception]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error) as caught:
        read(page.encode(), URL)
    assert type(caught.value) is error


def test_the_message_of_an_unknown_page_says_what_it_shows() -> None:
    with pytest.raises(UnexpectedPage, match="Kasutaja sisselogimine"):
        CONNECTOR.parse_document(b"<html><title>Kasutaja sisselogimine</title></html>", URL)


def test_the_empty_form_is_told_from_no_results() -> None:
    with pytest.raises(EmptyForm):
        CONNECTOR.parse_listing(example("adr_form").encode(), f"{BASE}/otsing")
    assert CONNECTOR.parse_listing(example("adr_listing_none").encode(), f"{BASE}/otsing").total == 0


def test_a_submitted_form_with_nothing_beside_it_is_no_results() -> None:
    """Never recorded: the form's own mark that it was searched is what tells it from the empty form."""
    page = example("adr_form").replace('id="advancedSearch"', 'id="advancedSearch" class="submitted"')
    assert CONNECTOR.parse_listing(page.encode(), f"{BASE}/otsing").entries == ()


def test_a_submitted_form_with_an_error_beside_it_is_not_no_results() -> None:
    page = example("adr_form").replace('id="advancedSearch"', 'id="advancedSearch" class="submitted"')
    page = page.replace('<div id="content">', '<div id="content"><div class="message msg-error">Viga</div>')
    with pytest.raises(UnexpectedPage, match="Viga"):
        CONNECTOR.parse_listing(page.encode(), f"{BASE}/otsing")


@pytest.mark.parametrize(
    "old, new, told",
    [
        ("<th>Reg. kpv</th>", "<th>Kuupäev</th>", "lack the columns Reg. kpv"),
        ("Kokku: 43", "", "do not say how many"),
        ("Kokku: 43", "Kokku: 0", "show 2 rows"),
        ("Näitan: 21-22", "Näitan: 21-40", "show 2 rows"),
        ("Kokku: 43", "Kokku: 21", "show 2 rows"),
        ("27.02.2026", "veebruar", "date that is none"),
        ('href="/rama/dokument/811"', 'href="#"', "does not link"),
        ('<td><a href="/rama/dokument/808">Kiri VÄLJA</a></td>', "", "has 4 cells"),
    ],
)
def test_results_that_contradict_themselves_are_refused(old: str, new: str, told: str) -> None:
    page = example("adr_listing")
    assert old in page
    with pytest.raises(UnexpectedPage, match=told):
        CONNECTOR.parse_listing(page.replace(old, new).encode(), f"{BASE}/otsing")


def test_columns_are_found_by_name_wherever_they_stand() -> None:
    page = example("adr_listing")
    moved = page.replace("<th>Viit</th><th>Reg. kpv</th>", "<th>Reg. kpv</th><th>Viit</th>")
    moved = moved.replace(">3-1/9<", ">X<").replace(">27.02.2026<", ">3-1/9<").replace(">X<", ">27.02.2026<")
    moved = moved.replace(
        '></a></td><td><a href="/rama/dokument/808">13.02.2026<',
        '>13.02.2026</a></td><td><a href="/rama/dokument/808"><',
    )
    assert CONNECTOR.parse_listing(moved.encode(), f"{BASE}/otsing") == CONNECTOR.parse_listing(
        page.encode(), f"{BASE}/otsing"
    )


def test_a_form_without_types_or_with_a_nameless_one_is_refused() -> None:
    page = example("adr_form")
    with pytest.raises(UnexpectedPage, match="no document types"):
        CONNECTOR.parse_form(page.replace('name="documentTypes"', 'name="liigid"').encode())
    with pytest.raises(UnexpectedPage, match="without a value or a label"):
        CONNECTOR.parse_form(page.replace('for="documentType-501"', "").encode())


def test_another_html_file_is_no_page_of_the_platform() -> None:
    assert not adr.is_adr_page(b"<html><title>Retked</title><table class='form'><tr><th>Viit:</th></tr></table></html>")
    assert not adr.is_adr_document_page(example("adr_listing"))
    assert adr.is_adr_document_page(example("adr_document_public"))


def test_the_registry_of_connectors_knows_the_platform_and_refuses_others() -> None:
    assert connector_for("adr", f"{BASE}/").base_url == f"{BASE}/"
    with pytest.raises(ValueError, match="no connector"):
        connector_for("notes", BASE)
    with pytest.raises(ValueError, match="no address"):
        connector_for("adr", None)


def test_deeply_nested_markup_is_refused_at_once() -> None:
    """300 nested tables of 30 bytes kept an earlier version busy for minutes."""
    body = b"<html>" + b"<div><table class='form'><tr><td>" * 3000
    with pytest.raises(UnexpectedPage, match="tables within one another"):
        CONNECTOR.parse_document(body, URL)
    assert not adr.is_adr_page(body)


@settings(max_examples=150)
@given(st.data())
def test_damaged_pages_end_in_an_entry_or_in_one_kind_of_error(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(["adr_document_public", "adr_listing", "adr_form"]))
    body = bytearray(example(case).encode())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 200))] = data.draw(st.binary(max_size=20))
        if not body:
            break
    for read in (CONNECTOR.parse_document, CONNECTOR.parse_listing, CONNECTOR.parse_form):
        with contextlib.suppress(UnexpectedPage):
            assert read(bytes(body), URL) is not None
