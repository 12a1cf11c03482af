"""Define the text of a file in reading order, with the places on its pages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import Literal

from extractors.model.evidence import Box, Evidence, Span
from extractors.model.repair import Repair


@dataclass(frozen=True, slots=True)
class Block:
    """A line of running text (one cell), or a row of a table or of columns (two or more cells).

    In ``DocumentText.text`` a line feed separates blocks and a tab separates the cells of a row. A cell that the page
    breaks over several lines keeps its line feeds, so a value quoted from a cell may hold line feeds where the value
    itself has spaces.
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

    ``edges`` are the left and right edge of each of its words (split at spaces), in order; empty where the words'
    places are not known. Two numbers a word suffice, because a word is as high as its line; a box for each would take
    five times the memory.
    """

    span: Span
    box: Box
    edges: tuple[float, ...] = ()


AsideReason = Literal[
    "covered",
    "withheld",
    "colour",
    "outside",
    "not drawn",
    "switched off",
    "tiny",
    "struck",
    "crossed",
    "hatched",
    "replaced",
    "overprinted",
    "unread",
    "contradicted",
    "pictured",
]


@dataclass(frozen=True, slots=True)
class AsideText:
    """Words of a file that are no part of its text, or a place where the text is not sure, by lines of a page.

    ``why``: "covered" (by a bar, a box, an image), "withheld" (marked for removal), "colour" (that of its ground),
    "outside" (beside the page, or the form that holds it), "not drawn" (invisible mode, clipped), "switched off" (on a
    layer that is off), "tiny" (nobody can read it), "struck" (a line runs through it). Read all the same are those
    "crossed" by a slanted line, "hatched" by many, and "overprinted": two texts stand on one place and are read as one.
    For those "replaced", read or struck, a comment gives others. "contradicted" are words of a scan's text layer whose
    figures its picture shows otherwise. "unread" is ink like a line of text of which the file has no words, "pictured"
    a picture over lines of text, such as a stamp, of which nobody read what it says. ``words`` is ``None`` where there
    are none, and for what is covered or withheld: that may be for a person's sake, and such words are not published.
    ``box`` is ``None`` for formats without pages.
    """

    why: AsideReason
    words: str | None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a file, in reading order. It never changes once offsets into it exist.

    ``pages`` has the span of each page (empty where the format has no pages), ``page_sizes`` its width and height as
    shown, in PDF points (empty where not known), ``blocks`` the lines and rows, ``places`` the boxes of what is
    printed; places ascend and do not overlap. ``repairs`` are the words of a damaged text that were repaired before any
    offset was taken, in order; empty where the text is as the file has it. ``unseen`` is what the file holds and the
    page does not show, or shows and the file does not hold; it has no offsets.
    """

    file_sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Span, ...] = ()
    places: tuple[PlacedText, ...] = ()
    page_sizes: tuple[tuple[float, float], ...] = ()
    repairs: tuple[Repair, ...] = ()
    unseen: tuple[AsideText, ...] = ()

    @property
    def original(self) -> str:
        """Return the text as it was before its repairs."""
        pieces, at = [], 0
        for repair in self.repairs:
            pieces += [self.text[at : repair.span.start], repair.original]
            at = repair.span.end
        return "".join(pieces) + self.text[at:]

    def page_number(self, offset: int) -> int | None:
        """Return the page (from 1) that holds the code point at ``offset``; ``None`` without pages."""
        if not self.pages:
            return None
        return max(1, bisect_right(self.pages, offset, key=lambda page: page.start))

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Return the boxes of the words that ``span`` touches, line by line, in PDF points; empty without a layout.

        Where the span touches part of a line and the words' places are known, the box covers those words only.
        """
        first = bisect_right(self.places, span.start, key=lambda place: place.span.end)
        after = bisect_left(self.places, span.end, first, key=lambda place: place.span.start)
        parts = (self._part_of(place, span) for place in self.places[first:after])
        return tuple(box for box in parts if box is not None)

    def _part_of(self, place: PlacedText, span: Span) -> Box | None:
        """Return the part of a line that a span covers; ``None`` where that is blank."""
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
        """Return the words at ``span`` and their place.

        The page is that of their first box. Where a page break splits a row, some words stand on a later page than the
        row's first.
        """
        boxes = self.boxes(span)
        page_number = boxes[0].page_number if boxes else self.page_number(span.start)
        return Evidence(self.file_sha256, span, span.of(self.text), page_number, boxes)
