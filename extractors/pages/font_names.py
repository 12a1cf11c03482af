"""Know by which fonts and codes a file draws its figures: names are no proof of what is drawn.

A letter of a page knows the name of its font alone. Merged files have many fonts of one name, a font may have several
letters for one figure, and a Type 3 font draws each by content of its own.
"""

from __future__ import annotations

from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from pdfminer.pdffont import PDFFont, PDFType3Font
from pdfplumber.page import fix_fontname_bytes

from extractors.pages.figure_judge import JUDGED


class FontNames:
    """Figures by the names of their fonts, as pages of the file draw them."""

    def __init__(self) -> None:
        self._numbers: WeakKeyDictionary[PDFFont, int] = WeakKeyDictionary()
        self._next = count()
        self._drawn: dict[tuple[Any, str], dict[int, set[int]]] = {}
        self._with_content: set[Any] = set()

    def note(self, font: PDFFont, code: int, text: str) -> None:
        """Take notice of a letter that a page draws; what is no figure, and no sign between figures, is passed over."""
        if text not in JUDGED:
            return
        name = fix_fontname_bytes(font.fontname) if isinstance(font.fontname, bytes) else font.fontname
        if font not in self._numbers:
            self._numbers[font] = next(self._next)
        if isinstance(font, PDFType3Font):
            self._with_content.add(name)
        self._drawn.setdefault((name, text), {}).setdefault(self._numbers[font], set()).add(code)

    def letters_of(self, name: Any, figure: str) -> int:
        """Return how many letters have drawn a figure by now: all codes of it in all fonts of a name."""
        return sum(map(len, self._drawn.get((name, figure), {}).values()))

    def has_content(self, name: Any) -> bool:
        """Return whether a font draws its letters as small pages (Type 3), of which PDFium knows no outlines."""
        return name in self._with_content

    def leave_open(self, name: Any, figure: str) -> bool:
        """Return whether outlines prove nothing: a font has none, or several letters for a figure, of which PDFium
        shows only one by its name.
        """
        return name in self._with_content or any(
            len(codes) > 1 for codes in self._drawn.get((name, figure), {}).values()
        )
