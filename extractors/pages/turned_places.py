"""Map the places of a scan that was turned for reading back to the page as shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.model.evidence import Box
from extractors.model.text import DocumentText, PlacedText
from extractors.pages.turn import Turn
from extractors.pages.words import PageWords


def turn_back(text: DocumentText, pages: Sequence[PageWords]) -> DocumentText:
    """Return the text with the boxes of turned pages, and those pages' sizes, as the pages are shown."""
    turns = {page.page_number: page.turn for page in pages if page.turn is not None}
    if not turns:
        return text
    places = tuple(_placed_back(place, turns.get(place.box.page_number)) for place in text.places)
    sizes = [
        (round(turns[number].width, 2), round(turns[number].height, 2)) if number in turns else size
        for number, size in enumerate(text.page_sizes, 1)
    ]
    return replace(text, places=places, page_sizes=tuple(sizes))


def _placed_back(place: PlacedText, turn: Turn | None) -> PlacedText:
    if turn is None:
        return place
    # Words of a line that runs up the page have no left and right edge of their own.
    edges = () if turn.quarters else tuple(_edge_back(x, place.box, turn) for x in place.edges)
    return replace(place, box=turn.back(place.box), edges=edges)


def _edge_back(x: float, box: Box, turn: Turn) -> float:
    middle = (box.top + box.bottom) / 2
    return turn.back(Box(box.page_number, x, middle, x, middle)).x0
