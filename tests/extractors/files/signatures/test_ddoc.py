"""DigiDoc XML from 1.0 to 1.3: other digests for each version, a bare SHA-1 as time mark, and what may not hide."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from extractors.files.signatures import SignatureReport, read_ddoc_signatures
from extractors.files.signatures.certificates import Trust
from tests.extractors.files.signatures.authorities import AUTHORITY, NOW, issue, ocsp_answer, person, rsa_key
from tests.extractors.files.signatures.containers import FILES, Signing, b64, ddoc

TRUSTED = "chain trusted at the time"


@pytest.fixture(scope="module")
def signing() -> Signing:
    holder = issue(person(), AUTHORITY, key=rsa_key())
    return Signing(holder, answer=lambda value: ocsp_answer(holder, nonce=hashlib.sha1(value).digest()))


def read(data: bytes) -> SignatureReport:
    return read_ddoc_signatures(data, "vana.ddoc", Trust((AUTHORITY.certificate,)))


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3"])
def test_every_version_reaches_the_last_level(signing: Signing, version: str) -> None:
    report = read(ddoc(signing, version=version))
    [signature] = report.signatures
    assert (signature.checked, signature.reason) == (TRUSTED, None)
    assert (signature.profile, signature.trusted_by, signature.signer) == (f"DDOC {version}", "ocsp", "Mari Kuusk")
    assert signature.trusted_at is not None
    assert (signature.trusted_at - NOW).total_seconds() == 1
    assert (signature.covers, report.findings) == (tuple(FILES), ())


def test_a_file_signed_without_its_namespace_is_proved_too(signing: Signing) -> None:
    """Some writers of 1.3 left xmlns out of what they signed."""
    [signature] = read(ddoc(signing, signs_without_namespace=True)).signatures
    assert signature.checked == TRUSTED


@pytest.mark.parametrize("version", ["1.0", "1.3"])
def test_an_altered_file_is_named(signing: Signing, version: str) -> None:
    content = b64(FILES["käskkiri.pdf"]).encode()
    report = read(ddoc(signing, version=version).replace(content[:12], content[:10] + b"AA"))
    [signature] = report.signatures
    assert (signature.checked, signature.reason) == ("present", "digest mismatch: käskkiri.pdf")
    assert "digest_mismatch" in [finding.code for finding in report.findings]


@pytest.mark.parametrize("twist", [{}, {"signs_without_namespace": True}])
def test_nothing_can_hide_in_markup_inside_a_file(signing: Signing, twist: dict[str, Any]) -> None:
    """A comment splits the text: what stands behind it must count."""
    data = ddoc(signing, **twist).replace(b"</DataFile>", b"<x/>AAAA</DataFile>", 1)
    assert read(data).signatures[0].reason_code == "digest_mismatch"


def test_two_files_of_one_id_are_refused(signing: Signing) -> None:
    report = read(ddoc(signing).replace(b'Id="D1"', b'Id="D0"'))
    assert [(each.checked, each.reason_code) for each in report.signatures] == [("present", "duplicate_id")]
    assert [finding.code for finding in report.findings] == ["duplicate_id"]


def test_the_mark_of_another_signature_is_told(signing: Signing) -> None:
    how = Signing(signing.holder, answer=lambda value: ocsp_answer(signing.holder, nonce=bytes(20)))
    [signature] = read(ddoc(how)).signatures
    assert (signature.checked, signature.reason_code) == ("signature valid", "time_mark_mismatch")


def test_a_media_type_alone_covers_no_file(signing: Signing) -> None:
    data = ddoc(signing, version="1.0").replace(b'<Reference URI="#D1">', b'<Reference URI="#D1-MIME">')
    assert "lisa 1+2.pdf" not in (read(data).signatures[0].covers or ())


def test_a_file_added_later_is_one_that_nobody_signed(signing: Signing) -> None:
    added = b'<DataFile ContentType="EMBEDDED_BASE64" Filename="uus.pdf" Id="D7">AAAA</DataFile><Signature'
    report = read(ddoc(signing).replace(b"<Signature", added, 1))
    assert [finding.code for finding in report.findings] == ["file_not_signed"]
    assert "uus.pdf" in report.findings[0].message


@pytest.mark.parametrize("data, code", [(b"<SignedDoc", "unreadable_signature"), (b"<a/>", "no_signature")])
def test_what_is_no_ddoc_is_not_checked(data: bytes, code: str) -> None:
    assert [each.reason_code for each in read(data).signatures] == [code]
