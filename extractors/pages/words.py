"""Define the raw content of a page: words with boxes, and rules. Measures are PDF points from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.pages.marks import NO_MARKS, Marks
from extractors.pages.near import Corners
from extractors.pages.turn import Turn

Why = Literal["covered", "colour", "outside", "not drawn", "withheld", "tiny", "switched off"]


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
    def corners(self) -> Corners:
        """Return its left, top, right and bottom."""
        return self.x0, self.top, self.x1, self.bottom

    @property
    def size(self) -> float:
        """Return the height of the word's box, which stands in for the font size."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Unseen:
    """A word that the file holds and the page does not show. ``why``: it is covered, has the colour of its ground,
    stands outside the page or the form that holds it, is too tiny to be read, is not drawn (invisible mode, clipped),
    or stands on a layer that is switched off. A word marked for removal is "withheld": it is shown, and somebody
    decided that it must not be.
    """

    word: Word
    why: Why


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

    ``words`` are what a person reads. Kept beside them: ``unseen`` words, words ``struck`` out by a line, and
    ``unread``: places with ink like lines of text of which there are no words, as left, top, right, bottom;
    ``pictured``: places where a picture, such as a stamp, lies over lines of text that show through it. Of ``words``,
    some are ``crossed`` by a slanted line or one drawn by hand, some stand on a ground ``hatched`` by many,
    those of texts ``overprinted`` on one place may be told wrongly, and for those ``contradicted`` the picture of a
    scan (``is_pictured``: an image covers most of the page) has other figures. For the words ``replaced``, read or
    struck, a comment gives others. ``marks`` are the annotations' own, in points of the page as shown. ``slant`` is by
    how many degrees most of its lines lean where that is too much to tell them apart; 0 for nearly every page.
    """

    page_number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    turned: tuple[str, ...] = ()
    failure: str | None = None
    turn: Turn | None = None
    unseen: tuple[Unseen, ...] = ()
    struck: tuple[Word, ...] = ()
    crossed: tuple[Word, ...] = ()
    hatched: tuple[Word, ...] = ()
    replaced: tuple[Word, ...] = ()
    overprinted: tuple[Word, ...] = ()
    contradicted: tuple[Word, ...] = ()
    unread: tuple[Corners, ...] = ()
    pictured: tuple[Corners, ...] = ()
    is_pictured: bool = False
    marks: Marks = NO_MARKS
    slant: float = 0.0
