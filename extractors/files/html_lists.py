"""Compute what a browser prints before list items (HTML Living Standard, 4.4.5 and 4.4.8)."""

from __future__ import annotations

import re

from bs4 import Tag

from extractors.files.docx_formats import print_counter
from extractors.files.html_styles import Sheet, style_of

_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "decimal": "1",
}  # fmt: skip
# Only the items of lists have marks: "display: flex" makes something else of them
_UNMARKED = re.compile(
    r"display\s*:(?!\s*(?:list-item|inherit|initial|revert|unset))|list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE
)
_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([\w-]+)\s*(?:;|$)", re.IGNORECASE)


def item_marks(root: Tag, sheet: Sheet) -> dict[int, str]:
    """Return the mark of each list item by the ``id()`` of its tag: "• ", or "3. " by the list's start, type and
    values. Items that the style shows as blocks, or whose lists it shows without marks, have none.
    """
    marks: dict[int, str] = {}
    for item in root.find_all("li"):
        if id(item.parent) not in marks:
            marks[id(item.parent)] = ""
            marks.update(_marks_of(item.parent, sheet) if item.parent is not None else {})
        if id(item) in marks and _UNMARKED.search(style_of(item, sheet)):
            marks[id(item)] = ""
    return {key: mark for key, mark in marks.items() if mark}


def counter_format(style: str) -> str:
    """Return Word's name for a list style of CSS."""
    return _FORMATS.get(_STYLES.get(style.casefold(), "1"), "decimal")


def _marks_of(parent: Tag, sheet: Sheet) -> dict[int, str]:
    items = parent.find_all("li", recursive=False)
    style = _STYLE.search(style_of(parent, sheet))
    named = style[1].lower() if style else ""
    if parent.name != "ol" or named in ("none", "disc", "circle", "square"):
        return {} if named == "none" else {id(item): "• " for item in items}
    form = _FORMATS.get(_STYLES.get(named, str(parent.get("type", "1"))), "decimal")
    step = -1 if parent.has_attr("reversed") else 1
    number = _whole(parent.get("start"), len(items) if step < 0 else 1)
    marks: dict[int, str] = {}
    for item in items:
        number = _whole(item.get("value"), number)
        marks[id(item)] = f"{print_counter(number, form)}. "
        number += step
    return marks


def _whole(value: object, default: int) -> int:
    text = str(value).strip()
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default
