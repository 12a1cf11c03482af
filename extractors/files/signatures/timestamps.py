"""Check time-stamp tokens (RFC 3161) over a signature: proof that it existed at the instant they name."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime

from cryptography import x509

from extractors.files.signatures.algorithms import UNREADABLE, is_signed, named_digest
from extractors.files.signatures.certificates import (
    TIME_STAMPING,
    Trust,
    check_valid_at,
    find_chain,
    has_purpose,
    load_certificate,
)
from extractors.files.signatures.levels import Unproven
from extractors.files.signatures.token import Token, read_token


def read_timestamp(der: bytes, stamped: bytes, others: Iterable[x509.Certificate], trust: Trust) -> datetime:
    """Return the instant (UTC) at which a trusted authority stamped ``stamped``.

    Raises ``Unproven``: ``timestamp_invalid``, ``untrusted_timestamp``, ``unreadable_timestamp``,
    ``unreadable_certificate``, ``unknown_algorithm``.
    """
    try:
        token = read_token(der)
        carried = [load_certificate(each) for each in token.certificates]
        if token.attributes:
            token.check_attributes(named_digest(token.digest_name, token.info))
    except UNREADABLE as error:
        raise Unproven("unreadable_timestamp", "the time stamp cannot be read") from error
    hash_name, hashed = token.imprint
    if not hmac.compare_digest(hashed, named_digest(hash_name, stamped)):
        raise Unproven("timestamp_invalid", "the time stamp is not over this signature")
    everyone = (*carried, *others)
    authority = _signer(everyone, token)
    _check_authority(authority, everyone, trust, token.generated_at)
    return token.generated_at


def _signer(candidates: Iterable[x509.Certificate], token: Token) -> x509.Certificate:
    for candidate in candidates:
        if _is_named(candidate, token) and is_signed(candidate.public_key(), *token.method, token.value, token.signed):
            return candidate
    raise Unproven("timestamp_invalid", "the time stamp's signature does not verify")


def _is_named(candidate: x509.Certificate, token: Token) -> bool:
    try:
        return token.names(candidate)
    except (*UNREADABLE, x509.ExtensionNotFound):
        return False


def _check_authority(
    authority: x509.Certificate, others: tuple[x509.Certificate, ...], trust: Trust, at: datetime
) -> None:
    try:
        check_valid_at(find_chain(authority, others, trust), at)
    except Unproven as error:
        raise Unproven("untrusted_timestamp", f"time-stamping authority: {error.sentence}") from error
    if not has_purpose(authority, TIME_STAMPING):
        raise Unproven(
            "untrusted_timestamp", "the time stamp is signed with a certificate that is not meant for time stamps"
        )
