"""Find the letters of a page that a person does not see: covered, in the colour of their ground, clipped, invisible.

The picture of the page is the judge. Where a word's own band of the picture shows no change of gray, its letters are
looked at one by one, at the places where PDFium itself puts their ink, because the boxes of odd fonts are displaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from extractors.pages.brightness import brightness_of
from extractors.pages.frame import Frame
from extractors.pages.near import Corners, Near
from extractors.pages.picture import Picture
from extractors.pages.words import Why, Word

Char = dict[str, Any]

_PALE = 20
"""Grays: letters less far from their ground than this are not seen."""
_BAND = (0.32, 0.74)
"""Of a word's height from the top: where small letters have ink and what stands above and below has none."""
_UPPER_BAND, _UPPER = (0.32, 0.6), 0.7
"""The same below a cover, and of a letter's ink: who sees only its foot cannot read it."""
_SAME_GRAY = 2 * _PALE
_DARK = 110
_LIKE_GROUND = 0.12
_PICTURED = 0.5
_SAME_COLUMNS, _FEWEST_COLUMNS = 2, 2
_THICK = 3.0
_TINY, _TINY_SHARE = 2.5, 0.003
"""Points, and of the height of the page: nobody reads smaller words, unless all of a page is set on another scale."""
_FEWEST_TINY = 4
_MANY = 200
"""Covers: beyond so many each word counts as covered, so that no page takes time by words times covers."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A letter that is not seen, and why."""

    char: Char
    why: Why


def find_hidden(
    page: Any,
    words: Sequence[Word],
    chars: Sequence[Char],
    frame: Frame,
    picture: Picture | None,
    annotated: Sequence[Corners] = (),
) -> list[Hidden]:
    """Return the letters of ``chars`` that are not seen. ``words`` are what they were gathered to, within ``frame``.

    ``annotated`` are the places, within ``frame`` too, on which annotations draw: the picture shows them, the contents
    of the page do not hold them. Without a picture only letters beside the page and tiny ones are found. On a scan the
    ink is that of the image, and the words of its text layer may stand beside it; there only a dark cover counts.
    """
    hidden = []
    if any(_reaches_out(word, frame) for word in words):
        hidden = [Hidden(char, "outside") for char in chars if _is_outside(char, frame)]
    least = min(_TINY, _TINY_SHARE * frame.height)
    if any(word.size < least for word in words):
        hidden += _tiny(chars, least, {id(each.char) for each in hidden})
    if picture is None:
        return hidden
    covers = [*_covers(page, frame), *annotated]
    doubted = [word for word in words if _is_doubted(word, picture, has_covers=_is_covered(word, covers))]
    if not doubted:
        return hidden
    is_scan = is_pictured(page, frame)
    fills = _fills(page, annotated, frame)
    gone = {id(each.char) for each in hidden}
    for char in _letters_of(doubted, chars, frame):
        if id(char) in gone or not (char["text"].isalnum()):
            continue
        gray = _even_gray(char, frame, picture)
        if gray is not None and (gray < _DARK or not is_scan):
            hidden.append(Hidden(char, _why(fills, char, gray)))
    return [*hidden, *_signs_beside(hidden, chars, frame, picture)] if hidden else []


def _tiny(chars: Sequence[Char], least: float, known: Set[int]) -> list[Hidden]:
    """Return the letters smaller than ``least``; none where they spell nothing or fill the page."""
    small = [char for char in chars if char["size"] < least and id(char) not in known]
    letters = sum(char["text"].isalpha() for char in small)
    is_hiding = letters >= _FEWEST_TINY and 2 * len(small) < len(chars)
    return [Hidden(char, "tiny") for char in small] if is_hiding else []


def _reaches_out(word: Word, frame: Frame) -> bool:
    return word.x0 < 0 or word.top < 0 or word.x1 > frame.width or word.bottom > frame.height


def _is_box(rect: Char) -> bool:
    """Return whether a rectangle is more than a rule."""
    return bool(rect["x1"] - rect["x0"] > _THICK and rect["bottom"] - rect["top"] > _THICK)


def _is_outside(char: Char, frame: Frame) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2 - frame.left, (char["top"] + char["bottom"]) / 2 - frame.top
    return not (0 <= x <= frame.width and 0 <= y <= frame.height)


def _covers(page: Any, frame: Frame) -> list[Corners]:
    """Return what is drawn on a page and may cover words: images, curves and boxes, within ``frame``."""
    drawn = (*page.images, *page.curves, *(rect for rect in page.rects if _is_box(rect)))
    return [frame.corners_of(each) for each in drawn]


def _is_covered(word: Word, covers: Sequence[Corners]) -> bool:
    """Return whether something is drawn where the word stands, over it or below it."""
    if not covers or len(covers) > _MANY:
        return bool(covers)
    return any(
        x0 < word.x1 and word.x0 < x1 and top < word.bottom and word.top < bottom for x0, top, x1, bottom in covers
    )


def _is_doubted(word: Word, picture: Picture, *, has_covers: bool) -> bool:
    """Return whether a word may be unseen; where something may cover a part of it, a few letters in a row of it."""
    height = word.bottom - word.top
    start, end = _UPPER_BAND if has_covers else _BAND
    band = (word.x0, word.top + start * height, word.x1, word.top + end * height)
    if not has_covers and picture.has_ink_within(band, _PALE):
        return False
    darkest, lightest = picture.extremes(band)
    if lightest - darkest < _PALE:
        return any(char.isalnum() for char in word.text)
    if not has_covers:
        return False
    count = len(word.text)
    if count < _FEWEST_COLUMNS:
        return word.text.isalnum() and _if_even(picture, _inner(band)) is not None  # a cover may end with the letter
    single = [at for at, char in enumerate(word.text) if char.isalnum()]
    if len(single) < _SAME_COLUMNS:  # "5.": a cover may end before the stop
        return any(_if_even(picture, _inner(_column(band, at, count))) is not None for at in single)
    grays = picture.columns(band, count)
    even = [gray >= lightest - 2 or gray <= darkest + 2 for gray in grays]
    return any(all(even[at : at + _SAME_COLUMNS]) for at in range(max(1, count - _SAME_COLUMNS + 1)))


def _column(band: Corners, at: int, count: int) -> Corners:
    x0, top, x1, bottom = band
    width = (x1 - x0) / count
    return x0 + at * width, top, x0 + (at + 1) * width, bottom


def _letters_of(words: Iterable[Word], chars: Sequence[Char], frame: Frame) -> list[Char]:
    """Return the letters whose middle lies within one of the words."""
    places: Near[Corners] = Near()
    for word in words:
        place = word.x0 + frame.left, word.top + frame.top, word.x1 + frame.left, word.bottom + frame.top
        places.put(place, place)
    found = []
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in places.at((x, y, x, y))):
            found.append(char)
    return found


def _even_gray(char: Char, frame: Frame, picture: Picture) -> int | None:
    """Return the one gray at a letter's place; ``None`` where the letter is seen."""
    x0, x1 = char["x0"] - frame.left, char["x1"] - frame.left
    top, bottom = char["top"] - frame.top, char["bottom"] - frame.top
    height = bottom - top
    whole, upper = (_inner((x0, top + start * height, x1, top + end * height)) for start, end in (_BAND, _UPPER_BAND))
    gray = _if_even(picture, whole)
    if gray is None:
        gray = _if_even(picture, upper)
        if gray is None or gray >= _DARK:
            return None
    share = _UPPER if gray < _DARK else 1.0
    inked = _inked(char["text"], (x0, top, x1, bottom), picture)
    upper_parts = ((x0, top, x1, top + share * (bottom - top)) for x0, top, x1, bottom in inked)
    grays = [_if_even(picture, _inner(place)) for place in upper_parts]
    # Where PDFium has no such letter near, the box is displaced and proves nothing; the inside of a stem is even too.
    is_ground = all(each is not None and abs(each - gray) < _SAME_GRAY for each in grays)
    return gray if grays and is_ground else None


def _inner(band: Corners) -> Corners:
    """Return a band without its ends, which the ink of neighbours and the edge of a cover may touch."""
    x0, top, x1, bottom = band
    inner = 0.15 * (x1 - x0)
    return x0 + inner, top, x1 - inner, bottom


def _if_even(picture: Picture, corners: Corners) -> int | None:
    darkest, lightest = picture.extremes(corners)
    return (darkest + lightest) // 2 if lightest - darkest < _PALE else None


def _inked(text: str, box: Corners, picture: Picture) -> Iterable[Corners]:
    """Return the places of PDFium's letters that may be this one."""
    x0, top, x1, bottom = box
    reach = 0.6 * (bottom - top)
    return picture.glyphs_near(text, (x0 - 1, top - reach, x1 + 1, bottom + reach))


def _fills(page: Any, annotated: Sequence[Corners], frame: Frame) -> Near[Corners]:
    """Return what is drawn on a page and filled, as it may cover letters."""
    fills: Near[Corners] = Near()
    for x0, top, x1, bottom in annotated:
        place = x0 + frame.left, top + frame.top, x1 + frame.left, bottom + frame.top
        fills.put(place, place)
    for each in (*page.rects, *page.images, *page.curves):
        if each["object_type"] == "image" or each.get("fill"):
            place = each["x0"], each["top"], each["x1"], each["bottom"]
            fills.put(place, place)
    return fills


def _why(fills: Near[Corners], char: Char, gray: int) -> Why:
    if gray < _DARK:
        return "covered"
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    brightness = brightness_of(char["non_stroking_color"])
    if brightness is not None and abs(brightness - gray / 255) < _LIKE_GROUND:
        return "colour"
    is_covered = any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in fills.at((x, y, x, y)))
    return "covered" if is_covered else "not drawn"


def is_pictured(page: Any, frame: Frame) -> bool:
    """Return whether one image covers most of a page, as a scan does."""
    areas = [(each["x1"] - each["x0"]) * (each["bottom"] - each["top"]) for each in page.images]
    return bool(max(areas, default=0.0) > _PICTURED * max(1.0, frame.width * frame.height))


def _signs_beside(hidden: Sequence[Hidden], chars: Sequence[Char], frame: Frame, picture: Picture) -> Iterable[Hidden]:
    """Yield the full stops, brackets and blanks beside unseen letters that are unseen too."""
    why = {id(each.char): each.why for each in hidden}
    for order in (chars, list(reversed(chars))):
        before: Why | None = None
        for char in order:
            known = why.get(id(char))
            if known is None and before is not None and not char["text"].isalnum() and _is_even(char, frame, picture):
                known = why[id(char)] = before
                yield Hidden(char, before)
            before = known


def _is_even(sign: Char, frame: Frame, picture: Picture) -> bool:
    return all(_if_even(picture, place) is not None for place in _inked(sign["text"], frame.corners_of(sign), picture))
