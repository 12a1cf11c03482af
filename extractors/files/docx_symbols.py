"""Read the signs of a DOCX that are letters of a symbol font (ISO/IEC 29500-1, 17.3.3.30 sym)."""

from __future__ import annotations

import re

from lxml import etree

from extractors.files.docx_names import value_of

_BULLETS = {0xB7, 0xA7, 0xD8, 0x76, 0x6C, 0x6E, 0x71, 0x75, 0x77, 0x9F}
_WINGDINGS = {0xA8: "☐", 0x6F: "☐", 0x72: "☐", 0xFE: "☒", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗", 0xE0: "→"}
_SYMBOL = {0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xAE: "→", 0x2D: "–", 0xA2: "′", 0xB2: "″"}
LOST = "\ufffd"


def read_symbol(sign: etree._Element) -> str:
    """Return a character of a symbol font; bullets become "•", unknown ones U+FFFD."""
    written = value_of(sign, "char") or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", written):
        return LOST
    code = int(written, 16)
    font = (value_of(sign, "font") or "").casefold()
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    known = _SYMBOL if font == "symbol" else _WINGDINGS
    if low in known and (low != code or font.startswith(("wingdings", "symbol"))):
        return known[low]
    if low in _BULLETS:
        return "• "
    return chr(code) if 0x20 <= code < 0xD800 else LOST
