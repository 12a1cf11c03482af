"""Take no notice of a table of letters that contradicts what a viewer draws, where the file itself says what that is.

A font that is not in the file is drawn by its encoding alone (ISO 32000-1, 9.6.6); its ToUnicode table only says what
a copy of the text shall hold. A table that calls a 3 a 1 leaves each word known and makes each number another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pdfminer.pdffont import PDFFont, PDFSimpleFont

from extractors.pages.pdf_values import dictionary_of, name_of

_FILES = ("FontFile", "FontFile2", "FontFile3")
_SIGNS = ("symbol", "zapfdingbats", "wingdings", "webdings")
_OWN_ENCODING = 0x4
"""Flag of a descriptor (table 123): its codes mean what only the font knows."""


def drop_false_names(fonts: Mapping[Any, PDFFont], named: Mapping[str, Any]) -> None:
    """Empty the ToUnicode tables that contradict the encoding of their font; ``named`` are the fonts as in the file.

    One letter or figure under another's name is enough: such a table is believed in nothing that the encoding says.
    """
    for name, font in fonts.items():
        table = getattr(getattr(font, "unicode_map", None), "cid2unichr", None)
        if table and isinstance(font, PDFSimpleFont) and _is_drawn_by_encoding(dictionary_of(named.get(name))):
            drawn = font.cid2unicode
            if any(_contradict(table.get(code), letter) for code, letter in drawn.items()):
                for code in drawn:
                    table.pop(code, None)


def _is_drawn_by_encoding(font: Mapping[str, Any]) -> bool:
    if name_of(font.get("Subtype")) not in ("Type1", "TrueType", "MMType1"):
        return False
    descriptor = dictionary_of(font.get("FontDescriptor"))
    if any(each in descriptor for each in _FILES):
        return False
    if name_of(font.get("BaseFont")).casefold().startswith(_SIGNS):
        return False
    flags = descriptor.get("Flags")
    return "Encoding" in font or not (isinstance(flags, int) and flags & _OWN_ENCODING)


def _contradict(said: str | None, drawn: str) -> bool:
    """Return whether a table gives a letter or figure of ASCII the name of another one; capitals may stand for small
    letters, and what lies beyond ASCII depends on the machine's font.
    """
    if said is None or len(said) != 1 or not (said + drawn).isascii():
        return False
    return said.isalnum() and drawn.isalnum() and said.casefold() != drawn.casefold()
