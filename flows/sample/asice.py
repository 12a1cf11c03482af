"""Make an ASiC-E container (ETSI EN 319 162-1) with a valid XAdES B signature of a person who does not exist.

Digests and signature value are correct and the same each time (RFC 6979). The certificate comes from an invented
authority that is on no trusted list, so a reader must stop at "signature valid" and say so. The certificate carries an
invented personal code where real ones do, because a reader must not keep it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote
from xml.etree.ElementTree import canonicalize

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from flows.sample.zips import zip_bytes

MEDIA_TYPE = "application/vnd.etsi.asic-e+zip"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
AUTHORITY = "NAIDIS-CA"
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # FIPS 186-4, D.1.2.3
_FOR_SIGNING = x509.KeyUsage(
    digital_signature=False,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def asice_container(members: Sequence[tuple[str, bytes]], given_name: str, surname: str, signed_at: datetime) -> bytes:
    """Return the container's bytes; all members are PDFs. ``signed_at`` is UTC."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="application/pdf"/>'
        for name, _ in members
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>{entries}</manifest:manifest>'
    )
    signature = _signature(members, _certificate(given_name, surname), _key(f"{given_name} {surname}"), signed_at)
    return zip_bytes(
        [
            ("mimetype", MEDIA_TYPE.encode()),
            ("META-INF/manifest.xml", manifest.encode()),
            *members,
            ("META-INF/signatures0.xml", signature.encode()),
        ]
    )


def _signature(
    members: Sequence[tuple[str, bytes]],
    of: x509.Certificate,
    key: ec.EllipticCurvePrivateKey,
    signed_at: datetime,
) -> str:
    certificate = of.public_bytes(Encoding.DER)
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
    info = (
        f'<ds:SignedInfo xmlns:ds="{DSIG}"><ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"/>'
        '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/>'
        f'{references}<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#S0-SignedProperties">'
        f'<ds:Transforms><ds:Transform Algorithm="{EXCLUSIVE}"/></ds:Transforms>{_digest(signed)}'
        "</ds:Reference></ds:SignedInfo>"
    )
    value = base64.b64encode(_sign(canonicalize(info).encode(), key)).decode()
    return (
        '<?xml version="1.0" encoding="UTF-8"?><asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#">'
        f'<ds:Signature xmlns:ds="{DSIG}" Id="S0">{info}<ds:SignatureValue Id="S0-SIG">{value}</ds:SignatureValue>'
        f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{base64.b64encode(certificate).decode()}</ds:X509Certificate>"
        '</ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties Target="#S0" '
        f'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#">{properties}</xades:QualifyingProperties></ds:Object>'
        "</ds:Signature></asic:XAdESSignatures>"
    )


def _sign(content: bytes, key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return r and s concatenated, as in XML signatures (RFC 4051, 3.4.1)."""
    r, s = decode_dss_signature(key.sign(content, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def _digest(content: bytes) -> str:
    value = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return f'<ds:DigestMethod Algorithm="{SHA256}"/><ds:DigestValue>{value}</ds:DigestValue>'


def _key(owner: str) -> ec.EllipticCurvePrivateKey:
    """Return a private key that anybody can derive from the owner's name. It is not meant to protect anything."""
    number = int.from_bytes(hashlib.sha256(f"kehtiv sample {owner}".encode()).digest(), "big")
    return ec.derive_private_key(number % P256_ORDER, ec.SECP256R1())


def _certificate(given_name: str, surname: str) -> x509.Certificate:
    """Return a certificate in the form of an Estonian identity card's, from an authority that nobody should trust."""
    code = "00000000000"
    issuer = _name([(NameOID.ORGANIZATION_NAME, "Näidissertifikaadid"), (NameOID.COMMON_NAME, AUTHORITY)])
    subject = _name(
        [
            (NameOID.COMMON_NAME, f"{surname.upper()},{given_name.upper()},{code}"),
            (NameOID.SURNAME, surname.upper()),
            (NameOID.GIVEN_NAME, given_name.upper()),
            (NameOID.SERIAL_NUMBER, f"PNOEE-{code}"),
        ]
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(_key(f"{given_name} {surname}").public_key())
        .serial_number(1)
        .not_valid_before(datetime(2021, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2029, 1, 1, tzinfo=UTC))
        .add_extension(_FOR_SIGNING, critical=True)
        .sign(_key(AUTHORITY), hashes.SHA256(), ecdsa_deterministic=True)
    )


def _name(attributes: Sequence[tuple[x509.ObjectIdentifier, str]]) -> x509.Name:
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "EE")
    return x509.Name([country, *(x509.NameAttribute(kind, value) for kind, value in attributes)])
