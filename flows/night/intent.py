"""Tell what a night would do, without contacting a host or writing anything (`kehtiv ingest --dry-run`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flows.clock import Clock
from flows.night.plan import DayRange, due_documents, plan_days
from flows.registers.find import RegisterConfig
from flows.run import going_on
from flows.settings import Settings
from warehouse.ask import standing
from warehouse.connection import Warehouse, open_published
from warehouse.errors import NoWarehouse
from warehouse.ledgers.schedule import DayState
from warehouse.load import KnownDocument

SHOWN = 10
"""Stretches of days that are named one by one."""


def tell_intent(
    register: RegisterConfig, settings: Settings, clock: Clock, since: date | None, until: date | None
) -> Iterator[str]:
    """Yield sentences on what a night over a register would do, from what is published."""
    paced = settings.for_register(register)
    authority, place = register.authority or "authority not listed", register.base_url or "bundled"
    yield f"register: {register.code} ({authority}), {place}"
    if register.has_robot_check:
        yield "nothing: the register is behind a robot check, and kehtiv does not ask there"
        return
    held = going_on.look(settings.data)
    if held is not None:
        yield held.sentence
    try:
        with open_published(settings.data) as w:
            planned = _planned(w, register, settings, clock, since, until)
            due = _due_number(w, register, settings, clock)
    except NoWarehouse:
        planned, due = (DayRange(since or register.since, until or clock.today()),), 0
    days = sum((each.end - each.begin).days + 1 for each in planned)
    yield f"would search {days} days in {len(planned)} stretches, each for restricted documents and for all"
    yield from (f"  {each.begin} to {each.end}" for each in planned[:SHOWN])
    if len(planned) > SHOWN:
        yield f"  … {len(planned) - SHOWN} more"
    yield f"would look again at {due} documents that are due, and at each that a search shows as new or changed"
    budget = f"at most {paced.request_budget} requests" if paced.request_budget else "requests without limit"
    hours = f", between {paced.night_window}" if paced.night_window else ""
    yield f"{budget}, one in {paced.request_interval_s:g} s{hours}; nothing was asked and nothing was written"


def _planned(
    w: Warehouse, register: RegisterConfig, settings: Settings, clock: Clock, since: date | None, until: date | None
) -> tuple[DayRange, ...]:
    today = clock.today()
    if since is not None or until is not None:
        return (DayRange(since or register.since, until or today),)
    known: dict[date, DayState] = {}
    for row in standing.day_stretches(w, register.code):
        for number in range((row["end_on"] - row["begin_on"]).days + 1):
            day = row["begin_on"] + timedelta(days=number)
            known[day] = DayState(day, row["state"], row["oldest_search_at"])
    every = (register.since + timedelta(days=number) for number in range((today - register.since).days + 1))
    states = [known.get(day) or DayState(day, "never searched", None) for day in every]
    return plan_days(states, settings, clock.now())


def _due_number(w: Warehouse, register: RegisterConfig, settings: Settings, clock: Clock) -> int:
    known = [KnownDocument(**row) for row in standing.documents_of(w, register.code)]
    return len(due_documents(known, settings, clock.now()))
