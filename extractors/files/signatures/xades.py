"""Verify one XML signature with XAdES properties (ETSI EN 319 132-1, before it TS 101 903): what it signs and how far.

Only what a verified reference leads to is trusted: properties are read where they are signed, never searched for, and
an Id must lead to exactly one element. Otherwise a signature could be wrapped around other content than it was made
for.
"""

from __future__ import annotations

import hmac
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from extractors.files.signatures.algorithms import check_xml_value, decode, digest
from extractors.files.signatures.canonical import canonicalize, without_inherited_names
from extractors.files.signatures.certificates import Trust, load_certificate
from extractors.files.signatures.elements import (
    child_of,
    children_of,
    local_name,
    only_child,
    path_of,
    text_of,
    texts_of,
)
from extractors.files.signatures.levels import (
    CHAIN_TRUSTED,
    DIGESTS_MATCH,
    NOT_CHECKED,
    PRESENT,
    REFUTING,
    SIGNATURE_VALID,
    Level,
    Unproven,
)
from extractors.files.signatures.names import read_signer, strike_codes, strike_personal_codes
from extractors.files.signatures.policy import policy_doubt
from extractors.files.signatures.proof import Judgement, Proof, TimeStamp, judge
from extractors.model.extraction import Signature

MAX_INNER = 10
MAX_PROOFS = 10
_ID_NAMES = ("Id", "ID", "id", "{http://www.w3.org/XML/1998/namespace}id")


class SignedFiles(Protocol):
    """The files that references may lead to."""

    def check(self, reference: etree._Element, digest_address: str, expected: bytes) -> str | None:
        """Return the file's path if its digest matches.

        ``None`` where the reference leads to no file, "" where it leads to something of a file other than its content.
        Raises ``Unproven``: ``digest_mismatch``, ``missing_member``.
        """


@dataclass(slots=True)
class SignatureFile:
    """A parsed file of signatures with its Ids counted."""

    root: etree._Element
    by_id: dict[str, list[etree._Element]]
    is_strict: bool = True

    @classmethod
    def of(cls, root: etree._Element, *, is_strict: bool = True) -> SignatureFile:
        """Index the elements of a signature file by their Ids.

        ``is_strict`` makes an Id that occurs twice doubtful for every signature, even where no reference uses it, and
        expects properties to be signed as the XML standard says. DDOC files are read without it.
        """
        by_id: dict[str, list[etree._Element]] = {}
        for element in root.iter("*"):
            for name in _ID_NAMES:
                value = element.get(name)
                if value is not None:
                    by_id.setdefault(value, []).append(element)
        return cls(root, by_id, is_strict)

    def find(self, uri: str) -> etree._Element:
        """Return the only element of "#id". Raises ``Unproven``: ``unresolved_reference``, ``duplicate_id``."""
        found = self.by_id.get(uri[1:], [])
        if len(found) > 1:
            raise Unproven(
                "duplicate_id", f"the Id {uri[1:60]!r} occurs {len(found)} times, so it is not clear which was signed"
            )
        if not found:
            raise Unproven("unresolved_reference", f"the signature refers to {uri[:60]!r}, which does not exist")
        return found[0]

    def check_ids(self) -> None:
        """Raise ``Unproven`` for an Id that occurs twice, where the format forbids it."""
        twice = [name for name, found in self.by_id.items() if len(found) > 1]
        if self.is_strict and twice:
            raise Unproven("duplicate_id", f"the Id {twice[0][:60]!r} occurs more than once")


@dataclass(slots=True)
class Verification:
    """How far a signature verified; filled step by step."""

    level: Level = NOT_CHECKED
    doubt: Unproven | None = None
    properties: etree._Element | None = None
    certificate: x509.Certificate | None = None
    covers: tuple[str, ...] = ()
    judgement: Judgement | None = None


def read_signature(signature: etree._Element, file: SignatureFile, files: SignedFiles, trust: Trust) -> Signature:
    """Return who signed what when, and how far that is proved; never raises for the content of a signature."""
    done = Verification()
    try:
        _verify(signature, file, files, trust, done)
    except Unproven as error:
        done.doubt = error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, etree.Error) as error:
        done.doubt = Unproven(
            "malformed_signature", f"the signature does not follow the standard ({type(error).__name__})"
        )
    return _told(signature, done)


def _verify(
    signature: etree._Element, file: SignatureFile, files: SignedFiles, trust: Trust, done: Verification
) -> None:
    info = only_child(signature, "SignedInfo")
    done.certificate = _claimed_certificate(signature)
    done.properties = _claimed_properties(signature)
    done.level = PRESENT
    file.check_ids()
    _check_references(info, signature, file, files, done)
    done.level = DIGESTS_MATCH
    certificate = _bound_certificate(signature, done)
    done.certificate = certificate
    value = decode(text_of(only_child(signature, "SignatureValue")), "the signature value")
    signed = canonicalize(info, child_of(info, "CanonicalizationMethod"), keeps_comments=True)
    method = only_child(info, "SignatureMethod").get("Algorithm", "")
    check_xml_value(method, certificate.public_key(), value, signed)
    done.level = SIGNATURE_VALID
    judgement = done.judgement = judge(_proof(signature, done, certificate, value), trust)
    if judgement.doubt is not None:
        raise judgement.doubt
    done.level = CHAIN_TRUSTED


def _check_references(
    info: etree._Element, signature: etree._Element, file: SignatureFile, files: SignedFiles, done: Verification
) -> None:
    """Check each reference's digest; the signed properties and at least one file must be among them."""
    covers: list[str] = []
    is_properties_signed = False
    problems: list[Unproven] = []
    inner = 0
    for reference in children_of(info, "Reference"):
        try:
            expected = decode(text_of(only_child(reference, "DigestValue")), "a digest")
            address = only_child(reference, "DigestMethod").get("Algorithm", "")
            path = files.check(reference, address, expected)
            if path is not None:
                covers += [path] if path else []
                continue
            inner += 1
            if inner > MAX_INNER:  # each is canonicalized: thousands of them would cost too much time
                raise Unproven("malformed_signature", f"the signature refers to itself more than {MAX_INNER} times")
            element = _check_inner(reference, address, expected, signature, file)
            is_properties_signed = is_properties_signed or element is done.properties
        except Unproven as error:
            problems.append(error)
    done.covers = tuple(covers)
    if problems:  # a changed file is reported before a reference that cannot be followed
        raise min(problems, key=lambda problem: problem.code != "digest_mismatch")
    if not covers:
        raise Unproven("nothing_signed", "the signature covers no file")
    if not is_properties_signed:
        raise Unproven("properties_not_signed", "the properties (time, certificate) are not those that were signed")


def _check_inner(
    reference: etree._Element, address: str, expected: bytes, signature: etree._Element, file: SignatureFile
) -> etree._Element:
    """Return the element inside this signature that the reference leads to, if its digest matches."""
    uri = reference.get("URI", "")
    if not uri.startswith("#"):
        raise Unproven("unresolved_reference", f"the signature refers to {uri[:60]!r}, which does not exist")
    element = file.find(uri)
    if signature not in element.iterancestors():
        raise Unproven("wrapped_reference", f"{uri[:60]!r} is outside the signature that refers to it")
    transforms = children_of(child_of(reference, "Transforms"), "Transform")
    if len(transforms) > 1:
        raise Unproven("unknown_algorithm", "several transforms in a row are not supported")
    method = transforms[0] if transforms else None
    forms = [canonicalize(element, method)]
    if not file.is_strict:
        forms += [canonicalize(bare, method) for bare in without_inherited_names(element)]
    if not any(hmac.compare_digest(expected, digest(address, form)) for form in forms):
        raise Unproven("digest_mismatch", f"digest mismatch: {local_name(element)} of the signature was altered")
    return element


def _claimed_properties(signature: etree._Element) -> etree._Element | None:
    """Return the SignedProperties that target this signature; trusted only once a reference led to them."""
    target = "#" + signature.get("Id", "")
    for holder in children_of(signature, "Object"):
        for qualifying in children_of(holder, "QualifyingProperties"):
            properties = child_of(qualifying, "SignedProperties")
            stated = qualifying.get("Target") or (properties.get("Target") if properties is not None else None)
            if properties is not None and stated in (target, None, ""):
                return properties
    return None


def _claimed_certificate(signature: etree._Element) -> x509.Certificate | None:
    """Return the first readable certificate: a name for signatures that fail before it is established."""
    try:
        return next(iter(_key_certificates(signature)), None)
    except Unproven:
        return None


def _key_certificates(signature: etree._Element) -> list[x509.Certificate]:
    data = children_of(child_of(signature, "KeyInfo"), "X509Data")
    texts = [text_of(each) for part in data for each in children_of(part, "X509Certificate")]
    return [load_certificate(decode(text, "a certificate")) for text in texts]


def _bound_certificate(signature: etree._Element, done: Verification) -> x509.Certificate:
    """Return the certificate whose digest is among the signed properties (SigningCertificate, also V2)."""
    certificates = _key_certificates(signature)
    if not certificates:
        raise Unproven("no_certificate", "the signature contains no certificate")
    stated = path_of(done.properties, "SignedSignatureProperties")
    binding = child_of(stated, "SigningCertificateV2")
    if binding is None:
        binding = child_of(stated, "SigningCertificate")
    cert_digest = path_of(binding, "Cert", "CertDigest")
    if cert_digest is None:
        raise Unproven("certificate_not_signed", "the signed properties do not name the certificate")
    expected = decode(text_of(only_child(cert_digest, "DigestValue")), "the certificate's digest")
    address = only_child(cert_digest, "DigestMethod").get("Algorithm", "")
    for certificate in certificates:
        if hmac.compare_digest(expected, digest(address, certificate.public_bytes(Encoding.DER))):
            return certificate
    raise Unproven(
        "certificate_mismatch", "the certificate in the signature is not the one that the signed properties name"
    )


def _proof(signature: etree._Element, done: Verification, certificate: x509.Certificate, value: bytes) -> Proof:
    unsigned = _unsigned(signature)
    others: list[x509.Certificate] = []
    for text in texts_of(unsigned, "CertificateValues", "EncapsulatedX509Certificate"):
        try:
            others.append(load_certificate(decode(text, "a certificate")))
        except Unproven:
            continue  # an unreadable one proves nothing; what needed it reports a broken chain
    answers = [
        decode(text, "an OCSP answer")
        for values in children_of(child_of(unsigned, "RevocationValues"), "OCSPValues")
        for text in map(text_of, children_of(values, "EncapsulatedOCSPValue"))
        if text is not None  # an empty element stands where no answer came
    ]
    element = only_child(signature, "SignatureValue")
    stamps = [
        TimeStamp(decode(text_of(token), "a time stamp"), _Stamped(element, child_of(stamp, "CanonicalizationMethod")))
        for stamp in children_of(unsigned, "SignatureTimeStamp")
        for token in children_of(stamp, "EncapsulatedTimeStamp")
    ]
    others += _key_certificates(signature)
    return Proof(
        certificate=certificate,
        signature_value=value,
        others=tuple(others),
        answers=tuple(answers[:MAX_PROOFS]),
        stamps=tuple(stamps[:MAX_PROOFS]),
        policy_doubt=policy_doubt(path_of(done.properties, "SignedSignatureProperties")),
    )


class _Stamped:
    """Return what a signature time stamp covers: the canonical SignatureValue element (XAdES, 5.3)."""

    def __init__(self, element: etree._Element, method: etree._Element | None) -> None:
        self.element, self.method = element, method

    def __call__(self) -> bytes:
        return canonicalize(self.element, self.method)


def _unsigned(signature: etree._Element) -> etree._Element | None:
    for holder in children_of(signature, "Object"):
        found = path_of(holder, "QualifyingProperties", "UnsignedProperties", "UnsignedSignatureProperties")
        if found is not None:
            return found
    return None


def _told(signature: etree._Element, done: Verification) -> Signature:
    stated = path_of(done.properties, "SignedSignatureProperties")
    signer, is_seal = read_signer(done.certificate) if done.certificate is not None else (None, None)
    doubt = done.doubt
    return Signature(
        signer=signer,
        role=_role(stated),
        claimed_at=_instant(text_of(child_of(stated, "SigningTime"))),
        checked=done.level,
        reason=strike_personal_codes(doubt.sentence) if doubt else None,
        reason_code=doubt.code if doubt else None,
        is_refuted=doubt is not None and doubt.code in REFUTING,
        trusted_at=done.judgement.trusted_at if done.judgement else None,
        trusted_by=done.judgement.trusted_by if done.judgement else None,
        profile=_profile(signature),
        is_seal=is_seal,
        covers=done.covers,
    )


def _role(stated: etree._Element | None) -> str | None:
    roles = []
    for name in ("SignerRole", "SignerRoleV2"):
        for claimed in children_of(child_of(child_of(stated, name), "ClaimedRoles"), "ClaimedRole"):
            roles.append(strike_codes(text_of(claimed) or ""))
    return ", ".join(role for role in roles if role) or None


def _profile(signature: etree._Element) -> str:
    """Return which proof the signature carries: B none, T a time stamp, TM a time mark, LT also the answers, LTA also
    archived.
    """
    unsigned = _unsigned(signature)
    names = Counter(local_name(child) for child in unsigned) if unsigned is not None else Counter()
    if names["ArchiveTimeStamp"]:
        return "XAdES LTA"
    if names["SignatureTimeStamp"]:
        return "XAdES LT" if names["RevocationValues"] else "XAdES T"
    return "XAdES TM" if names["RevocationValues"] else "XAdES B"


def _instant(text: str | None) -> datetime | None:
    """Return the signer's own clock in UTC; ``None`` where it is missing, unreadable or without a zone."""
    try:
        instant = datetime.fromisoformat(text) if text else None
        return instant.astimezone(UTC) if instant and instant.tzinfo else None
    except (ValueError, OverflowError):
        return None
