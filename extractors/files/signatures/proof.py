"""Check a signature's certificate and time, with the proof that it carries: the last two levels.

The time that counts is a third party's: of an RFC 3161 time stamp over the signature value, or of an OCSP answer whose
nonce is a digest of it (a time mark). The signer's own clock is never trusted here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cryptography import x509

from extractors.files.signatures.certificates import Trust, check_may_sign, check_valid_at, find_chain
from extractors.files.signatures.levels import Unproven
from extractors.files.signatures.ocsp_answers import (
    OcspAnswer,
    check_not_late,
    check_not_revoked,
    is_marked,
    read_ocsp,
    time_mark,
)
from extractors.files.signatures.timestamps import read_timestamp

TrustedBy = Literal["timestamp", "ocsp"]

_DAMAGED = frozenset({"unreadable_ocsp", "ocsp_invalid", "unreadable_timestamp", "timestamp_invalid"})
"""Faults of a proof that a good one beside it does not outweigh: somebody altered what the signature carries."""


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """An encapsulated token and what must have been stamped (computed on demand, which may raise ``Unproven``)."""

    token: bytes
    stamped: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Proof:
    """A verified signature's certificate and the proof that it carries.

    ``policy_doubt`` is what is wrong with the policy that the signer stated for a time mark; ``None``: nothing.
    """

    certificate: x509.Certificate
    signature_value: bytes
    others: tuple[x509.Certificate, ...] = ()
    answers: tuple[bytes, ...] = ()
    stamps: tuple[TimeStamp, ...] = ()
    policy_doubt: Unproven | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """``doubt`` is ``None`` where the certificate was trusted at ``trusted_at`` (UTC).

    The time may be established although the certificate is not.
    """

    trusted_at: datetime | None
    trusted_by: TrustedBy | None
    doubt: Unproven | None


def judge(proof: Proof, trust: Trust) -> Judgement:
    """Check certificate, time and revocation together; never raises."""
    chain: tuple[x509.Certificate, ...] = ()
    doubt: Unproven | None = None
    try:
        check_may_sign(proof.certificate)
        chain = find_chain(proof.certificate, proof.others, trust)
    except Unproven as error:
        doubt = error
    answers, ocsp_doubt = _answers(proof, chain, trust)
    trusted_at, trusted_by, time_doubt = _trusted_time(proof, answers, ocsp_doubt, trust)
    doubt = doubt or time_doubt
    if doubt is None and trusted_at is not None:
        doubt = _doubt_at(trusted_at, trusted_by, chain, answers, ocsp_doubt)
    return Judgement(trusted_at, trusted_by, doubt)


def _answers(
    proof: Proof, chain: tuple[x509.Certificate, ...], trust: Trust
) -> tuple[list[OcspAnswer], Unproven | None]:
    """Return trusted answers about the signer, and the first fault of the others, one that damages them before all."""
    found: list[OcspAnswer] = []
    doubt: Unproven | None = None
    if len(chain) < 2:
        return found, None
    for der in proof.answers:
        try:
            found.append(read_ocsp(der, proof.certificate, chain[1], (*proof.others, *chain[2:]), trust))
        except Unproven as error:
            doubt = _worse(doubt, error)
    return found, doubt


def _worse(doubt: Unproven | None, error: Unproven) -> Unproven:
    if doubt is None or (error.code in _DAMAGED and doubt.code not in _DAMAGED):
        return error
    return doubt


def _trusted_time(
    proof: Proof, answers: list[OcspAnswer], ocsp_doubt: Unproven | None, trust: Trust
) -> tuple[datetime | None, TrustedBy | None, Unproven | None]:
    doubt: Unproven | None = None
    stamped: list[datetime] = []
    for stamp in proof.stamps:
        try:
            stamped.append(read_timestamp(stamp.token, stamp.stamped(), proof.others, trust))
        except Unproven as error:
            doubt = _worse(doubt, error)
    if stamped:
        return min(stamped), "timestamp", doubt if doubt is not None and doubt.code in _DAMAGED else None
    marks = [(answer.produced_at, mark) for answer in answers if (mark := time_mark(answer))]
    marked = [produced_at for produced_at, mark in marks if is_marked(mark, proof.signature_value)]
    if marked and not proof.stamps:
        return min(marked), "ocsp", proof.policy_doubt
    if marks and not marked:
        doubt = doubt or Unproven("time_mark_mismatch", "the OCSP answer was made for another signature")
    nothing = Unproven("no_trusted_time", "no time stamp or time mark; the only time is the signer's own clock")
    return None, None, doubt or ocsp_doubt or nothing


def _doubt_at(
    at: datetime,
    by: TrustedBy | None,
    chain: tuple[x509.Certificate, ...],
    answers: list[OcspAnswer],
    ocsp_doubt: Unproven | None,
) -> Unproven | None:
    try:
        check_valid_at(chain, at)
        if not answers:
            raise ocsp_doubt or Unproven(
                "no_revocation_answer", "nothing confirms that the certificate was not revoked"
            )
        for answer in answers:  # one answer "revoked" outweighs all others
            check_not_revoked(answer, at)
        if ocsp_doubt is not None and ocsp_doubt.code in _DAMAGED:
            raise ocsp_doubt
        if by == "timestamp":
            check_not_late(answers, at)
    except Unproven as error:
        return error
    return None
