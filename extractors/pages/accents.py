"""Join accents that are signs of their own with the letters under them, as TeX sets ä with its old fonts: a and ¨."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from extractors.pages.near import Near

Char = dict[str, Any]
_text_of = itemgetter("text")

_COMBINING = {
    "¨": "\u0308", "˜": "\u0303", "~": "\u0303", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302",
    "^": "\u0302", "˚": "\u030a",
}  # fmt: skip
_ACCENTS = frozenset(_COMBINING)
_LEVEL = 0.6
"""Of a letter's size: an accent stands higher over a capital than over a small letter."""


def join_accents(chars: Sequence[Char]) -> list[Char]:
    """Return the letters with each accent in the letter under its middle; other accents stay as they are."""
    if _ACCENTS.isdisjoint(map(_text_of, chars)):
        return list(chars)
    letters: Near[Char] = Near()
    for char in chars:
        if char["text"].isalpha():
            letters.put((char["x0"], char["top"], char["x1"], char["bottom"]), char)
    joined: dict[int, Char] = {}
    gone: set[int] = set()
    for accent in (char for char in chars if char["text"] in _ACCENTS):
        base = _under(accent, letters)
        if base is None or id(base) in joined:
            continue
        text = unicodedata.normalize("NFC", base["text"] + _COMBINING[accent["text"]])
        if len(text) == 1:
            joined[id(base)] = {**base, "text": text}
            gone.add(id(accent))
    return [joined.get(id(char), char) for char in chars if id(char) not in gone]


def _under(accent: Char, letters: Near[Char]) -> Char | None:
    """Return the letter whose width holds the middle of an accent, the nearest where there are two."""
    middle = (accent["x0"] + accent["x1"]) / 2
    place = accent["x0"], accent["top"] - accent["size"], accent["x1"], accent["bottom"] + accent["size"]
    found = [
        letter
        for letter in letters.at(place)
        if letter["x0"] <= middle <= letter["x1"] and abs(letter["top"] - accent["top"]) < _LEVEL * letter["size"]
    ]
    return min(found, key=lambda letter: abs((letter["x0"] + letter["x1"]) / 2 - middle), default=None)
