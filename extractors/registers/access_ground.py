"""Decide whether the legal basis that a register gives for a restriction is the protection of personal data.

The ground is point 12 of § 35 (1) of the Public Information Act (avaliku teabe seadus, AvTS). Officials write it by
hand, so a basis is read token by token: an act, a paragraph, a subsection and points, each holding until the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

PARAGRAPH, SUBSECTION, POINT = 35, 1, 12

_TOKEN = re.compile(
    r"""
    (?P<own> AvTS \b | avaliku \s+ teabe \s+ sead\w* )
    | (?P<paragraph> §+ | paragrahv\w* | par\. )
    | (?P<subsection> (?: lõige\w* | lõike\w* | lõik\w* | lg | lõ ) (?:-d)? \.? (?![^\W\d]) )
    | (?P<point> (?: punkti\w* | punkt\w* | p | pp | pkt ) (?:-d|-de|-des)? \.? (?![^\W\d]) )
    # 12¹ and 12^1 are points of their own; "12.1" has not been seen
    | (?P<number> \d+ (?P<index> [¹²³⁰⁴-⁹]+ | \^ \s? \d+ )? )
    | (?P<range> [-–—‑−] | \b kuni \b )
    # what else stands in words: the conjunctions keep the list going, any other word names another act
    | (?P<joint> \b (?: ja | ning | või | alusel | sätestatud | järgi | kohaselt | alus | esimene | esimese ) \b )
    | (?P<word> [^\W\d]+ )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_LEVELS = ("paragraph", "subsection", "point")
_MOST_DIGITS, _NO_PROVISION = 6, 10**6
_ORDINALS = {"esimene": 1, "esimese": 1}


def is_personal_data_ground(basis: str | None) -> bool | None:
    """Return whether a restriction rests on AvTS § 35 lg 1 p 12, alone or among other grounds.

    A basis that names no act is taken as AvTS, the only act under which the field is normally filled in. ``None`` where
    the words do not decide: no basis at all, no paragraph, or § 35 without the subsection or point.
    """
    is_unclear, has_provision = False, False
    for is_own, paragraph, subsection, point in _provisions(basis or ""):
        has_provision = True
        if not is_own or paragraph != PARAGRAPH:
            continue
        if subsection == SUBSECTION and point is not None and POINT in point:
            return True
        is_unclear = is_unclear or subsection is None or (subsection == SUBSECTION and point is None)
    return False if has_provision and not is_unclear else None


def _provisions(basis: str) -> Iterator[tuple[bool, int | None, int | None, range | None]]:
    """Yield each provision named, as (of AvTS, paragraph, subsection, points); ``None`` where a level is not named."""
    place = _Place()
    for token in _TOKEN.finditer(basis):
        yield from place.take(token)
    yield from place.finish()


def _number_of(words: str) -> int:
    """Return the number that a token begins with; ``_NO_PROVISION`` where it has more digits than any provision."""
    digits = words[: next((at for at, sign in enumerate(words) if not sign.isdecimal()), len(words))]
    return int(digits) if len(digits) <= _MOST_DIGITS else _NO_PROVISION


class _Place:
    """How far a basis has been read within the acts. Points are yielded one by one, a level without points when it
    ends.
    """

    def __init__(self) -> None:
        self._is_own = True
        self._level: str | None = None
        self._paragraph: int | None = None
        self._subsection: int | None = None
        self._last: int | None = None
        self._is_range = False
        self._is_told = True

    def take(self, token: re.Match[str]) -> Iterator[tuple[bool, int | None, int | None, range | None]]:
        kind = next(name for name, value in token.groupdict().items() if value is not None and name != "index")
        words = token[kind].casefold()
        if words in _ORDINALS and self._paragraph is not None:
            # "lõike esimese" and "esimese lõike": the number is a word
            self._subsection = _ORDINALS[words]
        elif kind in ("own", "word"):
            yield from self.finish()
            self.__init__()  # type: ignore[misc]
            self._is_own = kind == "own"
        elif kind in _LEVELS:
            if kind == "paragraph" or (kind == "subsection" and self._level == "point"):
                yield from self.finish()
            self._level, self._is_range = kind, False
        elif kind == "range":
            self._is_range = True
        elif kind == "number":
            yield from self._number(_number_of(words), token["index"] is not None)

    def _number(self, number: int, has_index: bool) -> Iterator[tuple[bool, int | None, int | None, range | None]]:
        if self._level == "paragraph":
            self._paragraph, self._subsection = (0 if has_index else number), None
            self._is_told = False
        elif self._level == "subsection":
            if self._subsection is not None and not self._is_told:
                yield from self.finish()
            self._subsection, self._is_told = (0 if has_index else number), False
        elif self._level == "point" and self._paragraph is not None:
            first = self._last if self._is_range and self._last is not None else number
            # An indexed point (12¹) lies after its number and is none of the plain ones.
            points = (
                range(first, number + 1) if not has_index else range(first, number + 1 if self._is_range else first)
            )
            yield self._is_own, self._paragraph, self._subsection, points
            self._last, self._is_told = number, True
        self._is_range = False

    def finish(self) -> Iterator[tuple[bool, int | None, int | None, range | None]]:
        if self._paragraph is not None and not self._is_told:
            self._is_told = True
            yield self._is_own, self._paragraph, self._subsection, None
        self._last = None
