"""Authorities made up for the tests, and what they hand out: certificates, OCSP answers, time stamps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.extractors.files.signatures.der_writer import (
    ECDSA_SHA256,
    RSA,
    SHA1,
    SHA256,
    algorithm,
    bits,
    element,
    explicit,
    instant,
    integer,
    octets,
    oid,
    pss,
    sequence,
    set_of,
)

CODE = "49001010000"
NOW = datetime(2024, 2, 27, 9, 44, 35, tzinfo=UTC)
BEGINS, ENDS = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
TST_INFO = "1.2.840.113549.1.9.16.1.4"
HASHES: dict[str, Any] = {
    "sha1": hashes.SHA1, "sha224": hashes.SHA224, "sha256": hashes.SHA256, "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: Any

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def sign(self, content: bytes, name: str = "sha256", *, is_pss: bool = False) -> bytes:
        chosen = HASHES[name]()
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return self.key.sign(content, ec.ECDSA(chosen, deterministic_signing=True))
        pad = padding.PSS(padding.MGF1(chosen), chosen.digest_size) if is_pss else padding.PKCS1v15()
        return bytes(self.key.sign(content, pad, chosen))


@cache
def ec_key(owner: str, curve: type[ec.EllipticCurve] = ec.SECP256R1) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(hashlib.sha256(owner.encode()).digest()[:31], "big"), curve())


@cache
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def person(given: str = "MARI", surname: str = "KUUSK") -> dict[Any, str]:
    return {
        NameOID.COMMON_NAME: f"{surname},{given},{CODE}",
        NameOID.SURNAME: surname,
        NameOID.GIVEN_NAME: given,
        NameOID.SERIAL_NUMBER: f"PNOEE-{CODE}",
    }


def issue(
    subject: dict[Any, str] | str,
    issuer: Holder | None = None,
    *,
    key: Any = None,
    is_authority: bool = False,
    begins: datetime = BEGINS,
    ends: datetime = ENDS,
    signs: bool = True,
    purposes: tuple[x509.ObjectIdentifier, ...] = (),
    serial: int = 7,
    names_key: bool = False,
) -> Holder:
    """A certificate; an authority without ``issuer`` signs its own. ``names_key`` gives it a key identifier."""
    named = {NameOID.COMMON_NAME: subject} if isinstance(subject, str) else subject
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in named.items()])
    key = key or ec_key(str(named))
    usage = x509.KeyUsage(not signs, signs, False, False, False, is_authority, is_authority, False, False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(usage, critical=True)
    )
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    if names_key:
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    return Holder(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def with_sha1(holder: Holder, issuer: Holder) -> Holder:
    """The same certificate, signed by its RSA issuer with SHA-1, as the authorities of 2011 did."""
    new, old = oid("1.2.840.113549.1.1.11"), oid("1.2.840.113549.1.1.5")
    signed = holder.certificate.tbs_certificate_bytes.replace(new, old)
    value = issuer.key.sign(signed, padding.PKCS1v15(), hashes.SHA1())
    der = sequence(signed, sequence(old, element(0x05)), bits(value))
    return Holder(x509.load_der_x509_certificate(der), holder.key)


ROOT = issue("Näidisjuur", is_authority=True)
AUTHORITY = issue("Näidisvolitaja", ROOT, is_authority=True)
STRANGER = issue("Tundmatu volitaja", is_authority=True)
RESPONDER = issue("Näidisvastaja", AUTHORITY, purposes=(ExtendedKeyUsageOID.OCSP_SIGNING,), serial=8)
STAMPER = issue("Näidistempel", AUTHORITY, purposes=(ExtendedKeyUsageOID.TIME_STAMPING,), serial=9)
MARI = issue(person(), AUTHORITY)


def _key_hash(certificate: x509.Certificate) -> bytes:
    return x509.SubjectKeyIdentifier.from_public_key(certificate.public_key()).digest  # type: ignore[arg-type]


def _method(holder: Holder, *, is_pss: bool) -> bytes:
    if isinstance(holder.key, ec.EllipticCurvePrivateKey):
        return algorithm(ECDSA_SHA256)
    return pss() if is_pss else algorithm(RSA)


def ocsp_answer(
    about: Holder = MARI,
    *,
    revoked_at: datetime | None = None,
    is_known: bool = True,
    at: datetime = NOW + timedelta(seconds=1),
    nonce: bytes | None = None,
    responder: Holder = RESPONDER,
    issuer: Holder = AUTHORITY,
    is_by_key: bool = False,
    is_certificate_carried: bool = True,
    is_pss: bool = False,
) -> bytes:
    """An answer of ``responder`` about ``about`` (RFC 6960, 4.2.1), in DER. ``nonce`` is put there bare."""
    status = element(0x80) if is_known else element(0x82)
    if revoked_at is not None:
        status = explicit(1, instant(revoked_at), explicit(0, element(0x0A, b"\0")))
    names = about.certificate.issuer.public_bytes()
    about_id = sequence(
        algorithm(SHA1),
        octets(hashlib.sha1(names).digest()),
        octets(_key_hash(issuer.certificate)),
        integer(about.certificate.serial_number),
    )
    who = explicit(1, responder.certificate.subject.public_bytes())
    if is_by_key:
        who = explicit(2, octets(_key_hash(responder.certificate)))
    data = [who, instant(at), sequence(sequence(about_id, status, instant(at)))]
    if nonce is not None:
        data.append(explicit(1, sequence(sequence(oid("1.3.6.1.5.5.7.48.1.2"), octets(nonce)))))
    signed = sequence(*data)
    carried = sequence(responder.der) if is_certificate_carried else sequence()
    value = responder.sign(signed, is_pss=is_pss)
    basic = sequence(signed, _method(responder, is_pss=is_pss), bits(value), explicit(0, carried))
    content = sequence(oid("1.3.6.1.5.5.7.48.1.1"), octets(basic))
    return sequence(element(0x0A, b"\0"), explicit(0, content))


def time_mark(signature_value: bytes) -> bytes:
    """The nonce of a BDOC time mark: algorithm and digest of the signature value."""
    return sequence(algorithm(SHA256), octets(hashlib.sha256(signature_value).digest()))


def time_stamp(
    stamped: bytes,
    *,
    at: bytes = instant(NOW),
    stamper: Holder = STAMPER,
    content: bytes | None = None,
    is_by_key: bool = False,
    is_pss: bool = False,
    has_attributes: bool = True,
    carried: tuple[Holder, ...] | None = None,
) -> bytes:
    """An RFC 3161 token over ``stamped``, in DER. ``at`` is an encoded time; ``content`` is put in place of what was
    signed; ``carried`` are the certificates in it."""
    imprint = sequence(algorithm(SHA256), octets(hashlib.sha256(stamped).digest()))
    info = sequence(integer(1), oid("1.2.3"), imprint, integer(1), at)
    attributes = [
        sequence(oid("1.2.840.113549.1.9.3"), set_of(oid(TST_INFO))),
        sequence(oid("1.2.840.113549.1.9.4"), set_of(octets(hashlib.sha256(info).digest()))),
    ]
    who = sequence(stamper.certificate.issuer.public_bytes(), integer(stamper.certificate.serial_number))
    if is_by_key:
        who = element(0x80, _key_hash(stamper.certificate))
    signer = sequence(
        integer(1),
        who,
        algorithm(SHA256),
        *([explicit(0, *attributes)] if has_attributes else []),
        _method(stamper, is_pss=is_pss),
        octets(stamper.sign(set_of(*attributes) if has_attributes else info, is_pss=is_pss)),
    )
    signed = sequence(
        integer(3),
        set_of(algorithm(SHA256)),
        sequence(oid(TST_INFO), explicit(0, octets(content or info))),
        explicit(0, *(holder.der for holder in ((stamper,) if carried is None else carried))),
        set_of(signer),
    )
    return sequence(oid("1.2.840.113549.1.7.2"), explicit(0, signed))
