"""Tell from its style how a browser shows an element: not at all, like its ground, struck out, raised."""

from __future__ import annotations

import re

from bs4 import Tag

from extractors.files.html_styles import Sheet, style_of
from extractors.pages.raised import SUBSCRIPT, SUPERSCRIPT

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%\s*\)|circle\(\s*0)"
    r"|(?<![\w-])clip\s*:\s*rect\((?:\s*[01](?:px|pt)?[\s,]*){4}\)"
    r"|(?<![\w-])(?:transform|scale)\s*:\s*(?:scale(?:3d|[XY])?\(\s*)?0(?:\.0+)?\s*(?:[;,)]|$)"
    r"|(?<![\w-])filter\s*:[^;]*opacity\(\s*0(?:\.0+)?%?\s*\)"
    r"|(?<![\w-])transform\s*:[^;]*translate(?:3d|[XY])?\([^;)]*-\s?\d{4,}(?:\.\d+)?(?:px|pt)"
    r"|-webkit-text-security\s*:\s*(?:disc|circle|square)"
    r"|(?:-webkit-text-fill-|(?<![\w-]))color\s*:\s*(?:transparent\b|(?:rgb|hsl)a?\((?:[^,()]*,){3}\s*0(?:\.0+)?%?\s*\))"
    r"|(?:left|right|top|text-indent)\s*:\s*-\d{4,}(?:\.\d+)?(?:px|pt)"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*(?:[01]?\.\d+|[12])(?:\.\d+)?(?:px|pt)\b",
    re.IGNORECASE,
)
# Pages for screen readers keep words in a box of one pixel
_FLAT = re.compile(
    r"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*(?:0(?:\.0+)?(?:px|pt|r?em|%)?|1(?:px|pt))\s*(?:;|!|$)", re.IGNORECASE
)
_CUT = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_PALE = (
    r"(?:#fff\b|#ffff\b|#(?:f[c-f]){3}(?:ff)?\b|white\b|snow\b|rgba?\((?:\s*25[2-5](?:\.\d+)?[\s,]+){2}\s*25[2-5]\b[^)]*\)"
    r"|hsla?\([^,\s]+[\s,]+[^,\s]+[\s,]+(?:99|100)%[^)]*\))"
)
_WHITE = re.compile(rf"(?<![\w-])color\s*:\s*{_PALE}", re.IGNORECASE)
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
_RAISED = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top|0*[1-9.])|mso-text-raise\s*:\s*0*[1-9.]|font-variant-position\s*:\s*super",
    re.IGNORECASE,
)
_LOWERED = re.compile(r"vertical-align\s*:\s*(?:sub|text-bottom|-)|font-variant-position\s*:\s*sub\b", re.IGNORECASE)
_TINY = re.compile(r"font-size\s*:\s*(?:0?\.[1-6]\d*r?em|[1-6]\d(?:\.\d*)?%|smaller|(?:xx?-)?small)", re.IGNORECASE)
_OVERRIDDEN = re.compile(r"unicode-bidi\s*:\s*(?:bidi|isolate)-override", re.IGNORECASE)
_FROM_RIGHT = re.compile(r"(?<![\w-])direction\s*:\s*rtl", re.IGNORECASE)
_LIFTED = re.compile(r"(?<![\w-])(?:top\s*:\s*-|bottom\s*:\s*\.?\d)", re.IGNORECASE)
_RELATIVE = re.compile(r"position\s*:\s*relative", re.IGNORECASE)


def is_kept_shut(tag: Tag) -> bool:
    """Return whether an element shows only once a script opens it: hidden, a closed dialog, a popover."""
    return tag.has_attr("hidden") or tag.has_attr("popover") or (tag.name == "dialog" and not tag.has_attr("open"))


def is_hidden(style: str) -> bool:
    """Return whether a browser shows nothing of an element with these declarations."""
    return _HIDDEN.search(style) is not None or (_FLAT.search(style) is not None and _CUT.search(style) is not None)


def is_struck(style: str) -> bool:
    """Return whether a line runs through the words."""
    return _STRUCK.search(style) is not None


def script_of(tag: Tag, style: str, before: str) -> dict[int, int] | None:
    """Return how figures that stand above or below the line are written; ``None`` for those on it.

    Small figures right behind a figure are a mark as well, though nothing lifts them; ``before`` is what stands there.
    """
    if tag.name == "sub" or _LOWERED.search(style):
        return SUBSCRIPT
    is_lifted = _RAISED.search(style) or (_RELATIVE.search(style) and _LIFTED.search(style))
    is_tiny = before[-1:].isdecimal() and (tag.name == "small" or _TINY.search(style))
    return SUPERSCRIPT if tag.name == "sup" or is_lifted or is_tiny else None


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
