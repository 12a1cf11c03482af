"""Put the elements of a page into the order in which a browser shows them, where its style changes that order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from extractors.files.html_boxes import is_laid
from extractors.files.html_styles import Sheet, style_of

_MOVES = re.compile(
    r"\border\s*:|-reverse\b|grid-(?:row|area)\s*:|float\s*:\s*right|position\s*:\s*(?:absolute|fixed)|caption-side|<tfoot\b",
    re.IGNORECASE,
)
_BOXES = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)", re.IGNORECASE)
_ORDER = re.compile(r"(?:^|;)\s*order\s*:\s*(-?\d{1,6})", re.IGNORECASE)
_REVERSE = re.compile(r"flex-(?:direction|flow)\s*:[^;]*\b(?:row|column)-reverse", re.IGNORECASE)
_ROW = re.compile(r"grid-(?:row(?:-start)?|area)\s*:\s*(\d{1,4})", re.IGNORECASE)
_TOP = re.compile(r"(?<![\w-])top\s*:\s*(-?\d{1,5}(?:\.\d{1,9})?)", re.IGNORECASE)
_RIGHT = re.compile(r"float\s*:\s*right", re.IGNORECASE)
_BELOW = re.compile(r"caption-side\s*:\s*bottom", re.IGNORECASE)
_TABLE = {"caption": 0, "colgroup": 1, "thead": 2, "tbody": 3, "tr": 3, "tfoot": 4}
_LAST = 5


def moves_any(markup: str) -> bool:
    """Return whether anything in a page may stand elsewhere than where it is written."""
    return _MOVES.search(markup) is not None


def children_as_shown(tag: Tag, sheet: Sheet) -> Sequence[PageElement]:
    """Return the children of an element in the order in which they are shown, from the top left on."""
    children = list(tag.children)
    if tag.name == "table":
        return sorted(children, key=lambda child: _part_of_table(child, sheet))
    styles = [style_of(child, sheet) if isinstance(child, Tag) else "" for child in children]
    own = style_of(tag, sheet)
    if _BOXES.search(own):
        places = [_place_in_box(style) for style in styles]
        order = sorted(range(len(children)), key=places.__getitem__)
        return [children[at] for at in (reversed(order) if _REVERSE.search(own) else order)]
    if tops := _tops(children, styles):
        return [children[at] for at in sorted(tops, key=tops.__getitem__)]
    return _floated(children, styles)


def _part_of_table(child: PageElement, sheet: Sheet) -> int:
    if not isinstance(child, Tag):
        return 0
    is_below = child.name == "caption" and _BELOW.search(f"{style_of(child, sheet)};{_style_of_parent(child, sheet)}")
    return _LAST if is_below else _TABLE.get(child.name, 3)


def _style_of_parent(child: Tag, sheet: Sheet) -> str:
    return style_of(child.parent, sheet) if child.parent is not None else ""


def _place_in_box(style: str) -> tuple[int, int]:
    order, row = _ORDER.search(style), _ROW.search(style)
    return int(order[1]) if order else 0, int(row[1]) if row else 0


def _tops(children: Sequence[PageElement], styles: Sequence[str]) -> dict[int, float]:
    """Return how deep each element stands that is laid at a place; empty unless all with words are."""
    tops: dict[int, float] = {}
    for at, (child, style) in enumerate(zip(children, styles, strict=True)):
        if isinstance(child, NavigableString) and not child.strip():
            continue
        top = _TOP.search(style)
        if top is None or not is_laid(style):
            return {}
        tops[at] = float(top[1])
    return tops


def _floated(children: Sequence[PageElement], styles: Sequence[str]) -> Sequence[PageElement]:
    """Return the children with what floats to the right behind the words that stand to its left."""
    found = list(children)
    for at in reversed(range(len(found) - 1)):
        child = children[at]
        if isinstance(child, Tag) and child.name == "span" and _RIGHT.search(styles[at]):
            found.remove(child)
            found.append(child)
    return found if any(one is not other for one, other in zip(found, children, strict=True)) else children
