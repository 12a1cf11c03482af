"""Navigate XML by local names: DDOC and each version of XAdES have namespaces of their own."""

from __future__ import annotations

from typing import cast

from lxml import etree

from extractors.files.signatures.levels import Unproven


def local_name(element: etree._Element) -> str:
    """Return the element's name; "" for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children_of(element: etree._Element | None, name: str) -> list[etree._Element]:
    """Return direct children of that name; empty for ``None``."""
    return [] if element is None else [child for child in element if local_name(child) == name]


def child_of(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first direct child of that name."""
    return next(iter(children_of(element, name)), None)


def path_of(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the first child of the first child … by these names."""
    for name in names:
        element = child_of(element, name)
    return element


def only_child(element: etree._Element, name: str) -> etree._Element:
    """Return the only direct child of that name. Raises ``Unproven`` where there is none or more than one."""
    found = children_of(element, name)
    if len(found) != 1:
        raise Unproven("malformed_signature", f"{local_name(element)} has {len(found)} elements {name} instead of one")
    return found[0]


def text_of(element: etree._Element | None) -> str | None:
    """Return all text in the element, without comments; ``None`` where there is none."""
    if element is None:
        return None
    pieces = cast("list[str]", element.xpath(".//text()"))
    return "".join(pieces).strip() or None


def texts_of(element: etree._Element | None, holder: str, name: str) -> list[str | None]:
    """Return the texts of the children ``name`` of the children ``holder``."""
    return [text_of(each) for part in children_of(element, holder) for each in children_of(part, name)]
