"""Check certificates: which authority they lead to, and whether they were valid at an instant (RFC 5280).

Known authorities are those of ``esteid-certificates``. Each is a trust anchor, as in a trusted list (ETSI TS 119 612),
because the roots of two of them are not in that package.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

import esteid_certificates
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, SignatureAlgorithmOID
from esteid_certificates.constants import LIVE_CERTS, TEST_CERTS

from extractors.files.signatures.algorithms import SIGNATURE_OIDS, UNREADABLE, is_signed
from extractors.files.signatures.levels import Unproven
from extractors.files.signatures.names import authority_name

MAX_CHAIN = 5
MAX_OTHERS = 100
OCSP_SIGNING = ExtendedKeyUsageOID.OCSP_SIGNING
TIME_STAMPING = ExtendedKeyUsageOID.TIME_STAMPING


@dataclass(frozen=True)
class Trust:
    """The trusted authorities. ``test_authorities`` are known too, to tell them from unknown ones."""

    authorities: tuple[x509.Certificate, ...]
    test_authorities: tuple[x509.Certificate, ...] = ()
    _by_name: dict[x509.Name, list[x509.Certificate]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name: dict[x509.Name, list[x509.Certificate]] = {}
        for authority in self.authorities:
            by_name.setdefault(authority.subject, []).append(authority)
        object.__setattr__(self, "_by_name", by_name)

    def named(self, name: x509.Name) -> list[x509.Certificate]:
        """Return the trusted authorities of that name."""
        return self._by_name.get(name, [])


@cache
def known_trust() -> Trust:
    """Return the authorities of the installed ``esteid-certificates``: live ones trusted, test ones known."""
    live = [esteid_certificates.get_certificate(name) for name in LIVE_CERTS]
    test = [esteid_certificates.get_certificate(name) for name in TEST_CERTS]
    live += esteid_certificates.get_root_certificates()
    test += esteid_certificates.get_root_certificates(test=True)
    return Trust(tuple(map(_load_pem, live)), tuple(map(_load_pem, test)))


def _load_pem(data: bytes) -> x509.Certificate:
    return x509.load_pem_x509_certificate(data)


def load_certificate(der: bytes) -> x509.Certificate:
    """Load a certificate. Raises ``Unproven`` where the bytes are not one."""
    try:
        with warnings.catch_warnings():  # old cards deviate from the standard; kehtiv reads them all the same
            warnings.simplefilter("ignore")
            certificate = x509.load_der_x509_certificate(der)
            # These fields are parsed on access: here a bad one costs this certificate only.
            _ = certificate.subject, certificate.issuer, certificate.not_valid_after_utc, certificate.public_key()
    except UNREADABLE as error:
        raise Unproven("unreadable_certificate", "a certificate cannot be read") from error
    return certificate


def serial_number(certificate: x509.Certificate) -> int:
    """Return the serial number, without the library's warning about old certificates whose number is not positive."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return certificate.serial_number


def find_chain(
    certificate: x509.Certificate, others: Iterable[x509.Certificate], trust: Trust
) -> tuple[x509.Certificate, ...]:
    """Return the chain from the certificate to a trusted authority; ``others`` may stand between. Dates are not
    checked.

    Raises ``Unproven``: ``untrusted_chain``, or ``test_authority`` where it leads to a test authority.
    """
    between = tuple(others)[:MAX_OTHERS]
    chain = _search(certificate, between, trust)
    if chain:
        return chain
    if trust.test_authorities and _search(certificate, between, Trust(trust.test_authorities)):
        raise Unproven("test_authority", f"{authority_name(certificate.issuer)} issues certificates for tests only")
    name = authority_name(certificate.issuer)
    raise Unproven("untrusted_chain", f"the certificate's issuer {name} leads to no known authority")


def _search(
    certificate: x509.Certificate, between: tuple[x509.Certificate, ...], trust: Trust
) -> tuple[x509.Certificate, ...] | None:
    """Return the shortest chain. Each certificate is tried once, so that certificates in a loop cost little."""
    if certificate in trust.authorities:
        return (certificate,)
    chains: list[tuple[x509.Certificate, ...]] = [(certificate,)]
    tried = {certificate}
    for chain in chains:  # grows during the loop
        last = chain[-1]
        for authority in trust.named(last.issuer):
            if is_issued_by(last, authority):
                return (*chain, authority)
        for candidate in between if len(chain) < MAX_CHAIN else ():
            if candidate not in tried and candidate.subject == last.issuer and is_issued_by(last, candidate):
                tried.add(candidate)
                chains.append((*chain, candidate))
    return None


def is_issued_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    """Return whether the authority may issue certificates and signed this one.

    SHA-1 counts: the authorities of 2011 signed with it all the certificates that they issued, and cryptography's own
    check refuses it. What it proves is not weaker than the signatures of that time, which are accepted as well.
    """
    try:
        if certificate.issuer != authority.subject:
            return False
        constraints = authority.extensions.get_extension_for_class(x509.BasicConstraints).value
        return constraints.ca and _is_signed_by(certificate, authority)
    except (*UNREADABLE, x509.ExtensionNotFound, Unproven):
        return False


def _is_signed_by(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    oid = certificate.signature_algorithm_oid
    if oid == SignatureAlgorithmOID.RSASSA_PSS or oid not in SIGNATURE_OIDS:
        certificate.verify_directly_issued_by(authority)
        return True
    value, signed = certificate.signature, certificate.tbs_certificate_bytes
    return is_signed(authority.public_key(), *SIGNATURE_OIDS[oid], value, signed)


def check_valid_at(chain: tuple[x509.Certificate, ...], at: datetime) -> None:
    """Raise ``Unproven`` when a certificate of the chain was not valid at that instant (UTC)."""
    for certificate in chain:
        begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        if not begins <= at <= ends:
            whose = "the signer's" if certificate is chain[0] else authority_name(certificate.subject) + "'s"
            raise Unproven(
                "certificate_not_valid",
                f"{whose} certificate is valid from {begins:%d.%m.%Y} to {ends:%d.%m.%Y}, not on {at:%d.%m.%Y}",
            )


def check_may_sign(certificate: x509.Certificate) -> None:
    """Raise ``Unproven`` for a certificate that is not meant for signing, such as one to log in with."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except (*UNREADABLE, x509.ExtensionNotFound):
        return  # without the extension signing is allowed (RFC 5280, 4.2.1.3)
    if not usage.content_commitment:
        raise Unproven("wrong_key_usage", "the certificate is not meant for signing documents (no non-repudiation)")


def has_purpose(certificate: x509.Certificate, purpose: x509.ObjectIdentifier) -> bool:
    """Return whether the extended key usage names the purpose."""
    try:
        return purpose in certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (*UNREADABLE, x509.ExtensionNotFound):
        return False
