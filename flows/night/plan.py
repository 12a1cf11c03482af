"""Plan a night: which days to search, and in which order to fetch documents.

These functions are pure. The cost of a night grows with the window and with the waiting documents, not with the size of
the register: of the months before the window only a few are searched each night, those unsearched longest first.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flows.clock import TALLINN
from flows.settings import Settings
from flows.stages.work import Work, WorkList
from warehouse.ledgers.schedule import PROVEN, DayState
from warehouse.load import KnownDocument

_ONE_DAY = timedelta(days=1)

NEXT_NIGHT = timedelta(hours=12)
"""After so long the night after one has come, whenever in the night each of them looked."""


@dataclass(frozen=True)
class DayRange:
    """Days to search, both inclusive."""

    begin: date
    end: date


@dataclass(frozen=True)
class NightDays:
    """The days from ``begin`` to ``end``, both inclusive. ``is_chosen``: the operator named them."""

    begin: date
    end: date
    is_chosen: bool = False

    @property
    def arguments(self) -> dict[str, str]:
        """The days as the row of a run keeps them."""
        return {"since": self.begin.isoformat(), "until": self.end.isoformat()}

    def wants(self, day: date | None) -> bool:
        """Return whether a night is about a day: about any, where the operator named none."""
        return not self.is_chosen or (day is not None and self.begin <= day <= self.end)


def plan_days(states: Sequence[DayState], settings: Settings, now: datetime) -> tuple[DayRange, ...]:
    """Return the days to search tonight: the window, then days not proven, then the months whose turn it is.

    ``states`` are the days of the register's plan, in order, up to today. Adjacent days become one search.
    """
    if not states:
        return ()
    begins = states[-1].on_day - (settings.window_days - 1) * _ONE_DAY
    window = {state.on_day for state in states if state.on_day >= begins}
    older = [state for state in states if state.on_day < begins]
    unproven = {state.on_day for state in older if state.state != PROVEN}
    rotation = _rotating({state.on_day: state for state in older if state.state == PROVEN}, settings, now)
    # Newest first: if a night ends early, the latest documents are the ones that people ask for.
    return (*_stretches(window), *reversed(_stretches(unproven)), *_stretches(rotation))


def _rotating(proven: Mapping[date, DayState], settings: Settings, now: datetime) -> set[date]:
    """Return the days of the months whose turn it is: enough months a night for each to get its turn in time.

    Months already searched today count, so a second run on the same day does not search twice as much. A month that is
    overdue, because nights were missed, is searched regardless of the quota.
    """
    months: dict[tuple[int, int], list[DayState]] = {}
    for day, state in proven.items():
        months.setdefault((day.year, day.month), []).append(state)
    oldest = {month: min(s.searched_at for s in days if s.searched_at is not None) for month, days in months.items()}
    today = now.astimezone(TALLINN).date()
    age = {month: (today - at.astimezone(TALLINN).date()).days for month, at in oldest.items()}
    done_today = sum(1 for days in age.values() if days <= 0)
    quota = max(0, math.ceil(len(months) / settings.rotation_days) - done_today)
    in_turn = sorted((month for month in months if age[month] > 0), key=lambda month: (oldest[month], month))
    chosen = in_turn[:quota] + [month for month in in_turn[quota:] if age[month] >= settings.rotation_days]
    return {state.on_day for month in chosen for state in months[month]}


def _stretches(days: Iterable[date]) -> list[DayRange]:
    ranges: list[DayRange] = []
    for day in sorted(days):
        if ranges and ranges[-1].end + _ONE_DAY == day:
            ranges[-1] = DayRange(ranges[-1].begin, day)
        else:
            ranges.append(DayRange(day, day))
    return ranges


def without_days(ranges: Iterable[DayRange], days: Set[date]) -> tuple[DayRange, ...]:
    """Return the ranges in their order without ``days``; a range that such days lie in comes in several pieces."""
    return tuple(piece for each in ranges for piece in _stretches({day for day in _days_of(each) if day not in days}))


def _days_of(days: DayRange) -> Iterator[date]:
    return (days.begin + number * _ONE_DAY for number in range((days.end - days.begin).days + 1))


def in_turn(codes: Collection[str], begun: Mapping[str, datetime], waiting: Mapping[str, int]) -> list[str]:
    """Return the registers of a host in the order of asking.

    ``begun`` says when the last night over each began, ``waiting`` how many documents wait to be fetched. First come
    those that the last night did not reach, longest ago first; then those with the fewest documents, whose requests
    that they do not need go to those with the most.
    """
    never = datetime.min.replace(tzinfo=UTC)
    last = max((begun[code] for code in codes if code in begun), default=never)

    def place(code: str) -> tuple[bool, datetime, int]:
        at = begun.get(code, never)
        is_asked = last - at < NEXT_NIGHT and code in begun
        return (True, never, waiting.get(code, 0)) if is_asked else (False, at, 0)

    return sorted(codes, key=place)


def share_of(budget: int, left: int, registers: int) -> int:
    """Return how many requests the next register of a host may send: those ``left``, shared evenly among ``registers``.

    What one register does not need, those after it have. A ``budget`` of 0 is no limit.
    """
    return math.ceil(left / registers) if budget else 0


def has_searched_enough(sent: int, budget: int) -> bool:
    """Return whether half of the requests are used: the rest is for documents, or a big register is never read.

    A ``budget`` of 0 is no limit.
    """
    return budget > 0 and sent * 2 >= budget


def due_documents(known: Iterable[KnownDocument], settings: Settings, now: datetime) -> list[Work]:
    """Return the known documents that are due for a check by their age and state, the longest overdue first."""
    due = []
    for held in known:
        if held.last_checked_at is not None:
            due_at = held.last_checked_at + recheck_after(held, settings, now.astimezone(TALLINN).date())
            if due_at <= now:
                due.append((due_at, held.external_id))
    return [Work(external_id, "due") for _, external_id in sorted(due)]


def recheck_after(held: KnownDocument, settings: Settings, today: date) -> timedelta:
    """Return how long a document needs no check: up to a quarter less than the settings say, by a hash of its id.

    Without that variation, all documents fetched in one night would fall due in one night. A public page that listed no
    file when it was first seen is looked at again the next night: its list was missing, or its files come late.
    """
    if held.is_public and held.state == "listed" and not held.has_files and _was_seen_once(held):
        return NEXT_NIGHT
    if held.state == "gone" or held.is_public is False:
        days = settings.recheck_hidden_days
    else:
        registered = held.registered_on or held.first_seen_at.astimezone(TALLINN).date()
        is_old = (today - registered).days > settings.old_after_days
        days = settings.recheck_old_days if is_old else settings.recheck_days
    drawn = int.from_bytes(hashlib.sha256(held.document_id.encode()).digest()[:4]) / 2**32
    return timedelta(days=days) * (1 - drawn / 4)


def _was_seen_once(held: KnownDocument) -> bool:
    return held.last_checked_at is None or held.last_checked_at - held.first_seen_at < NEXT_NIGHT


def interleave(first: WorkList | Sequence[Work], later: Sequence[Work], share: float) -> Iterator[Work]:
    """Yield ``first`` with ``later`` mixed in, so that ``share`` of any leading part come from ``later``.

    Wherever a night ends, both have had their share. Each document occurs once.
    """
    among = {work.external_id for work in later}
    waiting = {work.external_id for work in first if work.external_id in among}
    rest = [work for work in later if work.external_id not in waiting]
    taken = 0
    for count, work in enumerate(first, 1):
        yield work
        while taken < len(rest) and (taken + 1) <= share * (count + taken + 1):
            yield rest[taken]
            taken += 1
    yield from rest[taken:]
