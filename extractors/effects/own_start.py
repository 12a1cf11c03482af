"""Read days that a sentence counts from the act's own signing: "alates allkirjastamisele järgnevast päevast"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.effects.dates import EffectDate, count_next
from extractors.words.acts import ACT_STEM
from extractors.words.guarded import Guarded

_SIGNED = rf"(?:(?:käesoleva\s+)?(?:{ACT_STEM})\w*\s+)?(?:allkirjastamisele|allakirjutamisele)\s+"
OWN_START = Guarded(
    rf"(?<!\w)(?:alates\s+)?(?:(?P<day>{_SIGNED}järgneva(?:st|l)\s+päeva(?:st|l))"
    rf"|(?:{_SIGNED}järgneva|järgmise|järgneva)\s+(?:kalendri)?kuu\s+(?:esimese(?:st|l)|1\.)\s+(?:kuu)?päeva(?:st|l))(?!\w)",
    "päeva",
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
    return count_next("month", act_date, "signing")
