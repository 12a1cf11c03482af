"""Saved web pages as text: what a browser would show, tables as rows."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement, PreformattedString

from extractors.errors import EmptyFile, UnreadableFile
from extractors.files.plain import decode_text
from extractors.files.rows import rows_document
from extractors.model.text import DocumentText

_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object"})
# fmt: off
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr", "img", "input", "button", "select", "option", "textarea", "nobr",
})
# fmt: on
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def read_html(data: bytes, sha256: str) -> DocumentText:
    """The visible text: a line for each paragraph or list item, a row for each row of a data table.

    Raises ``EmptyFile`` where nothing is visible, ``UnreadableFile`` where the markup defies reading.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            soup = BeautifulSoup(decode_html(data), "lxml")
        rows = _Rows()
        rows.read(soup)
    except (RecursionError, ValueError, AssertionError) as error:
        raise UnreadableFile(f"the HTML cannot be read: {type(error).__name__}") from error
    if not rows.found:
        raise EmptyFile("the page shows no text")
    return rows_document(rows.found, sha256)


def decode_html(data: bytes) -> str:
    """The markup as text, in the encoding that its head declares if it can be read so."""
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii")).replace("\r\n", "\n").replace("\x00", "")
        except (LookupError, UnicodeError):
            pass
    return decode_text(data)


class _Rows:
    """Walks the markup and gathers rows; ``found`` is the result."""

    def __init__(self) -> None:
        self.found: list[list[str]] = []
        self._line = ""

    def read(self, node: Tag) -> None:
        for child in node.children:
            self._read_one(child)
        self._close()

    def _read_one(self, node: PageElement) -> None:
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):  # comments, declarations
                self._line += str(node)
        elif isinstance(node, Tag):
            self._read_tag(node)

    def _read_tag(self, tag: Tag) -> None:
        if tag.name in _SILENT:
            return
        if tag.name == "br":
            self._close()
        elif tag.name in _INLINE:
            for child in tag.children:
                self._read_one(child)
        elif tag.name == "pre":
            self._close()
            self.found.extend([line.strip()] for line in tag.get_text().splitlines() if line.strip())
        elif tag.name == "tr" and tag.find("table") is None:
            self._close()
            self._add([cell_text(cell) for cell in tag.find_all(["td", "th"], recursive=False)])
        else:
            self._close()
            if tag.name == "li":
                self._line = list_mark(tag)
            self.read(tag)

    def _close(self) -> None:
        line = re.sub(r"\s+", " ", self._line).strip()
        self._line = ""
        if line and line != "•":
            self.found.append([line])

    def _add(self, cells: list[str]) -> None:
        if any(cells):
            self.found.append(cells)


def cell_text(cell: Tag) -> str:
    """A table cell's text, a line feed between its paragraphs and list items."""
    inner = _Rows()
    inner.read(cell)
    return "\n".join(" ".join(row) for row in inner.found)


def list_mark(item: Tag) -> str:
    """What a browser prints before a list item: "• ", or its number in an ordered list."""
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "• "
    try:
        first = int(str(parent.get("start", "1")))
    except ValueError:
        first = 1
    return f"{first + len(item.find_previous_siblings('li'))}. "
