"""Parse untrusted XML: no document type, no entities, no network, limited size."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from lxml import etree

from extractors.errors import ExtractionError, TruncatedFile, UnreadableFile, UnsafeContainer
from extractors.files.text_signs import without_marks

XML_LIMIT = 16 * 1024 * 1024
"""Limit in bytes for what is parsed as a tree, which takes many times its size in memory."""

MAX_NESTING = 200
_CHUNK = 1024 * 1024
_LONGEST_TAG = 8 * 1024 * 1024

# "No element found" (also: not all are closed), "unclosed token", "partial character", "unclosed CDATA section".
_ENDS_EARLY = frozenset({3, 5, 6, 20})

Attributes = dict[str, str]


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root element of ``data``.

    Raises ``UnsafeContainer`` where the XML is too large or has a document type (which could define entities),
    ``UnreadableFile`` where it is not well-formed.
    """
    if len(data) > XML_LIMIT:
        raise UnsafeContainer(f"{name}: {len(data)} bytes of XML, more than {XML_LIMIT} are not read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(without_marks(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data:  # too deep or unknown entities appear as syntax errors
            raise UnsafeContainer(f"{name}: XML with a document type is not read") from error
        raise UnreadableFile(damage(name, error)) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # missing from the stubs
        raise UnsafeContainer(f"{name}: XML with a document type is not read")
    return root


def damage(name: str, error: Exception) -> str:
    """Return for a person where XML is damaged: a parser's own words help nobody."""
    line = getattr(error, "lineno", None)
    return f"{name}: damaged XML" + (f" in line {line}" if isinstance(line, int) and line > 0 else "")


def stream_xml(
    data: bytes,
    name: str,
    limit: int,
    *,
    start: Callable[[str, Attributes, int], None],
    end: Callable[[str, int], None],
    text: Callable[[str], None],
) -> None:
    """Pass elements and text to the callbacks as they arrive; no tree is built, so memory stays flat at any size.

    Tags come without their namespace, with the byte offset of the tag's "<" in ``data``; text comes in pieces. Raises
    ``UnsafeContainer`` where ``data`` has more than ``limit`` bytes, a document type, elements nested more than
    ``MAX_NESTING`` deep or an overlong tag, ``TruncatedFile`` where it ends early, ``UnreadableFile`` where it is not
    well-formed.
    """
    if len(data) > limit:
        raise UnsafeContainer(f"{name}: {len(data)} bytes of XML, more than {limit} are not read")
    parser = expat.ParserCreate()  # without a namespace separator: prefixes are cut off below
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    depth = 0

    def refuse_doctype(*_: object) -> None:
        raise UnsafeContainer(f"{name}: XML with a document type is not read")

    def open_element(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_NESTING:
            raise UnsafeContainer(f"{name}: XML nested more than {MAX_NESTING} deep")
        start(tag.rpartition(":")[2], attributes, parser.CurrentByteIndex)

    def close_element(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag.rpartition(":")[2], parser.CurrentByteIndex)

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    parser.CharacterDataHandler = text
    _feed(parser, data, name)


def _feed(parser: expat.XMLParserType, data: bytes, name: str) -> None:
    """Feed the parser in pieces. Expat rescans an unfinished tag with each piece, so overlong tags are refused."""
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)
            if at - parser.CurrentByteIndex > _LONGEST_TAG:
                raise UnsafeContainer(f"{name}: a single tag or comment of more than {_LONGEST_TAG} bytes")
        parser.Parse(b"", True)
    except ExtractionError:
        raise
    except expat.ExpatError as error:
        if error.code in _ENDS_EARLY:
            raise TruncatedFile(f"{name}: the XML ends early, in line {error.lineno}; fetch it again") from error
        raise UnreadableFile(damage(name, error)) from error
    except (LookupError, ValueError, UnicodeError) as error:
        raise UnreadableFile(damage(name, error)) from error
