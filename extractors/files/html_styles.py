"""Find what a page's own style sheet says of an element, as far as it decides whether words are seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from extractors.files.css_hiding import is_hidden
from extractors.files.css_rules import rules_of
from extractors.files.data_addresses import content_of
from extractors.files.media_queries import holds_on_screens

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_IMPORTED = re.compile(
    r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?"""
    r"""\s*(?:layer\b(?:\([^();]*\))?)?\s*(?:supports\s*\((?:[^();]|\([^();]*\))*+\))?([^;{}]*)""",
    re.IGNORECASE,
)
_DATA = re.compile(r"data:text/css(?:;[\w=-]+)*?(?P<coded>;base64)?,(?P<body>.*)", re.IGNORECASE | re.DOTALL)
_SIMPLE = re.compile(r"(?:[a-z][\w:-]*)?(?:[.#][\w-]+)?", re.IGNORECASE)
_NAME = r"-?(?:[_a-z]|\\.)(?:[\w-]|\\[0-9a-f]{1,6}\s?|\\.)*+"
_VALUE = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
# What follows from the page alone, unlike ":hover"
_PLAIN = rf"(?:{_NAME}(?:[.#]{_NAME})*|(?:[.#]{_NAME})+)"
_STRUCTURAL = (
    r":(?:(?:first|last|only)-(?:child|of-type)|empty|root"
    r"|nth-(?:last-)?(?:child|of-type)\((?:odd|even|[+-]?\d{1,4}|[+-]?\d{0,4}n(?:\s?[+-]\s?\d{1,4})?)\)"
    rf"|(?:is|where|not|has)\({_PLAIN}(?:,\s?{_PLAIN}){{0,9}}\))"
)
# "--shown: none" and "display: var(--shown)"
_NAMED_VALUE = re.compile(r"(--[\w-]{1,80})\s*:\s*([^;{}]{1,200})")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]{1,80})\s*(?:,([^(){};]{0,200}))?\)")
_COSTLY = re.compile(r":(?:nth-|has)", re.IGNORECASE)
_PART = rf"(?:[.#]{_NAME}|\[\s*{_NAME}\s*(?:[~|^$*]?=\s*{_VALUE}\s*)?\]|{_STRUCTURAL})"
_COMPOUND = rf"(?:(?:{_NAME}|\*){_PART}*|{_PART}+)"
_COMBINED = re.compile(rf"{_COMPOUND}(?:(?:\s*[>+~]\s*|\s+){_COMPOUND}){{0,4}}", re.IGNORECASE)
_LONG = re.compile(r"[\w\s.#>+~*-]{1,400}")
_DECLARATION = re.compile(r"""(?:[^;"']|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|["'])++""")
_PSEUDO = re.compile(r"(?P<of>.*?):{1,2}(?P<side>before|after|marker)", re.IGNORECASE | re.DOTALL)
_ELEMENT = re.compile(r"(?:^|[\s>+~])[a-z]", re.IGNORECASE)
# Colours are left to simple selectors: whether words have the colour of their ground, few rules tell
_TELLS = re.compile(
    r"display|visibility|opacity|decoration|line-through|clip|transform|overflow|indent|position|list-style|counter",
    re.IGNORECASE,
)
_MOST = 200_000
"""Characters of a style sheet: those of Word have some ten thousand, frameworks of the web two hundred thousand."""
_MOST_COSTLY, _MOST_ELEMENTS = 20, 3_000
"""Selectors that count or look into elements, and elements of a page for which they are looked for."""
_MOST_COMBINED = 200
"""Selectors of several elements that are looked for on a page."""

Weight = tuple[int, int, int, int]
"""How many ids, classes and elements a selector names, and its place: of two declarations the heavier one holds."""
Weighed = Sequence[tuple[Weight, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Declarations of a page's rules: by selectors of one element or mark; others by the ``id`` of each element.

    ``beside``: what rules say of what they put beside an element, by its ``id`` and the side.
    ``is_cut``: there are more rules than were looked at. ``missing`` are linked sheets that are not in the file.
    """

    simple: Mapping[str, Weighed] = field(default_factory=dict)
    combined: Mapping[int, Weighed] = field(default_factory=dict)
    beside: Mapping[tuple[int, str], str] = field(default_factory=dict)
    is_cut: bool = False
    missing: tuple[str, ...] = ()


def read_sheet(soup: BeautifulSoup, linked: Mapping[str, str]) -> Sheet:
    """Return the rules of all style elements and linked sheets that hold on screens.

    ``linked`` are the sheets that came with the page, by address; those in "data:" addresses are read too. States
    (":hover") are left out, and so are selectors of more than five elements and what is no selector known here. Of all
    these, only selectors of many elements that consist of names, classes and ids are told.
    """
    simple: dict[str, list[tuple[Weight, str]]] = {}
    combined: dict[int, list[tuple[Weight, str]]] = {}
    beside: dict[tuple[int, str], list[tuple[Weight, str]]] = {}
    others: list[tuple[str, Weight, str]] = []
    asked = _Asked(soup)
    texts, missing = _texts(soup, linked)
    for place, (selector, declarations) in enumerate(_rules(texts)):
        weight = selector.count("#"), selector.count("."), len(_ELEMENT.findall(selector)), place
        pseudo = _PSEUDO.fullmatch(selector)
        named = (pseudo["of"].rstrip() or "*") if pseudo else selector
        if pseudo:
            for tag in asked.elements(named):
                beside.setdefault((id(tag), pseudo["side"].casefold()), []).append((weight, declarations))
        elif _SIMPLE.fullmatch(selector):
            simple.setdefault(selector, []).append((weight, declarations))
        elif _TELLS.search(declarations):
            for tag in asked.elements(selector):
                combined.setdefault(id(tag), []).append((weight, declarations))
        else:
            others.append((selector, weight, declarations))
    for selector, weight, declarations in _that_hide(others):
        for tag in asked.elements(selector):
            combined.setdefault(id(tag), []).append((weight, declarations))
    is_long = any(len(text) > _MOST for text in texts)
    held = {key: _holding([declarations for _, declarations in sorted(each)]) for key, each in beside.items()}
    return Sheet(simple, combined, held, is_cut=is_long or asked.is_cut, missing=missing)


def _that_hide(rules: Sequence[tuple[str, Weight, str]]) -> Iterator[tuple[str, Weight, str]]:
    """Yield the rules that set a property by which one of them hides: they hide, or show again.

    Sizes, colours and places stand in most rules of a page, and hide in few: to look for all would reach the limits.
    """
    hiding = {name for _, _, text in rules for name, value in _parts(text) if is_hidden(f"{name}:{value}")}
    if hiding:
        yield from (rule for rule in rules if any(name in hiding for name, _ in _parts(rule[2])))


class _Asked:
    """Look for the elements of selectors, as many as the limits allow."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._soup = soup
        self._is_long = len(soup.find_all(True, limit=_MOST_ELEMENTS)) == _MOST_ELEMENTS
        self._count = self._costly = 0
        self.is_cut = False

    def elements(self, selector: str) -> Sequence[Tag]:
        """Return the elements of a selector; none, and ``is_cut`` set, where it would take too long.

        States (":hover") have none, since nobody points at anything.
        """
        if not (_SIMPLE.fullmatch(selector) or _COMBINED.fullmatch(selector)):
            self.is_cut |= _LONG.fullmatch(selector) is not None
            return ()
        self._count += 1
        is_costly = _COSTLY.search(selector) is not None
        self._costly += is_costly
        if self._count > _MOST_COMBINED or (is_costly and (self._is_long or self._costly > _MOST_COSTLY)):
            self.is_cut = True
            return ()
        return self._soup.select(selector)


def _texts(soup: BeautifulSoup, linked: Mapping[str, str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the sheets of a page in order, each behind those that it imports, and addresses of those not at hand."""
    found: list[tuple[str, str | None]] = []
    imported: set[str] = set()
    for tag in soup.find_all(["style", "link"]):
        if not holds_on_screens(str(tag.get("media", ""))):
            continue
        if tag.name == "style":
            found += _with_imports("", tag.get_text(), linked, imported)
        elif _is_sheet(tag) and (address := str(tag.get("href", "")).strip()):
            found += _with_imports(address, _sheet_at(address, linked), linked, imported)
    return [text for _, text in found if text is not None], tuple(address for address, text in found if text is None)


def _with_imports(
    address: str, text: str | None, linked: Mapping[str, str], imported: set[str]
) -> Iterator[tuple[str, str | None]]:
    """Yield address and text of a sheet behind those of its imports, of which each is read once."""
    for written, media in _IMPORTED.findall(text or ""):
        joined = _joined(address, written)
        if holds_on_screens(media) and joined not in imported:
            imported.add(joined)
            yield from _with_imports(joined, _sheet_at(joined, linked), linked, imported)
    yield address, text


def _joined(address: str, imported: str) -> str:
    try:
        return urljoin(address, imported)
    except ValueError:  # "http://[" is no address
        return imported


def _is_sheet(link: Tag) -> bool:
    """Return whether a link names a sheet that is not one to choose."""
    kinds = link.get("rel")
    named = {each.casefold() for each in (kinds.split() if isinstance(kinds, str) else kinds or ())}
    return "stylesheet" in named and "alternate" not in named


def _sheet_at(address: str, linked: Mapping[str, str]) -> str | None:
    """Return the sheet that came with the page, or that the address itself holds (RFC 2397); else ``None``."""
    if address in linked:
        return linked[address]
    match = _DATA.match(address)
    if match is None:
        return None
    content = content_of(match["body"], is_base64=match["coded"] is not None)
    return None if content is None else content.decode("utf-8", "replace")


def _rules(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    sheets = [_COMMENT.sub("", whole[:_MOST]) for whole in texts]
    named: dict[str, str] = {name: value for sheet in sheets for name, value in _NAMED_VALUE.findall(sheet)}
    for sheet in sheets:
        text = _VARIABLE.sub(lambda used: str(named.get(used[1], used[2] or "")), sheet) if named else sheet
        yield from rules_of(text)


def style_of(tag: Tag, sheet: Sheet) -> str:
    """Return the declarations that hold for an element, one for each property."""
    own = str(tag.get("style", ""))
    if not sheet.simple and not sheet.combined:
        return own
    classes = tag.get("class")
    marks = [f".{each}" for each in (classes.split() if isinstance(classes, str) else classes or ())]
    if name := tag.get("id"):
        marks.append(f"#{name}")
    selectors = (tag.name, *marks, *(f"{tag.name}{mark}" for mark in marks))
    found = [each for selector in selectors for each in sheet.simple.get(selector, ())]
    found += sheet.combined.get(id(tag), ())
    return _holding([*(declarations for _, declarations in sorted(found)), own]) if found else own


def _holding(declarations: Sequence[str]) -> str:
    """Return the last declaration of each property, or the last one that is marked as important."""
    held: dict[str, tuple[bool, str]] = {}
    for name, value in (each for text in declarations for each in _parts(text)):
        is_important = "!important" in value.replace(" ", "").casefold()
        if is_important or not held.get(name, (False, ""))[0]:
            held[name] = is_important, value
    return ";".join(f"{name}:{value}" for name, (_, value) in held.items())


def _parts(declarations: str) -> Iterator[tuple[str, str]]:
    """Yield the name, in small letters, and the value of each declaration."""
    for each in _DECLARATION.findall(declarations):
        if ":" in each:
            name, value = each.split(":", 1)
            yield name.strip().casefold(), value.strip()
