"""Find what annotations do to the words of a page (ISO 32000-1, 12.5.6): strike out, mark for removal, cover, replace.

A StrikeOut counts as a line through the words, because every viewer draws one. A Redact annotation that was never
applied leaves its words in the file and in sight; they count as removed all the same: somebody decided that they must
not be published, and what is held back too much can be given out later. Whether another annotation hides words is for
the picture of the page to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.pages.near import Near
from extractors.pages.pdf_values import dictionary_of, list_of, name_of, numbers_of, text_of

Point = tuple[float, float]
Area = tuple[float, float, float, float]
"""Two opposite corners, the lesser coordinates first."""

_HIDDEN, _NO_VIEW = 2, 32
"""Flags (12.5.3): no viewer shows such an annotation on a screen."""
_COVER_NOTHING = frozenset({"Widget", "FreeText", "Link", "Popup", "Text", "StrikeOut", "Underline", "Squiggly"})
"""Form values and typed text become contents of the page before it is read; the others leave the words in sight."""
_LINES_NEAR = 2.5
"""Heights of struck words: text typed no further away may stand for them."""


@dataclass(frozen=True, slots=True)
class Strike:
    """Places, as a rule one a line, whose words are struck out. ``note`` is the comment on them, "" for none."""

    areas: tuple[Area, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the annotations of one page mark: in user space as found, in points of the page as shown once placed.

    ``withheld`` are places marked for removal, ``replaced`` those beside which other or more words are given,
    ``covers`` those on which something is drawn. ``paths`` are the lines drawn by hand, corner by corner.
    """

    struck: tuple[Strike, ...] = ()
    withheld: tuple[Area, ...] = ()
    replaced: tuple[Area, ...] = ()
    covers: tuple[Area, ...] = ()
    paths: tuple[tuple[Point, ...], ...] = ()

    @property
    def struck_areas(self) -> tuple[Area, ...]:
        """Return the places of all strikes."""
        return tuple(area for each in self.struck for area in each.areas)

    def placed(self, place: Callable[[float, float], Point]) -> Marks:
        """Return the marks after ``place`` has moved every point; a turn by quarters keeps areas level."""

        def moved(area: Area) -> Area:
            (x0, y0), (x1, y1) = place(*area[:2]), place(*area[2:])
            return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

        return Marks(
            struck=tuple(replace(each, areas=tuple(map(moved, each.areas))) for each in self.struck),
            withheld=tuple(map(moved, self.withheld)),
            replaced=tuple(map(moved, self.replaced)),
            covers=tuple(map(moved, self.covers)),
            paths=tuple(tuple(place(*point) for point in path) for path in self.paths),
        )


NO_MARKS = Marks()


def find_marks(annotations: Sequence[Mapping[str, Any]]) -> Marks:
    """Return what the annotations of a page mark, in user space; those without a place mark nothing."""
    struck: list[Strike] = []
    withheld: list[Area] = []
    replaced: list[Area] = []
    covers: list[Area] = []
    typed: list[Area] = []
    paths: list[tuple[Point, ...]] = []
    for each in annotations:
        kind = name_of(each.get("Subtype"))
        if kind == "Redact":
            withheld += _areas(each)
        if _is_hidden(each):
            continue
        if kind == "StrikeOut":
            struck.append(Strike(tuple(_areas(each)), _note(each)))
        elif kind == "FreeText":
            typed += _rectangle(each)
        elif kind == "Caret" and _note(each):
            replaced += _rectangle(each)
        if kind not in _COVER_NOTHING:
            covers += _rectangle(each)
        paths += _paths(kind, each)
    replaced += _with_typed(struck, typed)
    return Marks(tuple(struck), tuple(withheld), tuple(replaced), tuple(covers), tuple(paths))


def _is_hidden(annotation: Mapping[str, Any]) -> bool:
    flags = next(iter(numbers_of([annotation.get("F", 0)])), 0.0)
    return bool(int(flags) & (_HIDDEN | _NO_VIEW))


def _note(annotation: Mapping[str, Any]) -> str:
    """Return the comment on an annotation, or on the one that it belongs to: a Caret holds the words to insert."""
    own = text_of(annotation.get("Contents")) or text_of(dictionary_of(annotation.get("IRT")).get("Contents"))
    return " ".join(own.split())


def _areas(annotation: Mapping[str, Any]) -> list[Area]:
    """Return the places of the words that are marked: one for each quadrilateral, else the annotation's rectangle."""
    numbers = numbers_of(annotation.get("QuadPoints"))
    quads = (numbers[at : at + 8] for at in range(0, len(numbers) - 7, 8))
    return [_around(list(zip(quad[::2], quad[1::2], strict=True))) for quad in quads] or _rectangle(annotation)


def _rectangle(annotation: Mapping[str, Any]) -> list[Area]:
    numbers = numbers_of(annotation.get("Rect"))
    return [_around([(numbers[0], numbers[1]), (numbers[2], numbers[3])])] if len(numbers) == 4 else []


def _around(points: Sequence[Point]) -> Area:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _paths(kind: str, annotation: Mapping[str, Any]) -> Iterator[tuple[Point, ...]]:
    if kind == "Ink":
        drawn = [numbers_of(each) for each in list_of(annotation.get("InkList"))]
    else:
        key = {"Line": "L", "PolyLine": "Vertices", "Polygon": "Vertices"}.get(kind, "")
        drawn = [numbers_of(annotation.get(key))]
    for numbers in drawn:
        points = tuple(zip(numbers[::2], numbers[1::2], strict=False))
        if len(points) > 1:
            yield points


def _with_typed(struck: Sequence[Strike], typed: Sequence[Area]) -> Iterator[Area]:
    """Yield the places of struck words near which text was typed onto the page."""
    if not struck or not typed:
        return
    places: Near[Area] = Near()
    for area in typed:
        places.put((0.0, area[1], 0.0, area[3]), area)
    for x0, lower, x1, upper in (area for each in struck for area in each.areas):
        reach = _LINES_NEAR * (upper - lower)
        near = places.at((0.0, lower - reach, 0.0, upper + reach))
        if any(low <= upper + reach and lower - reach <= high for _, low, _, high in near):
            yield x0, lower, x1, upper
