"""The made files: the same bytes each time, fiction only, and what they are there to show is in them."""

from __future__ import annotations

import base64
import hashlib
import io
import itertools
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pdfplumber
import pytest
from lxml import etree

from extractors.read import read_file
from extractors.report import describe_file
from flows.sample.catalogue import DOCUMENTS, load_catalogue
from flows.sample.describe import DESCRIPTION, load_description
from flows.sample.invented import Act, Description
from flows.sample.make import make, write

SAMPLE = DOCUMENTS.parent
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def description() -> Description:
    return load_description()


@pytest.fixture(scope="module")
def made(description: Description) -> dict[str, bytes]:
    return make(description)


def act_of(description: Description, key: str) -> Act:
    return next(act for act in description.acts if act.key == key)


@cache
def page_texts(path: Path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_making_again_gives_the_committed_bytes(made: dict[str, bytes]) -> None:
    """Else the description and what the register serves have drifted apart: run `make sample` and look at the diff."""
    committed = {f"documents/{path.name}": path.read_bytes() for path in DOCUMENTS.iterdir()}
    committed |= {name: (SAMPLE / name).read_bytes() for name in ("README.md", "truth.json")}
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name] != committed[name]] == []


def test_writing_removes_documents_that_are_no_longer_described(tmp_path: Path) -> None:
    write(tmp_path, {"documents/1.pdf": b"one", "documents/2.pdf": b"two"})
    write(tmp_path, {"documents/2.pdf": b"new", "README.md": b"read"})
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["2.pdf", "README.md"]
    assert (tmp_path / "documents" / "2.pdf").read_bytes() == b"new"


def test_every_file_of_the_catalogue_exists_and_no_other_does() -> None:
    catalogue = load_catalogue()
    named = {file.path for document in catalogue.documents for file in document.files}
    assert named | {"catalogue.json"} == {path.name for path in DOCUMENTS.iterdir()}


def test_ids_of_documents_and_files_are_unique() -> None:
    documents = load_catalogue().documents
    files = [file for document in documents for file in document.files]
    ids = [item.id for item in documents] + [item.id for file in files for item in (file, *file.members)]
    assert len(ids) == len(set(ids))


def test_the_catalogue_has_the_breadth_that_was_asked_for(description: Description) -> None:
    """About thirty directives over five years, every layout and delivery at least once."""
    assert 30 <= len(description.acts) <= 35
    assert {act.signed_on.year for act in description.acts} == {2022, 2023, 2024, 2025, 2026}
    assert {act.layout for act in description.acts} == {"grid", "plain", "labelrow", "docx", "none"}
    assert {act.delivery for act in description.acts} == {"one", "separate", "asice"}
    jobs = [annex.job for act in description.acts for annex in act.annexes if annex.job]
    assert all(5 <= len(job.duties) <= 9 for job in jobs)


def test_a_merged_file_holds_its_annexes_in_the_scrambled_order(description: Description) -> None:
    pages = page_texts(DOCUMENTS / "700241.pdf")
    marks = [match[1] for text in pages if (match := re.search(r"nr 11\nLisa (\d+)\n", text))]
    order = list(dict.fromkeys(marks))
    assert order == ["10", "11", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
    assert len(marks) > len(order), "the mark stands on every page of the plain layout"


@pytest.mark.parametrize("name", ["700111.pdf", "700241.pdf", "740290.pdf"])
def test_each_layout_has_a_duty_cut_by_the_end_of_a_page(name: str, description: Description) -> None:
    """A duty's first words end a page and its last words begin the next one (below what repeats there)."""
    pages = page_texts(DOCUMENTS / name)
    act = next(act for act in description.acts if name == f"{act.id + 1}.pdf")
    duties = [duty.duty.split() for annex in act.annexes if annex.job for duty in annex.job.duties]
    cuts = [
        (before, after)
        for before, after in itertools.pairwise(pages)
        for words in duties
        if f" {words[0]} {words[1]} " in before[-250:] and words[-1] in after[:400] and words[-1] not in before[-250:]
    ]
    assert cuts


def test_the_tables_heading_repeats_on_the_next_page_in_the_labelrow_layout() -> None:
    pages = page_texts(DOCUMENTS / "740290.pdf")
    assert any(text.startswith("2. Peamised teenistusülesanded Oodatavad tulemused") for text in pages)


def test_ruled_layouts_have_rules_and_the_plain_one_has_none() -> None:
    counts = {}
    for name in ("700111.pdf", "700241.pdf", "740290.pdf"):
        with pdfplumber.open(DOCUMENTS / name) as pdf:
            counts[name] = sum(len(page.rects) + len(page.lines) for page in pdf.pages[:4])
    assert counts["700111.pdf"] > 30
    assert counts["740290.pdf"] > 30
    assert counts["700241.pdf"] == 0


def test_every_word_of_a_directive_is_in_its_file(description: Description) -> None:
    """Numbers, dates and duties of the description survive into the text layer, õäöüšž included."""
    act = act_of(description, "käskkiri/2024-05-13/19")
    text = " ".join(page_texts(DOCUMENTS / "720191.pdf"))
    words = set(text.split())
    wanted = [word for point in act.points for word in point.split()]
    wanted += [word for annex in act.annexes if annex.job for duty in annex.job.duties for word in duty.duty.split()]
    assert [word for word in wanted if word not in words] == []


def test_the_docx_has_automatic_numbers_and_none_in_its_text(description: Description) -> None:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(DOCUMENTS / "710306.docx") as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    paragraphs = [
        ("".join(node.text or "" for node in paragraph.iter(f"{w}t")), paragraph.find(f"{w}pPr/{w}numPr") is not None)
        for paragraph in root.iter(f"{w}p")
    ]
    act = act_of(description, "käskkiri/2023-06-15/22")
    assert ("Kinnitan hoidlaosakonna ametijuhendid:", True) in paragraphs
    for annex in act.annexes:
        assert annex.job is not None
        assert all((duty.duty, True) in paragraphs for duty in annex.job.duties)
    assert not any(re.match(r"\d+\.( |\d)", text) for text, is_numbered in paragraphs if is_numbered)


def test_the_container_has_its_mimetype_first_and_true_digests() -> None:
    path = DOCUMENTS / "720016.asice"
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert names[0] == "mimetype"
        assert archive.read("mimetype") == b"application/vnd.etsi.asic-e+zip"
        assert next(name for name in names if name.endswith(".pdf")) == "body.pdf"
        signature = archive.read("META-INF/signatures0.xml").decode()
        assert "<xades:SigningTime>2024-01-22T09:14:20Z</xades:SigningTime>" in signature
        for name in names:
            if name.endswith(".pdf"):
                with pdfplumber.open(io.BytesIO(archive.read(name))) as pdf:
                    assert pdf.pages
    assert signature.count("<ds:Reference ") == 6, "five members and the signed properties"


def test_the_containers_digests_are_those_of_its_members_and_signed_properties() -> None:
    with zipfile.ZipFile(DOCUMENTS / "720016.asice") as archive:
        root = etree.fromstring(archive.read("META-INF/signatures0.xml"))
        ds, xades = "{http://www.w3.org/2000/09/xmldsig#}", "{http://uri.etsi.org/01903/v1.3.2#}"
        properties = etree.tostring(next(root.iter(f"{xades}SignedProperties")), method="c14n", exclusive=True)
        for reference in root.iter(f"{ds}Reference"):
            uri = unquote(reference.get("URI") or "")
            content = properties if uri == "#S0-SignedProperties" else archive.read(uri)
            expected = base64.b64encode(hashlib.sha256(content).digest()).decode()
            assert reference.findtext(f"{ds}DigestValue") == expected, uri


def test_the_containers_signature_verifies_and_leads_to_no_known_authority() -> None:
    """As far as a signature of an invented person can be proved: one that is believed would be a false example."""
    extraction = read_file((DOCUMENTS / "720016.asice").read_bytes(), "720016.asice")
    [signature] = extraction.signatures
    assert (signature.checked, signature.reason_code) == ("signature valid", "untrusted_chain")
    assert (signature.is_refuted, signature.is_seal, len(signature.covers or ())) == (False, False, 5)
    assert "file_not_signed" not in [finding.code for finding in extraction.findings]


def test_no_personal_code_leaves_the_container() -> None:
    data = (DOCUMENTS / "720016.asice").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("META-INF/signatures0.xml"))
    certificate = base64.b64decode(root.findtext(".//{http://www.w3.org/2000/09/xmldsig#}X509Certificate") or "")
    assert b"00000000000" in certificate, "the signer has a code, as real ones do"
    told = json.dumps(describe_file(read_file(data, "720016.asice")), ensure_ascii=False)
    assert not re.search(r"(?<![0-9a-f])\d{11}(?![0-9a-f])", told)


def test_a_restricted_document_has_no_file() -> None:
    restricted = [document for document in load_catalogue().documents if not document.is_public]
    assert len(restricted) == 3
    assert [document.files for document in restricted] == [(), (), ()]


def sample_texts() -> str:
    sources = [*DESCRIPTION.glob("*.toml"), *SAMPLE.glob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in sources)


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(text)]
    return set(zip(*(words[start:] for start in range(length)), strict=False))


def test_no_person_of_the_real_documents_is_in_the_sample(shared: Path) -> None:
    """People of the seeds: whoever signs, or stands before "(AUTHORITY, Department …)" as responsible."""
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in (shared / "real" / "seeds").glob("*.txt"))
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (shared / "real" / "adr").glob("*.html"))
    name = r"([A-ZÕÄÖÜŠŽ][a-zõäöüšž]+ [A-ZÕÄÖÜŠŽ][a-zõäöüšž]+)"
    people = set(re.findall(name + r" \(", seeds + pages)) | set(re.findall(name + r" peadirektor", seeds))
    assert people, "the pattern must still find the real names"
    sample = sample_texts() + (DOCUMENTS / "catalogue.json").read_text(encoding="utf-8")
    assert [person for person in people if person in sample] == []


def test_no_sentence_of_the_real_documents_is_in_the_sample(shared: Path) -> None:
    """No run of nine words in common with any text of ../shared; numbers count, for the forms themselves are common."""
    real = [*(shared / "real" / "seeds").glob("*.txt"), *(shared / "gold").rglob("*.txt")]
    assert real
    mine = runs_of_words(sample_texts(), 9)
    for path in real:
        common = mine & runs_of_words(path.read_text(encoding="utf-8", errors="replace"), 9)
        assert not common, (path.name, [" ".join(run) for run in common][:3])


def test_the_readme_names_every_document(description: Description) -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    for act in description.acts:
        assert f"| {act.number} | {act.signed_on} |" in readme
    for letter in description.letters:
        assert f"| {letter.number} | {letter.registered_on} |" in readme


def test_the_catalogue_is_plain_json() -> None:
    raw = json.loads((DOCUMENTS / "catalogue.json").read_text(encoding="utf-8"))
    assert raw["code"] == "naidis"
    assert len(raw["documents"]) == 38
