"""Find the offsets at which a reference may begin, once per text, so that the full grammar is tried only there.

A reference begins with a date, an act word or a number sign. Trying the whole pattern at every character costs about
thirty times as much. A superfluous offset costs one failed match, but a missing one would lose a reference, so these
patterns are wider than the grammar's.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

# Without IGNORECASE and with a plain character class in front, the engine skips quickly over all that cannot begin one.
_START = re.compile(
    r"""[0-9kKoOmMnN№](?:
        (?<=[0-9])(?<![\d./][0-9])
            (?= \d?(?:\s{0,8}\.\s{0,8}\d\d?\s{0,8}\.\s{0,8}\d      # 23.12.2024 · 12.05.19; no point "2.1."
                  |\.?\s{0,8}(?:[jJ][aAuU][aAuUlLnN]|[vV][eE]|[mM][aAäÄ]|[aA][pPuU]|[sS][eE]|[oO][kK]|[nN][oO]
                             |[dD][eE]))                # 6. märts, but not "2 ja 4"; looked at, since
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


class _Known(NamedTuple):
    seen: int
    until: int
    offsets: tuple[int, ...]
    named: tuple[int, ...]


class Offsets:
    """The offsets of one view at which something may begin, looked for as far as they are asked for.

    A body is read sentence by sentence, and the annexes behind it are often longer than itself. ``first`` says where
    the thing begins in which the pattern was found, ``reach`` how far before the match that may be.
    """

    def __init__(
        self,
        view: str,
        pattern: re.Pattern[str],
        first: Callable[[re.Match[str]], int] = re.Match.start,
        reach: int = 0,
    ) -> None:
        self._view, self._pattern, self._first, self._reach = view, pattern, first, reach
        self._known = _Known(0, 0, (), ())

    def before(self, end: int) -> tuple[int, ...]:
        """Return, in ascending order, all offsets before ``end``, and perhaps some behind it."""
        known = self._known
        return known.offsets if known.until >= end else self._look(end).offsets

    def named_before(self, end: int) -> tuple[int, ...]:
        """Return those of them for which a named group of the pattern stands."""
        known = self._known
        return known.named if known.until >= end else self._look(end).named

    def _look(self, end: int) -> _Known:
        """Look further, by a part of what is known: tuples that grow by a sentence would be copied as often."""
        known = self._known
        until = max(end + self._reach, known.seen + known.seen // 4 + 512)
        offsets, named, seen = [*known.offsets], [*known.named], until
        for match in self._pattern.finditer(self._view, known.seen):
            start, stop = match.span()
            if start >= until:
                break
            offsets.append(self._first(match))
            if match.lastgroup is not None:
                named.append(offsets[-1])
            seen = max(seen, stop)
        if self._reach:
            offsets, named = sorted(set(offsets)), sorted(set(named))
        until = seen - self._reach if seen < len(self._view) else sys.maxsize
        # Replaced as one value, so that another thread sees all of it or nothing.
        self._known = known = _Known(seen, until, tuple(offsets), tuple(named))
        return known


@lru_cache(maxsize=8)
def find_starts(view: str) -> Offsets:
    """Return the offsets of a masked view at which a reference may begin (kept for the last few views); those of act
    words are named."""
    return Offsets(view, _START, _start_of, _LONGEST_PREFIX)


def _start_of(match: re.Match[str]) -> int:
    """Return the offset at which a compound begins: "üldkäskkirja", "personali-käskkiri"."""
    view, offset = match.string, match.start()
    if match.lastgroup != "order":
        return offset
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
