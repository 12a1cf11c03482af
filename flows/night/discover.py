"""Decide which days a night searches and which documents it fetches, in order; hold what its stages share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from extractors.model.ids import DocumentId
from extractors.registers.base import Connector, SearchCell
from flows import stages
from flows.http.fetcher import Fetcher
from flows.night.keep import ask_for_wanted, keep_search, search_name
from flows.night.listed import Listed
from flows.night.plan import (
    DayRange,
    NightDays,
    due_documents,
    has_searched_enough,
    interleave,
    plan_days,
    without_days,
)
from flows.night.search import Searched, Types, choose_types, decide, decide_restricted, search_both
from flows.reading.reader import Reader
from flows.registers.find import RegisterConfig
from flows.run.run import Run
from flows.stages import Patience
from flows.stages.work import Work, WorkList
from warehouse import load
from warehouse.ledgers import quarantine, schedule
from warehouse.load import KnownDocument


@dataclass
class Night:
    """What the stages of one night share.

    ``cut_off`` says when the nights began that this one goes on with (``flows.night.resume``). ``listed`` holds the
    rows that this night's searches showed.
    """

    run: Run
    register: RegisterConfig
    connector: Connector
    fetcher: Fetcher
    reader: Reader
    patience: Patience
    days: NightDays
    cut_off: Sequence[datetime] = ()
    listed: Listed = field(default_factory=Listed)


def discover(night: Night) -> WorkList:
    """Search the days of this night and return the documents to fetch, in order.

    The results of a search are recorded together with the search, so a run that is killed before it fetches leaves the
    list to the next one.
    """
    run, code = night.run, night.register.code
    types = choose_types(night.connector, night.fetcher, night.register.document_types)
    for number, days in enumerate(planned := _plan(night, types)):
        if _has_searched_enough(night):
            run.summary.notes.append(f"{code}: {len(planned) - number} stretches of days are left for the next run")
            break
        run.progress.say(f"searching {days.begin} to {days.end} ({number + 1} of {len(planned)} stretches of days)")
        search_days(night, days, types)
    if not night.days.is_chosen:
        ask_for_wanted(run, night.fetcher, night.connector)
    return work_of(night)


def _plan(night: Night, types: Types) -> tuple[DayRange, ...]:
    """Return the days to search: those that the operator chose, else those whose state requires it."""
    run, settings = night.run, night.run.settings
    begin, end = night.days.begin, night.days.end
    filters = (night.connector.access.restricted, None)
    names = [search_name(SearchCell(begin, end, types.values, access)) for access in filters]
    plan = schedule.Plan(
        register=night.register.code,
        since=min(begin, night.register.since),
        until=end,
        searches=names,
        proof_after_days=settings.proof_after_days,
    )
    schedule.record_plan(run.warehouse, plan, run.clock.now())
    planned = (
        (DayRange(begin, end),)
        if night.days.is_chosen
        else plan_days(schedule.day_states(run.warehouse, night.register.code), settings, run.clock.now())
    )
    if not night.cut_off:
        return planned
    done = schedule.days_searched_since(run.warehouse, night.register.code, names, min(night.cut_off))
    return without_days(planned, done)


def _has_searched_enough(night: Night) -> bool:
    return has_searched_enough(night.fetcher.client.sent, night.run.settings.request_budget)


def search_days(night: Night, days: DayRange, types: Types) -> None:
    """Search a stretch of days for restricted documents and for all, and keep each part as it comes.

    The budget is checked only after a part of the second search, so that some days always get both: otherwise the
    first search would use up a small budget every night.
    """
    shown: frozenset[str] | None = None
    for searched in search_both(night.connector, night.fetcher, days, types):
        night.run.progress.check()
        night.listed.put(searched.entries)
        known = _known_about(night, searched)
        if searched.cell.access == night.connector.access.restricted:
            work = decide_restricted(searched, known)
            shown = frozenset(entry.external_id for entry in searched.entries) if searched.is_whole else None
        else:
            work = decide(searched, known, types.labels, shown)
        keep_search(night.run, night.register.code, searched, types, work)
        if searched.cell.access is None and _has_searched_enough(night):
            return


def _known_about(night: Night, searched: Searched) -> dict[str, KnownDocument]:
    """Return what is known of the documents that a search showed, or should have shown."""
    ids = [entry.external_id for entry in searched.entries]
    return load.known_among(night.run.warehouse, night.register.code, ids, (searched.cell.begin, searched.cell.end))


def work_of(night: Night) -> WorkList:
    """Return the documents to fetch: those that searches found or that failed last time, mixed with those due again."""
    run, code = night.run, night.register.code
    pending = schedule.pending_documents(run.warehouse, code)
    found = WorkList(Work(each.external_id, each.reason) for each in pending)
    unfinished = _unfinished(night)
    waiting = {each.external_id for each in found if each.external_id in unfinished}
    found.extend(Work(name, "retry") for name in sorted(unfinished - waiting))
    return WorkList(interleave(found, _due(night), run.settings.recheck_share))


def with_listed(night: Night, batch: Iterable[Work]) -> list[Work]:
    """Return a batch, each document with the row by which a search showed it tonight."""
    return [replace(each, listed=night.listed.get(each.external_id)) for each in batch]


def _due(night: Night) -> list[Work]:
    """Return the documents due again; where the operator chose the days, only those of these days."""
    chosen = (
        held
        for held in load.known_documents(night.run.warehouse, night.register.code)
        if night.days.wants(held.registered_on)
    )
    return due_documents(chosen, night.run.settings, night.run.clock.now())


def _unfinished(night: Night) -> frozenset[str]:
    """Return the external ids of this register's documents of which something could not be fetched."""
    held = map(DocumentId, quarantine.open_documents(night.run.warehouse, stages.WORTH_ASKING_AGAIN))
    return frozenset(each.external_id for each in held if each.register == night.register.code)


def say_what_is_left(night: Night) -> None:
    code = night.register.code
    pending = schedule.pending_number(night.run.warehouse, code)
    due = [work.external_id for work in _due(night)]
    left = len(due) - len(schedule.waiting_among(night.run.warehouse, code, due))
    days = [
        state
        for state in schedule.day_states(night.run.warehouse, code)
        if state.state in ("never searched", "cut short", "capped") and night.days.wants(state.on_day)
    ]
    summary = night.run.summary
    summary.counts["left"] = pending + left
    if pending or left:
        sentence = f"{pending} documents found and {left} due again are left for the next run"
        summary.notes.append(f"{code}: {sentence}")
    if days:
        sentence = f"{len(days)} days from {days[0].on_day} to {days[-1].on_day} are not searched whole (kehtiv status)"
        summary.notes.append(f"{code}: {sentence}")
