"""The press for pages in newspaper columns: when a column is full, the text goes on at the head of the next one."""

from __future__ import annotations

from tests.extractors.pages.typeset.press import Press, Style


class ColumnPress(Press):
    """``count`` columns with ``gutter`` points between them; ``begin`` starts them at the height reached, and so does
    the line ``first``."""

    def __init__(self, style: Style, count: int = 2, gutter: float = 18, first: str | None = None) -> None:
        self.first = first
        self.count, self.column = 1, 0
        self.wanted = count
        self.gutter = gutter
        self.head = self.down = self.deepest = 0.0
        super().__init__(style)

    @property
    def width(self) -> float:
        whole = float(self.size[0]) - 2 * self.style.margin
        return (whole - (self.count - 1) * self.gutter) / self.count

    def begin(self, down: float = 0) -> None:
        """From here on in columns, the further ones ``down`` points lower than the first."""
        self.count, self.column, self.head, self.down = self.wanted, 0, self.y, down

    def end(self) -> None:
        """From here on over the whole width, below the columns."""
        self.y = max(self.y, self.deepest)
        self.count, self.column, self.left = 1, 0, self.style.margin

    def new_page(self) -> None:
        if self.number and self.column + 1 < self.count:
            self.deepest = self.y
            self.column += 1
            self.y = self.head + self.down
        else:
            super().new_page()
            self.column, self.head = 0, self.y
        self.left = self.style.margin + self.column * (self.width + self.gutter)

    def line(self, text: str, *, x: float | None = None, size: float | None = None, spaced: bool = False) -> None:
        if text == self.first:
            self.begin()
        super().line(text, x=x, size=size, spaced=spaced)
