"""The aggregator's pages: the real one as text, and pages that are not as they should be."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import UnexpectedPage
from extractors.model.register import RegisterEntry, RelatedDocument
from extractors.registers import aggregator
from extractors.registers.aggregator_html import block_text

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "registers"
TEXT = (EXAMPLES / "aggregator_text" / "input.txt").read_text(encoding="utf-8")
HTML = (EXAMPLES / "aggregator_html" / "input.html").read_text(encoding="utf-8")


def related(number: str, year: int, month: int, day: int) -> RelatedDocument:
    kind = "Põhitegevuse käskkiri"
    return RelatedDocument(number, "Käskkiri", kind, date(year, month, day), None, "ska")


def test_the_real_page_gives_every_field_it_shows(shared: Path) -> None:
    text = (shared / "real" / "seeds" / "004_e40249d3a3f17dad.txt").read_text(encoding="utf-8")
    page = aggregator.parse_text_page(text)
    assert page.entry == RegisterEntry(
        platform="aggregator",
        is_copy=True,
        external_id=None,
        institution="Sotsiaalkindlustusamet",
        number="1",
        registered_on=date(2026, 1, 7),
        document_type="Põhitegevuse käskkiri",
        title=None,
        access="Avalik",
        function="1 Juhtimine",
        series="1-1 Põhitegevuse käskkirjad",
        dossier="1-1/2026",
        responsible="Triinu Rumm (SKA, Üldosakond, Personalitalitus)",
        synchronised_on=date(2026, 1, 27),
        related=(
            related("11", 2026, 1, 23),
            related("78", 2025, 5, 18),
            related("68", 2025, 4, 28),
            related("67", 2025, 4, 28),
            related("177", 2024, 12, 13),
            related("51", 2024, 4, 12),
            related("57", 2023, 3, 26),
        ),
    )
    assert page.entry.is_public


def test_the_real_pages_parts_cover_it_and_the_related_documents_are_no_content(shared: Path) -> None:
    text = (shared / "real" / "seeds" / "004_e40249d3a3f17dad.txt").read_text(encoding="utf-8")
    page = aggregator.parse_text_page(text)
    assert page.related is not None
    assert page.content.of(text).startswith("KÄSKKIRI\n07.01.2026 nr 1\n")
    assert page.content.of(text).endswith("muutumisel.")
    assert page.related.of(text).startswith("| Nimi | K.p. |")
    assert page.related.end == len(text)
    assert text[page.content.end : page.related.start] == "\n"
    assert text[: page.content.start].endswith("| Originaal | Ava uues aknas |\n")


HEADS = {
    "directive_001_ttja_dokumendihalduse-kord_2023": ("1-2/23-031", date(2023, 6, 9), "Käskkiri", None),
    "directive_006_ska_ametijuhendid_177_2024": ("177", date(2024, 12, 13), "Põhitegevuse käskkiri", None),
    "directive_036_sotsmin_TAT-118_2022": ("2-1/41723-1", date(2022, 9, 19), "Kiri SISSE", "Sotsiaalministeerium"),
    "directive_041_paasteamet_sisekorraeeskiri_2024": (
        "1.1-3.1/74",
        date(2024, 3, 21),
        "Käskkiri / Korraldus / Otsus",
        None,
    ),
    "directive_058_aki_ametijuhendid_2025-4-p": ("1.3.-1/25/4-p", date(2025, 9, 17), "Käskkiri", None),
    "register_014_siseministeerium_otsus-LISA1-vorm_2019": ("1-24/142", date(2019, 4, 15), "Otsus", None),
}


@pytest.mark.parametrize("name", HEADS)
def test_heads_of_other_real_pages_are_read_with_and_without_the_first_bar(shared: Path, name: str) -> None:
    entry = aggregator.parse_text_page((shared / "gold" / "texts" / f"{name}.txt").read_text(encoding="utf-8")).entry
    assert (entry.number, entry.registered_on, entry.document_type, entry.addressee) == HEADS[name]
    assert (entry.access, entry.transmittal, entry.other) == ("Avalik", None, ())


def test_every_real_text_that_begins_as_a_page_is_one_and_no_other_is(shared: Path) -> None:
    for path in sorted((shared / "gold" / "texts").iterdir()):
        text = path.read_text(encoding="utf-8")
        begins = text.lstrip("| ").startswith("Dokumendiregister |")
        assert aggregator.is_text_page(text) is begins, path.name
        if begins:
            page = aggregator.parse_text_page(text)
            assert page.entry.number
            assert page.content.start < page.content.end


def test_a_table_cut_off_in_mid_row_is_no_content_and_is_noted(shared: Path) -> None:
    path = shared / "gold" / "texts" / "directive_038_kultuurimin_kaskkiri-193_2022.txt"
    text = path.read_text(encoding="utf-8")
    page = aggregator.parse_text_page(text)
    assert "Nimi | K.p." not in page.content.of(text)
    assert [finding.code for finding in page.entry.findings] == ["unread_related_row"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "KÄSKKIRI\n04.05.2025 nr 1",
        "Dokumendiregister on avalik",
        "KÄSKKIRI\n| Dokumendiregister | Rabamaa Amet |",
    ],
)
def test_another_text_is_no_page(text: str) -> None:
    assert not aggregator.is_text_page(text)
    with pytest.raises(UnexpectedPage, match="does not begin"):
        aggregator.parse_text_page(text)


@pytest.mark.parametrize("label", ["Viit", "Registreeritud", "Liik", "Juurdepääsupiirang"])
def test_a_missing_label_is_named(label: str) -> None:
    lines = [line for line in TEXT.splitlines() if not line.startswith(f"| {label} |")]
    with pytest.raises(UnexpectedPage, match=label):
        aggregator.parse_text_page("\n".join(lines))


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UnexpectedPage, match="Registreeritud is no date: 'eile'"):
        aggregator.parse_text_page(TEXT.replace("04.05.2025 |", "eile |", 1))


def test_an_empty_number_is_none() -> None:
    assert aggregator.parse_text_page(TEXT.replace("| Viit | 3-1/18 |", "| Viit | |")).entry.number is None


def test_windows_line_ends_a_byte_order_mark_and_a_markdown_rule_change_nothing() -> None:
    dressed = "\ufeff| | |\n|---|---|\n" + TEXT
    for text in (dressed, TEXT.replace("\n", "\r\n")):
        page = aggregator.parse_text_page(text)
        assert page.entry.number == "3-1/18"
        assert page.content.of(text).splitlines()[0] == "KÄSKKIRI"
        assert page.related is not None
        assert page.related.of(text).startswith("| Nimi")
        assert len(page.entry.related) == 2


def test_form_feeds_in_the_files_text_are_no_line_ends() -> None:
    """Offsets are code points of the stored text: another idea of a line would move every quote after it."""
    text = TEXT.replace("Lisa 10\n", "Lisa\x0c10\u2028\n")
    page = aggregator.parse_text_page(text)
    assert "Lisa\x0c10\u2028\n" in page.content.of(text)
    assert page.related is not None
    assert page.related.of(text).startswith("| Nimi")


def test_a_value_broken_over_lines_is_joined() -> None:
    text = TEXT.replace("| Vastutaja | Pihla Laukasoo |", "| Vastutaja | Pihla\nLaukasoo |")
    assert aggregator.parse_text_page(text).entry.responsible == "Pihla Laukasoo"


def test_without_the_last_row_the_metadata_ends_where_known_labels_end() -> None:
    lines = [line for line in TEXT.splitlines(keepends=True) if not line.startswith(("| Originaal", "| Säilitus"))]
    text = "".join(lines)
    assert aggregator.parse_text_page(text).content.of(text).startswith("KÄSKKIRI")


def test_a_page_without_files_and_relations_has_an_empty_content() -> None:
    text = TEXT[: TEXT.index("\nKÄSKKIRI")]
    page = aggregator.parse_text_page(text)
    assert page.content.of(text) == ""
    assert page.related is None


def test_an_empty_content_ends_before_the_related_documents() -> None:
    """Damage took the text of the files and the blank lines around it: the table follows the metadata at once."""
    begin, end = TEXT.index("\nKÄSKKIRI") + 1, TEXT.index("| Nimi | K.p.")
    text = TEXT[:begin].rstrip("\n") + "\n" + TEXT[end:]
    page = aggregator.parse_text_page(text)
    assert page.related is not None
    assert page.content.start == page.content.end <= page.related.start
    assert page.related.of(text).startswith("| Nimi")
    assert page.entry.related


def test_a_very_long_line_costs_no_time() -> None:
    text = TEXT.replace("Lisa 10", "|" + " " * 200_000 + "x")
    assert aggregator.parse_text_page(text).entry.number == "3-1/18"


@settings(max_examples=150)
@given(st.data())
def test_damaged_texts_end_in_a_page_or_in_one_kind_of_error(data: st.DataObject) -> None:
    text = TEXT
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.text(max_size=10)) + text[at + data.draw(st.integers(0, 80)) :]
    with contextlib.suppress(UnexpectedPage):
        page = aggregator.parse_text_page(text)
        assert 0 <= page.content.start <= page.content.end <= len(text)
        assert page.related is None or page.content.end <= page.related.start


def test_the_text_of_an_html_page_holds_no_signatures_summary_or_related_documents() -> None:
    """The list of signatures bears personal codes, the summary is a machine's, the related documents are no annex."""
    entry, content = aggregator.parse_html_page(HTML)
    for foreign in ("ISIKUKOOD", "Digiallkirjad", "Masina arvamus", "Soovahi juhend", "Seosed", "Eelvaade", "Jalus"):
        assert foreign not in content
    assert "ISIKUKOOD" not in repr(entry)


def test_an_html_page_is_told_from_others() -> None:
    assert aggregator.is_html_page(HTML)
    assert aggregator.is_html_page(HTML.encode())
    assert not aggregator.is_html_page((EXAMPLES / "adr_document_public" / "input.html").read_bytes())
    assert not aggregator.is_html_page("<table><tr><td>Dokumendiregister</td><td>x</td></tr></table>")
    assert not aggregator.is_html_page(b"<div>" * 5000)


def test_an_html_page_without_its_table_or_a_label_is_refused() -> None:
    with pytest.raises(UnexpectedPage, match="Dokumendiregister"):
        aggregator.parse_html_page("<html><p>KÄSKKIRI</p></html>")
    with pytest.raises(UnexpectedPage, match="Liik"):
        aggregator.parse_html_page(HTML.replace(">Liik<", ">Laad<"))


def test_line_breaks_count_in_preformatted_text_also_within_other_elements() -> None:
    tree = BeautifulSoup("<div><pre><b>Kinnitan\n  korra</b></pre><p>lisa\n 1</p></div>", "html.parser")
    assert block_text(tree) == "Kinnitan\nkorra\nlisa 1"
