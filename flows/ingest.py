"""One night over one register: discover → fetch → load → publish. Knows the order of things, not how they are run.

``call`` runs a stage over a batch: plainly here, as a Prefect task in ``flows.nightly``. Both write the same ledger.
"""

from __future__ import annotations

import functools
import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

import httpx

from extractors.errors import UnexpectedPage
from extractors.model.register import ListingEntry
from extractors.registers import connector_for
from extractors.registers.base import Connector, SearchCell
from flows import stages
from flows.client import PoliteClient, RegisterError
from flows.clock import Clock
from flows.discover import Searched, Work, choose_types, decide, search
from flows.fetching import Fetcher
from flows.reading import Reader
from flows.registers import RegisterConfig, find_register
from flows.run import Run, RunError, open_run
from flows.settings import Settings
from flows.stages import document_id
from flows.summary import Summary
from flows.tools.find import find_tools
from warehouse import coverage, load, quarantine

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
    """All that the stages of one night share."""

    run: Run
    register: RegisterConfig
    connector: Connector
    fetcher: Fetcher
    reader: Reader
    begin: date
    end: date


def ingest_register(
    name: str, settings: Settings, clock: Clock, *, since: date | None, until: date | None, plain: bool
) -> Summary:
    """One run of the nightly flow over a register: its name, a base URL, or "sample" for the bundled one.

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

            base_url, transport = stack.enter_context(serve_at_home())
            register = register.at(base_url)
        return ingest_from(register, settings, clock, since=since, until=until, plain=plain, transport=transport)


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
) -> Summary:
    """One night over a register whose address is known.

    ``transport`` takes the network's place, ``sleep`` (seconds) that of waiting between requests and attempts.
    """
    begin, end = _range(register, settings, clock, since, until)
    arguments = {"since": begin.isoformat(), "until": end.isoformat()}
    with open_run(settings, clock, kind="ingest", register=register.code, arguments=arguments) as run:
        with _night(run, register, begin, end, transport, sleep) as night:
            if plain:
                run_night(night, call_plainly)
            else:
                from flows.nightly import run_with_prefect

                run_with_prefect(night)
        return run.summary


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
    transport: httpx.BaseTransport | None,
    sleep: Callable[[float], None],
) -> Iterator[Night]:
    with ExitStack() as stack:
        keep = functools.partial(run.archive.store, register=register.code)
        client = stack.enter_context(
            PoliteClient(
                run.settings.for_register(register), keep=keep, transport=transport, sleep=sleep, now=run.clock.now
            )
        )
        fetcher = Fetcher(client, run.archive, register.code)
        reader = Reader(run.settings.workers, find_tools(run.settings))
        stack.callback(reader.close)
        yield Night(
            run,
            register,
            connector_for(register.platform, register.base_url, register.authority),
            fetcher,
            reader,
            begin,
            end,
        )


def run_night(night: Night, call: Call) -> None:
    """The night itself. Trouble with the host or its pages ends it early and is said; nothing done is undone."""
    summary = night.run.summary
    try:
        work = call("discover", discover, night)
        for number, batch in enumerate(batches(work, night.run.settings.batch_size), 1):
            fetched = call(f"fetch-{number}", stages.fetch_documents, night.run, night.fetcher, night.connector, batch)
            call(f"load-{number}", stages.load_documents, night.run, night.fetcher, night.reader, fetched.documents)
            if fetched.stopped_by is not None:
                raise fetched.stopped_by
    except RegisterError as error:
        summary.stop_short(f"{night.register.code}: the night ended early: {error}")
    except UnexpectedPage as error:
        summary.stop_short(f"{night.register.code}: a page has changed shape, so the night ended early: {error}")
    finally:
        summary.counts["requests"] = night.fetcher.requests


def discover(night: Night) -> tuple[Work, ...]:
    """Searches the night's days, writes the coverage ledger, and says which documents to fetch."""
    types = choose_types(night.connector, night.fetcher, night.register.document_types)
    found: list[ListingEntry] = []
    restricted: list[ListingEntry] = []
    for access, entries in ((None, found), ("AK", restricted)):
        cell = SearchCell(night.begin, night.end, types, access)
        for searched in search(night.connector, night.fetcher, cell):
            _record(night, searched)
            entries += searched.entries
    return decide(
        found,
        restricted,
        load.known_documents(night.run.warehouse, night.register.code),
        begin=night.begin,
        end=night.end,
        now=night.run.clock.now(),
        recheck_after=timedelta(days=night.run.settings.recheck_days),
        unfinished=_unfinished(night),
    )


def _unfinished(night: Night) -> frozenset[str]:
    """The external ids of this register's documents of which something could not be had."""
    prefix = document_id(night.register.code, "")
    held = quarantine.open_documents(night.run.warehouse, stages.WORTH_ASKING_AGAIN)
    return frozenset(name.removeprefix(prefix) for name in held if name.startswith(prefix))


def _record(night: Night, searched: Searched) -> None:
    cell, run = searched.cell, night.run
    seen = len({entry.external_id for entry in searched.entries})
    what = f"access={cell.access or 'any'}; types={','.join(cell.document_types)}"
    coverage.record(
        run.warehouse,
        run_id=run.run_id,
        register=night.register.code,
        begin_on=cell.begin,
        end_on=cell.end,
        filter=what,
        expected=searched.total,
        seen=seen,
        is_capped=searched.is_capped,
        at=run.clock.now(),
    )
    if seen < searched.total and not searched.is_capped:
        run.summary.stop_short(
            f"{night.register.code}: {cell.begin} to {cell.end} holds {searched.total} rows for {what}, "
            f"but only {seen} of them were handed out"
        )
    if searched.is_capped:
        run.summary.stop_short(
            f"{night.register.code}: {cell.begin} holds {searched.total} rows or more for {what}: "
            "the register cuts them off and the search cannot be split further"
        )


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size`` items, in order."""
    waiting = iter(items)
    while batch := list(itertools.islice(waiting, size)):
        yield batch
