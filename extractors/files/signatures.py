"""Who signed a container and when, as its XAdES signatures (ETSI EN 319 132-1) claim; nothing is verified.

A signer's certificate names a person's code (isikukood) in its serial number and in its common name. Neither is kept,
and whatever looks like such a code is struck from the name and the role.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from extractors.errors import ExtractionError
from extractors.files.safe_xml import parse_xml
from extractors.model.extraction import Signature

_DSIG = "{http://www.w3.org/2000/09/xmldsig#}"
_NOT_YET = "signatures are read, not verified"
_COMMON_NAME, _SURNAME, _GIVEN_NAME = b"\x55\x04\x03", b"\x55\x04\x04", b"\x55\x04\x2a"
_CODE = re.compile(r"(?:PNO[A-Z]{2}-)?\d{6,}")
_TEXT_TAGS = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1E: "utf-16-be"}


def read_signatures(data: bytes, name: str) -> list[Signature]:
    """The signatures of one signature file, in its order; one that cannot be read says so in ``reason``."""
    try:
        root = parse_xml(data, name)
    except ExtractionError as error:
        return [Signature(None, None, None, "not checked", str(error))]
    found = [root] if root.tag == f"{_DSIG}Signature" else list(root.iter(f"{_DSIG}Signature"))
    if not found:
        return [Signature(None, None, None, "not checked", f"{name} holds no signature")]
    return [_signature(element) for element in found]


def _signature(element: etree._Element) -> Signature:
    certificate = _first_text(element, "X509Certificate")
    return Signature(
        signer=_signer(certificate) if certificate else None,
        role=_without_code(_first_text(element, "ClaimedRole") or "") or None,
        claimed_at=_instant(_first_text(element, "SigningTime")),
        checked="not checked",
        reason=_NOT_YET,
    )


def _first_text(element: etree._Element, local_name: str) -> str | None:
    for child in element.iter(f"{{*}}{local_name}"):
        text = "".join(str(part) for part in child.itertext()).strip()
        if text:
            return text
    return None


def _instant(text: str | None) -> datetime | None:
    """The signer's own clock in UTC; ``None`` where it is missing, unreadable or without a zone."""
    try:
        instant = datetime.fromisoformat(text) if text else None
        return instant.astimezone(UTC) if instant and instant.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _signer(certificate: str) -> str | None:
    """Given name and surname of the certificate's subject, else its common name without the code."""
    try:
        subject = dict(_subject(base64.b64decode(certificate)))
    except (binascii.Error, ValueError, IndexError):
        return None
    given, surname = subject.get(_GIVEN_NAME), subject.get(_SURNAME)
    if given and surname:
        return _without_code(f"{given} {surname}") or None
    pieces = [_without_code(piece) for piece in subject.get(_COMMON_NAME, "").split(",")]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 2:  # a person's card says SURNAME,GIVEN NAME,CODE
        pieces.reverse()
    return " ".join(pieces) or None


def _without_code(text: str) -> str:
    return re.sub(r"\s+", " ", _CODE.sub("", text)).strip(" ,-")


def _subject(der: bytes) -> Iterator[tuple[bytes, str]]:
    """Attribute types and values of a certificate's subject (RFC 5280, 4.1): the fifth or sixth field of its body."""
    (_, certificate), *_ = _elements(der)
    (_, body), *_ = _elements(certificate)
    fields = list(_elements(body))
    at = 5 if fields[0][0] == 0xA0 else 4  # the version is left out of the oldest certificates
    for _, names in _elements(fields[at][1]):
        for _, pair in _elements(names):
            kind, value = list(_elements(pair))[:2]
            if value[0] in _TEXT_TAGS:
                yield kind[1], value[1].decode(_TEXT_TAGS[value[0]], errors="replace")


def _elements(der: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each DER element in a row. Raises ``ValueError`` or ``IndexError`` where it breaks off."""
    at = 0
    while at < len(der):
        tag, length, at = der[at], der[at + 1], at + 2
        if length > 0x80:
            size = length & 0x7F
            length, at = int.from_bytes(der[at : at + size], "big"), at + size
        if length == 0x80 or at + length > len(der):
            raise ValueError("a DER element runs over its end")
        yield tag, der[at : at + length]
        at += length
