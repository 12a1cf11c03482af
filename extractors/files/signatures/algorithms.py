"""Map algorithms by their XML Signature addresses (RFC 9231) and check digests and signatures with them."""

from __future__ import annotations

import base64
import binascii
import hashlib

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509.oid import SignatureAlgorithmOID

from extractors.files.signatures.levels import Unproven

_DSIG = "http://www.w3.org/2000/09/xmldsig#"
_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#"
_ENC = "http://www.w3.org/2001/04/xmlenc#"

DIGESTS = {
    f"{_DSIG}sha1": "sha1",
    f"{_MORE}sha224": "sha224",
    f"{_ENC}sha256": "sha256",
    f"{_MORE}sha384": "sha384",
    f"{_ENC}sha512": "sha512",
}
_SIZES = ("sha224", "sha256", "sha384", "sha512")
SIGNATURES: dict[str, tuple[str, str]] = {
    f"{_DSIG}rsa-sha1": ("rsa", "sha1"),
    f"{_MORE}ecdsa-sha1": ("ecdsa", "sha1"),
    f"{_MORE_2007}sha1-rsa-MGF1": ("pss", "sha1"),
    **{f"{_MORE}rsa-{name}": ("rsa", name) for name in _SIZES},
    **{f"{_MORE}ecdsa-{name}": ("ecdsa", name) for name in _SIZES},
    **{f"{_MORE_2007}{name}-rsa-MGF1": ("pss", name) for name in _SIZES},
}
UNREADABLE = (
    ValueError,
    TypeError,
    OverflowError,
    InvalidSignature,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What ``cryptography`` raises for unreadable certificates, answers and keys; not all are ``ValueError``."""
HASH_OIDS = {
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.4": "sha224",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
"""Object identifiers of digest algorithms (RFC 8017, B.1) and their short names."""
SIGNATURE_OIDS: dict[x509.ObjectIdentifier, tuple[str, str]] = {
    SignatureAlgorithmOID.RSA_WITH_SHA1: ("rsa", "sha1"),
    SignatureAlgorithmOID.RSA_WITH_SHA224: ("rsa", "sha224"),
    SignatureAlgorithmOID.RSA_WITH_SHA256: ("rsa", "sha256"),
    SignatureAlgorithmOID.RSA_WITH_SHA384: ("rsa", "sha384"),
    SignatureAlgorithmOID.RSA_WITH_SHA512: ("rsa", "sha512"),
    SignatureAlgorithmOID.ECDSA_WITH_SHA1: ("ecdsa", "sha1"),
    SignatureAlgorithmOID.ECDSA_WITH_SHA224: ("ecdsa", "sha224"),
    SignatureAlgorithmOID.ECDSA_WITH_SHA256: ("ecdsa", "sha256"),
    SignatureAlgorithmOID.ECDSA_WITH_SHA384: ("ecdsa", "sha384"),
    SignatureAlgorithmOID.ECDSA_WITH_SHA512: ("ecdsa", "sha512"),
}
"""Signature algorithms of OCSP answers and time stamps: family and digest, as ``is_signed`` takes them."""
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


def digest(address: str, content: bytes) -> bytes:
    """Return the digest of ``content``. Raises ``Unproven`` for an unknown algorithm."""
    name = DIGESTS.get(address)
    if name is None:
        raise Unproven("unknown_algorithm", f"unknown digest algorithm {address[:80]!r}")
    return named_digest(name, content)


def named_digest(name: str, content: bytes) -> bytes:
    """Return the digest under its short name ("sha256"). Raises ``Unproven`` for an unknown one."""
    if name not in _HASHES:
        raise Unproven("unknown_algorithm", f"unknown digest algorithm {name[:40]!r}")
    return hashlib.new(name, content, usedforsecurity=False).digest()


def decode(text: str | None, what: str) -> bytes:
    """Decode base64 text, ignoring whitespace. Raises ``Unproven`` where it is not base64."""
    try:
        return base64.b64decode("".join((text or "").split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unproven("malformed_signature", f"{what} is not base64") from error


def check_xml_value(address: str, key: PublicKeyTypes, value: bytes, signed: bytes) -> None:
    """Check a SignatureValue. Raises ``Unproven``: ``signature_invalid`` or ``unknown_algorithm``."""
    if address not in SIGNATURES:
        raise Unproven("unknown_algorithm", f"unknown signature algorithm {address[:80]!r}")
    family, name = SIGNATURES[address]
    if family == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey):
        value = _der_of_raw(value, key)
    if not is_signed(key, family, name, value, signed):
        raise Unproven("signature_invalid", "the signature value does not match the certificate and the signed content")


def is_signed(key: PublicKeyTypes, family: str, name: str, value: bytes, signed: bytes) -> bool:
    """Return whether ``value`` signs ``signed``; ``family`` is rsa (PKCS #1 v1.5), pss or ecdsa (value in DER).

    Raises ``Unproven`` for an unknown digest.
    """
    if name not in _HASHES:
        raise Unproven("unknown_algorithm", f"unknown digest algorithm {name[:40]!r}")
    chosen = _HASHES[name]
    try:
        if family == "rsa" and isinstance(key, rsa.RSAPublicKey):
            key.verify(value, signed, padding.PKCS1v15(), chosen)
        elif family == "pss" and isinstance(key, rsa.RSAPublicKey):
            key.verify(value, signed, padding.PSS(padding.MGF1(chosen), padding.PSS.AUTO), chosen)
        elif family == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, signed, ec.ECDSA(chosen))
        else:
            return False  # the key is of another kind than the algorithm
    except UNREADABLE:
        return False
    return True


def _der_of_raw(value: bytes, key: ec.EllipticCurvePublicKey) -> bytes:
    """Return an ECDSA value in DER. XML Signature joins r and s, but some writers use DER."""
    size = (key.curve.key_size + 7) // 8
    if len(value) != 2 * size:
        return value
    return encode_dss_signature(int.from_bytes(value[:size], "big"), int.from_bytes(value[size:], "big"))
