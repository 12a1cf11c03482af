"""Tell whether words of a DOCX stand on a ground of their own, where white letters may be seen."""

from __future__ import annotations

from lxml import etree

from extractors.files.docx_names import value_of, w
from extractors.files.docx_styles import Styles, is_dyed

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
