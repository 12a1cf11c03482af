"""Read the words that a page's style puts before and after elements (CSS Generated Content 3, CSS Lists 3 counters).

A browser shows them like any other words: "lisad 3, 6 ja 9" may hold its 6 in the style alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bs4 import Tag

from extractors.files.css_hiding import is_hidden
from extractors.files.docx_formats import print_counter
from extractors.files.html_boxes import is_cover, is_laid, squeezed
from extractors.files.html_lists import counter_format
from extractors.files.html_pictures import PICTURED
from extractors.files.html_styles import Sheet, style_of

Side = str
"""``before``, ``after`` or ``marker``."""
_STRING = r"""(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_TOKEN = re.compile(
    rf"{_STRING}|counters?\(\s*(?P<counter>[\w-]+)\s*(?:,\s*(?P<between>\"[^\"]*\"|'[^']*')\s*)?"
    r"(?:,\s*(?P<form>[\w-]+)\s*)?\)|attr\(\s*(?P<attribute>[\w-]+)[^)]*\)|(?P<picture>(?:url|image-set)\()"
    r"|(?P<quote>(?:open|close)-quote)",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_CONTENT = re.compile(r"(?:^|;)\s*content\s*:((?:[^;\"']|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')*)", re.IGNORECASE)
_COUNTED = re.compile(r"counter-(?P<how>reset|increment|set)\s*:\s*(?P<value>[^;!]*)", re.IGNORECASE)
_NAMED = re.compile(r"(?P<name>-?[_a-z][\w-]*)(?:\s+(?P<number>-?\d{1,6}))?", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_QUOTES = {"open-quote": "„", "close-quote": "“"}
_ICONS = re.compile("[\ue000-\uf8ff]")
_MOST_COUNTERS = 100
# A bar that the style draws through an element: a thin box laid over the middle of its words
_THIN = re.compile(
    r"border(?:-top|-bottom)?\s*:(?!\s*(?:0|none))|(?<![\w-])height\s*:\s*(?:[0-4](?:\.\d+)?px|[0-3](?:\.\d+)?pt|0?\.\d+r?em)",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    r"(?<![\w-])(?:top|bottom)\s*:\s*(?:calc\(\s*)?(?:[456]\d(?:\.\d+)?%|0?\.[3-8]\d*r?em)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Generated:
    """What stands beside each element, by its ``id()`` and the side, and the elements that a bar strikes out, or over
    which a box may lie.
    """

    words: Mapping[tuple[int, Side], str] = field(default_factory=dict)
    struck: frozenset[int] = frozenset()
    covered: frozenset[int] = frozenset()

    def beside(self, tag: Tag, side: Side) -> str:
        return self.words.get((id(tag), side), "")


def generated_content(root: Tag, sheet: Sheet) -> Generated:
    """Return what the rules of a page put beside its elements, its counters counted in the order of the page."""
    if not sheet.beside:
        return Generated()
    wanted = {key: content for key, each in sheet.beside.items() if (content := _content(each)) is not None}
    struck = frozenset(key for (key, _), each in sheet.beside.items() if _is_bar(each))
    covered = frozenset(key for (key, side), each in sheet.beside.items() if (key, side) in wanted and is_cover(each))
    counts_any = any("counter" in content.casefold() for content in wanted.values())
    counters = _Counters() if counts_any else None
    words: dict[tuple[int, Side], str] = {}
    for tag, is_open in _walk(root):
        if counters is not None:
            counters.enter(tag, style_of(tag, sheet)) if is_open else counters.leave(tag)
        for side in ("marker", "before") if is_open else ("after",):
            content = wanted.get((id(tag), side))
            if content is None or not (shown := _shown(content, tag, counters)):
                continue
            if not is_laid(sheet.beside[id(tag), side]) or squeezed(shown) != squeezed(tag.get_text()):
                words[id(tag), side] = shown  # else a shadow of the element's own words
    return Generated(words, struck, covered)


def _walk(root: Tag) -> Iterator[tuple[Tag, bool]]:
    """Yield each element as it opens and as it closes, without recursion."""
    yield root, True
    rows: list[tuple[Tag, Iterator[Tag]]] = [(root, root.find_all(True, recursive=False).__iter__())]
    while rows:
        tag = next(rows[-1][1], None)
        if tag is None:
            yield rows.pop()[0], False
            continue
        yield tag, True
        rows.append((tag, iter(tag.find_all(True, recursive=False))))


def _content(declarations: str) -> str | None:
    """Return what ``content`` says last; ``None`` where nothing shows."""
    found = _CONTENT.findall(declarations)
    return found[-1].strip() if found and not is_hidden(declarations) else None


def _is_bar(declarations: str) -> bool:
    is_empty = (_content(declarations) or "").strip("\"' ") == ""
    return bool(is_empty and is_laid(declarations) and _THIN.search(declarations) and _MIDDLE.search(declarations))


def _shown(content: str, tag: Tag, counters: _Counters | None) -> str:
    """Return the words of a ``content``; the picture of an address becomes the sign for one, icons of fonts nothing."""
    parts = []
    for token in _TOKEN.finditer(content):
        if token["string"]:
            parts.append(_ICONS.sub("", _unescaped(token["string"][1:-1])))
        elif token["counter"] and counters is not None:
            between = _unescaped(token["between"][1:-1]) if token["between"] else None
            parts.append(counters.shown(token["counter"], between, token["form"] or "decimal"))
        elif token["attribute"]:
            parts.append(str(tag.get(token["attribute"], "")))
        elif token["quote"]:
            parts.append(_QUOTES[token["quote"].casefold()])
        elif token["picture"]:
            parts.append(PICTURED)
    return "".join(parts)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: _sign(found[1]) if found[1] else found[2], text)


def _sign(code: str) -> str:
    number = int(code, 16)
    return chr(number) if 0 < number < 0xD800 or 0xE000 <= number < 0x110000 else "\ufffd"


class _Counters:
    """The counters that are open at one place, each a list from the outermost to the innermost."""

    def __init__(self) -> None:
        self._open: dict[str, list[tuple[int, int]]] = {}  # the id of the element in which it counts, and its number

    def enter(self, tag: Tag, style: str) -> None:
        """Reset and count as an element says; one that is not shown counts nothing."""
        if "counter-" not in style.casefold() or _NOT_SHOWN.search(style):
            return
        within = id(tag.parent)
        said = {found["how"].casefold(): found["value"] for found in _COUNTED.finditer(style)}
        for name, number in _numbers(said.get("reset", ""), 0):
            scopes = self._open.setdefault(name, [])
            if scopes and scopes[-1][0] == within:
                scopes.pop()
            if len(self._open) <= _MOST_COUNTERS:
                scopes.append((within, number))
        for name, number in _numbers(said.get("increment", ""), 1):
            self._set(name, within, number + self._number(name))
        for name, number in _numbers(said.get("set", ""), 0):
            self._set(name, within, number)

    def leave(self, tag: Tag) -> None:
        """Close the counters that count within an element."""
        for scopes in self._open.values():
            while scopes and scopes[-1][0] == id(tag):
                scopes.pop()

    def shown(self, name: str, between: str | None, form: str) -> str:
        numbers = [number for _, number in self._open.get(name, ())] or [0]
        kind = counter_format(form)
        return (between or "").join(
            print_counter(number, kind) for number in (numbers if between is not None else numbers[-1:])
        )

    def _number(self, name: str) -> int:
        scopes = self._open.get(name)
        return scopes[-1][1] if scopes else 0

    def _set(self, name: str, within: int, number: int) -> None:
        scopes = self._open.setdefault(name, [])
        if scopes:
            scopes[-1] = scopes[-1][0], number
        elif len(self._open) <= _MOST_COUNTERS:
            scopes.append((within, number))


def _numbers(value: str, default: int) -> Iterator[tuple[str, int]]:
    for found in _NAMED.finditer(value):
        if found["name"].casefold() != "none":
            yield found["name"], int(found["number"]) if found["number"] else default
