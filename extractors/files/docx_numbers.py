"""The numbers that Word prints before paragraphs (ISO/IEC 29500-1, 17.9): they stand in no text of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_SMALL_ROMAN = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def w(name: str) -> str:
    """The WordprocessingML name of an element or attribute."""
    return f"{{{_W}}}{name}"


def value_of(element: etree._Element | None, attribute: str = "val") -> str | None:
    """An attribute in Word's namespace; ``None`` where element or attribute is missing."""
    found = element.get(w(attribute)) if element is not None else None
    return None if found is None else str(found)


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether a switch such as ``caps`` stands in the properties and is not turned off."""
    switch = properties.find(w(name)) if properties is not None else None
    return switch is not None and value_of(switch) not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list prints: ``pattern`` "%1.%2." with ``format`` decimal, bullet, lowerRoman, …"""

    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    is_legal: bool = False


@dataclass(slots=True)
class _List:
    """A ``w:num``: the definition whose counters it runs, and its levels after overrides."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)
    is_begun: bool = False


@dataclass(slots=True)
class Numbering:
    """Lists of a document and where their counters stand; ask for the numbers in document order."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    default_style: str | None = None
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def print_number(self, paragraph: etree._Element) -> str:
        """What stands before the paragraph, with a blank after it ("2.1. ", "• "); empty without a number."""
        number, depth = self._place(paragraph)
        found = self.lists.get(number or "")
        if found is None or number == "0":
            return ""
        level = found.levels.get(depth, Level())
        counters = self._counters.setdefault(found.abstract, {})
        if not found.is_begun:
            found.is_begun = True
            counters.update({at: start - 1 for at, start in found.restarts.items()})
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [at for at in counters if at > depth]:
            del counters[deeper]
        if level.format == "none" or not level.pattern:
            return ""
        if level.format == "bullet":
            return "• " if level.pattern not in ("-", "–", "—") else f"{level.pattern} "
        return _fill(level, found.levels, counters) + " "

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """List and depth from the paragraph itself, else from its style or the styles that one is based on."""
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        number, depth = _num_pr(own)
        style = value_of(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) or self.default_style
        seen: set[str] = set()
        while style and style not in seen and (number is None or depth is None):
            seen.add(style)
            style_number, style_depth = self.styles.get(style, (None, None))
            number = style_number if number is None else number
            depth = style_depth if depth is None else depth
            style = self.parents.get(style)
        return number, _as_int(depth, 0)


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists and the numbered styles of a document; either part may be missing."""
    found = Numbering()
    if numbering is not None:
        abstracts = {value_of(a, "abstractNumId") or "": _levels(a) for a in numbering.findall(w("abstractNum"))}
        for num in numbering.findall(w("num")):
            found.lists[value_of(num, "numId") or ""] = _list(num, abstracts)
    for style in styles.findall(w("style")) if styles is not None else []:
        name = value_of(style, "styleId") or ""
        found.styles[name] = _num_pr(style.find(f"{w('pPr')}/{w('numPr')}"))
        parent = value_of(style.find(w("basedOn")))
        if parent:
            found.parents[name] = parent
        if value_of(style, "type") == "paragraph" and value_of(style, "default") in ("1", "true"):
            found.default_style = name
    return found


def _num_pr(element: etree._Element | None) -> tuple[str | None, str | None]:
    if element is None:
        return None, None
    return value_of(element.find(w("numId"))), value_of(element.find(w("ilvl")))


def _list(num: etree._Element, abstracts: dict[str, dict[int, Level]]) -> _List:
    abstract = value_of(num.find(w("abstractNumId"))) or ""
    found = _List(abstract, dict(abstracts.get(abstract, {})))
    for override in num.findall(w("lvlOverride")):
        depth = _as_int(value_of(override, "ilvl"), 0)
        inner = override.find(w("lvl"))
        if inner is not None:
            found.levels[depth] = _level(inner)
        start = value_of(override.find(w("startOverride")))
        if start is not None:
            found.restarts[depth] = _as_int(start, 1)
            found.levels[depth] = replace(found.levels.get(depth, Level()), start=found.restarts[depth])
    return found


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {_as_int(value_of(level, "ilvl"), 0): _level(level) for level in abstract.findall(w("lvl"))}


def _level(level: etree._Element) -> Level:
    return Level(
        format=value_of(level.find(w("numFmt"))) or "decimal",
        pattern=value_of(level.find(w("lvlText"))) or "",
        start=_as_int(value_of(level.find(w("start"))), 0 if level.find(w("start")) is None else 1),
        is_legal=is_on(level, "isLgl"),
    )


def _fill(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        named = levels.get(depth, Level())
        kind = "decimal" if level.is_legal and named.format != "none" else named.format
        return _as_printed(counters.get(depth, named.start), kind)

    return re.sub(r"%([1-9])", number, level.pattern)


def _as_printed(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 8)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind == "decimalZero":
        return f"{number:02d}"
    return "" if kind == "none" else str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, sign in (*_ROMAN, *_SMALL_ROMAN):
        letters += sign * (number // value)
        number %= value
    return letters


def _as_int(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else default
