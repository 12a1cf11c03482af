"""The table of kinds: how far each kind of signed container is proved, and why no further.

What other programs' test suites hold valid or invalid is made here anew, with authorities of our own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from extractors.files.signatures import read_ddoc_signatures, read_signatures
from extractors.files.signatures.certificates import Trust, is_issued_by
from extractors.files.signatures.levels import REFUTING
from extractors.model.extraction import Signature
from tests.extractors.files.signatures.authorities import (
    AUTHORITY,
    MARI,
    NOW,
    RESPONDER,
    ROOT,
    STAMPER,
    Holder,
    issue,
    ocsp_answer,
    person,
    rsa_key,
    time_mark,
    time_stamp,
    with_sha1,
)
from tests.extractors.files.signatures.containers import FILES, Signing, b64, container, ddoc, policy

TRUSTED, VALID, MATCH, PRESENT, UNCHECKED = (
    "chain trusted at the time", "signature valid", "digests match", "present", "not checked",
)  # fmt: skip
OTHER_POLICY = "urn:oid:1.3.6.1.4.1.10015.9"
PATH = "META-INF/signatures0.xml"


# --- an authority of 2011: all that it and its root signed, they signed with SHA-1 ---


@cache
def old_root() -> Holder:
    key = rsa.generate_private_key(65537, 2048)
    own = issue("Vana juur", key=key, is_authority=True)
    return with_sha1(own, own)


@cache
def old_authority() -> Holder:
    return with_sha1(issue("Vana volitaja 2011", old_root(), key=rsa_key(), is_authority=True), old_root())


@cache
def old(name: Any = None, *purposes: Any, key: Any = None, serial: int = 7) -> Holder:
    issued = issue(name or person(), old_authority(), purposes=purposes, key=key, serial=serial)
    return with_sha1(issued, old_authority())


def old_answer(holder: Holder, **values: Any) -> bytes:
    responder = old("Vana vastaja 2011", ExtendedKeyUsageOID.OCSP_SIGNING, serial=8)
    return ocsp_answer(holder, responder=responder, issuer=old_authority(), **values)


def of_2011(**values: Any) -> Signing:
    stamper = old("Vana tempel", ExtendedKeyUsageOID.TIME_STAMPING, serial=9)
    given: dict[str, Any] = {
        "holder": old(),
        "others": (old_authority(),),
        "stamp": lambda value: time_stamp(value, stamper=stamper),
        "answer": lambda value: old_answer(old()),
    }
    return Signing(**given | values)


def old_mark(value: bytes) -> bytes:
    return old_answer(old(), nonce=time_mark(value))


def answered(after: timedelta) -> Signing:
    return Signing(answer=lambda value: ocsp_answer(at=NOW + after))


def marked(**values: Any) -> Signing:
    return Signing(stamp=None, answer=lambda value: ocsp_answer(nonce=time_mark(value)), **values)


def beside(kind: str, *proofs: bytes) -> Callable[[dict[str, bytes]], None]:
    """Puts further proofs after those that the signature carries; unsigned properties may be added at any time."""
    holder, inner = {
        "ocsp": ("OCSPValues", "EncapsulatedOCSPValue"),
        "stamp": ("SignatureTimeStamp", "EncapsulatedTimeStamp"),
    }[kind]
    added = "".join(f"<xades:{inner}>{b64(proof)}</xades:{inner}>" for proof in proofs)

    def change(entries: dict[str, bytes]) -> None:
        end = f"</xades:{holder}>".encode()
        assert end in entries[PATH]
        entries[PATH] = entries[PATH].replace(end, added.encode() + end)

    return change


GOOD = ocsp_answer()
CORRUPT, ALTERED = GOOD[:60], GOOD.replace(b"20240227094436Z", b"20240227094437Z")
LATE = ocsp_answer(at=NOW + timedelta(hours=26))
OF_ANOTHER = ocsp_answer(issue(person("JAAN", "TAMM"), AUTHORITY, serial=12))
UNTRUSTED = ocsp_answer(responder=issue("Võõras", purposes=(ExtendedKeyUsageOID.OCSP_SIGNING,), is_authority=True))
STAMPED_ELSEWHERE = time_stamp(b"muu")

Change = Callable[[dict[str, bytes]], object]
ASIC: list[tuple[str, str, str | None, Callable[[], Signing], Change | None]] = [
    ("LT", TRUSTED, None, Signing, None),
    ("LT of 2011", TRUSTED, None, of_2011, None),
    ("TM of 2011", TRUSTED, None, lambda: of_2011(stamp=None, answer=old_mark), None),
    ("TM of 2011, BDOC's policy", TRUSTED, None, lambda: of_2011(stamp=None, answer=old_mark, policy=policy()), None),
    ("B of 2011", VALID, "no_trusted_time", lambda: of_2011(stamp=None, answer=None), None),
    ("T of 2011", VALID, "no_revocation_answer", lambda: of_2011(answer=None), None),
    ("revoked in 2011", VALID, "revoked",
     lambda: of_2011(answer=lambda value: old_answer(old(), revoked_at=NOW - timedelta(days=1))), None),
    ("TM with another policy", VALID, "wrong_policy", lambda: marked(policy=policy(OTHER_POLICY)), None),
    ("TM with a policy of no name", VALID, "wrong_policy", lambda: marked(policy=policy("")), None),
    ("TM with a policy named as an URI", VALID, "wrong_policy",
     lambda: marked(policy=policy(qualifier="OIDAsURI")), None),
    ("TM with a policy without address", VALID, "wrong_policy", lambda: marked(policy=policy(address="")), None),
    ("TM with an implied policy", TRUSTED, None, lambda: marked(
        policy="<xades:SignaturePolicyIdentifier><xades:SignaturePolicyImplied></xades:SignaturePolicyImplied>"
        "</xades:SignaturePolicyIdentifier>"), None),
    ("LT with another policy", TRUSTED, None, lambda: Signing(policy=policy(OTHER_POLICY)), None),
    ("LT and a corrupted answer", VALID, "unreadable_ocsp", Signing, beside("ocsp", CORRUPT)),
    ("LT and an answer that was altered", VALID, "ocsp_invalid", Signing, beside("ocsp", ALTERED)),
    ("LT, two faults, the altered one counts", VALID, "ocsp_invalid", Signing, beside("ocsp", UNTRUSTED, ALTERED)),
    ("LT and an answer about another", TRUSTED, None, Signing, beside("ocsp", OF_ANOTHER)),
    ("LT and an answer about another that nobody can check", TRUSTED, None, Signing,
     beside("ocsp", OF_ANOTHER.replace(b"20240227094436Z", b"20240227094437Z"))),
    ("LT and an answer of nobody known", TRUSTED, None, Signing, beside("ocsp", UNTRUSTED)),
    ("LT with the corrupted answer first", VALID, "unreadable_ocsp",
     lambda: Signing(answer=lambda value: CORRUPT), beside("ocsp", GOOD)),
    ("LT with a corrupted answer alone", VALID, "unreadable_ocsp", lambda: Signing(answer=lambda value: CORRUPT), None),
    ("TM and a corrupted answer", VALID, "unreadable_ocsp", lambda: marked(), beside("ocsp", CORRUPT)),
    ("TM with the mark of another", VALID, "time_mark_mismatch",
     lambda: Signing(stamp=None, answer=lambda value: ocsp_answer(nonce=time_mark(b"muu"))), None),
    ("LT and a stamp over something else", VALID, "timestamp_invalid", Signing, beside("stamp", STAMPED_ELSEWHERE)),
    ("LT and a stamp that is none", VALID, "unreadable_timestamp", Signing, beside("stamp", b"0\x03")),
    ("LT, answered 23 hours later", TRUSTED, None, lambda: answered(timedelta(hours=23)), None),
    ("LT, answered 26 hours later", VALID, "ocsp_too_late", lambda: answered(timedelta(hours=26)), None),
    ("LT, answered twice, once in time", TRUSTED, None, Signing, beside("ocsp", LATE)),
    ("an archive stamp", TRUSTED, None, Signing, lambda entries: entries.update({PATH: entries[PATH].replace(
        b"</xades:UnsignedSignatureProperties>",
        b"<xades:ArchiveTimeStamp></xades:ArchiveTimeStamp></xades:UnsignedSignatureProperties>")})),
    ("CAdES", UNCHECKED, "unsupported_format", Signing,
     lambda entries: (entries.pop(PATH), entries.update({"META-INF/signature.p7s": b"0\x03"}))),
    ("a time stamp over the file", UNCHECKED, "unsupported_format", Signing,
     lambda entries: (entries.pop(PATH), entries.update({"META-INF/timestamp.tst": b"0\x03"}))),
]  # fmt: skip


@pytest.mark.parametrize("kind, level, code, how, then", ASIC, ids=[row[0] for row in ASIC])
def test_each_kind_of_asic_has_its_level_and_reason(
    kind: str, level: str, code: str | None, how: Callable[[], Signing], then: Change | None
) -> None:
    entries = container(FILES, how())
    if then is not None:
        then(entries)
    trust = Trust((old_root().certificate, ROOT.certificate))
    [signature] = read_signatures(entries, "proov.asice", trust).signatures
    told(signature, level, code)


def told(signature: Signature, level: str, code: str | None) -> None:
    """The level and the reason are those of the table, and only what speaks against a signature refutes it."""
    assert (signature.checked, signature.reason_code) == (level, code), signature.reason
    assert signature.is_refuted == (code in REFUTING)
    assert (signature.reason is None) == (code is None)


# --- DDOC ---


def ddoc_signing(**values: Any) -> Signing:
    holder = old(key=rsa_key())
    given: dict[str, Any] = {"answer": lambda value: old_answer(holder, nonce=hashlib.sha1(value).digest())}
    return Signing(holder, **given | values)


DDOC: list[tuple[str, str, str | None, dict[str, Any], Callable[[bytes], bytes] | None]] = [
    ("as written", TRUSTED, None, {}, None),
    ("properties without their namespace", TRUSTED, None, {"inherits_namespace": True}, None),
    ("both without", TRUSTED, None, {"inherits_namespace": True, "signs_without_namespace": True}, None),
    ("digests in place of files", TRUSTED, None, {"holds_digests": True}, None),
    ("digests, without namespace", TRUSTED, None, {"holds_digests": True, "inherits_namespace": True}, None),
    ("the time altered", PRESENT, "digest_mismatch", {"inherits_namespace": True},
     lambda data: data.replace(b"<SigningTime>2024", b"<SigningTime>2023")),
    ("an element put into the properties", PRESENT, "digest_mismatch", {"inherits_namespace": True},
     lambda data: data.replace(b"</SignedSignatureProperties>", b"<a xmlns='urn:b'/></SignedSignatureProperties>")),
    ("a namespace put around one property", PRESENT, "digest_mismatch", {"inherits_namespace": True},
     lambda data: data.replace(b"<SigningTime>", b"<SigningTime xmlns='urn:x'>")),
    ("another digest in place of a file", PRESENT, "digest_mismatch", {"holds_digests": True},
     lambda data: data.replace(b'DigestValue="', b'DigestValue="AAAA')),
    ("a digest that is none", PRESENT, "digest_mismatch", {"holds_digests": True},
     lambda data: data.replace(b'DigestValue="', b'DigestValue="?')),
    ("a digest of another kind", PRESENT, "digest_mismatch", {"holds_digests": True},
     lambda data: data.replace(b'DigestType="sha1"', b'DigestType="md5"')),
    ("content beside the digest", PRESENT, "digest_mismatch", {"holds_digests": True},
     lambda data: data.replace(b"></DataFile>", b">QUJD</DataFile>")),
    ("a digest beside embedded content", PRESENT, "digest_mismatch", {"holds_digests": True},
     lambda data: data.replace(b'"HASHCODE"', b'"EMBEDDED_BASE64"')),
]  # fmt: skip


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3"])
@pytest.mark.parametrize("kind, level, code, twist, then", DDOC, ids=[row[0] for row in DDOC])
def test_each_kind_of_ddoc_has_its_level_and_reason(
    version: str, kind: str, level: str, code: str | None, twist: dict[str, Any], then: Callable[[bytes], bytes] | None
) -> None:
    data = ddoc(ddoc_signing(), version=version, **twist)
    changed = data if then is None else then(data)
    assert then is None or changed != data
    trust = Trust((old_root().certificate, old_authority().certificate))
    [signature] = read_ddoc_signatures(changed, "vana.ddoc", trust).signatures
    told(signature, level, code)


@pytest.mark.parametrize(
    "answer, code",
    [
        (None, "no_trusted_time"),
        (lambda value: CORRUPT, "unreadable_ocsp"),
        (lambda value: old_answer(old(key=rsa_key()), nonce=bytes(20)), "time_mark_mismatch"),
        (lambda value: old_answer(old(key=rsa_key()), is_known=False, nonce=hashlib.sha1(value).digest()),
         "revocation_unknown"),
    ],
)  # fmt: skip
def test_a_ddoc_with_less_proof_stays_below(answer: Any, code: str) -> None:
    trust = Trust((old_authority().certificate,))
    [signature] = read_ddoc_signatures(ddoc(ddoc_signing(answer=answer)), "vana.ddoc", trust).signatures
    told(signature, VALID, code)


# --- links signed with SHA-1 ---


def test_a_link_signed_with_sha1_counts_and_no_other_does() -> None:
    holder, authority = old(), old_authority()
    assert is_issued_by(holder.certificate, authority.certificate)
    assert is_issued_by(authority.certificate, old_root().certificate)
    assert is_issued_by(MARI.certificate, AUTHORITY.certificate)
    assert not is_issued_by(holder.certificate, old_root().certificate), "another name"
    namesake = issue("Vana volitaja 2011", key=rsa.generate_private_key(65537, 2048), is_authority=True)
    assert not is_issued_by(holder.certificate, namesake.certificate), "the same name and another key"
    below = with_sha1(issue(person(), old(key=rsa_key())), old(key=rsa_key()))
    assert not is_issued_by(below.certificate, old(key=rsa_key()).certificate), "a person issues nothing"
    for other in (RESPONDER, STAMPER):
        assert not is_issued_by(holder.certificate, other.certificate)


def test_an_old_chain_to_nobody_known_is_told_as_such() -> None:
    [signature] = read_signatures(container(FILES, of_2011()), "a.asice", Trust((ROOT.certificate,))).signatures
    told(signature, VALID, "untrusted_chain")
