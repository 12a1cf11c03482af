"""What the letters õ, ä, ö, ü, š and ž are taken for where a scan is read with the wrong language, or lost on the way.

Costs are on the scale of natural logarithms: a reading that costs one more is e times less likely. They were set after
a scanned job description that an English model had read, and by what OCR engines confuse in general.
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
"""Readings of one word that are weighed; a word that needs more is not of this damage."""


def _by_what_is_read() -> dict[str, list[tuple[str, str, float]]]:
    """First character read → (all that is read, the letter it may be, cost)."""
    table: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for letter, readings in _TAKEN_FOR.items():
        for read, cost in readings:
            table[read[0]].append((read, letter, cost))
    return dict(table)


_READ = _by_what_is_read()
SIGNS = frozenset("@&[?\ufffd")
"""What stands for a letter and is none."""

_LONGEST = 60
"""Letters of a word that may be one: thousands run together have readings that fill any memory."""


def dearest(word: str) -> float:
    """The highest cost that a reading of the word may have: a long word bears more damage than a short one."""
    return min(6.5, 1.0 + 0.4 * len(word))


def find_readings(word: str, *, dearest_allowed: float | None = None) -> Iterator[tuple[float, str]]:
    """(cost, reading) of all that a damaged word may have been, cheapest first, in lower case and letters alone.

    What is read in lower case, or as the word's first letter, may also stand for itself; digits, signs and capitals
    within a word may not. The word itself is no reading.
    """
    if len(word) > _LONGEST:
        return
    limit = dearest(word) if dearest_allowed is None else min(dearest(word), dearest_allowed)
    is_capital = word[:1].isupper() and any(char.islower() for char in word)
    heap: list[tuple[float, int, str]] = [(0.0, 0, "")]
    tried = 0
    while heap and tried < _MOST_TRIED:
        tried += 1
        cost, at, reading = heapq.heappop(heap)
        while at < len(word):
            char = word[at].lower() if is_capital and at == 0 else word[at]
            for read, letter, extra in _steps(word, at, char):
                if cost + extra <= limit:
                    heapq.heappush(heap, (cost + extra, at + len(read), reading + letter))
            if not char.isalpha() or char.isupper():
                break
            reading += char
            at += 1
        else:
            if reading != word.lower():
                yield cost, reading


def _steps(word: str, at: int, char: str) -> Iterator[tuple[str, str, float]]:
    """What may be read otherwise at a place; a word's first letter is both the capital and the small letter."""
    for step in _READ.get(word[at], ()):
        if word.startswith(step[0], at):
            yield step
    if char != word[at]:
        rest = char + word[at + 1 :]
        yield from (step for step in _READ.get(char, ()) if rest.startswith(step[0]))
