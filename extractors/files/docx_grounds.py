"""Tell whether words of a DOCX stand on a ground of their own, where white letters may be seen."""

from __future__ import annotations

import re

from lxml import etree

from extractors.files.docx_names import value_of, w
from extractors.files.docx_styles import GROUNDS, Styles, is_dyed

_WHITE = re.compile(r"(?:f[c-f]){3}", re.IGNORECASE)
"""White, and grays that nobody tells from it."""
_SHADINGS = tuple(f"{w(properties)}/{w('shd')}" for properties in ("rPr", "pPr", "tcPr", "tblPr"))
_TABLE_STYLE = f"{w('tblPr')}/{w('tblStyle')}"


def stands_on_ground(run: etree._Element, styles: Styles) -> bool:
    """Return whether a run is shaded itself, or a shape or a shaded paragraph, cell or table is around it.

    A table style may shade only some of its rows, and which ones takes Word's rules to tell: all its words count.
    """
    for around in (run, *run.iterancestors()):
        if around.tag == w("txbxContent") or any(is_dyed(around.find(shading)) for shading in _SHADINGS):
            return True
        if around.tag == w("tbl"):
            named = value_of(around.find(_TABLE_STYLE))
            if any(style.is_shaded for _, style in styles.chain(named)):
                return True
    return False


def is_like_ground(run: etree._Element, own: etree._Element | None, styles: Styles) -> bool:
    """Return whether words are white on the page's paper, or black on black; ``own`` is the colour of the words."""
    colour = "ffffff" if value_of(own, "themeColor") in GROUNDS and not _is_darkened(own) else value_of(own) or "auto"
    highlight = value_of(run.find(f"{w('rPr')}/{w('highlight')}"))
    if colour.casefold() in ("auto", "000000"):
        return highlight == "black" or value_of(run.find(f"{w('rPr')}/{w('shd')}"), "fill") == "000000"
    is_white = _WHITE.fullmatch(colour) is not None and highlight in (None, "none", "white")
    return is_white and not stands_on_ground(run, styles)


def _is_darkened(colour: etree._Element | None) -> bool:
    """Return whether a shade (17.3.2.6 themeShade) makes the theme's colour darker."""
    shade = value_of(colour, "themeShade")
    return shade is not None and shade.casefold() not in ("ff", "fe")
