"""XML from strangers: no document type, no entities, no network, no more than 16 MiB."""

from __future__ import annotations

from lxml import etree

from extractors.errors import UnreadableFile, UnsafeContainer

XML_LIMIT = 16 * 1024 * 1024


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of ``data``.

    Raises ``UnsafeContainer`` where the XML is too large or brings a document type (which could define entities),
    ``UnreadableFile`` where it is not well-formed.
    """
    if len(data) > XML_LIMIT:
        raise UnsafeContainer(f"{name}: {len(data)} bytes of XML, more than {XML_LIMIT} are not read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{name}: damaged XML: {error}") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs do not know it
        raise UnsafeContainer(f"{name}: XML with a document type is not read")
    return root
