"""Read letters of the Cyrillic alphabet as what they look like: Latin letters in Latin words ("lisаd", "jа"), figures
in numbers ("lisad 2, З ja 9", "nr 1З").

They come from keyboards left in the other alphabet, and nobody sees them. A word of Cyrillic letters alone is
Russian and stays as it is.
"""

from __future__ import annotations

import re

_ALIKE = str.maketrans("асеорхуікВАСЕНКМОРТХУІЅ", "aceopxyikBACEHKMOPTXYIS")
_AS_FIGURES = str.maketrans("ЗзбОо", "33600")
# "1З", "З1", "2О21": beside a figure; "lisad 2, З ja 9", "lisa З.", "nr З": alone where a number stands
_FIGURES = re.compile(
    r"(?<![^\W\d])(?=\d*[ЗзбОо])(?=[ЗзбОо]*\d)[\dЗзбОо]{2,6}(?![^\W\d]|\s[а-яё])"
    r"|(?:(?<=[lL]isa\s)|(?<=[lL]isad\s)|(?<=[lL]isade\s)|(?<=punkt\s)|(?<=punktid\s)|(?<=\bnr\s)|(?<=\d,\s)|(?<=[ЗзбОо],\s)"
    r"|(?<=\bja\s)|(?<=\bning\s)|(?<=\bkuni\s)|(?<=\d[-–—])|(?<=\d\s[-–—]\s))[Ззб](?=[.,;:]|[-–—]\d|\s(?:ja|ning|kuni|[-–—])\s|\s*\Z|\n)"
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-zÕÄÖÜõäöüŠŽšž]")


def read_lookalikes(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a text of the same length with its mixed words in Latin letters and its mixed numbers in figures, and the
    places of these words and numbers.
    """
    if _CYRILLIC.search(text) is None:
        return text, ()
    words = [word.span() for word in _WORD.finditer(text) if _is_mixed(word[0])]
    numbers = [number.span() for number in _FIGURES.finditer(text)]
    for places, table in ((words, _ALIKE), (numbers, _AS_FIGURES)):
        for start, end in places:
            text = text[:start] + text[start:end].translate(table) + text[end:]
    return text, tuple(sorted((*words, *numbers)))


def _is_mixed(word: str) -> bool:
    """Return whether a word has letters of both alphabets, and none that looks like no Latin letter."""
    return bool(_CYRILLIC.search(word) and _LATIN.search(word)) and _CYRILLIC.search(word.translate(_ALIKE)) is None
