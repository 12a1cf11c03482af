"""Read a page image with OCR: turn it upright and level, find its rules, and have an engine read its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from extractors.pages.draw import as_png
from extractors.pages.drawn_rules import find_drawn_rules, without_rules
from extractors.pages.left_out import find_left_out
from extractors.pages.ocr_words import set_words
from extractors.pages.specks import without_specks
from extractors.pages.straighten import find_skew, turn
from extractors.pages.struck_ink import find_struck_ink
from extractors.pages.turn import Turn
from extractors.pages.words import PageWords, Rule, Word
from extractors.tools import OcrEngine, OcrWord, PageImage

POINTS_PER_INCH = 72.0

_PALE = 48
"""Smallest difference in gray between paper and ink; a page with less is blank."""
_QUARTERS = (2, 1, 3)
"""Scans are upside down more often than on a side."""
_SURE = 0.6
_FEW_LETTERS = 12
_MIDDLE = (0.3, 0.75)
"""Of a word's height from the top: letters stand on 0.8 of it, and a rule below them underlines."""
_BEYOND, _COVERED = 1.5, 0.5
"""Of the size, and of a word's width: a rule that reaches further is a table's, and one over less ends beside it."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as a gray image. ``scale`` is pixels per PDF point; file and page name it in a cache."""

    picture: Image.Image
    scale: float
    file_sha256: str
    page_number: int

    @property
    def width(self) -> float:
        return self.picture.width / self.scale

    @property
    def height(self) -> float:
        return self.picture.height / self.scale


def read_scan(scan: Scan, engine: OcrEngine) -> PageWords:
    """Return the words and rules of a scan, in points of the turned image; no words where the page is blank.

    A page whose words the engine doubts is also read upside down and on its sides. Raises ``ToolFailed``.
    """
    if is_blank(scan.picture):
        return PageWords(scan.page_number, scan.width, scan.height)
    best = _read_turned(scan, 0, engine)
    if not _reads_well(best.words):
        others = (_read_turned(scan, quarters, engine) for quarters in _QUARTERS)
        for other in others:
            best = max(best, other, key=lambda page: _sure_letters(page.words))
            if _reads_well(best.words):
                break
    return best


def is_blank(picture: Image.Image) -> bool:
    """Return whether a gray image shows only paper."""
    small = picture.resize((max(1, picture.width // 4), max(1, picture.height // 4)), Image.Resampling.BOX)
    darkest, lightest = small.getextrema()
    return float(str(lightest)) - float(str(darkest)) < _PALE


def mean_confidence(words: Sequence[Word]) -> float:
    """Return the engine's mean confidence, weighted by letters; 0 without words."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * (word.confidence or 0.0) for word in words) / letters if letters else 0.0


def _read_turned(scan: Scan, quarters: int, engine: OcrEngine) -> PageWords:
    picture = scan.picture.rotate(90 * quarters, expand=True) if quarters else scan.picture
    degrees = find_skew(picture)
    level = turn(picture, degrees)
    rules = find_drawn_rules(level, scan.scale)
    png = as_png(without_specks(without_rules(level, rules, scan.scale)))
    found = engine.read_words(PageImage(scan.file_sha256, scan.page_number, png, scan.scale))
    words = set_words(_on_page(found, level, scan.scale), rules)
    how = Turn(quarters, degrees, scan.width, scan.height)
    return PageWords(
        scan.page_number,
        level.width / scan.scale,
        level.height / scan.scale,
        words,
        rules,
        crossed=tuple(dict.fromkeys((*_struck_through(words, rules), *find_struck_ink(words, level, scan.scale)))),
        unread=tuple(find_left_out(words, rules, level, scan.scale)),
        turn=how if quarters or degrees else None,
    )


def _struck_through(words: Sequence[Word], rules: Sequence[Rule]) -> tuple[Word, ...]:
    """Return the words through whose middle a rule runs and which it ends with: they may be struck out.

    They are read all the same, because a scan's rule may stand a little beside its place.
    """
    found: dict[Word, None] = {}
    for rule in (rule for rule in rules if rule.is_level):
        through = [word for word in words if _runs_through(rule, word)]
        if through and min(word.x0 for word in through) - _BEYOND * through[0].size <= rule.x0:
            ends = max(word.x1 for word in through) + _BEYOND * through[0].size
            found.update(dict.fromkeys(through) if rule.x1 <= ends else {})
    return tuple(found)


def _runs_through(rule: Rule, word: Word) -> bool:
    shared = min(rule.x1, word.x1) - max(rule.x0, word.x0)
    depth = (rule.top - word.top) / max(1.0, word.size)
    return shared > _COVERED * (word.x1 - word.x0) and _MIDDLE[0] <= depth <= _MIDDLE[1]


def _on_page(words: Sequence[OcrWord], picture: Image.Image, scale: float) -> list[OcrWord]:
    """Return the words within the page, whatever the engine returns."""
    width, height = picture.width / scale, picture.height / scale
    kept: list[OcrWord] = []
    for word in words:
        box = word.box
        inside = replace(
            box, x0=max(0.0, box.x0), top=max(0.0, box.top), x1=min(width, box.x1), bottom=min(height, box.bottom)
        )
        if inside.x0 < inside.x1 and inside.top < inside.bottom and word.text.strip():
            kept.append(replace(word, box=inside))
    return kept


def _letters(words: Sequence[Word]) -> int:
    return sum(char.isalpha() for word in words for char in word.text)


def _sure_letters(words: Sequence[Word]) -> int:
    """Count letters of horizontal words of high confidence: Tesseract also reads lines that run up."""
    sure = [word for word in words if (word.confidence or 0.0) >= _SURE and len(word.text) >= 3]
    return _letters([word for word in sure if word.x1 - word.x0 > word.size or len(word.text) < 4])


def _reads_well(words: Sequence[Word]) -> bool:
    return _letters(words) >= _FEW_LETTERS and 2 * _sure_letters(words) >= _letters(words)
