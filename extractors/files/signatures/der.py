"""Define ASN.1 structures that OCSP answers and time stamps share: algorithm identifiers, digests, public keys.

``cryptography`` reads them in Rust and accepts DER only; a ``ValueError`` means that the bytes are something else. Its
``asn1`` module may still change between versions, so only this module, ``token`` and ``ocsp_answers`` use it.
"""

from __future__ import annotations

from typing import Annotated, cast

from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import PublicKeyAlgorithmOID, SignatureAlgorithmOID

from extractors.files.signatures.algorithms import HASH_OIDS, SIGNATURE_OIDS
from extractors.files.signatures.levels import Unproven


@asn1.sequence
class DigestInfo:
    """A digest and its algorithm: DigestInfo (RFC 8017, A.2.4), and MessageImprint, which has the same form."""

    algorithm: list[asn1.TLV]
    digest: bytes


@asn1.sequence
class _PublicKeyInfo:
    """SubjectPublicKeyInfo (RFC 5280, 4.1)."""

    algorithm: asn1.TLV
    key: asn1.BitString


@asn1.sequence
class _PssParameters:
    """RSASSA-PSS-params (RFC 8017, A.2.3); the default digest is SHA-1."""

    hash_algorithm: Annotated[list[asn1.TLV] | None, asn1.Explicit(0)]
    mask: Annotated[list[asn1.TLV] | None, asn1.Explicit(1)]
    salt_length: Annotated[int | None, asn1.Explicit(2)]
    trailer: Annotated[int | None, asn1.Explicit(3)]


def algorithm_oid(algorithm: list[asn1.TLV]) -> x509.ObjectIdentifier:
    """Return which algorithm an AlgorithmIdentifier (RFC 5280, 4.1.1.2) names; its parameters follow in the list.

    Raises ``ValueError`` where it names none.
    """
    if not algorithm:
        raise ValueError("an empty algorithm identifier")
    return cast(x509.ObjectIdentifier, algorithm[0].parse(x509.ObjectIdentifier))


def hash_name(algorithm: list[asn1.TLV]) -> str:
    """Return the short name of a digest algorithm ("sha256"), or its dotted number where it is not a known one."""
    oid = algorithm_oid(algorithm).dotted_string
    return HASH_OIDS.get(oid, oid)


def signature_method(algorithm: list[asn1.TLV], digest_name: str = "") -> tuple[str, str]:
    """Return family and digest of a signature as ``is_signed`` takes them.

    Where only the key's kind is named (bare RSA), the digest is ``digest_name``. Raises ``Unproven``
    (``unknown_algorithm``) for an algorithm that is not known, ``ValueError`` for parameters that are not its own.
    """
    oid = algorithm_oid(algorithm)
    if oid == SignatureAlgorithmOID.RSASSA_PSS:
        chosen = algorithm[1].parse(_PssParameters).hash_algorithm if len(algorithm) > 1 else None
        return "pss", hash_name(chosen) if chosen else "sha1"
    if oid == PublicKeyAlgorithmOID.RSAES_PKCS1_v1_5 and digest_name:
        return "rsa", digest_name
    if oid not in SIGNATURE_OIDS:
        raise Unproven("unknown_algorithm", f"unknown signature algorithm {oid.dotted_string[:80]}")
    return SIGNATURE_OIDS[oid]


def key_bits(certificate: x509.Certificate) -> bytes:
    """Return the public key's bits without their algorithm: what key identifiers are digests of (RFC 6960, 4.1.1)."""
    info = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return asn1.decode_der(_PublicKeyInfo, info).key.as_bytes()
