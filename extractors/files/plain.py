"""Read plain text in the encodings that Estonian offices have used since 1996."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.errors import EmptyFile
from extractors.files.encodings import decode
from extractors.files.struck_texts import part_overlaid, struck_findings, struck_texts
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.model.text import Block, DocumentText
from extractors.pages.unprinted import without_width


def read_plain(data: bytes, sha256: str) -> tuple[DocumentText, tuple[Finding, ...]]:
    """Return the text: each line is a block, each tab separates cells, form feeds separate pages. Blank lines are
    dropped.

    ``pages`` is empty where the text has no form feed. A guessed encoding, lost letters and those that a stroke strikes
    out are findings. Raises ``EmptyFile`` where the text is blank.
    """
    decoded = decode(data)
    text, struck = part_overlaid(without_width(decoded.text))
    if not text.strip():
        raise EmptyFile("the file holds no text")
    read = replace(text_document(text, sha256), unseen=struck_texts(struck))
    return read, (*decoded.findings, *struck_findings(struck))


def text_document(text: str, sha256: str) -> DocumentText:
    """Return ``text`` unchanged, with blocks over its lines."""
    pages = _page_spans(text)
    blocks: list[Block] = []
    page_number = 1
    for line in re.finditer(r"[^\n\f]+|\f", text):
        if line[0] == "\f":
            page_number += 1
        elif line[0].strip():
            blocks.append(Block(_cells(line[0], line.start()), page_number if pages else None))
    return DocumentText(sha256, text, tuple(blocks), pages)


def _page_spans(text: str) -> tuple[Span, ...]:
    if "\f" not in text:
        return ()
    starts = [0, *(match.end() for match in re.finditer("\f", text))]
    return tuple(Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True))


def _cells(line: str, start: int) -> tuple[Span, ...]:
    """Return the cells of a line, stripped; tabs that only indent or trail separate nothing."""
    inner = line.strip()
    at = start + line.index(inner)
    cells: list[Span] = []
    for piece in inner.split("\t"):
        cells.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    return tuple(cells)
