"""Define the raw content of a page: words with boxes, and rules. Measures are PDF points from the top left."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.pages.turn import Turn


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a space. ``confidence`` from 0 to 1 where OCR read it, else ``None``."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float | None = None

    @property
    def size(self) -> float:
        """Return the height of the word's box, which stands in for the font size."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line; ``x0 == x1`` for a vertical one, ``top == bottom`` for a horizontal one."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_level(self) -> bool:
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page, from 1. ``turned`` is text that is not horizontal (stamps along the margin), in no certain order.

    ``failure`` says why a page could not be read; such a page has no words. ``turn`` is how a scan was turned before it
    was read: words and rules then have coordinates of the turned image, of size ``width`` and ``height``.
    """

    page_number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    turned: tuple[str, ...] = ()
    failure: str | None = None
    turn: Turn | None = None
