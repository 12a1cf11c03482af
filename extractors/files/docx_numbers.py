"""Count the numbers that Word prints before paragraphs (ISO/IEC 29500-1, 17.9) and does not store as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.files.docx_formats import print_counter
from extractors.files.docx_names import as_int, is_on, value_of, w
from extractors.files.docx_styles import Styles

_DASHES = ("-", "–", "—")
_ZEROS = re.compile(r"(0+)1(?:,|$)")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list prints: ``pattern`` "%1.%2." with ``format`` decimal, bullet, lowerRoman, …

    ``restart`` is the number (from 1) of the level whose use restarts this one, 0 for never, ``None`` for any higher
    one. ``style`` is the paragraph style tied to this level. ``width``: digits of a custom "001".
    """

    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    is_legal: bool = False
    restart: int | None = None
    style: str | None = None
    width: int = 1


@dataclass(slots=True)
class _List:
    """A ``w:num``: the definition whose counters it uses, and its levels after overrides."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)
    is_begun: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document and the state of their counters; ask for the numbers in document order."""

    styles: Styles = field(default_factory=Styles)
    lists: dict[str, _List] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def print_number(self, paragraph: etree._Element) -> str:
        """Return the mark printed before the paragraph, with its space ("2.1. ", "• "); empty without a number."""
        number, depth = self._place(paragraph)
        listing = self.lists.get(number or "")
        if listing is None or number == "0":
            return ""
        level = listing.levels.get(depth, Level())
        counters = self._count(listing, level, depth)
        if level.format == "none" or not level.pattern:
            return ""
        if level.format == "bullet":
            return f"{level.pattern} " if level.pattern in _DASHES else "• "
        return _fill(level, listing.levels, counters) + " "

    def _count(self, listing: _List, level: Level, depth: int) -> dict[int, int]:
        """Return the list's counters after one more paragraph at ``depth``. Lists of one definition share counters."""
        counters = self._counters.setdefault(listing.abstract, {})
        if not listing.is_begun:
            listing.is_begun = True
            counters.update({at: start - 1 for at, start in listing.restarts.items()})
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [at for at in counters if at > depth]:
            restart = listing.levels.get(deeper, Level()).restart
            if restart is None or depth < restart:
                del counters[deeper]
        return counters

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """Return list and depth from the paragraph itself, else from its style or that style's ancestors.

        Where a style names the list, the level that names the style counts. The style's own depth counts only where no
        level does.
        """
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        number = value_of(own.find(w("numId"))) if own is not None else None
        depth = value_of(own.find(w("ilvl"))) if own is not None else None
        chain = list(self.styles.chain(self.styles.of_paragraph(paragraph)))
        if number is None:
            number = next((style.number for _, style in chain if style.number is not None), None)
            if depth is None and number in self.lists:
                linked = {level.style: at for at, level in self.lists[number].levels.items() if level.style}
                depth = next((str(linked[name]) for name, _ in chain if name in linked), None)
        if depth is None:
            depth = next((style.depth for _, style in chain if style.depth is not None), None)
        return number, as_int(depth, 0)


def read_numbering(numbering: etree._Element | None, styles: Styles) -> Numbering:
    """Read the lists of a document; ``numbering`` is ``None`` where it has none."""
    lists_read = Numbering(styles)
    if numbering is None:
        return lists_read
    abstracts = {value_of(a, "abstractNumId") or "": a for a in numbering.findall(w("abstractNum"))}
    levels = {name: _levels(abstract) for name, abstract in abstracts.items()}
    for num in numbering.findall(w("num")):
        lists_read.lists[value_of(num, "numId") or ""] = _list(num, levels)
    for name, abstract in abstracts.items():  # a definition may refer to that of a list style
        style = value_of(abstract.find(w("numStyleLink")))
        borrowed = lists_read.lists.get(styles.styles[style].number or "") if style in styles.styles else None
        for own in lists_read.lists.values():
            if borrowed is not None and own.abstract == name and borrowed.abstract != name:
                own.abstract = borrowed.abstract
                own.levels = {**borrowed.levels, **own.levels}
    return lists_read


def _list(num: etree._Element, abstracts: dict[str, dict[int, Level]]) -> _List:
    abstract = value_of(num.find(w("abstractNumId"))) or ""
    listing = _List(abstract, dict(abstracts.get(abstract, {})))
    for override in num.findall(w("lvlOverride")):
        depth = as_int(value_of(override, "ilvl"), 0)
        inner = override.find(w("lvl"))
        if inner is not None:
            listing.levels[depth] = _level(inner)
        start = value_of(override.find(w("startOverride")))
        if start is not None:
            listing.restarts[depth] = as_int(start, 1)
            listing.levels[depth] = replace(listing.levels.get(depth, Level()), start=listing.restarts[depth])
    return listing


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {as_int(value_of(level, "ilvl"), 0): _level(level) for level in abstract.findall(w("lvl"))}


def _level(level: etree._Element) -> Level:
    kind = level.find(w("numFmt"))
    restart = value_of(level.find(w("lvlRestart")))
    zeros = _ZEROS.match(value_of(kind, "format") or "")
    return Level(
        format=value_of(kind) or "decimal",
        pattern=value_of(level.find(w("lvlText"))) or "",
        start=as_int(value_of(level.find(w("start"))), 0 if level.find(w("start")) is None else 1),
        is_legal=is_on(level, "isLgl"),
        restart=None if restart is None else as_int(restart, 0),
        style=value_of(level.find(w("pStyle"))),
        width=len(zeros[1]) + 1 if zeros else 1,
    )


def _fill(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        named = levels.get(depth, Level())
        kind = "decimal" if level.is_legal and named.format != "none" else named.format
        return print_counter(counters.get(depth, named.start), kind).rjust(named.width, "0")

    return re.sub(r"%([1-9])", number, level.pattern)
