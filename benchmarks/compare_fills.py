"""Read the same pages by pdfplumber and by kehtiv: how long each takes, and whether the results are equal.

Seconds are CPU seconds of this process, so that other programs on the machine count as little as they can.
"""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

from extractors.errors import ExtractionError
from extractors.model.text import DocumentText
from extractors.pages.fill import X_TOLERANCE_RATIO, Y_TOLERANCE, Fill, fill_pages, layered_pages
from extractors.pages.layout import read_layout
from extractors.pages.pdf import read_pages
from extractors.pages.words import PageWords

ROUNDS = 2
"""Rounds for each file, both ways in turn. The fastest round counts, because other programs disturbed it least."""

Reading = tuple[list[PageWords], DocumentText | None]


@dataclass(frozen=True)
class Comparison:
    """CPU seconds for all files, and which pages were unequal.

    ``stock_words`` is pdfplumber alone, from opening to words and rules; it compares no page with its picture.
    ``kehtiv_words`` is the whole of kehtiv's reading of pages, with that comparison. ``layout`` is what both need from
    there to the cells.
    """

    files: int
    pages: int
    cells: int
    unequal: tuple[str, ...]
    stock_words: float
    kehtiv_words: float
    layout: float


def compare(paths: list[Path]) -> Comparison:
    """Read every file both ways.

    ``unequal`` names each page whose words, boxes or rules differ, each text whose blocks differ, and each file that
    only one way could open. pdfplumber's pages are those of ``layered_pages``, since its own have what no viewer draws.
    """
    stock_words = kehtiv_words = layout = 0.0
    files = pages = cells = 0
    unequal: list[str] = []
    for path in paths:
        data = path.read_bytes()
        rounds = [(_stock_seconds(data), *_read(data, fill_pages)[:2]) for _ in range(ROUNDS)]
        fastest = [min(taken) for taken in zip(*rounds, strict=True)]
        stock_words, kehtiv_words, layout = (
            stock_words + fastest[0],
            kehtiv_words + fastest[1],
            layout + fastest[2],
        )
        (stock, stock_text), (kehtiv, kehtiv_text) = _read(data, layered_pages)[2], _read(data, fill_pages)[2]
        unequal += [
            f"{path.name}, page {one.page_number}" for one, other in zip(stock, kehtiv, strict=False) if one != other
        ]
        if stock_text != kehtiv_text or len(stock) != len(kehtiv):
            unequal.append(f"{path.name}, blocks and cells")
        files += 1
        pages += len(stock)
        cells += sum(len(block.cells) for block in stock_text.blocks) if stock_text else 0
    return Comparison(
        files=files,
        pages=pages,
        cells=cells,
        unequal=tuple(unequal),
        stock_words=stock_words,
        kehtiv_words=kehtiv_words,
        layout=layout,
    )


def _stock_seconds(data: bytes) -> float:
    """Return the CPU seconds that pdfplumber alone takes to the words and rules of a file that it can open."""
    started = time.process_time()
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                page.extract_words(x_tolerance_ratio=X_TOLERANCE_RATIO, y_tolerance=Y_TOLERANCE)
                _ = page.lines, page.rects
                page.close()
    except Exception:  # pdfminer raises any error for a broken file
        return time.process_time() - started
    return time.process_time() - started


def _read(data: bytes, fill: Fill) -> tuple[float, float, Reading]:
    """Return CPU seconds to the words, those for the layout, and the result; empty for a file that cannot be opened."""
    pages: list[PageWords] = []
    text: DocumentText | None = None
    started = time.process_time()
    words = 0.0
    try:
        pages = list(read_pages(data, fill))
        words = time.process_time() - started
        text = read_layout(pages, "0" * 64)[0]
    except ExtractionError:
        words = words or time.process_time() - started
    return words, time.process_time() - started - words, (pages, text)
