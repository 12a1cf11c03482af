"""The recorded pages of the ADR platform, every field they show written out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractors.model.register import ListingEntry, OriginalFile, RegisterEntry
from extractors.registers import adr
from extractors.registers.base import EmptyForm, PageNotFound, RobotCheck, SearchCell, directive_types

BASE = "https://adr.rik.ee/som/"
CONNECTOR = adr.AdrConnector(BASE)


@pytest.fixture(scope="session")
def pages(shared: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (shared / "real" / "adr").glob("*.html")}


def test_a_public_document_page_gives_every_field_it_shows(pages: dict[str, bytes]) -> None:
    name = "8-210302 23.12.2025 Väljaminev kiri.asice"
    address = f"{BASE}fail/18270649/8-210302%2023.12.2025%20V%C3%A4ljaminev%20kiri.asice"
    assert CONNECTOR.parse_document(pages["som_document_18270648"], f"{BASE}dokument/18270648") == RegisterEntry(
        platform="adr",
        external_id="18270648",
        institution=None,
        number="5.1-2/3233-1",
        registered_on=date(2025, 12, 23),
        document_type="Sissetulev kiri",
        title="Pöördumine",
        access="Avalik",
        function="5.1 Tervisekaitse, haiguste ennetamise ja tervise edendamise korraldamine",
        series="5.1-2 Tervisekaitse ja tervisliku elukeskkonna kavandamise ja korraldamisega seotud "
        "kirjavahetus (Arhiiviväärtuslik)",
        dossier="5.1-2/2025",
        counterpart_reference="8-2/10302",
        addressee="Justiits- ja Digiministeerium",
        transmittal="DVK",
        responsible="Anniki Lai (Sotsiaalministeerium, Kantsleri vastutusvaldkond, "
        "Terviseala asekantsleri vastutusvaldkond)",
        due_on=date(2026, 1, 22),
        source_url=f"{BASE}dokument/18270648",
        files=(OriginalFile(name, address, "18270649"),),
    )


def test_a_restricted_document_page_gives_the_basis_and_the_days_of_the_restriction(pages: dict[str, bytes]) -> None:
    entry = CONNECTOR.parse_document(pages["adr_document_ak_18976496"], f"{BASE}dokument/18976496")
    assert entry == RegisterEntry(
        platform="adr",
        external_id="18976496",
        institution="Sotsiaalministeerium",
        number="1.5-1.1/2134-1",
        registered_on=date(2026, 9, 3),
        document_type="Sissetulev kiri",
        title="Pöördumine",
        access="AK",
        access_basis="AvTS § 35 lg 1 p 12",
        access_from=date(2026, 9, 3),
        access_until=date(2101, 9, 3),
        function="1.5 Asjaajamine. Info- ja kommunikatsioonitehnoloogia arendus ja haldus",
        series="1.5-1.1 Teabenõuded, märgukirjad, selgitustaotlused",
        dossier="1.5-1.1/2026",
        addressee="A. L.",
        transmittal="e-post",
        responsible="Mall Hiet2",
        due_on=date(2026, 9, 18),
        source_url=f"{BASE}dokument/18976496",
        is_personal_data=True,
    )
    assert not entry.is_public


def test_the_search_form_gives_its_document_types_in_order(pages: dict[str, bytes]) -> None:
    form = CONNECTOR.parse_form(pages["som_otsing_form"])
    assert form.document_types == (
        ("4945102", "Personalikäskkiri"),
        ("7865949", "Väikehange"),
        ("4992266", "Ministri käskkiri Eesti Haigekassa ravimite loetelu muutmiseks"),
        ("4941923", "Riigieelarve eraldise kasutamise leping"),
        ("4941889", "Väljaminev kiri"),
        ("4941856", "Kantsleri üldkäskkiri"),
        ("4942055", "Hinnakokkulepe"),
        ("4941959", "Muu leping"),
        ("4941796", "Sissetulev kiri"),
        ("4946939", "Ministri määrus"),
        ("4941848", "Ministri üldkäskkiri"),
        ("4955672", "Toetuse andmise leping"),
        ("4942035", "Tööleping"),
        ("10334401", "Otsus"),
    )
    assert form.access_values == ("Avalik", "AK")
    assert directive_types(form.document_types) == ("4945102", "4992266", "4941856", "4941848", "10334401")


def test_the_first_page_of_results_gives_count_pages_and_every_row(pages: dict[str, bytes]) -> None:
    cell = SearchCell(date(2025, 12, 1), date(2025, 12, 1), (), "Avalik")
    page = CONNECTOR.parse_listing(pages["som_otsing_avalik_page1"], f"{BASE}otsing", cell)
    assert (page.total, page.page_number, page.last_page_number, len(page.entries)) == (22, 1, 2, 20)
    assert page.entries[0] == ListingEntry(
        "18186998",
        f"{BASE}dokument/18186998",
        "1.2-3/2965-2",
        date(2025, 12, 1),
        "Arvamuse edastamine",
        "Sissetulev kiri",
        "Terviseamet",
    )
    assert page.entries[10] == ListingEntry(
        "18199042",
        f"{BASE}dokument/18199042",
        "94",
        date(2025, 12, 1),
        'Sotsiaalkaitseministri ja terviseministri 12.02.2025 käskkirja nr 17 "Sotsiaalministeeriumi 2025. aasta '
        'eelarve toetuste loetelu" muutmine',
        "Ministri üldkäskkiri",
        "",
    )
    assert page.entries[11].parties == "Tervisekassa"
    assert [entry.number for entry in page.entries if "käskkiri" in entry.document_type] == ["95", "94"]
    assert len({entry.external_id for entry in page.entries}) == 20


def test_the_last_page_of_results_knows_that_it_is_the_last(pages: dict[str, bytes]) -> None:
    page = CONNECTOR.parse_listing(pages["som_otsing_avalik_page2"], f"{BASE}otsing/2")
    assert (page.total, page.page_number, page.last_page_number) == (22, 2, 2)
    assert [(entry.external_id, entry.number, entry.title, entry.document_type) for entry in page.entries] == [
        ("18186995", "1.9-7.1/3002-1", "Tänuüritus", "Väikehange"),
        ("18186992", "1.2-2/110-4", "Arvamus eelnõu kohta", "Sissetulev kiri"),
    ]
    assert page.entries[0].url == f"{BASE}dokument/18186995"


def test_restricted_documents_are_listed_like_any_other(pages: dict[str, bytes]) -> None:
    page = CONNECTOR.parse_listing(pages["som_otsing_ak_page1"], f"{BASE}otsing")
    assert (page.total, page.page_number, page.last_page_number, len(page.entries)) == (19, 1, 1, 19)
    assert page.entries[0].parties == "Tartu Ülikool"
    assert page.entries[-1].number == "6-1/3003-1"


def test_the_form_where_results_were_asked_for_is_never_an_empty_result(pages: dict[str, bytes]) -> None:
    with pytest.raises(EmptyForm):
        CONNECTOR.parse_listing(pages["som_otsing_form"], f"{BASE}otsing")


def test_the_rows_of_another_search_are_refused(pages: dict[str, bytes]) -> None:
    """A lost session hands out whatever was searched last; its rows would be booked under the wrong days."""
    other = SearchCell(date(2025, 12, 1), date(2025, 12, 2))
    with pytest.raises(EmptyForm, match="regDateEnd is 2025-12-01, asked was 2025-12-02"):
        CONNECTOR.parse_listing(pages["som_otsing_avalik_page1"], f"{BASE}otsing", other)


@pytest.mark.parametrize("read", [CONNECTOR.parse_document, CONNECTOR.parse_listing, CONNECTOR.parse_form])
def test_the_robot_check_and_the_missing_page_are_told_apart_by_every_reading(pages: dict[str, bytes], read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RobotCheck):
        read(pages["adr_turnstile"], f"{BASE}x")
    with pytest.raises(PageNotFound, match="Lehekülge ei leitud"):
        read(pages["adr_document_404"], f"{BASE}x")


def test_saved_document_pages_are_recognised_and_listings_and_refusals_are_not(pages: dict[str, bytes]) -> None:
    documents = {name for name, body in pages.items() if adr.is_adr_document_page(body)}
    assert documents == {"som_document_18270648", "adr_document_ak_18976496"}
    assert all(adr.is_adr_page(body) for body in pages.values())


def test_a_page_whose_address_is_not_known_keeps_its_links_as_they_stand(pages: dict[str, bytes]) -> None:
    entry = adr.parse_document(pages["som_document_18270648"])
    assert (entry.external_id, entry.source_url) == (None, None)
    assert entry.files[0].url.startswith("/som/fail/18270649/")
    assert entry.files[0].external_id == "18270649"
    assert not entry.findings
