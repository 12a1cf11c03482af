"""Check references of DigiDoc XML (DDOC: SK-XML 1.0, DIGIDOC-XML 1.1 to 1.3), whose signed XML contains the files.

Version 1.3 signs the canonical DataFile element; some writers left its namespace out of what they signed. Versions
before 1.3 sign the file's own bytes, and SK-XML also its media type ("#D0-MIME"). Each form covers the whole content,
so a digest that matches any of them proves it. A DDOC with digests in place of the files (HASHCODE) states what was
signed: its signatures are proved, the files are not there.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterator

from lxml import etree

from extractors.files.members import Names
from extractors.files.signatures.algorithms import DIGESTS, digest
from extractors.files.signatures.canonical import canonicalize
from extractors.files.signatures.elements import child_of, children_of, local_name, text_of
from extractors.files.signatures.levels import Unproven


class DataFiles:
    """The DataFile elements of a DDOC by their Ids, named by ``Filename``; equal names differ as in ``open_ddoc``."""

    def __init__(self, root: etree._Element) -> None:
        self.version = root.get("version", "")
        self._files: dict[str, etree._Element] = {}
        self._names: dict[str, str] = {}
        self._digests: dict[tuple[str, str, str], list[bytes]] = {}
        names = Names()
        for element in children_of(root, "DataFile"):
            file_id = element.get("Id", "")
            if file_id in self._files:
                raise Unproven(
                    "duplicate_id", "two files of the DDOC have the same Id, so it is not clear which was signed"
                )
            self._files[file_id] = element
            self._names[file_id] = names.claim(element.get("Filename") or file_id or "?")

    @property
    def data_paths(self) -> list[str]:
        """Return the names of the files, in order."""
        return list(self._names.values())

    def check(self, reference: etree._Element, digest_address: str, expected: bytes) -> str | None:
        """Return the name of the file with the expected digest.

        ``None`` for a reference to something else, "" for one to a media type, which covers no file. Raises
        ``Unproven``: ``digest_mismatch`` naming the file, ``unknown_algorithm``.
        """
        uri = reference.get("URI", "")
        file_id = uri.removeprefix("#").removesuffix("-MIME")
        element = self._files.get(file_id) if uri.startswith("#") else None
        if element is None:
            return None
        name = self._names[file_id]
        is_media_type = uri != f"#{file_id}"
        if is_media_type:
            digests = [digest(digest_address, element.get("MimeType", "").encode())]
        else:
            digests = self._kept_digests(file_id, element, reference, digest_address)
        if not any(hmac.compare_digest(expected, each) for each in digests):
            raise Unproven("digest_mismatch", f"digest mismatch: {name}")
        return "" if is_media_type else name

    def _kept_digests(
        self, file_id: str, element: etree._Element, reference: etree._Element, address: str
    ) -> list[bytes]:
        """Return a file's digests, cached because several signatures mostly cover the same files."""
        method = next(iter(children_of(child_of(reference, "Transforms"), "Transform")), None)
        key = file_id, "" if method is None else method.get("Algorithm", ""), address
        if key not in self._digests:
            self._digests[key] = [digest(address, form) for form in self._forms(element, method)]
            self._digests[key] += _stated_digest(element, address)
        return self._digests[key]

    def _forms(self, element: etree._Element, method: etree._Element | None) -> Iterator[bytes]:
        yield canonicalize(element, method)
        if len(element):  # the other forms hold only text: anything else could hide content
            return
        yield canonicalize(_without_namespace(element), method)
        if self.version != "1.3":
            content = _content(element)
            if content is not None:
                yield content


def _stated_digest(element: etree._Element, address: str) -> list[bytes]:
    """Return the digest that stands in place of a file's content; none where there is content, or another algorithm."""
    is_bare = element.get("ContentType") == "HASHCODE" and not len(element) and not text_of(element)
    if not is_bare or element.get("DigestType", "").lower() != DIGESTS.get(address):
        return []
    try:
        return [base64.b64decode("".join(element.get("DigestValue", "").split()), validate=True)]
    except (binascii.Error, ValueError):
        return []


def ddoc_profile(root: etree._Element) -> str:
    """Return the format's name and version: "DDOC 1.3"."""
    return f"DDOC {root.get('version', '?')[:8]}"


def is_ddoc(root: etree._Element) -> bool:
    """Return whether the document is DigiDoc XML."""
    return local_name(root) == "SignedDoc"


def _content(element: etree._Element) -> bytes | None:
    if element.get("ContentType") != "EMBEDDED_BASE64":
        return None
    try:
        return base64.b64decode("".join((text_of(element) or "").split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _without_namespace(element: etree._Element) -> etree._Element:
    """Return a copy of the element outside any namespace, as early writers signed it."""
    copy = etree.Element("DataFile")
    for name, value in element.items():
        copy.set(name, value)
    copy.text = element.text
    return copy
