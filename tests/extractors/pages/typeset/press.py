"""A small press: lines, and rows of cells that break over pages, set as different producers set them."""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

VOWELS = "aeiouõäöü"


@dataclass(frozen=True)
class Style:
    """How a page is set. ``runs``: what one text operator draws (a line, a word, a letter, a word with its blank)."""

    size: float = 11
    font: str = "Helvetica"
    leading: float = 1.25
    runs: str = "line"
    justify: bool = False
    hyphenate: bool = False
    wide: bool = False
    margin: float = 57
    header: tuple[str, ...] = ()
    header_x: float = 380
    footer: str = ""
    page_number: str = ""
    stamp: str = ""
    turned: str = ""
    bottom: float = 60
    gap: float = 0
    top: float = 40


@dataclass
class Cell:
    """The lines of a cell at ``x``; ``width`` is what a line may take."""

    x: float
    width: float
    lines: list[str]


class Press:
    """Writes from the top down and turns the page when it is full; ``repeat`` rows are set again on every page."""

    def __init__(self, style: Style, pages: int = 1) -> None:
        self.style = style
        self.pages = pages
        self.size = landscape(A4) if style.wide else A4
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=self.size, invariant=1)
        self.number = 0
        self.leading = style.size * style.leading
        self.left = style.margin
        self.new_page()

    @property
    def width(self) -> float:
        return float(self.size[0]) - 2 * self.style.margin

    @property
    def floor(self) -> float:
        return float(self.size[1]) - self.style.bottom

    def new_page(self) -> None:
        if self.number:
            self.canvas.showPage()
        self.number += 1
        style, height = self.style, float(self.size[1])
        self.y = style.top
        for line in style.header:
            self.draw(style.header_x, self.y, line.replace("#", str(self.number)))
            self.y += self.leading
        if style.header:
            self.y += self.leading
        if style.footer:
            self.draw(style.margin, height - 45, style.footer)
        if style.page_number:
            self.draw(float(self.size[0]) / 2, height - 30, style.page_number.replace("#", str(self.number)))
        if style.stamp:
            self.draw(float(self.size[0]) - 150, 14, style.stamp, size=7)
        if style.turned:
            self.canvas.saveState()
            self.canvas.translate(18, 300)
            self.canvas.rotate(90)
            self.canvas.setFont(style.font, 8)
            self.canvas.drawString(0, 0, style.turned)
            self.canvas.restoreState()

    def wrap(self, text: str, width: float) -> list[str]:
        """``text`` in lines no wider than ``width``; with ``hyphenate`` long words are cut at a syllable."""
        lines, line = [], ""
        for word in text.split():
            if not line or self.measure(f"{line} {word}") <= width:
                line = f"{line} {word}".strip()
                continue
            head = self._head(line, word, width) if self.style.hyphenate else ""
            lines.append(f"{line} {head}-" if head else line)
            line = word[len(head) :]
        return [*lines, line]

    def _head(self, line: str, word: str, width: float) -> str:
        for at in range(len(word) - 3, 2, -1):
            is_cut = word[at - 1] in VOWELS and word[at] not in VOWELS + "-,." and word[at + 1] in VOWELS
            if is_cut and word[:at].isalpha() and self.measure(f"{line} {word[:at]}-") <= width:
                return word[:at]
        return ""

    def measure(self, text: str, size: float | None = None) -> float:
        return float(stringWidth(text, self.style.font, size or self.style.size))

    def draw(self, x: float, top: float, text: str, *, size: float | None = None, width: float | None = None) -> None:
        """One line; with ``width`` its blanks are stretched to fill it."""
        size = size or self.style.size
        self.canvas.setFont(self.style.font, size)
        y = float(self.size[1]) - top - size
        words = text.split(" ")
        blank = self.measure(" ", size)
        if width and len(words) > 1:
            blank = (width - sum(self.measure(word, size) for word in words)) / (len(words) - 1)
        if self.style.runs == "line" and not width:
            self.canvas.drawString(x, y, text)
            return
        for word in words:
            if self.style.runs == "letter":
                for at, letter in enumerate(word):
                    self.canvas.drawString(x + self.measure(word[:at], size), y, letter)
            elif self.style.runs == "blanks":
                self.canvas.drawString(x, y, word)
                self.canvas.drawString(x + self.measure(word, size), y, " ")
            else:
                self.canvas.drawString(x, y, word)
            x += self.measure(word, size) + blank

    def line(self, text: str, *, x: float | None = None, size: float | None = None, spaced: bool = False) -> None:
        if self.y + self.leading > self.floor:
            self.new_page()
        if spaced:
            text = "   ".join(" ".join(word) for word in text.split())
        self.draw(self.left if x is None else x, self.y, text, size=size)
        self.y += self.leading * (size or self.style.size) / self.style.size

    def paragraph(self, text: str, *, x: float | None = None, width: float | None = None, hang: float = 0) -> None:
        """Running text; ``hang`` indents every line but the first."""
        indent = 0 if x is None else x - self.left
        width = width or self.width - indent
        lines = self.wrap(text, width - hang)
        for at, line in enumerate(lines):
            if self.y + self.leading > self.floor:
                self.new_page()
            is_full = self.style.justify and at + 1 < len(lines)
            x = self.left + indent + (hang if at else 0)  # the next column begins elsewhere
            self.draw(x, self.y, line, width=width - hang if is_full else None)
            self.y += self.leading

    def skip(self, lines: float = 1) -> None:
        self.y += lines * self.leading

    def row(
        self,
        cells: list[Cell],
        *,
        rules: str = "",
        align: str = "top",
        keep: bool = False,
        repeat: list[Cell] | None = None,
    ) -> None:
        """Cells side by side. ``rules`` holds any of "l" (level), "u" (upright); ``keep``: not broken over pages."""
        waiting = [list(cell.lines) for cell in cells]
        pad = 3 if rules else 0
        gap = pad if rules else self.style.gap * self.leading
        if keep and self.y + max(map(len, waiting)) * self.leading + 2 * pad > self.floor:
            self._turn(repeat, rules)
        while True:
            room = max(0, int((self.floor - self.y - 2 * pad) / self.leading))
            if room < 1:
                self._turn(repeat, rules)
                continue
            now = [lines[:room] for lines in waiting]
            waiting = [lines[room:] for lines in waiting]
            self._piece(cells, now, pad, rules, align, is_last=not any(waiting))
            if not any(waiting):
                break
            self._turn(repeat, rules)
        self.y += gap if not rules else 0

    def _turn(self, repeat: list[Cell] | None, rules: str) -> None:
        self.new_page()
        if repeat:
            self.row(repeat, rules=rules)

    def _piece(
        self, cells: list[Cell], now: list[list[str]], pad: float, rules: str, align: str, *, is_last: bool
    ) -> None:
        tall = max(len(lines) for lines in now)
        top = self.y
        for cell, lines in zip(cells, now, strict=True):
            down = (tall - len(lines)) / 2 * self.leading if align == "middle" else 0
            for at, line in enumerate(lines):
                is_full = self.style.justify and (at + 1 < len(lines) or not is_last)
                width = cell.width if is_full else None
                self.draw(cell.x, top + pad + down + at * self.leading, line, width=width)
        self.y = top + tall * self.leading + 2 * pad
        self._rule(cells, top, rules)

    def _rule(self, cells: list[Cell], top: float, rules: str) -> None:
        height = float(self.size[1])
        edges = [cell.x - 4 for cell in cells] + [cells[-1].x + cells[-1].width + 4]
        if "l" in rules:
            for y in (top, self.y):
                self.canvas.line(edges[0], height - y, edges[-1], height - y)
        if "u" in rules:
            for x in edges:
                self.canvas.line(x, height - top, x, height - self.y)
        if "m" in rules:
            for x in edges[1:-1]:
                self.canvas.line(x, height - top, x, height - self.y)

    def finish(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()
