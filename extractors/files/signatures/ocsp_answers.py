"""Answers of certificate authorities about a certificate (OCSP, RFC 6960), kept inside a signature."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import algos, core, ocsp
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from extractors.files.signatures.algorithms import is_signed, named_digest
from extractors.files.signatures.certificates import (
    OCSP_SIGNING,
    Trust,
    check_valid_at,
    find_chain,
    has_purpose,
    load_certificate,
)
from extractors.files.signatures.levels import Unproven

FAMILIES = {"rsassa_pkcs1v15": "rsa", "rsassa_pss": "pss", "ecdsa": "ecdsa"}
CLOCK_TOLERANCE = timedelta(minutes=15)
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class OcspAnswer:
    """A believed answer about one certificate. ``produced_at`` is the responder's clock (UTC); ``nonce`` as sent."""

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
    """The answer about ``certificate``, once its responder's signature and authority are established.

    Raises ``Unproven``: ``ocsp_invalid``, ``ocsp_of_another_certificate``, ``untrusted_responder``,
    ``unreadable_ocsp``.
    """
    try:
        basic = ocsp.OCSPResponse.load(der, strict=True)["response_bytes"]["response"].parsed
        data = basic["tbs_response_data"]
        carried = [load_certificate(each.dump()) for each in basic["certs"] or ()]
        algorithm = basic["signature_algorithm"]
        method = FAMILIES.get(algorithm.signature_algo, ""), algorithm.hash_algo
        value, signed = basic["signature"].native, data.dump()
        produced_at = data["produced_at"].native
        answers = [_answer(single) for single in data["responses"]]
        nonce = _nonce(data)
        responder_id = data["responder_id"]
        name = responder_id.chosen.untag().dump() if responder_id.name == "by_name" else b""
        key_hash = b"" if name else bytes(responder_id.native)
    except _BROKEN as error:
        raise Unproven("unreadable_ocsp", "the OCSP answer cannot be read") from error
    everyone = (*carried, *others, issuer)
    responder = _responder(everyone, name, key_hash, method, value, signed)
    _check_authority(responder, issuer, everyone, trust, produced_at)
    for key, status, revoked_at in answers:
        if _is_about(key, certificate, issuer):
            return OcspAnswer(produced_at, status, revoked_at, nonce)
    raise Unproven("ocsp_of_another_certificate", "the OCSP answer is about another certificate than the signer's")


def check_not_revoked(answer: OcspAnswer, at: datetime) -> None:
    """Raises ``Unproven`` unless the answer, given at or after that instant, says good for it."""
    if answer.status == "revoked" and (answer.revoked_at is None or answer.revoked_at <= at):
        when = f" since {answer.revoked_at:%d.%m.%Y}" if answer.revoked_at else ""
        raise Unproven("revoked", f"the certificate was revoked{when}")
    if answer.status not in ("good", "revoked"):
        raise Unproven("revocation_unknown", "the responder does not know the certificate")
    if answer.produced_at < at - CLOCK_TOLERANCE:
        raise Unproven("ocsp_too_early", "the OCSP answer is older than the signature: it says nothing of that time")


def time_mark(answer: OcspAnswer) -> tuple[str, bytes] | None:
    """Algorithm and digest in the answer's nonce, where it is one: a time mark, if it is that of the signature value
    (BDOC 2.1, 6.1; DDOC: a bare SHA-1). ``None`` for a nonce that is only a random number."""
    nonce = answer.nonce
    if nonce is None:
        return None
    try:
        info = algos.DigestInfo.load(nonce, strict=True)
        return str(info["digest_algorithm"]["algorithm"].native), bytes(info["digest"].native)
    except _BROKEN:
        return ("sha1", nonce) if len(nonce) == 20 else None


def is_marked(mark: tuple[str, bytes], signature_value: bytes) -> bool:
    """Whether the mark is of this signature: then it existed when the answer was given."""
    try:
        return hmac.compare_digest(mark[1], named_digest(mark[0], signature_value))
    except Unproven:
        return False


def _nonce(data: Any) -> bytes | None:
    for extension in data["response_extensions"] or ():
        if extension["extn_id"].native == "nonce":
            # Read without asn1crypto's own idea of a nonce: many responders put the bare bytes there, unwrapped.
            fields = core.Sequence.load(extension.dump())
            content = bytes(fields[len(fields) - 1].native)
            if content[:1] == b"\x04" and len(content) == content[1] + 2:
                return content[2:]
            return content
    return None


def _answer(single: Any) -> tuple[Any, str, datetime | None]:
    status = single["cert_status"]
    revoked_at = status.chosen["revocation_time"].native if status.name == "revoked" else None
    return single["cert_id"], str(status.name), revoked_at


def _is_about(key: Any, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        name = key["hash_algorithm"]["algorithm"].native
        return bool(
            key["serial_number"].native == certificate.serial_number
            and key["issuer_name_hash"].native == named_digest(name, certificate.issuer.public_bytes())
            and key["issuer_key_hash"].native == named_digest(name, _key_bits(issuer))
        )
    except (*_BROKEN, Unproven):
        return False


def _key_bits(certificate: x509.Certificate) -> bytes:
    info = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return bytes(core.Sequence.load(info)[1].contents[1:])


def _responder(
    candidates: Iterable[x509.Certificate],
    name: bytes,
    key_hash: bytes,
    method: tuple[str, str],
    value: bytes,
    signed: bytes,
) -> x509.Certificate:
    """The certificate that the responder's id names and whose key signed the answer."""
    for candidate in candidates:
        if name:
            is_named = candidate.subject.public_bytes() == name
        else:
            is_named = key_hash == hashlib.sha1(_key_bits(candidate), usedforsecurity=False).digest()
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
    """The issuer itself may answer, or a responder that a believed authority certified for it (RFC 6960, 4.2.2.2)."""
    try:
        chain = find_chain(responder, others, trust)
        check_valid_at(chain, at)
    except Unproven as error:
        raise Unproven("untrusted_responder", f"OCSP responder: {error.sentence}") from error
    if responder != issuer and not has_purpose(responder, OCSP_SIGNING):
        raise Unproven("untrusted_responder", "the OCSP answer is signed with a certificate not meant for it")
