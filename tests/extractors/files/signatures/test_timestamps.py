"""Time-stamp tokens in the forms that services write, and altered ones."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from extractors.files.signatures.certificates import TIME_STAMPING, Trust
from extractors.files.signatures.levels import REFUTING, Unproven
from extractors.files.signatures.timestamps import read_timestamp
from tests.extractors.files.signatures.authorities import (
    AUTHORITY,
    NOW,
    ROOT,
    STAMPER,
    STRANGER,
    TST_INFO,
    Holder,
    issue,
    rsa_key,
    time_stamp,
)
from tests.extractors.files.signatures.der_writer import ECDSA_SHA256, END, algorithm, element, octets, oid, opened

TRUST = Trust((ROOT.certificate,))
BESIDE = (AUTHORITY.certificate,)
KEYED = issue("Võtmega tempel", AUTHORITY, purposes=(TIME_STAMPING,), serial=10, names_key=True)
RSA_STAMPER = issue("RSA-tempel", AUTHORITY, key=rsa_key(), purposes=(TIME_STAMPING,), serial=11)


def read(token: bytes, stamped: bytes = b"value") -> datetime:
    return read_timestamp(token, stamped, BESIDE, TRUST)


def code_of(token: bytes) -> str:
    with pytest.raises(Unproven) as caught:
        read(token)
    return caught.value.code


@pytest.mark.parametrize(
    "written, instant",
    [
        (b"20240227094435Z", NOW),
        (b"20240227094435.5Z", NOW.replace(microsecond=500_000)),
        (b"20240227094435.120Z", NOW.replace(microsecond=120_000)),
        (b"20240227094435.1234567Z", NOW.replace(microsecond=123_456)),
        (b"20240229235959Z", datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_time_may_have_parts_of_a_second(written: bytes, instant: datetime) -> None:
    """Also with closing noughts, which DER forbids."""
    assert read(time_stamp(b"value", at=element(0x18, written))) == instant


@pytest.mark.parametrize(
    "written", [b"20240227094435", b"20240227094435+0200", b"20240230094435Z", b"240227094435Z", b""]
)
def test_a_time_that_is_no_instant_in_utc_is_unreadable(written: bytes) -> None:
    assert code_of(time_stamp(b"value", at=element(0x18, written))) == "unreadable_timestamp"
    assert code_of(time_stamp(b"value", at=element(0x17, written))) == "unreadable_timestamp"


def test_a_token_may_be_of_open_length_with_its_content_in_pieces() -> None:
    """As SK ID Solutions writes the wrapping, and BouncyCastle the content."""
    token = time_stamp(b"value")
    signed_data = oid("1.2.840.113549.1.7.2")
    inner = token[token.index(signed_data) + len(signed_data) :]
    outer = b"\x30\x80" + signed_data + opened(inner) + END
    assert read(outer) == NOW
    info = token[token.index(oid(TST_INFO)) + len(oid(TST_INFO)) :][2:]
    size = info[1] + 2
    assert info[0] == 4, "the content follows"
    pieces = b"\x24\x80" + octets(info[2:20]) + octets(info[20:size]) + END
    content = b"\x30\x80" + oid(TST_INFO) + b"\xa0\x80" + pieces + END + END
    whole = element(0x30, oid(TST_INFO), element(0xA0, info[:size]))
    data = inner[4:]
    opened_data = b"\x30\x80" + _content_of(data).replace(whole, content) + END
    assert content in opened_data
    assert read(b"\x30\x80" + signed_data + b"\xa0\x80" + opened_data + END + END) == NOW


def _content_of(whole: bytes) -> bytes:
    return whole[2 if whole[1] < 128 else 2 + (whole[1] & 127) :]


@pytest.mark.parametrize(
    "stamper, is_by_key, is_pss, has_attributes",
    [
        (STAMPER, False, False, True),
        (KEYED, True, False, True),
        (RSA_STAMPER, False, False, True),
        (RSA_STAMPER, False, True, True),
        (STAMPER, False, False, False),
    ],
)
def test_every_way_to_name_and_to_sign_is_known(
    stamper: Holder, is_by_key: bool, is_pss: bool, has_attributes: bool
) -> None:
    token = time_stamp(b"value", stamper=stamper, is_by_key=is_by_key, is_pss=is_pss, has_attributes=has_attributes)
    assert read(token) == NOW
    assert code_of(token.replace(b"20240227094435Z", b"20240227094436Z")) == "timestamp_invalid"


def test_a_service_named_by_another_key_did_not_sign() -> None:
    assert code_of(time_stamp(b"value", stamper=STAMPER, is_by_key=True)) == "timestamp_invalid", "it has no identifier"


def test_certificates_need_not_be_sorted() -> None:
    several = (KEYED, STRANGER, AUTHORITY, STAMPER)
    for carried in (several, several[::-1]):
        assert read(time_stamp(b"value", carried=carried)) == NOW


def test_a_certificate_of_no_known_version_in_a_token_costs_the_token_alone() -> None:
    """Cryptography raises an error of its own for it, which is no ValueError."""
    version = b"\xa0\x03\x02\x01\x02"
    token = time_stamp(b"value")
    assert version in token
    assert code_of(token.replace(version, b"\xa0\x03\x02\x01\x03")) == "unreadable_certificate"


def test_what_is_signed_must_be_a_time_stamp() -> None:
    other = oid(TST_INFO)[:-1] + b"\x05"
    assert code_of(time_stamp(b"value").replace(oid(TST_INFO), other, 1)) == "unreadable_timestamp"
    assert code_of(time_stamp(b"value")[:-1]) == "unreadable_timestamp"
    assert code_of(time_stamp(b"value") + b"\0") == "unreadable_timestamp"


def test_signed_data_of_an_unknown_version_is_unreadable() -> None:
    token = time_stamp(b"value")
    at = token.index(b"\x02\x01\x03") + 2
    assert code_of(token[:at] + b"\x06" + token[at + 1 :]) == "unreadable_timestamp"


def test_other_content_than_the_attributes_name_was_put_in() -> None:
    at = time_stamp(b"value").index(b"20240227094435Z")
    content = time_stamp(b"value")
    begins = content.index(hashlib.sha256(b"value").digest())
    assert begins < at
    assert code_of(time_stamp(b"value", content=content[begins - 40 : at])) == "unreadable_timestamp"


def test_a_digest_of_an_unknown_algorithm_is_told_as_such() -> None:
    known, unknown = algorithm("2.16.840.1.101.3.4.2.1"), algorithm("2.16.840.1.101.3.4.2.9")
    imprint = known + octets(hashlib.sha256(b"value").digest())
    token = time_stamp(b"value", has_attributes=False)
    assert code_of(token.replace(imprint, unknown + imprint[len(known) :])) == "unknown_algorithm"


def test_a_signature_of_an_unknown_algorithm_cannot_be_checked_and_refutes_nothing() -> None:
    """A service that moves to an algorithm of tomorrow must not make every document look forged."""
    known, unknown = algorithm(ECDSA_SHA256), algorithm("1.2.840.10045.4.3.9")
    token = time_stamp(b"value", carried=())  # else the certificate's own algorithm would be replaced too
    assert known in token
    assert code_of(token.replace(known, unknown)) == "unknown_algorithm"
    assert "unknown_algorithm" not in REFUTING
