"""Define names, attributes and switches of WordprocessingML."""

from __future__ import annotations

import re

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
"""Of what stands at a place of its own: drawings, with their anchors."""
VML = "{urn:schemas-microsoft-com:vml}"
"""Of the shapes that old programs draw."""
SHAPES = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WORD_SHAPE = f"{SHAPES}wsp"


def w(name: str) -> str:
    """Return the WordprocessingML name of an element or attribute."""
    return f"{{{_W}}}{name}"


def value_of(element: etree._Element | None, attribute: str = "val") -> str | None:
    """Return an attribute in Word's namespace; ``None`` where element or attribute is missing."""
    found = element.get(w(attribute)) if element is not None else None
    return None if found is None else str(found)


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Return whether the properties have a switch such as ``caps`` and do not turn it off."""
    switch = properties.find(w(name)) if properties is not None else None
    return switch is not None and value_of(switch) not in ("0", "false", "off", "none")


def as_int(text: str | None, default: int) -> int:
    """Return a whole number of at most six digits; ``default`` for anything else."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else default
