"""Open a data folder for runs, and close it: lock, warehouse, publishing, reports, notices.

A command has one run. `kehtiv ingest --all` has one for each register: side by side in one folder, published once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from flows.archive import ArchiveError
from flows.clock import Clock
from flows.report.digests import TELLING_KINDS, tell_digests
from flows.report.write import Written, tell_run
from flows.run import going_on
from flows.run.data_folder import locked, prepare_data_folder
from flows.run.errors import ArchiveFailed, ClockWentBack
from flows.run.interrupt import GOES_ON, STOPPING, Interrupted
from flows.run.places import open_places
from flows.run.run import Run
from flows.run.runs import Runs
from flows.run.summary import Summary
from flows.settings import Settings
from flows.stores import StoreFailed
from flows.visible import make_visible
from warehouse.ask.news import watch_news
from warehouse.connection import disk_trouble_told, open_working
from warehouse.ledgers import runs as ledger

CLOCK_MAY_LAG = timedelta(days=1)
"""How far a night's clock may lag behind the last run: the machine may have used local time, or been corrected."""


@contextmanager
def open_run(settings: Settings, clock: Clock, *, kind: str, register: str, arguments: dict[str, str]) -> Iterator[Run]:
    """Lock the data folder, open warehouse and archive, start the row in ``runs``; publish when the body is done.

    Raise ``AnotherRun``, ``DataFolderUnwritable`` or a warehouse error before anything is done. If the body raises, the
    run is closed as "failed" and what it had loaded stays, because every load is complete in itself. An error of the
    archive is raised as ``ArchiveFailed``.
    """
    with (
        open_runs(settings, clock, kind=kind) as runs,
        runs.begin(register, arguments, summary=runs.summary) as run,
    ):
        yield run


@contextmanager
def open_runs(settings: Settings, clock: Clock, *, kind: str, is_drawn: bool = True) -> Iterator[Runs]:
    """Do the same for runs that the body begins, one after another or side by side; publish once, when it is done.

    ``is_drawn``: a terminal shows a bar, which one run at a time can have.
    """
    folder = prepare_data_folder(settings.data)
    common, written = Summary(), list[Written]()
    try:
        with locked(folder), watch_news(folder) as news, open_working(folder) as warehouse:
            clock, lag = _steady(clock, ledger.latest_instant(warehouse), kind, folder)
            if lag:
                common.notes.append(f"the clock is {lag} behind the last run: this one is dated right after that")
            runs = Runs(
                settings=settings,
                clock=clock,
                places=open_places(settings),
                warehouse=warehouse,
                kind=kind,
                summary=common,
                is_drawn=is_drawn,
            )
            try:
                with disk_trouble_told(folder):
                    yield runs
                    published, unwritten = runs.publish()
            except BaseException as error:
                written = runs.report_cut_off(error)
                stopped = STOPPING.behind(error)
                if stopped is not None:
                    raise Interrupted(stopped.number, GOES_ON) from error
                if isinstance(error, (ArchiveError, StoreFailed)):
                    raise ArchiveFailed(str(error)) from error
                raise
            written = runs.report(news, published, unwritten)
            for sentence in (*unwritten, *(trouble for one in written for trouble in one.troubles)):
                common.ask_person(sentence)
    finally:
        going_on.forget(folder)
        # After the lock is let go: whoever is told may want to ask.
        # Nobody is told of a signal to end: whoever sent it knows, and a hook may take half a minute.
        is_stopped = STOPPING.behind(sys.exception()) is not None
        delivered: set[str] = set()
        said = [] if is_stopped else [sentence for one in written for sentence in tell_run(one, settings, delivered)]
        if sys.exception() is None and kind in TELLING_KINDS:
            said += tell_digests(settings, clock.today())
        for sentence in said:
            common.ask_person(sentence)
        if sys.exception() is not None:
            # Nobody prints the summary of a run that failed.
            for sentence in [trouble for one in written for trouble in one.troubles] + said:
                print(make_visible(f"kehtiv: {sentence}"), file=sys.stderr)


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
