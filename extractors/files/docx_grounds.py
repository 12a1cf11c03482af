"""Tell on which ground words of a DOCX stand: on one of their own white letters are seen, on one of their very colour
none are.
"""

from __future__ import annotations

import re

from lxml import etree

from extractors.files.docx_names import value_of, w
from extractors.files.docx_styles import GROUNDS, Styles, is_dyed, style_of_table

_WHITE = re.compile(r"(?:f[c-f]){3}", re.IGNORECASE)
"""White, and grays that nobody tells from it."""
_HEX = re.compile(r"[\da-f]{6}", re.IGNORECASE)
_NEAR = 20
"""Of 255: words that differ less from their ground are not seen."""
# fmt: off
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}
# fmt: on
_SHADINGS = tuple(f"{w(properties)}/{w('shd')}" for properties in ("rPr", "pPr", "tcPr", "tblPr"))


def stands_on_ground(run: etree._Element, styles: Styles) -> bool:
    """Return whether a run is shaded itself, or a shape or a shaded paragraph, cell or table is around it.

    A table style may shade only some of its rows, and which ones takes Word's rules to tell: all its words count.
    """
    for around in (run, *run.iterancestors()):
        if around.tag == w("txbxContent") or any(is_dyed(around.find(shading)) for shading in _SHADINGS):
            return True
        if around.tag == w("tbl") and any(style.is_shaded for _, style in styles.chain(style_of_table(around))):
            return True
    return False


def is_of_one_colour(run: etree._Element, own: etree._Element | None, style_fill: str | None) -> bool:
    """Return whether words have the very colour of the ground that they, their paragraph or their cell set."""
    colour = _rgb(value_of(own))
    if colour is None or (ground := _ground_of(run, style_fill)) is None:
        return False
    return all(abs(one - other) <= _NEAR for one, other in zip(colour, ground, strict=True))


def _ground_of(run: etree._Element, style_fill: str | None) -> tuple[int, ...] | None:
    """Return the colour of the nearest ground below words; ``None`` where it is not set as a plain colour."""
    highlight = value_of(run.find(f"{w('rPr')}/{w('highlight')}"))
    if highlight not in (None, "none"):
        return _rgb(_HIGHLIGHTS.get(str(highlight)))
    for around in (run, *run.iterancestors()):
        shading = next(filter(is_dyed, (around.find(each) for each in _SHADINGS)), None)
        if shading is not None:
            return _rgb(value_of(shading, "fill")) if value_of(shading, "val") in (None, "clear", "nil") else None
    return _rgb(style_fill)


def _rgb(written: str | None) -> tuple[int, ...] | None:
    if written is None or _HEX.fullmatch(written) is None:
        return None
    return tuple(bytes.fromhex(written))


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
