"""Adjust an engine's words to printed type: one height for a line, one edge for a column.

The layout expects boxes as high as the font, on the baseline. An engine's box fits the ink: "on" is half as high as
"käskkirja" and begins a little lower.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractors.pages.sheet import clean_text
from extractors.pages.words import Rule, Word
from extractors.tools import OcrWord

_ASCENT, _X_HEIGHT, _DESCENT = 0.69, 0.47, 0.21
"""Of the font size: how far ink reaches above and below the baseline in the text fonts of offices."""
_ABOVE, _BELOW = 0.88, 0.22
_TALL = re.compile(r"[A-ZÕÄÖÜŠŽÀ-ÖØ-Þ0-9bdfhkltõäöüšžij§?!()\[\]{}|/\"„“”'№&%А-ЯЁбвф]")
_LOW = re.compile(r"[gjpqy(),;\[\]{}|„QÇçрфуцщд]")
_WORN_NUMBER = re.compile(r"\d{1,2}[.,:]\d{1,2}[,:;]|\d{1,2}[,:]\d{1,2}\.")
"""Not "2,5" or "12:30", which may be correct."""
_BLANK = 0.2
_WIDE = 0.8
_SAME_EDGE = 1.6
_WIDEST_EDGE = 4.0
_NOISE = 0.5


def set_words(found: Iterable[OcrWord], rules: Sequence[Rule] = ()) -> tuple[Word, ...]:
    """Return words for the layout, without specks taken for punctuation and without the ink of rules."""
    words = [Word(clean_text(w.text), w.box.x0, w.box.top, w.box.x1, w.box.bottom, w.confidence) for w in found]
    sizes = [_font_size(word) for word in words if _has_letters(word)]
    if not sizes:
        return ()
    usual = median(sizes)
    kept = [word for word in words if word.text and not _is_noise(word, usual)]
    lettered = [_as_set(word, usual) for word in kept if _has_letters(word)]
    marks = [_beside_letters(word, lettered, usual) for word in kept if not _has_letters(word)]
    return tuple(_numbered(_on_one_edge(_with_blanks([*lettered, *marks]))))


def ink_of(text: str, top: float, bottom: float) -> tuple[float, float]:
    """Return the upper and lower edge of a word's ink in a line from ``top`` to ``bottom``.

    For engines that give boxes only for lines.
    """
    size = (bottom - top) / (_ASCENT + _DESCENT)
    baseline = top + _ASCENT * size
    return baseline - _top_of(text) * size, baseline + _bottom_of(text) * size


def _has_letters(word: Word) -> bool:
    return any(char.isalnum() for char in word.text)


def _font_size(word: Word) -> float:
    return (word.bottom - word.top) / (_top_of(word.text) + _bottom_of(word.text))


def _top_of(text: str) -> float:
    return _ASCENT if _TALL.search(text) else _X_HEIGHT


def _bottom_of(text: str) -> float:
    return _DESCENT if _LOW.search(text) else 0.0


def _is_noise(word: Word, usual: float) -> bool:
    """Return whether a word is specks, or letters as high as three lines: a seal, a signature or the paper's edge."""
    is_unsure = (word.confidence or 0.0) < _NOISE
    if not _has_letters(word):
        return is_unsure or set(word.text) <= set("|_¦~`'.,:;\\")
    is_huge = word.bottom - word.top > 3.0 * usual and len(word.text) <= 2
    return is_unsure and is_huge


def _as_set(word: Word, usual: float) -> Word:
    """Return the word at the height of its font, at the page's usual text size where it fits."""
    size = _font_size(word)
    baseline = word.bottom - _bottom_of(word.text) * size
    if 0.7 * usual < size < 1.35 * usual:
        size = usual
        baseline = word.bottom - _bottom_of(word.text) * usual
    return replace(word, top=baseline - _ABOVE * size, bottom=baseline + _BELOW * size)


def _beside_letters(word: Word, lettered: Sequence[Word], usual: float) -> Word:
    """Return a dash or bullet at the height of the nearest word of its line; its own box says nothing of the line."""
    middle = (word.top + word.bottom) / 2
    level = [other for other in lettered if other.top <= middle <= other.bottom]
    if not level:
        return replace(word, top=middle - usual / 2, bottom=middle + usual / 2)
    nearest = min(level, key=lambda other: max(other.x0 - word.x1, word.x0 - other.x1))
    return replace(word, top=nearest.top, bottom=nearest.bottom)


def _with_blanks(words: Sequence[Word]) -> list[Word]:
    """Keep a space between words that the engine separated; the layout would not see it in a narrow gap."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom) / 2):
        home = next((line for line in reversed(lines[-6:]) if _is_level(line[-1], word)), None)
        if home is None:
            lines.append([word])
        else:
            home.append(word)
    spaced: list[Word] = []
    for line in lines:
        line.sort(key=lambda w: w.x0)
        for word, after in pairwise(line):
            end = min(word.x1, after.x0 - _BLANK * max(word.size, after.size))
            spaced.append(replace(word, x1=max(end, word.x0 + 0.1)))
        spaced.append(line[-1])
    return spaced


def _is_level(one: Word, other: Word) -> bool:
    return abs((one.top + one.bottom) - (other.top + other.bottom)) < 0.8 * min(one.size, other.size)


def _on_one_edge(words: Sequence[Word]) -> list[Word]:
    """Move words that begin a line or column to the edge that they share within a point or two.

    Ink begins where its letter does, "V" before "K", and a scan's lines are never quite straight.
    """
    first = [word for word in words if _begins(word, words)]
    edges: dict[int, float] = {}
    group: list[Word] = []
    for word in [*sorted(first, key=lambda w: w.x0), None]:
        if group and (word is None or word.x0 - group[-1].x0 > _SAME_EDGE or word.x0 - group[0].x0 > _WIDEST_EDGE):
            edge = median(each.x0 for each in group)
            edges.update((id(each), edge) for each in group)
            group = []
        if word is not None:
            group.append(word)
    return [replace(word, x0=min(edges.get(id(word), word.x0), word.x1 - 0.05)) for word in words]


def _numbered(words: Sequence[Word]) -> list[Word]:
    """Return the words with row numbers in their usual form: a worn full stop looks like a comma.

    A changed number is no longer certain and is listed among the doubted words.
    """
    return [
        replace(word, text=re.sub(r"[,:;]", ".", word.text), confidence=min(word.confidence or 0.0, _NOISE))
        if _WORN_NUMBER.fullmatch(word.text) and _begins(word, words)
        else word
        for word in words
    ]


def _begins(word: Word, words: Sequence[Word]) -> bool:
    return not any(
        word.x0 - other.x0 > 0 and word.x0 - other.x1 < _WIDE * word.size and _is_level(word, other) for other in words
    )
