"""Close up a day whose figures are set far apart, and the number beside it: "1 3 . 1 2 . 2 0 2 4   nr 7 2"."""

from __future__ import annotations

import re

_FIGURES = r"(?:\d ){1,2}"
# Lone figures are anything elsewhere ("lisad 2 3"); those of a day cannot be, nor those of the number set beside it
_DAY = re.compile(
    rf"(?<!\S)(?P<day>{_FIGURES}\. {_FIGURES}\. (?:\d ){{3}}\d)"
    r"(?: {1,8}(?:nr|n r)\.? {1,8}(?P<number>\d(?: [\d/-]){1,12}))?(?!\S)",
    re.IGNORECASE,
)


def close_spaced_days(view: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the view, as long as before, with such days and numbers in one piece, and the places of both."""
    places = tuple(
        found.span(part) for found in _DAY.finditer(view) for part in ("day", "number") if found[part] is not None
    )
    for start, end in places:
        view = view[:start] + view[start:end].replace(" ", "").ljust(end - start) + view[end:]
    return view, places
