"""Tell which words of a list belong to which of its members.

käskkirja nr 5 lisa 1 … osas ja lisa 2      the limitation is that of annex 1 alone
lisa 1 alates 1. maist ja lisa 2 …          each annex has its own day
lisa 1 ja alates 1. maist lisa 2            the day is that of annex 2 alone
alates 1. maist A ja alates 1. juunist B    a day that stands before its act, behind the joint
"""

from __future__ import annotations

import re

from extractors.citations.calendar_dates import find_dates
from extractors.model.evidence import Span
from extractors.words.acts import SAID_BEFORE
from extractors.words.guarded import Guarded
from extractors.words.numbers import ORDINAL

_LIFTED = r"(?<![ \n])[ \n]{5,}"
"""Blanks in the place of a piece that was lifted out (``peeling``), all of them: tried from each, many are slow."""
_FORMER = r"(?:(?:endise|tollase|varasema|senise)\s+)?"
"""Words before an issuer that belong to no citation."""
_UNKNOWN_ISSUER = r"(?:(?!(?:ja|ning|samuti|kuni)(?!\w))[^\W\d_][\w-]*\s+){0,5}"
"""Words of an issuer that no citation took: behind a joint and a day they belong to the act that follows."""
_OF_IT = rf"(?:(?:selle|tema|{SAID_BEFORE})\s+(?:(?:käskkirja|korralduse|otsuse|määruse)\s+)?)?"
_UNIT = rf"{_OF_IT}(?:(?:lisa|(?:ala)?punkt)\w{{0,3}}\s{{1,4}}(?:nr\.?\s)?\d|(?:{ORDINAL}\s+){{1,3}}lisa(?!\w))"
_JOINT = r"(?:\s{0,4}[,;])?\s{1,4}(?:(?:ja|ning|samuti)\s{1,4})?(?:ka\s{1,4})?"
_NEXT_UNIT = Guarded(rf"{_LIFTED}(?:[,;]\s*)?(?:(?:ja|ning|samuti)\s{{1,4}})?(?:ka\s{{1,4}})?(?={_UNIT})", "lisa punkt")
_UNIT_BEHIND_DAY = re.compile(rf"(?:\.?\s?a(?:astal|asta|\.)?(?!\w))?\)?{_JOINT}(?={_UNIT})", re.IGNORECASE)
_PARTED = re.compile(r"[,;]|(?<!\w)(?:ja|ning|samuti)(?!\w)", re.IGNORECASE)
_LEAD_BEFORE = re.compile(
    r"(?:[,;]|(?<!\w)(?:ja|ning|samuti))\s{1,4}(?P<lead>(?:ka\s{1,4})?(?:(?:alates|arvates)\s{1,4})?(?:kuupäevast\s{1,4})?)\Z",
    re.IGNORECASE,
)
_BEHIND_LEAD = re.compile(
    rf"[\s,]*(?:a\.?(?!\w)|aastal(?!\w))?[\s,]*(?:(?:ka|samuti|kehtetuks|aga|omakorda)\s+)?{_FORMER}{_UNKNOWN_ISSUER}",
    re.IGNORECASE,
)
_LIFTED_LEAD = re.compile(
    rf"(?:[,;]|(?<!\w)(?:ja|ning|samuti))(?P<lead>{_LIFTED}(?:(?:ka|samuti)\s+)?{_FORMER})\Z", re.IGNORECASE
)

# "lisad 1-6, lisa 4 aga alates 1. septembrist": the day is that of annex 4 alone
_CONTRASTED = Guarded(
    rf"(?:\s{{0,4}}[,;]|(?<!\w)(?:kuid|ent))\s{{1,4}}(?:(?:kuid|ent|ainult|üksnes)\s{{1,4}})?(?={_OF_IT}(?:lisa|(?:ala)?punkt)\w{{0,3}}\s[\d\s,.-]*(?:(?:ja|ning|kuni)\s[\d\s,.-]+)*"
    r"(?:kehtivus\w{0,2}\s+)?(?:aga|seevastu|ent|siiski)\s+(?:alles\s+)?(?:(?:alates|arvates)\s+)?(?:kuupäevast\s+)?\d)",
    "aga seevastu siiski ent",
)
_FIRST_UNIT = Guarded(_UNIT, "lisa punkt")


def split_tail(view: str, tail: Span) -> tuple[tuple[Span | None, Span], ...]:
    """Return the stretches of what stands behind an act, each with the day that stands before it ("alates 1. maist lisa
    4"), ``None`` for none.

    The tail is cut where annexes or points follow upon a day or upon a piece that was lifted out, and is one stretch
    where they do not.
    """
    first = _FIRST_UNIT.search(view, tail.start, tail.end)
    if first is None:
        return ((None, tail),)
    leads: dict[int, Span | None] = {match.end(): None for match in _NEXT_UNIT.finditer(view, first.end(), tail.end)}
    # An empty lead: neither the day of the units before it nor their qualification is theirs
    leads |= {m.end(): Span(m.end(), m.end()) for m in _CONTRASTED.finditer(view, first.end(), tail.end)}
    for day in find_dates(view, first.end(), tail.end):
        following = _UNIT_BEHIND_DAY.match(view, day.end, tail.end)
        if following is not None:
            own = _lead_of_unit(view, first.end(), day.start, following)
            leads[following.end()] = own or leads.get(following.end())
    stretches: list[tuple[Span | None, Span]] = []
    lead, start = None, tail.start
    for at, following_lead in sorted(leads.items()):
        stretches.append((lead, Span(start, following_lead.start if following_lead else at)))
        lead, start = following_lead, at
    return (*stretches, (lead, Span(start, tail.end)))


def _lead_of_unit(view: str, start: int, day: int, behind: re.Match[str]) -> Span | None:
    """Return the day of the unit behind it, from its first word to the unit: "lisa 3 ja alates 1. maist lisa 4".

    ``None`` where a joint stands behind the day, which is then that of the unit before it.
    """
    if _PARTED.search(behind.group()) is not None:
        return None
    before = _LEAD_BEFORE.search(view, max(start, day - 40), day)
    return Span(before.start("lead"), behind.end()) if before is not None else None


def find_lead(view: str, start: int, end: int) -> Span | None:
    """Return the day or the lifted piece that stands between a joint and the act at ``end``; ``None`` for none. What
    stands there qualifies the act behind it, and not the one before ``start``."""
    lifted = _LIFTED_LEAD.search(view, start, end)
    if lifted is not None:
        return Span(lifted.start("lead"), end)
    for day in find_dates(view, start, end):
        before = _LEAD_BEFORE.search(view, max(start, day.start - 40), day.start)
        if before is not None and _BEHIND_LEAD.fullmatch(view, day.end, end):
            return Span(before.start("lead"), end)
    return None
