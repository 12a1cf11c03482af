"""Run one night over one register: discover → fetch → load → publish. This module decides the order of the stages.

``call`` runs a stage over a batch: directly here, or as a Prefect task in ``flows.schedule.flow``. Both write the same
ledger.
"""

from __future__ import annotations

import functools
import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from extractors.errors import UnexpectedPage
from extractors.registers import connector_for
from flows import stages
from flows.clock import Clock
from flows.http.client import PoliteClient, RegisterError, Transport
from flows.http.errors import RunOver
from flows.http.fetcher import Fetcher
from flows.night.discover import Night, discover, say_what_is_left
from flows.night.hosts import note_host, respect_pause
from flows.night.resume import answers_for, recent_cut_offs
from flows.reading.kept import clear_outdated, kept_readings
from flows.reading.limits import limits_of
from flows.reading.reader import Reader
from flows.reading.spread.errors import ReadersFailed
from flows.reading.spread.make import spreading
from flows.reading.tools.find import find_tools
from flows.registers.find import RegisterConfig, find_register
from flows.rereading.outdated import read_outdated
from flows.rereading.passing import read_held_back
from flows.rereading.waiting import read_what_waited
from flows.run.errors import RunError
from flows.run.run import Run, open_run
from flows.run.summary import Summary
from flows.settings import Settings
from flows.stages import Patience
from flows.stages.elsewhere import read_alone
from flows.withdrawal.outside import blanker

T = TypeVar("T")
Call = Callable[..., Any]
"""``call(stage_name, function, *arguments)`` runs the function and returns what it returns."""


Conduct = Callable[[str, Path, Callable[[Call], Summary]], Summary]
"""``conduct(register, data_folder, whole)`` runs ``whole(call)`` with its own ``call`` and returns the summary."""


def call_plainly(name: str, stage: Callable[..., T], *arguments: Any) -> T:
    """Run a stage directly."""
    return stage(*arguments)


def conduct_plainly(register: str, data: Path, whole: Callable[[Call], Summary]) -> Summary:
    """Run a night in this process, without Prefect."""
    return whole(call_plainly)


class RefusesRobots(RunError):
    """The register has a robot check: kehtiv sends it no requests and never works around the check."""


class WrongRange(RunError):
    """--since is later than --until."""


def ingest_register(
    name: str,
    settings: Settings,
    clock: Clock,
    *,
    since: date | None,
    until: date | None,
    conduct: Conduct = conduct_plainly,
) -> Summary:
    """Run the nightly flow over a register, given by its name, a base URL, or "sample" for the bundled one.

    ``conduct`` runs the night: directly here, or as a Prefect flow in ``flows.schedule.flow``.

    Raise ``UnknownRegister`` or ``RunError`` before anything is done. A failing host or a changed page ends the night
    early; the summary says so, and what was loaded by then is published.
    """
    with ExitStack() as stack:
        register = find_register(name)
        if register.has_robot_check:
            raise RefusesRobots(
                f"{register.code} is behind a robot check: its host allows no robots, so it is not asked"
            )
        transport = None
        if register.is_bundled:
            from flows.sample.address import serve_at_home

            base_url, transport = stack.enter_context(serve_at_home(platform=register.platform))
            register = register.at(base_url)
        return ingest_from(register, settings, clock, since=since, until=until, transport=transport, conduct=conduct)


def ingest_from(
    register: RegisterConfig,
    settings: Settings,
    clock: Clock,
    *,
    since: date | None = None,
    until: date | None = None,
    transport: Transport | None = None,
    sleep: Callable[[float], None] = time.sleep,
    ticks: Callable[[], float] = time.monotonic,
    conduct: Conduct = conduct_plainly,
) -> Summary:
    """Run one night over a register whose address is known.

    ``transport`` replaces the network, ``sleep`` (seconds) the waits between requests and attempts, and ``ticks``
    (seconds, never decreasing) the machine's clock.
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

    return conduct(register.code, settings.data, whole)


def _range(
    register: RegisterConfig, settings: Settings, clock: Clock, since: date | None, until: date | None
) -> tuple[date, date]:
    end = until or clock.today()
    begin = since or register.since
    if begin > end:
        raise WrongRange(f"--since {begin} is later than --until {end}: there would be nothing to search")
    return begin, end


@contextmanager
def _night(
    run: Run,
    register: RegisterConfig,
    begin: date,
    end: date,
    is_chosen: bool,
    world: tuple[Transport | None, Callable[[float], None], Callable[[], float]],
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
        kept = kept_readings(run.settings, run.readers_version)
        tools = find_tools(run.settings, keeps=True)
        spread = None
        try:
            run.spread = spread = stack.enter_context(
                spreading(run.settings, tools, run.readers_version, run.progress.say)
            )
        except ReadersFailed as error:
            read_alone(run, error)
        reader = Reader(
            run.settings.workers,
            tools,
            limits_of(run.settings),
            run.settings.folder.temporary,
            kept,
        )
        stack.callback(reader.close)
        connector = connector_for(
            register.platform,
            register.base_url,
            register.authority,
            organisations=register.organisations,
            file_hosts=register.file_hosts,
        )
        blank = blanker(run.holdings, connector, register.code)
        fetcher = Fetcher(client, run.archive, register.code, blank=blank)
        yield Night(
            run=run,
            register=register,
            connector=connector,
            fetcher=fetcher,
            reader=reader,
            patience=Patience(run.settings.failures_before_giving_up),
            begin=begin,
            end=end,
            is_chosen=is_chosen,
            cut_off=recent_cut_offs(run, register.code),
        )
        run.summary.notes += spread.notes() if spread is not None else []
        run.summary.notes += kept.troubles() if kept is not None else []
        clear_outdated(run.settings, run.readers_version)


def run_night(night: Night, call: Call) -> None:
    """Run the stages of a night. Trouble with the host or its pages ends it early; what was done is kept.

    A night that reaches its own limits (requests, hours) is complete: it says what is left, and the next night starts
    with that.
    """
    summary = night.run.summary
    ended_by: Exception | None = None
    night.run.progress.requests = lambda: night.fetcher.requests
    try:
        call("read-what-waited", read_what_waited, night.run, night.reader, night.register.code)
        respect_pause(night)
        work = call("discover", discover, night)
        asked = (night.run, answers_for(night, work), night.connector, night.patience)
        night.run.progress.expect(stages.FETCHING, len(work))
        for number, batch in enumerate(batches(work, night.run.settings.batch_size), 1):
            if number > 1:
                night.run.publish_meanwhile()
            fetched = call(f"fetch-{number}", stages.fetch_documents, *asked, batch)
            call(f"load-{number}", stages.load_documents, night.run, night.reader, fetched.documents)
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
    note_host(night, ended_by)
    say_what_is_left(night)
    # Last, because new documents matter more than held ones; and in any case, because this needs no host.
    call("read-held-back", read_held_back, night.run, night.reader, night.register.code)
    call("read-outdated", read_outdated, night.run, night.reader, night.register.code)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most ``size`` items, in order."""
    waiting = iter(items)
    while batch := list(itertools.islice(waiting, size)):
        yield batch
