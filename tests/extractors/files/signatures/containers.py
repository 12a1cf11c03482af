"""Signed containers made for the tests by other code than that which reads them: markup is written in canonical form
by hand, or canonicalized by the standard library."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import canonicalize

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tests.extractors.files.signatures.authorities import AUTHORITY, MARI, Holder, ocsp_answer, time_stamp

DS = "http://www.w3.org/2000/09/xmldsig#"
ASIC = "http://uri.etsi.org/02918/v1.2.1#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
INCLUSIVE_1_1 = "http://www.w3.org/2006/12/xml-c14n11"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
ECDSA_SHA256 = f"{MORE}ecdsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
FILES = {"käskkiri.pdf": b"%PDF-1.7 kinnitan", "lisa 1+2.pdf": "%PDF-1.7 õigused".encode()}


TIME_MARK_POLICY = "urn:oid:1.3.6.1.4.1.10015.1000.3.2.1"


def policy(
    name: str = TIME_MARK_POLICY, qualifier: str = "OIDAsURN", address: str = "https://naidis.example/p.pdf"
) -> str:
    """The element by which a signer of BDOC 2.1 states that the OCSP answer's nonce is a time mark."""
    qualifiers = (
        f"<xades:SigPolicyQualifiers><xades:SigPolicyQualifier><xades:SPURI>{address}</xades:SPURI>"
        "</xades:SigPolicyQualifier></xades:SigPolicyQualifiers>"
    )
    return (
        "<xades:SignaturePolicyIdentifier><xades:SignaturePolicyId><xades:SigPolicyId>"
        f'<xades:Identifier Qualifier="{qualifier}">{name}</xades:Identifier>'
        f"</xades:SigPolicyId>{qualifiers if address else ''}</xades:SignaturePolicyId>"
        "</xades:SignaturePolicyIdentifier>"
    )


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


@dataclass
class Signing:
    """What to sign with, and what to do differently than a good signer would."""

    holder: Holder = MARI
    method: str = ECDSA_SHA256
    digest_address: str = SHA256
    digest_name: str = "sha256"
    signature_digest: str = "sha256"
    is_pss: bool = False
    canonical: str = EXCLUSIVE
    signing_time: str = "2024-02-27T11:44:20+02:00"
    role: str = "kantsler"
    policy: str = ""
    bound_to: Holder | None = None
    stamp: Callable[[bytes], bytes] | None = time_stamp
    answer: Callable[[bytes], bytes] | None = field(default=lambda value: ocsp_answer())
    others: tuple[Holder, ...] = (AUTHORITY,)
    encode_uri: Callable[[str], str] = quote


def signature_xml(files: Mapping[str, bytes], how: Signing | None = None) -> bytes:
    """The signature file of an ASiC container over ``files``."""
    how = how or Signing()
    is_exclusive = how.canonical == EXCLUSIVE
    # Inclusive canonical XML declares all that is in scope at the top of the subset, in the order of the prefixes.
    scope = f'xmlns:asic="{ASIC}" xmlns:ds="{DS}"'
    references = "".join(
        f'<ds:Reference Id="r{n}" URI="{how.encode_uri(name)}">{_digest(content, how)}</ds:Reference>'
        for n, (name, content) in enumerate(files.items())
    )
    bound = (how.bound_to or how.holder).der
    properties = (
        f'<xades:SignedProperties {scope} xmlns:xades="{XADES}" Id="SP"><xades:SignedSignatureProperties>'
        f"<xades:SigningTime>{how.signing_time}</xades:SigningTime><xades:SigningCertificate><xades:Cert>"
        f"<xades:CertDigest>{_digest(bound, how)}</xades:CertDigest></xades:Cert></xades:SigningCertificate>"
        f"{how.policy}<xades:SignerRole><xades:ClaimedRoles><xades:ClaimedRole>{how.role}</xades:ClaimedRole>"
        "</xades:ClaimedRoles></xades:SignerRole></xades:SignedSignatureProperties></xades:SignedProperties>"
    )
    signed_properties = canonicalize(properties) if is_exclusive else properties
    info = (
        f'<ds:SignedInfo {scope}><ds:CanonicalizationMethod Algorithm="{how.canonical}"></ds:CanonicalizationMethod>'
        f'<ds:SignatureMethod Algorithm="{how.method}"></ds:SignatureMethod>{references}'
        '<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#SP"><ds:Transforms>'
        f'<ds:Transform Algorithm="{how.canonical}"></ds:Transform></ds:Transforms>'
        f"{_digest(signed_properties.encode(), how)}</ds:Reference></ds:SignedInfo>"
    )
    value = sign((canonicalize(info) if is_exclusive else info).encode(), how)
    element = f'<ds:SignatureValue {scope} Id="V">{b64(value)}</ds:SignatureValue>'
    stamped = canonicalize(element) if is_exclusive else element
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<asic:XAdESSignatures {scope}>\n<ds:Signature Id="S">{info}{element}'
        f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{b64(how.holder.der)}</ds:X509Certificate></ds:X509Data>"
        f'</ds:KeyInfo><ds:Object><xades:QualifyingProperties xmlns:xades="{XADES}" Target="#S">{properties}'
        f"{_unsigned(value, stamped.encode(), how)}</xades:QualifyingProperties></ds:Object></ds:Signature>"
        "</asic:XAdESSignatures>"
    ).encode()


def _digest(content: bytes, how: Signing) -> str:
    value = b64(hashlib.new(how.digest_name, content).digest())
    method = f'<ds:DigestMethod Algorithm="{how.digest_address}"></ds:DigestMethod>'
    return f"{method}<ds:DigestValue>{value}</ds:DigestValue>"


def sign(content: bytes, how: Signing) -> bytes:
    """The signature value; of elliptic curves r and s side by side."""
    value = how.holder.sign(content, how.signature_digest, is_pss=how.is_pss)
    if not isinstance(how.holder.key, ec.EllipticCurvePrivateKey):
        return value
    size = (how.holder.key.curve.key_size + 7) // 8
    return b"".join(part.to_bytes(size, "big") for part in decode_dss_signature(value))


def _unsigned(value: bytes, stamped: bytes, how: Signing) -> str:
    pieces = []
    if how.stamp is not None:
        pieces.append(
            f'<xades:SignatureTimeStamp><ds:CanonicalizationMethod Algorithm="{how.canonical}"/>'
            f"<xades:EncapsulatedTimeStamp>{b64(how.stamp(stamped))}</xades:EncapsulatedTimeStamp>"
            "</xades:SignatureTimeStamp>"
        )
    certificates = "".join(
        f"<xades:EncapsulatedX509Certificate>{b64(other.der)}</xades:EncapsulatedX509Certificate>"
        for other in how.others
    )
    pieces.append(f"<xades:CertificateValues>{certificates}</xades:CertificateValues>")
    if how.answer is not None:
        pieces.append(
            "<xades:RevocationValues><xades:OCSPValues><xades:EncapsulatedOCSPValue>"
            f"{b64(how.answer(value))}</xades:EncapsulatedOCSPValue></xades:OCSPValues></xades:RevocationValues>"
        )
    return (
        "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
        f"{''.join(pieces)}</xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
    )


def container(files: Mapping[str, bytes] = FILES, how: Signing | None = None) -> dict[str, bytes]:
    """All entries of an ASiC-E container, as they come out of the ZIP."""
    return {
        "mimetype": b"application/vnd.etsi.asic-e+zip",
        **files,
        "META-INF/manifest.xml": b"<manifest/>",
        "META-INF/signatures0.xml": signature_xml(files, how),
    }


# --- DigiDoc XML ---

DDOC_NAMESPACE = "http://www.sk.ee/DigiDoc/v1.3.0#"
OLD_XADES = "http://uri.etsi.org/01903/v1.1.1#"


def ddoc(how: Signing, files: Mapping[str, bytes] = FILES, version: str = "1.3", **twist: Any) -> bytes:
    """A DDOC of that version. ``signs_without_namespace``: as some writers of 1.3 did with the files.

    ``inherits_namespace``: the properties are written, and signed as written, without the namespace of the element
    around them. ``holds_digests``: digests stand in place of the files.
    """
    namespace = f' xmlns="{DDOC_NAMESPACE}"' if version == "1.3" else ""
    elements, references = [], []
    for n, (name, content) in enumerate(files.items()):
        attributes = f'ContentType="EMBEDDED_BASE64" Filename="{name}" Id="D{n}" MimeType="application/pdf"'
        attributes += f' Size="{len(content)}"'
        body = f"{base64.encodebytes(content).decode()}</DataFile>"
        elements.append(f"<DataFile{namespace} {attributes}>{body}")
        signed = elements[-1].encode()
        if twist.get("signs_without_namespace"):
            signed = f"<DataFile {attributes}>{body}".encode()
        if version != "1.3":
            signed = content
        references.append(f'<Reference URI="#D{n}">{_old_digest(signed)}</Reference>')
        if twist.get("holds_digests"):
            told = b64(hashlib.sha1(signed).digest())
            bare = attributes.replace("EMBEDDED_BASE64", "HASHCODE")
            elements[-1] = f'<DataFile{namespace} {bare} DigestType="sha1" DigestValue="{told}"></DataFile>'
        if version == "1.0":
            references.append(f'<Reference URI="#D{n}-MIME">{_old_digest(b"application/pdf")}</Reference>')
    own = "" if twist.get("inherits_namespace") else f' xmlns="{OLD_XADES}"'
    properties = (
        f'<SignedProperties{own} Id="S0-SignedProperties" Target="#S0"><SignedSignatureProperties>'
        f'<SigningTime>{how.signing_time}</SigningTime><SigningCertificate><Cert Id="S0-CERTINFO"><CertDigest>'
        f"{_old_digest(how.holder.der, DS)}</CertDigest></Cert></SigningCertificate>"
        "</SignedSignatureProperties><SignedDataObjectProperties></SignedDataObjectProperties></SignedProperties>"
    )
    info = (
        f'<SignedInfo xmlns="{DS}"><CanonicalizationMethod Algorithm="{INCLUSIVE}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{DS}rsa-sha1"></SignatureMethod>{"".join(references)}'
        f'<Reference Type="{OLD_XADES}SignedProperties" URI="#S0-SignedProperties">'
        f"{_old_digest(properties.encode())}</Reference></SignedInfo>"
    )
    value = how.holder.sign(info.encode(), "sha1")
    answer = "" if how.answer is None else b64(how.answer(value))
    kind = "SK-XML" if version == "1.0" else "DIGIDOC-XML"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<SignedDoc format="{kind}" version="{version}"{namespace}>\n'
        f'{"".join(elements)}<Signature Id="S0" xmlns="{DS}">{info}'
        f'<SignatureValue Id="S0-SIG">{b64(value)}</SignatureValue>'
        f"<KeyInfo><X509Data><X509Certificate>{b64(how.holder.der)}</X509Certificate></X509Data></KeyInfo>"
        f'<Object><QualifyingProperties xmlns="{OLD_XADES}" Target="#S0">{properties}<UnsignedProperties>'
        "<UnsignedSignatureProperties><CertificateValues></CertificateValues><RevocationValues><OCSPValues>"
        f"<EncapsulatedOCSPValue>{answer}</EncapsulatedOCSPValue></OCSPValues></RevocationValues>"
        "</UnsignedSignatureProperties></UnsignedProperties></QualifyingProperties></Object></Signature></SignedDoc>"
    ).encode()


def _old_digest(content: bytes, namespace: str | None = None) -> str:
    space = f' xmlns="{namespace}"' if namespace else ""
    value = b64(hashlib.sha1(content).digest())
    return f'<DigestMethod{space} Algorithm="{DS}sha1"></DigestMethod><DigestValue{space}>{value}</DigestValue>'
