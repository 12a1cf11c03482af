"""Know the fonts of one file by their names: which draw their letters by content of their own, and which are several.

A letter of a page knows the name of its font, and names are no proof: merged files have many fonts of one name, and a
font may have several letters for one figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from weakref import WeakSet

from pdfminer.pdffont import PDFFont, PDFType3Font
from pdfplumber.page import fix_fontname_bytes

from extractors.pages.figure_judge import FIGURES


class FontNames:
    """The names of fonts, as pages of the file ask for them."""

    def __init__(self) -> None:
        self._met: WeakSet[PDFFont] = WeakSet()
        self._fonts: Counter[Any] = Counter()
        self._with_content: set[Any] = set()
        self._ambiguous: set[tuple[Any, str]] = set()

    def note(self, fonts: Iterable[PDFFont]) -> None:
        """Take notice of fonts that a page or form uses."""
        for font in fonts:
            if font in self._met:
                continue
            self._met.add(font)
            name = fix_fontname_bytes(font.fontname) if isinstance(font.fontname, bytes) else font.fontname
            self._fonts[name] += 1
            if isinstance(font, PDFType3Font):
                self._with_content.add(name)
            figures = Counter(text for text in _letters(font) if text in FIGURES)
            self._ambiguous.update((name, figure) for figure, count in figures.items() if count > 1)

    def are_several(self, name: Any) -> bool:
        """Return whether several fonts of the file have a name."""
        return self._fonts[name] > 1

    def has_content(self, name: Any) -> bool:
        """Return whether a font draws its letters as small pages (Type 3), of which PDFium knows no outlines."""
        return name in self._with_content

    def leave_open(self, name: Any, figure: str) -> bool:
        """Return whether outlines prove nothing: a font has none, or several letters for a figure, of which PDFium
        shows only one by its name.
        """
        return name in self._with_content or (name, figure) in self._ambiguous


def _letters(font: PDFFont) -> Iterator[Any]:
    """Yield the name of each letter: its table's, else its encoding's."""
    table = getattr(getattr(font, "unicode_map", None), "cid2unichr", None) or {}
    drawn = getattr(font, "cid2unicode", None) or {}
    yield from ({**drawn, **table}).values()
