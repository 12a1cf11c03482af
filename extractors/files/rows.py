"""Lay out rows of cells as the text of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.model.evidence import Span
from extractors.model.text import Block, DocumentText


def rows_document(rows: Iterable[Sequence[str]], sha256: str, *, are_ruled: bool = False) -> DocumentText:
    """Return rows of cells as one text: line feeds between rows, tabs between cells; no pages.

    ``are_ruled``: rows of two or more cells stand in a table with lines. The cells must be final (NFC), because offsets
    into the text exist from here on.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for row in rows:
        cells: list[Span] = []
        for cell in row:
            cells.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        pieces.append("\t".join(row) + "\n")
        blocks.append(Block(tuple(cells), is_ruled=are_ruled and len(cells) > 1))
    return DocumentText(sha256, "".join(pieces), tuple(blocks))
