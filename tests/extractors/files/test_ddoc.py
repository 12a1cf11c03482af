"""DDOC of every version give the files that lie in them, and name those that do not."""

from __future__ import annotations

import base64
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ExtractionError, UnreadableFile, UnsafeContainer
from extractors.files import ddoc, media
from extractors.files.containers import Budget, Member, open_container
from extractors.files.ddoc import open_ddoc, parse_ddoc
from extractors.files.media import media_type

SIGNATURE = '<Signature Id="S0" xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>'


def data_file(number: int, name: str, content: bytes, kind: str = "EMBEDDED_BASE64", size: int | None = None) -> str:
    inner = base64.encodebytes(content).decode() if kind == "EMBEDDED_BASE64" else content.decode()
    declared = len(content) if size is None else size
    return (
        f'<DataFile ContentType="{kind}" Filename="{name}" Id="D{number}" MimeType="application/octet-stream" '
        f'Size="{declared}">{inner}</DataFile>'
    )


def ddoc_of(*files: str, version: str = "1.3", head: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> bytes:
    kind = "SK-XML" if version == "1.0" else "DIGIDOC-XML"
    space = f' xmlns="http://www.sk.ee/DigiDoc/v{version}.0#"' if version == "1.3" else ""
    body = "\n".join(files)
    return f'{head}<SignedDoc format="{kind}" version="{version}"{space}>\n{body}\n{SIGNATURE}</SignedDoc>'.encode()


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3"])
def test_files_come_decoded_in_their_order(version: str) -> None:
    data = ddoc_of(data_file(0, "käskkiri.pdf", b"%PDF-1"), data_file(1, "lisa &amp; 2.pdf", b"2"), version=version)
    found = open_ddoc(data, "a.ddoc", Budget())
    assert found.members == (Member("käskkiri.pdf", b"%PDF-1"), Member("lisa & 2.pdf", b"2"))
    assert found.findings == found.failures == found.signatures == ()


@pytest.mark.parametrize(
    "data",
    [
        ddoc_of(data_file(0, "õ.txt", b"1")),
        b"\xef\xbb\xbf" + ddoc_of(data_file(0, "õ.txt", b"1")),
        b"\xef\xbb\xbf\r\n\xef\xbb\xbf" + ddoc_of(data_file(0, "õ.txt", b"1")),
        ddoc_of(data_file(0, "õ.txt", b"1"), head=""),
        b"\xef\xbb\xbf" + ddoc_of(data_file(0, "õ.txt", b"1"), head=""),
        ddoc_of(data_file(0, "õ.txt", b"1"), head="<?xml version='1.0'?>\n<!-- tehtud -->\n"),
        ddoc_of(data_file(0, "õ.txt", b"1"), head="").decode().encode("utf-16"),
    ],
    ids=["declared", "mark", "marks and a line", "bare", "mark, bare", "comment", "UTF-16"],
)
def test_a_ddoc_is_known_by_its_first_element_whatever_stands_before(data: bytes) -> None:
    assert media_type(data, "kiri.txt") == media.DDOC
    assert [member.name for member in open_container(data, "kiri.txt").members] == ["õ.txt"]


def test_a_prefix_before_the_names_changes_nothing() -> None:
    data = ddoc_of(data_file(0, "a.txt", b"1")).replace(b"DataFile", b"d:DataFile")
    data = data.replace(b"<SignedDoc", b"<d:SignedDoc xmlns:d='x'").replace(b"</SignedDoc", b"</d:SignedDoc")
    assert media_type(data, "") == media.DDOC
    assert open_ddoc(data, "a.ddoc", Budget()).members == (Member("a.txt", b"1"),)


@pytest.mark.parametrize(
    "kind, words", [("DETACHED", "not in the DDOC"), ("HASHCODE", "only its digest"), ("MUU", "unknown way")]
)
def test_a_file_that_is_not_inside_is_held_back_by_name(kind: str, words: str) -> None:
    """And the files beside it are read all the same."""
    data = ddoc_of(data_file(0, "puudub.pdf", b"", kind), data_file(1, "olemas.txt", b"1"))
    found = open_container(data, "a.ddoc")
    assert [member.name for member in found.members] == ["olemas.txt"]
    assert [(failure.name, failure.code) for failure in found.failures] == [("puudub.pdf", "unreadable_file")]
    assert words in found.failures[0].message
    assert "empty_container" not in [finding.code for finding in found.findings]


def test_text_and_xml_put_in_as_they_are_come_out_as_they_are() -> None:
    """Versions before 1.3 allowed it: text loses its escapes, XML keeps its bytes."""
    data = ddoc_of(
        data_file(0, "a.txt", "Käskkiri &lt; 5".encode(), "EMBEDDED"),
        data_file(1, "b.xml", b"\n<a b='&gt;'>\n <c/>t\xc3\xb5</a>\n", "EMBEDDED"),
        version="1.2",
    )
    first, second = open_ddoc(data, "a.ddoc", Budget()).members
    assert first.data.decode() == "Käskkiri < 5"
    assert second.data.decode() == "<a b='&gt;'>\n <c/>tõ</a>"


@pytest.mark.parametrize("size", [3, 300])
def test_a_size_that_is_not_true_is_a_finding(size: int) -> None:
    found = open_ddoc(ddoc_of(data_file(0, "a.txt", b"0123456789", size=size)), "a.ddoc", Budget())
    assert found.members[0].data == b"0123456789"
    assert [finding.code for finding in found.findings] == ["size_differs"]


@pytest.mark.parametrize(
    "inner, want",
    [("VGVy!ZQ==", b"Tere"), ("VGVyZQ", b"Tere"), ("VGVyZQ==VGVyZQ==", b"Tere"), ("VGVyZ", b"Ter"), ("====", b"")],
)
def test_broken_base64_keeps_what_can_be_decoded(inner: str, want: bytes) -> None:
    data = ddoc_of(data_file(0, "a.txt", b"Tere").replace("VGVyZQ==", inner))
    found = open_ddoc(data, "a.ddoc", Budget())
    assert found.members[0].data == want
    assert found.findings or inner == "VGVyZQ"  # left-out padding harms nobody


def test_two_files_of_one_name_keep_a_name_each() -> None:
    data = ddoc_of(data_file(0, "lisa.pdf", b"1"), data_file(1, "lisa.pdf", b"2"))
    assert [member.name for member in open_ddoc(data, "a.ddoc", Budget()).members] == ["lisa.pdf", "lisa (2).pdf"]


def test_two_files_of_one_id_are_refused() -> None:
    """Which of them was signed would depend on the reader."""
    with pytest.raises(UnsafeContainer, match="two data files"):
        open_ddoc(ddoc_of(data_file(0, "a.txt", b"1"), data_file(0, "b.txt", b"2")), "a.ddoc", Budget())


@pytest.mark.parametrize("path", ["../a.txt", "/a.txt", "C:\\a.txt", "a\\b.txt", ""])
def test_paths_that_lead_astray_are_refused(path: str) -> None:
    with pytest.raises(UnsafeContainer, match="data file"):
        open_ddoc(ddoc_of(data_file(0, path, b"1")), "a.ddoc", Budget())


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE SignedDoc [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE SignedDoc [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE SignedDoc SYSTEM "http://example.invalid/d.dtd">',
        "<!DOCTYPE SignedDoc>",
    ],
)
def test_entities_and_document_types_are_refused(doctype: str) -> None:
    """Known as a DDOC all the same, so that the refusal is said and not 'some XML'."""
    data = ddoc_of(data_file(0, "a.txt", b"1"), head=f'<?xml version="1.0"?>{doctype}')
    assert media_type(data, "") == media.DDOC
    with pytest.raises(UnsafeContainer, match="document type"):
        open_container(data, "a.ddoc")


def test_xml_nested_without_end_is_refused() -> None:
    data = ddoc_of("<a>" * 100_000)
    with pytest.raises(UnsafeContainer, match="deep"):
        open_ddoc(data, "a.ddoc", Budget())


def test_a_tag_without_end_is_refused() -> None:
    """The scanner begins an unfinished tag anew with every piece: 200 MB of it would take minutes."""
    data = b"<SignedDoc a='" + b"x" * (20 * 1024 * 1024)
    with pytest.raises(UnsafeContainer, match="single tag"):
        open_ddoc(data, "a.ddoc", Budget())


def test_a_ddoc_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ddoc_of(data_file(0, "a.txt", b"1"))
    monkeypatch.setattr(ddoc, "DDOC_LIMIT", len(data) - 1)
    with pytest.raises(UnsafeContainer, match="bytes of XML"):
        open_ddoc(data, "a.ddoc", Budget())


def test_decoded_bytes_and_files_are_paid_from_the_budget_of_the_tree() -> None:
    data = ddoc_of(data_file(0, "a.txt", b"x" * 600), data_file(1, "b.txt", b"x" * 600))
    with pytest.raises(UnsafeContainer, match="bytes in all"):
        open_ddoc(data, "a.ddoc", Budget(size=1000))
    with pytest.raises(UnsafeContainer, match="entries in all"):
        open_ddoc(data, "a.ddoc", Budget(entries=1))
    budget = Budget()
    open_ddoc(data, "a.ddoc", budget)
    assert (Budget().entries - budget.entries, Budget().size - budget.size) == (2, 1200)


def test_a_large_ddoc_takes_little_more_than_what_it_holds() -> None:
    """A tree of it would take several times the file; read as a stream it takes the decoded bytes and a piece."""
    content = bytes(range(256)) * 40_000
    data = ddoc_of(data_file(0, "skann.pdf", content))
    tracemalloc.start()
    try:
        files = parse_ddoc(data, "a.ddoc", Budget())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert files[0].data == content
    assert peak < 3 * len(content)


@pytest.mark.parametrize(
    "data", [b"<SignedDoc>", ddoc_of(data_file(0, "a.txt", b"1"))[:200], b"<a/>", b"\xff<SignedDoc/>"]
)
def test_a_torn_ddoc_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.ddoc"):
        open_ddoc(data, "a.ddoc", Budget())


def test_an_empty_ddoc_is_a_finding() -> None:
    assert "empty_container" in [finding.code for finding in open_container(ddoc_of(), "a.ddoc").findings]


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=8), st.integers(0, 2000))
def test_damaged_ddocs_raise_nothing_else(changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(ddoc_of(data_file(0, "a.txt", b"1" * 50), data_file(1, "b.xml", b"<a/>", "EMBEDDED")))
    for at, value in changes:
        data[at % len(data)] = value
    with suppress(ExtractionError):
        open_ddoc(bytes(data[: len(data) - end // 8]), "a.ddoc", Budget())
