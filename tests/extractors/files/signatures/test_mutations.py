"""Damaged signature files end as a level with a reason; nothing is raised, and nothing altered passes for trusted."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.files.signatures import read_ddoc_signatures, read_signatures
from extractors.files.signatures.certificates import Trust
from extractors.files.signatures.levels import Unproven
from extractors.files.signatures.ocsp_answers import read_ocsp
from extractors.files.signatures.timestamps import read_timestamp
from tests.extractors.files.signatures.authorities import (
    AUTHORITY,
    MARI,
    ROOT,
    STAMPER,
    issue,
    ocsp_answer,
    person,
    rsa_key,
    time_stamp,
)
from tests.extractors.files.signatures.containers import FILES, Signing, container, ddoc
from tests.extractors.files.signatures.der_writer import opened

PATH = "META-INF/signatures0.xml"
TRUST = Trust((ROOT.certificate,))
WHOLE = container(FILES)
HOLDER = issue(person(), AUTHORITY, key=rsa_key())
OLD = ddoc(Signing(HOLDER, answer=lambda value: ocsp_answer(HOLDER, nonce=hashlib.sha1(value).digest())))
LEVELS = {"not checked", "present", "digests match", "signature valid", "chain trusted at the time"}
PIECES = [match.span() for match in re.finditer(rb"<[^<>]+>|[^<>]+", WHOLE[PATH])]

changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=4)


def damaged(data: bytes, at: list[tuple[float, int]]) -> bytes:
    out = bytearray(data)
    for place, value in at:
        out[int(place * (len(out) - 1))] = value
    return bytes(out)


@given(changes)
def test_changed_bytes_raise_nothing(at: list[tuple[float, int]]) -> None:
    for signature in read_signatures({**WHOLE, PATH: damaged(WHOLE[PATH], at)}, "a.asice", TRUST).signatures:
        assert signature.checked in LEVELS
        assert (signature.reason is None) == (signature.checked == "chain trusted at the time")


@given(changes)
def test_changed_bytes_of_a_ddoc_raise_nothing(at: list[tuple[float, int]]) -> None:
    for signature in read_ddoc_signatures(damaged(OLD, at), "a.ddoc", TRUST).signatures:
        assert signature.checked in LEVELS


@given(changes, st.booleans())
def test_a_damaged_token_or_answer_is_unproven_and_raises_nothing_else(
    at: list[tuple[float, int]], opens: bool
) -> None:
    token = opened(time_stamp(b"value")) if opens else time_stamp(b"value")
    with suppress(Unproven):
        read_timestamp(damaged(token, at), b"value", (AUTHORITY.certificate,), TRUST)
    with suppress(Unproven):
        read_ocsp(damaged(ocsp_answer(), at), MARI.certificate, AUTHORITY.certificate, (), TRUST)


@pytest.mark.parametrize("serial", [b"\x02\x01\x00", b"\x02\x01\xf8"])
def test_a_certificate_whose_number_is_not_positive_is_read_without_a_warning(serial: bytes) -> None:
    token = time_stamp(b"value")
    assert STAMPER.certificate.serial_number == 9
    damaged_token = token.replace(b"\xa0\x03\x02\x01\x02\x02\x01\x09", b"\xa0\x03\x02\x01\x02" + serial)
    assert damaged_token != token
    with pytest.raises(Unproven) as caught:
        read_timestamp(damaged_token, b"value", (AUTHORITY.certificate,), TRUST)
    assert caught.value.code == "timestamp_invalid"


@given(st.lists(st.tuples(st.sampled_from(range(len(PIECES))), st.sampled_from(range(len(PIECES)))), max_size=3))
def test_markup_moved_about_raises_nothing(moves: list[tuple[int, int]]) -> None:
    """Whole tags and texts take the place of others: the XML mostly stays well-formed enough to get far."""
    pieces = [WHOLE[PATH][begin:end] for begin, end in PIECES]
    for source, target in moves:
        pieces[target] = pieces[source]
    for signature in read_signatures({**WHOLE, PATH: b"".join(pieces)}, "a.asice", TRUST).signatures:
        assert signature.checked in LEVELS


@given(st.sampled_from(sorted(FILES)), st.floats(0, 1), st.integers(1, 255))
def test_no_changed_byte_of_a_file_stays_unseen(path: str, place: float, by: int) -> None:
    content = bytearray(WHOLE[path])
    content[int(place * (len(content) - 1))] ^= by
    [signature] = read_signatures({**WHOLE, path: bytes(content)}, "a.asice", TRUST).signatures
    assert (signature.checked, signature.reason) == ("present", f"digest mismatch: {path}")


SIGNED = [match.span(1) for match in re.finditer(rb"(<ds:SignedInfo.*?</ds:SignedInfo>)", WHOLE[PATH])]


@given(st.floats(0, 1), st.integers(0, 7))
def test_no_flipped_bit_of_signed_markup_passes_for_trusted(place: float, bit: int) -> None:
    """Except where the canonical form is the same: blanks inside a tag, or one kind of quotes for another."""
    begin, end = SIGNED[0]
    data = bytearray(WHOLE[PATH])
    data[begin + int(place * (end - begin - 1))] ^= 1 << bit
    for signature in read_signatures({**WHOLE, PATH: bytes(data)}, "a.asice", TRUST).signatures:
        assert signature.checked in LEVELS - {"chain trusted at the time", "signature valid"} or _same(bytes(data))


def _same(data: bytes) -> bool:
    from xml.etree.ElementTree import canonicalize

    return canonicalize(data.decode()) == canonicalize(WHOLE[PATH].decode())
