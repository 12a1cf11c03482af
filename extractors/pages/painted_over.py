"""Tell two texts on one place apart where a filled box was drawn between them: only the later one is seen.

The picture decides: where the page looks the same without the earlier text, nobody sees that text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

import pypdfium2
from PIL import ImageChops
from pypdfium2 import raw

from extractors.pages.frame import Frame
from extractors.pages.near import Corners, holds_middle, wider
from extractors.pages.picture import Picture, corners_of
from extractors.pages.words import Word

Char = dict[str, Any]

_MOST_OBJECTS, _MOST_LETTERS = 5_000, 20_000
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
            if not hidden or not _is_same(page, picture):
                return []
    except pypdfium2.PdfiumError:
        return []
    places = [(text, wider(place, 2.0)) for text, place in hidden]
    return [char for text, place in places for char in _run_of(text, place, chars, frame)]


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


def _run_of(text: str, place: Corners, chars: Sequence[Char], frame: Frame) -> Iterator[Char]:
    """Yield the first letters within a place that follow one another as the text has them; a later text comes after."""
    wanted = "".join(text.split())
    inside = [char for char in chars if not char["text"].isspace() and holds_middle(place, frame.corners_of(char))]
    written = [char["text"] for char in inside]
    at = "".join(written).find(wanted) if all(len(each) == 1 for each in written) else -1
    if wanted and at >= 0:
        yield from inside[at : at + len(wanted)]
