"""Read letters of the Cyrillic alphabet within Latin words as the Latin letters they look like ("lisаd", "jа").

They come from keyboards left in the other alphabet, and nobody sees them. A word of Cyrillic letters alone is
Russian and stays as it is.
"""

from __future__ import annotations

import re

_ALIKE = str.maketrans("асеорхуікВАСЕНКМОРТХУІЅ", "aceopxyikBACEHKMOPTXYIS")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-zÕÄÖÜõäöüŠŽšž]")


def read_lookalikes(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a text of the same length with its mixed words in Latin letters, and the places of these words."""
    if _CYRILLIC.search(text) is None:
        return text, ()
    places = tuple(word.span() for word in _WORD.finditer(text) if _is_mixed(word[0]))
    for start, end in places:
        text = text[:start] + text[start:end].translate(_ALIKE) + text[end:]
    return text, places


def _is_mixed(word: str) -> bool:
    """Return whether a word has letters of both alphabets, and none that looks like no Latin letter."""
    return bool(_CYRILLIC.search(word) and _LATIN.search(word)) and _CYRILLIC.search(word.translate(_ALIKE)) is None
