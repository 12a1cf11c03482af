"""The words of one DOCX paragraph, as they would be printed with all changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extractors.files.docx_numbers import is_on, w

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = frozenset(
    w(name) for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "pict", "drawing", "object")
) | {f"{_COMPATIBILITY}AlternateContent"}
_BULLET_SIGNS = {"F0B7", "F0A7", "F0D8", "00B7"}


def paragraph_text(paragraph: etree._Element) -> str:
    """The paragraph's words; tabs and line breaks within it stay as tab and line feed."""
    text = "".join(_texts(paragraph))
    return re.sub(r" *\n *", "\n", re.sub(r"[ \xa0\r]+", " ", text))


def _texts(element: etree._Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _DROPPED or not isinstance(tag, str):
            continue
        if tag == w("r"):
            yield from _run_texts(child)
        else:
            yield from _texts(child)


def _run_texts(run: etree._Element) -> Iterator[str]:
    properties = run.find(w("rPr"))
    if is_on(properties, "vanish"):
        return
    for child in run:
        if child.tag == w("t"):
            text = (child.text or "").replace("\t", " ").replace("\n", " ")
            yield text.upper() if is_on(properties, "caps") else text
        elif child.tag in (w("tab"), w("ptab")):
            yield "\t"
        elif child.tag in (w("br"), w("cr")):
            yield "\n"
        elif child.tag == w("noBreakHyphen"):
            yield "-"
        elif child.tag == w("sym"):
            yield "• " if str(child.get(w("char"), "")).upper() in _BULLET_SIGNS else ""


def is_hidden_mark(paragraph: etree._Element) -> bool:
    """Whether the end of the paragraph was deleted or moved away as a tracked change."""
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None)


def text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """Contents of the text boxes anchored in the paragraph, each once though Word writes it in two dialects."""
    found: list[etree._Element] = []
    for box in paragraph.iter(w("txbxContent")):
        ancestors = list(box.iterancestors())
        is_copy = any(ancestor.tag == f"{_COMPATIBILITY}Fallback" for ancestor in ancestors)
        is_gone = any(ancestor.tag in (w("del"), w("moveFrom")) for ancestor in ancestors)
        is_nested = any(ancestor.tag == w("txbxContent") for ancestor in _up_to(box, paragraph))
        if not (is_copy or is_gone or is_nested):
            found.append(box)
    return found


def _up_to(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return
        yield ancestor
