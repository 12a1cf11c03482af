"""Containers give their members, or a sentence that names the rule they break."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ExtractionError, UnreadableFile, UnsafeContainer
from extractors.files import containers
from extractors.files.containers import Budget, Member, open_container

Pack = Callable[..., bytes]


def test_members_come_in_order_without_the_bookkeeping(pack: Pack) -> None:
    """The mimetype and META-INF of a signed container, and what desktops leave behind, are no documents."""
    data = pack(
        {
            "mimetype": b"application/vnd.etsi.asic-e+zip",
            "käskkiri.pdf": b"1",
            "lisad/lisa 1.pdf": b"2",
            "META-INF/manifest.xml": b"<m/>",
            "META-INF/signatures0.xml": b"<s/>",
            "__MACOSX/._a": b"",
        }
    )
    assert open_container(data, "a.asice").members == (Member("käskkiri.pdf", b"1"), Member("lisad/lisa 1.pdf", b"2"))


@pytest.mark.parametrize(
    "path, rule",
    [
        ("../lisa.pdf", r"\.\."),
        ("a/../../lisa.pdf", r"\.\."),
        ("/etc/lisa.pdf", "absolute"),
        ("C:lisa.pdf", "absolute"),
        ("a\\lisa.pdf", "backslash"),
    ],
)
def test_paths_that_lead_astray_are_refused(pack: Pack, path: str, rule: str) -> None:
    with pytest.raises(UnsafeContainer, match=rule):
        open_container(pack({"hea.pdf": b"1", path: b"2"}), "a.zip")


def test_two_entries_of_one_name_are_refused(pack: Pack) -> None:
    """Readers differ on which of them was signed."""
    data = pack({"lisa1.pdf": b"1", "lisa2.pdf": b"2"}).replace(b"lisa2.pdf", b"lisa1.pdf")
    with pytest.raises(UnsafeContainer, match="twice"):
        open_container(data, "a.zip")


def test_an_encrypted_entry_is_refused(pack: Pack) -> None:
    data = bytearray(pack({"lisa.pdf": b"1"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnsafeContainer, match="encrypted"):
        open_container(bytes(data), "a.zip")


def test_other_compressions_are_refused(pack: Pack) -> None:
    with pytest.raises(UnsafeContainer, match="compression method 14"):
        open_container(pack({"lisa.pdf": b"1"}, zipfile.ZIP_LZMA), "a.zip")


def test_an_entry_larger_than_declared_is_refused(pack: Pack) -> None:
    """The declared sizes are what the budget counts, so an entry must keep to its own."""
    content = b"0123456789" * 100
    data = bytearray(pack({"lisa.pdf": content}))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 10)
    with pytest.raises((UnsafeContainer, UnreadableFile)):
        open_container(bytes(data), "a.zip")


def test_an_entry_smaller_than_declared_is_refused(pack: Pack) -> None:
    data = bytearray(pack({"lisa.pdf": b"0123456789"}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 5_000)
    with pytest.raises(UnsafeContainer, match="declared size"):
        open_container(bytes(data), "a.zip")


def test_sizes_are_refused_before_anything_is_unpacked(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError("an entry was unpacked")

    monkeypatch.setattr(containers, "_read_entry", never)
    data = bytearray(pack({"lisa.pdf": b"1"}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, containers.MAX_BYTES + 1)
    with pytest.raises(UnsafeContainer, match="bytes in all"):
        open_container(bytes(data), "a.zip")


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


def test_a_highly_compressed_entry_is_no_bomb_by_itself(pack: Pack) -> None:
    """Valid containers hold entries that shrink a thousandfold."""
    data = pack({"tühi.txt": b"\0" * 1_000_000})
    assert len(open_container(data, "a.zip").members[0].data) == 1_000_000


def test_a_torn_archive_is_unreadable(pack: Pack) -> None:
    data = pack({"lisa.pdf": b"x" * 500}, zipfile.ZIP_STORED)
    with pytest.raises(UnreadableFile, match=r"a\.zip"):
        open_container(data[: len(data) // 2], "a.zip")


def test_a_damaged_entry_is_unreadable(pack: Pack) -> None:
    data = pack({"lisa.pdf": b"aaaa" * 50}, zipfile.ZIP_STORED).replace(b"aaaaaaaa", b"aaaabaaa", 1)
    with pytest.raises(UnreadableFile, match=r"lisa\.pdf"):
        open_container(data, "a.zip")


def test_an_empty_container_is_a_finding(pack: Pack) -> None:
    assert [finding.code for finding in open_container(pack({}), "a.zip").findings] == ["empty_container"]


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
