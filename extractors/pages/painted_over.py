"""Tell two texts on one place apart where a filled box was drawn between them: only the later one is seen.

The picture decides: where the page looks the same without the earlier text, nobody sees that text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from extractors.pages.frame import Frame
from extractors.pages.near import Corners, Near, holds_middle, wider
from extractors.pages.picture import Picture, corners_of
from extractors.pages.words import Word

Char = dict[str, Any]
_Text = tuple[Any, str, Corners]
"""PDFium's object, its words and its place."""

_MOST_OBJECTS, _MOST_LETTERS, _MOST_BOXES = 5_000, 20_000, 50
_SHAPES = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
_SAME = 3
"""Grays by which two drawings of one page differ at most."""
_REACH = 2.0
"""Points: the place of a text is that of its ink, and the boxes of letters reach beyond it."""


def find_painted_over(
    overprinted: Sequence[Word], chars: Sequence[Char], frame: Frame, number: int, picture: Picture
) -> list[Char]:
    """Return the letters of the texts that boxes or images hide below other words.

    ``chars`` are the letters in the order in which the page draws them, ``overprinted`` the words, within ``frame``, in
    which letters stand on letters. What forms draw is not taken apart.
    """
    if len(chars) > _MOST_LETTERS:
        return []
    try:
        with closing(picture.page.pdf[number - 1]) as page:
            hidden = _hide(page, overprinted)
            if not hidden:
                return _below_boxes(page, overprinted, _Letters(chars, frame), picture)
            if _is_same(page, picture):
                letters = _Letters(chars, frame)
                return [chars[at] for text, place in hidden for at in letters.run_of(text, place)]
        with closing(picture.page.pdf[number - 1]) as page:  # on the one before, texts are invisible now
            return _below_boxes(page, overprinted, _Letters(chars, frame), picture)
    except pypdfium2.PdfiumError:
        return []


class _Letters:
    """The letters of a page, found by the places of their middles."""

    def __init__(self, chars: Sequence[Char], frame: Frame) -> None:
        self.chars = chars
        self._frame = frame
        self._middles: Near[int] = Near()
        for at, char in enumerate(chars):
            x0, top, x1, bottom = frame.corners_of(char)
            x, y = (x0 + x1) / 2, (top + bottom) / 2
            self._middles.put((x, y, x, y), at)

    def within(self, place: Corners) -> list[int]:
        """Return which letters have their middle in a place, in the order in which the page draws them."""
        near = self._middles.at(place)
        return sorted(at for at in near if holds_middle(place, self._frame.corners_of(self.chars[at])))

    def run_of(self, text: str, place: Corners, *, last: bool = False) -> list[int]:
        """Return the first letters about a place that follow one another as the text has them, or the last: a later
        text comes after an earlier one.
        """
        wanted = "".join(text.split())
        inside = [at for at in self.within(wider(place, _REACH)) if not self.chars[at]["text"].isspace()]
        written = [self.chars[at]["text"] for at in inside]
        line = "".join(written) if all(len(each) == 1 for each in written) else ""
        found = line.rfind(wanted) if last else line.find(wanted)
        return inside[found : found + len(wanted)] if wanted and found >= 0 else []


def _below_boxes(
    page: pypdfium2.PdfPage, overprinted: Sequence[Word], letters: _Letters, picture: Picture
) -> list[Char]:
    """Return the letters below boxes that cover a part of a line, where nothing is left of them without what was set
    on the boxes later.
    """
    texts: list[_Text] = []
    boxes: list[tuple[Corners, list[int]]] = []  # each with the texts that were set on it later
    for drawn, place in _shapes(page):
        if drawn.type != raw.FPDF_PAGEOBJ_TEXT:
            if len(boxes) < _MOST_BOXES and any(_meet(place, word.corners) for word in overprinted):
                boxes.append((place, []))
            continue
        met = [later for box, later in boxes if _meet(box, place)]
        for later in met:
            later.append(len(texts))
        if met:
            texts.append((drawn, drawn.extract(), place))
    if not texts:
        return []
    _make_invisible(drawn for drawn, _, _ in texts)
    shown = page.render(scale=picture.scale, grayscale=True).to_pil()
    runs = [letters.run_of(text, place, last=True) for _, text, place in texts]
    found: dict[int, Char] = {}
    for box, later in boxes:
        if not later:
            continue
        kept = {at for one in later for at in runs[one]}
        if not kept or not _is_even(shown, wider(box, -1.0), picture.scale):
            return []
        found |= {at: letters.chars[at] for at in letters.within(box) if at not in kept}
    return list(found.values())


def _is_even(shown: Image.Image, place: Corners, scale: float) -> bool:
    x0, top, x1, bottom = (round(value * scale) for value in place)
    if x0 >= x1 or top >= bottom:
        return False
    darkest, lightest = shown.crop((x0, top, x1, bottom)).getextrema()
    return float(str(lightest)) - float(str(darkest)) <= _SAME


def _hide(page: pypdfium2.PdfPage, overprinted: Sequence[Word]) -> list[tuple[str, Corners]]:
    """Make the texts invisible that a later box covers where words stand on words; return them with their places."""
    texts: list[_Text] = []
    hidden: dict[int, _Text] = {}
    for drawn, place in _shapes(page):
        if drawn.type == raw.FPDF_PAGEOBJ_TEXT:
            if any(_meet(place, word.corners) for word in overprinted):
                texts.append((drawn, drawn.extract(), place))
            continue
        hidden |= {at: text for at, text in enumerate(texts) if holds_middle(place, text[2])}
    _make_invisible(drawn for drawn, _, _ in hidden.values())
    return [(text, place) for _, text, place in hidden.values()]


def _shapes(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, Corners]]:
    """Yield texts, paths and images in the order in which a page draws them, with their places. The words of a text
    can be asked for until the next one comes.
    """
    with closing(page.get_textpage()) as textpage:
        for drawn in islice(page.get_objects(filter=_SHAPES, max_depth=1, textpage=textpage), _MOST_OBJECTS):
            yield drawn, corners_of(page, drawn.get_bounds())


def _make_invisible(texts: Iterable[Any]) -> None:
    for drawn in texts:
        raw.FPDFTextObj_SetTextRenderMode(drawn.raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _meet(one: Corners, other: Corners) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _is_same(page: pypdfium2.PdfPage, picture: Picture) -> bool:
    shown = page.render(scale=picture.scale, grayscale=True).to_pil()
    if shown.size != picture.image.size:
        return False
    _, most = ImageChops.difference(shown, picture.image).getextrema()
    return float(str(most)) <= _SAME
