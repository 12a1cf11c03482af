"""Authorities made up for the tests, and what they hand out: certificates, OCSP answers, time stamps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, ClassVar

from asn1crypto import algos, cms, core, ocsp, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CODE = "49001010000"
NOW = datetime(2024, 2, 27, 9, 44, 35, tzinfo=UTC)
BEGINS, ENDS = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
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
) -> Holder:
    """A certificate; an authority without ``issuer`` signs its own."""
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
    return Holder(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


ROOT = issue("Näidisjuur", is_authority=True)
AUTHORITY = issue("Näidisvolitaja", ROOT, is_authority=True)
STRANGER = issue("Tundmatu volitaja", is_authority=True)
RESPONDER = issue("Näidisvastaja", AUTHORITY, purposes=(ExtendedKeyUsageOID.OCSP_SIGNING,), serial=8)
STAMPER = issue("Näidistempel", AUTHORITY, purposes=(ExtendedKeyUsageOID.TIME_STAMPING,), serial=9)
MARI = issue(person(), AUTHORITY)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _key_bits(certificate: x509.Certificate) -> bytes:
    return certificate.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


class _Extension(core.Sequence):
    """asn1crypto's own would refuse the bare nonces that real responders send."""

    _fields: ClassVar = [("extn_id", core.ObjectIdentifier), ("extn_value", core.OctetString)]


class _Extensions(core.SequenceOf):
    _child_spec = _Extension


class _ResponseData(core.Sequence):
    _fields: ClassVar = [
        ("responder_id", ocsp.ResponderId),
        ("produced_at", core.GeneralizedTime),
        ("responses", ocsp.Responses),
        ("response_extensions", _Extensions, {"explicit": 1, "optional": True}),
    ]


class _BasicResponse(core.Sequence):
    _fields: ClassVar = [
        ("tbs_response_data", _ResponseData),
        ("signature_algorithm", algos.SignedDigestAlgorithm),
        ("signature", core.OctetBitString),
        ("certs", ocsp.Certificates, {"explicit": 0, "optional": True}),
    ]


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
) -> bytes:
    """An answer of ``responder`` about ``about``, in DER. ``nonce`` is put there bare."""
    status: Any = ("good", ocsp.StatusGood()) if is_known else ("unknown", ocsp.StatusUnknown())
    if revoked_at is not None:
        status = ("revoked", {"revocation_time": revoked_at, "revocation_reason": "unspecified"})
    cert_id = {
        "hash_algorithm": {"algorithm": "sha1"},
        "issuer_name_hash": hashlib.sha1(about.certificate.issuer.public_bytes()).digest(),
        "issuer_key_hash": hashlib.sha1(_key_bits(issuer.certificate)).digest(),
        "serial_number": about.certificate.serial_number,
    }
    who = ("by_name", _asn1(responder.certificate).subject)
    if is_by_key:
        who = ("by_key", hashlib.sha1(_key_bits(responder.certificate)).digest())
    single = {"cert_id": cert_id, "cert_status": ocsp.CertStatus(*status), "this_update": at}
    fields: dict[str, Any] = {"responder_id": ocsp.ResponderId(*who), "produced_at": at, "responses": [single]}
    if nonce is not None:
        fields["response_extensions"] = [{"extn_id": "1.3.6.1.5.5.7.48.1.2", "extn_value": nonce}]
    data = _ResponseData(fields)
    basic = _BasicResponse(
        {
            "tbs_response_data": data,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": responder.sign(data.dump()),
            "certs": [_asn1(responder.certificate)] if is_certificate_carried else [],
        }
    )
    content = {"response_type": "basic_ocsp_response", "response": core.ParsableOctetString(basic.dump())}
    return bytes(ocsp.OCSPResponse({"response_status": "successful", "response_bytes": content}).dump())


def time_mark(signature_value: bytes) -> bytes:
    """The nonce of a BDOC time mark: algorithm and digest of the signature value."""
    info = {"digest_algorithm": {"algorithm": "sha256"}, "digest": hashlib.sha256(signature_value).digest()}
    return bytes(algos.DigestInfo(info).dump())


def time_stamp(stamped: bytes, *, at: datetime = NOW, stamper: Holder = STAMPER, content: bytes | None = None) -> bytes:
    """An RFC 3161 token over ``stamped``, in DER. ``content`` is put in place of what was signed."""
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(stamped).digest()}
    info = tsp.TSTInfo(
        {"version": "v1", "policy": "1.2.3", "message_imprint": imprint, "serial_number": 1, "gen_time": at}
    ).dump()
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["tst_info"]},
            {"type": "message_digest", "values": [hashlib.sha256(info).digest()]},
        ]
    )
    certificate = _asn1(stamper.certificate)
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number", {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
        ),
        "digest_algorithm": {"algorithm": "sha256"},
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": stamper.sign(attributes.dump()),
    }
    signed = {
        "version": "v3",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(content or info)},
        "certificates": [certificate],
        "signer_infos": [signer],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump())
