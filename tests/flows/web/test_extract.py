"""The extract for a file: the same facts as a page and as PDF, which is tagged and the same byte for byte."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import UTC, datetime

import pdfplumber
import pytest

from flows.web.pdf import can_write_pdf, write_pdf
from tests.flows.web.conftest import Site

ANNEX = "/valjavote/kaskkiri/sample/700110/lisa/1?paev=2023-04-03"
SENTENCE = "2. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisad 1-3."
PUBLISHED_AT = datetime(2026, 11, 29, tzinfo=UTC)
needs_typst = pytest.mark.skipif(not can_write_pdf(), reason="needs typst (pip install kehtiv[pdf])")


def words_of(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return " ".join(" ".join(page.extract_text() or "" for page in pdf.pages).split())


def digests_in(words: str) -> set[str]:
    return set(re.findall(r"\b[0-9a-f]{64}\b", words))


@needs_typst
def test_the_page_and_the_file_tell_the_state_the_sentence_and_the_digests(site: Site) -> None:
    page, file = site.get(ANNEX), site.get(ANNEX + "&vorm=pdf")
    assert (page.status_code, file.headers["content-type"]) == (200, "application/pdf")
    told = words_of(file.content)
    for words in (SENTENCE, "ei kehti enam", "03.04.2023", "käskkiri 14.02.2022 nr 5", "nähtud 22.11.2026"):
        assert words in told, words
        assert words in page.text, words
    published = hashlib.sha256((site.data / "warehouse.duckdb").read_bytes()).hexdigest()
    listed = site.get(
        "/sql?vorm=json&q=SELECT sha256 FROM files WHERE document_id IN ('sample/700110','sample/710188')"
    )
    assert digests_in(page.text) == digests_in(told) == {row["sha256"] for row in listed.json()} | {published}
    address = "http://localhost/kaskkiri/sample/700110/lisa/1?paev=2023-04-03"
    assert address in page.text
    assert address in told


def test_the_page_shows_the_picture_of_the_page_with_the_sentence(site: Site) -> None:
    page = site.get(ANNEX)
    picture = re.search(r'<img src="(/toend/[^"]+/pilt\.png)" alt="[^"]*Tunnistan kehtetuks', page.text)
    assert picture is not None
    assert site.get(picture[1]).headers["content-type"] == "image/png"


@needs_typst
def test_the_file_is_tagged_names_its_language_and_has_its_fonts_inside(site: Site) -> None:
    with pdfplumber.open(io.BytesIO(site.get(ANNEX + "&vorm=pdf").content)) as pdf:
        catalog = pdf.doc.catalog
        assert catalog["MarkInfo"]["Marked"] is True
        assert catalog["Lang"] == b"et"
        assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["Metadata"].resolve().get_data()
        tags = {element["type"]: element for element in flat(pdf.structure_tree)}
        assert {"H1", "H2", "L", "LI", "BlockQuote", "Figure"} <= set(tags)
        assert SENTENCE in tags["Figure"]["alt_text"]
        assert {(round(page.width), round(page.height)) for page in pdf.pages} == {(595, 842)}
        assert len(pdf.pages[-1].images) == 1
        fonts = {letter["fontname"] for page in pdf.pages for letter in page.chars}
    assert fonts
    assert all(re.match(r"[A-Z]{6}\+", name) for name in fonts)


def flat(elements: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return the elements of a structure tree, each before those within it."""
    found: list[dict[str, object]] = []
    for element in elements:
        inner = element.get("children", [])
        assert isinstance(inner, list)
        found += [element, *flat(inner)]
    return found


@needs_typst
def test_the_same_question_gives_the_same_bytes(site: Site) -> None:
    """A second server reads the same file anew."""
    assert site.get(ANNEX + "&vorm=pdf").content == Site(site.data).get(ANNEX + "&vorm=pdf").content


def test_an_act_a_post_and_the_second_clock_have_extracts(site: Site) -> None:
    assert "kehtib" in site.get("/valjavote/kaskkiri/sample/710188").text
    unit, subject = "nõustamisosakond, nõustamistalitus", "nõustamistalituse juhataja"
    post = site.get(f"/valjavote/koht/näidisamet/{unit}/{subject}?paev=2023-05-01")
    assert (post.status_code, post.headers["location"]) == (
        303,
        "/valjavote/kaskkiri/sample/710188/lisa/1?paev=2023-05-01",
    )
    before = ANNEX.replace("04-03", "04-02")
    assert "22.11.2026 oli teada, et kehtib" in site.get(before + "&teada=2026-11-22").text
    assert "21.11.2026 ei olnud teada, et kehtib" in site.get(before + "&teada=2026-11-21").text


def test_the_pages_of_an_annex_an_act_and_a_post_lead_to_it(site: Site) -> None:
    for path in (
        "/kaskkiri/sample/700110/lisa/1",
        "/kaskkiri/sample/700110?teada=2026-11-22",
        "/koht/näidisamet/teabeosakond/raamatukoguhoidja",
    ):
        links = re.findall(r'href="(/valjavote/[^"]+)"', site.get(path).text)
        assert links, path
        assert {site.get(link.replace("&amp;", "&")).status_code for link in links} == {200}, path


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/valjavote/kaskkiri/sample/730161", 451),
        ("/valjavote/kaskkiri/sample/730161?vorm=pdf", 451),
        ("/valjavote/kaskkiri/sample/730161/lisa/1?vorm=pdf", 451),
        ("/valjavote/kaskkiri/sample/1?vorm=pdf", 404),
        ("/valjavote/kaskkiri/sample/700110/lisa/99", 404),
        ("/valjavote/koht/näidisamet/-/x", 404),
        ("/valjavote/kaskkiri/sample/700110?teada=2026-11-22", 400),
        (ANNEX + "&vorm=doc", 400),
    ],
)
def test_what_is_not_there_or_not_public_has_no_extract(site: Site, path: str, status: int) -> None:
    assert site.get(path).status_code == status


def test_without_the_extra_the_page_says_how_to_get_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.web.extract.can_write_pdf", lambda: False)
    other = ANNEX.replace("04-03", "04-05")
    assert "kehtiv[pdf]" in site.get(other).text
    refused = site.get(other + "&vorm=pdf")
    assert (refused.status_code, "kehtiv[pdf]" in refused.text) == (406, True)


HOSTILE = '#import "/etc/passwd": * $x$ *bold* <b> `raw` #read("told.json") [a] \\ \u202eõigus " @see // end'


@needs_typst
def test_what_documents_say_is_text_in_the_file_and_no_command() -> None:
    told = words_of(write_pdf(told_with(HOSTILE), PUBLISHED_AT, None))
    for words in ('#import "/etc/passwd"', "*bold*", "$x$", "`raw`", '#read("told.json")', "\\u202eõigus", "// end"):
        assert words in told, words


@needs_typst
def test_signs_without_a_glyph_are_written_by_their_codes_and_the_file_stays_tagged() -> None:
    content = write_pdf(told_with("Jurist \U0001f600 法 õäöüšž"), PUBLISHED_AT, None)
    assert "Jurist \\u{1f600} \\u{6cd5} õäöüšž" in words_of(content)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.doc.catalog["Metadata"].resolve().get_data()


def told_with(words: str) -> dict[str, object]:
    return {
        "language": "et", "name": "Väljavõte", "title": words, "facts": [("Akt", words)], "sentence_name": "Lause",
        "sentence": words, "sentence_page": "lk 1", "no_picture": words, "files_name": "Failid",
        "files": [{"chain": [{"name": words, "sha256": "0" * 64}], "said": words}], "sources_name": "Päritolu",
        "sources": [(words, words)], "picture_name": "Pilt", "page_name": "lk", "caution": words,
    }  # fmt: skip
