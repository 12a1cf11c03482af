"""Check a cron line and find when it is due next. Prefect keeps the schedule; this answers at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flows.clock import TALLINN

_PART = re.compile(r"(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:/(\d+))?", re.IGNORECASE)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_DAYS = {name: number for number, name in enumerate(("sun", "mon", "tue", "wed", "thu", "fri", "sat"))}
_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))
_LONGEST_DAYS = 8 * 366
"""29 February comes round in eight years at the latest."""


class BadCron(ValueError):
    """A cron line that names no time; the message says which part."""


@dataclass(frozen=True)
class Cron:
    """The minutes, hours, days, months and weekdays (0 is Sunday) at which a line is due, in Tallinn's time.

    ``is_either``: the line restricts days and weekdays both, and is due where one of them fits (crontab(5)).
    """

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    is_either: bool

    def next_after(self, instant: datetime) -> datetime | None:
        """Return the first time after an instant, in Tallinn's time; ``None`` where there is none."""
        here = instant.astimezone(TALLINN)
        for ahead in range(_LONGEST_DAYS):
            day = here.date() + timedelta(days=ahead)
            if day.month not in self.months or not self._fits_day(day.day, day.isoweekday() % 7):
                continue
            for hour in sorted(self.hours):
                for minute in sorted(self.minutes):
                    at = datetime.combine(day, time(hour, minute), TALLINN)
                    if at > instant:
                        return at
        return None

    def _fits_day(self, day: int, weekday: int) -> bool:
        if self.is_either:
            return day in self.days or weekday in self.weekdays
        return day in self.days and weekday in self.weekdays


def parse_cron(line: str) -> Cron:
    """Return what a line of five fields (minute hour day month weekday) means. Raises ``BadCron``."""
    fields = line.split()
    if len(fields) != len(_FIELDS):
        raise BadCron(f"{line!r} is not a cron line (minute hour day month weekday)")
    values = [_numbers(line, field, *rule) for field, rule in zip(fields, _FIELDS, strict=True)]
    minutes, hours, days, months, weekdays = values
    cron = Cron(
        minutes=minutes,
        hours=hours,
        days=days,
        months=months,
        weekdays=frozenset(number % 7 for number in weekdays),
        is_either=not fields[2].startswith("*") and not fields[4].startswith("*"),
    )
    if cron.next_after(datetime(2024, 1, 1, tzinfo=TALLINN)) is None:
        raise BadCron(f"{line!r} names a day that never comes")
    return cron


def _numbers(line: str, field: str, name: str, least: int, most: int) -> frozenset[int]:
    numbers: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise BadCron(f"{line!r} is not a cron line: {part!r} is not a valid {name}")
        begin = least if match[1] == "*" else _number(line, match[1], name, least, most)
        is_open = match[1] == "*" or (match[3] is not None and match[2] is None)
        end = _number(line, match[2], name, least, most) if match[2] else most if is_open else begin
        step = int(match[3] or 1)
        if step == 0 or end < begin:
            raise BadCron(f"{line!r} is not a cron line: {part!r} contains no {name}")
        numbers.update(range(begin, end + 1, step))
    return frozenset(numbers)


def _number(line: str, word: str, name: str, least: int, most: int) -> int:
    names = {"month": _MONTHS, "weekday": _DAYS}.get(name, {})
    number = names.get(word.lower()[:3]) if not word.isdecimal() else int(word)
    if number is None or not least <= number <= most:
        raise BadCron(f"{line!r} is not a cron line: {word!r} is not a valid {name} ({least} to {most})")
    return number
