"""Compute canonical bytes of XML elements: Canonical XML 1.0 and 1.1 and Exclusive XML Canonicalization (W3C)."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from lxml import etree

from extractors.files.signatures.levels import Unproven

INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
INCLUSIVE_1_1 = "http://www.w3.org/2006/12/xml-c14n11"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
_COMMENTS = ("#WithComments", "WithComments")
_START_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_XML = "{http://www.w3.org/XML/1998/namespace}"


def canonicalize(element: etree._Element, method: etree._Element | None, *, keeps_comments: bool = False) -> bytes:
    """Return canonical bytes of ``element`` by a CanonicalizationMethod or Transform; ``None`` means inclusive.

    ``keeps_comments`` allows the variants with comments to keep them: an element referenced by "#id" has none (XML
    Signature, 4.4.3.3). Raises ``Unproven`` for an unknown algorithm.
    """
    algorithm = INCLUSIVE if method is None else method.get("Algorithm", "")
    base = algorithm
    for ending in _COMMENTS:
        base = base.removesuffix(ending)
    if base + "#" == EXCLUSIVE:
        base = EXCLUSIVE
    if base not in (INCLUSIVE, INCLUSIVE_1_1, EXCLUSIVE):
        raise Unproven("unknown_algorithm", f"unknown canonicalization {algorithm[:80]!r}")
    is_exclusive = base == EXCLUSIVE
    fragment = _stand_alone(element, is_exclusive)
    with_comments = keeps_comments and algorithm != base
    prefixes = _inclusive_prefixes(method) if is_exclusive and method is not None else None
    return etree.tostring(
        fragment, method="c14n", exclusive=is_exclusive, with_comments=with_comments, inclusive_ns_prefixes=prefixes
    )


def without_inherited_names(element: etree._Element) -> list[etree._Element]:
    """Return the element as it stands in the file, without the namespaces that only the elements around it declare.

    JDigiDoc signed properties so. One element, or none: where the element uses a prefix from outside it has no such
    form, and where nothing is inherited the form is no other.
    """
    parent = element.getparent()
    inherited = parent.nsmap if parent is not None else {}
    text = etree.tostring(element, with_tail=False)
    start = _START_TAG.match(text)
    if start is None or not inherited:
        return []
    tag = start[0]
    for prefix, address in inherited.items():
        declared = rb"\s+xmlns" + (b":" + re.escape(prefix.encode()) if prefix else b"")
        tag = re.sub(declared + rb"""\s*=\s*["']""" + re.escape(escape(address).encode()) + rb"""["']""", b"", tag)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return [etree.fromstring(tag + text[start.end() :], parser)]
    except etree.XMLSyntaxError:
        return []


def _stand_alone(element: etree._Element, is_exclusive: bool) -> etree._Element:
    """Return the element as a document of its own with the namespaces in scope.

    Canonicalized in place, lxml would undeclare the default namespace of the parent (xmlns="") in the inclusive forms.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    fragment = etree.fromstring(etree.tostring(element, with_tail=False), parser)
    if not is_exclusive:  # xml:lang and xml:space are inherited into an inclusive subset
        for ancestor in element.iterancestors():
            for name in ("lang", "space"):
                value = ancestor.get(_XML + name)
                if value is not None and fragment.get(_XML + name) is None:
                    fragment.set(_XML + name, value)
    return fragment


def _inclusive_prefixes(method: etree._Element) -> list[str] | None:
    for child in method:
        if isinstance(child.tag, str) and etree.QName(child).localname == "InclusiveNamespaces":
            return [prefix for prefix in child.get("PrefixList", "").split() if prefix != "#default"] or None
    return None
