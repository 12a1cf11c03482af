"""Read the hours of the day in which hosts may be asked."""

from __future__ import annotations

import re
from datetime import time

_HOURS = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*")


def parse_hours(text: str) -> tuple[time, time]:
    """Return the two ends of "22:00-06:00", the first inside and the second outside. Raises ``ValueError``."""
    match = _HOURS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a valid time range: write it as 22:00-06:00")
    hours = [int(number) for number in match.groups()]
    begin, end = time(hours[0], hours[1]), time(hours[2], hours[3])
    if begin == end:
        raise ValueError(f"{text!r} begins and ends at the same time: leave the setting empty for the whole day")
    return begin, end


def is_within_hours(hours: tuple[time, time], at: time) -> bool:
    """Return whether a time of day lies in the range; a range may cross midnight."""
    begin, end = hours
    return begin <= at < end if begin < end else at >= begin or at < end
