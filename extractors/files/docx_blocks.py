"""Read paragraphs and tables of a DOCX as rows of cells."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from extractors.files.docx_drawn import drawn_over
from extractors.files.docx_names import VML, is_on, value_of, w
from extractors.files.docx_numbers import Numbering
from extractors.files.docx_package import RELATIONS
from extractors.files.docx_places import is_flat, is_undrawn
from extractors.files.docx_text import ParagraphReader, is_hidden_mark, text_boxes

Row = list[str]
"""The cells of one row; a line of running text is a row of one cell."""

_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[a-zõäöü]\))|[•–—-]")
_COUNTER = re.compile(r"\d{1,3}|nr\.?|jrk\.? *nr\.?", re.IGNORECASE)
_TYPED_BULLET = re.compile(r"^[\uf0b7\uf0a7▪●■◦]\s*")
_TRANSPARENT = frozenset({w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag")})
_TEXTPATH = f"{VML}textpath"


class BlockReader:
    """Read the blocks of body, headers and notes in document order, because numbers and fields run on between them.

    ``chunk`` reads the rows of a piece in another format by the name of its relation.
    """

    def __init__(self, words: ParagraphReader, numbers: Numbering, chunk: Callable[[str], list[Row]]) -> None:
        self._words = words
        self._numbers = numbers
        self._chunk = chunk
        self._pending = ""

    def rows(self, elements: list[etree._Element], *, in_cell: bool = False) -> list[Row]:
        """Return the rows of a run of blocks; cells that belong together form a table row."""
        rows = self._rows(elements, in_cell)
        return rows + self._flush()

    def _rows(self, elements: list[etree._Element], in_cell: bool) -> list[Row]:
        rows: list[Row] = []
        for element in elements:
            if element.tag == w("p"):
                rows += self._paragraph_rows(element, in_cell)
            elif element.tag == w("tbl"):
                rows += self._flush() + self._table_rows(element)
            elif element.tag == w("altChunk"):
                rows += self._flush() + self._chunk(str(element.get(f"{{{RELATIONS}}}id", "")))
            elif element.tag in _TRANSPARENT:
                rows += self._rows(list(element), in_cell)
        return rows

    def _flush(self) -> list[Row]:
        """Return the rest of a paragraph whose end was deleted and that has no next one to join."""
        text, self._pending = self._pending, ""
        return _line_rows(text)

    def _hide(self, element: etree._Element) -> None:
        """Leave out what an element says, and count its characters."""
        self._words.hidden += sum(len(t.text or "") for t in element.iter(w("t")))

    def _paragraph_rows(self, paragraph: etree._Element, in_cell: bool) -> list[Row]:
        rows: list[Row] = [[words] for words in _word_art(paragraph)]
        for box in text_boxes(paragraph):
            if is_undrawn(box):
                self._hide(box)
                continue
            pending, self._pending = self._pending, ""
            rows += self.rows(list(box))
            self._pending = pending
        hidden = self._words.hidden
        text = self._pending + self._words.read(paragraph)
        self._pending = ""
        if is_hidden_mark(paragraph):  # its end was deleted, so the rest begins the next paragraph
            self._pending = text
            return rows
        if not text.strip() and (self._words.hidden > hidden or is_on(_mark(paragraph), "vanish")):
            return rows  # a fully hidden paragraph uses no number
        number = self._numbers.print_number(paragraph)
        text = self._words.without_covered(text, drawn_over(paragraph, text))
        if not text.strip() and not (in_cell and re.search(r"\w", number)):
            # An empty one does, and in cells that hold only numbers it is all there is.
            return rows
        return rows + _line_rows(number + text.strip())

    def _table_rows(self, table: etree._Element) -> list[Row]:
        rows: list[Row] = []
        for row in _children(table, w("tr")):
            cells = _children(row, w("tc"))
            if is_flat(row):
                self._hide(row)
                continue
            frame = _framed(cells)
            if frame is not None:
                rows += self.rows(list(frame))
                continue
            texts = [self._cell_text(cell) for cell in cells]
            if any(text.strip("•–—- ") for text in texts):
                rows.append(_join_number(texts))
        return rows

    def _cell_text(self, cell: etree._Element) -> str:
        """Return a cell's lines; empty for one that a vertical merge covers, which keeps its place."""
        merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        if merge is not None and value_of(merge) in (None, "continue"):
            self._hide(cell)
            return ""
        return "\n".join(" ".join(part for part in row if part) for row in self.rows(list(cell), in_cell=True))


def _mark(paragraph: etree._Element) -> etree._Element | None:
    return paragraph.find(f"{w('pPr')}/{w('rPr')}")


def _word_art(paragraph: etree._Element) -> list[str]:
    """Return words drawn as a picture of words, such as watermarks ("EELNÕU")."""
    strings = [str(path.get("string", "")).strip() for path in paragraph.iter(_TEXTPATH)]
    return [words for words in strings if words]


def _framed(cells: list[etree._Element]) -> etree._Element | None:
    """Return the only filled cell of a row if it is a table: its borders are layout and separate nothing."""
    filled = [cell for cell in cells if any((t.text or "").strip() for t in cell.iter(w("t")))]
    if len(filled) == 1 and filled[0].find(f".//{w('tbl')}") is not None:
        return filled[0]
    return None


def _line_rows(text: str) -> list[Row]:
    """Return the lines of a paragraph as rows; tabs separate cells."""
    rows: list[Row] = []
    for line in text.split("\n"):
        cells = [cell.strip() for cell in _TYPED_BULLET.sub("• ", line.strip()).split("\t")]
        if any(cells):
            rows.append(_join_number(cells))
    return rows


def _children(element: etree._Element, tag: str) -> list[etree._Element]:
    """Yield children of one kind, also inside content controls and insertions."""
    children: list[etree._Element] = []
    for child in element:
        if child.tag == tag:
            children.append(child)
        elif child.tag in _TRANSPARENT:
            children += _children(child, tag)
    return children


def _join_number(cells: Row) -> Row:
    """Join a number or bullet to the words after it where a tab or a column of its own separates them."""
    if len(cells) < 2 or not cells[1]:
        return cells
    is_enumerator = _ENUMERATOR.fullmatch(cells[0]) is not None
    is_counter = len(cells) > 2 and _COUNTER.fullmatch(cells[0]) is not None
    return [f"{cells[0]} {cells[1]}", *cells[2:]] if is_enumerator or is_counter else cells
