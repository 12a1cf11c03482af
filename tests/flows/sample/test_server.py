"""The sample register answers as the platform does: search, cap, pages, session, documents, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest

from flows.sample.catalogue import DOCUMENTS, Catalogue, DocumentType, SampleDocument, StateChange, load_catalogue
from flows.sample.server import SampleRegister
from tests.patience import PATIENCE_S

DIRECTIVES, PERSONAL = "5201101", "5201118"


@pytest.fixture(scope="module")
def register() -> Iterator[SampleRegister]:
    with SampleRegister() as running:
        yield running


@pytest.fixture
def client(register: SampleRegister) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=register.base_url, timeout=PATIENCE_S) as opened:
        yield opened


def synthetic(count: int) -> Catalogue:
    """``count`` directives, one a day from 2020-01-01; ids ascend with the days."""
    documents = tuple(
        SampleDocument(str(1000 + n), str(n), day, "Käskkiri", f"Asi <{n}> & muu", day)
        for n in range(count)
        for day in [date(2020, 1, 1) + timedelta(days=n)]
    )
    return Catalogue("proov", "Prooviamet", "Prooviameti", (DocumentType("7", "Käskkiri"),), documents)


def ids(page: httpx.Response) -> list[str]:
    """The documents of a result page in order; each of a row's five cells links to its document."""
    found = re.findall(r'<td><a href="/\w+/dokument/(\d+)">', page.text)
    assert found == [row for row in found[::5] for _ in range(5)]
    return found[::5]


def counts(page: httpx.Response) -> tuple[str, str]:
    match = re.search(r"<p>Näitan: (\d+-\d+) <span>\|</span> Kokku: (\d+)</p>", page.text)
    assert match
    return match[1], match[2]


def is_empty_form(page: httpx.Response) -> bool:
    return page.status_code == 200 and "Otsingu tulemused" not in page.text and 'id="advancedSearch"' in page.text


def content(page: httpx.Response) -> str:
    return page.text.split('<div id="content">', 1)[1]


def test_the_form_offers_types_by_number_with_a_marker_for_each(client: httpx.Client) -> None:
    page = client.get("otsing")
    assert is_empty_form(page)
    found = re.findall(r'name="documentTypes" type="checkbox" value="(\d+)"/>', page.text)
    assert found[:2] == [DIRECTIVES, PERSONAL]
    assert page.text.count('name="_documentTypes" value="on"') == len(found) == 6
    assert 'name="transmittalModes" type="checkbox" value="3"/>' in page.text
    assert '<option value="AK">AK</option>' in page.text


def test_ordinary_pages_carry_the_passive_challenge_script_and_no_robot_check(client: httpx.Client) -> None:
    for path in ("otsing", "dokument/700110", "dokument/1"):
        text = client.get(path).text
        assert "challenge-platform" in text
        assert "turnstile" not in text


def test_a_search_with_nothing_filled_gives_the_empty_form(client: httpx.Client) -> None:
    empty = {"title": "", "regDateBegin": "", "_documentTypes": "on", "accessRestriction": "", "pageNumber": "1"}
    assert is_empty_form(client.post("otsing", data=empty))
    assert is_empty_form(client.post("otsing", data={}))
    assert is_empty_form(client.post("kiirotsing", data={"input": " ", "pageNumber": "1"}))


def test_a_search_by_type_finds_that_type_newest_first(client: httpx.Client) -> None:
    page = client.post("otsing", data={"documentTypes": [PERSONAL], "pageNumber": "1"})
    assert ids(page) == ["730040", "720008"]
    assert counts(page) == ("1-2", "2")
    both = client.post("otsing", data={"documentTypes": [DIRECTIVES, PERSONAL], "pageNumber": "1"})
    assert counts(both) == ("1-20", "33")


@pytest.mark.parametrize(
    "form, found",
    [
        ({"regDateBegin": "07.03.2024", "regDateEnd": "07.03.2024"}, ["720102"]),
        ({"regDateBegin": "16.11.2026"}, ["740317", "740303", "740289"]),
        ({"regDateEnd": "14.02.2022"}, ["700110"]),
        ({"title": "SISEKONTROLLI"}, ["740027", "720244"]),
        ({"party": "kivide", "documentTypes": "5201140"}, ["710228"]),
        ({"senderRegNr": "17-k"}, ["710228", "710222"]),
        ({"transmittalModes": "3"}, ["730277"]),
        ({"accessRestriction": "AK", "documentTypes": DIRECTIVES}, ["730161", "710377"]),
        ({"accessRestrictionReason": "lg 1 p 9"}, ["710377"]),
        ({"accessRestrictionEndDate": "31.12.2028"}, ["710377"]),
        ({"accessRestriction": "Avalik", "title": "Käskkirja lisa kehtetuks"}, ["720318"]),
        ({"title": "sellist ei ole"}, []),
    ],
)
def test_each_search_field_narrows_the_search(client: httpx.Client, form: dict[str, str], found: list[str]) -> None:
    assert ids(client.post("otsing", data=form)) == found


def test_a_search_without_a_hit_still_shows_results(client: httpx.Client) -> None:
    """Nothing found is not the empty form: the two must stay apart."""
    page = client.post("otsing", data={"title": "sellist ei ole"})
    assert "Otsingu tulemused" in page.text
    assert counts(page) == ("0-0", "0")


def test_the_submitted_form_keeps_what_was_asked(client: httpx.Client) -> None:
    page = client.post("otsing", data={"title": '"><b>', "documentTypes": DIRECTIVES, "accessRestriction": "AK"})
    assert 'class="submitted"' in page.text
    assert "&quot;&gt;&lt;b&gt;" in page.text
    assert f'value="{DIRECTIVES}" checked="checked"/>' in page.text
    assert '<option value="AK" selected="selected">' in page.text


def test_rows_come_twenty_a_page_by_number_in_the_form(client: httpx.Client) -> None:
    form = {"documentTypes": [DIRECTIVES, PERSONAL]}
    first = client.post("otsing", data={**form, "pageNumber": "1"})
    second = client.post("otsing", data={**form, "pageNumber": "2"})
    assert (len(ids(first)), len(ids(second))) == (20, 13)
    assert counts(second) == ("21-33", "33")
    assert not set(ids(first)) & set(ids(second))


def test_a_search_over_the_cap_is_cut_to_the_newest_hundred_without_a_word() -> None:
    with SampleRegister(DOCUMENTS, catalogue=synthetic(130)) as register, httpx.Client(timeout=PATIENCE_S) as client:
        client.base_url = httpx.URL(register.base_url)
        pages = [client.post("otsing", data={"documentTypes": "7", "pageNumber": str(n)}) for n in range(1, 7)]
    assert [counts(page) for page in pages[:5]] == [(f"{n}-{n + 19}", "100") for n in (1, 21, 41, 61, 81)]
    found = [row for page in pages[:5] for row in ids(page)]
    assert found == [str(1000 + n) for n in range(129, 29, -1)]
    assert ids(pages[5]) == ids(pages[4]), "past the end the last page comes again"


def test_further_pages_hang_on_the_session_of_the_last_search(register: SampleRegister, client: httpx.Client) -> None:
    first = client.post("otsing", data={"documentTypes": [DIRECTIVES, PERSONAL]})
    assert client.cookies["JSESSIONID"]
    assert counts(client.get("otsing/2")) == ("21-33", "33")
    assert ids(client.get("otsing/1")) == ids(first)
    client.post("otsing", data={"documentTypes": PERSONAL})
    assert counts(client.get("otsing/1")) == ("1-2", "2"), "the second search has replaced the first"
    assert is_empty_form(httpx.get(register.base_url + "otsing/2", timeout=PATIENCE_S)), (
        "without the cookie there is no search"
    )


def test_two_sessions_do_not_see_each_others_search(register: SampleRegister) -> None:
    with (
        httpx.Client(base_url=register.base_url, timeout=PATIENCE_S) as one,
        httpx.Client(base_url=register.base_url, timeout=PATIENCE_S) as other,
    ):
        one.post("otsing", data={"documentTypes": [DIRECTIVES, PERSONAL]})
        other.post("otsing", data={"documentTypes": PERSONAL})
        assert counts(one.get("otsing/2")) == ("21-33", "33")


def test_quick_search_looks_into_every_shown_field(client: httpx.Client) -> None:
    assert ids(client.post("kiirotsing", data={"input": "koristusleping"})) == ["720077"]
    assert ids(client.post("kiirotsing", data={"input": "kivide sõbrad"})) == ["710228", "710222"]
    assert counts(client.get("otsing/1")) == ("1-2", "2")


def test_a_documents_page_shows_its_metadata_files_and_relations(client: httpx.Client) -> None:
    text = content(client.get("dokument/720015"))
    labels = [" ".join(label.split()) for label in re.findall(r'<th class="nowrap">(.*?)</th>', text, re.S)]
    assert labels == [
        "Viit:", "Registreerimise kpv:", "Dokumendi liik:", "Pealkiri:", "Funktsioon:", "Sari:", "Toimik:",
        "Juurdepääsupiirang:", "Vastutaja:",
    ]  # fmt: skip
    assert text.count('<table class="data hover">') == 2
    assert text.index("<h2>Failid</h2>") < text.index("<h2>Seosed</h2>")
    assert re.findall(r'<td class="subfile"><a [^>]*>(.*?)</a>', text)[:2] == [
        "body.pdf",
        "Lisa 1 Järelevalveosakonna juhataja.pdf",
    ]


def test_a_letters_page_shows_the_labels_of_correspondence(client: httpx.Client) -> None:
    text = content(client.get("dokument/710222"))
    assert re.search(r'<th class="nowrap">\s+Adressaat:\s+</th><td class="data">MTÜ Kivide Sõbrad</td>', text)
    assert re.search(r'<th class="nowrap">\s+Lahendamise tähtaeg:\s+</th><td class="data">20.05.2023</td>', text)
    assert '<th class="nowrap">Saatja/saaja viit:</th>' in text


def test_a_restricted_document_shows_its_basis_and_no_files(client: httpx.Client) -> None:
    text = content(client.get("dokument/710377"))
    assert '<td class="data">AK</td>' in text
    assert "AvTS § 35 lg 1 p 9" in text
    assert '<th class="nowrap">Kehtiv kuni:</th><td class="data">28.08.2028</td>' in text
    assert "Failid" not in text
    assert "/fail/" not in text


def test_a_document_turns_restricted_between_two_nights() -> None:
    with (
        SampleRegister(visible_on=date(2026, 11, 9)) as register,
        httpx.Client(base_url=register.base_url, timeout=PATIENCE_S) as client,
    ):
        before = client.get("dokument/730161")
        assert client.get("fail/730162/x.pdf").status_code == 200
        register.visible_on = date(2026, 11, 10)
        after = client.get("dokument/730161")
        assert client.get("fail/730162/x.pdf").status_code == 404
    assert "Failid" in content(before)
    assert "Failid" not in content(after)
    assert '<td class="data">AK</td>' in content(after)
    assert "Juurdepääsupiirangu muutmise alus:" in content(after)


def test_a_late_document_is_nowhere_before_its_day() -> None:
    day = date(2026, 9, 15)
    form = {"regDateBegin": "10.03.2025", "regDateEnd": "10.03.2025"}
    with SampleRegister(visible_on=day - timedelta(days=1)) as register, httpx.Client(timeout=PATIENCE_S) as client:
        client.base_url = httpx.URL(register.base_url)
        assert ids(client.post("otsing", data=form)) == []
        assert client.get("dokument/730095").status_code == 404
        assert client.get("fail/730096/x.pdf").status_code == 404
        assert "dokument/730095" not in client.get("dokument/720102").text, "nor does a relation betray it"
        register.visible_on = day
        assert ids(client.post("otsing", data=form)) == ["730095"]
        assert client.get("dokument/730095").status_code == 200
        assert "dokument/730095" in client.get("dokument/720102").text


def test_a_document_that_is_gone_is_a_404() -> None:
    catalogue = load_catalogue()
    gone = tuple(
        replace(entry, changes=(StateChange(date(2026, 1, 1), "gone"),)) if entry.id == "700110" else entry
        for entry in catalogue.documents
    )
    with SampleRegister(catalogue=replace(catalogue, documents=gone)) as register:
        page = httpx.get(register.base_url + "dokument/700110", timeout=PATIENCE_S)
    assert page.status_code == 404
    assert "Lehekülge ei leitud!" in page.text


@pytest.mark.parametrize("path", ["dokument/1", "dokument/x", "fail/1/x.pdf", "midagi", "../teine/otsing"])
def test_an_unknown_address_gives_the_registers_404_page(client: httpx.Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert '<div class="message msg-error"><div><h2>Lehekülge ei leitud!</h2></div></div>' in page.text


def test_a_file_comes_with_its_name_type_and_validators(client: httpx.Client) -> None:
    answer = client.get("fail/700111/14.02.2022%20k%C3%A4skkiri%20nr%205.pdf")
    assert answer.content == (DOCUMENTS / "700111.pdf").read_bytes()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].endswith("filename*=UTF-8''14.02.2022%20k%C3%A4skkiri%20nr%205.pdf")
    assert answer.headers["Last-Modified"] == "Mon, 14 Feb 2022 06:00:00 GMT"
    assert answer.headers["ETag"].startswith('"')


def test_a_containers_member_is_served_from_inside_it(client: httpx.Client) -> None:
    answer = client.get("fail/720017/body.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_an_unchanged_file_is_answered_with_304_and_no_body(client: httpx.Client) -> None:
    first = client.get("fail/700111/x.pdf")
    tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If-None-Match": tag}, {"If-None-Match": f'"other", W/{tag}'}, {"If-Modified-Since": changed}):
        again = client.get("fail/700111/x.pdf", headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": "Tue, 01 Jan 2030 00:00:00 GMT"},
        {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
    ],
)
def test_a_validator_that_does_not_match_gets_the_file(client: httpx.Client, headers: dict[str, str]) -> None:
    assert client.get("fail/700111/x.pdf", headers=headers).status_code == 200


def test_values_are_escaped_wherever_they_stand() -> None:
    with SampleRegister(DOCUMENTS, catalogue=synthetic(1)) as register, httpx.Client(timeout=PATIENCE_S) as client:
        client.base_url = httpx.URL(register.base_url)
        for page in (client.post("otsing", data={"title": "asi"}), client.get("dokument/1000")):
            assert "Asi <0> &" not in page.text
            assert "Asi <0> & muu" in unescape(page.text)


def test_robots_txt_allows_and_names_a_delay_only_on_request(register: SampleRegister) -> None:
    plain = httpx.get(f"{register.host_url}/robots.txt", timeout=PATIENCE_S)
    assert (plain.status_code, plain.headers["Content-Type"]) == (200, "text/plain")
    assert "Crawl-delay" not in plain.text
    with SampleRegister(crawl_delay=2.5) as slow:
        assert "Crawl-delay: 2.5\n" in httpx.get(f"{slow.host_url}/robots.txt", timeout=PATIENCE_S).text


def test_the_log_tells_what_was_asked_in_order() -> None:
    with SampleRegister() as register, httpx.Client(base_url=register.base_url, timeout=PATIENCE_S) as client:
        client.get("otsing")
        client.post("otsing", data={"title": "õ", "documentTypes": ["1", "2"]})
        log = register.log
    assert [(entry.method, entry.path) for entry in log] == [("GET", "/naidis/otsing"), ("POST", "/naidis/otsing")]
    assert log[1].form == (("title", "õ"), ("documentTypes", "1"), ("documentTypes", "2"))
    assert log[0].at <= log[1].at
    assert (register.max_in_flight, register.max_connections) == (1, 1)


def test_a_register_has_no_address_outside_its_with_statement() -> None:
    with pytest.raises(RuntimeError, match="not running"):
        _ = SampleRegister().base_url


def test_a_missing_catalogue_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"catalogue\.json"):
        SampleRegister(tmp_path)


def test_a_file_missing_on_disk_comes_up_when_the_register_ends(tmp_path: Path) -> None:
    """A bug of the sample must not look like an outage that the test asked for."""
    with (
        pytest.raises(RuntimeError, match="broke while answering"),
        SampleRegister(tmp_path, catalogue=load_catalogue()) as register,
        pytest.raises(httpx.RemoteProtocolError),
    ):
        httpx.get(register.base_url + "fail/700111/x.pdf", timeout=PATIENCE_S)
