"""Signatures of DigiDoc XML (DDOC: SK-XML 1.0, DIGIDOC-XML 1.1 to 1.3), where the files stand in the signed XML.

Version 1.3 signs the canonical DataFile element; some writers left its namespace out of what they signed. Versions
before 1.3 sign the file's own bytes, and SK-XML also its media type ("#D0-MIME"). Each of these forms holds the whole
content, so a digest that agrees with any of them proves it.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterator

from lxml import etree

from extractors.files.signatures.algorithms import digest
from extractors.files.signatures.canonical import canonicalize
from extractors.files.signatures.elements import child_of, children_of, local_name, text_of
from extractors.files.signatures.levels import Unproven


class DataFiles:
    """The DataFile elements of a DDOC by their Ids. Their names are those of ``Filename``."""

    def __init__(self, root: etree._Element) -> None:
        self.version = root.get("version", "")
        self._files: dict[str, etree._Element] = {}
        for element in children_of(root, "DataFile"):
            if element.get("Id") in self._files:
                raise Unproven("duplicate_id", "two files of the DDOC have one Id: which was signed is open")
            self._files[element.get("Id", "")] = element

    @property
    def data_paths(self) -> list[str]:
        """Names of the files, in their order."""
        return [_name(element) for element in self._files.values()]

    def check(self, reference: etree._Element, digest_address: str, expected: bytes) -> str | None:
        """The name of the file with the expected digest; ``None`` for a reference to something else.

        Raises ``Unproven``: ``digest_mismatch`` naming the file, ``unknown_algorithm``.
        """
        uri = reference.get("URI", "")
        element = self._files.get(uri.removeprefix("#").removesuffix("-MIME")) if uri.startswith("#") else None
        if element is None:
            return None
        name = _name(element)
        forms = [element.get("MimeType", "").encode()] if uri.endswith("-MIME") else self._forms(element, reference)
        if not any(hmac.compare_digest(expected, digest(digest_address, form)) for form in forms):
            raise Unproven("digest_mismatch", f"digest mismatch: {name}")
        return name

    def _forms(self, element: etree._Element, reference: etree._Element) -> Iterator[bytes]:
        method = next(iter(children_of(child_of(reference, "Transforms"), "Transform")), None)
        yield canonicalize(element, method)
        yield canonicalize(_without_namespace(element), method)
        if self.version != "1.3":
            content = _content(element)
            if content is not None:
                yield content


def ddoc_profile(root: etree._Element) -> str:
    """The format's name and version: "DDOC 1.3"."""
    return f"DDOC {root.get('version', '?')[:8]}"


def is_ddoc(root: etree._Element) -> bool:
    """Whether the document is DigiDoc XML."""
    return local_name(root) == "SignedDoc"


def _name(element: etree._Element) -> str:
    return element.get("Filename") or element.get("Id") or "?"


def _content(element: etree._Element) -> bytes | None:
    if element.get("ContentType") != "EMBEDDED_BASE64":
        return None
    try:
        return base64.b64decode("".join((text_of(element) or "").split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _without_namespace(element: etree._Element) -> etree._Element:
    """A copy of the element, outside any namespace, as writers before xmlns was settled signed it."""
    copy = etree.Element("DataFile")
    for name, value in element.items():
        copy.set(name, value)
    copy.text = element.text
    return copy
