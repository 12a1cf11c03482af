"""Write XML: elements as values, and their text. Parsing markup is the extractors' alone; this only writes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

# What XML 1.0 has no character for (section 2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Element:
    """An element: its name, attributes in order, and its children, of which texts are not escaped yet."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]


def element(name: str, /, *children: Element | str | None, **attributes: str | None) -> Element:
    """Return an element without what is ``None``. An attribute ``as_`` is written as ``as``."""
    given = tuple((key.rstrip("_"), value) for key, value in attributes.items() if value is not None)
    return Element(name, given, tuple(child for child in children if child is not None))


def serialise(root: Element) -> str:
    """Return a document with its declaration. Characters that XML lacks are left out."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _write(root, parts)
    parts.append("\n")
    return "".join(parts)


def _write(one: Element, parts: list[str]) -> None:
    parts.append(f"<{one.name}")
    parts.extend(f" {name}={quoteattr(_NO_XML.sub('', value))}" for name, value in one.attributes)
    if not one.children:
        parts.append("/>")
        return
    parts.append(">")
    for child in one.children:
        if isinstance(child, str):
            parts.append(escape(_NO_XML.sub("", child)))
        else:
            _write(child, parts)
    parts.append(f"</{one.name}>")
