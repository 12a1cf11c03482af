"""Find what a page's own style sheet says of an element, as far as it decides whether words are seen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
# "@media print { … }" and the like: what holds on paper or on small screens alone is not what a browser shows
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?:[a-z][\w:-]*)?(?:[.#][\w-]+)?", re.IGNORECASE)
_MOST = 20_000
"""Characters of a style sheet: Word's own are the longest, and what they hide stands in styles of elements."""

Sheet = Mapping[str, str]
"""Declarations by selector: an element, a class, an id, or an element with one of the latter ("p.vana")."""


def read_sheet(soup: BeautifulSoup) -> Sheet:
    """Return the rules of all style elements that have a simple selector; later ones add to earlier ones.

    Selectors of several elements ("div p") and states (":hover") are left out: they need the whole of CSS.
    """
    found: dict[str, str] = {}
    for style in soup.find_all("style"):
        rules = _AT_RULE.sub("", _COMMENT.sub("", style.get_text()[:_MOST]))
        for selectors, declarations in _RULE.findall(rules):
            for selector in (each.strip() for each in selectors.split(",")):
                if selector and _SIMPLE.fullmatch(selector):
                    found[selector] = f"{found.get(selector, '')};{declarations}"
    return found


def style_of(tag: Tag, sheet: Sheet) -> str:
    """Return the declarations for an element, its own last."""
    own = str(tag.get("style", ""))
    if not sheet:
        return own
    classes = tag.get("class")
    marks = [f".{each}" for each in (classes.split() if isinstance(classes, str) else classes or ())]
    if name := tag.get("id"):
        marks.append(f"#{name}")
    selectors = (tag.name, *marks, *(f"{tag.name}{mark}" for mark in marks))
    return ";".join((*(sheet[each] for each in selectors if each in sheet), own))
