"""Split a text into words and marks, for comparing. Blanks, line breaks and letter case do not count."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# "C1", "2.1", "01.02.2026", "riigi-", "ja/või" are one word each, also with a soft hyphen; any other mark stands alone.
_TOKEN = re.compile(r"\w+(?:[-–./:\xad]\w+)*|[^\w\s]")
# The mark at the end of a cell depends on the layout, not on what the cell says.
_CLOSING = (".", ";", ",")


class Tokens(NamedTuple):
    """The words and marks of a text as compared, and where each begins: its first code point in the text."""

    keys: tuple[str, ...]
    starts: tuple[int, ...]

    @property
    def wording(self) -> tuple[str, ...]:
        """Return what two texts of the same wording have in common: the keys without closing marks."""
        end = len(self.keys)
        while end and self.keys[end - 1] in _CLOSING:
            end -= 1
        return self.keys[:end]


@lru_cache(maxsize=4096)  # a wording is compared with the one before it and with the one after it
def split_tokens(text: str) -> Tokens:
    """Return the words and marks of a text in order. A soft hyphen within a word does not count."""
    folded = text.casefold()
    if len(folded) != len(text):  # one letter folds into several: it keeps its form, so that places stay
        folded = "".join(letter if len(letter.casefold()) > 1 else letter.casefold() for letter in text)
    found = [(match.group().replace("\xad", ""), match.start()) for match in _TOKEN.finditer(folded)]
    return Tokens(tuple(key for key, _ in found), tuple(start for _, start in found))


def is_word(key: str) -> bool:
    """Return whether a token is a word or a number, not a mark."""
    return key[:1].isalnum() or key[:1] == "_"


def has_same_wording(old: str, new: str) -> bool:
    """Return whether two texts differ in no more than case, blanks and closing marks."""
    return old == new or split_tokens(old).wording == split_tokens(new).wording
