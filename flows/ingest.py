"""One night over one register: discover → fetch → load → publish. Knows the order of things, not how they are run.

``call`` runs a stage over a batch: plainly here, as a Prefect task in ``flows.nightly``. Both write the same ledger.
"""

from __future__ import annotations

import functools
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

from extractors.errors import UnexpectedPage
from extractors.registers import connector_for
from extractors.registers.base import Connector, Maintenance, RobotCheck, SearchCell
from flows import stages
from flows.client import PoliteClient, RegisterError
from flows.clock import Clock
from flows.discover import Searched, Types, Work, choose_types, decide, decide_restricted, search
from flows.fetching import Fetcher
from flows.forgetting import blanker
from flows.limits import limits_of
from flows.planning import DayRange, due_documents, interleave, plan_days
from flows.reading import Reader
from flows.registers import RegisterConfig, find_register
from flows.run import Run, RunError, open_run, refuse_second_run
from flows.searching import ask_for_wanted, keep_search, search_name
from flows.settings import Settings
from flows.stages import document_id
from flows.summary import Summary
from flows.tools.find import find_tools
from flows.trouble import (
    AddressRefused,
    ContactMissing,
    HostRefuses,
    IntervalTooShort,
    PagesChanged,
    RobotCheckMet,
    RobotsDisallow,
    RunOver,
)
from flows.waiting import read_what_waited
from warehouse import hosts, load, quarantine, schedule
from warehouse.hosts import HostState
from warehouse.load import KnownDocument

T = TypeVar("T")
Call = Callable[..., Any]
"""``call(stage_name, function, *arguments)`` runs the function and returns what it returns."""


def call_plainly(name: str, stage: Callable[..., T], *arguments: Any) -> T:
    return stage(*arguments)


class RefusesRobots(RunError):
    """The register stands behind a robot check: kehtiv does not ask there, and never works around it."""


class WrongRange(RunError):
    """--since lies after --until."""


@dataclass
class Night:
    """All that the stages of one night share. ``is_chosen``: the operator named the days from ``begin`` to ``end``."""

    run: Run
    register: RegisterConfig
    connector: Connector
    fetcher: Fetcher
    reader: Reader
    begin: date
    end: date
    is_chosen: bool


def ingest_register(
    name: str,
    settings: Settings,
    clock: Clock,
    *,
    since: date | None,
    until: date | None,
    plain: bool,
    call: Call | None = None,
) -> Summary:
    """One run of the nightly flow over a register: its name, a base URL, or "sample" for the bundled one.

    ``call`` runs the stages, where a flow that is already going on does; else ``plain`` says whether one is begun.

    Raises ``UnknownRegister`` or ``RunError`` before anything is done; a host in trouble or a changed page ends the
    night early, which the summary says, and what was loaded by then is published.
    """
    with ExitStack() as stack:
        register = find_register(name)
        if register.has_robot_check:
            raise RefusesRobots(
                f"{register.code} stands behind a robot check: its host wants no robots, so it is not asked"
            )
        transport = None
        if register.is_bundled:
            from flows.sample.address import serve_at_home

            base_url, transport = stack.enter_context(serve_at_home(platform=register.platform))
            register = register.at(base_url)
        return ingest_from(
            register, settings, clock, since=since, until=until, plain=plain, transport=transport, call=call
        )


def ingest_from(
    register: RegisterConfig,
    settings: Settings,
    clock: Clock,
    *,
    since: date | None = None,
    until: date | None = None,
    plain: bool = True,
    transport: httpx.BaseTransport | None = None,
    sleep: Callable[[float], None] = time.sleep,
    ticks: Callable[[], float] = time.monotonic,
    call: Call | None = None,
) -> Summary:
    """One night over a register whose address is known.

    ``transport`` takes the network's place, ``sleep`` (seconds) that of waiting between requests and attempts,
    ``ticks`` (seconds that only grow) that of the machine's clock.
    """
    begin, end = _range(register, settings, clock, since, until)
    arguments = {"since": begin.isoformat(), "until": end.isoformat()}

    def whole(call: Call) -> Summary:
        with open_run(settings, clock, kind="ingest", register=register.code, arguments=arguments) as run:
            with _night(
                run, register, begin, end, since is not None or until is not None, (transport, sleep, ticks)
            ) as night:
                run_night(night, call)
            return run.summary

    if plain or call is not None:
        return whole(call or call_plainly)
    # Said before Prefect is started, which takes half a minute.
    refuse_second_run(settings.data)
    from flows.nightly import run_as_flow

    return run_as_flow(register.code, settings.data, whole)


def _range(
    register: RegisterConfig, settings: Settings, clock: Clock, since: date | None, until: date | None
) -> tuple[date, date]:
    end = until or clock.today()
    begin = since or register.since
    if begin > end:
        raise WrongRange(f"--since {begin} lies after --until {end}: nothing could be searched")
    return begin, end


@contextmanager
def _night(
    run: Run,
    register: RegisterConfig,
    begin: date,
    end: date,
    is_chosen: bool,
    world: tuple[httpx.BaseTransport | None, Callable[[float], None], Callable[[], float]],
) -> Iterator[Night]:
    transport, sleep, ticks = world
    with ExitStack() as stack:
        keep = functools.partial(run.archive.store, register=register.code)
        client = stack.enter_context(
            PoliteClient(
                run.settings.for_register(register),
                keep=keep,
                transport=transport,
                sleep=sleep,
                clock=ticks,
                now=run.clock.now,
            )
        )
        fetcher = Fetcher(client, run.archive, register.code, patience=run.settings.failures_before_giving_up)
        fetcher.blank = blanker(run.holdings, register.code)
        reader = Reader(run.settings.workers, find_tools(run.settings, keeps=True), limits_of(run.settings))
        stack.callback(reader.close)
        yield Night(
            run,
            register,
            connector_for(
                register.platform,
                register.base_url,
                register.authority,
                organisations=register.organisations,
                file_hosts=register.file_hosts,
            ),
            fetcher,
            reader,
            begin,
            end,
            is_chosen,
        )


def run_night(night: Night, call: Call) -> None:
    """The night itself. Trouble with the host or its pages ends it early and is said; nothing done is undone.

    A night that its own rules end (requests, hours) is done as far as it was meant to: it says what is left, and the
    next one begins with that.
    """
    summary = night.run.summary
    ended_by: Exception | None = None
    try:
        call("read-what-waited", read_what_waited, night.run, night.reader, night.register.code)
        _respect_pause(night)
        work = call("discover", discover, night)
        for number, batch in enumerate(batches(work, night.run.settings.batch_size), 1):
            fetched = call(f"fetch-{number}", stages.fetch_documents, night.run, night.fetcher, night.connector, batch)
            call(f"load-{number}", stages.load_documents, night.run, night.fetcher, night.reader, fetched.documents)
            if fetched.stopped_by is not None:
                raise fetched.stopped_by
    except RunOver as error:
        summary.notes.append(f"{night.register.code}: stopped by its own rules: {error}")
    except RegisterError as error:
        ended_by = error
        summary.stop_short(f"{night.register.code}: the night ended early: {error}")
    except UnexpectedPage as error:
        ended_by = error
        summary.stop_short(f"{night.register.code}: a page has changed shape, so the night ended early: {error}")
    finally:
        summary.counts["requests"] = night.fetcher.requests
    _note_host(night, ended_by)
    _say_what_is_left(night)


def _respect_pause(night: Night) -> None:
    """Raises ``HostRefuses`` while a pause lasts that the host asked for in an earlier run."""
    held = hosts.known_host(night.run.warehouse, _host_of(night))
    now = night.run.clock.now()
    if held is not None and held.not_before_at is not None and now < held.not_before_at:
        error = HostRefuses(
            f"{held.host} asked on an earlier run to be left alone until {held.not_before_at:%F %R} UTC"
        )
        error.wait_s = (held.not_before_at - now).total_seconds()
        raise error


def _host_of(night: Night) -> str:
    return urlsplit(night.connector.base_url).netloc


def _note_host(night: Night, ended_by: Exception | None) -> None:
    """The host's row. A night that asked nothing, or was kept from asking by our own settings, says nothing of it."""
    if night.fetcher.client.sent == 0 or isinstance(ended_by, (ContactMissing, IntervalTooShort)):
        return
    now = night.run.clock.now()
    wait_s = ended_by.wait_s if isinstance(ended_by, HostRefuses) else 0
    hosts.record(
        night.run.warehouse,
        run_id=night.run.run_id,
        host=_host_of(night),
        state=host_state(ended_by),
        at=now,
        reason=str(ended_by) if ended_by is not None else None,
        not_before=now + timedelta(seconds=wait_s) if wait_s else None,
    )


def host_state(trouble: Exception | None) -> HostState:
    """What trouble that ended a night says of the host; it never says anything of a document."""
    if trouble is None:
        return "ok"
    if isinstance(trouble, (RobotCheckMet, RobotCheck)):
        return "challenged"
    if isinstance(trouble, (HostRefuses, AddressRefused, RobotsDisallow)):
        return "rate-limited"
    if isinstance(trouble, PagesChanged) or (
        isinstance(trouble, UnexpectedPage) and not isinstance(trouble, Maintenance)
    ):
        return "changed"
    return "failing"


def _say_what_is_left(night: Night) -> None:
    known = load.known_documents(night.run.warehouse, night.register.code)
    pending = schedule.pending_documents(night.run.warehouse, night.register.code)
    waiting = {each.external_id for each in pending}
    due = [work for work in _due(night, known) if work.external_id not in waiting]
    days = [
        state
        for state in schedule.day_states(night.run.warehouse, night.register.code)
        if state.state in ("never searched", "cut short", "capped")
    ]
    summary = night.run.summary
    summary.counts["left"] = len(pending) + len(due)
    if pending or due:
        told = f"{len(pending)} documents found and {len(due)} due again are left for the next run"
        summary.notes.append(f"{night.register.code}: {told}")
    if days:
        told = f"{len(days)} days from {days[0].on_day} to {days[-1].on_day} are not searched whole (kehtiv status)"
        summary.notes.append(f"{night.register.code}: {told}")


def discover(night: Night) -> tuple[Work, ...]:
    """Searches the days that the night is to search, and says which documents to fetch, in order.

    What a search shows is written down together with the search itself: a run that is killed before it fetches leaves
    the list for the next one.
    """
    run, code = night.run, night.register.code
    types = choose_types(night.connector, night.fetcher, night.register.document_types)
    known = load.known_documents(run.warehouse, code)
    for number, days in enumerate(planned := _plan(night, types)):
        if _has_searched_enough(night):
            run.summary.notes.append(f"{code}: {len(planned) - number} stretches of days are left for the next run")
            break
        search_days(night, days, types, known)
    if not night.is_chosen:
        ask_for_wanted(run, night.fetcher, night.connector, known)
    return work_of(night)


def _plan(night: Night, types: Types) -> tuple[DayRange, ...]:
    """The days to search: those that the operator chose, else what the state of each day asks for."""
    run, settings = night.run, night.run.settings
    names = [search_name(SearchCell(night.begin, night.end, types.values, access)) for access in ("AK", None)]
    since = min(night.begin, night.register.since)
    schedule.record_plan(
        run.warehouse,
        register=night.register.code,
        since=since,
        until=max(night.end, min(run.clock.today(), night.end) if night.is_chosen else night.end),
        searches=names,
        proof_after_days=settings.proof_after_days,
        at=run.clock.now(),
    )
    if night.is_chosen:
        return (DayRange(night.begin, night.end),)
    return plan_days(schedule.day_states(run.warehouse, night.register.code), settings, run.clock.now())


def _has_searched_enough(night: Night) -> bool:
    """Half of a night's requests are for the documents: else a register with much to search would never be read."""
    budget = night.run.settings.request_budget
    return budget > 0 and night.fetcher.client.sent * 2 >= budget


def search_days(night: Night, days: DayRange, types: Types, known: Mapping[str, KnownDocument]) -> None:
    """Both searches over a stretch of days, each part kept as it comes.

    Once begun, some days get both: else a small budget would go to the first search night after night.
    """
    restricted: set[str] | None = set()
    for searched in _searches(night, SearchCell(days.begin, days.end, types.values, "AK")):
        keep_search(night.run, night.register.code, searched, types, decide_restricted(searched, known))
        if restricted is not None:
            restricted = restricted | {entry.external_id for entry in searched.entries} if searched.is_whole else None
    shown = frozenset(restricted) if restricted is not None else None
    for searched in _searches(night, SearchCell(days.begin, days.end, types.values, None)):
        keep_search(night.run, night.register.code, searched, types, decide(searched, known, types.labels, shown))
        if _has_searched_enough(night):
            return


def _searches(night: Night, cell: SearchCell) -> Iterator[Searched]:
    return search(night.connector, night.fetcher, cell)


def work_of(night: Night) -> tuple[Work, ...]:
    """All that is to be looked at: what searches found and what failed last time, with what is due woven in."""
    run, code = night.run, night.register.code
    known = load.known_documents(run.warehouse, code)
    found = [Work(each.external_id, each.reason) for each in schedule.pending_documents(run.warehouse, code)]
    listed = {work.external_id for work in found}
    found += [Work(name, "retry") for name in sorted(_unfinished(night) - listed)]
    return interleave(found, _due(night, known), run.settings.recheck_share)


def _due(night: Night, known: Mapping[str, KnownDocument]) -> list[Work]:
    """What is due again; where the operator chose the days, of these days alone."""
    chosen = [
        held
        for held in known.values()
        if not night.is_chosen or (held.registered_on is not None and night.begin <= held.registered_on <= night.end)
    ]
    return due_documents(chosen, night.run.settings, night.run.clock.now())


def _unfinished(night: Night) -> frozenset[str]:
    """The external ids of this register's documents of which something could not be had."""
    prefix = document_id(night.register.code, "")
    held = quarantine.open_documents(night.run.warehouse, stages.WORTH_ASKING_AGAIN)
    return frozenset(name.removeprefix(prefix) for name in held if name.startswith(prefix))


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size`` items, in order."""
    waiting = iter(items)
    while batch := list(itertools.islice(waiting, size)):
        yield batch
