"""DOCX (ISO/IEC 29500-1) to text: paragraphs, tables, the numbers Word prints, insertions without deletions.

Read from the XML itself: readers of the shelf lose tracked insertions, automatic numbers and page headers, or let
deleted text through.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from extractors.errors import EmptyFile, UnreadableFile
from extractors.files.containers import Budget, read_entries
from extractors.files.docx_numbers import Numbering, read_numbering, value_of, w
from extractors.files.docx_text import is_hidden_mark, paragraph_text, text_boxes
from extractors.files.html import rows_document
from extractors.files.safe_xml import parse_xml
from extractors.model.text import DocumentText

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DOCUMENT_TYPES = ("/officeDocument",)
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[a-zõäöü]\))|[•–—-]")
_COUNTER = re.compile(r"\d{1,3}|nr\.?|jrk\.? *nr\.?", re.IGNORECASE)
_TYPED_BULLET = re.compile(r"^[\uf0b7\uf0a7▪●■◦]\s*")
_TRANSPARENT = frozenset({w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag")})


def read_docx(data: bytes, sha256: str, budget: Budget | None = None) -> DocumentText:
    """The document as it would be printed with all changes accepted; no pages, because Word lays them out anew.

    A page header stands where its section begins, once while it stays the same. Footnotes follow at the end.
    Raises ``UnreadableFile`` where the package is damaged, ``UnsafeContainer`` where it breaks the rules of archives,
    ``EmptyFile`` where it holds no text.
    """
    parts = dict(read_entries(data, "the DOCX", budget or Budget()))
    path = _document_path(parts)
    try:
        rows = _Document(parts, path).rows()
    except RecursionError as error:
        raise UnreadableFile("the DOCX nests its tables too deeply") from error
    if not rows:
        raise EmptyFile("the DOCX holds no text")
    return rows_document(rows, sha256)


def _document_path(parts: dict[str, bytes]) -> str:
    """The main part by the package's relations, which need not be word/document.xml."""
    for _, kind, target in relations(parts, ""):
        if kind.endswith(_DOCUMENT_TYPES) and target in parts:
            return target
    if "word/document.xml" in parts:
        return "word/document.xml"
    raise UnreadableFile("the DOCX has no main document: damaged, or another kind of package")


def relations(parts: dict[str, bytes], path: str) -> Iterator[tuple[str, str, str]]:
    """Id, type and target path of each relation of a part ("" for the package)."""
    folder, name = posixpath.split(path)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    if source not in parts:
        return
    for relation in parse_xml(parts[source], source).iter(_RELATION):
        target = str(relation.get("Target", ""))
        joined = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield str(relation.get("Id", "")), str(relation.get("Type", "")), joined


class _Document:
    """One reading of a document: its parts, its running numbers, the header last printed."""

    def __init__(self, parts: dict[str, bytes], path: str) -> None:
        self._parts = parts
        self._relations = {key: (kind, target) for key, kind, target in relations(parts, path)}
        self._root = parse_xml(parts[path], path)
        self._numbers: Numbering = read_numbering(self._part("/numbering"), self._part("/styles"))
        self._header: list[list[str]] = []
        self._pending = ""

    def _part(self, kind_ending: str) -> etree._Element | None:
        for kind, target in self._relations.values():
            if kind.endswith(kind_ending) and target in self._parts:
                return parse_xml(self._parts[target], target)
        return None

    def rows(self) -> list[list[str]]:
        body = self._root.find(w("body"))
        if body is None:
            raise UnreadableFile("the DOCX has no body")
        rows: list[list[str]] = []
        for content, properties in _sections(body):
            header = self._header_rows(properties)
            if header and header != self._header:
                rows += header
                self._header = header
            rows += self._block_rows(content)
        return rows + self._footnotes()

    def _header_rows(self, properties: etree._Element | None) -> list[list[str]]:
        """The headers of a section, first page first; the empty list means: as in the section before."""
        if properties is None:
            return []
        found: dict[str, list[list[str]]] = {}
        for reference in properties.findall(w("headerReference")):
            target = self._relations.get(str(reference.get(_RELATION_ID, "")), ("", ""))[1]
            if target in self._parts:
                found[value_of(reference, "type") or "default"] = self._block_rows(
                    list(parse_xml(self._parts[target], target))
                )
        if properties.find(w("titlePg")) is None:
            found.pop("first", None)
        rows: list[list[str]] = []
        for kind in ("first", "default"):
            rows += [row for row in found.get(kind, []) if row not in rows]
        return rows

    def _block_rows(self, elements: list[etree._Element]) -> list[list[str]]:
        rows: list[list[str]] = []
        for element in elements:
            if element.tag == w("p"):
                rows += self._paragraph_rows(element)
            elif element.tag == w("tbl"):
                rows += self._table_rows(element)
            elif element.tag in _TRANSPARENT:
                rows += self._block_rows(list(element))
        return rows

    def _paragraph_rows(self, paragraph: etree._Element) -> list[list[str]]:
        rows: list[list[str]] = []
        for box in text_boxes(paragraph):
            rows += self._block_rows(list(box))
        text = self._pending + paragraph_text(paragraph)
        self._pending = ""
        if is_hidden_mark(paragraph):  # its end was deleted: what is left of it begins the next paragraph
            self._pending = text
            return rows
        number = self._numbers.print_number(paragraph) if text.strip() else ""
        for line in (number + text.strip()).split("\n"):
            cells = [cell.strip() for cell in _TYPED_BULLET.sub("• ", line.strip()).split("\t")]
            if any(cells):
                rows.append(_join_number(cells))
        return rows

    def _table_rows(self, table: etree._Element) -> list[list[str]]:
        rows: list[list[str]] = []
        for row in _children(table, w("tr")):
            if row.find(f"{w('trPr')}/{w('del')}") is not None:
                continue
            cells = _children(row, w("tc"))
            if len(cells) == 1 and cells[0].find(f".//{w('tbl')}") is not None:  # a frame around a table
                rows += self._block_rows(list(cells[0]))
                continue
            texts = [self._cell_text(cell) for cell in cells]
            if any(texts):
                rows.append(_join_number(texts))
        return rows

    def _cell_text(self, cell: etree._Element) -> str:
        return "\n".join(" ".join(part for part in row if part) for row in self._block_rows(list(cell)))

    def _footnotes(self) -> list[list[str]]:
        notes = self._part("/footnotes")
        rows: list[list[str]] = []
        for note in notes.findall(w("footnote")) if notes is not None else []:
            if value_of(note, "type") is None:
                rows += self._block_rows(list(note))
        return rows


def _children(element: etree._Element, tag: str) -> list[etree._Element]:
    """Children of one kind, also inside content controls and insertions."""
    found: list[etree._Element] = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _TRANSPARENT:
            found += _children(child, tag)
    return found


def _sections(body: etree._Element) -> Iterator[tuple[list[etree._Element], etree._Element | None]]:
    """The content of each section with its properties, which stand in the section's last paragraph or in the body."""
    content: list[etree._Element] = []
    for element in body:
        if element.tag == w("sectPr"):
            yield content, element
            content = []
            continue
        content.append(element)
        inner = element.find(f"{w('pPr')}/{w('sectPr')}")
        if inner is not None:
            yield content, inner
            content = []
    if content:
        yield content, None


def _join_number(cells: list[str]) -> list[str]:
    """Cells with a number or bullet that a tab or a column of its own set apart put before its words again."""
    if len(cells) < 2 or not cells[1]:
        return cells
    is_enumerator = _ENUMERATOR.fullmatch(cells[0]) is not None
    is_counter = len(cells) > 2 and _COUNTER.fullmatch(cells[0]) is not None
    return [f"{cells[0]} {cells[1]}", *cells[2:]] if is_enumerator or is_counter else cells
