"""Read how many years of experience a post requires."""

from __future__ import annotations

import re

from extractors.positions.skeleton import skeleton

_FIGURE = re.compile(
    r"(?<![\d.])(\d{1,2})(?:\s*[-–—]\s*\d{1,2})?\s*\+?\s*(?:\([^)]*\)\s*)?[-–—]?\s*(?:a\b|aasta)", re.IGNORECASE
)
_NUMERALS = (
    *(("ühe", 1), ("üks", 1), ("kahe", 2), ("kaks", 2), ("kolme", 3), ("kolm", 3), ("nelja", 4), ("neli", 4)),
    *(("viie", 5), ("viis", 5), ("kuue", 6), ("kuus", 6), ("seitsme", 7), ("seitse", 7), ("kaheksa", 8)),
    *(("üheksa", 9), ("kümne", 10), ("kümme", 10)),
)
_BY_KEY = {skeleton(word): years for word, years in _NUMERALS}
_YEAR = skeleton("aasta")
_WORD = re.compile(r"\w+")


def read_experience_years(words: str) -> int | None:
    """Return the first number of years that ``words`` name, in digits or words; ``None`` where they name none.

    Words damaged by a scan are recognised by their skeleton ("koime aastane").
    """
    figure = _FIGURE.search(words)
    numeral = _find_numeral(words)
    if figure and (numeral is None or figure.start() < numeral[0]):
        return int(figure[1])
    return numeral[1] if numeral else None


def _find_numeral(words: str) -> tuple[int, int] | None:
    """Return where the first numeral with "aasta" stands, and its number."""
    found = list(_WORD.finditer(words))
    keys = [skeleton(word[0]) for word in found]
    for i, key in enumerate(keys):
        following = keys[i + 1] if i + 1 < len(keys) else ""
        if key in _BY_KEY and following.startswith(_YEAR):
            return found[i].start(), _BY_KEY[key]
        stem = key.partition(_YEAR)[0]
        if stem != key and stem in _BY_KEY:
            return found[i].start(), _BY_KEY[stem]
    return None
