"""Read formulas of a DOCX (ISO/IEC 29500-1, 22.1) as a person reads them: 1² is not 12, and 1/2 neither."""

from __future__ import annotations

from lxml import etree

from extractors.pages.raised import SUBSCRIPT, SUPERSCRIPT

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA = f"{_M}oMath"
_SCRIPTS = {f"{_M}sup": SUPERSCRIPT, f"{_M}sub": SUBSCRIPT}
_SCRIPTED = frozenset(f"{_M}{name}" for name in ("sSup", "sSub", "sSubSup", "sPre"))


def formula_text(element: etree._Element) -> str:
    """Return the signs of a formula in a line, its raised and lowered figures as such; "1/2" for a fraction."""
    if element.tag == f"{_M}t":
        return element.text or ""
    if element.tag == f"{_M}f":
        parts = (element.find(f"{_M}{name}") for name in ("num", "den"))
        return "/".join(formula_text(part) for part in parts if part is not None)
    script = _SCRIPTS.get(str(element.tag)) if _is_scripted(element.getparent()) else None
    text = "".join(map(formula_text, element))
    return text.translate(script) if script else text


def _is_scripted(parent: etree._Element | None) -> bool:
    return parent is not None and parent.tag in _SCRIPTED
