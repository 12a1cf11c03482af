"""Find the offsets at which a reference may begin, once per text, so that the full grammar is tried only there.

A reference begins with a date, an act word or a number sign. Trying the whole pattern at every character costs about
thirty times as much. A superfluous offset costs one failed match, but a missing one would lose a reference, so these
patterns are wider than the grammar's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Without IGNORECASE and with a plain character class in front, the engine skips quickly over all that cannot begin one.
_START = re.compile(
    r"""[0-9kKoOmMnN№](?:
        (?<=[0-9])(?<![\d./][0-9])
            (?= \d?(?:\s{0,8}\.\s{0,8}\d|\.?\s{0,8}[jJvVmMaAsSoOnNdD])   # 23.12. · 6. märts; looked at, since
              | \d\d\d(?:\.?\s{0,8}[aA]|-) )                   # 2026. aasta · 2024-
                        # "1. 03.02.2022" holds two such places
      | (?<=[kK])(?P<order>[äaéàáâdÄAÉÀÁÂD][sS][kK][kK]?[iI][rRnN])
      | (?<=[kK])(?<![\w-][kK])(?P<short>[kK](?=\.?\s{0,3}(?:[nN][rR]|[0-9])))
      | (?<=[kK])(?<![\w-][kK])(?P<decree>[oO][rR][rR]?[aA][lL][dD][uU][sS])
      | (?<=[oO])(?<![\w-][oO])(?P<decision>[tT][sS][uU][sS])
      | (?<=[mM])(?<![\w-][mM])(?P<regulation>[äaéÄAÉ]{2}[rR][uU][sS])
      | (?<=[nN])(?<!\w[nN])(?:[rR]|[uU][mM][bB](?:[eE][rR]|[rR][iI]))
      | (?<=№)
    )""",
    re.VERBOSE,
)
_LONGEST_PREFIX = 22


@dataclass(frozen=True, slots=True)
class Starts:
    """Offsets in ascending order: ``references`` of all that may be one, ``act_words`` of those that are words."""

    references: tuple[int, ...]
    act_words: tuple[int, ...]


@lru_cache(maxsize=8)
def find_starts(view: str) -> Starts:
    """Return the offsets of a masked view at which a reference may begin (cached for the last few views)."""
    references: set[int] = set()
    words: set[int] = set()
    for match in _START.finditer(view):
        start = _word_start(view, match.start()) if match.lastgroup == "order" else match.start()
        references.add(start)
        if match.lastgroup is not None:
            words.add(start)
    return Starts(tuple(sorted(references)), tuple(sorted(words)))


def _word_start(view: str, offset: int) -> int:
    """Return the offset at which a compound begins: "üldkäskkirja", "personali-käskkiri"."""
    start = offset - 1 if view[offset - 1 : offset] == "-" else offset
    floor = max(0, offset - _LONGEST_PREFIX)
    while start > floor and (view[start - 1].isalnum() or view[start - 1] == "_"):
        start -= 1
    return start


def search_at(
    pattern: re.Pattern[str], view: str, starts: tuple[int, ...], cursor: int, end: int
) -> re.Match[str] | None:
    """Return the first match of a pattern that begins at one of the offsets; ``None`` where there is none."""
    for index in range(bisect_left(starts, cursor), len(starts)):
        if starts[index] >= end:
            return None
        match = pattern.match(view, starts[index], end)
        if match is not None:
            return match
    return None


def finditer_at(
    pattern: re.Pattern[str], view: str, starts: tuple[int, ...], cursor: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield every match that begins at one of the offsets; matches do not overlap."""
    while match := search_at(pattern, view, starts, cursor, end):
        yield match
        cursor = match.end()
