"""Read the signatures of one container: each as far as it verifies, with findings for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from extractors.errors import ExtractionError
from extractors.files.safe_xml import parse_xml
from extractors.files.signatures.certificates import Trust, known_trust
from extractors.files.signatures.ddoc import DataFiles, ddoc_profile, is_ddoc
from extractors.files.signatures.elements import children_of, local_name
from extractors.files.signatures.levels import NOT_CHECKED, PRESENT, Unproven
from extractors.files.signatures.names import strike_personal_codes
from extractors.files.signatures.signed_files import ArchiveFiles
from extractors.files.signatures.xades import SignatureFile, SignedFiles, read_signature
from extractors.model.extraction import Signature
from extractors.model.finding import Finding

MAX_SIGNATURES = 100
_XML = re.compile(r"META-INF/[^/]*signatures[^/]*\.xml", re.IGNORECASE)
_OTHER = re.compile(r"META-INF/[^/]*(?:signature|timestamp)[^/]*\.(?P<ending>p7s|p7m|tst)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """A container's signatures in its order, and the findings about them."""

    signatures: tuple[Signature, ...] = ()
    findings: tuple[Finding, ...] = ()

    def covers(self, path: str) -> bool:
        """Return whether a signature that holds covers this file. One that fails or is not checked covers none."""
        return any(path in (signature.covers or ()) for signature in _holding(self.signatures))


def read_signatures(entries: Mapping[str, bytes], name: str, trust: Trust | None = None) -> SignatureReport:
    """Return the signatures of an ASiC-E, ASiC-S or BDOC container from all its entries (path → bytes).

    ``trust``: the authorities to trust; ``None`` means those of ``esteid-certificates``. Never raises for the content
    of signature files: a damaged one is a signature that is ``not checked``, with the reason.
    """
    trust = known_trust() if trust is None else trust
    files = ArchiveFiles(entries)
    found: list[Signature] = []
    for path, data in entries.items():
        if _XML.fullmatch(path):
            found += _read_file(data, path, files, trust)
        elif other := _OTHER.fullmatch(path):
            found.append(_unsupported(path, other["ending"].lower()))
    return SignatureReport(tuple(found), tuple(_findings(found, files.data_paths, files.hidden_paths)))


def read_ddoc_signatures(data: bytes, name: str, trust: Trust | None = None) -> SignatureReport:
    """Return the signatures of a DDOC; its ``Filename`` attributes name the files. Raises as ``read_signatures``."""
    trust = known_trust() if trust is None else trust
    try:
        root = parse_xml(data, name)
        files = DataFiles(root)
    except ExtractionError as error:
        return SignatureReport((_unchecked("unreadable_signature", str(error)),))
    except Unproven as error:
        signature = replace(_unchecked(error.code, error.sentence), checked=PRESENT, is_refuted=True)
        return SignatureReport((signature,), tuple(_findings([signature], [])))
    if not is_ddoc(root):
        return SignatureReport((_unchecked("no_signature", f"{name} is not a DigiDoc document"),))
    parsed = SignatureFile.of(root, is_strict=False)
    read = _read_all(children_of(root, "Signature"), parsed, files, trust)
    found = [replace(signature, profile=ddoc_profile(root)) for signature in read]
    return SignatureReport(tuple(found), tuple(_findings(found, files.data_paths)))


def _read_file(data: bytes, path: str, files: ArchiveFiles, trust: Trust) -> list[Signature]:
    try:
        root = parse_xml(data, path)
    except ExtractionError as error:
        return [_unchecked("unreadable_signature", str(error))]
    elements = _signatures_of(root)
    if not elements:
        return [_unchecked("no_signature", f"{path} holds no signature")]
    return _read_all(elements, SignatureFile.of(root), files, trust)


def _read_all(
    elements: list[etree._Element], parsed: SignatureFile, files: SignedFiles, trust: Trust
) -> list[Signature]:
    found = [read_signature(element, parsed, files, trust) for element in elements[:MAX_SIGNATURES]]
    if len(elements) > MAX_SIGNATURES:
        rest = len(elements) - MAX_SIGNATURES
        found.append(_unchecked("too_many_signatures", f"{rest} more signatures in one file: not verified"))
    return found


def _signatures_of(root: etree._Element) -> list[etree._Element]:
    """Return signatures where the formats put them. One inside another (a countersignature) signs that one, not the
    files.
    """
    if local_name(root) == "Signature":
        return [root]
    direct = children_of(root, "Signature")
    return direct or [each for each in root.iter("*") if local_name(each) == "Signature"][:1]


def _unsupported(path: str, ending: str) -> Signature:
    what = "a time stamp over the whole container" if ending == "tst" else "a CAdES signature"
    return _unchecked("unsupported_format", f"{path} is {what}: not verified")


def _unchecked(code: str, sentence: str) -> Signature:
    return Signature(None, None, None, NOT_CHECKED, strike_personal_codes(sentence), reason_code=code)


def _holding(signatures: Iterable[Signature]) -> list[Signature]:
    return [signature for signature in signatures if signature.checked not in (NOT_CHECKED, PRESENT)]


def _findings(
    signatures: list[Signature], data_paths: Iterable[str], hidden_paths: Iterable[str] = ()
) -> Iterable[Finding]:
    """Yield what is evidence against a signature, and files that signatures leave out, to reveal altered containers.

    ``hidden_paths``: files beside the signatures, which a failed or unsupported signature does not excuse either.
    """
    for signature in signatures:
        if signature.is_refuted and signature.reason_code:
            whose = f"signature of {signature.signer}" if signature.signer else "a signature"
            yield Finding(signature.reason_code, f"{whose}: {signature.reason}")
    # A failed or unreadable signature covers no known file; its own reason says so.
    checked = _holding(signatures)
    hidden = frozenset(hidden_paths)
    for path in data_paths:
        without = [signature for signature in checked if path not in (signature.covers or ())]
        if without or not signatures or (path in hidden and not checked):
            count = (
                "no signature covers it"
                if len(without) == len(checked)
                else f"{len(without)} of {len(checked)} signatures do not cover it"
            )
            yield Finding("file_not_signed", strike_personal_codes(f"{path}: {count}"))
