"""Read dates as directives write them: in figures, with inflected month names, year first, or without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from extractors.citations.anchors import find_starts, finditer_at
from extractors.words.acts import DAMAGED_ACT_STEM
from extractors.words.months import SHORT, STEMS

LONG_BEFORE = timedelta(days=60)
"""A day as long before an act as this is past for it: it dates another act, and nothing begins or ends on it."""

# A scan read with the wrong language writes "marts" for "märts".
_MONTH = (
    r"(?:jaanuar|veebruar|m[äa]rts|aprill|mai|juuni|juuli|august"
    r"|septemb(?:er|r)|oktoob(?:er|r)|novemb(?:er|r)|detsemb(?:er|r)"
    rf"|(?:{'|'.join(SHORT)})\.)"
)

# The case ending says what the day does: -st from, -l on, -ni until.
_MONTH_CASE = r"(?:ist|st|il|l|ini|ni|iks|ks|ile|le|i)?(?:(?!\w)|(?<=\.)(?=(?:19|20)\d\d))"

# A padded line has several blanks where one stands; a line break counts as one.
_BLANK = r"(?:\s|[ ]{2,8})?"
_BLANKS = r"(?:[ ]{1,8}|\s{1,3})"

# "2021. a", "1998.a.", "2014. aasta", "2023.a"
_YEAR_WORD = rf"(?:{_BLANK}\.?{_BLANK}(?:aasta(?:st|l|ni)?|a)(?![\wõäöü])\.?)?"

# "12.05.19", "3.11.98.a": two figures for the year. "2.1.13" is a point and no date, so the month has two figures, and
# where no leading nought tells, a year word, an act word, "nr" or a word of commencement must stand beside it.
_SHORT_YEAR = rf"""(?<![\d./-])(?:
    (?: (?:[0-2]?\d|3[01])\.0[1-9]\.\d\d | 0[1-9]\.1[0-2]\.\d\d
      | (?:(?<=alates\s)|(?<=jõustub\s))(?:[0-2]?\d|3[01])\.1[0-2]\.\d\d )(?![\d/]|[.-]\d)
  | (?:[0-2]?\d|3[01])\.1[0-2]\.\d\d
      (?={_BLANK}\.?{_BLANK}a(?![\wõäöü])|[\s,]{{1,4}}(?:nr\b|\w{{0,20}}{DAMAGED_ACT_STEM}))
)"""

DATE = rf"""(?:
    # 23.12.2024 · 10. 03. 2004. a. · 01.04.2025-31.12.2025 · 31.12.2026-ni
    # "lisadele 2 ja 4." and on the next line "2. 2010. aasta käskkiri": an annex and the number of a point
    (?<![\d./])(?<!(?<!\.\d\d\d\d)-)(?!\d{{1,2}}\.\s*\n\s*\d{{1,2}}\.[ ]+(?:19|20)\d\d\.?[ ]+a)
    \d{{1,2}}{_BLANK}\.{_BLANK}\d{{1,2}}{_BLANK}\.{_BLANK}(?:19|20)\d\d(?!\d)(?:-(?:ni|st|l)(?!\w))?{_YEAR_WORD}
    # 12.05.19 · 3.11.98.a
  | {_SHORT_YEAR}{_YEAR_WORD}
    # 2026. aasta 1. jaanuarist
  | (?<![\d./-])(?:19|20)\d\d\.?{_BLANK}a(?:asta|\.)?{_BLANKS}\d{{1,2}}\.{_BLANK}{_MONTH}{_MONTH_CASE}
    # 06.märtsi 2015 · 26. jaanuari 2023.a · 19. augusti a
  | (?<![\d./-])\d{{1,2}}\.?{_BLANK}{_MONTH}{_MONTH_CASE}(?:(?:{_BLANKS}|(?<=[a-z]\.))(?:19|20)\d\d(?!\d))?{_YEAR_WORD}
    # 2024-12-23
  | (?<![\d./-])(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)
)"""

# "1. juulist 2025", "2025. aasta 1. juulini": says from when or until when, and dates no act
STARTS_OR_ENDS = rf"""(?:
    \d{{1,2}}\.?{_BLANK}{_MONTH}(?:ist|st|ini|ni)(?!\w)
  | (?:19|20)\d\d\.?{_BLANK}a(?:asta|\.)?{_BLANKS}\d{{1,2}}\.{_BLANK}{_MONTH}(?:ist|st|ini|ni)(?!\w)
)"""

_NUMERIC = re.compile(rf"(\d{{1,2}}){_BLANK}\.{_BLANK}(\d{{1,2}}){_BLANK}\.{_BLANK}(\d{{4}})")
_SHORT = re.compile(r"(\d{1,2})\.(\d\d)\.(\d\d)(?!\d)")
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})\.?{_BLANK}a(?:asta|\.)?{_BLANKS}(\d{{1,2}})\.{_BLANK}({_MONTH})(\w*)", re.IGNORECASE
)
_WORDED = re.compile(rf"(\d{{1,2}})\.?{_BLANK}({_MONTH})([^\W\d]*)(?:(?:{_BLANKS}|(?<=\.))(\d{{4}}))?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_YEAR_CASE = re.compile(r"(?:aasta|\d\d\d\d-)(st|l|ni)")

_DATES = re.compile(DATE, re.IGNORECASE | re.VERBOSE)

_NAMED_YEAR = re.compile(
    r"(?<!\w)(?:(?P<next>tuleva|järgmise|järgneva)|käesoleva|jooksva)\s{1,3}aasta\s{1,3}\Z", re.IGNORECASE
)

# "5. märtsi, 6. aprilli ja 7. mai 2021", "1. juunist kuni 31. augustini 2025"
_DAY_BEHIND = re.compile(
    r"(?:\s{0,2},\s{0,2}|\s{1,3}(?:ja|ning)\s{1,3}|(?P<range>\s{1,3}kuni\s{1,3}|\s?-\s?)"
    r"|(?P<bare>\s{1,3}))(?=\d)",
    re.IGNORECASE,
)
_MOST_DAYS = 30

DayCase = Literal["from", "on", "until", "plain"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in the text; ``year`` is ``None`` where it was left out or lost. ``case`` is what its ending says.

    ``years_on``: "tuleva aasta 1. jaanuarist" is a day of the year after the act's (1), "käesoleva aasta" of its own
    (0); ``None`` where nothing says it.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    case: DayCase
    years_on: int | None = None

    def on(self, year: int | None = None) -> date | None:
        """Return the calendar day; ``None`` where the year is missing or the day impossible ("31.02.2024")."""
        chosen = self.year if self.year is not None else year
        if chosen is None:
            return None
        try:
            return date(chosen, self.month, self.day)
        except ValueError:
            return None


@lru_cache(maxsize=128)
def find_dates(view: str, start: int = 0, end: int | None = None) -> tuple[FoundDate, ...]:
    """Return every date between two offsets of a reading view, in order.

    Many readers ask for those of one sentence; few answers are kept, since each keeps its view.
    """
    return tuple(_dates_in(view, start, len(view) if end is None else end))


def _dates_in(view: str, start: int, end: int) -> Iterator[FoundDate]:
    for match in finditer_at(_DATES, view, find_starts(view).before(end), start, end):
        found = parse_date(match.group(), match.start())
        if found is not None:
            yield _of_year_behind(view, _of_named_year(view, found, start)) if found.year is None else found


def _of_named_year(view: str, found: FoundDate, floor: int) -> FoundDate:
    """Return the date with the year that words before the day name: "tuleva aasta 1. jaanuarist"."""
    named = _NAMED_YEAR.search(view, max(floor, found.start - 30), found.start)
    if named is None:
        return found
    return replace(found, start=named.start(), years_on=1 if named["next"] else 0)


def _of_year_behind(view: str, found: FoundDate) -> FoundDate:
    """Return the date with the year of the day that its list or its range ends with: "5. märtsi ja 6. aprilli 2021",
    "1. novembrist kuni 31. jaanuarini 2026" (from the year before). Of a list that runs backwards it is not known.
    """
    days, is_range = [found], False
    while days[-1].year is None and days[-1].years_on is None and len(days) < _MOST_DAYS:
        joint = _DAY_BEHIND.match(view, days[-1].end)
        following = match_date(view, joint.end()) if joint is not None else None
        is_span = following is not None and days[-1].case == "from" and following.case == "until"
        if joint is None or following is None or (joint["bare"] is not None and not is_span):
            return found
        is_range = len(days) == 1 and (joint["range"] is not None or is_span)
        days.append(following)
    year = days[-1].year
    is_later = all((a.month, a.day) <= (b.month, b.day) for a, b in pairwise(days))
    if year is None or not (is_later or (is_range and len(days) == 2)):
        return found
    return replace(found, year=year if is_later else year - 1)


@lru_cache(maxsize=128)
def match_date(view: str, offset: int) -> FoundDate | None:
    """Return the date that begins at ``offset``; ``None`` where there is none."""
    match = _DATES.match(view, offset)
    return parse_date(match.group(), offset) if match else None


def parse_date(words: str, offset: int = 0) -> FoundDate | None:
    """Return the date that a string consists of; ``None`` where it names no month or no possible day."""
    found = _parse(words)
    if found is None or not offset:
        return found
    return FoundDate(offset, offset + found.end, found.year, found.month, found.day, found.case)


@lru_cache(maxsize=4096)
def _parse(words: str) -> FoundDate | None:
    offset, end = 0, len(words.rstrip())
    if match := _ISO.match(words):
        return _found(offset, end, int(match[1]), int(match[2]), int(match[3]), "plain")
    if match := _YEAR_FIRST.match(words):
        return _found(offset, end, int(match[1]), _month(match[3]), int(match[2]), _case(match[4]))
    if match := _NUMERIC.match(words):
        return _found(offset, end, int(match[3]), int(match[2]), int(match[1]), _year_case(words))
    if match := _SHORT.match(words):
        return _found(offset, end, _full_year(int(match[3])), int(match[2]), int(match[1]), _year_case(words))
    if match := _WORDED.match(words):
        case = _case(match[3])
        case = _year_case(words) if case == "plain" else case
        return _found(offset, end, int(match[4]) if match[4] else None, _month(match[2]), int(match[1]), case)
    return None


def _found(start: int, end: int, year: int | None, month: int, day: int, case: DayCase) -> FoundDate | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return FoundDate(start, end, year, month, day, case)


def _full_year(two_figures: int) -> int:
    """Return the full year: "19" → 2019, "98" → 1998. No register holds acts from before 1950 or after 2049."""
    return two_figures + (2000 if two_figures < 50 else 1900)


def _month(word: str) -> int:
    stem = word.casefold().replace("marts", "märts")
    if stem.endswith("."):
        return next(number for number, name in enumerate(STEMS, 1) if name.startswith(stem[:-1]))
    return next(number for number, name in enumerate(STEMS, 1) if stem.startswith(name))


def _case(ending: str) -> DayCase:
    ending = ending.casefold()
    if ending.endswith("st"):
        return "from"
    if ending.endswith("ni"):
        return "until"
    return "on" if ending.endswith("l") else "plain"


def _year_case(words: str) -> DayCase:
    match = _YEAR_CASE.search(words)
    return _case(match[1]) if match else "plain"


def past_year(found: FoundDate, act_date: date | None) -> date | None:
    """Return the day of an act cited without a year: the last such day not after the citing act."""
    if found.year is not None or act_date is None:
        return found.on()
    same = found.on(act_date.year)
    return same if same is not None and same <= act_date else found.on(act_date.year - 1)


def coming_year(found: FoundDate, act_date: date | None) -> date | None:
    """Return the day on which an effect begins where the year is missing: the act's own year applies.

    An act of December that says "alates 1. jaanuarist" means the coming January: nine months back is no backdating.
    """
    if found.year is not None or act_date is None:
        return found.on()
    if found.years_on is not None:
        return found.on(act_date.year + found.years_on)
    same = found.on(act_date.year)
    if same is not None and same < act_date - timedelta(days=270):
        return found.on(act_date.year + 1)
    return same
