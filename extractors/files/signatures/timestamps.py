"""Time-stamp tokens (RFC 3161) over a signature: proof that it existed at the instant they name."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from asn1crypto import cms, core, tsp
from cryptography import x509

from extractors.files.signatures.algorithms import is_signed, named_digest
from extractors.files.signatures.certificates import (
    TIME_STAMPING,
    Trust,
    check_valid_at,
    find_chain,
    has_purpose,
    load_certificate,
)
from extractors.files.signatures.levels import Unproven

_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


def read_timestamp(der: bytes, stamped: bytes, others: Iterable[x509.Certificate], trust: Trust) -> datetime:
    """The instant (UTC) at which a believed authority saw ``stamped``.

    Raises ``Unproven``: ``timestamp_invalid``, ``untrusted_timestamp``, ``unreadable_timestamp``.
    """
    try:
        content = cms.ContentInfo.load(der, strict=True)["content"]
        encapsulated = content["encap_content_info"]["content"]
        info_bytes = bytes(encapsulated)
        info = tsp.TSTInfo.load(info_bytes, strict=True)
        imprint = info["message_imprint"]
        hash_name, hashed = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
        generated_at: datetime = info["gen_time"].native
        (signer,) = content["signer_infos"]
        carried = [load_certificate(each.chosen.dump()) for each in content["certificates"] or ()]
        # Signed attributes are signed as a SET, however they are tagged in the token (RFC 5652, 5.4).
        attributes = signer["signed_attrs"]
        signed = attributes.untag().dump() if len(attributes) else info_bytes
        if len(attributes):
            _check_attributes(attributes, signer["digest_algorithm"]["algorithm"].native, info_bytes)
        family, digest_name = _method(signer)
        value = signer["signature"].native
        sid = signer["sid"]
    except _BROKEN as error:
        raise Unproven("unreadable_timestamp", "the time stamp cannot be read") from error
    if not hmac.compare_digest(hashed, named_digest(hash_name, stamped)):
        raise Unproven("timestamp_invalid", "the time stamp is over something else than this signature")
    everyone = (*carried, *others)
    authority = _signer(everyone, sid, (family, digest_name), value, signed)
    _check_authority(authority, everyone, trust, generated_at)
    return generated_at


def _method(signer: Any) -> tuple[str, str]:
    """Family and digest; some tokens name the bare key algorithm, then the digest algorithm stands apart."""
    name = signer["signature_algorithm"]["algorithm"].native
    digest_name = signer["digest_algorithm"]["algorithm"].native
    if name == "rsassa_pkcs1v15":
        return "rsa", digest_name
    if name == "rsassa_pss":
        return "pss", signer["signature_algorithm"].hash_algo
    if name.endswith("_rsa"):
        return "rsa", name.removesuffix("_rsa")
    if name.endswith("_ecdsa"):
        return "ecdsa", name.removesuffix("_ecdsa")
    return "", digest_name


def _check_attributes(attributes: Any, digest_name: str, info: bytes) -> None:
    values = {attribute["type"].native: attribute["values"] for attribute in attributes}
    digests = [each.native for each in values.get("message_digest", ())]
    if digests != [named_digest(digest_name, info)]:
        raise Unproven("timestamp_invalid", "the time stamp was altered")
    if [each.native for each in values.get("content_type", ())] != ["tst_info"]:
        raise Unproven("timestamp_invalid", "the signed attributes are not of a time stamp")


def _signer(
    candidates: Iterable[x509.Certificate], sid: Any, method: tuple[str, str], value: bytes, signed: bytes
) -> x509.Certificate:
    for candidate in candidates:
        if _is_named(candidate, sid) and is_signed(candidate.public_key(), *method, value, signed):
            return candidate
    raise Unproven("timestamp_invalid", "the time stamp's signature does not verify")


def _is_named(candidate: x509.Certificate, sid: Any) -> bool:
    try:
        if sid.name == "issuer_and_serial_number":
            return bool(
                sid.chosen["serial_number"].native == candidate.serial_number
                and sid.chosen["issuer"].dump() == candidate.issuer.public_bytes()
            )
        key = candidate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
        return bool(core.OctetString.load(sid.chosen.untag().dump()).native == key)
    except (*_BROKEN, x509.ExtensionNotFound):
        return False


def _check_authority(
    authority: x509.Certificate, others: tuple[x509.Certificate, ...], trust: Trust, at: datetime
) -> None:
    try:
        check_valid_at(find_chain(authority, others, trust), at)
    except Unproven as error:
        raise Unproven("untrusted_timestamp", f"time-stamping authority: {error.sentence}") from error
    if not has_purpose(authority, TIME_STAMPING):
        raise Unproven("untrusted_timestamp", "the time stamp is signed with a certificate not meant for it")
