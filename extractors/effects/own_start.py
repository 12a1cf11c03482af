"""Read days that a sentence counts from the act's own signing: "alates allkirjastamisele järgnevast päevast"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from extractors.effects.dates import EffectDate, count_next
from extractors.effects.terms import GENITIVES
from extractors.words.acts import ACT_STEM
from extractors.words.guarded import Guarded

_SIGNED = rf"(?:(?:käesoleva\s+)?(?:{ACT_STEM})\w*\s+)?(?:allkirjastamisele|allakirjutamisele)\s+"
_OF_SIGNING = rf"(?:(?:(?:käesoleva|selle)\s+)?(?:{ACT_STEM})\w*\s+)?(?:digi\w*\s*)?(?:allkirjasta|alla\s?kirjuta)mi"
_COUNT = rf"(?:{'|'.join(GENITIVES)}|\d{{1,3}})"
# "kolme kuu möödumisel allkirjastamisest", "kuu aja möödumisel käskkirja allkirjastamisest", "14 päeva pärast …"
_TERM = (
    rf"(?:(?P<count>{_COUNT})\s+(?P<unit>päeva|nädala|kuu|aasta)(?:\s+aja)?|(?P<one>kuu|aasta)(?:\s+aja)?)"
    rf"\s+(?:möödumis(?:el|est)\s+{_OF_SIGNING}sest|pärast\s+{_OF_SIGNING}st)"
)
OWN_START = Guarded(
    rf"(?<!\w)(?:alates\s+)?(?:(?P<day>{_SIGNED}järgneva(?:st|l)\s+päeva(?:st|l))|{_TERM}"
    rf"|(?:{_SIGNED}järgneva|järgmise|järgneva)\s+(?:kalendri)?kuu\s+(?:esimese(?:st|l)|1\.)\s+(?:kuu)?päeva(?:st|l))(?!\w)",
    "päeva möödumis pärast",
)
"""The words of such a day."""
SIGNED_ON = re.compile(
    r"(?<!\w)(?:digi\w*\s*)?(?:allkirjasta|alla\s?kirjuta)mi(?:se\s+(?:päevast|päeval|kuupäevast|hetkest|hetkel|ajast)|sest|sel)(?!\w)",
    re.IGNORECASE,
)
"""The words by which something ends on the day of the signing itself."""


def read_own_start(view: str, start: int, end: int, act_date: date | None) -> EffectDate | None:
    """Return the day that a clause counts from the signing of its act; ``None`` without one, or where the act has no
    date."""
    found = OWN_START.search(view, start, end)
    if found is None or act_date is None:
        return None
    if found["day"] is not None:
        return EffectDate(act_date + timedelta(days=1), "clause", "signing+1d")
    if (unit := found["unit"] or found["one"]) is not None:
        return _after(act_date, found["count"] or "1", unit)
    return count_next("month", act_date, "signing")


def _after(signed_on: date, count: str, unit: str) -> EffectDate:
    """Return the day behind a term that runs from the signing; the last of a month that has no such day."""
    number = int(count) if count.isdecimal() else GENITIVES[count.casefold()]
    if unit.casefold() in ("päeva", "nädala"):
        days = number * (7 if unit.casefold() == "nädala" else 1)
        return EffectDate(signed_on + timedelta(days=days), "clause", f"signing+{days}d")
    months = number * (12 if unit.casefold() == "aasta" else 1)
    years, month = divmod(signed_on.month - 1 + months, 12)
    year = signed_on.year + years
    day = min(signed_on.day, monthrange(year, month + 1)[1])
    return EffectDate(date(year, month + 1, day), "clause", f"signing+{months}m")
