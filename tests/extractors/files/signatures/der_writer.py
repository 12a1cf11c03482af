"""DER by hand (ITU-T X.690), so that tests can write what no library would."""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from cryptography.hazmat import asn1

SHA1, SHA256 = "1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1"
ECDSA_SHA256, RSA, PSS, MGF1 = (
    "1.2.840.10045.4.3.2",
    "1.2.840.113549.1.1.1",
    "1.2.840.113549.1.1.10",
    "1.2.840.113549.1.1.8",
)
END = b"\x00\x00"


def element(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(length)]) + length + content


def sequence(*parts: bytes) -> bytes:
    return element(0x30, *parts)


def set_of(*parts: bytes) -> bytes:
    return element(0x31, *parts)


def octets(content: bytes) -> bytes:
    return element(0x04, content)


def bits(content: bytes) -> bytes:
    return element(0x03, b"\x00", content)


def explicit(number: int, *parts: bytes) -> bytes:
    return element(0xA0 | number, *parts)


def integer(value: int) -> bytes:
    return asn1.encode_der(value)


def oid(dotted: str) -> bytes:
    return asn1.encode_der(x509.ObjectIdentifier(dotted))


def instant(at: datetime) -> bytes:
    return element(0x18, at.strftime("%Y%m%d%H%M%SZ").encode())


def algorithm(dotted: str, *parameters: bytes) -> bytes:
    return sequence(oid(dotted), *parameters)


def pss(digest: str = SHA256, salt: int = 32) -> bytes:
    """RSASSA-PSS with its parameters."""
    mask = algorithm(MGF1, algorithm(digest))
    return algorithm(PSS, sequence(explicit(0, algorithm(digest)), explicit(1, mask), explicit(2, integer(salt))))


def opened(whole: bytes) -> bytes:
    """An element of short or long length with its length left open."""
    head = 2 if whole[1] < 128 else 2 + (whole[1] & 127)
    return whole[:1] + b"\x80" + whole[head:] + END
