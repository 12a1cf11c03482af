"""Take signs out of a text that no program prints: they part words and numbers that are one."""

from __future__ import annotations

import re

RIGHT_TO_LEFT, END_OF_TURN = "\u202e", "\u202c"
"""Between these signs (Unicode bidirectional algorithm, X4 and X7) letters stand from the last to the first."""
_TURNED = re.compile(f"{RIGHT_TO_LEFT}([^{RIGHT_TO_LEFT}{END_OF_TURN}\u2069\n]*)")
# Zero-width space, joiners and direction marks, word joiner and its kin, byte order mark; pages of the web bring them
_WITHOUT_WIDTH = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF])
_WITH_SOFT_HYPHEN = {**_WITHOUT_WIDTH, 0xAD: None}


def without_width(text: str) -> str:
    """Return the text without signs that have no width, turned as ``as_printed`` does; soft hyphens stay."""
    return text if text.isascii() else _turned(text).translate(_WITHOUT_WIDTH)


def as_printed(text: str) -> str:
    """Return the text without signs that have no width and without soft hyphens: a break of lines prints its own.

    Letters between signs that turn them come in the order in which they are printed.
    """
    return text if text.isascii() else _turned(text).translate(_WITH_SOFT_HYPHEN)


def _turned(text: str) -> str:
    return _TURNED.sub(lambda turned: turned[1][::-1], text) if RIGHT_TO_LEFT in text else text
