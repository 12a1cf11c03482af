"""Whatever is wrong with a signature has a stable code, a sentence, and the level that was reached before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from extractors.files.signatures import SignatureReport, read_signatures, xades
from extractors.files.signatures.certificates import Trust
from extractors.files.signatures.levels import REFUTING
from tests.extractors.files.signatures.authorities import (
    AUTHORITY,
    MARI,
    NOW,
    RESPONDER,
    STRANGER,
    issue,
    ocsp_answer,
    person,
    time_mark,
    time_stamp,
)  # fmt: skip
from tests.extractors.files.signatures.containers import DS, FILES, Signing, container, signature_xml

PATH = "META-INF/signatures0.xml"
Entries = dict[str, bytes]
PRESENT, MATCH, VALID = "present", "digests match", "signature valid"


def replaced(old: str, new: str, count: int = 1) -> Callable[[Entries], None]:
    """The signature file with ``old`` (a pattern) replaced; it must be there."""

    def change(entries: Entries) -> None:
        text, found = re.subn(old, lambda _: new, entries[PATH].decode(), count=count, flags=re.DOTALL)
        assert found, old
        entries[PATH] = text.encode()

    return change


def flip_file(entries: Entries) -> None:
    content = bytearray(entries["lisa 1+2.pdf"])
    content[3] ^= 1
    entries["lisa 1+2.pdf"] = bytes(content)


def drop_file(entries: Entries) -> None:
    del entries["lisa 1+2.pdf"]


def twice(entries: Entries) -> None:
    """A second element with the Id of the signed properties, where a careless reader would find it first."""
    replaced("<ds:KeyInfo>", '<ds:KeyInfo><ds:KeyName Id="SP">x</ds:KeyName>')(entries)


def wrapped(entries: Entries) -> None:
    """The signed properties moved out of their signature, others put in their place."""
    text = entries[PATH].decode()
    found = re.search("<xades:SignedProperties.*?</xades:SignedProperties>", text, re.DOTALL)
    assert found is not None
    forged = found[0].replace('Id="SP"', 'Id="X"').replace("kantsler", "minister")
    text = text.replace(found[0], forged).replace("</asic:XAdES", f"<old>{found[0]}</old></asic:XAdES")
    entries[PATH] = text.encode()


def swapped_in(entries: Entries) -> None:
    """Second, forged properties inside the signature, before the signed ones."""
    text = entries[PATH].decode()
    found = re.search("<xades:SignedProperties.*?</xades:SignedProperties>", text, re.DOTALL)
    assert found is not None
    forged = found[0].replace('Id="SP"', 'Id="X"').replace("kantsler", "minister")
    entries[PATH] = text.replace(found[0], forged + found[0]).encode()


CARD = issue(person(), AUTHORITY, signs=False)
OTHER = issue(person("JAAN", "TAMM"), AUTHORITY, serial=12)
SHORT = issue(person(), AUTHORITY, begins=datetime(2025, 1, 1, tzinfo=UTC))
STRANGE_RESPONDER = issue("Võõras vastaja", STRANGER, purposes=(ExtendedKeyUsageOID.OCSP_SIGNING,))
PLAIN_RESPONDER = issue("Ilma õiguseta vastaja", AUTHORITY)
STRANGE_STAMPER = issue("Võõras tempel", STRANGER, purposes=(ExtendedKeyUsageOID.TIME_STAMPING,))
PLAIN_STAMPER = issue("Ilma õiguseta tempel", AUTHORITY)


def answered(**values: Any) -> Signing:
    return Signing(answer=lambda value: ocsp_answer(**values))


def stamped(**values: Any) -> Signing:
    return Signing(stamp=lambda value: time_stamp(value, **values))


STRANGER_RING = issue("Ring", is_authority=True)

CASES: list[tuple[str, str, str, Signing | None, Callable[[Entries], object] | None]] = [
    ("one bit of a file", PRESENT, "digest_mismatch", None, flip_file),
    ("a file taken out", PRESENT, "missing_member", None, drop_file),
    ("the signing time", PRESENT, "digest_mismatch", None, replaced("T11:44:20", "T11:44:21")),
    ("the role", PRESENT, "digest_mismatch", None, replaced("kantsler", "minister")),
    ("an Id that stands twice", PRESENT, "duplicate_id", None, twice),
    ("properties outside the signature", PRESENT, "wrapped_reference", None, wrapped),
    ("two sets of properties", PRESENT, "properties_not_signed", None, swapped_in),
    ("a reference to nothing", PRESENT, "unresolved_reference", None, replaced('URI="#SP"', 'URI="#SQ"')),
    ("a reference to the whole", PRESENT, "unresolved_reference", None, replaced('URI="#SP"', 'URI=""')),
    ("an unknown digest", PRESENT, "unknown_algorithm", Signing(digest_address="urn:md5"), None),
    ("an unknown transform", PRESENT, "unknown_algorithm", None,
     replaced('<ds:Transform Algorithm="[^"]+"', '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"')),
    ("a changed digest", MATCH, "signature_invalid", None, replaced('Id="r0"', 'Id="r9"')),
    ("a changed value", MATCH, "signature_invalid", None, replaced(r'(?<=Id="V">)....', "AAAA")),
    ("an unknown method", MATCH, "unknown_algorithm", Signing(method="urn:gost"), None),
    ("a method of another key", MATCH, "signature_invalid",
     Signing(method="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"), None),
    ("another certificate signed", MATCH, "certificate_mismatch", Signing(bound_to=OTHER), None),
    ("no certificate", MATCH, "no_certificate", None, replaced("<ds:X509Data>.*?</ds:X509Data>", "")),
    ("no certificate that can be read", MATCH, "unreadable_certificate", None,
     replaced("(?<=<ds:X509Certificate>)[^<]+", "AAAA")),
    ("a certificate to log in with", VALID, "wrong_key_usage",
     Signing(CARD, answer=lambda value: ocsp_answer(CARD)), None),
    ("a certificate of another time", VALID, "certificate_not_valid",
     Signing(SHORT, answer=lambda value: ocsp_answer(SHORT)), None),
    ("an unknown authority", VALID, "untrusted_chain", Signing(issue(person(), STRANGER)), None),
    ("revoked before", VALID, "revoked", answered(revoked_at=NOW - timedelta(days=1)), None),
    ("unknown to its authority", VALID, "revocation_unknown", answered(is_known=False), None),
    ("an answer about another", VALID, "ocsp_of_another_certificate", answered(about=OTHER), None),
    ("an answer from before", VALID, "ocsp_too_early", answered(at=NOW - timedelta(hours=1)), None),
    ("an answer with another time put in", VALID, "ocsp_invalid",
     Signing(answer=lambda value: ocsp_answer().replace(b"20240227094436Z", b"20240228094436Z")), None),
    ("an answer of nobody known", VALID, "untrusted_responder", answered(responder=STRANGE_RESPONDER), None),
    ("an answer of somebody else", VALID, "untrusted_responder", answered(responder=PLAIN_RESPONDER), None),
    ("an answer that is none", VALID, "unreadable_ocsp", Signing(answer=lambda value: b"0\x03"), None),
    ("the time mark of another signature", VALID, "time_mark_mismatch",
     Signing(stamp=None, answer=lambda value: ocsp_answer(nonce=time_mark(b"another"))), None),
    ("a stamp over something else", VALID, "timestamp_invalid", Signing(stamp=lambda value: time_stamp(b"x")), None),
    ("a stamp with another time put in", VALID, "timestamp_invalid",
     Signing(stamp=lambda value: time_stamp(value).replace(b"20240227094435Z", b"20230227094435Z")), None),
    ("a stamp of nobody known", VALID, "untrusted_timestamp", stamped(stamper=STRANGE_STAMPER), None),
    ("a stamp of somebody else", VALID, "untrusted_timestamp", stamped(stamper=PLAIN_STAMPER), None),
    ("a stamp that is none", VALID, "unreadable_timestamp", Signing(stamp=lambda value: b"0\x03"), None),
    ("no file signed", PRESENT, "nothing_signed", None, replaced('<ds:Reference Id="r.*?</ds:Reference>', "", 2)),
    ("two signature values", MATCH, "malformed_signature", None,
     replaced("<ds:KeyInfo>", f'<ds:SignatureValue xmlns:ds="{DS}">AAAA</ds:SignatureValue><ds:KeyInfo>')),
]  # fmt: skip


@pytest.mark.parametrize("_, level, code, how, then", CASES, ids=[case[0] for case in CASES])
def test_what_is_wrong_stops_at_its_level_with_its_code(
    read: Any, _: str, level: str, code: str, how: Signing | None, then: Any
) -> None:
    """What speaks against a signature is a finding too; what only could not be checked is none."""
    report: SignatureReport = read(how, then)
    [signature] = report.signatures
    assert (signature.checked, signature.reason_code) == (level, code)
    assert signature.reason
    assert len(signature.reason) > 15
    assert signature.is_refuted == (code in REFUTING)
    assert (code in [finding.code for finding in report.findings]) == (code in REFUTING)


def test_the_altered_file_is_named(read: Any) -> None:
    report = read(None, flip_file)
    assert report.signatures[0].reason == "digest mismatch: lisa 1+2.pdf"
    assert report.signatures[0].covers == ("käskkiri.pdf",), "the other file is as it was signed"
    [finding] = report.findings
    assert finding.code == "digest_mismatch"
    assert "lisa 1+2.pdf" in finding.message


def test_forged_properties_are_not_told_as_signed(read: Any) -> None:
    """The role beside the signed one is shown with the doubt, at a level that proves nothing of it."""
    [signature] = read(None, wrapped).signatures
    assert (signature.checked, signature.is_refuted, signature.trusted_at) == (PRESENT, True, None)


def test_a_file_that_no_signature_covers_is_a_finding(read: Any) -> None:
    report = read(None, lambda entries: entries.update({"lisatud pärast.pdf": b"%PDF"}))
    assert report.signatures[0].checked == "chain trusted at the time"
    [finding] = report.findings
    assert (finding.code, "lisatud pärast.pdf" in finding.message) == ("file_not_signed", True)


@pytest.mark.parametrize("name", ["peidus.pdf", "evil.xml", "evil.p7s", "evil.p7m", "evil.tst", "evil.ers", "a/b.xml"])
def test_a_file_hidden_beside_the_signatures_is_one_that_nobody_signed(read: Any, name: str) -> None:
    """An ending alone makes no metadata: those have reserved names (ETSI EN 319 162-1, A.4)."""
    report = read(None, lambda entries: entries.update({f"META-INF/{name}": b"%PDF"}))
    assert [(finding.code, f"META-INF/{name}" in finding.message) for finding in report.findings] == [
        ("file_not_signed", True)
    ]
    assert not report.covers(f"META-INF/{name}")


@pytest.mark.parametrize(
    "name",
    [
        "manifest.xml",
        "signatures1.xml",
        "signature.p7s",
        "timestamp1.tst",
        "ASiCManifest1.xml",
        "ASiCEvidenceRecordManifest1.xml",
        "evidencerecord.ers",
    ],
)
def test_metadata_by_its_reserved_name_needs_no_signature(read: Any, name: str) -> None:
    report = read(None, lambda entries: entries.update({f"META-INF/{name}": b"<a/>"}))
    assert "file_not_signed" not in [finding.code for finding in report.findings]


def test_a_signature_that_fails_does_not_excuse_a_hidden_file(read: Any) -> None:
    def change(entries: Entries) -> None:
        flip_file(entries)
        entries["META-INF/evil.xml"] = b"%PDF"

    assert [finding.code for finding in read(None, change).findings] == ["digest_mismatch", "file_not_signed"]


def test_without_any_signature_every_file_is_unsigned(read: Any) -> None:
    report = read(None, lambda entries: entries.pop(PATH))
    assert [finding.message for finding in report.findings] == [f"{path}: no signature covers it" for path in FILES]


def test_a_file_that_one_of_two_signatures_leaves_out_is_a_finding(trust: Trust) -> None:
    entries = container(FILES)
    entries["META-INF/signatures1.xml"] = signature_xml({"käskkiri.pdf": FILES["käskkiri.pdf"]})
    report = read_signatures(entries, "proov.asice", trust)
    assert [finding.message for finding in report.findings] == ["lisa 1+2.pdf: 1 of 2 signatures do not cover it"]


@pytest.mark.parametrize(
    "data, code",
    [
        (b"<unfinished", "unreadable_signature"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "unreadable_signature"),
        (b"<a/>", "no_signature"),
        (f'<Signature xmlns="{DS}"/>'.encode(), "malformed_signature"),
        (b"<a>" + b" " * (16 * 1024 * 1024) + b"</a>", "unreadable_signature"),
    ],
)
def test_a_file_without_a_readable_signature_is_not_checked_and_says_why(trust: Trust, data: bytes, code: str) -> None:
    [signature] = read_signatures({"a.pdf": b"1", PATH: data}, "a.asice", trust).signatures
    assert (signature.signer, signature.checked, signature.reason_code) == (None, "not checked", code)
    assert signature.reason


def test_a_countersignature_inside_a_signature_is_no_signature_of_the_files(trust: Trust) -> None:
    entries = container(FILES)
    inner = signature_xml(FILES).decode().split("?>", 1)[1]
    replaced("</xades:UnsignedSignatureProperties>", f"<x>{inner}</x></xades:UnsignedSignatureProperties>")(entries)
    assert len(read_signatures(entries, "a.asice", trust).signatures) == 1


def test_the_chain_may_not_go_through_a_certificate_that_is_no_authority(trust: Trust) -> None:
    """Else whoever has a card could issue cards to others."""
    forged = issue(person("VALE", "VOLITUS"), MARI)
    [signature] = read_signatures(container(how=Signing(forged, others=(MARI, AUTHORITY))), "a.asice", trust).signatures
    assert (signature.checked, signature.reason_code) == (VALID, "untrusted_chain")


def test_an_answer_without_its_responders_certificate_is_taken_from_beside_it(read: Any) -> None:
    bare = lambda value: ocsp_answer(is_certificate_carried=False)  # noqa: E731
    whole = read(Signing(answer=bare, others=(AUTHORITY, RESPONDER)))
    assert whole.signatures[0].checked == "chain trusted at the time"
    assert read(Signing(answer=bare)).signatures[0].reason_code == "ocsp_invalid"


def test_certificates_that_certify_one_another_end_the_search(trust: Trust) -> None:
    """Forty of one name and key make as many loops; each is tried once and none leads anywhere."""
    ring = [issue("Ring", STRANGER_RING, key=STRANGER_RING.key, is_authority=True, serial=n) for n in range(20, 60)]
    holder = issue(person(), STRANGER_RING)
    [signature] = read_signatures(container(how=Signing(holder, others=tuple(ring))), "a.asice", trust).signatures
    assert (signature.checked, signature.reason_code) == (VALID, "untrusted_chain")


def test_a_signature_that_refers_to_itself_without_end_is_not_followed(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reference costs a canonicalization of what it leads to."""
    calls: list[object] = []
    monkeypatch.setattr(xades, "canonicalize", lambda *values, **more: calls.append(values) or b"")
    value = '<ds:DigestMethod Algorithm="x"/><ds:DigestValue>AAAA</ds:DigestValue>'
    again = f'<ds:Reference URI="#SP">{value}</ds:Reference>' * 5_000
    [signature] = read(None, replaced("</ds:SignedInfo>", again + "</ds:SignedInfo>")).signatures
    assert signature.checked == PRESENT
    assert len(calls) == xades.MAX_INNER


def test_signatures_beyond_the_hundredth_are_told_and_not_verified(trust: Trust) -> None:
    entries = container(FILES)
    text = entries[PATH].decode()
    one = text[text.index("<ds:Signature ") : text.index("</asic:XAdES")]
    entries[PATH] = text.replace(one, one * 103).encode()
    found = read_signatures(entries, "a.asice", trust).signatures
    assert (len(found), found[-1].reason_code) == (101, "too_many_signatures")
