"""Find ink like lines of text of which the file holds no words: letters drawn as outlines, values of forms, sentences
pasted as a picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image, ImageChops, ImageDraw

from extractors.pages.frame import Frame
from extractors.pages.near import Corners, holds_middle, wider
from extractors.pages.picture import Picture
from extractors.pages.second_reading import is_operative
from extractors.pages.small_ink import find_small_ink
from extractors.pages.words import PageWords, Word

_DARK = 140
_CELL = 4.0
"""Points: letters of a line stand nearer, lines of a text further apart."""
_LONGEST_MARK, _HIGHEST_LINE = 28.0, 30.0
_SHORTEST_PICTURED, _HIGHEST_PICTURED, _LONG = 80.0, 24.0, 5.0
"""Points, and widths by heights: lines of print in an image are long; a signature is not, nor those of an emblem."""
_APART = 3.0
"""Heights of a line: what stands no further beside it belongs to it."""
_SCANNED = 0.5
_LETTERHEAD = 110.0
MOST_PLACES = 20
_MARGIN = 2.0
"""Points around what is known that its ink may reach."""


def find_unread(
    page: PageWords, across: Sequence[dict[str, Any]], objects: Any, frame: Frame, picture: Picture
) -> tuple[Corners, ...]:
    """Return the places of unread lines, from top to bottom; the last of many is around all that follow.

    ``across``: letters that were read and left the lines.
    What a rule or a shaded box shows is no line, and neither are a letterhead's emblem and small marks. An image is
    looked into for long lines of print, unless the images are a scan of the page; a signature is shorter or higher.
    """
    ink = _without_read(page, across, objects, frame, picture)
    if ink.getbbox() is None:
        return ()
    rest = ink.point([255 if depth > 255 - _DARK else 0 for depth in range(256)])
    step = max(1, round(_CELL * picture.scale))
    small = rest.reduce(step) if min(rest.size) >= step else rest
    cells = {
        (at % small.width, at // small.width) for at, value in enumerate(small.tobytes()) if value > 255 // (4 * step)
    }
    places = [_as_points(group, step / picture.scale) for group in groups_of_cells(cells)]
    pictured = _corners_of(objects.images, frame)
    lines = [place for place in places if _is_line(place, page.page_number, pictured)]
    lines = [_with_rest(line, places) for line in lines]
    if is_operative(page.words):
        lines += find_small_ink(
            [place for place in places if not _is_within_any(place, lines)], page.words, rest, picture.scale
        )
    return tuple(_joined_after(sorted(dict.fromkeys(lines), key=lambda place: (place[1], place[0]))))


def _is_within_any(place: Corners, lines: Sequence[Corners]) -> bool:
    return any(holds_middle(line, place) for line in lines)


def _with_rest(line: Corners, places: Sequence[Corners]) -> Corners:
    """Return a line with what stands on it apart: a figure between wide blanks is no line of its own."""
    x0, top, x1, bottom = line
    reach = _APART * (bottom - top)
    level = [
        place
        for place in places
        if top <= (place[1] + place[3]) / 2 <= bottom and place[3] - place[1] <= bottom - top + 4
    ]
    for place in sorted(level):
        if place[0] <= x1 + reach and place[2] > x1:
            x1 = place[2]
    for place in sorted(level, key=lambda place: -place[2]):
        if place[2] >= x0 - reach and place[0] < x0:
            x0 = place[0]
    return x0, top, x1, bottom


def _joined_after(places: Sequence[Corners]) -> list[Corners]:
    """Return the first places, and one around all the rest, so that whatever stands there is doubted as well."""
    if len(places) <= MOST_PLACES:
        return list(places)
    x0s, tops, x1s, bottoms = zip(*places[MOST_PLACES - 1 :], strict=True)
    return [*places[: MOST_PLACES - 1], (min(x0s), min(tops), max(x1s), max(bottoms))]


def _without_read(
    page: PageWords, across: Sequence[dict[str, Any]], objects: Any, frame: Frame, picture: Picture
) -> Image.Image:
    """Return the page with its ink light on black, without all that is known: black all over for a plain page.

    Inverting costs a tenth of parting dark from light, which only a page with something left needs.
    """
    ink = ImageChops.invert(picture.image)
    pen = ImageDraw.Draw(ink)
    scale = picture.scale
    for x0, top, x1, bottom in _known(page, across, objects, frame):
        pen.rectangle((x0 * scale, top * scale, x1 * scale, bottom * scale), fill=0)
    return ink


def _known(page: PageWords, across: Sequence[dict[str, Any]], objects: Any, frame: Frame) -> list[Corners]:
    words: list[Word] = [*page.words, *page.struck, *(each.word for each in page.unseen)]
    known = [
        (x0 - _MARGIN, top - 0.3 * (bottom - top), x1 + _MARGIN, bottom + 0.3 * (bottom - top))
        for x0, top, x1, bottom in _joined(words)
    ]
    known += [(rule.x0 - 3, rule.top - 3, rule.x1 + 3, rule.bottom + 3) for rule in page.rules]
    scanned = objects.images if are_scan(objects.images, frame) else ()
    known += _corners_of((*scanned, *objects.rects, *across), frame)
    return known


def _corners_of(drawn: Sequence[dict[str, Any]], frame: Frame) -> list[Corners]:
    """Return where things are drawn, with the margin that their ink may reach."""
    return [wider(frame.corners_of(each), _MARGIN) for each in drawn]


def are_scan(images: Sequence[dict[str, Any]], frame: Frame) -> bool:
    """Return whether images, whole or in strips, cover so much of a page that they are the page itself."""
    area = sum((each["x1"] - each["x0"]) * (each["bottom"] - each["top"]) for each in images)
    return bool(area > _SCANNED * frame.width * frame.height)


def _joined(words: Sequence[Word]) -> Iterator[Corners]:
    """Yield the places of words, those of one height together where what is blotted out around each meets."""
    place: Corners | None = None
    for word in words:
        if place and place[1] == word.top and place[3] == word.bottom and place[2] <= word.x0 <= place[2] + 2 * _MARGIN:
            place = place[0], word.top, word.x1, word.bottom
            continue
        if place:
            yield place
        place = word.corners
    if place:
        yield place


def groups_of_cells(cells: set[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return cells that touch, two columns apart at most, as groups."""
    groups: list[list[tuple[int, int]]] = []
    while cells:
        open_cells = [cells.pop()]
        group = []
        while open_cells:
            x, y = open_cells.pop()
            group.append((x, y))
            for near in ((x + dx, y + dy) for dx in (-2, -1, 0, 1, 2) for dy in (-1, 0, 1)):
                if near in cells:
                    cells.remove(near)
                    open_cells.append(near)
        groups.append(group)
    return groups


def _as_points(group: Sequence[tuple[int, int]], step: float) -> Corners:
    xs, ys = [x for x, _ in group], [y for _, y in group]
    return (
        round(min(xs) * step, 1),
        round(min(ys) * step, 1),
        round((max(xs) + 1) * step, 1),
        round((max(ys) + 1) * step, 1),
    )


def _is_line(place: Corners, page_number: int, pictured: Sequence[Corners]) -> bool:
    x0, top, x1, bottom = place
    if page_number == 1 and top < _LETTERHEAD:
        return False
    width, height = x1 - x0, bottom - top
    if any(holds_middle(image, place) for image in pictured):
        return width > _SHORTEST_PICTURED and height < _HIGHEST_PICTURED and width > _LONG * height
    return width > _LONGEST_MARK and height < _HIGHEST_LINE and width > 1.5 * height
