"""Tell how a browser lays elements: on the line or as blocks of their own, and as boxes over other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import Tag
from bs4.element import PageElement

from extractors.files.html_styles import Sheet, style_of

_TABLE = frozenset({"table", "caption", "colgroup", "col", "tbody", "thead", "tfoot", "tr", "td", "th", "li"})
"""Blocks whatever their ``display`` says: rows and items are lines of their own."""
# What browsers lay out as blocks (HTML, 15.3); all other elements, also those of no standard, stand on the line. What
# is read in a way of its own, such as br, iframe and pre, is not asked about
# fmt: off
_BLOCKS = _TABLE | {
    "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "listing", "main", "menu", "nav", "ol", "optgroup",
    "option", "p", "plaintext", "search", "section", "summary", "ul", "xmp",
}
# fmt: on
_DISPLAY = re.compile(
    r"(?<![\w-])display\s*:\s*(?P<outer>inline|(?:block|flex|grid|list-item|flow-root|table)(?![\w-]))", re.IGNORECASE
)
_POSITIONED = re.compile(r"(?<![\w-])position\s*:\s*(?:relative|absolute|fixed|sticky)", re.IGNORECASE)
_LAID = re.compile(r"(?<![\w-])position\s*:\s*absolute", re.IGNORECASE)
_FIXED = re.compile(r"(?<![\w-])position\s*:\s*fixed", re.IGNORECASE)
_ZERO = r"0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:;|!|$)"
_WHOLE = (
    re.compile(rf"(?<![\w-])inset\s*:\s*(?:0\S{{0,3}}\s+){{0,3}}{_ZERO}", re.IGNORECASE),
    re.compile(r"\A(?=.*(?<![\w-])width\s*:\s*100%)(?=.*(?<![\w-])height\s*:\s*100%)", re.IGNORECASE | re.DOTALL),
    re.compile(
        r"\A" + "".join(rf"(?=(?:.*[;\s]|){side}\s*:\s*{_ZERO})" for side in ("top", "right", "bottom", "left")),
        re.IGNORECASE | re.DOTALL,
    ),
)
_GROUND = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*(?P<value>[^;!]+)", re.IGNORECASE)
_CLEAR = re.compile(
    r"transparent|none|inherit|initial|unset|rgba\(|hsla\(|/\s*[\d.]+%?\s*\)|#[\da-f]{8}\b|#[\da-f]{4}\b|gradient|url\(",
    re.IGNORECASE,
)
_BELOW = re.compile(r"(?<![\w-])z-index\s*:\s*-", re.IGNORECASE)
_PALE = re.compile(r"(?<![\w-])(?:opacity\s*:\s*0|mix-blend-mode)", re.IGNORECASE)


def is_on_line(tag: Tag, style: str) -> bool:
    """Return whether an element continues the line in which it stands."""
    found = None if tag.name in _TABLE else _DISPLAY.search(style)
    if found is None:
        return tag.name not in _BLOCKS
    return found["outer"].casefold() == "inline"


def is_cover(style: str) -> bool:
    """Return whether an element lies over all that stands in the element that holds it, and lets nothing through."""
    return is_laid(style) and _is_filling_ground(style)


def _is_filling_ground(style: str) -> bool:
    """Return whether an element, laid where it may be, fills what it is laid upon and lets nothing through."""
    ground = _GROUND.search(style)
    return bool(
        ground
        and not _CLEAR.search(ground["value"])
        and not _BELOW.search(style)
        and not _PALE.search(style)
        and any(each.search(style) for each in _WHOLE)
    )


def is_laid(style: str) -> bool:
    """Return whether an element is laid at a place, out of the line and the order of its neighbours."""
    return _LAID.search(style) is not None


def has_place(style: str) -> bool:
    """Return whether an element has a place of its own, within which boxes are laid, and above those of others."""
    return _POSITIONED.search(style) is not None


def without_covered(tag: Tag, children: Sequence[PageElement], sheet: Sheet) -> tuple[Sequence[PageElement], int]:
    """Return the children of an element that a box laid over all of it leaves in sight, and how many letters it hides.

    Elements with a place of their own may stand above the box; they stay. A box in an element without a place of its
    own is laid over something else.
    """
    if not has_place(style_of(tag, sheet)):
        return children, 0
    if not any(isinstance(child, Tag) and is_cover(style_of(child, sheet)) for child in children):
        return children, 0
    kept = [child for child in children if isinstance(child, Tag) and has_place(style_of(child, sheet))]
    ids = set(map(id, kept))
    return kept, sum(len(child.get_text(strip=True)) for child in children if id(child) not in ids)


def without_shadows(children: Sequence[PageElement], sheet: Sheet) -> Sequence[PageElement]:
    """Return the children of an element without those laid upon it that say the same once more: a shadow, a thick
    stroke.
    """
    laid = [child for child in children if isinstance(child, Tag) and is_laid(style_of(child, sheet))]
    if not laid:
        return children
    ids = set(map(id, laid))
    words = squeezed("".join(child.get_text() for child in children if id(child) not in ids))
    twice = {id(child) for child in laid if words and squeezed(child.get_text()) == words}
    return [child for child in children if id(child) not in twice]


def squeezed(text: str) -> str:
    """Return a text without its blanks, by which texts are compared that a browser sets alike."""
    return "".join(text.split())


def covers_page(style: str) -> bool:
    """Return whether an element stands still over all of the window and lets nothing through."""
    return _FIXED.search(style) is not None and _is_filling_ground(style)
