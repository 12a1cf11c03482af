"""Tell whether words of a DOCX stand on a ground of their own, where white letters may be seen."""

from __future__ import annotations

from lxml import etree

from extractors.files.docx_names import value_of, w
from extractors.files.docx_styles import Styles

_PARAGRAPH = f"{w('pPr')}/{w('shd')}"
_CELL, _TABLE = f"{w('tcPr')}/{w('shd')}", f"{w('tblPr')}/{w('shd')}"
_TABLE_STYLE = f"{w('tblPr')}/{w('tblStyle')}"
_PAPER = frozenset({None, "auto", "ffffff"})


def stands_on_ground(run: etree._Element, styles: Styles) -> bool:
    """Return whether a shape, a shaded paragraph, or a table with a shaded cell or style is around a run.

    A table style may shade only some of its rows, and which ones takes Word's rules to tell: all its words count.
    """
    for above in run.iterancestors():
        if above.tag == w("txbxContent") or above.find(_PARAGRAPH) is not None:
            return True
        if above.tag == w("tc") and _is_dyed(above.find(_CELL)):
            return True
        if above.tag == w("tbl"):
            named = value_of(above.find(_TABLE_STYLE))
            if _is_dyed(above.find(_TABLE)) or any(style.is_shaded for _, style in styles.chain(named)):
                return True
    return False


def _is_dyed(shading: etree._Element | None) -> bool:
    """Return whether a shading has a colour or a pattern other than white paper."""
    if shading is None:
        return False
    fill, pattern = value_of(shading, "fill"), value_of(shading, "val")
    has_theme = value_of(shading, "themeFill") is not None
    return has_theme or (fill or "auto").casefold() not in _PAPER or pattern not in (None, "clear", "nil")
