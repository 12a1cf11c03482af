"""Containers give their members, or a sentence that names the rule they break."""

from __future__ import annotations

import base64
import errno
import hashlib
import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import read
from extractors.errors import EncryptedFile, ExtractionError, UnreadableFile, UnsafeContainer, is_machine_trouble
from extractors.files.containers import MAX_ENTRIES, Budget, open_container
from extractors.files.members import Names
from extractors.model.extraction import ActContext
from extractors.read import read_file

Pack = Callable[..., bytes]


def test_entries_are_counted_over_the_whole_tree(pack: Pack) -> None:
    """One budget pays for a container and for all containers within it."""
    data = pack({f"{number}.txt": b"" for number in range(30)})
    budget = Budget(entries=70)
    open_container(data, "a.zip", budget)
    open_container(data, "b.zip", budget, depth=1)
    with pytest.raises(UnsafeContainer, match="entries in all"):
        open_container(data, "c.zip", budget, depth=1)


def test_a_fourth_level_is_refused(pack: Pack) -> None:
    data = pack({"lisa.txt": b"1"})
    assert open_container(data, "a.zip", depth=2).members
    with pytest.raises(UnsafeContainer, match="deep"):
        open_container(data, "a.zip", depth=3)


def test_an_empty_container_is_a_finding(pack: Pack) -> None:
    assert [finding.code for finding in open_container(pack({}), "a.zip").findings] == ["empty_container"]


@pytest.mark.parametrize(
    "data, name, words",
    [
        (b"7z\xbc\xaf\x27\x1c\0\4", "a.zip", "7z"),
        (b"Rar!\x1a\x07\x01\0", "a.zip", "RAR"),
        (b"\x1f\x8b\x08\0", "a.tgz", "gzip"),
        (b"a.txt".ljust(257, b"\0") + b"ustar\x0000", "a", "tar"),
        (b"BZh91AY&SY", "a", "bzip2"),
        (b"\xfd7zXZ\0\0", "a", "xz"),
    ],
)
def test_other_archives_are_held_back_by_name(data: bytes, name: str, words: str) -> None:
    """Known by their first bytes, whatever they are called, and never opened."""
    with pytest.raises(UnreadableFile, match=f"{words}.*not supported"):
        read_file(data, name)


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><denc:EncryptedData xmlns:denc="http://www.w3.org/2001/04/xmlenc#" Id="ED0"/>',
        b"\xef\xbb\xbf<EncryptedData/>",
        b"CDOC\x02\0\0",
    ],
)
def test_a_cdoc_is_said_to_be_encrypted(data: bytes) -> None:
    with pytest.raises(EncryptedFile, match=r"kiri\.cdoc.*encrypted"):
        read_file(data, "kiri.cdoc")


def ddoc_around(name: str, content: bytes) -> bytes:
    inner = base64.b64encode(content).decode()
    file = f'<DataFile ContentType="EMBEDDED_BASE64" Filename="{name}" Id="D0" Size="{len(content)}">{inner}</DataFile>'
    return f'<SignedDoc format="DIGIDOC-XML" version="1.3">{file}</SignedDoc>'.encode()


def mail_around(name: str, content: bytes) -> bytes:
    head = b"From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"
    disposition = f'Content-Disposition: attachment; filename="{name}"\n'.encode()
    coded = b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(content)
    return head + b"Content-Type: application/octet-stream\n" + disposition + coded


def test_containers_of_every_kind_open_within_one_another(pack: Pack) -> None:
    """A DDOC in an ASiC-S in a mail: so old acts are kept and sent."""
    ddoc = ddoc_around("lisa.txt", b"Lisa tekst")
    asics = pack({"mimetype": b"application/vnd.etsi.asic-s+zip", "vana.ddoc": ddoc, "META-INF/timestamp.tst": b"x"})
    found = read_file(mail_around("vana.asics", asics), "kiri.eml")
    first = found.members[0]
    second = first.members[0]
    assert [found.name, first.name, second.name, second.members[0].name] == [
        "kiri.eml", "vana.asics", "vana.ddoc", "lisa.txt",
    ]  # fmt: skip
    text = second.members[0].text
    assert text is not None
    assert text.text == "Lisa tekst"


@pytest.mark.parametrize("wrap", [ddoc_around, mail_around])
def test_depth_is_counted_over_all_kinds(wrap: Callable[[str, bytes], bytes], pack: Pack) -> None:
    data = pack({"a.txt": b"1"})
    for _ in range(3):
        data = wrap("a.bin", data)
    found = read_file(data, "a.bin")
    innermost = found.members[0].members[0]
    assert [(failure.code, "deep" in failure.message) for failure in innermost.failures] == [("unsafe_container", True)]


def test_a_bomb_among_members_is_refused_and_its_neighbours_are_read(pack: Pack) -> None:
    """What is refused costs the tree nothing, because nothing of it was unpacked."""
    bomb = pack({"a.txt": b"\0" * 1_000_000})
    data = pack({"hea.txt": b"Tere", "pomm.zip": bomb, "teine.txt": b"Tere", "kolmas.zip": pack({"c.txt": b"Tere"})})
    found = read_file(data, "a.zip", budget=Budget(size=100_000))
    assert [member.name for member in found.members] == ["hea.txt", "teine.txt", "kolmas.zip"]
    assert [(failure.name, failure.code) for failure in found.failures] == [("pomm.zip", "unsafe_container")]


def test_a_bomb_of_many_nested_archives_stays_within_the_budget(pack: Pack) -> None:
    """Each level alone looks harmless; together they are held to one share of entries."""
    leaf = pack({f"{number}.txt": b"" for number in range(300)})
    found = read_file(pack({f"{number}.zip": leaf for number in range(20)}), "pomm.zip")
    opened = 20 + sum(len(member.failures) for member in found.members)
    assert opened <= MAX_ENTRIES
    assert {failure.code for failure in found.failures} == {"unsafe_container"}


def test_the_parts_of_a_document_cost_their_bytes_and_no_entries() -> None:
    """A container with two hundred DOCX is no bomb; two hundred DOCX that are bombs are one."""
    budget = Budget(entries=3, size=1000)
    document = budget.of_document()
    document.spend("a.docx", 50, 400)
    assert (budget.entries, budget.size) == (3, 600)
    with pytest.raises(UnsafeContainer):
        budget.of_document().spend("b.docx", 50, 700)


def test_findings_and_missing_files_of_a_container_reach_the_reader(pack: Pack) -> None:
    ddoc = ddoc_around("a.txt", b"1").replace(b"EMBEDDED_BASE64", b"DETACHED")
    found = read_file(pack({"sees.ddoc": ddoc, "tühi.zip": pack({})}), "a.zip")
    assert [(failure.name, failure.code) for failure in found.members[0].failures] == [("a.txt", "unreadable_file")]
    assert [finding.code for finding in found.members[1].findings] == ["empty_container"]


def test_members_that_fail_carry_the_digest_of_their_bytes(pack: Pack) -> None:
    found = read_file(pack({"pilt.7z": b"7z\xbc\xaf\x27\x1c", "a.txt": b"Tere"}), "a.zip")
    assert [member.name for member in found.members] == ["a.txt"]
    assert found.failures[0].sha256 == hashlib.sha256(b"7z\xbc\xaf\x27\x1c").hexdigest()


@pytest.mark.parametrize("error, code", [(KeyError("x"), "reader_error"), (RecursionError(), "file_too_complex")])
def test_a_bug_in_a_reader_costs_one_member(
    pack: Pack, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    real = read.read_text

    def broken(data: bytes, name: str, *rest: object) -> object:
        if name == "halb.txt":
            raise error
        return real(data, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(read, "read_text", broken)
    found = read_file(pack({"halb.txt": b"Tere", "hea.txt": b"Tere"}), "a.zip")
    assert [member.name for member in found.members] == ["hea.txt"]
    assert [failure.code for failure in found.failures] == [code]


def test_trouble_of_the_machine_at_a_member_leaves_the_container_to_be_read_again(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> object:
        raise UnreadableFile("a damaged image") from OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(read, "read_text", broken)
    with pytest.raises(UnreadableFile) as raised:
        read_file(pack({"halb.txt": b"Tere"}), "a.zip")
    assert is_machine_trouble(raised.value)


LETTER = "Tere!\n\n1. Tunnistan kehtetuks direktori 05.01.2026 käskkirja nr 3.\n"


def letter(text: str) -> bytes:
    head = "From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}".encode()


def test_a_mail_that_tells_of_a_revocation_revokes_nothing() -> None:
    """Its text is kept, its words about acts are a finding: the register's act is what is attached."""
    context = ActContext(institution="Metsaamet", kind="käskkiri", number="7", registered_on=date(2026, 2, 3))
    assert read_file(LETTER.encode(), "a.txt", context).effects, "else the test proves nothing"
    body = read_file(letter(LETTER), "kiri.eml", context).members[0]
    assert body.text is not None
    assert "Tunnistan kehtetuks" in body.text.text
    assert (body.effects, body.citations, body.parts, body.header) == ((), (), (), None)
    assert "letter_speaks_of_acts" in [finding.code for finding in body.findings]


def test_an_act_pasted_into_a_mail_is_an_act() -> None:
    """It bears its own heading with number and day."""
    text = f"KÄSKKIRI\n07.01.2026 nr 5\n\nKorra kehtetuks tunnistamine\n\n{LETTER.removeprefix('Tere!')}"
    body = read_file(letter(text), "kiri.eml").members[0]
    assert body.header is not None
    assert body.header.number == "5"
    assert [effect.effect for effect in body.effects] == ["revoke"]


def test_a_name_is_given_once() -> None:
    names = Names()
    assert [names.claim(name) for name in ("a.pdf", "a (2).pdf", "a.pdf", "a.pdf", "b", "b", ".x", ".x")] == [
        "a.pdf", "a (2).pdf", "a (3).pdf", "a (4).pdf", "b", "b (2)", ".x", ".x (2)",
    ]  # fmt: skip


@given(st.binary(max_size=300))
def test_arbitrary_bytes_raise_nothing_else(data: bytes) -> None:
    """Whatever is said to be a container, the answer is a container or an error of ours."""
    for candidate in (data, b"PK\x03\x04" + data):
        with suppress(ExtractionError):
            open_container(candidate, "a.zip")


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6), st.integers(0, 400))
def test_damaged_archives_raise_nothing_else(changes: list[tuple[int, int]], end: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.etsi.asic-e+zip")
        archive.writestr(zipfile.ZipInfo("META-INF/signatures0.xml"), "<Signature/>")
        archive.writestr(zipfile.ZipInfo("lisa.txt"), "tekst " * 20)
    data = bytearray(out.getvalue())
    for at, value in changes:
        data[at % len(data)] = value
    with suppress(ExtractionError):
        open_container(bytes(data[: max(1, len(data) - end // 4)]), "a.asice")
