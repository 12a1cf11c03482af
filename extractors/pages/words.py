"""What a page holds before anyone reads it: words with boxes, and rules. Measures are PDF points from the top left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a blank."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def size(self) -> float:
        """Height of the word's box, which stands in for the font size."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line; ``x0 == x1`` for an upright one, ``top == bottom`` for a level one."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_level(self) -> bool:
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page, from 1. ``turned`` is text that does not run level (stamps along the margin), in no sure order.

    ``failure`` says why a page could not be read; such a page has no words.
    """

    page_number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    turned: tuple[str, ...] = ()
    failure: str | None = None
