"""Read DOCX (ISO/IEC 29500-1) as text: paragraphs, tables, Word's printed numbers, insertions without deletions.

The XML is read directly: existing libraries lose tracked insertions, automatic numbers and page headers, or keep
deleted text. There are no pages. Breaks in the file are those of the program that last laid it out, other programs
break elsewhere, and a wrong page number is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from lxml import etree

from extractors.errors import EmptyFile, UnreadableFile
from extractors.files.containers import Budget
from extractors.files.docx_blocks import BlockReader, Row
from extractors.files.docx_changes import Changes
from extractors.files.docx_chunks import read_chunk
from extractors.files.docx_names import is_on, value_of, w
from extractors.files.docx_numbers import read_numbering
from extractors.files.docx_package import RELATIONS, Package
from extractors.files.docx_pictures import LARGEST_PICTURE
from extractors.files.docx_styles import read_styles
from extractors.files.docx_symbols import LOST
from extractors.files.docx_text import ParagraphReader, no_words
from extractors.files.members import MAX_DEPTH
from extractors.files.pasted_pictures import PastedPictures
from extractors.files.rows import rows_document
from extractors.files.struck_texts import struck_findings, struck_texts
from extractors.model.finding import Finding
from extractors.model.text import AsideText, DocumentText
from extractors.tools import NO_TOOLS, Tools

_PAGE_NUMBER = re.compile(
    r"[\s\-–—]*(?:lk\.?|leht|lehekülg|page)?\s*\d{0,4}\.?\s*(?:(?:/|\(|kuni|of|-st)\s*\d{0,4}\s*\)?)?[\s\-–—]*", re.I
)


def read_docx(
    data: bytes, sha256: str, budget: Budget | None = None, tools: Tools = NO_TOOLS, *, depth: int = 0
) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return the document as printed with all changes accepted, and findings on what is left out or doubtful.

    A page header stands where its section begins, once while it stays the same. Page footers, footnotes and endnotes
    follow at the end, notes with the mark ("⁽¹⁾") of their reference. The OCR engine among ``tools`` reads pictures of
    print. Nothing has a page number. ``depth`` counts the documents of which this one is a piece.

    Raises ``UnreadableFile`` where the package is damaged, ``UnsafeContainer`` where it breaks the rules of archives,
    ``EmptyFile`` where it holds no text.
    """
    package = Package(data, "the DOCX", budget)
    path = package.main_part("word/document.xml")
    try:
        document = _Document(package, path, budget, PastedPictures(sha256, tools), depth)
        rows = document.rows()
    except RecursionError as error:
        raise UnreadableFile("the DOCX nests its tables too deeply") from error
    if not rows:
        raise EmptyFile(f"the DOCX holds no text{document.other_content()}")
    text = replace(rows_document(rows, sha256), unseen=document.struck())
    return text, document.findings(text)


class _Document:
    """The state of reading one document: its parts, its running numbers, the header last printed."""

    def __init__(
        self, package: Package, path: str, budget: Budget | None, pictures: PastedPictures, depth: int
    ) -> None:
        self._package = package
        self._pictures = pictures
        self._budget, self._depth = budget, depth
        self._of_chunks: list[Finding] = []
        self._relations = {key: (kind, target) for key, kind, target in package.relations(path)}
        self._changes = Changes()
        self._root = self._xml(path)
        styles = read_styles(self._part("/styles"))
        self._words = ParagraphReader(styles)
        self._blocks = BlockReader(self._words, read_numbering(self._part("/numbering"), styles), self._chunk_rows)
        settings = self._part("/settings")
        self._header_kinds = (
            ("first", "default", "even") if is_on(settings, "evenAndOddHeaders") else ("first", "default")
        )
        self._shown: dict[str, list[Row]] = {}

    def _xml(self, path: str) -> etree._Element:
        root = self._package.xml(path)
        self._changes.accept(root)
        return root

    def _part(self, kind_ending: str) -> etree._Element | None:
        for kind, target in self._relations.values():
            if kind.endswith(kind_ending) and target in self._package:
                return self._xml(target)
        return None

    def rows(self) -> list[Row]:
        body = self._root.find(w("body"))
        if body is None:
            raise UnreadableFile("the DOCX has no body")
        rows: list[Row] = []
        footers: list[Row] = []
        for content, properties in _sections(body):
            rows += self._margin_rows(properties, "headerReference")
            self._words.picture = self._words_of_picture
            rows += self._blocks.rows(content)
            self._words.picture = no_words  # headers and notes name their pictures by lists of their own
            footers += self._margin_rows(properties, "footerReference")
        return rows + footers + self._note_rows("footnote") + self._note_rows("endnote")

    def _margin_rows(self, properties: etree._Element | None, reference_kind: str) -> list[Row]:
        """Return a section's page headers or footers, first page first; empty where nothing has changed."""
        if properties is None:
            return []
        rows_by_kind: dict[str, list[Row]] = {}
        for reference in properties.findall(w(reference_kind)):
            target = self._relations.get(str(reference.get(f"{{{RELATIONS}}}id", "")), ("", ""))[1]
            if target in self._package:
                rows_by_kind[value_of(reference, "type") or "default"] = self._blocks.rows(list(self._xml(target)))
        if not is_on(properties, "titlePg"):
            rows_by_kind.pop("first", None)
        rows: list[Row] = []
        for kind in self._header_kinds:
            rows += [row for row in rows_by_kind.get(kind, []) if row not in rows and not _is_page_number(row)]
        if not rows or rows == self._shown.get(reference_kind):
            return []
        self._shown[reference_kind] = rows
        return rows

    def _words_of_picture(self, name: str) -> str:
        target = self._relations.get(name, ("", ""))[1]
        if target not in self._package:
            return ""
        return self._pictures.words_of(target, partial(self._package.read, target, LARGEST_PICTURE))

    def _chunk_rows(self, name: str) -> list[Row]:
        """Return the rows of a piece in another format; its findings and struck words join those of the document."""
        target = self._relations.get(name, ("", ""))[1]
        if target not in self._package or self._depth >= MAX_DEPTH:
            self._of_chunks.append(
                Finding("embedded_document", f"a part of the text is not in the file: {target or name}")
            )
            return []
        budget, inner = self._budget, self._depth + 1
        chunk = read_chunk(self._package.read(target), target, lambda data: read_docx(data, "", budget, depth=inner))
        self._of_chunks += chunk.findings
        self._words.struck += chunk.struck
        return chunk.rows

    def _note_rows(self, kind: str) -> list[Row]:
        """Return notes in the order of their references, then those without a reference."""
        part = self._part(f"/{kind}s")
        notes = {
            value_of(note, "id") or "": note
            for note in (part.findall(w(kind)) if part is not None else [])
            if value_of(note, "type") in (None, "normal")
        }
        order = self._words.notes.order(kind)
        rows: list[Row] = []
        for name in sorted(notes, key=lambda name: order.index(name) if name in order else len(order)):
            note = self._blocks.rows(list(notes[name]))
            if note and name in order:
                note[0] = [self._words.notes.begun(kind, name, note[0][0]), *note[0][1:]]
            rows += note
        return rows

    def findings(self, text: DocumentText) -> tuple[Finding, ...]:
        findings = [*self._changes.findings(), *self._of_chunks, *self._pictures.findings()]
        if self._words.hidden:
            findings.append(Finding("hidden_text", f"{self._words.hidden} hidden characters are not part of the text"))
        findings += struck_findings(self._words.struck)
        if self._words.covered:
            told = f"{self._words.covered} letters under a drawn box are not part of the text; nobody sees them"
            findings.append(Finding("unseen_words", told))
        if self._words.crossed:
            told = "a line or box is drawn over words; whether it hides or strikes them out is not known: "
            findings.append(Finding("crossed_words", told + "; ".join(self._words.crossed)[:300]))
        lost = text.text.count(LOST)
        if lost:
            findings.append(Finding("unreadable_letters", f"{lost} characters of symbol fonts could not be identified"))
        return tuple(findings)

    def struck(self) -> tuple[AsideText, ...]:
        """Return the words that a line strikes out, run by run, and those over which a shape is drawn."""
        crossed = (AsideText("crossed", words) for words in self._words.crossed)
        return (*struck_texts(self._words.struck), *crossed)

    def other_content(self) -> str:
        """Describe the content other than text, for a person to look at."""
        pictures = sum(1 for name in self._package.names() if name.startswith("word/media/"))
        contents = [f"{pictures} pictures"] if pictures else []
        contents += [finding.message for finding in self._changes.findings()]
        return f", only: {'; '.join(contents)}" if contents else ""


def _sections(body: etree._Element) -> Iterator[tuple[list[etree._Element], etree._Element | None]]:
    """Yield the content of each section with its properties, which stand in its last paragraph or in the body."""
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


def _is_page_number(row: Row) -> bool:
    return _PAGE_NUMBER.fullmatch(" ".join(row)) is not None
