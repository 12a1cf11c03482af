"""An ASiC-E container of the right shape (ETSI EN 319 162-1) with a signature that nobody made.

Digests and structure are true; certificate and signature value are fiction and verify against no authority. The
certificate carries a (made-up) personal code where real ones do, because a reader must not keep it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote
from xml.etree.ElementTree import canonicalize

from flows.sample.zips import zip_bytes

MEDIA_TYPE = "application/vnd.etsi.asic-e+zip"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
# The base point of P-256 (FIPS 186-4, D.1.2.3): a valid public key to which nobody is meant to hold the private one.
P256_POINT = bytes.fromhex(
    "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)


def asice_container(members: Sequence[tuple[str, bytes]], given_name: str, surname: str, signed_at: datetime) -> bytes:
    """The container's bytes; all members are PDFs. ``signed_at`` is UTC."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="application/pdf"/>'
        for name, _ in members
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>{entries}</manifest:manifest>'
    )
    signature = _signature(members, _certificate(given_name, surname), signed_at)
    return zip_bytes(
        [
            ("mimetype", MEDIA_TYPE.encode()),
            ("META-INF/manifest.xml", manifest.encode()),
            *members,
            ("META-INF/signatures0.xml", signature.encode()),
        ]
    )


def _signature(members: Sequence[tuple[str, bytes]], certificate: bytes, signed_at: datetime) -> str:
    references = "".join(
        f'<ds:Reference Id="S0-R{place}" URI="{quote(name)}">{_digest(content)}</ds:Reference>'
        for place, (name, content) in enumerate(members)
    )
    formats = "".join(
        f'<xades:DataObjectFormat ObjectReference="#S0-R{place}"><xades:MimeType>application/pdf</xades:MimeType>'
        "</xades:DataObjectFormat>"
        for place in range(len(members))
    )
    properties = (
        '<xades:SignedProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Id="S0-SignedProperties">'
        "<xades:SignedSignatureProperties>"
        f"<xades:SigningTime>{signed_at:%Y-%m-%dT%H:%M:%SZ}</xades:SigningTime>"
        f'<xades:SigningCertificate><xades:Cert><xades:CertDigest xmlns:ds="{DSIG}">{_digest(certificate)}'
        f"</xades:CertDigest></xades:Cert></xades:SigningCertificate>"
        "<xades:SignerRole><xades:ClaimedRoles><xades:ClaimedRole>peadirektor</xades:ClaimedRole></xades:ClaimedRoles>"
        "</xades:SignerRole></xades:SignedSignatureProperties>"
        f"<xades:SignedDataObjectProperties>{formats}</xades:SignedDataObjectProperties></xades:SignedProperties>"
    )
    signed = canonicalize(properties).encode()
    fiction = base64.b64encode(hashlib.sha512(certificate).digest()).decode()
    return (
        '<?xml version="1.0" encoding="UTF-8"?><asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#">'
        f'<ds:Signature xmlns:ds="{DSIG}" Id="S0"><ds:SignedInfo>'
        f'<ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"/>'
        '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/>'
        f'{references}<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#S0-SignedProperties">'
        f'<ds:Transforms><ds:Transform Algorithm="{EXCLUSIVE}"/></ds:Transforms>{_digest(signed)}'
        f'</ds:Reference></ds:SignedInfo><ds:SignatureValue Id="S0-SIG">{fiction}</ds:SignatureValue>'
        f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{base64.b64encode(certificate).decode()}</ds:X509Certificate>"
        '</ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties Target="#S0" '
        f'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#">{properties}</xades:QualifyingProperties></ds:Object>'
        "</ds:Signature></asic:XAdESSignatures>"
    )


def _digest(content: bytes) -> str:
    value = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return f'<ds:DigestMethod Algorithm="{SHA256}"/><ds:DigestValue>{value}</ds:DigestValue>'


def _certificate(given_name: str, surname: str) -> bytes:
    """An X.509 certificate (RFC 5280) of the shape of an Estonian identity card's, in DER."""
    code = "00000000000"
    algorithm = _sequence(_object_id("2a8648ce3d040302"))
    issuer = _name([("550406", "EE"), ("55040a", "Näidissertifikaadid"), ("550403", "NAIDIS-CA")])
    subject = _name(
        [
            ("550406", "EE"),
            ("550403", f"{surname.upper()},{given_name.upper()},{code}"),
            ("550404", surname.upper()),
            ("55042a", given_name.upper()),
            ("550405", f"PNOEE-{code}"),
        ]
    )
    validity = _sequence(_time(datetime(2021, 1, 1, tzinfo=UTC)), _time(datetime(2029, 1, 1, tzinfo=UTC)))
    curve = _sequence(_object_id("2a8648ce3d0201"), _object_id("2a8648ce3d030107"))
    key = _sequence(curve, _tagged(0x03, b"\x00" + P256_POINT))
    body = _sequence(
        _tagged(0xA0, _tagged(0x02, b"\x02")), _tagged(0x02, b"\x01"), algorithm, issuer, validity, subject, key
    )
    fiction = _sequence(_tagged(0x02, b"\x01" * 32), _tagged(0x02, b"\x02" * 32))
    return _sequence(body, algorithm, _tagged(0x03, b"\x00" + fiction))


def _tagged(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def _sequence(*parts: bytes) -> bytes:
    return _tagged(0x30, b"".join(parts))


def _object_id(content: str) -> bytes:
    return _tagged(0x06, bytes.fromhex(content))


def _time(at: datetime) -> bytes:
    return _tagged(0x17, f"{at:%y%m%d%H%M%SZ}".encode())


def _name(attributes: Sequence[tuple[str, str]]) -> bytes:
    return _sequence(
        *(_tagged(0x31, _sequence(_object_id(kind), _tagged(0x0C, value.encode()))) for kind, value in attributes)
    )
