"""Parse time-stamp tokens (RFC 3161 and RFC 5652), no further than their check needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

from cryptography import x509
from cryptography.hazmat import asn1

from extractors.files.signatures.ber import close_lengths
from extractors.files.signatures.certificates import serial_number
from extractors.files.signatures.der import DigestInfo, hash_name, signature_method
from extractors.files.signatures.levels import Unproven

_SIGNED_DATA = x509.ObjectIdentifier("1.2.840.113549.1.7.2")
_TST_INFO = x509.ObjectIdentifier("1.2.840.113549.1.9.16.1.4")
_CONTENT_TYPE = x509.ObjectIdentifier("1.2.840.113549.1.9.3")
_MESSAGE_DIGEST = x509.ObjectIdentifier("1.2.840.113549.1.9.4")
_SET, _SEQUENCE, _GENERALIZED_TIME, _KEY_IDENTIFIER = b"\x31", b"\x30", b"\x18", b"\x80"
_VERSIONS = range(6)  # CMSVersion (RFC 5652, 10.2.5)
_INSTANT = re.compile(rb"(\d{14})(?:[.,](\d{1,20}))?Z")


@asn1.sequence
class _ContentInfo:
    kind: x509.ObjectIdentifier
    content: Annotated[asn1.TLV, asn1.Explicit(0)]


@asn1.sequence
class _EncapsulatedContent:
    kind: x509.ObjectIdentifier
    content: Annotated[bytes, asn1.Explicit(0)]


@asn1.sequence
class _SignerInfo:
    version: int
    signer: asn1.TLV
    digest_algorithm: list[asn1.TLV]
    signed_attributes: Annotated[list[asn1.TLV] | None, asn1.Implicit(0)]
    signature_algorithm: list[asn1.TLV]
    signature: bytes
    unsigned_attributes: Annotated[list[asn1.TLV] | None, asn1.Implicit(1)]


@asn1.sequence
class _SignedData:
    """Certificates are a list here: many services do not sort this SET, although DER requires it."""

    version: int
    digest_algorithms: asn1.TLV
    encapsulated: _EncapsulatedContent
    certificates: Annotated[list[asn1.TLV] | None, asn1.Implicit(0)]
    revocations: Annotated[list[asn1.TLV] | None, asn1.Implicit(1)]
    signers: asn1.SetOf[_SignerInfo]


@asn1.sequence
class _TstInfo:
    """A TSTInfo (RFC 3161, 2.4.2). The time is read apart: DER refuses the trailing zeros that some clocks write."""

    version: int
    policy: x509.ObjectIdentifier
    imprint: DigestInfo
    serial_number: int
    generated_at: asn1.TLV
    accuracy: list[asn1.TLV] | None
    ordering: bool | None
    nonce: int | None
    authority: Annotated[list[asn1.TLV] | None, asn1.Implicit(0)]
    extensions: Annotated[list[asn1.TLV] | None, asn1.Implicit(1)]


@asn1.sequence
class _Attribute:
    kind: x509.ObjectIdentifier
    values: asn1.SetOf[asn1.TLV]


@asn1.sequence
class _Attributes:
    attributes: Annotated[list[asn1.TLV], asn1.Implicit(0)]


@asn1.sequence
class _IssuerAndSerial:
    issuer: asn1.TLV
    serial_number: int


@dataclass(frozen=True, slots=True)
class Token:
    """The parts of a time-stamp token, none of them proved yet.

    ``info`` are the bytes of the TSTInfo, ``imprint`` the digest's name and value of what was stamped, ``generated_at``
    the service's clock (UTC). ``method`` and ``value`` sign ``signed``. ``attributes`` are the signed attributes, empty
    where the token has none; ``certificates`` are in DER.
    """

    info: bytes
    imprint: tuple[str, bytes]
    generated_at: datetime
    digest_name: str
    attributes: dict[x509.ObjectIdentifier, list[asn1.TLV]]
    signed: bytes
    method: tuple[str, str]
    value: bytes
    certificates: tuple[bytes, ...]
    signer: asn1.TLV

    def check_attributes(self, digest: bytes) -> None:
        """Raise ``Unproven`` (``timestamp_invalid``) unless the signed attributes belong to a TSTInfo of ``digest``."""
        digests = [value.parse(bytes) for value in self.attributes.get(_MESSAGE_DIGEST, ())]
        if digests != [digest]:
            raise Unproven("timestamp_invalid", "the time stamp was altered")
        if [value.parse(x509.ObjectIdentifier) for value in self.attributes.get(_CONTENT_TYPE, ())] != [_TST_INFO]:
            raise Unproven("timestamp_invalid", "the signed attributes are not of a time stamp")

    def names(self, candidate: x509.Certificate) -> bool:
        """Return whether the token names this certificate as its signer's. Raises ``ValueError`` for no such name."""
        if self.signer.tag_bytes == _SEQUENCE:
            named = self.signer.parse(_IssuerAndSerial)
            is_serial = named.serial_number == serial_number(candidate)
            return is_serial and asn1.encode_der(named.issuer) == candidate.issuer.public_bytes()
        if self.signer.tag_bytes != _KEY_IDENTIFIER:
            return False
        key = candidate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
        return bytes(self.signer.data) == key


def read_token(token: bytes) -> Token:
    """Parse a time-stamp token.

    Raises ``ValueError`` or ``TypeError`` where the bytes are not one, ``Unproven`` (``unknown_algorithm``) where it is
    signed in an unknown way.
    """
    outer = asn1.decode_der(_ContentInfo, close_lengths(token))
    if outer.kind != _SIGNED_DATA:
        raise ValueError("the token is not signed data")
    content = outer.content.parse(_SignedData)
    if content.encapsulated.kind != _TST_INFO:
        raise ValueError("the signed content is not a time stamp")
    info = asn1.decode_der(_TstInfo, content.encapsulated.content)
    (signer,) = content.signers.as_list()
    if content.version not in _VERSIONS or signer.version not in _VERSIONS:
        raise ValueError("signed data of an unknown version")
    attributes = [each.parse(_Attribute) for each in signer.signed_attributes or ()]
    return Token(
        info=content.encapsulated.content,
        imprint=(hash_name(info.imprint.algorithm), info.imprint.digest),
        generated_at=_instant(info.generated_at),
        digest_name=hash_name(signer.digest_algorithm),
        attributes={each.kind: each.values.as_list() for each in attributes},
        signed=_as_set(signer.signed_attributes) if attributes else content.encapsulated.content,
        method=signature_method(signer.signature_algorithm, hash_name(signer.digest_algorithm)),
        value=signer.signature,
        certificates=tuple(asn1.encode_der(each) for each in content.certificates or ()),
        signer=signer.signer,
    )


def _as_set(attributes: list[asn1.TLV]) -> bytes:
    """Return the signed attributes as a SET: that is signed, whatever their tag in the token (RFC 5652, 5.4)."""
    wrapped = asn1.decode_der(asn1.TLV, asn1.encode_der(_Attributes(attributes=attributes)))
    return _SET + bytes(wrapped.data)[1:]


def _instant(time: asn1.TLV) -> datetime:
    """Return a GeneralizedTime in UTC with fractions of a second, cut to microseconds."""
    written = _INSTANT.fullmatch(time.data) if time.tag_bytes == _GENERALIZED_TIME else None
    if written is None:
        raise ValueError("the time is not in UTC")
    whole = datetime.strptime(written[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return whole + timedelta(microseconds=int((written[2] or b"0").ljust(6, b"0")[:6]))
