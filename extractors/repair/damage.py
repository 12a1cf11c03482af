"""Detect text that has lost the letters specific to Estonian."""

from __future__ import annotations

import re
import unicodedata

from extractors.repair.vocabulary import is_word

FEWEST_OWN = 0.004
"""In Estonian text 1.9 to 4.2 % of the letters are õ, ä, ö or ü."""
UNKNOWN_SHARE = 0.18
_SAMPLE = 250
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORT = re.compile(r"\b(?:ja|on|ei|et|nr)\b")
_ESTONIAN_SHARE = 0.025
_LEFT_WHOLE = """
ja ning on ei kui mis et selle see kes oma poolt alusel vastavalt ametijuhend osakond talituse talitus teenistuja
asutuse lisa nr käskkiri kaskkiri korraldus tagamine korraldamine koostamine kehtetuks alates
"""
_ESTONIAN = frozenset(_LEFT_WHOLE.split())
"""Words without Estonian letters, which OCR in the wrong language leaves intact."""


def find_lost_letters(text: str, *, enough_letters: int) -> str | None:
    """Return what is wrong with a text, for a person; ``None`` where it reads normally.

    Texts of fewer letters than ``enough_letters`` are not judged, because they may lack the letters by chance. Tables
    of numbers and other languages are intact without õ, ä, ö and ü.
    """
    if _own_letters(text) >= FEWEST_OWN * len(text):
        return None  # cheaper than counting letters, of which there are at most as many as characters
    letters = sum(char.isalpha() for char in text)
    if letters < enough_letters:
        return None
    own = _own_letters(unicodedata.normalize("NFC", text))
    if own >= FEWEST_OWN * letters or not is_estonian(text):
        return None
    unknown = unknown_share(text)
    if unknown < UNKNOWN_SHARE:
        return None
    return f"Estonian text without õ, ä, ö, ü ({own} in {letters} letters), {unknown:.0%} of its words unknown"


def unknown_share(text: str) -> float:
    """Return the share of unknown Estonian words among the first few hundred; 1.0 for a text without words."""
    words = [word for word in _WORD.findall(text) if not word.isupper() or len(word) > 5][:_SAMPLE]
    unknown = sum(not is_word(word) for word in words)
    return unknown / len(words) if words else 1.0


def is_estonian(text: str) -> bool:
    """Return whether words that only Estonian has occur often enough."""
    folded = text.casefold()
    words = _WORD.findall(folded) + _SHORT.findall(folded)
    hits = sum(word in _ESTONIAN for word in words)
    return bool(words) and hits >= _ESTONIAN_SHARE * len(words) and any(w in ("ja", "ning", "kehtetuks") for w in words)


def _own_letters(text: str) -> int:
    return sum(text.count(char) for char in "õäöüÕÄÖÜ")
