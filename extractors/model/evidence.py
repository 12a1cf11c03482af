"""Define places in a file, so that every value can be traced back to where it was read."""

from __future__ import annotations

from dataclasses import dataclass

_set = object.__setattr__


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range of Unicode code points in the stored text of a file.

    Python slices and DuckDB's ``substring`` count the same way, so ``quote = text[start:end]`` can be checked in SQL.
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        """Hold two offsets. A sentence makes dozens of spans, and the dataclass's own way takes half as long again."""
        if not 0 <= start <= end:
            raise ValueError(f"a span must have 0 <= start <= end: [{start}, {end})")
        _set(self, "start", start)
        _set(self, "end", end)

    def of(self, text: str) -> str:
        """Return the words at this place."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from the top left corner of the page as shown. Pages count from 1.

    The page as shown is the crop box, turned by the page's own rotation (ISO 32000-1, 7.7.3.3).
    """

    page_number: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place that a value was read from.

    ``page_number`` is ``None`` and ``boxes`` is empty where the format has no pages (DOCX, plain text, HTML). Otherwise
    the page is that of the first box; words split by a page break have boxes on several pages.
    """

    file_sha256: str
    span: Span
    quote: str
    page_number: int | None = None
    boxes: tuple[Box, ...] = ()
