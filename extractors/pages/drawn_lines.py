"""Read lines that a page shows and its file holds no words of: sentences pasted as a picture, letters turned to curves.

OCR reads these places alone, all of a page at once, and its words join those of the page. A place that it does not read
well stays unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from extractors.model.finding import Finding
from extractors.pages.draw import as_png
from extractors.pages.near import Corners, holds_middle, wider
from extractors.pages.ocr import Scan, mean_confidence
from extractors.pages.ocr_words import set_words
from extractors.pages.unread import MOST_PLACES
from extractors.pages.words import PageWords, Word
from extractors.tools import OcrEngine, PageImage

_AROUND = 2.0
"""Points around a place: the ink of a line ends where the place does, and an engine needs some paper."""
_SURE, _FEWEST = 0.75, 3
"""Mean confidence and letters from which on a place is read; print gives more, a signature less."""
_WIDEST_GAP, _WIDEST_END = 10.0, 7.0
"""Points: a figure between two blanks is wider than the first; the second is more than a place exceeds its ink."""
_PAPER = 255
_QUOTED = 200


def read_drawn_lines(page: PageWords, scan: Scan, engine: OcrEngine) -> tuple[PageWords, tuple[Finding, ...]]:
    """Return the page with the words of its unread places, and what was read so. Raises ``ToolFailed``.

    ``scan`` is the picture of the page as shown.
    """
    found = engine.read_words(
        PageImage(scan.file_sha256, scan.page_number, as_png(_only(page.unread, scan)), scan.scale)
    )
    known = [*page.words, *page.struck, *(each.word for each in page.unseen)]
    fresh = [word for word in set_words(found) if not any(holds_middle(other.corners, word.corners) for other in known)]
    boxes = [(each.box.x0, each.box.top, each.box.x1, each.box.bottom) for each in found]
    read: list[Word] = []
    unread: list[Corners] = []
    for place in page.unread:
        words = [word for word in fresh if word not in read and holds_middle(wider(place, _AROUND), word.corners)]
        if _letters(words) < _FEWEST or mean_confidence(words) < _SURE:
            unread.append(place)
            continue
        read += words
        if not _fill(boxes, place):
            unread.append(place)  # a sentence without its last words may say more than it does
    if not read:
        return page, ()
    if len(page.unread) >= MOST_PLACES and page.unread[-1] not in unread:
        unread.append(page.unread[-1])  # it is around many, and not each of them was looked at
    said = " ".join(word.text for word in read)[:_QUOTED]
    message = f"page {page.page_number}: lines that are drawn or pasted as a picture were read by OCR: {said}"
    return replace(page, words=(*page.words, *read), unread=tuple(unread)), (Finding("drawn_lines_read", message),)


def _fill(boxes: Sequence[Corners], place: Corners) -> bool:
    """Return whether an engine's words stand from one end of a place to the other, without a gap as wide as a figure.

    Words that are set for the layout are wider than their ink.
    """
    inside = sorted((box for box in boxes if holds_middle(wider(place, _AROUND), box)), key=lambda box: box[0])
    end = inside[0][2] if inside else place[0]
    for x0, _, x1, _ in inside[1:]:
        if x0 - end > _WIDEST_GAP:
            return False
        end = max(end, x1)
    return bool(inside) and inside[0][0] - place[0] <= _WIDEST_END and place[2] - end <= _WIDEST_END


def _only(places: Sequence[Corners], scan: Scan) -> Image.Image:
    """Return the picture with paper everywhere but at the places."""
    sheet = Image.new("L", scan.picture.size, _PAPER)
    for place in places:
        x0, top, x1, bottom = (round(value * scan.scale) for value in wider(place, _AROUND))
        box = (max(0, x0), max(0, top), min(sheet.width, x1), min(sheet.height, bottom))
        if box[0] < box[2] and box[1] < box[3]:
            sheet.paste(scan.picture.crop(box), box[:2])
    return sheet


def _letters(words: Sequence[Word]) -> int:
    return sum(char.isalnum() for word in words for char in word.text)
