"""Check answers of certificate authorities about a certificate (OCSP, RFC 6960), stored inside a signature."""

from __future__ import annotations

import hashlib
import hmac
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from extractors.files.signatures.algorithms import UNREADABLE, is_signed, named_digest
from extractors.files.signatures.certificates import (
    OCSP_SIGNING,
    Trust,
    check_valid_at,
    find_chain,
    has_purpose,
    load_certificate,
    serial_number,
)
from extractors.files.signatures.der import DigestInfo, hash_name, key_bits, signature_method
from extractors.files.signatures.levels import Unproven

CLOCK_TOLERANCE = timedelta(minutes=15)
LATEST_ANSWER = timedelta(hours=24)
"""How long after the time stamp an answer may be given, as the state's own verifiers have it."""


@asn1.sequence
class _ResponseBytes:
    kind: x509.ObjectIdentifier
    content: bytes


@asn1.sequence
class _Response:
    status: asn1.TLV
    content: Annotated[_ResponseBytes, asn1.Explicit(0)]


@asn1.sequence
class _BasicResponse:
    """A BasicOCSPResponse (RFC 6960, 4.2.1): its signature's parameters, which ``cryptography`` does not expose."""

    data: asn1.TLV
    algorithm: list[asn1.TLV]
    signature: asn1.BitString
    certificates: Annotated[list[asn1.TLV] | None, asn1.Implicit(0)]


@dataclass(frozen=True, slots=True)
class OcspAnswer:
    """A trusted answer about one certificate. ``produced_at`` is the responder's clock (UTC); ``nonce`` as sent."""

    produced_at: datetime
    status: str
    revoked_at: datetime | None
    nonce: bytes | None


def read_ocsp(
    der: bytes,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    others: Iterable[x509.Certificate],
    trust: Trust,
) -> OcspAnswer:
    """Return the answer about ``certificate``, after checking its responder's signature and authority.

    Raises ``Unproven``: ``ocsp_invalid``, ``ocsp_of_another_certificate``, ``untrusted_responder``,
    ``unreadable_ocsp``, ``unknown_algorithm``.
    """
    try:
        with warnings.catch_warnings():  # old responders deviate from the standard; kehtiv reads them all the same
            warnings.simplefilter("ignore")
            response = ocsp.load_der_ocsp_response(der)
            carried = [load_certificate(each.public_bytes(Encoding.DER)) for each in response.certificates]
            method = _method(der)
            value, signed = response.signature, response.tbs_response_bytes
            name, key_hash = response.responder_name, response.responder_key_hash
            produced_at, nonce = response.produced_at_utc, _nonce(response)
            answers = [(each, _status(each), each.revocation_time_utc) for each in response.responses]
    except UNREADABLE as error:
        raise Unproven("unreadable_ocsp", "the OCSP answer cannot be read") from error
    own = next((told for told in answers if _is_about(told[0], certificate, issuer)), None)
    if own is None:
        raise Unproven("ocsp_of_another_certificate", "the OCSP answer is not about the signer's certificate")
    everyone = (*carried, *others, issuer)
    responder = _responder(everyone, name, key_hash, method, value, signed)
    _check_authority(responder, issuer, everyone, trust, produced_at)
    return OcspAnswer(produced_at, own[1], own[2], nonce)


def check_not_revoked(answer: OcspAnswer, at: datetime) -> None:
    """Raise ``Unproven`` unless the answer, given at or after that instant, says good for the certificate."""
    if answer.status == "revoked" and (answer.revoked_at is None or answer.revoked_at <= at):
        when = f" since {answer.revoked_at:%d.%m.%Y}" if answer.revoked_at else ""
        raise Unproven("revoked", f"the certificate was revoked{when}")
    if answer.status not in ("good", "revoked"):
        raise Unproven("revocation_unknown", "the responder does not know the certificate")
    if answer.produced_at < at - CLOCK_TOLERANCE:
        raise Unproven(
            "ocsp_too_early", "the OCSP answer is older than the signature and proves nothing about that time"
        )


def check_not_late(answers: Iterable[OcspAnswer], stamped_at: datetime) -> None:
    """Raise ``Unproven`` where "good" was answered longer after the time stamp than the state's verifiers accept.

    An answer that names a later day of revocation speaks of that day itself, whenever it is given.
    """
    if all(answer.status == "good" and answer.produced_at - stamped_at > LATEST_ANSWER for answer in answers):
        hours = LATEST_ANSWER.total_seconds() / 3600
        raise Unproven("ocsp_too_late", f"the OCSP answer was given more than {hours:.0f} hours after the time stamp")


def time_mark(answer: OcspAnswer) -> tuple[str, bytes] | None:
    """Return algorithm and digest in the answer's nonce; ``None`` for a nonce that is only a random number.

    They are a time mark if the digest is that of the signature value (BDOC 2.1, 6.1; DDOC: a bare SHA-1).
    """
    nonce = answer.nonce
    if nonce is None:
        return None
    try:
        info = asn1.decode_der(DigestInfo, nonce)
        return hash_name(info.algorithm), info.digest
    except UNREADABLE:
        return ("sha1", nonce) if len(nonce) == 20 else None


def is_marked(mark: tuple[str, bytes], signature_value: bytes) -> bool:
    """Return whether the mark is of this signature, which then existed when the answer was given."""
    try:
        return hmac.compare_digest(mark[1], named_digest(mark[0], signature_value))
    except Unproven:
        return False


def _method(der: bytes) -> tuple[str, str]:
    basic = asn1.decode_der(_BasicResponse, asn1.decode_der(_Response, der).content.content)
    return signature_method(basic.algorithm)


def _status(answer: ocsp.OCSPSingleResponse) -> str:
    return answer.certificate_status.name.lower()


def _nonce(response: ocsp.OCSPResponse) -> bytes | None:
    """Return the nonce: many responders store the bare bytes, unwrapped."""
    try:
        content = response.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
    except x509.ExtensionNotFound:
        return None
    if content[:1] == b"\x04" and len(content) == content[1] + 2:
        return content[2:]
    return content


def _is_about(answer: ocsp.OCSPSingleResponse, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        name = answer.hash_algorithm.name
        return (
            answer.serial_number == serial_number(certificate)
            and answer.issuer_name_hash == named_digest(name, certificate.issuer.public_bytes())
            and answer.issuer_key_hash == named_digest(name, key_bits(issuer))
        )
    except (*UNREADABLE, Unproven):
        return False


def _responder(
    candidates: Iterable[x509.Certificate],
    name: x509.Name | None,
    key_hash: bytes | None,
    method: tuple[str, str],
    value: bytes,
    signed: bytes,
) -> x509.Certificate:
    """Return the certificate that the responder's id names and whose key signed the answer."""
    for candidate in candidates:
        if name is not None:
            is_named = candidate.subject == name
        else:
            is_named = key_hash == hashlib.sha1(key_bits(candidate), usedforsecurity=False).digest()
        if is_named and is_signed(candidate.public_key(), *method, value, signed):
            return candidate
    raise Unproven("ocsp_invalid", "the OCSP answer's signature does not verify")


def _check_authority(
    responder: x509.Certificate,
    issuer: x509.Certificate,
    others: tuple[x509.Certificate, ...],
    trust: Trust,
    at: datetime,
) -> None:
    """Check the responder: the issuer itself, or one that a trusted authority certified for it (RFC 6960, 4.2.2.2)."""
    try:
        chain = find_chain(responder, others, trust)
        check_valid_at(chain, at)
    except Unproven as error:
        raise Unproven("untrusted_responder", f"OCSP responder: {error.sentence}") from error
    if responder != issuer and not has_purpose(responder, OCSP_SIGNING):
        raise Unproven("untrusted_responder", "the OCSP answer is signed with a certificate that is not meant for OCSP")
