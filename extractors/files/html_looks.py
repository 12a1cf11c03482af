"""Tell from its style how a browser shows an element: like its ground, struck out, raised."""

from __future__ import annotations

import re

from bs4 import Tag

from extractors.files.html_boxes import is_laid
from extractors.files.html_styles import Sheet, style_of
from extractors.pages.raised import SUBSCRIPT, SUPERSCRIPT

_PALE = (
    r"(?:#fff\b|#ffff\b|#(?:f[c-f]){3}(?:ff)?\b|white\b|snow\b|rgba?\((?:\s*25[2-5](?:\.\d+)?[\s,]+){2}\s*25[2-5]\b[^)]*\)"
    r"|hsla?\([^,\s]+[\s,]+[^,\s]+[\s,]+(?:99|100)%[^)]*\)|(?:ok)?l(?:ab|ch)\(\s*(?:100%?|1(?:\.0)?)\s[^)]*\)"
    r"|(?:canvas|field|window)\b|color-mix\([^,]*,\s*(?:white|#fff(?:fff)?)\s+(?:9\d|100)%[^)]*\))"
)
_WHITE = re.compile(rf"(?:-webkit-text-fill-|(?<![\w-]))color\s*:\s*{_PALE}", re.IGNORECASE)
_GROUND = re.compile(
    rf"background(?:-color|-image)?\s*:\s*+(?!{_PALE}|none\b|transparent\b|inherit\b|initial\b|unset\b)", re.IGNORECASE
)
_WHITE_NAME = re.compile(_PALE, re.IGNORECASE)
_BLACK_ON_BLACK = re.compile(
    r"(?=.*background(?:-color)?\s*:\s*(?:#000(?:000)?\b|black\b))"
    r"(?!.*(?<![\w-])color\s*:\s*(?!#000(?:000)?\b|black\b))",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND_COLOUR = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through|text-line-through\s*:(?!\s*none)", re.IGNORECASE)
# A line as the ground of words: a band of colour between two clear ones, or a thin picture at half their height
_BAND = re.compile(
    r"background(?:-image)?\s*:[^;]{0,300}linear-gradient\([^;]{0,300}transparent\s+(?:calc\(\s*)?[3-6]\d(?:\.\d+)?%"
    r"[^;]{0,300}transparent\s+(?:calc\(\s*)?[4-7]\d(?:\.\d+)?%",
    re.IGNORECASE,
)
_THIN = r"(?:[0-3](?:\.\d+)?p[xt]|0?\.[0-2]\d*r?em|(?:[0-9]|1[0-5])(?:\.\d+)?%)(?![\w.])"
_THIN_GROUND = re.compile(
    rf"background\s*:[^;]{{0,300}}(?:linear-gradient|url)\([^;]{{0,300}}(?:center|[4-6]\d%)\s*/\s*\S{{1,30}}\s+{_THIN}"
    rf"|\A(?=.*background(?:-image)?\s*:[^;]{{0,300}}(?:linear-gradient|url)\()(?=.*background-size\s*:\s*\S{{1,30}}\s+{_THIN})"
    r"(?=.*background-position(?:-y)?\s*:[^;]{0,300}(?:center|[4-6]\d(?:\.\d+)?%)\s*(?:;|!|$))",
    re.IGNORECASE | re.DOTALL,
)
_RAISED = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top|0*[1-9.])|mso-text-raise\s*:\s*0*[1-9.]|font-variant-position\s*:\s*super"
    r"|(?<![\w-])(?:transform\s*:[^;]{0,100}translateY\(\s*-|translate\s*:\s*\S{1,10}\s+-)\s*\.?\d",
    re.IGNORECASE,
)
_LOWERED = re.compile(r"vertical-align\s*:\s*(?:sub|text-bottom|-)|font-variant-position\s*:\s*sub\b", re.IGNORECASE)
_TINY = re.compile(r"font-size\s*:\s*(?:0?\.[1-6]\d*r?em|[1-6]\d(?:\.\d*)?%|smaller|(?:xx?-)?small)", re.IGNORECASE)
_OPERATIVE = re.compile(r"kehtetu|kehtesta|(?<!\w)lisa(?:d|de)?\s", re.IGNORECASE)
_SMALL_SIZES = frozenset({"1", "-2", "-3", "-4"})
"""Of ``font``: ten pixels and less, or two sizes less than the words around."""
_SCRIPTS = {"msup": SUPERSCRIPT, "msub": SUBSCRIPT}
"""Elements of formulas, whose second child stands above or below the first."""
_INLINE = frozenset({"span", "b", "i", "em", "strong", "font", "small", "big", "u", "a", "mark"})
_ROTATED = re.compile(r"(?<![\w-])(?:transform\s*:[^;]{0,100}rotate(?:Z)?\(|rotate\s*:)\s*-?0*[1-9.]", re.IGNORECASE)
_OVERRIDDEN = re.compile(r"unicode-bidi\s*:\s*(?:bidi|isolate)-override", re.IGNORECASE)
_FROM_RIGHT = re.compile(r"(?<![\w-])direction\s*:\s*rtl", re.IGNORECASE)
_LIFTED = re.compile(r"(?<![\w-])(?:top\s*:\s*-|bottom\s*:\s*\.?\d)", re.IGNORECASE)
_RELATIVE = re.compile(r"position\s*:\s*relative", re.IGNORECASE)


def is_kept_shut(tag: Tag) -> bool:
    """Return whether an element shows only once a script opens it: hidden, a closed dialog, a popover."""
    return tag.has_attr("hidden") or tag.has_attr("popover") or (tag.name == "dialog" and not tag.has_attr("open"))


def letters_folded(tag: Tag) -> int:
    """Return how many letters a ``details`` element keeps folded until a person opens it; its heading shows.

    One that is folded itself keeps none: the one around it keeps them all.
    """
    if tag.has_attr("open") or any(_folds(around, tag) for around in tag.find_parents("details")):
        return 0
    heading = tag.find("summary", recursive=False)
    return len(tag.get_text(strip=True)) - (len(heading.get_text(strip=True)) if heading else 0)


def letters_without_scripts(tag: Tag) -> int:
    """Return how many letters of an act an element keeps for browsers that run no scripts."""
    words = tag.get_text(strip=True) if tag.name == "noscript" else ""
    return len(words) if _OPERATIVE.search(words) else 0


def _folds(around: Tag, inner: Tag) -> bool:
    """Return whether a ``details`` element is closed and keeps one within it folded: not in its heading."""
    if around.has_attr("open"):
        return False
    heading = around.find("summary", recursive=False)
    return heading is None or all(each is not heading for each in inner.parents)


def is_struck(style: str) -> bool:
    """Return whether a line runs through the words."""
    if _STRUCK.search(style):
        return True
    return "background" in style and bool(_BAND.search(style) or _THIN_GROUND.search(style))


def script_of(tag: Tag, style: str, before: str) -> dict[int, int] | None:
    """Return how figures that stand above or below the line are written; ``None`` for those on it.

    Small figures right behind a figure are a mark as well, though nothing lifts them; ``before`` is what stands there.
    """
    if tag.name == "sub" or _LOWERED.search(style):
        return SUBSCRIPT
    is_lifted = _RAISED.search(style) or (_RELATIVE.search(style) and _LIFTED.search(style))
    is_small = tag.name == "small" or (tag.name == "font" and str(tag.get("size")).strip() in _SMALL_SIZES)
    is_tiny = (
        before[-1:].isdecimal() and not tag.get_text().strip(" ()[]").isalpha() and (is_small or _TINY.search(style))
    )
    if tag.parent is not None and tag.parent.name in _SCRIPTS and tag.find_previous_sibling() is not None:
        return _SCRIPTS[tag.parent.name]
    return SUPERSCRIPT if tag.name == "sup" or is_lifted or is_tiny else None


def is_turned_on_line(tag: Tag, style: str) -> bool:
    """Return whether words are laid slantwise upon the line in which they are written: a stamp, a watermark."""
    return "rotate" in style and is_laid(style) and _ROTATED.search(style) is not None and tag.name in _INLINE


def turns_letters(tag: Tag, style: str) -> bool:
    """Return whether an element shows its letters from the last to the first."""
    if tag.name == "bdo" and str(tag.get("dir", "")).casefold() == "rtl":
        return True
    return _OVERRIDDEN.search(style) is not None and _FROM_RIGHT.search(style) is not None


def is_like_ground(tag: Tag, style: str, sheet: Sheet) -> bool:
    """Return whether words are white where nothing colours their ground, or of one colour with their own ground."""
    if tag.name == "font" and tag.get("color"):
        style = f"color:{tag['color']};{style}"
    if "color" not in style.casefold() and "background" not in style.casefold():
        return False
    if _BLACK_ON_BLACK.match(style) or _is_of_one_colour(style):
        return True
    return _WHITE.search(style) is not None and not any(
        _has_ground(each, sheet) for each in (tag, *tag.parents) if isinstance(each, Tag)
    )


def _is_of_one_colour(style: str) -> bool:
    colours = [found[-1] for pattern in (_COLOUR, _GROUND_COLOUR) if (found := pattern.findall(style))]
    return len(colours) == 2 and len({"".join(each.casefold().split()) for each in colours}) == 1


def _has_ground(tag: Tag, sheet: Sheet) -> bool:
    """Return whether an element gives its words a ground that is not white; cells of a table may have any."""
    colour = str(tag.get("bgcolor", ""))
    is_coloured = bool(colour) and _WHITE_NAME.match(colour) is None
    return is_coloured or tag.name in ("td", "th") or _GROUND.search(style_of(tag, sheet)) is not None
