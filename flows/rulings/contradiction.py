"""Tell whether a day that somebody rules contradicts the words that it is about."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.citations.calendar_dates import find_dates

_NOT_BEFORE = re.compile(r"(?<!\w)(?:mitte\s+(?:varem|enne)(?:\s+kui)?|kõige\s+varem|alates)\s*$", re.IGNORECASE)
_NOT_AFTER = re.compile(r"(?<!\w)(?:hiljemalt|mitte\s+hiljem\s+kui)\s*$", re.IGNORECASE)


def contradicts(quote: str | None, question: str, day: date) -> str | None:
    """Return why the day cannot be what the quote means, in words; ``None`` where nothing speaks against it.

    "mitte varem kui", "alates" and the like before a day forbid an earlier one; "hiljemalt" and the like forbid a later
    one. An end counts by the first day no longer in force, so the day after the last one is still in time.
    """
    words = quote or ""
    for found in find_dates(words):
        named, before = found.on(), words[: found.start]
        if named is None:
            continue
        if _NOT_BEFORE.search(before) and day < named:
            return f"{day} contradicts the quote, which says not before {named}"
        if _NOT_AFTER.search(before) and day > named + timedelta(days=question == "end_day"):
            return f"{day} contradicts the quote, which says no later than {named}"
    return None
