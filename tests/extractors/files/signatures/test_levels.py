"""Good signatures reach the last level, whatever they are made with; less proof gives a lower level and says why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from extractors.files.signatures import SignatureReport, read_signatures
from extractors.files.signatures.certificates import OCSP_SIGNING, Trust, known_trust
from extractors.model.extraction import Signature
from tests.extractors.files.signatures.authorities import (
    AUTHORITY,
    CODE,
    NOW,
    ROOT,
    STAMPER,
    ec_key,
    issue,
    ocsp_answer,
    person,
    rsa_key,
    time_mark,
    time_stamp,
)  # fmt: skip
from tests.extractors.files.signatures.containers import (
    FILES,
    INCLUSIVE,
    INCLUSIVE_1_1,
    MORE,
    Signing,
    container,
    signature_xml,
)  # fmt: skip
from tests.extractors.files.signatures.der_writer import instant

TRUSTED = "chain trusted at the time"
MGF1 = "http://www.w3.org/2007/05/xmldsig-more#"


def only(report: SignatureReport) -> Signature:
    [signature] = report.signatures
    return signature


def test_a_whole_signature_reaches_the_last_level_with_the_time_of_its_stamp(read: Any) -> None:
    report = read()
    signature = only(report)
    assert (signature.checked, signature.reason, signature.reason_code) == (TRUSTED, None, None)
    assert (signature.trusted_at, signature.trusted_by, signature.profile) == (NOW, "timestamp", "XAdES LT")
    assert signature.claimed_at == NOW - timedelta(seconds=15), "the signer's own clock is kept beside it"
    assert (signature.signer, signature.role, signature.is_seal) == ("Mari Kuusk", "kantsler", False)
    assert signature.covers == tuple(FILES)
    assert report.findings == ()


def test_a_time_mark_gives_the_time_of_the_ocsp_answer(read: Any) -> None:
    """BDOC 2.1: the nonce holds algorithm and digest of the signature value."""
    signature = only(read(Signing(stamp=None, answer=lambda value: ocsp_answer(nonce=time_mark(value)))))
    assert (signature.checked, signature.trusted_by, signature.profile) == (TRUSTED, "ocsp", "XAdES TM")
    assert signature.trusted_at == NOW + timedelta(seconds=1)


def test_a_nonce_may_be_wrapped_once_more(read: Any) -> None:
    wrapped = lambda value: ocsp_answer(nonce=b"\x04" + bytes([len(time_mark(value))]) + time_mark(value))  # noqa: E731
    assert only(read(Signing(stamp=None, answer=wrapped))).trusted_by == "ocsp"


def test_a_responder_may_be_named_by_its_key(read: Any) -> None:
    assert only(read(Signing(answer=lambda value: ocsp_answer(is_by_key=True)))).checked == TRUSTED


def test_a_responder_may_sign_with_rsassa_pss(read: Any) -> None:
    responder = issue("RSA-vastaja", AUTHORITY, key=rsa_key(), purposes=(OCSP_SIGNING,))
    assert only(read(Signing(answer=lambda value: ocsp_answer(responder=responder, is_pss=True)))).checked == TRUSTED


@pytest.mark.parametrize("canonical", [INCLUSIVE, INCLUSIVE_1_1, INCLUSIVE + "#WithComments"])
def test_every_canonical_form_is_known(read: Any, canonical: str) -> None:
    """The namespaces of the elements around are part of the inclusive forms."""
    assert only(read(Signing(canonical=canonical))).checked == TRUSTED


@pytest.mark.parametrize(
    "method, name, is_pss",
    [
        ("http://www.w3.org/2000/09/xmldsig#rsa-sha1", "sha1", False),
        *[(f"{MORE}rsa-{name}", name, False) for name in ("sha224", "sha256", "sha384", "sha512")],
        *[(f"{MGF1}{name}-rsa-MGF1", name, True) for name in ("sha1", "sha224", "sha256", "sha384", "sha512")],
    ],
)
def test_rsa_signatures_verify_with_every_digest(read: Any, method: str, name: str, is_pss: bool) -> None:
    holder = issue(person(), AUTHORITY, key=rsa_key())
    how = Signing(holder, method, signature_digest=name, is_pss=is_pss, answer=lambda value: ocsp_answer(holder))
    assert only(read(how)).checked == TRUSTED


@pytest.mark.parametrize("name", ["sha1", "sha224", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("curve", [ec.SECP256R1, ec.SECP384R1, ec.SECP521R1])
def test_elliptic_curve_signatures_verify_with_every_digest(read: Any, name: str, curve: Any) -> None:
    holder = issue(person(), AUTHORITY, key=ec_key("mari", curve))
    how = Signing(holder, f"{MORE}ecdsa-{name}", signature_digest=name, answer=lambda value: ocsp_answer(holder))
    assert only(read(how)).checked == TRUSTED


@pytest.mark.parametrize(
    "address, name",
    [
        ("http://www.w3.org/2000/09/xmldsig#sha1", "sha1"),
        (f"{MORE}sha224", "sha224"),
        (f"{MORE}sha384", "sha384"),
        ("http://www.w3.org/2001/04/xmlenc#sha512", "sha512"),
    ],
)
def test_files_verify_with_every_digest(read: Any, address: str, name: str) -> None:
    assert only(read(Signing(digest_address=address, digest_name=name))).checked == TRUSTED


def test_names_of_files_may_stand_in_references_as_they_are(read: Any) -> None:
    assert only(read(Signing(encode_uri=str))).covers == tuple(FILES)


def test_without_stamp_and_mark_the_signature_is_valid_and_no_time_is_believed(read: Any) -> None:
    signature = only(read(Signing(stamp=None, answer=None)))
    assert (signature.checked, signature.reason_code) == ("signature valid", "no_trusted_time")
    assert (signature.trusted_at, signature.profile, signature.is_refuted) == (None, "XAdES B", False)


def test_a_random_nonce_is_no_time_mark_and_speaks_against_nobody(read: Any) -> None:
    signature = only(read(Signing(stamp=None, answer=lambda value: ocsp_answer(nonce=bytes(30)))))
    assert (signature.reason_code, signature.is_refuted) == ("no_trusted_time", False)


def test_without_an_ocsp_answer_the_time_is_known_and_revocation_is_not(read: Any) -> None:
    signature = only(read(Signing(answer=None)))
    assert (signature.checked, signature.reason_code) == ("signature valid", "no_revocation_answer")
    assert (signature.trusted_at, signature.profile) == (NOW, "XAdES T")


def test_a_chain_to_nobody_known_stops_at_signature_valid_and_names_the_issuer() -> None:
    """The test authority of this suite is not among those that kehtiv believes."""
    signature = only(read_signatures(container(), "proov.asice"))
    assert (signature.checked, signature.reason_code) == ("signature valid", "untrusted_chain")
    assert "Näidisvolitaja" in str(signature.reason)
    assert signature.trusted_at is None, "a time stamp of nobody known is no trusted time"
    assert not signature.is_refuted


def test_a_test_authority_is_called_one() -> None:
    signature = only(read_signatures(container(), "proov.asice", Trust((), (ROOT.certificate,))))
    assert (signature.checked, signature.reason_code) == ("signature valid", "test_authority")


def test_an_authority_may_be_believed_without_its_root() -> None:
    """As a trusted list names services: the roots of some are not held."""
    signature = only(read_signatures(container(), "proov.asice", Trust((AUTHORITY.certificate,))))
    assert signature.checked == TRUSTED


def test_the_installed_authorities_are_believed_and_their_test_twins_are_not() -> None:
    known = known_trust()
    names = [certificate.subject.rfc4514_string() for certificate in known.authorities]
    assert len(known.authorities) >= 20
    assert not any("TEST" in name.upper() or "DEMO" in name for name in names)
    assert len(known.test_authorities) >= 20


def test_two_signatures_are_two_rows_each_with_its_own_level(trust: Trust) -> None:
    entries = container(FILES)
    jaan = issue(person("JAAN", "TAMM"), AUTHORITY, serial=11)
    entries["META-INF/signatures1.xml"] = signature_xml(FILES, Signing(jaan, stamp=None, answer=None))
    found = read_signatures(entries, "proov.asice", trust).signatures
    assert [(each.signer, each.checked) for each in found] == [
        ("Mari Kuusk", TRUSTED),
        ("Jaan Tamm", "signature valid"),
    ]


SEAL = {
    NameOID.COMMON_NAME: "Näidisamet: kinnitamine",
    NameOID.SERIAL_NUMBER: "70000001",
    NameOID.ORGANIZATION_NAME: "NÄ",
}


@pytest.mark.parametrize(
    "subject, name, is_seal",
    [
        (person(), "Mari Kuusk", False),
        (person("MARI-LIIS", "O'CONNOR"), "Mari-Liis O'Connor", False),
        (person("Mari", "von Kuusk"), "Mari von Kuusk", False),
        ({NameOID.COMMON_NAME: f"ÕUNAPUU,ÜLLE,{CODE}"}, "Ülle Õunapuu", False),
        (SEAL, "Näidisamet: kinnitamine", True),
        ({NameOID.COMMON_NAME: "RIIGIASUTUS", NameOID.SERIAL_NUMBER: "70000001"}, "RIIGIASUTUS", True),
        ({NameOID.SERIAL_NUMBER: CODE}, None, None),
    ],
)
def test_a_signer_is_named_without_codes(read: Any, subject: Any, name: str | None, is_seal: bool | None) -> None:
    """People are named as they are called, capitals undone; organisations keep their spelling."""
    holder = issue(subject, AUTHORITY)
    signature = only(read(Signing(holder, answer=lambda value: ocsp_answer(holder), role=f"kantsler {CODE}")))
    assert (signature.signer, signature.is_seal, signature.checked) == (name, is_seal, TRUSTED)
    assert CODE not in repr(signature)
    assert "70000001" not in repr(signature)


@pytest.mark.parametrize("when", ["eile", "2024-02-27T11:44:20", ""])
def test_a_claimed_time_without_zone_or_sense_is_none(read: Any, when: str) -> None:
    signature = only(read(Signing(signing_time=when)))
    assert (signature.claimed_at, signature.trusted_at) == (None, NOW)


@pytest.mark.parametrize("path", ["META-INF/signature.p7s", "META-INF/timestamp.tst"])
def test_signatures_in_other_formats_are_seen_and_not_checked(trust: Trust, path: str) -> None:
    signature = only(read_signatures({"a.pdf": b"1", path: b"0"}, "a.asics", trust))
    assert (signature.checked, signature.reason_code) == ("not checked", "unsupported_format")
    assert path in str(signature.reason)


def test_an_asic_s_signature_is_read_like_any_other(trust: Trust) -> None:
    entries = {"a.pdf": b"1", "META-INF/signatures.xml": signature_xml({"a.pdf": b"1"})}
    assert only(read_signatures(entries, "a.asics", trust)).checked == TRUSTED


def test_a_stamp_from_a_listed_unit_needs_no_chain() -> None:
    believed = Trust((AUTHORITY.certificate, STAMPER.certificate))
    assert only(read_signatures(container(), "a.asice", believed)).trusted_by == "timestamp"


def test_a_revocation_after_the_trusted_time_leaves_the_signature_standing(read: Any) -> None:
    answer = lambda value: ocsp_answer(revoked_at=NOW + timedelta(days=1), at=NOW + timedelta(days=2))  # noqa: E731
    assert only(read(Signing(answer=answer))).checked == TRUSTED


def test_of_several_stamps_the_earliest_counts(trust: Trust) -> None:
    entries = container(how=Signing(stamp=lambda value: time_stamp(value, at=instant(NOW + timedelta(minutes=1)))))
    assert only(read_signatures(entries, "a.asice", trust)).trusted_at == NOW + timedelta(minutes=1)


def test_certificates_are_no_names_of_people_in_reasons() -> None:
    """A certificate that a person issued to themselves puts their name and code where an authority's would be."""
    own = issue({NameOID.COMMON_NAME: f"KUUSK,MARI,{CODE}"})
    report = read_signatures(container(how=Signing(own)), "a.asice")
    assert "leads to no known authority" in str(report.signatures[0].reason)
    assert CODE not in repr(report)
