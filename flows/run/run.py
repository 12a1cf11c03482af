"""Open a run over a data folder, and close it: lock, warehouse, row in ``runs``, publishing and report."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from flows.archive import ArchiveError, RunArchive
from flows.clock import Clock
from flows.digest.feeds import write_feeds
from flows.exports.afterwards import write_due
from flows.reading import version
from flows.reading.spread.spread import Spread
from flows.reading.store import StoredReadings
from flows.registers.config import BadRegisterList
from flows.registers.find import list_authorities
from flows.report.collect import RunFacts
from flows.report.digests import TELLING_KINDS, tell_digests
from flows.report.write import Written, report_run, tell_run
from flows.rulings.journal import load as load_rulings
from flows.run import going_on
from flows.run.data_folder import locked, prepare_data_folder
from flows.run.errors import ArchiveFailed, ClockWentBack
from flows.run.going_on import GoingOn
from flows.run.interrupt import GOES_ON, STOPPING, Interrupted
from flows.run.log import Figures, log_of
from flows.run.places import open_places
from flows.run.progress import Progress
from flows.run.summary import Summary
from flows.settings import Settings
from flows.stores import StoreFailed
from flows.visible import make_visible
from flows.withdrawal.outside import Holdings
from flows.withdrawal.resume import finish_interrupted
from warehouse.ask.news import News, watch_news
from warehouse.connection import PUBLISHED_NAME, Warehouse, disk_trouble_told, open_working
from warehouse.errors import WarehouseError
from warehouse.ledgers import listed, runs
from warehouse.moment import Moment
from warehouse.publish import publish
from warehouse.withdrawal import tombstones

FIRST_PUBLISH_MINUTES = 2.0
"""Where nothing is published yet, so soon does a run publish what it has."""
CLOCK_MAY_LAG = timedelta(days=1)
"""How far a night's clock may lag behind the last run: the machine may have used local time, or been corrected."""


@dataclass
class Run:
    """A run that is going on. ``started_at`` is UTC; ``run_id`` is that instant, so a person can read it.

    ``readers_version`` is the version under which this run loads what it reads. ``spread`` has files read elsewhere
    before this run asks for their readings; ``None``: it reads them itself.
    """

    settings: Settings
    clock: Clock
    archive: RunArchive
    readings: StoredReadings
    warehouse: Warehouse
    run_id: str
    started_at: datetime
    kind: str
    register: str
    summary: Summary = field(default_factory=Summary)
    progress: Progress = field(default_factory=Progress)
    readers_version: str = field(default_factory=lambda: version.readers_version())

    published_at: float = 0.0
    spread: Spread | None = None

    def moment(self) -> Moment:
        """Return this instant of the run."""
        return Moment(self.run_id, self.clock.now())

    def note_standing(self, figures: Figures) -> None:
        """Tell `kehtiv status` how far this run is."""
        standing = GoingOn(
            kind=self.kind,
            register=self.register,
            pid=os.getpid(),
            began_at=self.started_at,
            at=self.clock.now(),
            told=figures.told,
            counts=self.summary.counts,
        )
        going_on.note(self.settings.data, standing)

    def publish_meanwhile(self) -> None:
        """Publish what is loaded so far, where it is due: an answer after minutes is worth more than one after hours.

        The published ledger shows this run as running, and the days that it has not searched as not proven.
        """
        minutes = self.settings.publish_minutes
        has_published = (self.settings.data / PUBLISHED_NAME).exists()
        due_s = 60 * (minutes if has_published else min(minutes, FIRST_PUBLISH_MINUTES))
        if minutes and time.monotonic() - self.published_at >= due_s:
            self.progress.say("publishing what is loaded so far")
            load_rulings(self.warehouse, self.settings.data, needs_second=self.settings.rulings_need_second)
            publish.publish(self.warehouse, self.settings.data, self.summary.notes.append)
            self.published_at = time.monotonic()

    @property
    def holdings(self) -> Holdings:
        """The places in this run's data folder that may hold content."""
        return Holdings(self.settings.data, self.archive, self.readings, self.warehouse)


@contextmanager
def open_run(settings: Settings, clock: Clock, *, kind: str, register: str, arguments: dict[str, str]) -> Iterator[Run]:
    """Lock the data folder, open warehouse and archive, start the row in ``runs``; publish when the body is done.

    Raise ``AnotherRun``, ``DataFolderUnwritable`` or a warehouse error before anything is done. If the body raises, the
    run is closed as "failed" and what it had loaded stays, because every load is complete in itself. An error of the
    archive is raised as ``ArchiveFailed``.
    """
    folder = prepare_data_folder(settings.data)
    summary, written = Summary(), Written()
    try:
        with locked(folder), watch_news(folder) as news, open_working(folder) as warehouse:
            clock, lag = _steady(clock, runs.latest_instant(warehouse), kind, folder)
            if lag:
                summary.notes.append(f"the clock is {lag} behind the last run: this one is dated right after that")
            places = open_places(settings)
            started_at = clock.now()
            run_id = f"{started_at:%Y%m%dT%H%M%S.%f}Z"
            runs.start_run(warehouse, run_id, kind, register, started_at, arguments)
            note_listed(warehouse)
            run = Run(
                settings=settings,
                clock=clock,
                archive=places.archive,
                readings=places.readings,
                warehouse=warehouse,
                run_id=run_id,
                started_at=started_at,
                kind=kind,
                register=register,
                summary=summary,
                progress=Progress(log=log_of(settings, clock, register)),
                published_at=time.monotonic(),
            )
            run.progress.note = run.note_standing
            try:
                with disk_trouble_told(folder):
                    places.prepare(settings)
                    if kind == "takedown" or runs.was_killed(warehouse, run_id):
                        places.collect_left()
                    for stone in finish_interrupted(run.holdings, run_id=run_id, at=started_at):
                        cause = tombstones.told_cause(stone)
                        summary.notes.append(f"{stone.document_id}: {cause}: finished what was begun earlier")
                    with run.progress.shown():
                        yield run
                    places.archive.settle()
                    # Close the run before publishing, so that the published ledger shows its outcome.
                    run.progress.say("publishing")
                    for sentence in load_rulings(warehouse, folder, needs_second=settings.rulings_need_second):
                        summary.ask_person(sentence)
                    outcome = _finish(run, "done" if summary.exit_status == 0 else "done with problems")
                    published = publish.publish(warehouse, folder, summary.notes.append)
                    is_night = kind == "ingest"
                    unwritten = write_due(settings, clock.today(), run.progress.say, is_night=is_night)
                    unwritten += write_feeds(settings, clock.today())
            except BaseException as error:
                # What is not an Exception came from outside: a signal to end.
                stopped = STOPPING.behind(error)
                is_failure = isinstance(error, Exception) and stopped is None
                outcome = _finish_failed(run, "failed" if is_failure else "interrupted")
                written = _report(run, outcome, None, None, error)
                if stopped is not None:
                    raise Interrupted(stopped.number, GOES_ON) from error
                if isinstance(error, (ArchiveError, StoreFailed)):
                    raise ArchiveFailed(str(error)) from error
                raise
            written = _report(run, outcome, news, published, None, unwritten)
            for sentence in (*unwritten, *written.troubles):
                summary.ask_person(sentence)
    finally:
        going_on.forget(folder)
        # After the lock is let go: whoever is told may want to ask.
        # Nobody is told of a signal to end: whoever sent it knows, and a hook may take half a minute.
        said = [] if STOPPING.behind(sys.exception()) else tell_run(written, settings)
        if sys.exception() is None and kind in TELLING_KINDS:
            said += tell_digests(settings, clock.today())
        for sentence in said:
            summary.ask_person(sentence)
        if sys.exception() is not None:
            # Nobody prints the summary of a run that failed.
            for sentence in written.troubles + said:
                print(make_visible(f"kehtiv: {sentence}"), file=sys.stderr)


def _finish(run: Run, outcome: str) -> str:
    runs.finish_run(run.warehouse, run.run_id, run.clock.now(), outcome, run.summary.counts)
    return outcome


def _finish_failed(run: Run, outcome: str) -> str:
    """Finish as ``_finish`` does; if even that cannot be written, the ledger shows the run as interrupted."""
    with suppress(WarehouseError), disk_trouble_told(run.settings.data):
        return _finish(run, outcome)
    return outcome


def _steady(clock: Clock, latest: datetime | None, kind: str, folder: Path) -> tuple[Clock, timedelta]:
    """Return a clock that never shows an instant before ``latest``, and how far the given one lags behind it.

    Versions, searches and checks are ordered by their instants: one before the last would end before it began. A night
    that is far behind is refused (``ClockWentBack``), for it would search until the wrong day; what an operator does
    by hand, a take-down above all, is not.
    """
    if latest is None or clock.now() >= latest:
        return clock, timedelta()
    now, after = clock.now(), latest + timedelta(microseconds=1)
    if kind == "ingest" and latest - now > CLOCK_MAY_LAG:
        raise ClockWentBack(
            f"the clock of this machine shows {now:%F %R} UTC, but {folder} holds what a run wrote down at"
            f" {latest:%F %R} UTC: set the clock right; if it was that run whose clock was wrong, go back to a copy of"
            " the folder from before it"
        )
    return Clock(now=lambda: max(clock.now(), after)), latest - now


def _report(
    run: Run,
    outcome: str,
    news: News | None,
    published: Path | None,
    error: BaseException | None,
    unwritten: Sequence[str] = (),
) -> Written:
    facts = RunFacts(
        run_id=run.run_id,
        kind=run.kind,
        register=run.register,
        started_at=run.started_at,
        finished_at=run.clock.now(),
        outcome=outcome,
        is_complete=run.summary.is_complete and error is None,
        counts=run.summary.counts,
        failure=type(error).__name__ if error is not None else None,
        request_budget=run.settings.request_budget,
        unwritten_exports=tuple(unwritten),
    )
    return report_run(facts, run.settings, news, published)


def note_listed(warehouse: Warehouse) -> None:
    """Record whose registers the register list names. A list that cannot be read changes nothing.

    Whoever uses a register is told of the damaged list, and a take-down must still work.
    """
    with suppress(BadRegisterList):
        listed.note(warehouse, list_authorities())
