"""Read the same pages twice, filled by stock pdfplumber and by kehtiv, with everything else equal."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import ExtractionError
from extractors.model.text import DocumentText
from extractors.pages.fill import Fill, fill_pages, stock_pages
from extractors.pages.layout import read_layout
from extractors.pages.pdf import read_pages
from extractors.pages.words import PageWords

ROUNDS = 2
"""Rounds for each file, both ways in turn. The fastest round counts, because other programs disturbed it least."""

Reading = tuple[list[PageWords], DocumentText | None]


@dataclass(frozen=True)
class Comparison:
    """Seconds for words and rules alone, and for everything up to the cells; and which pages were unequal."""

    files: int
    pages: int
    cells: int
    unequal: tuple[str, ...]
    stock_words: float
    stock_cells: float
    kehtiv_words: float
    kehtiv_cells: float


def compare(paths: list[Path]) -> Comparison:
    """Read every file both ways.

    ``unequal`` names each page whose words, boxes or rules differ, each text whose blocks differ, and each file that
    only one way could open.
    """
    totals = [0.0, 0.0, 0.0, 0.0]
    files = pages = cells = 0
    unequal: list[str] = []
    for path in paths:
        data = path.read_bytes()
        times: dict[Fill, list[tuple[float, float]]] = {stock_pages: [], fill_pages: []}
        read: dict[Fill, Reading] = {}
        for _ in range(ROUNDS):
            for fill, taken in times.items():
                words, whole, read[fill] = _read(data, fill)
                taken.append((words, whole))
        for at, (fill, part) in enumerate([(stock_pages, 0), (stock_pages, 1), (fill_pages, 0), (fill_pages, 1)]):
            totals[at] += min(taken[part] for taken in times[fill])
        (stock, stock_text), (kehtiv, kehtiv_text) = read[stock_pages], read[fill_pages]
        unequal += [
            f"{path.name}, page {one.page_number}" for one, other in zip(stock, kehtiv, strict=False) if one != other
        ]
        if stock_text != kehtiv_text or len(stock) != len(kehtiv):
            unequal.append(f"{path.name}, blocks and cells")
        files += 1
        pages += len(stock)
        cells += sum(len(block.cells) for block in stock_text.blocks) if stock_text else 0
    return Comparison(files, pages, cells, tuple(unequal), *totals)


def _read(data: bytes, fill: Fill) -> tuple[float, float, Reading]:
    """Return seconds to the words, seconds to the cells, and the result; empty for a file that cannot be opened."""
    pages: list[PageWords] = []
    text: DocumentText | None = None
    started = time.perf_counter()
    words = 0.0
    try:
        pages = list(read_pages(data, fill))
        words = time.perf_counter() - started
        text = read_layout(pages, "0" * 64)[0]
    except ExtractionError:
        words = words or time.perf_counter() - started
    return words, time.perf_counter() - started, (pages, text)
