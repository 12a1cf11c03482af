"""The text of a file in reading order, with the way back to its pages."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from extractors.model.evidence import Box, Evidence, Span


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
    """A run of text and its box: as a rule one printed line of one cell."""

    span: Span
    box: Box


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What a file says, in reading order. It never changes once offsets into it exist.

    ``pages`` holds the span of each page (empty where the format has no pages), ``blocks`` the lines and rows,
    ``places`` the boxes of what was printed, both ascending by start.
    """

    file_sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Span, ...] = ()
    places: tuple[PlacedText, ...] = ()

    def page_number(self, offset: int) -> int | None:
        """The page (from 1) that holds the code point at ``offset``; ``None`` without pages."""
        if not self.pages:
            return None
        return max(1, bisect_right([page.start for page in self.pages], offset))

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """The printed lines that ``span`` touches, in PDF points; empty without a layout."""
        return tuple(place.box for place in self.places if place.span.overlaps(span))

    def evidence(self, span: Span) -> Evidence:
        return Evidence(self.file_sha256, span, span.of(self.text), self.page_number(span.start), self.boxes(span))
