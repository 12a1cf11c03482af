"""Draw pages line by line on reportlab's canvas: text, page breaks and ruled lines.

Development only: the files that it makes are kept in ``documents/``. Streams stay uncompressed, so that the bytes do
not depend on the zlib of the machine.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

LEFT, RIGHT, TOP, BOTTOM = 71.0, 524.0, 772.0, 71.0
LEADING = 1.4
PADDING = 4.0
PARAGRAPH_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Typeface:
    regular: str
    bold: str
    size: float


TIMES = Typeface("Times-Roman", "Times-Bold", 12)
HELVETICA = Typeface("Helvetica", "Helvetica-Bold", 11)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of a cell. ``bullet`` precedes its first line; the other lines are indented to the text."""

    text: str
    is_bold: bool = False
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    is_bold: bool
    indent: float = 0.0
    bullet: str = ""
    begins_paragraph: bool = True


def wrap(paragraph: Text, face: Typeface, width: float) -> list[Line]:
    """Return the paragraph's lines; a word wider than the column gets its own line."""
    font = face.bold if paragraph.is_bold else face.regular
    indent = stringWidth(paragraph.bullet + "  ", font, face.size) if paragraph.bullet else 0.0
    lines: list[str] = []
    for word in paragraph.text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and stringWidth(longer, font, face.size) <= width - indent:
            lines[-1] = longer
        else:
            lines.append(word)
    return [
        Line(text, paragraph.is_bold, indent, "" if place else paragraph.bullet, begins_paragraph=place == 0)
        for place, text in enumerate(lines or [""])
    ]


class Sheets:
    """A PDF being written from the top of its first page. ``page_header`` is at the right of every new page."""

    def __init__(self, title: str, face: Typeface) -> None:
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=A4, invariant=1, pageCompression=0)
        self._canvas.setTitle(title)
        self._canvas.setAuthor("Näidisamet")
        self.face = face
        self.page_header: tuple[str, ...] = ()
        self._page_number = 0
        self._y = 0.0
        self._is_open = False

    @property
    def _step(self) -> float:
        return self.face.size * LEADING

    def bytes(self) -> bytes:
        """End the last page and return the file."""
        self._end_page()
        self._canvas.save()
        return self._buffer.getvalue()

    def new_page(self) -> None:
        self._end_page()
        self._is_open = True
        self._page_number += 1
        self._y = TOP
        for text in self.page_header:
            self._draw(Line(text, False), LEFT, RIGHT, "right")
        if self.page_header:
            self.space(1)

    def _end_page(self) -> None:
        if self._is_open:
            self._canvas.setFont(self.face.regular, self.face.size)
            self._canvas.drawCentredString((LEFT + RIGHT) / 2, BOTTOM - 30, str(self._page_number))
            self._canvas.showPage()
            self._is_open = False

    def space(self, lines: float = 0.6) -> None:
        self._y -= lines * self._step

    def paragraph(self, text: str, *, is_bold: bool = False, align: str = "left") -> None:
        for line in wrap(Text(text, is_bold), self.face, RIGHT - LEFT):
            self._make_room()
            self._draw(line, LEFT, RIGHT, align)

    def row(
        self,
        cells: Sequence[Sequence[Text]],
        edges: Sequence[float],
        *,
        is_ruled: bool,
        on_new_page: Callable[[], None] | None = None,
    ) -> None:
        """Draw cells side by side between ``edges``. Page breaks cut the row; ``on_new_page`` may repeat a heading."""
        padding = PADDING if is_ruled else 0.0
        gutter = 2 * PADDING if is_ruled else 5 * PADDING
        waiting = [
            [line for text in cell for line in wrap(text, self.face, right - left - gutter)]
            for cell, (left, right) in zip(cells, itertools.pairwise(edges), strict=True)
        ]
        self._make_room(padding)
        while True:
            top = lowest = self._y
            for lines, (left, right) in zip(waiting, itertools.pairwise(edges), strict=True):
                self._y = top - padding / 2
                self._draw_while_room(lines, left + PADDING, right)
                lowest = min(lowest, self._y)
            self._y = lowest - padding
            if is_ruled:
                self._rule(edges, top, self._y)
            if not any(waiting):
                return
            self.new_page()
            if on_new_page:
                on_new_page()

    def _draw_while_room(self, lines: list[Line], left: float, right: float) -> None:
        """Draw and remove the lines that still fit on the page, with a gap between the paragraphs of a cell."""
        is_first = True
        while lines and self._y - self._step >= BOTTOM:
            line = lines.pop(0)
            if line.begins_paragraph and not is_first:
                self._y -= PARAGRAPH_GAP
            self._draw(line, left, right, "left")
            is_first = False

    def _make_room(self, extra: float = 0.0) -> None:
        if not self._is_open or self._y - extra - self._step < BOTTOM:
            self.new_page()

    def _draw(self, line: Line, left: float, right: float, align: str) -> None:
        self._y -= self._step
        font = self.face.bold if line.is_bold else self.face.regular
        self._canvas.setFont(font, self.face.size)
        baseline = self._y + 0.28 * self.face.size
        if line.bullet:
            self._canvas.drawString(left, baseline, line.bullet)
        if align == "right":
            self._canvas.drawRightString(right, baseline, line.text)
        elif align == "center":
            self._canvas.drawCentredString((left + right) / 2, baseline, line.text)
        else:
            self._canvas.drawString(left + line.indent, baseline, line.text)

    def _rule(self, edges: Sequence[float], top: float, bottom: float) -> None:
        self._canvas.setLineWidth(0.5)
        for left, right in itertools.pairwise(edges):
            self._canvas.rect(left, bottom, right - left, top - bottom)
