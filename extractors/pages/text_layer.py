"""Decide whether the text layer of a PDF page is reliable, or the page should be read from its image."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pages.words import PageWords
from extractors.repair.damage import find_lost_letters, unknown_share

_ENOUGH_LETTERS = 400
_GARBAGE = 0.05


def find_damage(page: PageWords) -> str | None:
    """Return what is wrong with a page's text layer, for a person; ``None`` where it reads normally.

    Short texts, tables of numbers and other languages are not judged: without õ, ä, ö and ü they are intact.
    """
    text = " ".join(word.text for word in page.words)
    letters = sum(char.isalpha() for char in text)
    garbage = _garbage(text)
    if garbage and garbage >= _GARBAGE * max(letters + garbage, 20):
        return f"{garbage} of its characters have no name in the file"
    return find_lost_letters(text, enough_letters=_ENOUGH_LETTERS)


def _garbage(text: str) -> int:
    """Count characters without meaning: glyphs without a name, replacement and private-use characters."""
    nameless = len(re.findall(r"\(cid:\d+\)", text))
    return nameless + sum(char == "\ufffd" or ("\ue000" <= char <= "\uf8ff" and not _is_bullet(char)) for char in text)


def _is_bullet(char: str) -> bool:
    return char in "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d"


def is_better(new: PageWords, old: PageWords, reason_letters: Sequence[str] = ()) -> bool:
    """Return whether OCR beats the text layer of a page: not much shorter, and with known words."""
    fresh, stale = (" ".join(word.text for word in page.words) for page in (new, old))
    if len(fresh) < 0.5 * len(stale) - 20 * _garbage(stale):
        return False
    return _garbage(stale) > 0 or unknown_share(fresh) < unknown_share(stale) - 0.03
