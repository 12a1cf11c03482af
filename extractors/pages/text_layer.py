"""Decide whether the text layer of a PDF page is reliable, or the page should be read from its image."""

from __future__ import annotations

import re

from extractors.pages.words import PageWords
from extractors.repair.damage import find_lost_letters, unknown_share

_ENOUGH_LETTERS = 400
_GARBAGE = 0.05
_FEWEST_WITHIN, _WITHIN = 3, 0.01
_FEWEST_WORDS = 8
_WRONG = 0.85
_SMALL_SHARE = 0.04
_FEWEST_SIGNS, _SIGNS = 12, 0.06
_SIGN_WITHIN = re.compile(r"(?<=\S)[!\"$'’*+;<>\[\\\]^`{|}~](?=\w)")
# Glyphs without a name, replacement and private-use characters, but for the bullets of symbol fonts
_NAMELESS = r"(?:\(cid:\d+\)|(?![\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d])[\ufffd\ue000-\uf8ff])"
_NAMELESS_WITHIN = re.compile(rf"(?<=[^\W\d_]){_NAMELESS}|{_NAMELESS}(?=[a-zõäöüšž])")
# Letters, figures and signs in turn, as in "79=25665B36=CK>N"; what parts a number, a day or an address is no sign
_RUN = re.compile(r"[^\W\d_]+|\d+|[^\w\s.,:;/()–-]+")
_MOST_RUNS, _FEWEST_CODES, _CODES = 4, 8, 0.5
_ADDRESS = re.compile(r"://|^www\.|^[\da-fA-F:-]{16,}$")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ANY_WORD = re.compile(r"[^\W\d_]+")
_LISTED = """
ja on ei ning või kui et see oma the and of to in is for with by или и в на не с по что для der die das und von zu mit
ist le la les des et du en un une och att det som är av för på ir un ar par no kas lai arba yra su iš dėl
"""
_SMALL_WORDS = frozenset(_LISTED.split())
_ACT_WORDS = ("käskki", "korraldus", "otsus", "määrus", "kehtetu", "kinnita", "ametijuhend", "lisa")


def find_damage(page: PageWords) -> str | None:
    """Return what is wrong with a page's text layer, for a person; ``None`` where it reads normally.

    Short texts, tables of numbers and other languages are not judged: without õ, ä, ö and ü they are intact.
    """
    text = " ".join(word.text for word in page.words)
    letters = sum(char.isalpha() for char in text)
    garbage = _garbage(text)
    if garbage and garbage >= _GARBAGE * max(letters + garbage, 20):
        return f"{garbage} of its characters have no name in the file"
    if garbage and (within := len(_NAMELESS_WITHIN.findall(text))) >= max(_FEWEST_WITHIN, _WITHIN * letters):
        # "k(cid:3)skkirja": a font that names all letters but õ, ä, ö and ü, which are few
        return f"{within} letters within its words have no name in the file"
    return find_lost_letters(text, enough_letters=_ENOUGH_LETTERS) or find_wrong_letters(text) or _find_codes(text)


def _find_codes(text: str) -> str | None:
    """Return what is wrong where a text reads as codes: signs within its words, or letters, figures and signs in turn.

    A font that names none of its letters is read by their codes, which need not be near those of letters.
    """
    if told := _find_signs(text):
        return told
    words = text.split()
    codes = [word for word in words if len(_RUN.findall(word)) > _MOST_RUNS and not _ADDRESS.search(word)]
    if len(codes) < _FEWEST_CODES or sum(map(len, codes)) < _CODES * sum(map(len, words)):
        return None
    return f"{len(codes)} of its {len(words)} words are letters, figures and signs in turn; they may have no names"


def _find_signs(text: str) -> str | None:
    """Return what is wrong where signs stand within words all over the text, as in "5QLEECKC!DRNLMN?!>FF>".

    A font that names none of its letters is read by their codes; addresses and formulas have a sign here and there.
    """
    signs = len(_SIGN_WITHIN.findall(text))
    if signs < _FEWEST_SIGNS or signs < _SIGNS * sum(not char.isspace() for char in text):
        return None
    return f"{signs} signs stand within its words; its letters may have no names in the file"


def find_wrong_letters(text: str) -> str | None:
    """Return what is wrong where nearly no word is known in any language that acts are written in.

    A file may name its letters by another table than the one it draws them by: "Tunnistan" is seen and "Uvoojtubo" is
    read. ``None`` for texts too short to tell, and for other languages, which show by their small words.
    """
    words = [word for word in _WORD.findall(text) if not word.isupper()]
    if len(words) < _FEWEST_WORDS or not words:
        return None
    if sum(word.casefold() in _SMALL_WORDS for word in _ANY_WORD.findall(text)) > _SMALL_SHARE * len(words):
        return None
    unknown = unknown_share(text)
    if unknown < _WRONG or any(word.casefold().startswith(_ACT_WORDS) for word in words):
        return None
    return f"{unknown:.0%} of its words are unknown; its letters may have wrong names in the file"


def _garbage(text: str) -> int:
    """Count characters without meaning."""
    return len(re.findall(_NAMELESS, text))


def is_better(new: PageWords, old: PageWords) -> bool:
    """Return whether OCR beats the text layer of a page: not much shorter, and with known words."""
    fresh, stale = (" ".join(word.text for word in page.words) for page in (new, old))
    if len(fresh) < 0.5 * len(stale) - 20 * _garbage(stale):
        return False
    return _garbage(stale) > 0 or _find_codes(stale) is not None or unknown_share(fresh) < unknown_share(stale) - 0.03
