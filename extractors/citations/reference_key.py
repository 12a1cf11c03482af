"""Build the canonical key of a reference: equal keys cite the same act if the issuer agrees."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_DASHES = re.compile("[\u2010-\u2015\u2212]")


def reference_key(kind: str | None, enacted_on: date | None, number: str | None, year: int | None = None) -> str:
    """Return the key, such as "käskkiri/2024-12-23/192", with "?" for what the text does not give.

    Numbers compare without case. Without a day the ``year`` replaces it: "2021. aasta käskkiri nr 5" is
    "käskkiri/2021/5".
    """
    day = enacted_on.isoformat() if enacted_on else str(year or "?")
    return f"{kind or '?'}/{day}/{canonical_number(number) or '?'}"


@lru_cache(maxsize=4096)
def canonical_number(number: str | None) -> str | None:
    """Return a number for comparison: no blanks, hyphens for dashes, no final stop, lower case; ``None`` for none."""
    if not number:
        return None
    return _DASHES.sub("-", "".join(number.split())).rstrip(".").casefold() or None
