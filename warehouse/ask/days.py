"""Read days as people write them."""

from __future__ import annotations

import re
from datetime import date

_ESTONIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def parse_day_argument(text: str) -> date:
    """Return a day written as 2026-01-07 or 07.01.2026. Raise ``ValueError`` that says what was expected."""
    written = text.strip()
    match = _ESTONIAN.fullmatch(written)
    try:
        if match:
            day, month, year = (int(part) for part in match.groups())
            return date(year, month, day)
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"{text!r} is not a day: write 2026-01-07 or 07.01.2026") from None
