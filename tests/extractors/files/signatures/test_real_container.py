"""A container that a real authority signed with a real seal."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.files.containers import Budget, open_container, read_entries
from extractors.files.signatures import SignatureReport, read_signatures

SIGNATURES = "META-INF/signatures0.xml"


@pytest.fixture(scope="module")
def real(shared: Path) -> dict[str, bytes]:
    data = (shared / "real" / "originals" / "50k.asice").read_bytes()
    return dict(read_entries(data, "50k.asice", Budget()))


def told(report: SignatureReport) -> tuple[str, str | None]:
    [signature] = report.signatures
    return signature.checked, signature.reason_code


def test_its_chain_was_trusted_at_the_time_of_its_stamp(shared: Path) -> None:
    """Two thousand twenty-four's seal, checked offline after its certificate ran out."""
    found = open_container((shared / "real" / "originals" / "50k.asice").read_bytes(), "50k.asice")
    assert [(member.name, member.data[:5]) for member in found.members] == [("50k.pdf", b"%PDF-")]
    [signature] = found.signatures
    assert (signature.checked, signature.reason) == ("chain trusted at the time", None)
    assert (signature.signer, signature.is_seal) == ("Riigikantselei: dokumendi kinnitamine", True)
    assert signature.claimed_at == datetime(2024, 2, 27, 9, 44, 20, tzinfo=UTC)
    assert (signature.trusted_at, signature.trusted_by) == (datetime(2024, 2, 27, 9, 44, 35, tzinfo=UTC), "timestamp")
    assert (signature.profile, signature.covers) == ("XAdES LT", ("50k.pdf",))
    assert found.findings == ()
    # Neither personal codes nor the seal's registry code.
    assert not re.search(r"\d{6,}", repr((found.signatures, found.findings)))


@pytest.mark.parametrize("at", [0, 1_000, -1])
def test_one_flipped_bit_of_its_file_is_a_digest_mismatch(real: dict[str, bytes], at: int) -> None:
    content = bytearray(real["50k.pdf"])
    content[at] ^= 1
    report = read_signatures({**real, "50k.pdf": bytes(content)}, "50k.asice")
    assert told(report) == ("present", "digest_mismatch")
    assert report.signatures[0].reason == "digest mismatch: 50k.pdf"
    assert [finding.code for finding in report.findings] == ["digest_mismatch"]


@pytest.mark.parametrize(
    "old, new, want",
    [
        (b'Id="r-id-1"', b'Id="r-id-0"', ("digests match", "signature_invalid")),
        (b">rwa/eL", b">rwb/eL", ("digests match", "signature_invalid")),
        (b"ePIHAQ8B", b"ePIHAQ8A", ("present", "digest_mismatch")),
        (b"2024-02-27T09:44:20Z", b"2024-02-26T09:44:20Z", ("present", "digest_mismatch")),
        (b"MIIHBjCCBO6gAwIBAgIQXI", b"MIIHBjCCBO6gAwIBAgIQXJ", ("digests match", "certificate_mismatch")),
    ],
)
def test_one_changed_sign_of_its_signature_shows(
    real: dict[str, bytes], old: bytes, new: bytes, want: tuple[str, str]
) -> None:
    assert old in real[SIGNATURES]
    assert told(read_signatures({**real, SIGNATURES: real[SIGNATURES].replace(old, new)}, "x")) == want


def test_without_its_ocsp_answer_nothing_is_known_of_revocation(real: dict[str, bytes]) -> None:
    data = re.sub(rb"<xades:RevocationValues>.*</xades:RevocationValues>", b"", real[SIGNATURES])
    assert told(read_signatures({**real, SIGNATURES: data}, "x")) == ("signature valid", "no_revocation_answer")


def test_a_changed_ocsp_answer_is_none(real: dict[str, bytes]) -> None:
    value = re.search(rb"EncapsulatedOCSPValue>([^<]+)<", real[SIGNATURES])
    assert value is not None
    at = value.start(1) + 700  # inside the answer's signature
    other = b"A" if real[SIGNATURES][at : at + 1] != b"A" else b"B"
    data = real[SIGNATURES][:at] + other + real[SIGNATURES][at + 1 :]
    level, code = told(read_signatures({**real, SIGNATURES: data}, "x"))
    assert (level, code) == ("signature valid", "ocsp_invalid")


def test_a_changed_byte_that_keeps_the_level_stands_outside_what_is_signed_and_changes_nothing_told(
    real: dict[str, bytes],
) -> None:
    """Spare certificates, ids that nothing points to, an unused namespace: a third of the file proves nothing."""
    data, whole = real[SIGNATURES], read_signatures(real, "x")
    unsigned = data.index(b"<xades:UnsignedProperties"), data.index(b"</xades:UnsignedProperties>")
    kept = []
    for at in range(0, len(data), 61):
        changed = data[:at] + (b"Q" if data[at : at + 1] == b"Z" else b"Z") + data[at + 1 :]
        report = read_signatures({**real, SIGNATURES: changed}, "x")
        if report.signatures and told(report) == told(whole):
            assert report == whole, at
            kept.append(at)
    assert 50 < len(kept) < len(data) // 61 // 2
    assert [at for at in kept if not unsigned[0] < at < unsigned[1] and at > data.index(b"<ds:Signature ")] == []
