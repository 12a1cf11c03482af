"""List what õ, ä, ö, ü, š and ž become where a scan is read in the wrong language, or where they are lost on the way.

Costs are on the scale of natural logarithms: a reading that costs one more is e times less likely. They were set from a
scanned job description read with an English model, and from what OCR engines confuse in general.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator

_TAKEN_FOR: dict[str, tuple[tuple[str, float], ...]] = {
    "õ": (
        ("o", 0.5),
        ("d", 0.7),
        ("6", 1.0),
        ("0", 1.0),
        ("O", 0.8),
        ("b", 1.3),
        ("B", 1.5),
        ("@", 1.5),
        ("G", 2.0),
        ("d&", 2.0),
        ("5", 2.5),
        ("é", 2.0),
        ("&", 1.8),
        ("?", 1.0),
        ("\ufffd", 1.0),
    ),
    "ä": (
        ("a", 0.4),
        ("é", 0.6),
        ("aé", 1.2),
        ("éa", 1.2),
        ("A", 1.5),
        ("&", 1.5),
        ("d", 1.6),
        ("4", 2.5),
        ("?", 1.0),
        ("\ufffd", 1.0),
    ),
    "ö": (
        ("o", 0.5),
        ("d", 0.9),
        ("6", 0.7),
        ("0", 0.8),
        ("O", 0.8),
        ("b", 1.3),
        ("@", 1.5),
        ("é", 1.6),
        ("H", 2.5),
        ("t", 2.2),
        ("?", 1.0),
        ("\ufffd", 1.0),
    ),
    "öö": (("o", 2.8), ("6", 2.5)),
    "ü": (
        ("u", 0.4),
        ("U", 0.6),
        ("i", 1.2),
        ("ii", 0.7),
        ("ti", 2.0),
        ("li", 1.3),
        ("il", 1.5),
        ("ili", 1.6),
        ("ll", 1.5),
        ("l", 1.6),
        ("d", 2.0),
        ("t", 2.0),
        ("?", 1.0),
        ("\ufffd", 1.0),
    ),
    "š": (("s", 1.2), ("?", 1.5), ("\ufffd", 1.5)),
    "ž": (("z", 1.2), ("?", 1.5), ("\ufffd", 1.5)),
    "l": (("1", 1.5), ("[", 1.5)),
    "i": (("1", 2.0),),
}
_MOST_TRIED = 2500
"""Readings of one word that are tried; a word that needs more has other damage."""


def _by_what_is_read() -> dict[str, list[tuple[str, str, float]]]:
    """Map the first character read to (everything that is read, the letter that it may be, cost)."""
    table: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for letter, readings in _TAKEN_FOR.items():
        for read, cost in readings:
            table[read[0]].append((read, letter, cost))
    return dict(table)


_READ = _by_what_is_read()
SIGNS = frozenset("@&[?\ufffd")
"""Characters that stand for a letter but are not letters."""

_LONGEST = 60
"""Letters of one word at most: thousands run together have readings that fill any memory."""


def dearest(word: str) -> float:
    """Return the highest cost allowed for a reading of the word; a long word may have more damage."""
    return min(6.5, 1.0 + 0.4 * len(word))


def find_readings(word: str, *, dearest_allowed: float | None = None) -> Iterator[tuple[float, str]]:
    """Yield (cost, reading) of all that a damaged word may have been, cheapest first, in lower case, letters only.

    A lower-case letter and the word's first letter may also stand for themselves; digits, symbols and capitals within a
    word may not. The word itself is not a reading.
    """
    if len(word) > _LONGEST:
        return
    limit = dearest(word) if dearest_allowed is None else min(dearest(word), dearest_allowed)
    is_capital = word[:1].isupper() and any(char.islower() for char in word)
    chars = [word[0].lower() if is_capital else word[0], *word[1:]] if word else []
    # Found once for each place, which the readings reach again and again
    steps = [
        [(letter, at + len(read), extra) for read, letter, extra in _steps(word, at, char)]
        for at, char in enumerate(chars)
    ]
    stays = [char.isalpha() and not char.isupper() for char in chars]
    heap: list[tuple[float, int, str]] = [(0.0, 0, "")]
    tried = 0
    while heap and tried < _MOST_TRIED:
        tried += 1
        cost, at, reading = heapq.heappop(heap)
        while at < len(word):
            for letter, behind, extra in steps[at]:
                if cost + extra <= limit:
                    heapq.heappush(heap, (cost + extra, behind, reading + letter))
            if not stays[at]:
                break
            reading += chars[at]
            at += 1
        else:
            if reading != word.lower():
                yield cost, reading


def _steps(word: str, at: int, char: str) -> Iterator[tuple[str, str, float]]:
    """Yield the possible readings at a place; a word's first letter counts both as capital and as small letter."""
    for step in _READ.get(word[at], ()):
        if word.startswith(step[0], at):
            yield step
    if char != word[at]:
        rest = char + word[at + 1 :]
        yield from (step for step in _READ.get(char, ()) if rest.startswith(step[0]))
