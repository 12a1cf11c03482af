"""Read saved web pages as text: what a browser shows, tables as rows; also pages saved by Word, with Word's marks."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement, PreformattedString

from extractors.errors import EmptyFile, UnreadableFile
from extractors.files.css_hiding import is_hidden
from extractors.files.encodings import Decoded, decode
from extractors.files.html_boxes import covers_page, has_place, is_on_line, without_covered, without_shadows
from extractors.files.html_controls import CONTROLS, shown_value
from extractors.files.html_generated import generated_content
from extractors.files.html_lists import item_marks
from extractors.files.html_looks import (
    is_kept_shut,
    is_like_ground,
    is_struck,
    is_turned_on_line,
    letters_folded,
    letters_without_scripts,
    script_of,
    turns_letters,
)
from extractors.files.html_order import children_as_shown, moves_any
from extractors.files.html_page import Page, read_span
from extractors.files.html_pictures import PICTURES, without_edges, words_of_picture
from extractors.files.html_styles import read_sheet, style_of
from extractors.files.rows import rows_document
from extractors.files.struck_texts import part_overlaid, struck_texts
from extractors.model.finding import Finding
from extractors.model.text import DocumentText
from extractors.pages.raised import RAISED_MARK
from extractors.pages.unprinted import END_OF_TURN, RIGHT_TO_LEFT, as_printed

_SILENT = frozenset(
    {"style", "noscript", "head", "title", "object"}
    | {"noframes", "datalist", "canvas", "audio", "video", "rp", "meter", "progress"}
)
_DECLARED = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE
)
_COMMENT = re.compile(r"mso-element\s*:\s*comment", re.IGNORECASE)
_LIST_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_DEEPEST = 200


def read_html(
    data: bytes, sha256: str, charset: str | None = None, sheets: Mapping[str, str] = MappingProxyType({})
) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return the visible text: a line for each paragraph or list item, a row for each row of a data table.

    ``charset`` is what came with the page; like the page's own declaration it is used only where the bytes allow it.
    ``sheets`` are the style sheets that came with it, by their addresses.
    Raises ``EmptyFile`` where nothing is visible, ``UnreadableFile`` where the markup cannot be read.
    """
    decoded = decode_html(data, charset)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)  # the whole page is "http:"
            soup = BeautifulSoup(decoded.text, "lxml")
        sheet = read_sheet(soup, sheets)
        page = Page(sheet, item_marks(soup, sheet), generated_content(soup, sheet), moves_any(decoded.text))
        rows = _Rows(page)
        rows.read(soup)
        rows.found += [[words] for words in page.turned if words]
    except (RecursionError, ValueError, AssertionError) as error:
        raise UnreadableFile(f"the HTML cannot be read: {error or type(error).__name__}") from error
    if not rows.found:
        raise EmptyFile("the page shows no text")
    text = replace(rows_document(rows.found, sha256), unseen=struck_texts(page.struck))
    return text, (*decoded.findings, *page.findings())


def decode_html(data: bytes, charset: str | None = None) -> Decoded:
    """Decode the markup; the declaration in its head is only a hint."""
    declared = _DECLARED.search(data[:4096])
    named = (declared[1] or declared[2]).decode("ascii") if declared else None
    return decode(data, charset or named)


class _Rows:
    """Walk the markup and collect rows; ``found`` is the result."""

    def __init__(self, page: Page, depth: int = 0) -> None:
        self.found: list[list[str]] = []
        self._line = ""
        self._page = page
        self._depth = depth
        self._covered: dict[int, dict[int, int]] = {}  # for each table, how many more rows a cell covers a column

    def read(self, node: Tag) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(f"elements nested more than {_DEEPEST} deep")
        self._line += self._page.generated.beside(node, "before")
        for child in self._children(node):
            self._read_one(child)
        self._line += self._page.generated.beside(node, "after")
        self._close()
        self._depth -= 1

    def _children(self, tag: Tag) -> Iterable[PageElement]:
        if not self._page.moves:
            return tag.children
        children, hidden = without_covered(tag, children_as_shown(tag, self._page.sheet), self._page.sheet)
        self._page.left_out["hidden"] += hidden
        return without_shadows(children, self._page.sheet)

    def _read_one(self, node: PageElement) -> None:
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):  # comments, declarations
                self._take(str(node))
        elif isinstance(node, Tag):
            style = style_of(node, self._page.sheet)
            if node.name in PICTURES:
                self._line += "" if is_hidden(style) else words_of_picture(node)
            elif is_turned_on_line(node, style):
                self._page.turned.append(node.get_text(" ", strip=True))
            elif not self._is_left_out(node, style):
                self._page.left_out["below"] += self._page.moves and covers_page(style)
                over = self._words_over(node, style)
                if over is None:
                    self._read_tag(node, style)
                else:
                    self._line += over

    def _take(self, text: str) -> None:
        """Add text to the line, without letters that an overlaid stroke strikes out."""
        shown, struck = part_overlaid(text)
        self._line += shown
        self._page.struck.extend(struck)

    def _is_left_out(self, tag: Tag, style: str) -> bool:
        """Return whether an element is hidden in browsers, was deleted in Word as a tracked change or is struck out."""
        self._page.left_out["hidden"] += letters_without_scripts(tag)
        if tag.name in _SILENT or (tag.name == "template" and not tag.has_attr("shadowrootmode")):
            return True
        if is_kept_shut(tag) or is_hidden(style) or is_like_ground(tag, style, self._page.sheet):
            self._page.left_out["hidden"] += len(tag.get_text(strip=True))
        elif tag.name == "del":
            self._page.left_out["deleted"] += 1
        elif tag.name in ("s", "strike") or is_struck(style) or id(tag) in self._page.generated.struck:
            self._page.struck.append(tag.get_text(" ", strip=True))
        elif _COMMENT.search(style):
            self._page.left_out["comments"] += 1
        else:
            return False
        return True

    def _words_over(self, tag: Tag, style: str) -> str | None:
        """Return the words of the box that the page's style lays over an element; ``None`` where there is none."""
        if id(tag) not in self._page.generated.covered or not has_place(style):
            return None
        self._page.left_out["hidden"] += len(tag.get_text(strip=True))
        return "".join(self._page.generated.beside(tag, side) for side in ("before", "after"))

    def _read_tag(self, tag: Tag, style: str) -> None:
        if tag.name == "details":
            self._page.left_out["folded"] += letters_folded(tag)
        if tag.name == "br":
            self._close()
        elif tag.name == "iframe":
            self._close()
            self.read(BeautifulSoup(str(tag.get("srcdoc", "")), "lxml"))
        elif tag.name in CONTROLS:
            self._take(shown_value(tag))
        elif tag.name == "pre":
            self._close()
            self.found.extend([line.strip()] for line in tag.get_text().splitlines() if line.strip())
        elif tag.name == "tr" and tag.find("table") is None:
            self._close()
            self._add(self._cells(tag))
        elif is_on_line(tag, style):
            self._read_inline(tag, style)
        else:
            self._close()
            self._line = self._page.generated.beside(tag, "marker") or self._page.marks.get(id(tag), "")
            self.read(tag)

    def _read_inline(self, tag: Tag, style: str) -> None:
        before, after = (self._page.generated.beside(tag, side) for side in ("before", "after"))
        if turns_letters(tag, style):
            before, after = f"{RIGHT_TO_LEFT}{before}", f"{after}{END_OF_TURN}"
        text = f"{before}{tag.get_text()}{after}"
        if RAISED_MARK.fullmatch(text) and (script := script_of(tag, style, self._line)):
            self._line += text.strip().translate(script)  # § 136¹ is not § 1361
        elif tag.name == "q":
            self._line += f"„{text}“"
        elif tag.name == "span" and _LIST_MARK.search(str(tag.get("style", ""))):
            mark = " ".join(text.split())
            self._line += f"{mark} " if re.search(r"\w", mark) and mark != "o" else "• "
        else:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise ValueError(f"elements nested more than {_DEEPEST} deep")
            self._line += before
            for child in self._children(tag):
                self._read_one(child)
            self._line += after
            self._depth -= 1

    def _cells(self, row: Tag) -> list[str]:
        """Return a row's cells; an empty cell stands for each one that a cell above spans into."""
        table = row.find_parent("table")
        covered = self._covered.setdefault(id(table), {})
        cells: list[str] = []
        column = 0
        for cell in [*row.find_all(["td", "th"], recursive=False), None]:
            while covered.get(column, 0) > 0:
                covered[column] -= 1
                cells.append("")
                column += 1
            if cell is None or self._is_left_out(cell, style := style_of(cell, self._page.sheet)):
                continue
            cells.append(self._cell_text(cell, style))
            for _ in range(read_span(cell.get("colspan"), most=100)):
                covered[column] = read_span(cell.get("rowspan"), most=1000) - 1
                column += 1
        return cells

    def _cell_text(self, cell: Tag, style: str) -> str:
        """Return a table cell's text, with a line feed between its paragraphs and list items."""
        inner = _Rows(self._page, self._depth)
        over = self._words_over(cell, style)
        if over is None:
            inner.read(cell)
        else:
            inner._line = over
            inner._close()
        return "\n".join(" ".join(row) for row in inner.found)

    def _close(self) -> None:
        line = re.sub(r"\s+", " ", without_edges(as_printed(self._line))).strip()
        self._line = ""
        if line and line != "•":
            self.found.append([re.sub(r"^[·\uf0b7\uf0a7]\s*", "• ", line)])

    def _add(self, cells: list[str]) -> None:
        if any(cells):
            self.found.append(cells)
