"""Whether the text that a PDF page brings can be trusted, or the page should be read from its picture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from simplemma import is_known

from extractors.pages.words import PageWords

_ENOUGH_LETTERS = 400
"""Of a page of Estonian 1.9 to 4.2 % of the letters are õ, ä, ö or ü: so many letters without one are no chance."""
_FEWEST_OWN = 0.004
_GARBAGE = 0.05
_ESTONIAN = frozenset(
    [
        "ja",
        "ning",
        "on",
        "ei",
        "kui",
        "mis",
        "et",
        "selle",
        "see",
        "kes",
        "oma",
        "poolt",
        "alusel",
        "vastavalt",
        "ametijuhend",
        "osakond",
        "talituse",
        "talitus",
        "teenistuja",
        "asutuse",
        "lisa",
        "nr",
        "käskkiri",
        "kaskkiri",
        "korraldus",
        "tagamine",
        "korraldamine",
        "koostamine",
        "kehtetuks",
        "alates",
    ]
)
"""Words without a letter of Estonian's own, which wrong languages of OCR leave whole."""
_ESTONIAN_SHARE = 0.025
_UNKNOWN_SHARE = 0.18
_SAMPLE = 250
_WORD = re.compile(r"[^\W\d_]{3,}")


def find_damage(page: PageWords) -> str | None:
    """What is wrong with a page's text layer, in words for a person; ``None`` where it reads like a text.

    Nothing is said of short texts, of tables of numbers or of other languages: without õ, ä, ö and ü they are whole.
    """
    text = " ".join(word.text for word in page.words)
    letters = sum(char.isalpha() for char in text)
    garbage = _garbage(text)
    if garbage and garbage >= _GARBAGE * max(letters + garbage, 20):
        return f"{garbage} of its letters have no name in the file"
    if letters < _ENOUGH_LETTERS:
        return None
    own = sum(char in "õäöüÕÄÖÜ" for char in unicodedata.normalize("NFC", text))
    if own >= _FEWEST_OWN * letters or not _is_estonian(text):
        return None
    unknown = unknown_share(text)
    if unknown < _UNKNOWN_SHARE:
        return None
    return f"Estonian without its õ, ä, ö, ü ({own} in {letters} letters), {unknown:.0%} of its words unknown"


def unknown_share(text: str) -> float:
    """Share of the words, of the first few hundred, that are in no Estonian word list; 1.0 for a text without words."""
    words = [word for word in _WORD.findall(text) if not word.isupper() or len(word) > 5][:_SAMPLE]
    unknown = sum(not _is_word(word) for word in words)
    return unknown / len(words) if words else 1.0


def _is_word(word: str) -> bool:
    return is_known(word, lang="et") or is_known(word.lower(), lang="et")


def _is_estonian(text: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(text)] + re.findall(r"\b(?:ja|on|ei|et|nr)\b", text.casefold())
    hits = sum(word in _ESTONIAN for word in words)
    return bool(words) and hits >= _ESTONIAN_SHARE * len(words) and any(w in ("ja", "ning", "kehtetuks") for w in words)


def _garbage(text: str) -> int:
    """Letters that stand for nothing: glyphs without a name, replacement and private-use characters."""
    nameless = len(re.findall(r"\(cid:\d+\)", text))
    return nameless + sum(char == "\ufffd" or ("\ue000" <= char <= "\uf8ff" and not _is_bullet(char)) for char in text)


def _is_bullet(char: str) -> bool:
    return char in "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d"


def is_better(new: PageWords, old: PageWords, reason_letters: Sequence[str] = ()) -> bool:
    """Whether OCR read a page better than its text layer tells it: not much shorter, and of words that are known."""
    fresh, stale = (" ".join(word.text for word in page.words) for page in (new, old))
    if len(fresh) < 0.5 * len(stale) - 20 * _garbage(stale):
        return False
    return _garbage(stale) > 0 or unknown_share(fresh) < unknown_share(stale) - 0.03
