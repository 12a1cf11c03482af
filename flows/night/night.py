"""Open what a night over one register uses, and run its stages: discover → fetch → load. This decides their order.

``call`` runs a stage over a batch: directly, or as a Prefect task in ``flows.schedule.flow``. Both write the same
ledger.
"""

from __future__ import annotations

import functools
import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

from extractors.errors import UnexpectedPage
from extractors.registers import connector_for
from flows import stages
from flows.http.client import PoliteClient, RegisterError, Transport
from flows.http.errors import RunOver
from flows.http.fetcher import Fetcher
from flows.night.discover import Night, discover, say_what_is_left, with_listed
from flows.night.hosts import note_host, respect_pause
from flows.night.plan import NightDays
from flows.night.resume import answers_for, recent_cut_offs
from flows.reading.kept import clear_outdated, kept_readings
from flows.reading.limits import limits_of
from flows.reading.reader import Reader
from flows.reading.spread.errors import ReadersFailed
from flows.reading.spread.make import spreading
from flows.reading.tools.find import find_tools
from flows.registers.find import RegisterConfig
from flows.rereading.outdated import read_outdated
from flows.rereading.passing import read_held_back
from flows.rereading.waiting import read_what_waited
from flows.run.run import Run
from flows.stages import Patience
from flows.stages.elsewhere import read_alone
from flows.withdrawal.outside import blanker

T = TypeVar("T")
Call = Callable[..., Any]
"""``call(stage_name, function, *arguments)`` runs the function and returns what it returns."""


@dataclass(frozen=True)
class World:
    """What is around a night. ``transport`` replaces the network, ``sleep`` (seconds) the waits between requests and
    attempts, ``ticks`` (seconds, never decreasing) the machine's clock.

    For a night beside others: ``waits`` is entered while its host is waited for, and ``check`` raises where it must
    end, which a signal cannot tell its thread.
    """

    transport: Transport | None = None
    sleep: Callable[[float], None] = time.sleep
    ticks: Callable[[], float] = time.monotonic
    waits: Callable[[], AbstractContextManager[None]] = nullcontext
    check: Callable[[], object] | None = None


@contextmanager
def open_night(run: Run, register: RegisterConfig, days: NightDays, world: World) -> Iterator[Night]:
    """Yield a night with its client and its readers, and close them."""
    with ExitStack() as stack:
        keep = functools.partial(run.archive.store, register=register.code)
        client = stack.enter_context(
            PoliteClient(
                run.settings.for_register(register),
                keep=keep,
                transport=world.transport,
                sleep=world.sleep,
                clock=world.ticks,
                now=run.clock.now,
                check=world.check,
            )
        )
        kept = kept_readings(run.readings, run.settings, run.readers_version)
        tools = find_tools(run.settings, keeps=True)
        spread = None
        try:
            run.spread = spread = stack.enter_context(
                spreading(run.settings, run.readings, run.archive.size, tools, run.readers_version, run.progress.say)
            )
        except ReadersFailed as error:
            read_alone(run, error)
        reader = Reader(
            run.settings.workers,
            tools,
            limits_of(run.settings),
            run.settings.folder.temporary,
            kept,
            world.check,
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
        fetcher = Fetcher(client, run.archive, register.code, blank=blank, waits=world.waits)
        night = Night(
            run=run,
            register=register,
            connector=connector,
            fetcher=fetcher,
            reader=reader,
            patience=Patience(run.settings.failures_before_giving_up),
            days=days,
            cut_off=recent_cut_offs(run, register.code),
        )
        stack.callback(night.listed.close)
        yield night
        run.summary.notes += spread.notes() if spread is not None else []
        run.summary.notes += kept.troubles() if kept is not None else []
        clear_outdated(run.readings, run.settings, run.readers_version)


def run_night(night: Night, call: Call) -> Exception | None:
    """Run the stages of a night. Trouble with the host or its pages ends it early and is returned; what was done is
    kept.

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
            fetched = call(f"fetch-{number}", stages.fetch_documents, *asked, with_listed(night, batch))
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
        summary.sent = night.fetcher.client.sent
    note_host(night, ended_by)
    say_what_is_left(night)
    # Last, because new documents matter more than held ones; and in any case, because this needs no host.
    call("read-held-back", read_held_back, night.run, night.reader, night.register.code)
    call("read-outdated", read_outdated, night.run, night.reader, night.register.code)
    return ended_by


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most ``size`` items, in order."""
    waiting = iter(items)
    while batch := list(itertools.islice(waiting, size)):
        yield batch
