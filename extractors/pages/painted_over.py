"""Tell two texts on one place apart where a filled box was drawn between them: only the later one is seen.

The picture decides: where the page looks the same without the earlier text, nobody sees that text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from extractors.pages.frame import Frame
from extractors.pages.near import Corners, holds_middle, wider
from extractors.pages.picture import Picture, corners_of
from extractors.pages.words import Word

Char = dict[str, Any]

_MOST_OBJECTS, _MOST_LETTERS, _MOST_BOXES = 5_000, 20_000, 50
_SHAPES = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
_SAME = 3
"""Grays by which two drawings of one page differ at most."""


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
            if hidden and _is_same(page, picture):
                places = [(text, wider(place, 2.0)) for text, place in hidden]
                return [char for text, place in places for char in _run_of(text, place, chars, frame)]
        with closing(picture.page.pdf[number - 1]) as page:
            return _below_boxes(page, overprinted, chars, frame, picture)
    except pypdfium2.PdfiumError:
        return []


def _below_boxes(
    page: pypdfium2.PdfPage, overprinted: Sequence[Word], chars: Sequence[Char], frame: Frame, picture: Picture
) -> list[Char]:
    """Return the letters below boxes that cover a part of a line, where nothing is left of them without what was set
    on the boxes later.
    """
    boxes: list[tuple[Corners, list[tuple[Any, str, Corners]]]] = []
    with closing(page.get_textpage()) as textpage:
        for drawn in islice(page.get_objects(filter=_SHAPES, max_depth=1, textpage=textpage), _MOST_OBJECTS):
            place = corners_of(page, drawn.get_bounds())
            if drawn.type != raw.FPDF_PAGEOBJ_TEXT:
                if len(boxes) < _MOST_BOXES and any(_meet(place, word.corners) for word in overprinted):
                    boxes.append((place, []))
                continue
            for box, later in boxes:
                if _meet(box, place):
                    later.append((drawn, drawn.extract(), place))
    boxes = [(box, later) for box, later in boxes if later]
    for _, later in boxes:
        for drawn, _, _ in later:
            raw.FPDFTextObj_SetTextRenderMode(drawn.raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    if not boxes:
        return []
    shown = page.render(scale=picture.scale, grayscale=True).to_pil()
    found: dict[int, Char] = {}
    for box, later in boxes:
        if not _is_even(shown, wider(box, -1.0), picture.scale):
            return []
        kept = {
            id(char) for _, text, place in later for char in _run_of(text, wider(place, 2.0), chars, frame, last=True)
        }
        if not kept:
            return []
        found |= {
            id(char): char for char in chars if id(char) not in kept and holds_middle(box, frame.corners_of(char))
        }
    return list(found.values())


def _is_even(shown: Image.Image, place: Corners, scale: float) -> bool:
    x0, top, x1, bottom = (round(value * scale) for value in place)
    if x0 >= x1 or top >= bottom:
        return False
    darkest, lightest = shown.crop((x0, top, x1, bottom)).getextrema()
    return float(str(lightest)) - float(str(darkest)) <= _SAME


def _hide(page: pypdfium2.PdfPage, overprinted: Sequence[Word]) -> list[tuple[str, Corners]]:
    """Make the texts invisible that a later box covers where words stand on words; return them with their places."""
    texts: list[tuple[Any, str, Corners]] = []
    hidden: dict[int, tuple[str, Corners]] = {}
    with closing(page.get_textpage()) as textpage:
        for drawn in islice(page.get_objects(filter=_SHAPES, max_depth=1, textpage=textpage), _MOST_OBJECTS):
            place = corners_of(page, drawn.get_bounds())
            if drawn.type == raw.FPDF_PAGEOBJ_TEXT:
                if any(_meet(place, word.corners) for word in overprinted):
                    texts.append((drawn, drawn.extract(), place))
                continue
            hidden |= {at: (text, own) for at, (_, text, own) in enumerate(texts) if holds_middle(place, own)}
    for at in hidden:
        raw.FPDFTextObj_SetTextRenderMode(texts[at][0].raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    return list(hidden.values())


def _meet(one: Corners, other: Corners) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _is_same(page: pypdfium2.PdfPage, picture: Picture) -> bool:
    shown = page.render(scale=picture.scale, grayscale=True).to_pil()
    if shown.size != picture.image.size:
        return False
    _, most = ImageChops.difference(shown, picture.image).getextrema()
    return float(str(most)) <= _SAME


def _run_of(text: str, place: Corners, chars: Sequence[Char], frame: Frame, *, last: bool = False) -> Iterator[Char]:
    """Yield the first letters within a place that follow one another as the text has them, or the last: a later text
    comes after an earlier one.
    """
    wanted = "".join(text.split())
    inside = [char for char in chars if not char["text"].isspace() and holds_middle(place, frame.corners_of(char))]
    written = [char["text"] for char in inside]
    line = "".join(written) if all(len(each) == 1 for each in written) else ""
    at = line.rfind(wanted) if last else line.find(wanted)
    if wanted and at >= 0:
        yield from inside[at : at + len(wanted)]
