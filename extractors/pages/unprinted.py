"""Take signs out of a text that no program prints: they part words and numbers that are one."""

from __future__ import annotations

# Zero-width space, joiners and direction marks, word joiner and its kin, byte order mark; pages of the web bring them
_WITHOUT_WIDTH = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF])
_WITH_SOFT_HYPHEN = {**_WITHOUT_WIDTH, 0xAD: None}


def without_width(text: str) -> str:
    """Return the text without signs that have no width; soft hyphens stay."""
    return text if text.isascii() else text.translate(_WITHOUT_WIDTH)


def as_printed(text: str) -> str:
    """Return the text without signs that have no width and without soft hyphens: a break of lines prints its own."""
    return text if text.isascii() else text.translate(_WITH_SOFT_HYPHEN)
