"""The text of a file in reading order, with the way back to its pages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from extractors.model.evidence import Box, Evidence, Span
from extractors.model.repair import Repair


@dataclass(frozen=True, slots=True)
class Block:
    """One line of running text (one cell), or one row of a table or of columns (two or more cells).

    In ``DocumentText.text`` blocks are parted by a line feed, the cells of a row by a tab; a cell that
    the page broke over several lines keeps its line feeds. So a value quoted from a cell may hold line
    feeds where the value itself has blanks.
    """

    cells: tuple[Span, ...]
    page_number: int | None = None
    is_ruled: bool = False

    @property
    def span(self) -> Span:
        return Span(self.cells[0].start, self.cells[-1].end)


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A run of text and its box: as a rule one printed line of one cell.

    ``edges`` are the left and right edge of each word of it (what stands between two blanks), one after the other;
    empty where the words' own places are not known. Two numbers a word: a box for each would take five times the
    memory, and a word is as high as its line.
    """

    span: Span
    box: Box
    edges: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What a file says, in reading order. It never changes once offsets into it exist.

    ``pages`` holds the span of each page (empty where the format has no pages), ``page_sizes`` its width and height as
    shown, in PDF points (empty where not known), ``blocks`` the lines and rows, ``places`` the boxes of what was
    printed; places ascend and do not overlap. ``repairs`` are the words of a damaged text that were set right before
    any offset was taken, in order; empty where the text is as the file has it.
    """

    file_sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Span, ...] = ()
    places: tuple[PlacedText, ...] = ()
    page_sizes: tuple[tuple[float, float], ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def original(self) -> str:
        """The text as it was before its repairs."""
        pieces, at = [], 0
        for repair in self.repairs:
            pieces += [self.text[at : repair.span.start], repair.original]
            at = repair.span.end
        return "".join(pieces) + self.text[at:]

    def page_number(self, offset: int) -> int | None:
        """The page (from 1) that holds the code point at ``offset``; ``None`` without pages."""
        if not self.pages:
            return None
        return max(1, bisect_right(self.pages, offset, key=lambda page: page.start))

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Where the words that ``span`` touches are printed, line by line, in PDF points; empty without a layout.

        Of a line that the span touches in part only the stretch of its words, where their places are known.
        """
        first = bisect_right(self.places, span.start, key=lambda place: place.span.end)
        after = bisect_left(self.places, span.end, first, key=lambda place: place.span.start)
        parts = (self._part_of(place, span) for place in self.places[first:after])
        return tuple(box for box in parts if box is not None)

    def _part_of(self, place: PlacedText, span: Span) -> Box | None:
        """The stretch of a line that a span covers; ``None`` where that is blank."""
        start, end = max(span.start, place.span.start), min(span.end, place.span.end)
        words = self.text[start:end]
        if not words.strip():
            return None
        if not place.edges or (start == place.span.start and end == place.span.end):
            return place.box
        first = self.text.count(" ", place.span.start, start + len(words) - len(words.lstrip()))
        last = self.text.count(" ", place.span.start, start + len(words.rstrip()))
        return replace(place.box, x0=round(place.edges[2 * first], 2), x1=round(place.edges[2 * last + 1], 2))

    def evidence(self, span: Span) -> Evidence:
        """The words at ``span`` and their place. The page is that of their first box: of a row that a page break cut,
        some words stand on the page after the one on which the row begins.
        """
        boxes = self.boxes(span)
        page_number = boxes[0].page_number if boxes else self.page_number(span.start)
        return Evidence(self.file_sha256, span, span.of(self.text), page_number, boxes)
