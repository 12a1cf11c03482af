"""Take out of an OpenDocument text what its writer hid: an office program that converts it would print it.

Hidden letters are no matter of this: the converter keeps that look. It loses that of sections and paragraphs
(ISO 26300, 5.4 and 7.7.11).
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from extractors.files.safe_xml import parse_xml

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_HIDING = tuple(f"{_TEXT}{name}" for name in ("section", "hidden-paragraph", "hidden-text"))
_CONTENT = "content.xml"


def without_hidden(data: bytes, name: str, *, is_flat: bool) -> tuple[bytes, int]:
    """Return the document without its hidden sections and paragraphs, and how many letters these hold.

    A document that hides nothing comes back as it is. Raises ``UnreadableFile`` where its XML is damaged.
    """
    if is_flat:
        return _shown(data, name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _CONTENT not in archive.NameToInfo:
            return data, 0
        shown, hidden = _shown(archive.read(_CONTENT), name)
        if not hidden:
            return data, 0
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for info in archive.infolist():
                copy.writestr(info.filename, shown if info.filename == _CONTENT else archive.read(info))
    return out.getvalue(), hidden


def _shown(markup: bytes, name: str) -> tuple[bytes, int]:
    if b"none" not in markup and b"is-hidden" not in markup:
        return markup, 0
    root = parse_xml(markup, name)
    before = _letters(root)
    for element in list(root.iter(*_HIDING)):
        gone = _gone(element)
        if gone is not None and (parent := gone.getparent()) is not None:
            _remove(gone, parent)
    hidden = before - _letters(root)  # not one by one: hidden parts may stand in one another
    return (etree.tostring(root, xml_declaration=True, encoding="UTF-8"), hidden) if hidden else (markup, 0)


def _letters(root: etree._Element) -> int:
    return len("".join(str(etree.tostring(root, method="text", encoding="unicode")).split()))


def _gone(element: etree._Element) -> etree._Element | None:
    """Return what is not shown because of an element: the section, the paragraph around it, or nothing."""
    is_hidden = element.get(f"{_TEXT}is-hidden") == "true"
    if element.tag == f"{_TEXT}section":
        return element if element.get(f"{_TEXT}display") == "none" or is_hidden else None
    if element.tag == f"{_TEXT}hidden-paragraph" and is_hidden:
        return next((above for above in element.iterancestors() if above.tag in _PARAGRAPHS), None)
    return element if is_hidden else None


def _remove(element: etree._Element, parent: etree._Element) -> None:
    """Remove an element, and not the text behind it, which the tree keeps with it."""
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
