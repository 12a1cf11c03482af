"""Search for a pattern only where a sign stands that every match of it holds, or where one of its heads does.

Most sentences hold nothing of what most patterns look for. Looking for a few letters costs a tenth of trying a pattern
at every character. A test proves by each pattern's own tree that no match lacks its signs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache


@lru_cache(maxsize=32)
def fold(view: str) -> str:
    """Return a text in small letters, each sign where it was (kept for the last few texts).

    Letters are equal where a pattern that ignores case takes them for equal: "ſ" for "s", "ı" and "İ" for "i".
    """
    lower = view.lower()
    if len(lower) != len(view):
        lower = "".join(sign.lower()[0] for sign in view)
    return lower if view.isascii() else lower.replace("ı", "i").replace("ſ", "s")


class Guarded:
    """A pattern that is tried only where one of its signs stands; it finds what it would find everywhere.

    ``signs`` are parted by blanks, in small letters.
    """

    __slots__ = ("pattern", "signs")

    def __init__(self, words: str, signs: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self.pattern = re.compile(words, flags)
        self.signs = tuple(signs.split())

    def may_stand(self, view: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Return whether the pattern can match anything between two offsets."""
        # Most signs stand nowhere in a text: asked of the whole once, they need not be asked of its sentences.
        signs = self.signs if end == sys.maxsize else _standing(self, view)
        if not signs:
            return False
        lower = fold(view)
        for sign in signs:  # noqa: SIM110 (a generator would cost as much as the search it spares)
            if lower.find(sign, start, end) >= 0:
                return True
        return False

    def search(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between two offsets; ``None`` where there is none."""
        return self.pattern.search(view, start, end) if self.may_stand(view, start, end) else None

    def finditer(self, view: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return all matches between two offsets, one after the other."""
        return self.pattern.finditer(view, start, end) if self.may_stand(view, start, end) else iter(())

    def match(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match at an offset; ``None`` where there is none."""
        return self.pattern.match(view, start, end) if self.may_stand(view, start, end) else None


@lru_cache(maxsize=512)
def _standing(guarded: Guarded, view: str) -> tuple[str, ...]:
    """Return the signs of a pattern that stand anywhere in a text (kept for the last few texts)."""
    lower = fold(view)
    return tuple(sign for sign in guarded.signs if sign in lower)


def heads_pattern(heads: Iterable[str], before: str = r"\w") -> str:
    """Return a pattern of the heads of words: a sign of the class ``before`` stands before none of them.

    A plain class of first letters in front lets the engine skip all that cannot begin one, which IGNORECASE would
    forbid; and each first letter is asked for once, as most words begin with none of them.
    """
    tails: dict[str, list[str]] = {}
    for head in heads:
        tails.setdefault(head[0], []).append(head[1:])
    each = "|".join(f"(?<={letter})(?:{'|'.join(ends)})" for letter, ends in tails.items())
    return rf"[{''.join(sorted(tails))}](?<!{before}.)(?:{each})"
