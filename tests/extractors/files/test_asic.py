"""Signed containers give their files and signatures; what they say of themselves and do not keep is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.errors import UnsafeContainer
from extractors.files import media
from extractors.files.containers import Member, open_container
from extractors.files.media import media_type
from extractors.model.extraction import FileExtraction
from extractors.read import read_file
from tests.extractors.files.signatures.containers import container

Pack = Callable[..., bytes]

SIGNATURE = b'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'
MIMETYPE = {"mimetype": b"application/vnd.etsi.asic-e+zip"}
UNSIGNED = "file_not_signed"
SIGNED = {"META-INF/signatures0.xml": SIGNATURE}


ACT = """Rabamaa Ameti peadirektori
KÄSKKIRI

12.03.2024 nr 1-2/34

Tunnistan kehtetuks peadirektori 02.01.2020 käskkirja nr 5 „Ametijuhendi kinnitamine“.
""".encode()


def manifest(*paths: str) -> dict[str, bytes]:
    entries = "".join(f'<m:file-entry m:full-path="{path}" m:media-type="text/plain"/>' for path in ("/", *paths))
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return {"META-INF/manifest.xml": f'<m:manifest xmlns:m="{namespace}">{entries}</m:manifest>'.encode()}


def own_findings(data: bytes) -> list[str]:
    """What is said of the container itself; what is said of signatures has its own tests."""
    ours = ("mimetype", "manifest", "file_not_in", "asic_s", "empty")
    return [each.code for each in open_container(data, "a.asice").findings if each.code.startswith(ours)]


def test_members_come_in_order_without_the_bookkeeping(pack: Pack) -> None:
    """The mimetype and META-INF of a signed container, and what desktops leave behind, are no documents."""
    data = pack(
        MIMETYPE
        | {"käskkiri.pdf": b"1", "lisad/lisa 1.pdf": b"2"}
        | manifest("käskkiri.pdf", "lisad/lisa 1.pdf")
        | SIGNED
        | {"__MACOSX/._a": b"", "lisad/.DS_Store": b"", "Thumbs.db": b""}
    )
    found = open_container(data, "a.asice")
    assert found.members == (Member("käskkiri.pdf", b"1"), Member("lisad/lisa 1.pdf", b"2"))
    assert own_findings(data) == []


@pytest.mark.parametrize(
    "mimetype, kind",
    [
        (b"application/vnd.etsi.asic-e+zip", media.ASICE),
        (b"application/vnd.etsi.asic-e+zip\n", media.ASICE),
        (b"application/vnd.etsi.asic-s+zip", media.ASICS),
        (b"application/vnd.bdoc-1.0", media.BDOC),
    ],
)
def test_every_generation_of_signed_containers_opens(pack: Pack, mimetype: bytes, kind: str) -> None:
    """BDOC 1.0 has a type of its own; BDOC 2.1 is an ASiC-E by its mimetype, whatever its name ends with."""
    data = pack({"mimetype": mimetype, "a.txt": b"1"} | manifest("a.txt") | SIGNED)
    assert media_type(data, "a.bdoc") == kind
    found = open_container(data, "a.bdoc")
    assert [member.name for member in found.members] == ["a.txt"]
    assert len(found.signatures) == 1


@pytest.mark.parametrize("own", ["META-INF/timestamp.tst", "META-INF/signature.p7s", "META-INF/signatures.xml"])
def test_an_asic_s_gives_its_one_file_and_names_what_signs_it(pack: Pack, own: str) -> None:
    data = pack({"mimetype": b"application/vnd.etsi.asic-s+zip", "vana.ddoc": b"1", own: SIGNATURE})
    found = open_container(data, "a.asics")
    assert [member.name for member in found.members] == ["vana.ddoc"]
    assert len(found.signatures) == 1
    assert own_findings(data) == []


@pytest.mark.parametrize("own", ["META-INF/timestamp.tst", "META-INF/signature.p7s"])
def test_an_asic_s_is_known_without_its_mimetype(pack: Pack, own: str) -> None:
    assert media_type(pack({"a.pdf": b"1", own: b"x"}), "a.zip") == media.ASICS


def test_more_than_one_file_in_an_asic_s_is_a_finding(pack: Pack) -> None:
    data = pack({"mimetype": b"application/vnd.etsi.asic-s+zip", "a.txt": b"1", "b.txt": b"2"})
    assert own_findings(data) == ["asic_s_with_many_files"]


def test_an_unknown_file_in_the_bookkeeping_folder_is_a_member(pack: Pack) -> None:
    """Nobody's viewer shows it and no signature covers it: left out it would be lost without a word."""
    data = pack(MIMETYPE | {"a.txt": b"1", "META-INF/lisa.txt": b"2"} | SIGNED)
    assert [member.name for member in open_container(data, "a.asice").members] == ["a.txt", "META-INF/lisa.txt"]


def said_of_acts(read: FileExtraction) -> list[object]:
    own = [read.entry, read.header, *read.parts, *read.citations, *read.effects, *read.positions]
    return [each for each in own if each is not None] + [each for inner in read.members for each in said_of_acts(inner)]


@pytest.mark.parametrize("name", ["evil.xml", "evil.p7s", "evil.tst", "evil.ers", "evil.txt", "sees/evil.txt"])
@pytest.mark.parametrize("signature", [{}, SIGNED, {"META-INF/signature.p7s": b"x"}])
def test_an_unsigned_file_among_the_metadata_has_no_effects(pack: Pack, name: str, signature: dict[str, bytes]) -> None:
    """Its text is kept for a person; its own heading does not make it an act."""
    path = f"META-INF/{name}"
    read = read_file(pack(MIMETYPE | {"a.txt": ACT, path: ACT} | signature), "a.asice")
    act, smuggled = read.members
    assert (len(act.effects), smuggled.name) == (1, path)
    assert said_of_acts(smuggled) == []
    assert smuggled.text is not None
    assert [finding.code for finding in smuggled.findings][-1] == "smuggled_file_speaks_of_acts"
    assert f"{path}: no signature covers it" in [each.message for each in read.findings if each.code == UNSIGNED]


def test_a_container_among_the_metadata_has_no_effects_in_its_depth(pack: Pack) -> None:
    inner = pack({"b.txt": ACT})
    read = read_file(pack(MIMETYPE | {"a.txt": ACT, "META-INF/sees.zip": inner} | SIGNED), "a.asice")
    assert [member.name for member in read.members[1].members] == ["b.txt"]
    assert said_of_acts(read.members[1]) == []


@pytest.mark.parametrize("path", ["META-INF/lisa.txt", "meta-inf/lisa.txt", "./META-INF/lisa.txt"])
def test_the_folder_is_known_however_it_is_spelled_and_what_is_signed_there_counts(pack: Pack, path: str) -> None:
    signed = container({"a.txt": ACT, path: ACT})
    unsigned = container({"a.txt": ACT}) | {path: ACT}
    assert [len(read_file(pack(each), "a.asice").members[1].effects) for each in (signed, unsigned)] == [1, 0]


def test_a_container_that_does_not_say_what_it_is(pack: Pack) -> None:
    assert own_findings(pack({"a.txt": b"1"} | SIGNED)) == ["mimetype_missing"]


def test_a_mimetype_that_is_not_first(pack: Pack) -> None:
    assert own_findings(pack({"a.txt": b"1"} | MIMETYPE | SIGNED)) == ["mimetype_not_first"]


def test_a_manifest_that_disagrees_with_the_files(pack: Pack) -> None:
    """Both ways: a file that was promised and is not there, and one that somebody put in."""
    data = pack(MIMETYPE | {"a.txt": b"1", "c.txt": b"3"} | manifest("a.txt", "b.txt") | SIGNED)
    found = open_container(data, "a.asice").findings
    said = {each.code: each.message for each in found}
    assert "b.txt" in said["manifest_names_missing_file"]
    assert "c.txt" in said["file_not_in_manifest"]


def test_a_manifest_may_encode_names_and_decompose_letters(pack: Pack) -> None:
    data = pack(MIMETYPE | {"lisa õ.txt": b"1", "a%20b.txt": b"2"} | manifest("lisa%20o%CC%83.txt", "a%20b.txt"))
    assert own_findings(data) == []


def test_a_damaged_manifest_is_a_finding_and_keeps_nobody_from_the_files(pack: Pack) -> None:
    data = pack(MIMETYPE | {"a.txt": b"1", "META-INF/manifest.xml": b"<torn"} | SIGNED)
    assert own_findings(data) == ["manifest_unreadable"]
    assert open_container(data, "a.asice").members


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE m SYSTEM "http://example.invalid/m.dtd"><m/>',
        b'<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><m>&b;</m>',
        b'<!DOCTYPE m [<!ENTITY f SYSTEM "file:///etc/passwd">]><m>&f;</m>',
        b'<!DOCTYPE m [<!ENTITY a "&a;">]><m>&a;</m>',
    ],
)
def test_a_manifest_with_entities_is_refused(pack: Pack, xml: bytes) -> None:
    with pytest.raises(UnsafeContainer, match="document type"):
        open_container(pack(MIMETYPE | {"a.txt": b"1", "META-INF/manifest.xml": xml}), "a.asice")


@pytest.mark.parametrize(
    "xml, reason",
    [
        (b"<unfinished", "damaged"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "document type"),
        (b"<a/>", "no signature"),
    ],
)
def test_a_bad_signature_file_is_told_and_keeps_nobody_from_the_members(pack: Pack, xml: bytes, reason: str) -> None:
    found = open_container(pack({"a.pdf": b"1", "META-INF/signatures0.xml": xml}), "a.asice")
    assert [member.name for member in found.members] == ["a.pdf"]
    assert [(s.signer, s.checked) for s in found.signatures] == [(None, "not checked")]
    assert reason in str(found.signatures[0].reason)


def test_a_plain_archive_owes_no_bookkeeping(pack: Pack) -> None:
    """A file called mimetype in it is a file like others."""
    found = open_container(pack({"a.txt": b"1", "mimetype": b"midagi"}), "a.zip")
    assert [member.name for member in found.members] == ["a.txt", "mimetype"]
    assert found.findings == ()


def test_the_real_container_opens_whole(shared: Path) -> None:
    """One signed PDF, one signature with its time, nothing to complain of in how it is put together."""
    data = (shared / "real" / "originals" / "50k.asice").read_bytes()
    found = open_container(data, "50k.asice")
    assert [(member.name, member.data[:5], len(member.data)) for member in found.members] == [
        ("50k.pdf", b"%PDF-", 279_855)
    ]
    assert len(found.signatures) == 1
    assert found.signatures[0].claimed_at is not None
    assert not re.search(r"\d{11}", repr(found.signatures))
    assert own_findings(data) == []
    assert found.failures == ()
